"""Complétude: who has answered what, wave by wave, section by section, question by question."""

import streamlit as st

from pages.parts.completeness.coverage import late_files, questions, sections, thin_indicators, waves
from pages.parts.completeness.timing import correction_ages, kinds, timing
from pages.ui import url_state
from pages.ui.detail_styles import apply_details
from pages.ui.page_context import visit
from pages.ui.sources import source_line
from pages.ui.styles import heading
from pages.ui.value_states import states_line

here = visit()
apply_details()
with st.columns([1, 4])[0]:
    url_state.select("vague", here.say("Vague"), here.reading.periods, here.period)
seen = here.reading.respondents(here.period)
heading(
    here.say("Données · complétude"),
    here.say(
        "{k} établissements sur {n} ont répondu pour {period}",
        k=seen.received,
        n=seen.frame,
        period=here.period,
    ),
    " · ".join(part for part in (here.say("Vague {period}", period=here.period), late_files(here)) if part),
)
waves(here)
left, right = st.columns(2, gap="large")
with left:
    timing(here)
with right:
    correction_ages(here)
left, right = st.columns([3, 2], gap="large")
with left:
    questions(here)
with right:
    thin_indicators(here)
kinds(here)
sections(here)
states_line(here.language, here.say("Les huit états d’une valeur"))
source_line(here)
