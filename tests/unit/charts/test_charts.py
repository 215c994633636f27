"""What charts promise: one specification a process, the reader's words inside, nobody dropped, no empty layer."""

import json
from collections.abc import Callable

import polars as pl
import pytest
import vl_convert

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.charts import dumbbell, profile, series, split, strip
from indicators.charts.theme import TOKENS, Spec, Style, Theme, config, scale_of, with_data, wrap_label
from indicators.verdicts.model import Verdict
from tests.builders.told_verdicts import ratio

GROUPS = tuple(group for group in load_facts().peer_groups if group.peer_group_id != "all")
Maker = Callable[[Language, Theme], tuple[Spec, dict[str, pl.DataFrame]]]


def place(name: str, value: float | None, group: str = "territorial-ciusss", **fields: object) -> Verdict:
    known = {"value": value, "numerator": value, "denominator": 100.0} if value is not None else {}
    return ratio(
        **{
            "place_kind": "establishment",
            "place_id": name,
            "place_fr": name,
            "place_en": name,
            "peer_group_id": group,
            "peer_median": 40.0,
            "peer_q1": 30.0,
            "peer_q3": 55.0,
            "peer_n": 5,
            "evaluated": 1,
            "applicable": 1,
            "used": 1,
            **({"value": None, "numerator": None, "denominator": None} | known),
            **fields,
        }
    )


PLACES = [place(name, value) for name, value in (("a", 20), ("b", 40), ("c", 40), ("d", 40), ("e", 100))]
WAVES = [
    ratio(period="2023-2024", value=None, state="not_asked", interval_low=None, interval_high=None),
    ratio(period="2024-2025", value=40.0),
    ratio(period="2025-2026", value=57.0, series_break=True),
]


def strip_chart(language: Language, theme: Theme) -> tuple[Spec, dict[str, pl.DataFrame]]:
    spec = strip.spec(Style(language, theme, True), "percent", has_bands=True, has_chosen=True)
    return spec, strip.rows(PLACES, GROUPS, language, {"e"})


def series_chart(language: Language, theme: Theme) -> tuple[Spec, dict[str, pl.DataFrame]]:
    points = series.rows(WAVES, language, "2025-2026")
    return series.spec(Style(language, theme, True), "percent", **series.layer_flags(points)), {"points": points}


def profile_chart(language: Language, theme: Theme) -> tuple[Spec, dict[str, pl.DataFrame]]:
    own = [PLACES[0], place("a", None, state="not_answered", subject_id="other", label_fr="Autre")]
    data = profile.rows(own, {PLACES[0].subject_id: PLACES}, language)
    return profile.spec(Style(language, theme, True), has_bands=True, has_values=True, has_absent=True), data


def dumbbell_chart(language: Language, theme: Theme) -> tuple[Spec, dict[str, pl.DataFrame]]:
    ends = dumbbell.rows([(ratio(period="2024-2025"), ratio(change_state="up"))], language)
    return dumbbell.spec(Style(language, theme, True), "percent", has_intervals=True, rows=1), {"ends": ends}


def split_chart(language: Language, theme: Theme) -> tuple[Spec, dict[str, pl.DataFrame]]:
    parts = split.rows([[ratio(value=value) for value in (60.0, 35.0, 5.0)]], ["micro", "méso", "macro"], language)
    return split.spec(Style(language, theme, True), parts=3, has_texts=True, rows=1), {"parts": parts}


MAKERS: list[Maker] = [strip_chart, series_chart, profile_chart, dumbbell_chart, split_chart]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", MAKERS)
def test_a_chart_is_built_once_and_its_renderer_takes_it(make: Maker, language: Language, theme: Theme) -> None:
    spec, data = make(language, theme)
    assert make(language, theme)[0] is spec
    ready = with_data(spec, data)
    assert "datasets" not in spec
    plain = ready | {"datasets": {name: frame.to_dicts() for name, frame in data.items()}, "width": 400}
    svg = vl_convert.vegalite_to_svg(json.dumps(plain))
    assert TOKENS[theme].bg.lower() in svg.lower()
    assert ("Données fictives" if language == "fr" else "Fictitious data") in svg


