"""The look of every chart: colour tokens, fonts, number and date words, built into a specification once.

A specification holds no data: pages pass named data sets beside it, so that it is shared by all readers.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.wording.language import NO_BREAK

Theme = Literal["light", "dark"]
#: How a value axis is written: points of a share, dollars, or a plain number.
Scale = Literal["percent", "money", "number"]
Spec = dict[str, Any]
#: Quoted: without quotes a name with a digit makes the whole list invalid, and texts lose their font or vanish.
FONT = "'Source Sans', 'Source Sans 3', sans-serif"
TEXT = 13
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
    sequence: Sequence[str]
    on_sequence: Sequence[str]


#: Each colour of pages and charts in the light and in the dark theme.
COLOURS: dict[str, list[Any]] = tomllib.loads((Path(__file__).parents[1] / "colours.toml").read_text("utf-8"))
TOKENS: dict[Theme, Tokens] = {
    theme: Tokens(**{item.name: COLOURS[item.name][at] for item in fields(Tokens)})
    for at, theme in enumerate(get_args(Theme))
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


def _words(text: str) -> list[str]:
    return text.split()


TIME_WORDS: dict[Language, dict[str, Any]] = {
    "fr": {
        "dateTime": "%A %e %B %Y, %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": _words("dimanche lundi mardi mercredi jeudi vendredi samedi"),
        "shortDays": _words("dim. lun. mar. mer. jeu. ven. sam."),
        "months": _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        "shortMonths": _words("janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc."),
    },
    "en": {
        "dateTime": "%A, %B %e, %Y, %X",
        "date": "%Y-%m-%d",
        "time": "%I:%M %p",
        "periods": ["a.m.", "p.m."],
        "days": _words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
        "shortDays": _words("Sun Mon Tue Wed Thu Fri Sat"),
        "months": _words("January February March April May June July August September October November December"),
        "shortMonths": _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    },
}


@dataclass(frozen=True)
class Style:
    """How a reader's page draws a chart: its language and theme, and whether the data are invented."""

    language: Language
    theme: Theme
    fictitious: bool = False

    @property
    def token(self) -> Tokens:
        return TOKENS[self.theme]


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


def chart_spec(
    layers: Sequence[alt.Chart], style: Style, height: int, padding: tuple[int, int, int, int] | None = None
) -> Spec:
    """The layers as a specification that stretches with its container; `padding` is left, top, right, bottom.

    The height is that of the marks: axes and their words come on top, whatever their length.
    """
    spec = alt.layer(*layers).properties(height=height, width="container").to_dict()
    spec |= {"config": config(style.language, style.theme), "autosize": {"type": "fit-x", "contains": "padding"}}
    if padding is not None:
        spec["padding"] = dict(zip(("left", "top", "right", "bottom"), padding, strict=True))
    return spec


def with_data(spec: Spec, datasets: Mapping[str, pl.DataFrame], height: int | None = None) -> Spec:
    """The specification with the data of one reader; the shared one is left untouched."""
    ready = {**spec, "datasets": dict(datasets)}
    return ready if height is None else {**ready, "height": height}


def wrap_label(words: str, width: int) -> str:
    """A name on several lines of about `width` characters, for an axis."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return LINE_BREAK.join(lines)
