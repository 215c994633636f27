"""When each initiative took place, a lane a period: full bar for what is published, outlined for what is planned.

Years stand for themselves: a source that gives a year alone gets the whole year, and the words beside say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.charts.data import columns
from indicators.charts.marks import halo_text, named_data
from indicators.charts.theme import Spec, Style, chart_spec

FIRST, LAST = 2012, 2030
LANE = 27
#: A bar that starts later than this has its words on its left.
LATE = 2020.0
SCHEMA = columns(text="lane words align tooltip kind", number="start end words_at shift", flag="planned")


@dataclass(frozen=True)
class Lane:
    """One period: whose it is (empty where the lane above names it), its ends in years, and its words."""

    name: str
    start: float
    end: float
    planned: bool
    words: str


@lru_cache(maxsize=16)
def spec(style: Style, *, lanes: int, has_planned: bool) -> Spec:
    """The chart without its data: the named set `lanes`."""
    token, base = style.token, named_data("lanes")
    # Two digits and a bar keep lanes of one name apart; the axis writes what follows.
    axis = alt.Axis(title=None, labelExpr="slice(datum.label, 3)", domain=False, ticks=False, labelPadding=10)
    years = alt.Axis(title=None, grid=True, values=list(range(FIRST, LAST + 1, 2)), format="d", domain=True, ticks=True)
    y = alt.Y("lane:N", sort="ascending", axis=axis)
    x = alt.X("start:Q", scale=alt.Scale(domain=[FIRST, LAST], nice=False), axis=years)
    spans = {"y": y, "x": x, "x2": "end:Q", "tooltip": "tooltip:N"}
    known, planned = base.transform_filter("!datum.planned"), base.transform_filter("datum.planned")
    outline = {"fill": token.bg, "stroke": token.sequence[3], "strokeWidth": 1.5, "strokeDash": [4, 3]}
    layers = [known.mark_bar(height=9, color=token.sequence[3], cornerRadius=2).encode(**spans)]
    if has_planned:
        layers.append(planned.mark_bar(height=9, cornerRadius=2, **outline).encode(**spans))
    layers += halo_text(
        base.encode(y=y, x=alt.X("words_at:Q"), text="words:N"),
        token,
        align={"expr": "datum.align"},
        dx={"expr": "datum.shift"},
        color=token.ink2,
        fontSize=12,
    )
    return chart_spec(layers, style, LANE * lanes)


def rows(lanes: Sequence[Lane]) -> pl.DataFrame:
    """The data set `lanes`, in the order given."""
    made = []
    for place, lane in enumerate(lanes):
        late = lane.start > LATE
        made.append(
            {
                "lane": f"{place:02d}|{lane.name}",
                "start": lane.start,
                "end": lane.end,
                "planned": lane.planned,
                "words": lane.words,
                "words_at": lane.start if late else lane.end,
                "align": "right" if late else "left",
                "shift": -7.0 if late else 7.0,
                "tooltip": lane.words,
                "kind": "published",
            }
        )
    return pl.DataFrame(made, schema=SCHEMA)
