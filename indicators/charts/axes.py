"""Axes and scales of the charts: values, rows, periods, and an axis that holds a title alone."""

from typing import Any

import altair as alt

from indicators.catalogue.model import Language
from indicators.charts.theme import LINE_BREAK, Scale, Style
from indicators.wording.language import NO_BREAK, say
from indicators.wording.periods import SILENT

#: The expression of a label, on several lines where it holds the line-break mark.
LINES = f"split(datum.label, '{LINE_BREAK}')"


def unless_silent(words: str = "datum.label") -> str:
    """The expression that writes `words` under an axis, and nothing for a label that only keeps its place."""
    return f"slice(datum.label, 0, 1) == '{SILENT}' ? '' : {words}"


def value_scale(scale: Scale) -> alt.Scale:
    """From zero; a share always reaches 100 %, so that two charts of shares can be laid side by side."""
    if scale == "percent":
        return alt.Scale(domain=alt.DomainUnionWith(unionWith=[0, 100]), nice=False, zero=True)
    return alt.Scale(domainMin=0, nice=True, zero=True)


def axis_words(scale: Scale, language: Language) -> str:
    """The expression that writes a number beside an axis."""
    number = "format(datum.value, ',~f')"
    if scale == "percent":
        return f"{number} + '{NO_BREAK if language == 'fr' else ''}%'"
    if scale == "money":
        return f"{number} + '{NO_BREAK}$'" if language == "fr" else f"'$' + {number}"
    return number


def nature(style: Style) -> str | None:
    """The nature of invented data, written in the chart itself, for pictures leave their page."""
    return say("Données fictives", style.language) if style.fictitious else None


def value_axis(scale: Scale, style: Style, **options: Any) -> alt.Axis:
    """The axis of the values, with the nature of the data as its title."""
    # Quarters of the whole: where labels meet, every second one goes, and both ends stay.
    ticks = {"values": [0, 25, 50, 75, 100]} if scale == "percent" else {"tickCount": 5}
    if "tickCount" in options or "values" in options:
        ticks = {}
    return alt.Axis(
        **{
            "grid": True,
            **ticks,
            "labelExpr": axis_words(scale, style.language),
            "title": nature(style),
            "titleAnchor": "end",
            "titleFontSize": 12,
            "titleColor": style.token.fictitious,
            "titlePadding": 6,
            "labelFlush": True,
            **options,
        }
    )


def spread_within(field: str, reach: float, row: float) -> alt.YOffset:
    """Marks moved within their row: −`reach` is its top, +`reach` its bottom.

    The range is written out, for the renderers of a page and of a file do not agree on which end is up.
    """
    return alt.YOffset(f"{field}:Q", scale=alt.Scale(domain=[-reach, reach], range=[0, row]))


def row_scale() -> alt.Scale:
    """Rows that touch, so that a row is as high as `spread_within` takes it to be."""
    return alt.Scale(paddingInner=0, paddingOuter=0)


def row_axis() -> alt.Axis:
    """Names beside rows, on several lines where the name holds the line-break mark."""
    # Wide enough apart for a mark at the very start of its row.
    return alt.Axis(title=None, labelExpr=LINES, domain=False, ticks=False, labelPadding=12)


def value_axis_below_title(scale: Scale, style: Style, y: int, *, x: int = 0, **options: Any) -> alt.Axis:
    """The axis of the values with its title above its top left, `y` pixels from the plot."""
    place = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleX": x, "titleY": y}
    return value_axis(scale, style, **place, **options)


def free_y(field: str, axis: alt.Axis, *, zero: bool = False) -> alt.Y:
    """The values from where they are, or from zero, with no rounded ends."""
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=zero, nice=False), axis=axis)


def period_axis(scale: alt.Scale, label: str = "", **options: Any) -> alt.X:
    """The periods, in the order of the data; silent labels keep their place."""
    words = label or unless_silent(LINES)
    axis = alt.Axis(title=None, labelAngle=0, labelExpr=words, labelOverlap=False, domain=True, ticks=False, **options)
    return alt.X("period:N", sort=None, scale=scale, axis=axis)


def title_axis(style: Style, **options: Any) -> alt.Axis:
    """An axis that shows the nature of the data and nothing else."""
    return alt.Axis(
        title=nature(style),
        titleColor=style.token.fictitious,
        titleFontSize=12,
        **{"titleAnchor": "end", "labels": False, "ticks": False, "domain": False, "grid": False, **options},
    )
