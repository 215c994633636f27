"""A chart on a page: a shared specification, the reader's data beside it, one sentence for those who do not see it."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from indicators.charts.theme import Spec, Theme, drawn
from indicators.wording.lists import shorten_alt


def chart_theme() -> Theme:
    """The theme of the reader's page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(spec: Spec, datasets: Mapping[str, pl.DataFrame], alt: str, *, key: str, height: int | None = None) -> None:
    """Draw a chart that stretches with its column."""
    st.vega_lite_chart(
        drawn(spec, datasets, height), width="stretch", theme=None, alt=shorten_alt(alt), key=f"chart-{key}"
    )
