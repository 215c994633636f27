"""How many of each: one bar a row from zero, its number at the end; no axis, for the numbers are written."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.theme import TOKENS, Spec, Theme, finished, row_axis, wrapped
from indicators.wording.language import say

ROW = 26
NAME_WIDTH = 34
SCHEMA = {"row": pl.String, "count": pl.Int64, "text": pl.String, "tooltip": pl.String, "kind": pl.String}


@lru_cache(maxsize=16)
def spec(language: Language, theme: Theme, *, rows: int, fictitious: bool) -> Spec:
    """The chart without its data: the named set `counts`."""
    token = TOKENS[theme]
    base = alt.Chart(alt.NamedData(name="counts"))
    title = say("Données fictives", language) if fictitious else None
    axis = alt.Axis(
        title=title,
        titleColor=token.fictitious,
        titleAnchor="end",
        titleFontSize=12,
        labels=False,
        ticks=False,
        domain=False,
        grid=False,
    )
    x = alt.X("count:Q", scale=alt.Scale(domainMin=0, nice=False), axis=axis)
    y = alt.Y("row:N", sort=None, axis=row_axis())
    layers = [
        base.mark_bar(height={"band": 0.55}, color=token.sequence[3]).encode(x=x, y=y, tooltip="tooltip:N"),
        base.mark_text(align="left", dx=6, fontWeight=600).encode(x=x, y=y, text="text:N"),
    ]
    ready = finished(layers, language, theme, ROW * rows)
    ready["padding"] = {"left": 2, "top": 4, "right": 24, "bottom": 2}
    return ready


def rows(counted: Sequence[tuple[str, int]], kind: str) -> pl.DataFrame:
    """The data set `counts`, in the order given.

    Args:
        counted: names with their numbers.
        kind: `published`, or the kind of the collected rows behind.
    """
    made = [
        {
            "row": wrapped(name, NAME_WIDTH),
            "count": count,
            "text": str(count),
            "tooltip": f"{name} · {count}",
            "kind": kind,
        }
        for name, count in counted
    ]
    return pl.DataFrame(made, schema=SCHEMA)
