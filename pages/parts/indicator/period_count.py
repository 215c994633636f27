"""A count by period without an indicator: its quarter among establishments, then its long series."""

import streamlit as st

from indicators.figures.strip import strip_figure
from indicators.wording.change import change_sentence
from indicators.wording.finding import detail, finding
from indicators.wording.language import pick
from indicators.wording.note import note_sentences, rung_sentence
from indicators.wording.periods import period_text
from pages.parts.indicator.choice import PeriodCount
from pages.parts.indicator.long_series import LongSeries, groups_by_period, long_series
from pages.parts.indicator.spread import table_of_places, without_value
from pages.ui.chart import chart_style
from pages.ui.figures import draw_figure, no_value
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import change_sign
from pages.ui.sources import source_line
from pages.ui.styles import heading, section_html
from pages.ui.wording import typeset_text


def count_of_period(ctx: PageContext, chosen: PeriodCount) -> None:
    """Draw the quarter read, what is counted, and the series."""
    language = ctx.language
    heading(
        ctx.say("Suivi trimestriel · compte par période, sans indicateur annuel"),
        finding(chosen.province, language),
        detail(chosen.province, language),
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        figure = strip_figure(chosen.places, ctx.reader.peer_groups, chart_style(ctx), chosen.chosen)
        draw_figure(ctx, figure, "strip", absent=no_value(ctx))
        without_value(ctx, chosen.places)
        source_line(ctx, quarter=chosen.period)
        table_of_places(ctx, chosen.id, chosen.places)
    with right:
        _counted(ctx, chosen)
    followed = LongSeries("count_of_period", chosen.id, chosen.establishment_id, chosen.id)
    long_series(ctx, followed)
    groups_by_period(ctx, followed)


def _counted(ctx: PageContext, chosen: PeriodCount) -> None:
    """What is counted, how its periods relate to a year, and the change since the quarter before."""
    language, item = ctx.language, chosen.province
    asked = next(question for question in released_facts(ctx).quarterly_questions if question.question_id == chosen.id)
    mark = change_sign(item.change_state, item.change_judgement)
    notes = [rung_sentence(item, language), *note_sentences(item, language)]
    draw(
        section_html(ctx.say("Ce qui est compté"), period_text(chosen.period, language), chart=True),
        el("p", typeset_text(pick(asked, "timing_note", language), language), class_="o-text"),
        el("p", mark, " ", change_sentence(item, language), class_="o-text"),
        [el("p", text, class_="o-note") for text in notes if text],
    )
