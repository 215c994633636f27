"""The charts of the initiatives: nothing dropped, nothing between two lanes, every theme and language drawn."""

import json
from collections.abc import Callable

import polars as pl
import pytest
import vl_convert

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.charts import attainment, counts, gantt, initiative_map, initiative_timeline, paired
from indicators.charts.initiative_timeline import Lane
from indicators.charts.theme import Spec, Style, Theme, with_data
from indicators.initiatives.collected import TrainingResult
from indicators.initiatives.projects import usual_months
from indicators.initiatives.tree import tree

REGIONS = load_facts().regions
Data = dict[str, pl.DataFrame]


def result(change: float | None, month: int = 1, **more: object) -> TrainingResult:
    told = {
        "change": change,
        "change_low": (change or 0) - 0.2,
        "change_high": (change or 0) + 0.2,
        "pairs": 9,
    }
    state = "suppressed" if change is None else "value"
    base = {
        "module_id": "gmf-oc-m1",
        "territory_id": "",
        "setting_id": "",
        "month": month,
        "measure": "score",
    }
    return TrainingResult.model_validate(
        base | {"state": state, "kind": "fictif"} | (told if change is not None else {}) | more
    )


LANES = [
    Lane("InterS4", 2017, 2020.25, False, "2017 au 31 mars 2020"),
    Lane("GMF–OC", 2019, 2021, False, "2019-2020"),
    Lane("", 2025, 2026, True, "automne 2025"),
]
TOLD = [
    ("Ensemble", result(0.4, change_state="up"), "1 mois : +0,4"),
    ("Ensemble", result(0.1, 3, change_state="none"), "3 mois : +0,1"),
    ("Alma", result(-0.5, 3, change_state="down"), "3 mois : −0,5"),
    ("GMF-U", result(None), "masqué"),
]
PHASES = [
    gantt.Phase("Essais", 2.0, 9.5, "under_way", "en cours"),
    gantt.Phase("Bilan", 9.5, 20, "planned", "prévue"),
]


def _gantt_data() -> Data:
    return gantt.rows(
        PHASES,
        usual_months(tree("communaute-strategique-itss").measure_of["communaute-strategique-itss-07"]),
        "18 à 24 mois",
        7.0,
        "version lue",
        "fictif",
    )


DRAWINGS: dict[str, tuple[Callable[[Language, Theme], Spec], Data]] = {
    "map": (
        lambda language, theme: initiative_map.spec(Style(language, theme)),
        initiative_map.rows({"02": ["GMF–OC", "InterS4"]}, REGIONS, "fr"),
    ),
    "timeline": (
        lambda language, theme: initiative_timeline.spec(Style(language, theme), lanes=3, has_planned=True),
        {"lanes": initiative_timeline.rows(LANES)},
    ),
    "counts": (
        lambda language, theme: counts.spec(Style(language, theme, True), rows=2),
        {"counts": counts.rows([("Rôles", 3), ("Conditions", 1)], "fictif")},
    ),
    "attainment": (
        lambda language, theme: attainment.spec(Style(language, theme), rows=2, has_apart=True),
        {"shares": attainment.rows([("Objectif", 92.0, "92 %", False), ("Activités", 91.0, "91 %", True)])},
    ),
    "paired": (
        lambda language, theme: paired.spec(Style(language, theme, True), rows=2),
        {"changes": paired.rows(TOLD)},
    ),
    "gantt": (
        lambda language, theme: gantt.spec(Style(language, theme, True), rows=2, has_today=True),
        _gantt_data(),
    ),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_chart_is_drawn_with_its_words(name: str, language: Language, theme: Theme) -> None:
    spec, data = DRAWINGS[name]
    ready = with_data(spec(language, theme), data)
    ready["datasets"] = {key: frame.to_dicts() for key, frame in ready["datasets"].items()}
    ready["width"] = 620
    picture = vl_convert.vegalite_to_svg(json.dumps(ready))
    words = {"map": "InterS4", "timeline": "automne 2025", "counts": "Rôles", "attainment": "92"}
    words |= {"paired": "Ensemble", "gantt": "en cours"}
    assert words[name] in picture
    if name in ("counts", "paired", "gantt"):
        assert ("Données fictives" if language == "fr" else "Fictitious data") in picture


def test_a_specification_is_shared_by_all_readers() -> None:
    for spec, _ in DRAWINGS.values():
        assert spec("fr", "light") == spec("fr", "light")
        assert "datasets" not in spec("fr", "light")


def test_every_region_has_its_tile_and_only_named_ones_are_full() -> None:
    tiles = initiative_map.rows({"02": ["GMF–OC", "InterS4"], "06": ["Soignante"]}, REGIONS, "fr")["tiles"]
    assert tiles["code"].to_list() == sorted(item.code for item in REGIONS)
    assert tiles.filter("held")["code"].to_list() == ["02", "06"]
    assert tiles.filter(pl.col("code") == "02").select("first", "second").row(0) == ("GMF–OC", "InterS4")


def test_lanes_keep_their_order_whatever_layer_they_are_drawn_in() -> None:
    lanes = initiative_timeline.rows(LANES)["lane"].to_list()
    assert lanes == sorted(lanes)
    assert len(set(lanes)) == len(LANES)


def test_a_change_keeps_its_shape_and_a_hidden_one_is_not_drawn() -> None:
    made = paired.rows(TOLD)
    assert made["look"].to_list() == ["good", "ring", "bad"]
    assert made["offset"].to_list() == [-paired.APART, paired.APART, 0.0]
    assert "GMF-U" not in made["row"].to_list()
    assert (made["right"] > made["high"]).all()


def test_the_band_of_a_project_is_the_published_length() -> None:
    guide = _gantt_data()["guide"]
    assert guide.select("low", "high").row(0) == (18.0, 24.0)
