"""The phases of a project in months since its start, against the length that its model usually takes.

The band of the usual length is the model's, as published; every bar is the team's. The two are told apart in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.charts.axes import row_axis, value_axis
from indicators.charts.data import columns
from indicators.charts.marks import halo_text, named_data
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label

ROW = 32
NAME_WIDTH = 26
BAR_SCHEMA = columns(text="row state text tooltip kind", number="start end")
GUIDE_SCHEMA = columns(text="text", number="low high")
TODAY_SCHEMA = columns(text="text", number="at")


@dataclass(frozen=True)
class Phase:
    """One phase: its name, its ends in months since the start of the project, its state and the words of its dates."""

    name: str
    start: float
    end: float
    state: str
    words: str


@lru_cache(maxsize=16)
def spec(style: Style, *, rows: int, has_today: bool) -> Spec:
    """The chart without its data: the named sets `bars`, `guide` (one row) and, with `has_today`, `today`."""
    token, bars, guide = style.token, named_data("bars"), named_data("guide")
    y = alt.Y("row:N", sort=None, axis=row_axis())
    axis, scale = value_axis("number", style, tickCount=8), alt.Scale(domainMin=0, nice=True)
    fills = {"done": token.sequence[3], "under_way": token.sequence[1], "planned": token.bg}
    fill = alt.Fill("state:N", scale=alt.Scale(domain=list(fills), range=list(fills.values())), legend=None)
    layers = [
        guide.mark_rect(color=token.band, opacity=0.75).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"),
        bars.mark_bar(height={"band": 0.5}, stroke=token.sequence[3], strokeWidth=1.2).encode(
            x=alt.X("start:Q", scale=scale, axis=axis), x2="end:Q", y=y, tooltip="tooltip:N", fill=fill
        ),
        *halo_text(bars.encode(x="end:Q", y=y, text="text:N"), token, align="left", dx=6, fontSize=12),
        guide.mark_text(align="right", baseline="top", dx=-4, fontSize=12, color=token.ink2).encode(
            x="high:Q", y=alt.value(2), text="text:N"
        ),
    ]
    if has_today:
        today = named_data("today")
        words = today.encode(x="at:Q", y=alt.value(24), text="text:N")
        layers += [
            today.mark_rule(color=token.accent, strokeWidth=1.5, strokeDash=[3, 3]).encode(x="at:Q"),
            *halo_text(words, token, align="left", dx=5, fontSize=12, color=token.accent),
        ]
    return chart_spec(layers, style, ROW * rows)


def rows(
    phases: Sequence[Phase],
    usual: tuple[int, int],
    usual_words: str,
    today: float | None,
    now: str,
    kind: str,
) -> dict[str, pl.DataFrame]:
    """The data sets: `bars` in the order given, `guide` (the usual length), `today` (months gone) where known."""
    made = [
        {
            "row": wrap_label(item.name, NAME_WIDTH),
            "start": item.start,
            "end": item.end,
            "state": item.state,
            "text": item.words,
            "tooltip": f"{item.name} · {item.words}",
            "kind": kind,
        }
        for item in phases
    ]
    low, high = usual
    data = {
        "bars": pl.DataFrame(made, schema=BAR_SCHEMA),
        "guide": pl.DataFrame([{"low": float(low), "high": float(high), "text": usual_words}], schema=GUIDE_SCHEMA),
    }
    if today is not None:
        data["today"] = pl.DataFrame([{"at": today, "text": now}], schema=TODAY_SCHEMA)
    return data
