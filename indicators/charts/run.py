"""Run chart: a series around its median, with its longest run and its crossings, and what chance allows of each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.data import columns, empty, segment_ids, span
from indicators.charts.marks import named_data
from indicators.charts.theme import Scale, Spec, Style
from indicators.charts.timeline import NAME_SCHEMA, POINT_SCHEMA, axes, name_rows, point_rows, series_spec
from indicators.statistics.rounding import sign, sizes
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import last_with_median
from indicators.wording.language import say
from indicators.wording.periods import axis_labels
from indicators.wording.series import run_signal_words
from indicators.wording.value import line_text

LINE_SCHEMA = columns(text="period", number="median bottom top", whole="place")


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_signal: bool) -> Spec:
    """The chart without its data: named sets `points`, `lines` and `names`."""
    x, y = axes(style, scale)
    median = named_data("lines").mark_line(color=style.token.flat, strokeWidth=1.6).encode(x=x, y=y("median"))
    return series_spec(style, x, y, [median], style.token.ink2, signals={} if has_signal else None)


def longest_run(series: Sequence[Verdict]) -> list[int]:
    """The places of the points of the longest run on one side of the median; the latest of equal ones.

    A point on the median belongs to no run and ends none.
    """
    last = last_with_median(series)
    if last is None or last.run_median is None:
        return []
    known = [(place, item.value) for place, item in enumerate(series) if item.value is not None]
    values = np.array([[value for _, value in known]], dtype=np.float64)
    sides = sign(values - last.run_median, sizes(values))[0]
    best: list[int] = []
    run: list[int] = []
    side = 0
    for (place, _value), here in zip(known, sides, strict=True):
        if here == 0:
            continue
        run = [*run, place] if here == side else [place]
        side = int(here)
        if len(run) >= len(best):
            best = run
    return best


def rows(series: Sequence[Verdict], language: Language) -> dict[str, pl.DataFrame]:
    """The data sets of one series, oldest first; the points of a run that is too long are dark discs."""
    last = last_with_median(series)
    if last is None or last.run_median is None:
        return empty({"points": POINT_SCHEMA, "lines": LINE_SCHEMA, "names": NAME_SCHEMA})
    upto = series[: [item.period for item in series].index(last.period) + 1]
    words = axis_labels([item.period for item in upto], language)
    low, high = ends = span([item.value for item in upto if item.value is not None])
    run = longest_run(upto) if last.run_signal in ("shift", "both") else []
    said = run_signal_words(last, language)
    marked = run[-1:] or ([len(upto) - 1] if said else [])
    lines = [
        {"period": word, "place": place, "median": last.run_median, "bottom": low, "top": high}
        for place, word in enumerate(words)
    ]
    name = say("médiane {value}", language, value=line_text(last, last.run_median, language))
    return {
        "points": point_rows(
            upto,
            words,
            ends,
            dict.fromkeys(marked, said),
            language,
            looks=["noted" if place in run else "flat" for place in range(len(upto))],
            segments=segment_ids(item.value is None or item.series_break for item in upto),
            notes=[""] * len(upto),
        ),
        "lines": pl.DataFrame(lines, schema=LINE_SCHEMA),
        "names": name_rows(len(upto) - 1, [(name, last.run_median)], ends),
    }


def layer_flags(data: Mapping[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    return {"has_signal": bool(data["points"]["said"].any())}
