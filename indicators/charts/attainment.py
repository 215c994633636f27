"""Published shares on one scale of 0 to 100 %: a disc for shares of one denominator, a ring for another's."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.theme import TOKENS, Spec, Theme, finished, row_axis, value_axis, value_scale, wrapped

ROW = 44
NAME_WIDTH = 34
SCHEMA = {
    "row": pl.String,
    "value": pl.Float64,
    "apart": pl.Boolean,
    "text": pl.String,
    "tooltip": pl.String,
    "kind": pl.String,
}


@lru_cache(maxsize=16)
def spec(language: Language, theme: Theme, *, rows: int, has_apart: bool) -> Spec:
    """The chart without its data: the named set `shares`."""
    token = TOKENS[theme]
    base = alt.Chart(alt.NamedData(name="shares"))
    y = alt.Y("row:N", sort=None, axis=row_axis())
    x = alt.X("value:Q", scale=value_scale("percent"), axis=value_axis("percent", language, theme))
    together = base.transform_filter("!datum.apart")
    layers = [
        together.mark_point(filled=True, opacity=1, size=130, color=token.sequence[3]).encode(
            x=x, y=y, tooltip="tooltip:N"
        )
    ]
    if has_apart:
        layers.append(
            base.transform_filter("datum.apart")
            .mark_point(opacity=1, size=110, stroke=token.flat, strokeWidth=2, fill=token.bg)
            .encode(x=x, y=y, tooltip="tooltip:N")
        )
    layers.append(base.mark_text(align="right", dx=-12, fontWeight=600).encode(x=x, y=y, text="text:N"))
    return finished(layers, language, theme, ROW * rows)


def rows(shares: Sequence[tuple[str, float, str, bool]]) -> pl.DataFrame:
    """The data set `shares`, in the order given.

    Args:
        shares: name, value in percent, its words, and whether it has another denominator than the rest.
    """
    made = [
        {
            "row": wrapped(name, NAME_WIDTH),
            "value": value,
            "apart": apart,
            "text": words,
            "tooltip": f"{name} · {words}",
            "kind": "published",
        }
        for name, value, words, apart in shares
    ]
    return pl.DataFrame(made, schema=SCHEMA)
