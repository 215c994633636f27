"""Recherche: anything that the dashboard holds, found by words, in either language, despite an accent or a slip."""

import streamlit as st

from pages.menu import PAGES
from pages.parts.search.results import counted, examples, finder_of, found_list
from pages.ui import url_state
from pages.ui.page_context import page_context
from pages.ui.styles import heading

ctx = page_context()
asked = st.query_params.get("q", "").strip()
hits = finder_of(ctx.release, ctx.reader).find(asked, ctx.language, limit=80) if asked else []
kinds = counted(hits)
if not asked:
    title = ctx.say("Un indicateur, un établissement, une initiative, un terme : par ses mots")
elif not hits:
    title = ctx.say("Rien ne correspond à « {asked} »", asked=asked)
else:
    title = ctx.say_plural("1 résultat pour « {asked} »", "{n} résultats pour « {asked} »", len(hits), asked=asked)
heading(
    PAGES["search"].title(ctx.language),
    title,
    ctx.say("Synonymes, anciens noms, mots sans accent et petites fautes compris; en français et en anglais"),
)
url_state.text_input("q", ctx.say("Mots à chercher"), ctx.say("par exemple : rémunération, Laval, patient partenaire"))
if not hits:
    examples(ctx, asked)
else:
    names = ["", *kinds]
    kind = url_state.segmented("genre", ctx.say("Genre de résultat"), names, lambda name: kinds.label(ctx, name))
    found_list(ctx, [hit.document for hit in hits if kind in ("", hit.document.kind)])
