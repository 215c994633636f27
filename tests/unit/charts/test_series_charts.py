"""The funnel, control and run charts, heat map, tile map, small multiples and slopes: nobody dropped, words beside
signs."""

import json
from collections.abc import Callable

import polars as pl
import pytest
import vl_convert

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.charts import dumbbell, funnel, heat, multiples, run, slope, tiles, xmr
from indicators.charts.theme import FONT, TOKENS, Spec, Style, Theme, with_data
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import has_control_limits, last_with_median
from indicators.wording import charts
from indicators.wording import series as series_words
from indicators.wording.lists import ALT_LIMIT, join_alt
from tests.builders.told_verdicts import ratio

FACTS = load_facts()
GROUPS = tuple(group for group in FACTS.peer_groups if group.peer_group_id != "all")
FRAME = [item for item in FACTS.establishments if item.in_survey_frame]
Data = dict[str, pl.DataFrame]


def place(name: str, x: float | None, n: float = 20, **fields: object) -> Verdict:
    known = x is not None
    return ratio(
        **{
            "place_kind": "establishment",
            "place_id": name,
            "place_fr": name,
            "place_en": name,
            "peer_group_id": "territorial-cisss",
            "value": 100 * x / n if known else None,
            "numerator": x,
            "denominator": n if known else None,
            "state": "value" if known else "not_answered",
            "funnel": "inside" if known else "",
            "funnel_adjusted": "inside" if known else "",
            **fields,
        }
    )


PLACES = [
    place("a", 10),
    place("b", 10),
    place("c", 20, funnel="high_998"),
    place("d", 1, funnel="low_95"),
    place("e", 12, 24),
    place("z", None),
]
QUARTERS = [f"{year}-{year + 1}-T{quarter}" for year in range(2021, 2026) for quarter in range(1, 5)]


def points(count: int = 20, **fields: object) -> list[Verdict]:
    lines = {"xmr_mean": 50.0, "xmr_low": 40.0, "xmr_high": 60.0, "xmr_segment": 0}
    lines |= {"xmr_near_low": 43.0, "xmr_near_high": 57.0}
    held = {"run_median": 50.0, "run_signal": "none", "run_longest": 3, "run_longest_limit": 7}
    held |= {"run_crossings": 9, "run_crossings_limit": 6, "variation": "common", "points": count}
    return [
        ratio(
            **{
                "period": period,
                "period_kind": "quarter",
                "value": 50.0 + (rank % 5) - 2,
                **lines,
                **held,
                **fields,
            }
        )
        for rank, period in enumerate(QUARTERS[:count])
    ]


def signalled() -> list[Verdict]:
    series = points(target_low=58.0)
    series[-1] = series[-1].model_copy(update={"xmr_rule": "outside", "xmr_side": -1, "value": 39.0})
    series[4] = series[4].model_copy(update={"value": None, "state": "not_answered", "xmr_mean": None})
    return series


def funnel_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    data = funnel.rows(PLACES, language, chosen_ids=["a", "c"])
    return funnel.spec(Style(language, theme, True), "percent", **funnel.layer_flags(data)), data


def xmr_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    data = xmr.rows(signalled(), language, rebases={QUARTERS[10]: "raison"})
    return xmr.spec(Style(language, theme, True), "percent", **xmr.layer_flags(data)), data


def run_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    data = run.rows(points(run_signal="crossings", run_crossings=2), language)
    return run.spec(Style(language, theme, True), "percent", **run.layer_flags(data)), data


def heat_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    data = heat.rows([("R03-1 Instances", PLACES)], GROUPS, language)
    return heat.spec(Style(language, theme, True), **heat.layer_flags(data)), data


def tile_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    data = tiles.rows(PLACES, FACTS.establishments, FACTS.regions, language)
    return tiles.spec(Style(language, theme, True), **tiles.layer_flags(data)), data


def small_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    panel = multiples.panels([("R03", points())], language)[0]
    spec = multiples.spec(Style(language, theme, True), "percent", **multiples.layer_flags(panel))
    return spec, {"points": panel.points}


def slope_chart(language: Language, theme: Theme) -> tuple[Spec, Data]:
    pairs = [(ratio(period="2024-2025", value=40.0), ratio(change_state="up", change_judgement="favourable"))]
    return slope.spec(Style(language, theme, True), "percent"), {"ends": slope.rows(pairs, language)}


