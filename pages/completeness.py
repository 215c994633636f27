"""Complétude: who has answered what, wave by wave, section by section, question by question."""

import streamlit as st

from pages.parts.completeness.coverage import late_files, questions, sections, thin_indicators, waves
from pages.parts.completeness.timing import correction_ages, kinds, timing
from pages.ui import url_state
from pages.ui.page_context import page_context
from pages.ui.signs import states_legend
from pages.ui.sources import source_line
from pages.ui.styles import heading, send_styles

ctx = page_context()
send_styles("details")
with st.columns([1, 4])[0]:
    url_state.select("vague", ctx.say("Vague"), ctx.reader.periods, ctx.period)
seen = ctx.reader.respondents(ctx.period)
heading(
    ctx.say("Données · complétude"),
    ctx.say_plural(
        "{k} établissement sur {n} a répondu pour {period}",
        "{k} établissements sur {n} ont répondu pour {period}",
        seen.received,
        k=seen.received,
        n=seen.frame,
        period=ctx.period,
    ),
    " · ".join(part for part in (ctx.say("Vague {period}", period=ctx.period), late_files(ctx)) if part),
)
waves(ctx)
left, right = st.columns(2, gap="large")
with left:
    timing(ctx)
with right:
    correction_ages(ctx)
left, right = st.columns([3, 2], gap="large")
with left:
    questions(ctx)
with right:
    thin_indicators(ctx)
kinds(ctx)
sections(ctx)
states_legend(ctx.language, ctx.say("Les huit états d’une valeur"))
source_line(ctx)
