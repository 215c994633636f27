"""XmR chart: a series, its mean, the limits that it keeps when nothing changes, and the points that leave them.

A signal is a shape (disc: improvement, lozenge: concern, square: unusual), with its rule in words beside the last of the
points that it marks. A rebase is a vertical rule with its date and its reason.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.marks import judged, signed, tone
from indicators.charts.theme import LINE_BREAK, TOKENS, Scale, Spec, Theme, finished, halo_text, wrapped
from indicators.charts.timeline import (
    HEIGHT,
    NAME_SCHEMA,
    POINT_SCHEMA,
    heights,
    line_text,
    period_axis,
    roomy,
    span,
    value_y,
)
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.periods import axis_labels, period_text
from indicators.wording.signal import rule_words
from indicators.wording.value import value_text

LINE_SCHEMA = {
    "period": pl.String,
    "place": pl.Int64,
    "segment": pl.String,
    "mean": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "near_low": pl.Float64,
    "near_high": pl.Float64,
    "target": pl.Float64,
    "bottom": pl.Float64,
    "top": pl.Float64,
}
#: Longest line of the reason of a rebase.
NAME_WIDTH = 16
REBASE_SCHEMA = {"period": pl.String, "value": pl.Float64, "text": pl.String}
#: The rule of a signal in a few words, for its low side and its high side.
RULES = {
    "outside": ("hors limites", "hors limites"),
    "trend": ("7 points en baisse", "7 points en hausse"),
    "two_of_three": ("2 sur 3 près de la limite", "2 sur 3 près de la limite"),
    "shift": ("7 points sous la moyenne", "7 points au-dessus de la moyenne"),
}


@lru_cache(maxsize=64)
def spec(
    language: Language,
    theme: Theme,
    scale: Scale,
    *,
    has_signals: bool,
    has_near: bool,
    has_target: bool,
    has_rebases: bool,
    fictitious: bool,
) -> Spec:
    """The chart without its data: named sets `points`, `lines`, `names` and `rebases`."""
    token = TOKENS[theme]
    x = period_axis()
    points = alt.Chart(alt.NamedData(name="points"))
    lines = alt.Chart(alt.NamedData(name="lines"))
    names = alt.Chart(alt.NamedData(name="names"))

    def y(field: str) -> alt.Y:
        return value_y(field, scale, language, theme, fictitious)

    def level(field: str, **look: Any) -> alt.Chart:
        held = lines.transform_filter(f"isValid(datum.{field})")
        return held.mark_line(**look).encode(x=x, y=y(field), detail="segment:N")

    layers = [
        # Invisible: every period has its place, and the axis its two ends.
        lines.mark_point(opacity=0, size=1).encode(x=x, y=y("bottom")),
        lines.mark_point(opacity=0, size=1).encode(x=x, y=y("top")),
        level("low", color=token.edge, strokeDash=[5, 4], strokeWidth=1.2),
        level("high", color=token.edge, strokeDash=[5, 4], strokeWidth=1.2),
        level("mean", color=token.flat, strokeWidth=1.6),
    ]
    if has_near:
        layers += [level(f"near_{side}", color=token.dot, strokeDash=[1, 4], strokeWidth=1) for side in ("low", "high")]
    if has_target:
        layers.append(level("target", color=token.accent, strokeDash=[1, 3], strokeWidth=2))
    known = points.transform_filter("isValid(datum.value)")
    layers += [
        known.mark_line(color=token.dot, strokeWidth=1.5).encode(x=x, y=y("value"), detail="stretch:N"),
        signed(known, theme).encode(x=x, y=y("value"), tooltip="tooltip:N"),
    ]
    if has_rebases:
        rebases = alt.Chart(alt.NamedData(name="rebases"))
        layers += [
            rebases.mark_rule(color=token.ink3, strokeWidth=1).encode(x=x),
            *halo_text(
                rebases.encode(x=x, y=y("value"), text="text:N"), token, align="left", dx=5, dy=2, fontSize=12,
                color=token.ink2, baseline="top", lineBreak=LINE_BREAK,
            ),
        ]  # fmt: skip
    layers.append(
        names.mark_text(
            align="left",
            x="width",
            dx=6,
            fontSize=12,
            color={"expr": f"datum.target ? '{token.accent}' : '{token.ink2}'"},
        ).encode(y=y("at"), text="text:N")
    )
    if has_signals:
        said = known.transform_filter("datum.said").encode(x=x, y=y("value"))
        layers += halo_text(said, token, **labels.options(), fontSize=12, fontWeight=600, color=tone("look", theme))
    return roomy(finished(layers, language, theme, HEIGHT))


def drawable(series: Sequence[Verdict]) -> bool:
    """Whether the ladder allows limits: some point has a mean."""
    return any(item.xmr_mean is not None for item in series)


def rows(
    series: Sequence[Verdict], language: Language, *, rebases: Mapping[str, str] | None = None
) -> dict[str, pl.DataFrame]:
    """The data sets of one series, oldest first.

    Args:
        rebases: from which periods new limits hold, with date and reason in the reader's words.
    """
    if not drawable(series):
        empty = {"points": POINT_SCHEMA, "lines": LINE_SCHEMA, "names": NAME_SCHEMA, "rebases": REBASE_SCHEMA}
        return {name: pl.DataFrame(schema=schema) for name, schema in empty.items()}
    words = axis_labels([item.period for item in series], language)
    low, high = _ends(series)
    return {
        "points": _points(series, words, low, high, language),
        "lines": _lines(series, words, low, high),
        "names": _names(series, low, high, language),
        "rebases": _rebases(series, words, high, rebases or {}),
    }


def shape(data: dict[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    lines = data["lines"]
    return {
        "has_signals": bool(data["points"]["said"].any()),
        "has_near": lines["near_low"].null_count() < lines.height,
        "has_target": lines["target"].null_count() < lines.height,
        "has_rebases": data["rebases"].height > 0,
    }


def target_of(item: Verdict) -> float | None:
    """The bound of the target that the chart judges by: the high one where less is better."""
    return item.target_high if item.direction == "lower_better" else item.target_low


def _ends(series: Sequence[Verdict]) -> tuple[float, float]:
    held = [
        value
        for item in series
        for value in (item.value, item.xmr_low, item.xmr_high, target_of(item))
        if value is not None
    ]
    low, high = span(held)
    return low, high


def signals(series: Sequence[Verdict]) -> list[list[int]]:
    """The places of the points of each signal: neighbours marked by one rule on one side."""
    keys = [(item.xmr_rule, item.xmr_side) for item in series]
    runs = groupby(range(len(series)), key=lambda place: keys[place])
    return [list(places) for (rule, _side), places in runs if rule]


def rule_label(item: Verdict, language: Language) -> str:
    """The rule that marks a point, short enough to stand beside it; empty for a point that none marks."""
    return say(RULES[item.xmr_rule][(item.xmr_side or 0) > 0], language) if item.xmr_rule else ""


def _look(item: Verdict) -> str:
    if not item.xmr_rule:
        return "flat"
    return judged(item, (item.xmr_side or 0) > 0, neutral=("unusual", "unusual"))


def _points(
    series: Sequence[Verdict], words: Sequence[str], low: float, high: float, language: Language
) -> pl.DataFrame:
    def at(place: int) -> tuple[float, float]:
        value = series[place].value or 0.0
        return (place + 0.4) / (len(series) - 0.2), 1 - (value - low) / (high - low)

    ends = [places[-1] for places in signals(series)]
    # The latest signal first: it is the one to act on.
    ends.reverse()
    spots = [labels.Spot(*at(place), rule_label(series[place], language)) for place in ends]
    drawn = labels.along([at(place) if item.value is not None else None for place, item in enumerate(series)])
    placings = labels.fields(spots, drawn, HEIGHT, beyond=0.0)
    found = dict(zip(ends, placings, strict=True))
    made, stretch = [], 0
    for place, item in enumerate(series):
        before = series[place - 1] if place else item
        stretch += (item.value is None) or item.series_break or item.xmr_segment != before.xmr_segment
        said = [period_text(item.period, language), value_text(item, language), rule_words(item, language)]
        made.append(
            {
                "period": words[place],
                "place": place,
                "value": item.value if item.valued else None,
                "stretch": str(stretch),
                "look": _look(item),
                "said": place in found,
                "tooltip": " · ".join(part for part in said if part),
            }
            | found.get(place, {})
        )
    return pl.DataFrame(made, schema=POINT_SCHEMA)


def _lines(series: Sequence[Verdict], words: Sequence[str], low: float, high: float) -> pl.DataFrame:
    near = any(item.xmr_rule == "two_of_three" for item in series)
    return pl.DataFrame(
        [
            {
                "period": words[place],
                "place": place,
                "segment": str(item.xmr_segment),
                "mean": item.xmr_mean,
                "low": item.xmr_low,
                "high": item.xmr_high,
                "near_low": item.xmr_near_low if near else None,
                "near_high": item.xmr_near_high if near else None,
                "target": target_of(item),
                "bottom": low,
                "top": high,
            }
            for place, item in enumerate(series)
        ],
        schema=LINE_SCHEMA,
    )


def _names(series: Sequence[Verdict], low: float, high: float, language: Language) -> pl.DataFrame:
    last = [item for item in series if item.xmr_mean is not None][-1]
    named = [
        ("limite haute {value}", last.xmr_high),
        ("moyenne {value}", last.xmr_mean),
        ("limite basse {value}", last.xmr_low),
        ("cible {value}", target_of(series[-1])),
    ]
    kept = [(text, value) for text, value in named if value is not None]
    spread = heights([value for _, value in kept], low, high)
    return pl.DataFrame(
        [
            {
                "place": len(series) - 1,
                "value": value,
                "at": at,
                "text": say(text, language, value=line_text(last, value, language)),
                "target": text.startswith("cible"),
            }
            for at, (text, value) in zip(spread, kept, strict=True)
        ],
        schema=NAME_SCHEMA,
    )


def _rebases(series: Sequence[Verdict], words: Sequence[str], high: float, reasons: Mapping[str, str]) -> pl.DataFrame:
    places = {item.period: place for place, item in enumerate(series)}
    return pl.DataFrame(
        [
            {"period": words[places[period]], "value": high, "text": wrapped(reason, NAME_WIDTH)}
            for period, reason in reasons.items()
            if period in places
        ],
        schema=REBASE_SCHEMA,
    )
