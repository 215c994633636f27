"""Slopes between two periods: at most six lines, named at both ends. With more places the dumbbell is used."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.dumbbell import TONES, drawable
from indicators.charts.marks import signed, tone
from indicators.charts.theme import (
    LINE_BREAK,
    TOKENS,
    Scale,
    Spec,
    Theme,
    finished,
    halo_text,
    scale_of,
    value_axis,
    wrapped,
)
from indicators.verdicts.model import Verdict
from indicators.wording.names import short_place
from indicators.wording.periods import period_text
from indicators.wording.value import value_text

HEIGHT = 260
MOST = 6
NAME_WIDTH = 20
#: A change is read here and not a size; still, shares never stretch less than this many points over the height.
LEAST_SPAN = 40.0
#: Pixels that a line of a name needs.
LINE = 16.5
SCHEMA = {
    "place": pl.String,
    "period": pl.String,
    "later": pl.Boolean,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "at": pl.Float64,
    "look": pl.String,
    "text": pl.String,
    "tooltip": pl.String,
    "bottom": pl.Float64,
    "top": pl.Float64,
}


@lru_cache(maxsize=32)
def spec(language: Language, theme: Theme, scale: Scale, *, fictitious: bool) -> Spec:
    """The chart without its data: the named set `ends`, two rows a place."""
    token = TOKENS[theme]
    ends = alt.Chart(alt.NamedData(name="ends"))
    x = alt.X(
        "period:N",
        sort=None,
        scale=alt.Scale(type="point", padding=0.02),
        axis=alt.Axis(title=None, labelAngle=0, domain=False, ticks=False, orient="top", labelOverlap=False),
    )
    axis = value_axis(
        scale, language, theme, fictitious, titleAngle=0, titleAlign="left", titleAnchor="start", titleX=-60,
        titleY=-34, labels=False, grid=False,
    )  # fmt: skip

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(zero=False, nice=False), axis=axis)

    tones = alt.Scale(domain=["good", "bad", "dot"], range=[token.good, token.bad, token.dot])
    before, after = ends.transform_filter("!datum.later"), ends.transform_filter("datum.later")
    layers = [
        ends.mark_point(opacity=0, size=1).encode(x=x, y=y("bottom")),
        ends.mark_point(opacity=0, size=1).encode(x=x, y=y("top")),
        ends.mark_line(strokeWidth=2).encode(
            x=x, y=y("value"), detail="place:N", color=alt.Color("look:N", scale=tones, legend=None)
        ),
        signed(ends, theme).encode(x=x, y=y("value"), tooltip="tooltip:N"),
        *halo_text(
            before.encode(x=x, y=y("at"), text="text:N"),
            token,
            align="right",
            dx=-11,
            baseline="middle",
            lineBreak=LINE_BREAK,
            color=token.ink2,
        ),
        *halo_text(
            after.encode(x=x, y=y("at"), text="text:N"),
            token,
            align="left",
            dx=11,
            baseline="middle",
            lineBreak=LINE_BREAK,
            fontWeight=600,
            color=tone("look", theme),
        ),
    ]
    ready = finished(layers, language, theme, HEIGHT)
    ready["padding"] = {"left": 2, "top": 22, "right": 6, "bottom": 4}
    return ready


def fits(pairs: Sequence[tuple[Verdict, Verdict]]) -> bool:
    """Whether lines can be told apart and beside each other: at least two of them, and at most six."""
    return 1 < sum(drawable(*pair) for pair in pairs) <= MOST


def rows(pairs: Sequence[tuple[Verdict, Verdict]], language: Language) -> pl.DataFrame:
    """The data set `ends` for places known in both periods, given as (earlier, later); only a detectable change has a colour.

    Raises:
        ValueError: more than six lines.
    """
    kept = [pair for pair in pairs if drawable(*pair)]
    if len(kept) > MOST:
        raise ValueError(f"slope: {len(kept)} lines, at most {MOST}")
    if not kept:
        return pl.DataFrame(schema=SCHEMA)
    share = scale_of(kept[0][1].unit(language)) == "percent"
    values = [item.value or 0.0 for pair in kept for item in pair]
    low, high = _ends(values, share)
    made = []
    for later in (False, True):
        items = [pair[later] for pair in kept]
        texts = [_name(item, later, language) for item in items]
        line = LINE * max(text.count(LINE_BREAK) + 1 for text in texts)
        heights = [item.value or 0.0 for item in items]
        spread = labels.apart(heights, (high - low) * line / HEIGHT, low, high)
        for pair, item, at, text in zip(kept, items, spread, texts, strict=True):
            change = pair[1]
            moved = change.change_state in ("up", "down")
            words = value_text(item, language)
            made.append(
                {
                    "place": item.place_id,
                    "period": period_text(item.period, language),
                    "later": later,
                    "value": item.value,
                    "low": item.interval_low,
                    "high": item.interval_high,
                    "at": at,
                    "look": TONES.get(change.change_judgement, "dot") if moved else "dot",
                    "text": text,
                    "tooltip": f"{item.place(language)} · {period_text(item.period, language)} · {words}",
                    "bottom": low,
                    "top": high,
                }
            )
    return pl.DataFrame(made, schema=SCHEMA)


def _name(item: Verdict, later: bool, language: Language) -> str:
    """The name and the value at an end of a line: the value stands beside the point.

    A name longer than those of establishments stands at the later end alone: twice, it would leave no room for lines.
    """
    name = short_place(item, language) if item.is_establishment else item.place(language)
    if not later and len(name) > NAME_WIDTH:
        return value_text(item, language)
    ends = [name, value_text(item, language)]
    if later:
        ends.reverse()
    # A value that would begin or end a second line with the dot stands on a line of its own.
    text = " · ".join(ends)
    return text if len(text) <= NAME_WIDTH else LINE_BREAK.join(wrapped(end, NAME_WIDTH) for end in ends)


def _ends(values: Sequence[float], share: bool) -> tuple[float, float]:
    """The ends of the height: a little past the values, never below 0 nor past 100 %."""
    slack = (max(values) - min(values)) * 0.12 or 1.0
    low, high = min(values) - slack, max(values) + slack
    if share:
        more = max(LEAST_SPAN - (high - low), 0.0) / 2
        low, high = low - more, min(high + more, 100.0)
    return max(low, 0.0), high
