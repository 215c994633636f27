"""Recherche: anything that the dashboard holds, found by words, in either language, despite an accent or a slip."""

import streamlit as st

from pages.parts.search.results import counted, examples, finder_of, found_list
from pages.ui import url_state
from pages.ui.page_context import visit
from pages.ui.styles import heading

here = visit()
asked = st.query_params.get("q", "").strip()
hits = finder_of(here.release, here.reading).find(asked, here.language, limit=80) if asked else []
kinds = counted(hits)
if not asked:
    title = here.say("Un indicateur, un établissement, une initiative, un terme : par ses mots")
elif not hits:
    title = here.say("Rien ne correspond à « {asked} »", asked=asked)
elif len(hits) == 1:
    title = here.say("1 résultat pour « {asked} »", asked=asked)
else:
    title = here.say("{n} résultats pour « {asked} »", n=len(hits), asked=asked)
heading(
    here.say("Recherche"),
    title,
    here.say(
        "Synonymes, anciens noms, mots sans accent et petites fautes compris; en français et en anglais"
    ),
)
url_state.typed(
    "q", here.say("Mots à chercher"), here.say("par exemple : rémunération, Laval, patient partenaire")
)
if not hits:
    examples(here, asked)
else:
    names = ["", *kinds]
    kind = url_state.segmented(
        "genre", here.say("Genre de résultat"), names, lambda name: kinds.label(here, name)
    )
    found_list(here, [hit.document for hit in hits if kind in ("", hit.document.kind)])
