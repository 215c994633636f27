"""Indicateur: one indicator, its numbers among establishments and over time, and the cells they come from."""

import streamlit as st

from indicators.distribution_words import split_finding
from indicators.headlines import sentence
from indicators.sentences import coverage_text, detail
from pages.components.constant_dollars import constant_amounts
from pages.components.details import apply_details
from pages.components.indicator_choice import selection
from pages.components.indicator_closely import closely
from pages.components.indicator_funnel import by_size
from pages.components.indicator_groups import groups_moved
from pages.components.indicator_lineage import sources
from pages.components.indicator_spread import distribution
from pages.components.indicator_words import measured, over_time
from pages.components.look import heading
from pages.components.states import states_line
from pages.components.visit import visit

here = visit()
apply_details()
language = here.language
chosen = selection(here)
indicator, province = chosen.indicator, chosen.province
words = indicator.words(language)

eyebrow = here.say(
    "{code} · {recommendation} · indicateur",
    code=indicator.code,
    recommendation=here.reading.catalogue.recommendation[indicator.recommendation].words(language).title,
)
finding, subtitle = words.title, ""
if province is not None:
    finding = sentence(province, language)
    subtitle = detail(province, language)
if chosen.is_split:
    parts = [
        item
        for part in indicator.segments
        if (item := here.reading.verdict("indicator", indicator.id, here.period, segment=part))
    ]
    finding = split_finding(parts, words.short_title, language)
    # The first part's own counts would pass for the whole's.
    coverage = coverage_text(parts[0], language) if parts and parts[0].valued else ""
    subtitle = " · ".join(text for text in (words.unit, coverage, here.period) if text)
heading(eyebrow, finding, subtitle)

left, right = st.columns([3, 2], gap="large")
with left:
    distribution(here, chosen)
    groups_moved(here, chosen)
with right:
    measured(here, chosen)
    over_time(here, chosen)
    constant_amounts(here, chosen)
    sources(here, chosen)
by_size(here, chosen)
closely(here, chosen)
states_line(language, here.say("Les huit états d’une valeur"))
