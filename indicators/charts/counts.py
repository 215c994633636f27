"""How many of each: one bar a row from zero, its number at the end; no axis, for the numbers are written."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.charts.axes import row_axis, title_axis
from indicators.charts.data import columns
from indicators.charts.marks import named_data
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label

ROW = 26
NAME_WIDTH = 34
SCHEMA = columns(text="row text tooltip kind", whole="count")


@lru_cache(maxsize=16)
def spec(style: Style, *, rows: int) -> Spec:
    """The chart without its data: the named set `counts`."""
    base = named_data("counts")
    x = alt.X("count:Q", scale=alt.Scale(domainMin=0, nice=False), axis=title_axis(style))
    y = alt.Y("row:N", sort=None, axis=row_axis())
    layers = [
        base.mark_bar(height={"band": 0.55}, color=style.token.sequence[3]).encode(x=x, y=y, tooltip="tooltip:N"),
        base.mark_text(align="left", dx=6, fontWeight=600).encode(x=x, y=y, text="text:N"),
    ]
    return chart_spec(layers, style, ROW * rows, (2, 4, 24, 2))


def rows(counted: Sequence[tuple[str, int]], kind: str) -> pl.DataFrame:
    """The data set `counts`, in the order given.

    Args:
        counted: names with their numbers.
        kind: `published`, or the kind of the collected rows behind.
    """
    made = [
        {
            "row": wrap_label(name, NAME_WIDTH),
            "count": count,
            "text": str(count),
            "tooltip": f"{name} · {count}",
            "kind": kind,
        }
        for name, count in counted
    ]
    return pl.DataFrame(made, schema=SCHEMA)
