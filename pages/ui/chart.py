"""A chart on a page: a shared specification, the reader's data beside it, one sentence for those who do not see it."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from indicators.charts.theme import Spec, Style, with_data
from indicators.wording.lists import shorten_alt
from pages.ui.page_context import PageContext


def chart_style(ctx: PageContext, *, fictitious: bool | None = None) -> Style:
    """The language and theme of the reader's page; of data that are published elsewhere, `fictitious` is false."""
    invented = ctx.release.kind == "fictif" if fictitious is None else fictitious
    return Style(ctx.language, "dark" if st.context.theme.type == "dark" else "light", invented)


def chart(spec: Spec, datasets: Mapping[str, pl.DataFrame], alt: str, *, key: str, height: int | None = None) -> None:
    """Draw a chart that stretches with its column."""
    ready = with_data(spec, datasets, height)
    st.vega_lite_chart(ready, width="stretch", theme=None, alt=shorten_alt(alt), key=f"chart-{key}")
