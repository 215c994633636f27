"""What the run chart and the control chart share: axes and layers, points with their signals, names of the lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.axes import free_y, period_axis, value_axis_below_title
from indicators.charts.data import columns
from indicators.charts.marks import halo_text, invisible, named_data, sign_marks
from indicators.charts.theme import TEXT, Scale, Spec, Style, chart_spec
from indicators.verdicts.model import Verdict
from indicators.wording.periods import period_text
from indicators.wording.value import value_text

HEIGHT = 230
POINT_SCHEMA: dict[str, Any] = {
    **columns(text="period stretch look tooltip", number="value", whole="place", flag="said"),
    **labels.label_columns(),
}
NAME_SCHEMA = columns(text="text", number="value at", whole="place", flag="target")


def axes(style: Style, scale: Scale) -> tuple[alt.X, Callable[[str], alt.Y]]:
    """The axis of the periods, and that of the values for a field: a change is read here and not a size."""
    values = value_axis_below_title(scale, style, -12, tickCount=5)
    return period_axis(alt.Scale(type="point", padding=0.4), labelFontSize=TEXT), lambda field: free_y(field, values)


def series_spec(
    style: Style,
    x: alt.X,
    y: Callable[[str], alt.Y],
    levels: Iterable[alt.Chart],
    names_colour: Any,
    *,
    events: Iterable[alt.Chart] = (),
    signals: Mapping[str, Any] | None = None,
) -> Spec:
    """The chart without its data: named sets `points`, `lines` (one row a period) and `names`.

    Args:
        levels: the horizontal lines, drawn under the series.
        events: what is drawn over it, before the names.
        signals: options of the words beside the marked points; None where there are none.
    """
    known = named_data("points").transform_filter("isValid(datum.value)")
    lines, names = named_data("lines"), named_data("names")
    layers = [
        # Every period has its place, and the axis its two ends.
        *(invisible(lines).encode(x=x, y=y(end)) for end in ("bottom", "top")),
        *levels,
        known.mark_line(color=style.token.dot, strokeWidth=1.5).encode(x=x, y=y("value"), detail="stretch:N"),
        sign_marks(known, style.token).encode(x=x, y=y("value"), tooltip="tooltip:N"),
        *events,
        names.mark_text(align="left", x="width", dx=6, fontSize=12, color=names_colour).encode(
            y=y("at"), text="text:N"
        ),
    ]
    if signals is not None:
        said = known.transform_filter("datum.said").encode(x=x, y=y("value"))
        layers += halo_text(said, style.token, **labels.label_options(), fontSize=12, fontWeight=600, **signals)
    return chart_spec(layers, style, HEIGHT, (2, 18, 6, 2))


def point_rows(
    series: Sequence[Verdict],
    words: Sequence[str],
    ends: tuple[float, float],
    signals: Mapping[int, str],
    language: Language,
    *,
    looks: Sequence[str],
    segments: Sequence[str],
    notes: Sequence[str],
) -> pl.DataFrame:
    """The data set `points`, one row a period.

    Args:
        words: the labels of the periods.
        ends: of the value axis.
        signals: by place in the series what stands beside a point, most needed first.
        looks, segments: of each point.
        notes: what each tooltip says after period and value; empty for nothing.
    """
    low, high = ends

    def at(place: int) -> tuple[float, float]:
        value = series[place].value or 0.0
        return (place + 0.4) / (len(series) - 0.2), 1 - (value - low) / (high - low)

    spots = [labels.Spot(*at(place), text) for place, text in signals.items()]
    line = labels.line_points([at(place) if item.value is not None else None for place, item in enumerate(series)])
    placings = dict(zip(signals, labels.label_fields(spots, line, HEIGHT), strict=True))
    made = []
    for place, item in enumerate(series):
        said = (period_text(item.period, language), value_text(item, language), notes[place])
        made.append(
            {
                "period": words[place],
                "place": place,
                "value": item.value if item.valued else None,
                "stretch": segments[place],
                "look": looks[place],
                "said": place in placings,
                "tooltip": " · ".join(part for part in said if part),
            }
            | placings.get(place, {})
        )
    return pl.DataFrame(made, schema=POINT_SCHEMA)


def name_rows(
    place: int, named: Sequence[tuple[str, float]], ends: tuple[float, float], target: str = ""
) -> pl.DataFrame:
    """The data set `names`: the lines' names at their right end, moved so that none covers another."""
    low, high = ends
    spread = labels.spread_labels([value for _, value in named], (high - low) * 15 / HEIGHT, low, high)
    made = [
        {"place": place, "value": value, "at": at, "text": text, "target": text == target}
        for at, (text, value) in zip(spread, named, strict=True)
    ]
    return pl.DataFrame(made, schema=NAME_SCHEMA)
