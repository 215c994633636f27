"""Small multiples on a page: one small view a series, one axis for all, and their table."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from indicators.charts import multiples
from indicators.charts.theme import scale_of
from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.charts import multiples_finding, multiples_subtitle
from indicators.wording.periods import period_text
from indicators.wording.value import absence_word, interval_text, value_text
from pages.ui.chart import chart, chart_style
from pages.ui.data_table import data_table
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import section

Views = Sequence[tuple[str, Sequence[Verdict]]]
#: Views beside each other, and the least width of one: two stand side by side on a phone.
COLUMNS, LEAST_WIDTH = 4, 160


def drawable(views: Views) -> list[tuple[str, list[Verdict]]]:
    """The views with a value on a scale: a yes or a no is no height, and one view alone is no comparison."""
    kept = [
        (title, list(held))
        for title, held in views
        if any(item.valued and item.value is not None for item in held)
        and not (held[-1].is_establishment and held[-1].kind in YES_NO_KINDS)
    ]
    return kept if len(kept) > 1 else []


def small_multiples(ctx: PageContext, views: Views, key: str, name: str) -> None:
    """Draw the views under what moved, then their table; nothing for fewer than two views.

    Args:
        views: for each its title and its series, oldest first, all in one unit.
        key: names the charts and the files.
        name: what heads the column of the titles in the table.
    """
    kept, language = drawable(views), ctx.language
    if not kept:
        return
    panels = multiples.panels(kept, language)
    series = [panel.series for panel in panels]
    section(multiples_finding(series, language), multiples_subtitle(series, language), chart=True)
    with st.grid(columns=COLUMNS, min_column_width=LEAST_WIDTH, gap="medium", key=f"small-{key}"):
        for rank, panel in enumerate(panels):
            with st.container():
                draw(el("h3", panel.title, class_="o-h3 o-h3-small"))
                ready = multiples.spec(
                    chart_style(ctx),
                    scale_of(panel.series[-1].unit(language)),
                    **multiples.layer_flags(panel),
                )
                chart(ready, {"points": panel.points}, panel.alt, key=f"{key}-{rank}")
    data_table(
        ctx,
        f"series-{key}",
        _table(ctx, kept, name),
        lambda: verdict_table([item for _, held in kept for item in held], language),
    )


def _table(ctx: PageContext, kept: Views, name: str) -> pl.DataFrame:
    language = ctx.language
    return pl.DataFrame(
        [
            {
                name: title,
                ctx.say("Période"): period_text(item.period, language),
                ctx.say("Valeur"): value_text(item, language),
                ctx.say("Intervalle à 95 %"): interval_text(item, language) or "—",
                ctx.say("État"): absence_word(item, language),
            }
            for title, held in kept
            for item in held
        ]
    )
