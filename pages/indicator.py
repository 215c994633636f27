"""Indicateur: one indicator, its numbers among establishments and over time, and the cells they come from."""

import streamlit as st

from pages.parts.indicator.choice import PeriodCount, selection
from pages.parts.indicator.constant_dollars import constant_amounts
from pages.parts.indicator.definition import definition, over_time
from pages.parts.indicator.funnel import indicator_funnel
from pages.parts.indicator.groups import peer_group_changes
from pages.parts.indicator.heading import indicator_heading
from pages.parts.indicator.lineage import value_sources
from pages.parts.indicator.long_series import LongSeries, groups_by_period, long_series
from pages.parts.indicator.period_count import count_of_period
from pages.parts.indicator.spread import distribution
from pages.parts.initiatives.practice_notes import subject_practices
from pages.parts.intake.contest import contest_form
from pages.ui.page_context import page_context
from pages.ui.signs import states_legend
from pages.ui.styles import send_styles

ctx = page_context()
send_styles("details")
chosen = selection(ctx)
if isinstance(chosen, PeriodCount):
    count_of_period(ctx, chosen)
else:
    indicator_heading(ctx, chosen)
    left, right = st.columns([3, 2], gap="large")
    with left:
        distribution(ctx, chosen)
        peer_group_changes(ctx, chosen)
    with right:
        definition(ctx, chosen)
        over_time(ctx, chosen)
        constant_amounts(ctx, chosen)
        value_sources(ctx, chosen)
    indicator_funnel(ctx, chosen)
    followed = LongSeries("indicator", chosen.indicator.id, chosen.establishment_id, chosen.indicator.code)
    long_series(ctx, followed)
    groups_by_period(ctx, followed)
    subject_practices(ctx, chosen.indicator.id)
states_legend(ctx.language, ctx.say("Les huit états d’une valeur"))
contest_form(ctx, "indicator")
