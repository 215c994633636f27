"""The look of every chart: colour tokens, fonts, number and date words, built into a specification once.

A specification holds no data: pages pass named data sets beside it, so that it is shared by all readers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.wording.language import NO_BREAK, say

Theme = Literal["light", "dark"]
#: How a value axis is written: points of a share, dollars, or a plain number.
Scale = Literal["percent", "money", "number"]
Spec = dict[str, Any]
#: Quoted: without quotes a name with a digit makes the whole list invalid, and texts lose their font or vanish.
FONT = "'Source Sans', 'Source Sans 3', sans-serif"
TEXT = 13
DOT, CHOSEN = 72, 180
LINE_BREAK = "|"


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, each named by its one job."""

    bg: str
    ink: str
    ink2: str
    ink3: str
    grid: str
    edge: str
    accent: str
    dot: str
    band: str
    good: str
    bad: str
    flat: str
    fictitious: str
    sequence: tuple[str, ...]
    on_sequence: tuple[str, ...]


TOKENS: dict[Theme, Tokens] = {
    "light": Tokens(
        bg="#FFFFFF",
        ink="#17212B",
        ink2="#46535F",
        ink3="#5F6B77",
        grid="#E8ECF0",
        edge="#76838F",
        accent="#7B2A5E",
        dot="#8A96A2",
        band="#DDE3E9",
        good="#1F5F99",
        bad="#A84B08",
        flat="#5F6B77",
        fictitious="#4F3700",
        sequence=("#E4EEF0", "#B3D1D8", "#74A9B6", "#35798B", "#0E4A5C"),
        on_sequence=("#17212B", "#17212B", "#17212B", "#FFFFFF", "#FFFFFF"),
    ),
    "dark": Tokens(
        bg="#11181F",
        ink="#E8EDF2",
        ink2="#B6C1CB",
        ink3="#98A5B1",
        grid="#24303A",
        edge="#7C8A97",
        accent="#F3BEDD",
        dot="#7C8A97",
        band="#2A3641",
        good="#5BA4E6",
        bad="#E8883A",
        flat="#98A5B1",
        fictitious="#FFE2A3",
        sequence=("#1E2E36", "#23505C", "#3A7C8C", "#77AFBC", "#C4E2E8"),
        on_sequence=("#E8EDF2", "#E8EDF2", "#FFFFFF", "#11181F", "#11181F"),
    ),
}

NUMBER_WORDS: dict[Language, dict[str, Any]] = {
    "fr": {
        "decimal": ",",
        "thousands": NO_BREAK,
        "grouping": [3],
        "currency": ["", f"{NO_BREAK}$"],
        "percent": f"{NO_BREAK}%",
        "minus": "−",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""], "minus": "−"},
}
TIME_WORDS: dict[Language, dict[str, Any]] = {
    "fr": {
        "dateTime": "%A %e %B %Y, %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
        "months": [
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ],
        "shortMonths": [
            "janv.", "févr.", "mars", "avr.", "mai", "juin",
            "juill.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
    },
    "en": {
        "dateTime": "%A, %B %e, %Y, %X",
        "date": "%Y-%m-%d",
        "time": "%I:%M %p",
        "periods": ["a.m.", "p.m."],
        "days": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        "shortDays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        "months": [
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ],
        "shortMonths": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
}  # fmt: skip


def config(language: Language, theme: Theme) -> dict[str, Any]:
    """The Vega-Lite configuration of a theme, with the reader's words for numbers and dates.

    Vega's own English descriptions are silenced: the page gives the chart one sentence in the reader's language.
    """
    token = TOKENS[theme]
    quiet = {"domain": False, "ticks": False}
    return {
        "font": FONT,
        "background": token.bg,
        "view": {"stroke": None},
        "padding": {"left": 2, "top": 4, "right": 6, "bottom": 2},
        "legend": {"disable": True},
        "locale": {"number": NUMBER_WORDS[language], "time": TIME_WORDS[language]},
        "mark": {"aria": False},
        "axis": {
            "aria": False,
            "labelFontSize": TEXT,
            "labelColor": token.ink2,
            "labelPadding": 6,
            "labelLimit": 230,
            "titleFontSize": TEXT,
            "titleFontWeight": "normal",
            "titleColor": token.ink2,
            "gridColor": token.grid,
            "domainColor": token.edge,
            "tickColor": token.edge,
        },
        "axisX": {"grid": False},
        "axisY": {"grid": False, **quiet},
        "text": {"fontSize": TEXT, "color": token.ink},
    }


def scale_of(unit: str) -> Scale:
    """How an axis in this unit is written."""
    if unit.startswith("%"):
        return "percent"
    return "money" if unit.startswith("$") else "number"


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


def value_axis(scale: Scale, language: Language, theme: Theme, fictitious: bool = False, **options: Any) -> alt.Axis:
    """The axis of the values; the nature of the data is written in the chart itself, for pictures leave their page."""
    token = TOKENS[theme]
    title = say("Données fictives", language) if fictitious else None
    # Quarters of the whole: where labels meet, every second one goes, and both ends stay.
    ticks = {"values": [0, 25, 50, 75, 100]} if scale == "percent" else {"tickCount": 5}
    if "tickCount" in options or "values" in options:
        ticks = {}
    return alt.Axis(
        **{
            "grid": True,
            **ticks,
            "labelExpr": axis_words(scale, language),
            "title": title,
            "titleAnchor": "end",
            "titleFontSize": 12,
            "titleColor": token.fictitious,
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
    label = f"split(datum.label, '{LINE_BREAK}')"
    # Wide enough apart for a mark at the very start of its row.
    return alt.Axis(title=None, labelExpr=label, domain=False, ticks=False, labelPadding=12)


def halo_text(base: alt.Chart, token: Tokens, **options: Any) -> list[alt.Chart]:
    """A text twice: first as a wide outline in the colour of the page, so that it stays readable over marks."""
    under = base.mark_text(stroke=token.bg, strokeWidth=5, strokeJoin="round", **options)
    return [under, base.mark_text(**options)]


def finished(layers: Sequence[alt.Chart], language: Language, theme: Theme, height: int) -> Spec:
    """The layers as a specification that stretches with its container."""
    spec = alt.layer(*layers).properties(height=height, width="container").to_dict()
    spec["config"] = config(language, theme)
    # The height is that of the marks: axes and their words come on top, whatever their length.
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def drawn(spec: Spec, datasets: Mapping[str, pl.DataFrame], height: int | None = None) -> Spec:
    """A specification with the data of one reader; the shared one is left untouched."""
    ready = {**spec, "datasets": dict(datasets)}
    return ready if height is None else {**ready, "height": height}


def wrapped(words: str, width: int) -> str:
    """A name on several lines of about `width` characters, for an axis."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return LINE_BREAK.join(lines)
