"""A chart on a page: a shared specification, the reader's data beside it, one sentence for those who do not see it."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from indicators.charts.theme import Spec, Theme, drawn

#: Longer texts are read out whole, with no way to skip: the table twin holds the rest.
ALT_LIMIT = 250


def chart_theme() -> Theme:
    """The theme of the reader's page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(spec: Spec, datasets: Mapping[str, pl.DataFrame], alt: str, *, key: str, height: int | None = None) -> None:
    """Draw a chart that stretches with its column."""
    st.vega_lite_chart(
        drawn(spec, datasets, height), width="stretch", theme=None, alt=shortened(alt), key=f"chart-{key}"
    )


def shortened(words: str) -> str:
    """A text of at most `ALT_LIMIT` characters, cut between two words."""
    if len(words) <= ALT_LIMIT:
        return words
    return words[: ALT_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
