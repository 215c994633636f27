"""Territoire: one subject on the map of the eighteen regions, every establishment drawn in its region."""

import streamlit as st

from indicators.catalogue import load_featured
from indicators.wording.finding import detail, finding
from pages.parts.territory.regions import region_table, territory
from pages.parts.territory.tile_map import region_map
from pages.ui import url_state
from pages.ui.page_context import page_context
from pages.ui.signs import states_legend
from pages.ui.sources import source_line
from pages.ui.styles import heading, note, send_styles
from pages.ui.subject_choice import subject_choice

ctx = page_context()
send_styles("details")
language = ctx.language

left, right = st.columns([4, 1])
with left:
    subject = subject_choice(ctx, load_featured().territory_first)
with right:
    url_state.select("vague", ctx.say("Vague"), ctx.reader.periods, ctx.period)

province = ctx.reader.verdict(subject.kind, subject.id, ctx.period, segment=subject.segment)
shown = territory(ctx, subject)
heading(
    ctx.say(
        "Territoire · {n} régions sur {all} ont un établissement du cadre",
        n=len(shown.within),
        all=len(shown.regions),
    ),
    finding(province, language) if province else "",
    detail(province, language) if province else "",
)
region_map(ctx, shown, listed=False)
region_table(ctx, shown)
note(
    ctx.say(
        "Une région n’est pas un établissement : la 06 en compte dix, la 16 trois. Les CHU et les instituts n’ont pas "
        "de population de territoire."
    )
)
note(
    ctx.say(
        "Le Nunavik (17) et les Terres-Cries-de-la-Baie-James (18) sont hors du cadre de l’enquête; aucune valeur n’y "
        "est montrée ni comparée."
    )
)
source_line(ctx, ctx.say("Régions dans l’ordre de leur code, jamais dans celui des valeurs."))
states_legend(language, ctx.say("Les huit états d’une valeur"))
