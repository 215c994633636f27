"""Marks that carry a meaning by their shape first: one table of shapes, fills and outlines for every chart.

A row of data names its look; the theme gives the colours. Words always stand beside, in the chart or under it.
"""

from typing import Any, NamedTuple

import altair as alt

from indicators.charts.theme import Tokens
from indicators.verdicts.model import Verdict

SOLID: list[float] = [1, 0]
DASHED: list[float] = [2.5, 2]
CLEAR = "transparent"
#: Areas of a plain dot and of the chosen one.
DOT, CHOSEN = 72, 180


class MarkStyle(NamedTuple):
    """A symbol: Vega's name of the shape, the tokens of fill and outline (empty: none), outline, dash, area."""

    shape: str
    fill: str
    stroke: str
    width: float
    dash: list[float]
    size: int


LOOKS: dict[str, MarkStyle] = {
    "dot": MarkStyle("circle", "dot", "bg", 1, SOLID, 72),
    "flat": MarkStyle("circle", "flat", "bg", 1, SOLID, 50),
    "chosen": MarkStyle("circle", "accent", "bg", 1, SOLID, 180),
    "good": MarkStyle("circle", "good", "bg", 1, SOLID, 105),
    "bad": MarkStyle("diamond", "bad", "bg", 1, SOLID, 135),
    "high": MarkStyle("triangle-up", "bg", "ink", 1.6, SOLID, 80),
    "low": MarkStyle("triangle-down", "bg", "ink", 1.6, SOLID, 80),
    "unusual": MarkStyle("square", "bg", "ink", 1.8, SOLID, 85),
    "noted": MarkStyle("circle", "ink", "bg", 1, SOLID, 90),
    "ring": MarkStyle("circle", "bg", "flat", 1.8, SOLID, 62),
    "dash": MarkStyle("stroke", "", "flat", 2, SOLID, 50),
    "yes": MarkStyle("square", "yes", "bg", 0.5, SOLID, 120),
    "no": MarkStyle("square", "", "bad", 2, SOLID, 85),
    "missing": MarkStyle("square", "", "edge", 1.2, DASHED, 95),
    # The same on a coloured cell.
    "good_on": MarkStyle("circle", "bg", "", 0, SOLID, 30),
    "bad_on": MarkStyle("diamond", "bg", "", 0, SOLID, 42),
    "ring_small": MarkStyle("circle", "", "flat", 1.3, SOLID, 24),
    "high_small": MarkStyle("triangle-up", "", "ink", 1.3, SOLID, 28),
    "low_small": MarkStyle("triangle-down", "", "ink", 1.3, SOLID, 28),
    "dash_small": MarkStyle("stroke", "", "flat", 1.5, SOLID, 24),
}
#: What a comparison with the peers looks like.
COMPARISONS = {"better": "good", "worse": "bad", "similar": "ring", "higher": "high", "lower": "low"}
_JUDGED = {
    ("higher_better", True): "good",
    ("higher_better", False): "bad",
    ("lower_better", True): "bad",
    ("lower_better", False): "good",
}


def judged_look(item: Verdict, high: bool, neutral: tuple[str, str] = ("low", "high")) -> str:
    """The look of a value on one side: `good` or `bad` by the direction, else one of `neutral` (low, high)."""
    return _JUDGED.get((item.direction, high), neutral[high])


def compared_look(item: Verdict) -> str:
    """The look of an establishment's value beside its peers; a value that is not compared is a short dash."""
    return COMPARISONS.get(item.comparison, "dash")


def _colour(name: str, token: Tokens) -> str:
    if name == "yes":
        return token.sequence[3]
    return getattr(token, name) if name else CLEAR


def sign_marks(base: alt.Chart, token: Tokens, **mark: Any) -> alt.Chart:
    """`base` drawn as the marks that its field `look` names."""
    looks = list(LOOKS.values())

    def channel(kind: Any, values: list[Any]) -> Any:
        return kind("look:N", scale=alt.Scale(domain=list(LOOKS), range=values), legend=None)

    return base.mark_point(**{"opacity": 1, **mark}).encode(
        shape=channel(alt.Shape, [look.shape for look in looks]),
        fill=channel(alt.Fill, [_colour(look.fill, token) for look in looks]),
        stroke=channel(alt.Stroke, [_colour(look.stroke, token) for look in looks]),
        strokeWidth=channel(alt.StrokeWidth, [look.width for look in looks]),
        strokeDash=channel(alt.StrokeDash, [look.dash for look in looks]),
        size=channel(alt.Size, [look.size for look in looks]),
    )


def sign_colour(field: str, token: Tokens) -> dict[str, str]:
    """The colour of a text whose row names a look: signals in their colour, the chosen one in the accent, else ink."""
    colours = {"good": token.good, "bad": token.bad, "chosen": token.accent}
    words = "".join(f"datum.{field} == '{name}' ? '{colour}' : " for name, colour in colours.items())
    return {"expr": f"{words}'{token.ink}'"}


def named_data(name: str) -> alt.Chart:
    """A chart without marks over a data set that the page passes by name."""
    return alt.Chart(alt.NamedData(name=name))


def dots(base: alt.Chart, colour: str, size: int, token: Tokens | None = None) -> alt.Chart:
    """Full discs, outlined in the colour of the page where `token` is given."""
    outline = {} if token is None else {"stroke": token.bg, "strokeWidth": 1}
    return base.mark_point(filled=True, opacity=1, color=colour, size=size, **outline)


def invisible(base: alt.Chart) -> alt.Chart:
    """Marks that are not seen and keep places on the axes."""
    return base.mark_point(opacity=0, size=1)


def halo_text(base: alt.Chart, token: Tokens, **options: Any) -> list[alt.Chart]:
    """A text twice: first as a wide outline in the colour of the page, so that it stays readable over marks."""
    under = base.mark_text(stroke=token.bg, strokeWidth=5, strokeJoin="round", **options)
    return [under, base.mark_text(**options)]