MAKERS: list[Callable[[Language, Theme], tuple[Spec, Data]]] = [
    funnel_chart, xmr_chart, run_chart, heat_chart, tile_chart, small_chart, slope_chart,
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", MAKERS)
def test_a_chart_is_built_once_says_what_it_is_and_its_renderer_takes_it(make, language, theme):
    spec, data = make(language, theme)
    assert make(language, theme)[0] is spec
    assert "datasets" not in spec
    assert spec["config"]["mark"] == {"aria": False}
    plain = with_data(spec, data) | {"datasets": {name: frame.to_dicts() for name, frame in data.items()}}
    svg = vl_convert.vegalite_to_svg(json.dumps(plain | {"width": 600}))
    assert TOKENS[theme].bg.lower() in svg.lower()
    assert ("Données fictives" if language == "fr" else "Fictitious data") in svg
    assert "NaN" not in svg


def test_a_font_name_with_a_digit_is_quoted():
    assert "'Source Sans 3'" in FONT


def test_every_establishment_of_the_funnel_is_a_mark_and_the_limits_are_named_at_their_end():
    _spec, data = funnel_chart("fr", "light")
    assert data["places"].height == 5
    assert set(data["places"]["look"]) == {"dot", "chosen", "good", "bad"}
    ends = " ".join(data["ends"]["text"])
    assert all(word in ends for word in ("95\u00a0%", "99,8\u00a0%", "ensemble"))
    assert data["curves"].filter(pl.col("level") != "frame")["value"].is_between(0, 100).all()


def test_two_establishments_at_one_place_stand_side_by_side():
    dodges = funnel.rows(PLACES[:2] + PLACES[4:5], "fr")["places"]
    assert dodges.filter(pl.col("n") == 20)["dodge"].n_unique() == 2


def test_without_a_funnel_nothing_is_drawn():
    assert all(frame.is_empty() for frame in funnel.rows([place("a", None)], "fr").values())


def test_a_direction_gives_the_shape_and_none_gives_a_triangle():
    neutral = [item.model_copy(update={"direction": "neutral"}) for item in PLACES]
    assert set(funnel.rows(neutral, "fr")["places"]["look"]) == {"dot", "high", "low"}


def test_the_rule_stands_beside_its_point_and_a_gap_breaks_the_line():
    data = xmr.rows(signalled(), "fr")
    said = data["points"].filter(pl.col("said"))
    assert said["text_l"].to_list() == ["hors limites"]
    assert said["look"].to_list() == ["bad"]
    assert data["points"]["stretch"].n_unique() == 2
    assert [text.split(" ")[0] for text in data["names"]["text"]] == ["limite", "moyenne", "limite", "cible"]


def test_under_twelve_points_there_is_no_control_chart_and_the_words_say_so():
    few = points(5, xmr_mean=None, xmr_low=None, xmr_high=None, run_median=None, needed=10)
    assert not has_control_limits(few)
    assert last_with_median(few) is None
    assert xmr.rows(few, "fr")["points"].is_empty()
    assert "5 points valides" in series_words.xmr_alt(few, "fr")


def test_the_longest_run_steps_over_points_on_the_median():
    values = [49, 51, 52, 50, 53, 49]
    series = [item.model_copy(update={"value": float(v)}) for item, v in zip(points(6), values, strict=True)]
    assert run.longest_run(series) == [1, 2, 4]


def test_the_map_has_every_establishment_and_is_never_sorted_by_value():
    cells = [
        place(item.establishment_id, rank, 40, place_fr=item.short_name_fr, peer_group_id=_group(item.type))
        for rank, item in enumerate(FRAME)
    ]
    data = heat.rows([("un", cells)], GROUPS, "fr")
    assert data["cells"].height == len(FRAME)
    columns = [name for name in data["columns"]["column"] if not name.startswith(heat.SILENT)]
    assert len(set(columns)) == len(FRAME)
    assert heat.rows([("un", cells[::-1])], GROUPS, "fr")["columns"].equals(data["columns"])


def _group(kind: str) -> str:
    return next(group.peer_group_id for group in GROUPS if kind in group.types)


def test_a_missing_cell_holds_its_code_and_the_list_its_words():
    data = heat.rows([("un", PLACES)], GROUPS, "fr")
    assert data["cells"].filter(pl.col("fill") == "none")["text"].to_list() == ["s.r."]
    assert heat.keys(data, "fr") == [("s.r.", "sans réponse")]
    assert [card.value for card in heat.cards([("un", PLACES)], "z", "fr")] == ["sans réponse"]


def test_every_region_holds_its_establishments_and_those_without_any_are_outside():
    data = tiles.rows([], FACTS.establishments, FACTS.regions, "fr")
    assert data["tiles"].height == len(FACTS.regions)
    assert data["marks"].height == len(FRAME)
    assert set(data["marks"]["look"]) == {"missing"}
    outside = {item.code for item in FACTS.regions} - {item.rss_code for item in FRAME}
    assert set(data["tiles"].filter(~pl.col("inside"))["code"]) == outside
    assert set(data["tiles"].filter(~pl.col("inside"))["note"]) == {"hors cadre"}
    listed = [item for _region, held in tiles.names([], FACTS.establishments, FACTS.regions, "fr") for item in held]
    assert len(listed) == len(FACTS.establishments)


def test_views_share_one_axis_and_seven_lines_are_too_many():
    views = multiples.panels([("a", points()), ("b", points(3))], "fr")
    assert views[0].points["top"][0] == views[1].points["top"][0] > 100
    pairs = [(ratio(place_id=str(k), value=float(k)), ratio(place_id=str(k))) for k in range(7)]
    assert not slope.fits(pairs)
    with pytest.raises(ValueError, match="7 lines"):
        slope.rows(pairs, "fr")
    assert not slope.fits(pairs[:1]), "one line has nothing to be told apart from"


def test_a_series_broken_between_two_periods_is_no_pair():
    before, after = ratio(value=10.0), ratio(value=20.0, change_state="break")
    assert not dumbbell.drawable(before, after)
    assert dumbbell.rows([(before, after)], "fr").is_empty()
    assert slope.rows([(before, after)], "fr").is_empty()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_slope_is_named_at_both_ends_and_by_short_names_alone_at_the_first(language):
    short, long = "CISSS de Laval", "Centres hospitaliers universitaires et instituts"
    pairs = [
        (
            ratio(place_id="a", place_fr=short, place_en=short),
            ratio(place_id="a", place_fr=short, place_en=short),
        ),
        (
            ratio(place_id="b", place_kind="peer_group", place_fr=long, place_en=long),
            ratio(place_id="b", place_kind="peer_group", place_fr=long, place_en=long),
        ),
    ]
    ends = slope.rows(pairs, language).select("place", "later", "text").rows()
    texts = {(place, later): text for place, later, text in ends}
    assert "Laval" in texts["a", False]
    assert "Laval" in texts["a", True]
    assert "instituts" not in texts["b", False]
    assert "instituts" in texts["b", True]


def test_a_share_scale_never_stretches_a_small_change():
    pairs = [(ratio(place_id=str(k), value=30.0 + k), ratio(place_id=str(k), value=31.0 + k)) for k in range(2)]
    held = slope.rows(pairs, "fr")
    assert held["top"][0] - held["bottom"][0] >= slope.LEAST_SPAN
    assert held["bottom"][0] >= 0
    assert held["top"][0] <= 100


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentences_fit(language):
    panels = multiples.panels([("R03", points())], language)
    rows = [("un", PLACES)]
    texts = [
        series_words.xmr_alt(signalled(), language),
        series_words.run_alt(points(), language),
        charts.heat_alt(rows, language),
        charts.tile_alt(PLACES, language),
        charts.slope_alt([(ratio(), ratio())], language),
        panels[0].alt,
    ]
    assert all(0 < len(text) <= ALT_LIMIT for text in texts)
    titles = [
        series_words.xmr_finding(signalled(), language),
        series_words.run_finding(points(), language),
        charts.multiples_finding([panel.series for panel in panels], language),
    ]
    assert all(0 < len(text) <= 80 for text in titles)
    assert join_alt(["a" * 240, "b" * 20, "c"]) == "a" * 240 + "; c."
