"""Published shares on one scale of 0 to 100 %: a disc for shares of one denominator, a ring for another's."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.charts.axes import row_axis, value_axis, value_scale
from indicators.charts.data import columns
from indicators.charts.marks import dots, named_data
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label

ROW = 44
NAME_WIDTH = 34
SCHEMA = columns(text="row text tooltip kind", number="value", flag="apart")


@lru_cache(maxsize=16)
def spec(style: Style, *, rows: int, has_apart: bool) -> Spec:
    """The chart without its data: the named set `shares`."""
    token, base = style.token, named_data("shares")
    y = alt.Y("row:N", sort=None, axis=row_axis())
    x = alt.X("value:Q", scale=value_scale("percent"), axis=value_axis("percent", style))
    together = base.transform_filter("!datum.apart")
    layers = [dots(together, token.sequence[3], 130).encode(x=x, y=y, tooltip="tooltip:N")]
    if has_apart:
        rings = base.transform_filter("datum.apart").mark_point(
            opacity=1, size=110, stroke=token.flat, strokeWidth=2, fill=token.bg
        )
        layers.append(rings.encode(x=x, y=y, tooltip="tooltip:N"))
    layers.append(base.mark_text(align="right", dx=-12, fontWeight=600).encode(x=x, y=y, text="text:N"))
    return chart_spec(layers, style, ROW * rows)


def rows(shares: Sequence[tuple[str, float, str, bool]]) -> pl.DataFrame:
    """The data set `shares`, in the order given.

    Args:
        shares: name, value in percent, its words, and whether it has another denominator than the rest.
    """
    made = [
        {
            "row": wrap_label(name, NAME_WIDTH),
            "value": value,
            "apart": apart,
            "text": words,
            "tooltip": f"{name} · {words}",
            "kind": "published",
        }
        for name, value, words, apart in shares
    ]
    return pl.DataFrame(made, schema=SCHEMA)
