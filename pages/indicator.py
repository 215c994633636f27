"""Indicateur: one indicator, its numbers among establishments and over time, and the cells they come from."""

import streamlit as st

from pages.components.constant_dollars import constant_amounts
from pages.components.details import apply_details
from pages.components.indicator_choice import PeriodCount, selection
from pages.components.indicator_closely import Followed, closely, groups_by_period
from pages.components.indicator_funnel import by_size
from pages.components.indicator_groups import groups_moved
from pages.components.indicator_heading import indicator_heading
from pages.components.indicator_lineage import sources
from pages.components.indicator_period_count import count_of_period
from pages.components.indicator_spread import distribution
from pages.components.indicator_words import measured, over_time
from pages.components.intake_contest import contest_form
from pages.components.practice_notes import subject_practices
from pages.components.states import states_line
from pages.components.visit import visit

here = visit()
apply_details()
chosen = selection(here)
if isinstance(chosen, PeriodCount):
    count_of_period(here, chosen)
else:
    indicator_heading(here, chosen)
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
    followed = Followed("indicator", chosen.indicator.id, chosen.establishment_id, chosen.indicator.code)
    closely(here, followed)
    groups_by_period(here, followed)
    subject_practices(here, chosen.indicator.id)
states_line(here.language, here.say("Les huit états d’une valeur"))
contest_form(here, "indicator")
