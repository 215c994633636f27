"""Tile map: the eighteen regions roughly where they are, one mark an establishment in each.

Yes or no: full square, hollow orange one, dashed without a value. A number: the shape of its comparison with the peers.
A region without any establishment of the survey is dashed, « hors cadre ». On a phone the names are a list (`names`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from data.model.survey import Establishment, Region
from indicators.catalogue.model import Language
from indicators.charts.axes import title_axis
from indicators.charts.data import columns
from indicators.charts.marks import compared_look, named_data, sign_marks
from indicators.charts.theme import Spec, Style, chart_spec
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import comparison_words
from indicators.wording.language import pick, say
from indicators.wording.value import absence_word, state_word, value_text

COLUMNS, ROWS = 7, 6
TILE = 58
HEIGHT = TILE * ROWS
#: Marks on one line of a tile, and pixels between two.
PER_LINE, STEP = 5, 12.5
#: Names that fit a tile, where the whole one does not.
SHORT = {
    "02": "Saguenay",
    "03": "Cap.-Nat.",
    "04": "Mauricie",
    "08": "Abitibi",
    "10": "Nord-du-Qc",
    "11": "Gaspésie",
    "12": "Chaud.-A.",
    "01": "Bas-St-L.",
    "14": "Lanaud.",
    "15": "Laurent.",
    "18": "Cris",
}
SHORT_EN = {"18": "Cree"}
TILE_SCHEMA = columns(text="code name note tooltip", number="x x2 y y2", flag="inside")
MARK_SCHEMA = columns(text="code look tooltip", number="x y dx dy")


@dataclass(frozen=True)
class ListedPlace:
    """One establishment of a region, for the list that replaces the map on a phone.

    `sign` is yes, no, a comparison or a state; of one outside the survey there is no verdict and no sign.
    """

    name: str
    sign: str
    words: str
    verdict: Verdict | None


@lru_cache(maxsize=32)
def spec(style: Style, *, has_marks: bool, has_outside: bool) -> Spec:
    """The chart without its data: named sets `tiles` and `marks`."""
    token, every = style.token, named_data("tiles")
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=title_axis(style, titlePadding=6))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    corners = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q", "tooltip": "tooltip:N"}
    box = {"cornerRadius": 3, "fill": token.bg, "stroke": token.edge}
    inside, outside = every.transform_filter("datum.inside"), every.transform_filter("!datum.inside")
    note = outside.mark_text(align="left", dx=5, dy=31, fontSize=12, color=token.ink3)
    name = every.mark_text(align="left", dx=5, dy=13, fontSize=12, fontWeight=600)
    layers = [inside.mark_rect(**box, strokeWidth=0.8).encode(**corners)]
    if has_outside:
        layers += [
            outside.mark_rect(**box, strokeWidth=1, strokeDash=[3, 3]).encode(**corners),
            note.encode(x=x, y=y, text="note:N"),
        ]
    layers.append(name.encode(x=x, y=y, text="name:N"))
    if has_marks:
        moved = {"xOffset": {"expr": "datum.dx"}, "yOffset": {"expr": "datum.dy"}}
        layers.append(sign_marks(named_data("marks"), token, **moved).encode(x=x, y=y, tooltip="tooltip:N"))
    return chart_spec(layers, style, HEIGHT, (1, 2, 2, 2))


def tile(region: Region, language: Language) -> dict[str, Any]:
    """The code, corners and name of a region's tile."""
    column, row = float(region.tile_col), float(region.tile_row)
    return {
        "code": region.code,
        "x": column + 0.03,
        "x2": column + 0.97,
        "y": row + 0.03,
        "y2": row + 0.97,
        "name": tile_name(region, language),
    }


def tile_name(region: Region, language: Language) -> str:
    """The name of a region as its tile writes it."""
    if language == "en" and region.code in SHORT_EN:
        return SHORT_EN[region.code]
    return SHORT.get(region.code) or pick(region, "name", language)


def look_of(item: Verdict) -> str:
    """The mark of an establishment: yes, no, missing, or its comparison."""
    if not item.valued and not item.band:
        return "missing"
    if item.is_answer:
        return "yes" if item.value else "no"
    return compared_look(item)


def words_of(item: Verdict, language: Language) -> str:
    """The mark in words: value, then comparison where there is one."""
    if not item.valued and not item.band:
        return absence_word(item, language)
    said = [value_text(item, language), "" if item.is_answer else comparison_words(item, language)]
    return ", ".join(part for part in said if part)


def rows(
    places: Sequence[Verdict],
    establishments: Sequence[Establishment],
    regions: Sequence[Region],
    language: Language,
) -> dict[str, pl.DataFrame]:
    """Data sets `tiles` (every region) and `marks` (every establishment of the survey, dashed without one)."""
    verdicts = {item.place_id: item for item in places}
    tiles, marks = [], []
    for region in regions:
        held = in_region(establishments, region)
        corner = tile(region, language)
        tiles.append(
            corner
            | {
                "note": "" if held else say("hors cadre", language),
                "inside": bool(held),
                "tooltip": pick(region, "name", language),
            }
        )
        for rank, place in enumerate(held):
            item = verdicts.get(place.establishment_id)
            name = pick(place, "short_name", language)
            marks.append(
                {
                    "code": region.code,
                    "x": corner["x"],
                    "y": corner["y"],
                    "dx": 11 + rank % PER_LINE * STEP,
                    "dy": 29 + rank // PER_LINE * (STEP + 1.5),
                    "look": look_of(item) if item else "missing",
                    "tooltip": f"{name} · {words_of(item, language)}" if item else name,
                }
            )
    return {
        "tiles": pl.DataFrame(tiles, schema=TILE_SCHEMA),
        "marks": pl.DataFrame(marks, schema=MARK_SCHEMA),
    }


def layer_flags(data: dict[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    return {
        "has_marks": data["marks"].height > 0,
        "has_outside": not data["tiles"]["inside"].all(),
    }


def in_region(establishments: Sequence[Establishment], region: Region) -> list[Establishment]:
    """The establishments of the survey in a region, by name."""
    held = [item for item in establishments if item.rss_code == region.code and item.in_survey_frame]
    return sorted(held, key=lambda item: item.short_name_fr)


def names(
    places: Sequence[Verdict],
    establishments: Sequence[Establishment],
    regions: Sequence[Region],
    language: Language,
) -> list[tuple[str, list[ListedPlace]]]:
    """The same as a list: each region by name, with its establishments, those outside the survey last."""
    verdicts = {item.place_id: item for item in places}
    made = []
    for region in sorted(regions, key=lambda item: pick(item, "name", language)):
        listed = []
        for place in in_region(establishments, region):
            item = verdicts.get(place.establishment_id)
            words = words_of(item, language) if item else state_word("not_answered", language)
            listed.append(ListedPlace(pick(place, "short_name", language), _sign(item), words, item))
        for place in establishments:
            if place.rss_code == region.code and not place.in_survey_frame:
                listed.append(ListedPlace(pick(place, "short_name", language), "", say("hors cadre", language), None))
        made.append((pick(region, "name", language), listed))
    return made


def _sign(item: Verdict | None) -> str:
    if item is None:
        return "not_answered"
    if not item.valued and not item.band:
        return item.state
    if item.is_answer:
        return "yes" if item.value else "no"
    return item.comparison or "not_compared"
