"""Initiatives: the portrait and four initiatives, each with its own view (`?id=`), and the practices shared."""

import streamlit as st

from pages.parts.initiatives.caring_community import caring_view
from pages.parts.initiatives.choice import PRACTICES, view_choice
from pages.parts.initiatives.gmf import gmf_view
from pages.parts.initiatives.go_to_row import go_to_row
from pages.parts.initiatives.index import index_view
from pages.parts.initiatives.inters4 import inters4_view
from pages.parts.initiatives.portrait import portrait_view
from pages.parts.initiatives.practice_notes import practices_view
from pages.parts.initiatives.strategic_community import strategic_view
from pages.ui.page_context import page_context
from pages.ui.styles import link_html, send_styles
from pages.ui.url_state import link

DRAWN = {
    "": index_view,
    "portrait": portrait_view,
    "gmf-oc": gmf_view,
    "communaute-soignante": caring_view,
    "inters4": inters4_view,
    "communaute-strategique-itss": strategic_view,
    PRACTICES: practices_view,
}

ctx = page_context()
send_styles("details")
send_styles("initiatives")
DRAWN[view_choice(ctx)](ctx)
more = link_html(link("method", partie="sources"), ctx.say("Toutes les sources et licences"))
st.html(f'<p class="o-source">{more}</p>')
go_to_row()
