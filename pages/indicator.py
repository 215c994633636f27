"""Indicateur: one indicator, its numbers among establishments and over time, and the cells they come from."""

import streamlit as st

from pages.parts.indicator.choice import PeriodCount, selection
from pages.parts.indicator.constant_dollars import constant_amounts
from pages.parts.indicator.definition import measured, over_time
from pages.parts.indicator.funnel import by_size
from pages.parts.indicator.groups import groups_moved
from pages.parts.indicator.heading import indicator_heading
from pages.parts.indicator.lineage import sources
from pages.parts.indicator.long_series import Followed, closely, groups_by_period
from pages.parts.indicator.period_count import count_of_period
from pages.parts.indicator.spread import distribution
from pages.parts.initiatives.practice_notes import subject_practices
from pages.parts.intake.contest import contest_form
from pages.ui.detail_styles import apply_details
from pages.ui.page_context import visit
from pages.ui.value_states import states_line

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
