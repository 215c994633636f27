"""Tile map: the eighteen regions roughly where they are, one mark an establishment in each.

Yes or no: full square, hollow orange one, dashed without a value. A number: the shape of its comparison with the peers.
A region without any establishment of the survey is dashed, « hors cadre ». On a phone the names are a list (`names`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
import polars as pl

from data.model.survey import Establishment, Region
from indicators.catalogue.model import Language
from indicators.charts.marks import compared, signed
from indicators.charts.theme import TOKENS, Spec, Theme, finished
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
TILE_SCHEMA = {
    "code": pl.String,
    "x": pl.Float64,
    "x2": pl.Float64,
    "y": pl.Float64,
    "y2": pl.Float64,
    "name": pl.String,
    "note": pl.String,
    "inside": pl.Boolean,
    "tooltip": pl.String,
}
MARK_SCHEMA = {
    "code": pl.String,
    "x": pl.Float64,
    "y": pl.Float64,
    "dx": pl.Float64,
    "dy": pl.Float64,
    "look": pl.String,
    "tooltip": pl.String,
}


@dataclass(frozen=True)
class Named:
    """One establishment of a region, for the list that replaces the map on a phone.

    `sign` is yes, no, a comparison or a state; of one outside the survey there is no verdict and no sign.
    """

    name: str
    sign: str
    words: str
    verdict: Verdict | None


@lru_cache(maxsize=32)
def spec(language: Language, theme: Theme, *, has_marks: bool, has_outside: bool, fictitious: bool) -> Spec:
    """The chart without its data: named sets `tiles` and `marks`."""
    token = TOKENS[theme]
    tiles = alt.Chart(alt.NamedData(name="tiles"))
    title = say("Données fictives", language) if fictitious else None
    axis = alt.Axis(
        title=title,
        titleColor=token.fictitious,
        titleFontSize=12,
        titleAnchor="end",
        titlePadding=6,
        labels=False,
        ticks=False,
        domain=False,
        grid=False,
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    inside = tiles.transform_filter("datum.inside")
    box = {"cornerRadius": 3, "fill": token.bg}
    layers = [
        inside.mark_rect(**box, stroke=token.edge, strokeWidth=0.8).encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q", tooltip="tooltip:N"
        ),
    ]
    if has_outside:
        outside = tiles.transform_filter("!datum.inside")
        layers += [
            outside.mark_rect(**box, stroke=token.edge, strokeWidth=1, strokeDash=[3, 3]).encode(
                x=x, y=y, x2="x2:Q", y2="y2:Q", tooltip="tooltip:N"
            ),
            outside.mark_text(align="left", dx=5, dy=31, fontSize=12, color=token.ink3).encode(x=x, y=y, text="note:N"),
        ]
    layers.append(
        tiles.mark_text(align="left", dx=5, dy=13, fontSize=12, fontWeight=600).encode(x=x, y=y, text="name:N")
    )
    if has_marks:
        marks = alt.Chart(alt.NamedData(name="marks"))
        layers.append(
            signed(marks, theme, xOffset={"expr": "datum.dx"}, yOffset={"expr": "datum.dy"}).encode(
                x=x, y=y, tooltip="tooltip:N"
            )
        )
    ready = finished(layers, language, theme, HEIGHT)
    ready["padding"] = {"left": 1, "top": 2, "right": 2, "bottom": 2}
    return ready


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
    return compared(item)


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
    """The data sets: `tiles` (every region) and `marks` (every establishment of the survey, with its verdict or dashed)."""
    told = {item.place_id: item for item in places}
    tiles, marks = [], []
    for region in regions:
        held = in_region(establishments, region)
        column, row = float(region.tile_col), float(region.tile_row)
        tiles.append(
            {
                "code": region.code,
                "x": column + 0.03,
                "x2": column + 0.97,
                "y": row + 0.03,
                "y2": row + 0.97,
                "name": tile_name(region, language),
                "note": "" if held else say("hors cadre", language),
                "inside": bool(held),
                "tooltip": pick(region, "name", language),
            }
        )
        for rank, place in enumerate(held):
            item = told.get(place.establishment_id)
            name = pick(place, "short_name", language)
            marks.append(
                {
                    "code": region.code,
                    "x": column + 0.03,
                    "y": row + 0.03,
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


def shape(data: dict[str, pl.DataFrame]) -> dict[str, bool]:
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
) -> list[tuple[str, list[Named]]]:
    """The same as a list: each region by name, with its establishments, those outside the survey last."""
    told = {item.place_id: item for item in places}
    made = []
    for region in sorted(regions, key=lambda item: pick(item, "name", language)):
        listed = []
        for place in in_region(establishments, region):
            item = told.get(place.establishment_id)
            words = words_of(item, language) if item else state_word("not_answered", language)
            listed.append(Named(pick(place, "short_name", language), _sign(item), words, item))
        for place in establishments:
            if place.rss_code == region.code and not place.in_survey_frame:
                listed.append(Named(pick(place, "short_name", language), "", say("hors cadre", language), None))
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
