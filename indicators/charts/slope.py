"""Slopes between two periods: at most six lines, named at both ends. With more places the dumbbell is used."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.axes import free_y, value_axis_below_title
from indicators.charts.data import columns
from indicators.charts.dumbbell import TONES, drawable
from indicators.charts.marks import halo_text, invisible, named_data, sign_colour, sign_marks
from indicators.charts.theme import LINE_BREAK, Scale, Spec, Style, chart_spec, scale_of, wrap_label
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
SCHEMA = columns(text="place period look text tooltip", number="value low high at bottom top", flag="later")


@lru_cache(maxsize=32)
def spec(style: Style, scale: Scale) -> Spec:
    """The chart without its data: the named set `ends`, two rows a place."""
    token, ends = style.token, named_data("ends")
    periods = alt.Axis(title=None, labelAngle=0, domain=False, ticks=False, orient="top", labelOverlap=False)
    x = alt.X("period:N", sort=None, scale=alt.Scale(type="point", padding=0.02), axis=periods)
    axis = value_axis_below_title(scale, style, -34, x=-60, labels=False, grid=False)
    tones = alt.Scale(domain=["good", "bad", "dot"], range=[token.good, token.bad, token.dot])
    line = alt.Color("look:N", scale=tones, legend=None)

    def names(when: str) -> alt.Chart:
        return ends.transform_filter(when).encode(x=x, y=free_y("at", axis), text="text:N")

    text = {"baseline": "middle", "lineBreak": LINE_BREAK}
    later = {"fontWeight": 600, "color": sign_colour("look", token)}
    layers = [
        *(invisible(ends).encode(x=x, y=free_y(end, axis)) for end in ("bottom", "top")),
        ends.mark_line(strokeWidth=2).encode(x=x, y=free_y("value", axis), detail="place:N", color=line),
        sign_marks(ends, token).encode(x=x, y=free_y("value", axis), tooltip="tooltip:N"),
        *halo_text(names("!datum.later"), token, align="right", dx=-11, **text, color=token.ink2),
        *halo_text(names("datum.later"), token, align="left", dx=11, **text, **later),
    ]
    return chart_spec(layers, style, HEIGHT, (2, 22, 6, 4))


def fits(pairs: Sequence[tuple[Verdict, Verdict]]) -> bool:
    """Whether lines can be told apart and beside each other: at least two of them, and at most six."""
    return 1 < sum(drawable(*pair) for pair in pairs) <= MOST


def rows(pairs: Sequence[tuple[Verdict, Verdict]], language: Language) -> pl.DataFrame:
    """The data set `ends` for places known in both periods, given as (earlier, later).

    Only a detectable change has a colour.

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
        spread = labels.spread_labels(heights, (high - low) * line / HEIGHT, low, high)
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
    return text if len(text) <= NAME_WIDTH else LINE_BREAK.join(wrap_label(end, NAME_WIDTH) for end in ends)


def _ends(values: Sequence[float], share: bool) -> tuple[float, float]:
    """The ends of the height: a little past the values, never below 0 nor past 100 %."""
    slack = (max(values) - min(values)) * 0.12 or 1.0
    low, high = min(values) - slack, max(values) + slack
    if share:
        more = max(LEAST_SPAN - (high - low), 0.0) / 2
        low, high = low - more, min(high + more, 100.0)
    return max(low, 0.0), high
