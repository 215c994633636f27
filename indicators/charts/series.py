"""Values over the waves: line, intervals, and the last value written on its dot. A break of the series breaks the line."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.theme import TOKENS, Scale, Spec, Theme, finished, halo_text, value_axis, value_scale
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.periods import SILENT, axis_labels, period_text
from indicators.wording.value import absence_word, value_text

HEIGHT = 130
SCHEMA = {
    "period": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "stretch": pl.String,
    "marked": pl.Boolean,
    "text": pl.String,
    "tooltip": pl.String,
}


#: More periods than this would write over each other under the axis: the first of a year alone is named.
LONG = 6
#: Under this width of the plot, « 2023-2024 » is written « 2023-24 ».
NARROW = 260


@lru_cache(maxsize=64)
def spec(
    language: Language,
    theme: Theme,
    scale: Scale,
    *,
    has_intervals: bool,
    has_line: bool,
    has_mark: bool,
    fictitious: bool,
) -> Spec:
    """The chart without its data: the named set `points`."""
    token = TOKENS[theme]
    points = alt.Chart(alt.NamedData(name="points"))
    x = alt.X(
        "period:N",
        sort=None,
        scale=alt.Scale(paddingOuter=0.2),
        axis=alt.Axis(
            title=None,
            labelAngle=0,
            # A phone has no room for both years in full.
            labelExpr=f"slice(datum.label, 0, 1) == '{SILENT}' ? '' : split(width < {NARROW} ? replace(datum.label, /-20(\\d\\d)/, '-$1') : datum.label, '|')",
            domain=True,
            ticks=False,
            labelOverlap=False,
        ),
    )
    axis = value_axis(
        scale, language, theme, fictitious, tickCount=3, titleAngle=0, titleAlign="left", titleAnchor="start",
        titleX=0, titleY=-10,
    )  # fmt: skip
    y = alt.Y("value:Q", scale=value_scale(scale), axis=axis)
    # An empty point keeps its wave on the axis, so that its absence is seen.
    known = points.transform_filter("isValid(datum.value)")
    layers = [points.mark_point(opacity=0, size=1).encode(x=x, y=alt.YDatum(0, type="quantitative"))]
    if has_line:
        layers.append(known.mark_line(color=token.dot, strokeWidth=2).encode(x=x, y=y, detail="stretch:N"))
    if has_intervals:
        layers.append(known.mark_rule(color=token.flat, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"))
    layers.append(
        known.mark_point(filled=True, opacity=1, color=token.dot, size=40, stroke=token.bg, strokeWidth=1).encode(
            x=x, y=y, tooltip="tooltip:N"
        )
    )
    if has_mark:
        marked = known.transform_filter("datum.marked")
        layers += [
            marked.mark_point(
                filled=True, opacity=1, color=token.accent, size=90, stroke=token.bg, strokeWidth=1
            ).encode(x=x, y=y, tooltip="tooltip:N"),
            *halo_text(
                marked.encode(x=x, y=y, text="text:N"),
                token,
                align="left",
                dx=9,
                color=token.accent,
                fontWeight=600,
            ),
        ]
    return finished(layers, language, theme, HEIGHT)


def rows(series: Sequence[Verdict], language: Language, period: str) -> pl.DataFrame:
    """The data set `points`: a row a wave, also for a wave without a value; the point of `period` is marked."""
    stretch, made = 0, []
    words_under = axis_labels([item.period for item in series], language) if len(series) > LONG else []
    for place, item in enumerate(series):
        stretch += item.series_break
        note = ""
        if not item.valued:
            note = f"|{_absence(item, language)}"
        elif item.series_break:
            note = f"|{say('rupture de série', language)}"
        words = value_text(item, language)
        made.append(
            {
                "period": words_under[place] if words_under else f"{period_text(item.period, language)}{note}",
                "value": item.value if item.valued else None,
                "low": item.interval_low,
                "high": item.interval_high,
                "stretch": str(stretch),
                "marked": item.period == period,
                "text": words,
                "tooltip": f"{period_text(item.period, language)} · {words}",
            }
        )
    return pl.DataFrame(made, schema=SCHEMA)


def _absence(item: Verdict, language: Language) -> str:
    """A word or two under the axis, where the state's own would be too long."""
    if item.state == "suppressed" and "not_named" not in item.note_codes:
        return say("supprimé", language)
    return absence_word(item, language) if item.state in ("suppressed", "not_asked") else say("sans valeur", language)


def shape(points: pl.DataFrame) -> dict[str, bool]:
    """Which layers the data call for: an empty layer would leave a nameless group to screen readers."""
    known = points.filter(pl.col("value").is_not_null())
    return {
        "has_intervals": known["low"].null_count() < known.height,
        "has_line": known.height > 1,
        "has_mark": bool(known["marked"].any()),
    }