@pytest.mark.parametrize("make", MAKERS)
def test_vega_adds_no_words_of_its_own(make: Maker) -> None:
    spec, _data = make("fr", "light")
    assert spec["config"]["mark"] == {"aria": False}
    assert spec["config"]["axis"]["aria"] is False
    assert spec["config"]["legend"] == {"disable": True}


def test_numbers_and_dates_follow_the_reader() -> None:
    french, english = config("fr", "light")["locale"], config("en", "light")["locale"]
    assert (french["number"]["decimal"], french["number"]["thousands"]) == (",", "\u00a0")
    assert (english["number"]["decimal"], english["number"]["thousands"]) == (".", ",")
    assert french["time"]["shortMonths"][6] == "juill."


def test_equal_values_stack_around_the_middle_and_far_ones_do_not() -> None:
    assert strip.stack_offsets([40, 40, 40], 2) == [-1, 0, 1]
    assert strip.stack_offsets([10, 40], 2) == [0, 0]
    assert max(strip.stack_offsets([5.0] * 30, 2)) <= strip.REACH


def test_under_five_peers_there_is_no_band_and_the_row_says_so() -> None:
    few = [place("a", 20, peer_median=None, peer_q1=None, peer_q3=None)]
    groups = strip.rows(few, GROUPS, "fr")["groups"]
    row = groups.filter(pl.col("group").str.contains("CIUSSS")).row(0, named=True)
    assert (row["low"], row["median"], row["median_text"]) == (None, None, "")
    assert "valeurs seules" in row["group"]
    assert groups.filter(pl.col("group").str.contains("aucune valeur")).height == 2


def test_every_known_establishment_has_a_dot_and_no_hidden_one_has() -> None:
    hidden = place("z", None, state="suppressed")
    dots = strip.rows([*PLACES, hidden], GROUPS, "fr", {"z"})["places"]
    assert dots["name"].to_list() == ["a", "b", "c", "d", "e"]
    assert not dots["chosen"].any()


def test_a_wave_without_a_value_stays_on_the_axis_and_a_break_starts_another_line() -> None:
    points = series.rows(WAVES, "fr", "2025-2026")
    assert points["period"].to_list() == ["2023-2024|non demandé", "2024-2025", "2025-2026|rupture de série"]
    assert points["stretch"].n_unique() == 2
    assert points["marked"].to_list() == [False, False, True]


def test_a_broken_series_makes_no_pair() -> None:
    assert dumbbell.rows([(ratio(), ratio(series_break=True))], "fr").is_empty()


def test_only_a_change_beyond_chance_is_coloured() -> None:
    moved = ratio(change_state="up", change_judgement="favourable")
    still = ratio(change_state="not_detectable", change_judgement="favourable")
    assert dumbbell.rows([(ratio(), moved)], "fr")["tone"].unique().to_list() == ["good"]
    assert dumbbell.rows([(ratio(), still)], "fr")["tone"].unique().to_list() == ["flat"]


def test_parts_lie_end_to_end_and_a_narrow_one_has_no_number() -> None:
    _spec, data = split_chart("fr", "light")
    parts = data["parts"]
    assert parts["start"].to_list() == [0, 60, 95]
    assert parts["end"].to_list() == [60, 95, 100]
    assert parts["text"].to_list()[2] == ""


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("% des mandats", "percent"), ("$", "money"), ("ETC", "number"), ("$ par 100 000 $", "money")],
)
def test_the_axis_is_written_in_the_unit(unit: str, scale: str) -> None:
    assert scale_of(unit) == scale


def test_long_names_go_on_several_lines() -> None:
    assert wrap_label("CISSS et centre régional (12)", 16) == "CISSS et centre|régional (12)"
