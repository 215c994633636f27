"""Heat map: indicators in rows, establishments in columns, grouped by type then alphabetical; never sorted by value.

A cell holds its value and the shape of its comparison; only signals are coloured. An establishment without a value is a
dashed cell with a code. On a phone one establishment is read as a list (`cards`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from data.model.survey import PeerGroup
from indicators.catalogue.model import Language
from indicators.charts.axes import LINES, row_axis, title_axis, unless_silent
from indicators.charts.data import columns
from indicators.charts.marks import compared_look, invisible, named_data, sign_marks
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import comparison_words
from indicators.wording.language import pick, say
from indicators.wording.names import short_place
from indicators.wording.numbers import number
from indicators.wording.periods import SILENT
from indicators.wording.value import absence_word, state_word, value_text

ROW = 34
NAME_WIDTH = 34
CODES = {
    "not_answered": "s.r.",
    "does_not_know": "?",
    "not_applicable": "—",
    "not_asked": "n.d.",
    "invalid_pending": "!",
    "suppressed": "s.",
}
COLUMN_SCHEMA = columns(text="column row text")
CELL_SCHEMA = columns(text="column row text look fill tooltip")
_ON = {"good": "good_on", "bad": "bad_on", "ring": "ring_small", "high": "high_small", "low": "low_small"}


@dataclass(frozen=True)
class HeatCard:
    """One indicator of one establishment, for the list that replaces the map on a phone."""

    verdict: Verdict
    label: str
    value: str
    comparison: str
    words: str


@lru_cache(maxsize=64)
def spec(style: Style, *, rows: int, has_values: bool, has_absent: bool) -> Spec:
    """The chart without its data: named sets `columns`, `groups` and `cells`."""
    token, cells = style.token, named_data("cells")
    names = title_axis(
        style,
        orient="top",
        labels=alt.Undefined,
        grid=alt.Undefined,
        labelAngle=-55,
        labelAlign="left",
        labelExpr=unless_silent(),
        labelFontSize=12,
        labelOverlap=False,
        labelLimit=170,
        titleAnchor="start",
        titleAlign="left",
        titleX=-200,
        titleY=-8,
    )
    x = alt.X("column:N", sort=None, scale=alt.Scale(paddingInner=0.04, paddingOuter=0), axis=names)
    axis = row_axis()
    axis.labelExpr = unless_silent(LINES)
    axis.labelLimit = 260
    y = alt.Y("row:N", sort=None, axis=axis, scale=alt.Scale(paddingInner=0.05, paddingOuter=0))
    # Not a scale: the marks above have their own, and layers would share it.
    fills = {"expr": f"datum.fill == 'good' ? '{token.good}' : datum.fill == 'bad' ? '{token.bad}' : '{token.band}'"}
    inks = {"expr": f"datum.fill == 'good' || datum.fill == 'bad' ? '{token.bg}' : '{token.ink}'"}
    headings = {"align": "left", "dx": {"expr": "-bandwidth('x') / 2"}, "dy": 6, "fontWeight": 700, "fontSize": 12.5}
    layers = [
        # Every column and every row has its place, in the order of the reader's lists.
        invisible(named_data("columns")).encode(x=x, y=y),
        named_data("groups").mark_text(**headings).encode(x=x, y=y, text="text:N"),
    ]
    if has_values:
        known = cells.transform_filter("datum.fill != 'none'")
        layers += [
            known.mark_rect(fill=fills).encode(x=x, y=y, tooltip="tooltip:N"),
            known.mark_text(dy=-5, fontSize=12.5, fontWeight=600, color=inks).encode(x=x, y=y, text="text:N"),
            sign_marks(known.transform_filter("datum.look != ''"), token, yOffset=9).encode(x=x, y=y),
        ]
    if has_absent:
        absent = cells.transform_filter("datum.fill == 'none'")
        frame = {"fill": token.bg, "stroke": token.edge, "strokeDash": [2, 2], "strokeWidth": 0.8}
        layers += [
            absent.mark_rect(**frame).encode(x=x, y=y, tooltip="tooltip:N"),
            absent.mark_text(fontSize=11.5, color=token.ink3).encode(x=x, y=y, text="text:N"),
        ]
    return chart_spec(layers, style, ROW * (rows + 1), (2, 4, 6, 2))


def columns_of(
    places: Sequence[Verdict], groups: Sequence[PeerGroup], language: Language
) -> list[tuple[PeerGroup, list[Verdict]]]:
    """The columns: the peer groups in their order, the establishments of each by name."""
    ordered = sorted(places, key=lambda item: _sorted(short_place(item, language)))
    found = [(group, [item for item in ordered if item.peer_group_id == group.peer_group_id]) for group in groups]
    return [(group, held) for group, held in found if held]


def _sorted(name: str) -> str:
    return name.casefold().translate(str.maketrans("àâçéèêëîïôûùü", "aaceeeeiiouuu"))


def rows(
    indicators: Sequence[tuple[str, Sequence[Verdict]]], groups: Sequence[PeerGroup], language: Language
) -> dict[str, pl.DataFrame]:
    """The data sets: `columns` (every column), `groups` (a name a peer group) and `cells` (a row a known place).

    Args:
        indicators: for each row its name (« R03-1 Instances avec partenaire ») and the establishments' verdicts.
    """
    heads, names, cells = [], [], []
    first = {item.place_id: item for _name, places in indicators for item in places}
    for rank, (group, held) in enumerate(columns_of(list(first.values()), groups, language)):
        if rank:
            heads.append({"column": f"{SILENT}{rank}", "row": SILENT, "text": ""})
        label = pick(group, "label", language)
        names.append({"column": short_place(held[0], language), "row": SILENT, "text": label})
        heads += [{"column": short_place(item, language), "row": SILENT, "text": ""} for item in held]
    for name, places in indicators:
        row = wrap_label(name, NAME_WIDTH)
        cells += [_cell(item, row, language) for item in places]
    return {
        "columns": pl.DataFrame(heads, schema=COLUMN_SCHEMA),
        "groups": pl.DataFrame(names, schema=COLUMN_SCHEMA),
        "cells": pl.DataFrame(cells, schema=CELL_SCHEMA),
    }


def layer_flags(data: dict[str, pl.DataFrame]) -> dict[str, Any]:
    """Which layers the data call for, and how many rows."""
    cells = data["cells"]
    return {
        "rows": cells["row"].n_unique(),
        "has_values": bool((cells["fill"] != "none").any()),
        "has_absent": bool((cells["fill"] == "none").any()),
    }


def compact(item: Verdict, language: Language) -> str:
    """The value in at most five characters: no unit, for the row has it; thousands as « 24 k »."""
    if item.band or item.value is None or item.is_answer:
        return value_text(item, language) if item.is_answer else _band(item)
    size = abs(item.value)
    if size >= 999_500:
        return number(item.value / 1_000_000, 1 if size < 9_950_000 else 0, language) + " M"
    if size >= 9_995:
        return number(item.value / 1_000, 0, language) + " k"
    unit_is_share = item.unit_fr.startswith("%")
    decimals = 0 if unit_is_share or size >= 99.5 else min(item.decimals, 1 if size >= 9.95 else 2)
    return number(item.value, decimals, language)


def _band(item: Verdict) -> str:
    return {"0": "0", "0-1": "< 1", "1-2": "1–2", "0-2": "≤ 2"}.get(item.band, "—")


def _cell(item: Verdict, row: str, language: Language) -> dict[str, str]:
    place = {"column": short_place(item, language), "row": row}
    if not item.valued and not item.band:
        word = absence_word(item, language)
        code = say(CODES[item.state], language)
        return place | {
            "text": code,
            "look": "",
            "fill": "none",
            "tooltip": f"{item.place(language)} · {word}",
        }
    look = compared_look(item) if item.comparison else ""
    said = [item.place(language), value_text(item, language), comparison_words(item, language)]
    return place | {
        "text": compact(item, language),
        "look": _ON.get(look, "dash_small") if look else "",
        "fill": look if look in ("good", "bad") else "flat",
        "tooltip": " · ".join(part for part in said if part),
    }


def cards(indicators: Sequence[tuple[str, Sequence[Verdict]]], place_id: str, language: Language) -> list[HeatCard]:
    """The list of one establishment, in the order of the rows: name, value, comparison and its words."""
    made = []
    for name, places in indicators:
        for item in places:
            if item.place_id == place_id:
                valued = item.valued or bool(item.band)
                value = value_text(item, language) if valued else absence_word(item, language)
                comparison = item.comparison or "not_compared"
                words = comparison_words(item, language) or say("non comparé", language)
                made.append(HeatCard(item, name, value, comparison, words))
    return made


def keys(data: Mapping[str, pl.DataFrame], language: Language) -> list[tuple[str, str]]:
    """The codes in use and their words, for the line above the map."""
    used = set(data["cells"].filter(pl.col("fill") == "none")["text"])
    return [
        (code, state_word(state, language)) for state, text in CODES.items() if (code := say(text, language)) in used
    ]
