"""Values over the waves: line, intervals, and the last value on its dot. A break of the series breaks the line."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.axes import period_axis, unless_silent, value_axis_below_title, value_scale
from indicators.charts.data import columns, segment_ids
from indicators.charts.marks import dots, halo_text, invisible, named_data
from indicators.charts.theme import Scale, Spec, Style, chart_spec
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.periods import axis_labels, period_text
from indicators.wording.value import absence_word, value_text

HEIGHT = 130
SCHEMA = columns(text="period stretch text tooltip", number="value low high", flag="marked")
#: More periods than this would write over each other under the axis: the first of a year alone is named.
LONG = 6
#: Under this width of the plot, « 2023-2024 » is written « 2023-24 ».
NARROW = 260


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_intervals: bool, has_line: bool, has_mark: bool) -> Spec:
    """The chart without its data: the named set `points`."""
    token, points = style.token, named_data("points")
    # A phone has no room for both years in full.
    short = f"width < {NARROW} ? replace(datum.label, /-20(\\d\\d)/, '-$1') : datum.label"
    x = period_axis(alt.Scale(paddingOuter=0.2), unless_silent(f"split({short}, '|')"))
    y = alt.Y("value:Q", scale=value_scale(scale), axis=value_axis_below_title(scale, style, -10, tickCount=3))
    # An empty point keeps its wave on the axis, so that its absence is seen.
    known = points.transform_filter("isValid(datum.value)")
    layers = [invisible(points).encode(x=x, y=alt.YDatum(0, type="quantitative"))]
    if has_line:
        layers.append(known.mark_line(color=token.dot, strokeWidth=2).encode(x=x, y=y, detail="stretch:N"))
    if has_intervals:
        layers.append(known.mark_rule(color=token.flat, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"))
    layers.append(dots(known, token.dot, 40, token).encode(x=x, y=y, tooltip="tooltip:N"))
    if has_mark:
        marked = known.transform_filter("datum.marked")
        words = marked.encode(x=x, y=y, text="text:N")
        layers += [
            dots(marked, token.accent, 90, token).encode(x=x, y=y, tooltip="tooltip:N"),
            *halo_text(words, token, align="left", dx=9, color=token.accent, fontWeight=600),
        ]
    return chart_spec(layers, style, HEIGHT)


def rows(series: Sequence[Verdict], language: Language, period: str) -> pl.DataFrame:
    """The data set `points`: a row a wave, also for a wave without a value; the point of `period` is marked."""
    made = []
    segments = segment_ids(item.series_break for item in series)
    words_under = axis_labels([item.period for item in series], language) if len(series) > LONG else []
    for place, item in enumerate(series):
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
                "stretch": segments[place],
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


def layer_flags(points: pl.DataFrame) -> dict[str, bool]:
    """Which layers the data call for: an empty layer would leave a nameless group to screen readers."""
    known = points.filter(pl.col("value").is_not_null())
    return {
        "has_intervals": known["low"].null_count() < known.height,
        "has_line": known.height > 1,
        "has_mark": bool(known["marked"].any()),
    }
