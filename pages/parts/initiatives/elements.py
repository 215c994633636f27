"""What several sections of the Initiatives views share: lists, groups of lists, a chart with its list for phones."""

from collections.abc import Iterable, Mapping

import polars as pl
import streamlit as st
from markupsafe import Markup

from indicators.charts.theme import Spec
from pages.ui.chart import chart
from pages.ui.markup import Child, draw, el


def html_list(items: Iterable[Child], look: str | None = None, tag: str = "ul") -> Markup | None:
    """A list; nothing for no item."""
    lines = [el("li", item) for item in items]
    return el(tag, lines, class_=look) if lines else None


def later(words: str) -> Markup:
    """What is not known or not entered yet."""
    return el("span", words, class_="o-later")


def group(title: str, *content: Child) -> Markup:
    """One group of short lists."""
    return el("div", el("h3", title, class_="o-h3"), *content)


def groups(items: Iterable[Markup]) -> None:
    """Draw groups side by side; they stack where there is no room."""
    draw(el("div", items, class_="o-groups"))


def chart_or_list(spec: Spec, data: Mapping[str, pl.DataFrame], alt: str, lines: Iterable[Child], key: str) -> None:
    """Draw a chart, and where there is no room for it the list of what it shows."""
    with st.container(key=f"wide-{key}"):
        chart(spec, data, alt, key=key)
    with st.container(key=f"narrow-{key}"):
        draw(html_list(lines, "o-plain"))
