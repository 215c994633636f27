"""Run chart: a series around its median, with its longest run and its crossings, and what chance allows of each."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import numpy as np
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.marks import signed
from indicators.charts.theme import TOKENS, Scale, Spec, Theme, finished, halo_text
from indicators.charts.timeline import HEIGHT, NAME_SCHEMA, POINT_SCHEMA, line_text, period_axis, roomy, span, value_y
from indicators.statistics.rounding import sign, sizes
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.periods import axis_labels, period_text
from indicators.wording.value import value_text

LINE_SCHEMA = {
    "period": pl.String,
    "place": pl.Int64,
    "median": pl.Float64,
    "bottom": pl.Float64,
    "top": pl.Float64,
}


@lru_cache(maxsize=64)
def spec(language: Language, theme: Theme, scale: Scale, *, has_signal: bool, fictitious: bool) -> Spec:
    """The chart without its data: named sets `points`, `lines` and `names`."""
    token = TOKENS[theme]
    x = period_axis()
    points = alt.Chart(alt.NamedData(name="points"))
    lines = alt.Chart(alt.NamedData(name="lines"))
    names = alt.Chart(alt.NamedData(name="names"))

    def y(field: str) -> alt.Y:
        return value_y(field, scale, language, theme, fictitious)

    known = points.transform_filter("isValid(datum.value)")
    layers = [
        # Invisible: every period has its place, and the axis its two ends.
        lines.mark_point(opacity=0, size=1).encode(x=x, y=y("bottom")),
        lines.mark_point(opacity=0, size=1).encode(x=x, y=y("top")),
        lines.mark_line(color=token.flat, strokeWidth=1.6).encode(x=x, y=y("median")),
        known.mark_line(color=token.dot, strokeWidth=1.5).encode(x=x, y=y("value"), detail="stretch:N"),
        signed(known, theme).encode(x=x, y=y("value"), tooltip="tooltip:N"),
        names.mark_text(align="left", x="width", dx=6, fontSize=12, color=token.ink2).encode(y=y("at"), text="text:N"),
    ]
    if has_signal:
        said = known.transform_filter("datum.said").encode(x=x, y=y("value"))
        layers += halo_text(said, token, **labels.options(), fontSize=12, fontWeight=600)
    return roomy(finished(layers, language, theme, HEIGHT))


def drawable(series: Sequence[Verdict]) -> bool:
    """Whether the ladder allows a run chart: some point has a median."""
    return any(item.run_median is not None for item in series)


def last_told(series: Sequence[Verdict]) -> Verdict | None:
    """The latest verdict that tells of the run chart: its signal is that of the series drawn."""
    told = [item for item in series if item.run_median is not None]
    return told[-1] if told else None


def longest_run(series: Sequence[Verdict]) -> list[int]:
    """The places of the points of the longest run on one side of the median; the latest of equal ones.

    A point on the median belongs to no run and ends none.
    """
    last = last_told(series)
    if last is None or last.run_median is None:
        return []
    held = [(place, item.value) for place, item in enumerate(series) if item.value is not None]
    values = np.array([[value for _, value in held]], dtype=np.float64)
    sides = sign(values - last.run_median, sizes(values))[0]
    best: list[int] = []
    run: list[int] = []
    side = 0
    for (place, _value), here in zip(held, sides, strict=True):
        if here == 0:
            continue
        run = [*run, place] if here == side else [place]
        side = int(here)
        if len(run) >= len(best):
            best = run
    return best


def rows(series: Sequence[Verdict], language: Language) -> dict[str, pl.DataFrame]:
    """The data sets of one series, oldest first; the points of a run that is too long are dark discs."""
    last = last_told(series)
    if last is None or last.run_median is None:
        empty = {"points": POINT_SCHEMA, "lines": LINE_SCHEMA, "names": NAME_SCHEMA}
        return {name: pl.DataFrame(schema=schema) for name, schema in empty.items()}
    upto = series[: [item.period for item in series].index(last.period) + 1]
    words = axis_labels([item.period for item in upto], language)
    low, high = span([item.value for item in upto if item.value is not None])
    run = longest_run(upto) if last.run_signal in ("shift", "both") else []
    said = signal_words(last, language)
    spots_at = run[-1:] or ([len(upto) - 1] if said else [])

    def at(place: int) -> tuple[float, float]:
        value = upto[place].value or 0.0
        return (place + 0.4) / (len(upto) - 0.2), 1 - (value - low) / (high - low)

    spots = [labels.Spot(*at(place), said) for place in spots_at]
    drawn = labels.along([at(place) if item.value is not None else None for place, item in enumerate(upto)])
    found = dict(zip(spots_at, labels.fields(spots, drawn, HEIGHT), strict=True))
    made, stretch = [], 0
    for place, item in enumerate(upto):
        stretch += item.value is None or item.series_break
        made.append(
            {
                "period": words[place],
                "place": place,
                "value": item.value if item.valued else None,
                "stretch": str(stretch),
                "look": "noted" if place in run else "flat",
                "said": place in found,
                "tooltip": f"{period_text(item.period, language)} · {value_text(item, language)}",
            }
            | found.get(place, {})
        )
    lines = [
        {"period": word, "place": place, "median": last.run_median, "bottom": low, "top": high}
        for place, word in enumerate(words)
    ]
    name = say("médiane {value}", language, value=line_text(last, last.run_median, language))
    names = [
        {
            "place": len(upto) - 1,
            "value": last.run_median,
            "at": last.run_median,
            "text": name,
            "target": False,
        }
    ]
    return {
        "points": pl.DataFrame(made, schema=POINT_SCHEMA),
        "lines": pl.DataFrame(lines, schema=LINE_SCHEMA),
        "names": pl.DataFrame(names, schema=NAME_SCHEMA),
    }


def shape(data: dict[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    return {"has_signal": bool(data["points"]["said"].any())}


def signal_words(item: Verdict, language: Language) -> str:
    """The signal beside its points: « suite de 9 (limite 7) »; empty where there is none."""
    if item.run_signal in ("shift", "both"):
        return say("suite de {n} (limite {limit})", language, n=item.run_longest, limit=item.run_longest_limit)
    if item.run_signal == "crossings":
        text = (
            "{n} traversées (minimum {limit})" if (item.run_crossings or 0) > 1 else "{n} traversée (minimum {limit})"
        )
        return say(text, language, n=item.run_crossings, limit=item.run_crossings_limit)
    return ""
