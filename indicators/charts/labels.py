"""Where names go so that none covers another: beside points, for four widths of the chart, and at the ends of lines.

A server does not know the width of a page: the choice is made for each width, and the chart takes the one that fits.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from indicators.charts.data import columns

#: Width classes of the plot: the last letter of the fields, and the width they are worked out for.
WIDTHS = {"t": 168, "s": 225, "m": 400, "l": 720}
#: Below these widths of the plot the smaller class serves.
NARROW, MIDDLE, WIDE = 215, 390, 700
CHARACTER, LINE = 6.4, 15.0
GAP = 9.0


class Spot(NamedTuple):
    """A point that wants a name: parts of the plot's width and height from its top left, and the words.

    A name that is not a `must` is left out rather than drawn over a dot or away from its own.
    """

    x: float
    y: float
    text: str
    must: bool = True


class Placing(NamedTuple):
    """How a name stands beside its point; no text where there is no room."""

    text: str
    align: str
    dx: float
    dy: float


_BESIDE = [
    ("left", GAP, 0.0),
    ("right", -GAP, 0.0),
    ("center", 0.0, -GAP - 6),
    ("center", 0.0, GAP + 6),
    ("left", 4.0, -GAP - 4),
    ("right", -4.0, -GAP - 4),
    ("left", 4.0, GAP + 4),
    ("right", -4.0, GAP + 4),
]
_AWAY = [
    ("right", -GAP, 30.0),
    ("left", GAP, 30.0),
    ("right", -GAP, -30.0),
    ("left", GAP, -30.0),
    ("right", -GAP, 46.0),
    ("left", GAP, -46.0),
    ("center", 0.0, 30.0),
    ("center", 0.0, -30.0),
    ("center", 0.0, 46.0),
    ("center", 0.0, -46.0),
]
Box = tuple[float, float, float, float]


def _box(x: float, y: float, text: str, align: str) -> Box:
    width = len(text) * CHARACTER
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    return left, y - LINE / 2, left + width, y + LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _wider(box: Box) -> Box:
    return box[0] - GAP, box[1] - 3, box[2] + GAP, box[3] + 3


def place_labels(
    spots: Sequence[Spot],
    dots: Sequence[tuple[float, float]],
    width: float,
    height: float,
    *,
    beyond: float = 0.0,
    taken: Sequence[Box] = (),
) -> list[Placing]:
    """A place for each name in turn, the first ones first served; `dots` are avoided where something else is free.

    Args:
        spots: the points to name, most needed first.
        dots: every drawn point, in parts of the plot.
        width, height: of the plot, in pixels.
        beyond: pixels a name may reach past the plot's right edge.
        taken: boxes that hold something else, in pixels.
    """
    boxes, made = list(taken), []
    around = [(x * width - 5, y * height - 5, x * width + 5, y * height + 5) for x, y in dots]
    named = [(spot.x * width, spot.y * height, spot.x * width, spot.y * height) for spot in spots]
    for rank, spot in enumerate(spots):
        x, y = spot.x * width, spot.y * height
        best: tuple[float, Placing, Box] | None = None
        for align, dx, dy in (*_BESIDE, *_AWAY) if spot.must else _BESIDE:
            box = _box(x + dx, y + dy, spot.text, align)
            if box[0] < -8 or box[2] > width + beyond or box[1] < -12 or box[3] > height + 2:
                continue
            if any(_meet(box, other) for other in boxes):
                continue
            covered = sum(_meet(box, dot) for dot in around)
            if covered and not spot.must:
                continue
            # Its own dot is always near; a second one, above all a named one, makes one wonder whose name it is.
            near = sum(_meet(_wider(box), dot) for dot in around)
            doubted = sum(_meet(_wider(box), dot) for dot in (*named[:rank], *named[rank + 1 :]))
            cost = covered + near / 10 + doubted * 0.4 + ((align, dx, dy) in _AWAY) / 2
            if best is None or cost < best[0]:
                best = cost, Placing(spot.text, align, dx, dy), box
        if best is None:
            made.append(Placing("", "left", 0.0, 0.0))
        else:
            boxes.append(best[2])
            made.append(best[1])
    return made


def line_points(points: Sequence[tuple[float, float] | None]) -> list[tuple[float, float]]:
    """The points of a line and three places between neighbours, so that names avoid the line too; None breaks it."""
    made = [point for point in points if point is not None]
    for one, other in pairwise(points):
        if one is not None and other is not None:
            steps = (0.25, 0.5, 0.75)
            made += [(one[0] + (other[0] - one[0]) * step, one[1] + (other[1] - one[1]) * step) for step in steps]
    return made


def label_fields(
    spots: Sequence[Spot], dots: Sequence[tuple[float, float]], height: float, *, beyond: float = 0.0
) -> list[dict[str, Any]]:
    """For each point, the fields `text_t`, `align_t`, `dx_t`, `dy_t` and so on of every width."""
    by_width = {name: place_labels(spots, dots, width, height, beyond=beyond) for name, width in WIDTHS.items()}
    return [
        {f"{key}_{name}": value for name, found in by_width.items() for key, value in found[rank]._asdict().items()}
        for rank in range(len(spots))
    ]


def label_options() -> dict[str, dict[str, str]]:
    """The options of a text mark that reads `label_fields`."""
    words = {
        key: (
            f"width < {NARROW} ? datum.{key}_t : width < {MIDDLE} ? datum.{key}_s : "
            f"width < {WIDE} ? datum.{key}_m : datum.{key}_l"
        )
        for key in ("text", "align", "dx", "dy")
    }
    return {key: {"expr": value} for key, value in words.items()}


def label_columns() -> dict[str, Any]:
    """The columns that `label_fields` adds."""
    text, number = (
        " ".join(f"{key}_{name}" for name in WIDTHS for key in keys) for keys in (("text", "align"), ("dx", "dy"))
    )
    return columns(text=text, number=number)


def spread_labels(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Values moved as little as need be to stand `gap` from each other between `low` and `high`, in the same order."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    piles: list[list[Any]] = []
    for place in order:
        piles.append([values[place], [place]])
        while len(piles) > 1 and _bottom(piles[-1], gap) - _top(piles[-2], gap) < gap:
            later, earlier = piles.pop(), piles.pop()
            members = earlier[1] + later[1]
            centre = (earlier[0] * len(earlier[1]) + later[0] * len(later[1])) / len(members)
            piles.append([centre, members])
    moved = [0.0] * len(values)
    for centre, members in piles:
        half = gap * (len(members) - 1) / 2
        middle = min(max(centre, low + half), high - half) if high - low >= 2 * half else (low + high) / 2
        for rank, place in enumerate(members):
            moved[place] = middle - half + rank * gap
    return moved


def _bottom(pile: list[Any], gap: float) -> float:
    return pile[0] - gap * (len(pile[1]) - 1) / 2


def _top(pile: list[Any], gap: float) -> float:
    return pile[0] + gap * (len(pile[1]) - 1) / 2
