"""XmR chart: a series, its mean, the limits that it keeps when nothing changes, and the points that leave them.

A signal is a shape (disc: improvement, lozenge: concern, square: unusual), with its rule in words beside the last
of the points that it marks. A rebase is a vertical rule with its date and its reason.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.data import columns, empty, segment_ids, span
from indicators.charts.marks import halo_text, judged_look, named_data, sign_colour
from indicators.charts.theme import LINE_BREAK, Scale, Spec, Style, wrap_label
from indicators.charts.timeline import NAME_SCHEMA, POINT_SCHEMA, axes, name_rows, point_rows, series_spec
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import control_signals, has_control_limits
from indicators.wording.language import say
from indicators.wording.periods import axis_labels
from indicators.wording.signal import rule_words
from indicators.wording.value import line_text

LINE_SCHEMA = columns(text="period segment", number="mean low high near_low near_high target bottom top", whole="place")
#: Longest line of the reason of a rebase.
NAME_WIDTH = 16
REBASE_SCHEMA = columns(text="period text", number="value")
#: The rule of a signal in a few words, for its low side and its high side.
RULES = {
    "outside": ("hors limites", "hors limites"),
    "trend": ("7 points en baisse", "7 points en hausse"),
    "two_of_three": ("2 sur 3 près de la limite", "2 sur 3 près de la limite"),
    "shift": ("7 points sous la moyenne", "7 points au-dessus de la moyenne"),
}


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_signals: bool, has_near: bool, has_target: bool, has_rebases: bool) -> Spec:
    """The chart without its data: named sets `points`, `lines`, `names` and `rebases`."""
    token, lines = style.token, named_data("lines")
    x, y = axes(style, scale)

    def level(field: str, **look: Any) -> alt.Chart:
        known = lines.transform_filter(f"isValid(datum.{field})")
        return known.mark_line(**look).encode(x=x, y=y(field), detail="segment:N")

    levels = [level(side, color=token.edge, strokeDash=[5, 4], strokeWidth=1.2) for side in ("low", "high")]
    levels.append(level("mean", color=token.flat, strokeWidth=1.6))
    if has_near:
        levels += [level(f"near_{side}", color=token.dot, strokeDash=[1, 4], strokeWidth=1) for side in ("low", "high")]
    if has_target:
        levels.append(level("target", color=token.accent, strokeDash=[1, 3], strokeWidth=2))
    events = []
    if has_rebases:
        rebases = named_data("rebases")
        words = rebases.encode(x=x, y=y("value"), text="text:N")
        beside = {"align": "left", "dx": 5, "dy": 2, "baseline": "top", "lineBreak": LINE_BREAK}
        events = [
            rebases.mark_rule(color=token.ink3, strokeWidth=1).encode(x=x),
            *halo_text(words, token, **beside, fontSize=12, color=token.ink2),
        ]
    names = {"expr": f"datum.target ? '{token.accent}' : '{token.ink2}'"}
    signals = {"color": sign_colour("look", token)} if has_signals else None
    return series_spec(style, x, y, levels, names, events=events, signals=signals)


def rows(
    series: Sequence[Verdict], language: Language, *, rebases: Mapping[str, str] | None = None
) -> dict[str, pl.DataFrame]:
    """The data sets of one series, oldest first.

    Args:
        rebases: from which periods new limits hold, with date and reason in the reader's words.
    """
    if not has_control_limits(series):
        return empty({"points": POINT_SCHEMA, "lines": LINE_SCHEMA, "names": NAME_SCHEMA, "rebases": REBASE_SCHEMA})
    words = axis_labels([item.period for item in series], language)
    bounds = [(item.value, item.xmr_low, item.xmr_high, target_of(item)) for item in series]
    low, high = ends = span([value for values in bounds for value in values if value is not None])
    # The latest signal first: it is the one to act on.
    marked = [places[-1] for places in reversed(control_signals(series))]
    new_limits = [False, *(item.xmr_segment != before.xmr_segment for before, item in pairwise(series))]
    return {
        "points": point_rows(
            series,
            words,
            ends,
            {place: rule_label(series[place], language) for place in marked},
            language,
            looks=[_look(item) for item in series],
            segments=segment_ids(
                item.value is None or item.series_break or new for item, new in zip(series, new_limits, strict=True)
            ),
            notes=[rule_words(item, language) for item in series],
        ),
        "lines": _lines(series, words, low, high),
        "names": _names(series, ends, language),
        "rebases": _rebases(series, words, high, rebases or {}),
    }


def layer_flags(data: Mapping[str, pl.DataFrame]) -> dict[str, bool]:
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


def rule_label(item: Verdict, language: Language) -> str:
    """The rule that marks a point, short enough to stand beside it; empty for a point that none marks."""
    return say(RULES[item.xmr_rule][(item.xmr_side or 0) > 0], language) if item.xmr_rule else ""


def _look(item: Verdict) -> str:
    if not item.xmr_rule:
        return "flat"
    return judged_look(item, (item.xmr_side or 0) > 0, neutral=("unusual", "unusual"))


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


def _names(series: Sequence[Verdict], ends: tuple[float, float], language: Language) -> pl.DataFrame:
    last = [item for item in series if item.xmr_mean is not None][-1]

    def named(text: str, value: float | None) -> list[tuple[str, float]]:
        return [] if value is None else [(say(text, language, value=line_text(last, value, language)), value)]

    target = named("cible {value}", target_of(series[-1]))
    levels = [
        *named("limite haute {value}", last.xmr_high),
        *named("moyenne {value}", last.xmr_mean),
        *named("limite basse {value}", last.xmr_low),
        *target,
    ]
    return name_rows(len(series) - 1, levels, ends, target[0][0] if target else "")


def _rebases(series: Sequence[Verdict], words: Sequence[str], high: float, reasons: Mapping[str, str]) -> pl.DataFrame:
    places = {item.period: place for place, item in enumerate(series)}
    return pl.DataFrame(
        [
            {"period": words[places[period]], "value": high, "text": wrap_label(reason, NAME_WIDTH)}
            for period, reason in reasons.items()
            if period in places
        ],
        schema=REBASE_SCHEMA,
    )
