"""What the charts of one long series share: the axis of periods, its value axis, and the data that name the lines."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.theme import TEXT, Scale, Spec, Theme, value_axis
from indicators.verdicts.model import MEDIAN_KINDS, Verdict
from indicators.wording.periods import SILENT
from indicators.wording.value import decimals_for, decimals_of, figure

HEIGHT = 230
POINT_SCHEMA: dict[str, Any] = {
    "period": pl.String,
    "place": pl.Int64,
    "value": pl.Float64,
    "stretch": pl.String,
    "look": pl.String,
    "said": pl.Boolean,
    "tooltip": pl.String,
    **labels.field_schema(),
}
NAME_SCHEMA = {
    "place": pl.Int64,
    "value": pl.Float64,
    "at": pl.Float64,
    "text": pl.String,
    "target": pl.Boolean,
}


def period_axis() -> alt.X:
    """The periods, in the order of the data; silent labels keep their place."""
    words = f"slice(datum.label, 0, 1) == '{SILENT}' ? '' : split(datum.label, '|')"
    return alt.X(
        "period:N",
        sort=None,
        scale=alt.Scale(type="point", padding=0.4),
        axis=alt.Axis(
            title=None,
            labelAngle=0,
            labelExpr=words,
            domain=True,
            ticks=False,
            labelOverlap=False,
            labelFontSize=TEXT,
        ),
    )


def value_y(field: str, scale: Scale, language: Language, theme: Theme, fictitious: bool) -> alt.Y:
    """The axis of the values: from where they are, for a change is read here and not a size."""
    axis = value_axis(
        scale, language, theme, fictitious, tickCount=5, titleAngle=0, titleAlign="left", titleAnchor="start",
        titleX=0, titleY=-12,
    )  # fmt: skip
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=False, nice=False), axis=axis)


def roomy(spec: Spec) -> Spec:
    """The specification with room at the top for the title of its axis; the names at the right make their own."""
    return {**spec, "padding": {"left": 2, "top": 18, "right": 6, "bottom": 2}}


def span(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the value axis: a little past the values, and not below 0 where none is."""
    low, high = min(values), max(values)
    slack = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return (max(low - slack, 0.0) if low >= 0 else low - slack), high + slack


def heights(values: Sequence[float], low: float, high: float) -> list[float]:
    """Where names stand so that none covers another."""
    return labels.apart(values, (high - low) * 15 / HEIGHT, low, high)


def line_text(item: Verdict, value: float, language: Language) -> str:
    """The value of a line as its axis writes it; a mean of counts between two whole numbers keeps one decimal."""
    decimals = decimals_of(item)
    if item.kind in MEDIAN_KINDS and not float(value).is_integer():
        decimals = max(decimals, 1)
    return figure(item, value, decimals_for(decimals, value), language)
