"""Small multiples on a page: one small view a series, one axis for all, and their table."""

import streamlit as st

from indicators.exports.verdict_table import verdict_table
from indicators.figures.multiples import Views, small_multiples
from pages.ui.chart import chart_style
from pages.ui.data_table import data_table
from pages.ui.figures import draw_chart
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import section

#: Views beside each other, and the least width of one: two stand side by side on a phone.
COLUMNS, LEAST_WIDTH = 4, 160


def draw_multiples(ctx: PageContext, views: Views, key: str, name: str) -> None:
    """Draw the views under what moved, then their table; nothing for fewer than two views.

    Args:
        views: for each its title and its series, oldest first, all in one unit.
        key: names the charts and the files.
        name: what heads the column of the titles in the table.
    """
    shown = small_multiples(views, name, chart_style(ctx))
    if shown is None:
        return
    section(shown.title, shown.subtitle, chart=True)
    with st.grid(columns=COLUMNS, min_column_width=LEAST_WIDTH, gap="medium", key=f"small-{key}"):
        for rank, view in enumerate(shown.views):
            with st.container():
                draw(el("h3", view.title, class_="o-h3 o-h3-small"))
                draw_chart(view, f"{key}-{rank}")
    data_table(ctx, f"series-{key}", shown.table, lambda: verdict_table(shown.verdicts, ctx.language))
