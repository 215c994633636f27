"""Initiatives: an index, a view for each initiative of the reference (`?id=`), and the practices shared."""

import streamlit as st

from indicators.initiatives.tree import tree
from indicators.initiatives.views import load_views
from pages.parts.initiatives.choice import INDEX, PRACTICES, view_choice
from pages.parts.initiatives.index import index_view
from pages.parts.initiatives.practice_notes import practices_view
from pages.parts.initiatives.view import initiative_view
from pages.ui.markup import draw, el
from pages.ui.page_context import page_context
from pages.ui.styles import link_html, send_styles
from pages.ui.url_state import link

#: The browser looks for `#fact` before the page is drawn; once it is, the row is brought into view and marked.
TO_THE_ROW = """<script>
const wanted = decodeURIComponent(window.location.hash.slice(1));
const row = wanted && document.getElementById(wanted);
if (row) { row.classList.add("o-fact-found"); row.scrollIntoView({block: "center"}); }
</script>"""

ctx = page_context()
send_styles("details")
send_styles("initiatives")
name = view_choice(ctx)
if name == INDEX:
    index_view(ctx)
elif name == PRACTICES:
    practices_view(ctx)
else:
    initiative_view(ctx, tree(name), load_views()[name])
more = link_html(link("method", partie="sources"), ctx.say("Toutes les sources et licences"))
draw(el("p", more, class_="o-source"))
st.html(TO_THE_ROW, unsafe_allow_javascript=True)
