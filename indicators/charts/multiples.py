"""Small multiples: one small view a series, all on one axis, in one order, each with its last value written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.axes import free_y, period_axis, unless_silent, value_axis_below_title
from indicators.charts.data import columns, segment_ids
from indicators.charts.marks import dots, halo_text, invisible, named_data
from indicators.charts.theme import Scale, Spec, Style, chart_spec, scale_of
from indicators.verdicts.model import Verdict
from indicators.wording.lists import join_alt
from indicators.wording.periods import SILENT, period_text
from indicators.wording.value import absence_word, value_text

HEIGHT = 84
#: Above the highest value, room for its number.
HEADROOM = 1.15
SCHEMA = columns(text="period stretch text tooltip", number="value bottom top", flag="last")


@dataclass(frozen=True)
class Panel:
    """One small view: its series, its title, its data, and the sentence that stands for it."""

    series: tuple[Verdict, ...]
    title: str
    points: pl.DataFrame
    alt: str


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_line: bool, has_value: bool) -> Spec:
    """The chart of one view without its data: the named set `points`."""
    token, points = style.token, named_data("points")
    x = period_axis(alt.Scale(type="point", padding=0.35), unless_silent(), labelFontSize=12)
    ticks: dict[str, Any] = {"values": [0, 50, 100]} if scale == "percent" else {"tickCount": 2}
    axis = value_axis_below_title(scale, style, -12, labelFontSize=12, **ticks)
    bottom, top, value = (free_y(field, axis, zero=True) for field in ("bottom", "top", "value"))
    # Every period has its place, and all views the same two ends.
    layers = [invisible(points).encode(x=x, y=bottom), invisible(points).encode(x=x, y=top)]
    known = points.transform_filter("isValid(datum.value)")
    if has_value and has_line:
        layers.append(known.mark_line(color=token.dot, strokeWidth=1.8).encode(x=x, y=value, detail="stretch:N"))
    if has_value:
        last = known.transform_filter("datum.last")
        words = last.encode(x=x, y=value, text="text:N")
        layers += [
            dots(known, token.dot, 28).encode(x=x, y=value, tooltip="tooltip:N"),
            dots(last, token.accent, 75).encode(x=x, y=value, tooltip="tooltip:N"),
            *halo_text(words, token, dy=-13, color=token.accent, fontWeight=600),
        ]
    return chart_spec(layers, style, HEIGHT, (2, 18, 8, 2))


def panels(series: Sequence[tuple[str, Sequence[Verdict]]], language: Language) -> list[Panel]:
    """The views in the order given, on one axis: 0 to 100 % for shares, else up to the highest value of all.

    Args:
        series: for each view its title and its verdicts, oldest first, all in one unit.
    """
    known = [item for _title, held in series for item in held if item.valued and item.value is not None]
    share = bool(known) and scale_of(known[0].unit(language)) == "percent"
    most = max((item.value or 0.0 for item in known), default=1.0)
    top = max(most, 100.0) if share else most
    return [_panel(title, held, (top or 1.0) * HEADROOM, language) for title, held in series]


def layer_flags(panel: Panel) -> dict[str, bool]:
    """Which layers the view calls for."""
    known = panel.points["value"].drop_nulls().len()
    return {"has_line": known > 1, "has_value": known > 0}


def _panel(title: str, held: Sequence[Verdict], top: float, language: Language) -> Panel:
    valued = [place for place, item in enumerate(held) if item.valued and item.value is not None]
    made, segments = [], segment_ids(item.value is None or item.series_break for item in held)
    for place, item in enumerate(held):
        words = value_text(item, language) if item.valued else absence_word(item, language)
        shown = place in (0, len(held) - 1)
        made.append(
            {
                "period": _edge(item.period) if shown else f"{SILENT}{item.period}",
                "value": item.value if item.valued else None,
                "stretch": segments[place],
                "last": bool(valued) and place == valued[-1],
                "text": words,
                "tooltip": f"{period_text(item.period, language)} · {words}",
                "bottom": 0.0,
                "top": top,
            }
        )
    return Panel(tuple(held), title, pl.DataFrame(made, schema=SCHEMA), _sentence(title, held, valued, language))


def _sentence(title: str, held: Sequence[Verdict], valued: Sequence[int], language: Language) -> str:
    """The view in words: its last value, its first, then those between while there is room."""
    ends = dict.fromkeys([*valued[-1:], *valued[:1], *reversed(valued[1:-1])])
    said = (f"{period_text(held[place].period, language)} {value_text(held[place], language)}" for place in ends)
    return join_alt([title, *said])


def _edge(period: str) -> str:
    """A period at an end of the axis: « 2025-26 »."""
    year, _, part = period.rpartition("-T")
    return f"{year[:5]}{year[-2:]}" if part and year else f"{period[:5]}{period[-2:]}"
