"""Sums by place: complete pairs, coverage and what is missing, each worked out by hand."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.evaluation.evaluate import evaluate, places_frame, roll_up
from tests.builders.long_answers import long_answers
from tests.builders.pairs import CATALOGUE, FACTS, WAVES, groups_of, place

CISSS, CIUSSS, CHU = "cisss-iles", "ciusss-emtl", "chum"
A = "strategic_bodies_with_partner"
NUM, DEN = "strategic_bodies_with_partner_count", "strategic_bodies_count"


def test_sums_hold_complete_pairs_only_and_a_denominator_of_zero_is_one():
    table = {
        CISSS: {NUM: 2, DEN: 4},
        "cisss-laval": {NUM: 0, DEN: 0},
        CIUSSS: {NUM: 5, DEN: "does_not_know"},
        CHU: {NUM: "not_applicable", DEN: 9},
        "icm": {NUM: 1, DEN: 10},
    }
    groups = groups_of(table)
    fields = ("numerator", "denominator", "evaluated", "applicable")
    province = place(groups, "indicator", A)
    assert tuple(province[name] for name in fields) == (3, 14, 3, 29)
    assert province["missing"] == {"not_applicable": 1, "does_not_know": 1, "not_answered": 25}
    assert [
        tuple(place(groups, "indicator", A, group)[name] for name in fields)
        for group in ("territorial-cisss", "territorial-ciusss", "hospital-institute")
    ] == [(2, 4, 2, 14), (None, None, 0, 9), (1, 10, 1, 6)]


def test_a_headline_is_k_of_n_over_the_establishments_evaluated():
    table = {
        CISSS: {"has_partnership_lead": True},
        CIUSSS: {"has_partnership_lead": False},
        CHU: {"has_partnership_lead": "does_not_know"},
    }
    found = place(groups_of(table), "headline", "R01")
    assert (found["numerator"], found["denominator"], found["evaluated"], found["applicable"]) == (
        1,
        2,
        2,
        30,
    )


def test_a_network_total_adds_what_was_answered_and_leaves_out_who_has_no_office():
    table = {
        CISSS: {"offices_count": 2},
        CIUSSS: {"offices_count": "not_applicable"},
        CHU: {"offices_count": 0},
    }
    found = place(groups_of(table), "total", "offices")
    assert (found["numerator"], found["evaluated"], found["applicable"]) == (2, 2, 29)
    assert found["missing"] == {"not_applicable": 1, "not_answered": 27}


def test_places_are_the_province_the_three_declared_groups_and_the_regions_of_the_frame():
    places = places_frame(FACTS)
    regions = places.filter(place_kind="region")
    # Sixteen regions hold an establishment of the survey: 17, 18 and the Naskapi are asked otherwise.
    assert sorted(set(regions["place_id"])) == [f"{number:02d}" for number in range(1, 17)]
    assert regions.height == len(FACTS.frame)
    assert regions.filter(place_id="03")["establishment_id"].sort().to_list() == [
        "chu-quebec",
        "ciusss-cn",
        "iucpq",
    ]
    places = places.filter(pl.col("place_kind") != "region")
    sizes = {row[:2]: row[2] for row in places.group_by("place_kind", "place_id").len().iter_rows()}
    assert sizes == {
        ("province", "quebec"): 30,
        ("peer_group", "territorial-cisss"): 14,
        ("peer_group", "territorial-ciusss"): 9,
        ("peer_group", "hospital-institute"): 7,
    }


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 9999), min_size=8, max_size=8), st.randoms())
def test_a_sum_does_not_depend_on_who_answered_what(hundredths, random):
    members = list(FACTS.members("territorial-cisss"))[:8]
    swapped = list(members)
    random.shuffle(swapped)
    one, other = (
        groups_of({who: {"dedicated_team_fte": number / 100} for who, number in zip(order, hundredths, strict=True)})
        for order in (members, swapped)
    )
    assert place(one, "total", "team_fte") == place(other, "total", "team_fte")
    assert place(one, "total", "team_fte")["numerator"] == sum(hundredths) / 100


def test_without_any_submission_everyone_is_still_in_the_base():
    nobody = long_answers("2024-2025", {})
    groups = roll_up(evaluate(nobody, FACTS, CATALOGUE, [WAVES["v2"]]), places_frame(FACTS))
    offices = place(groups, "indicator", "office_share")
    assert (offices["numerator"], offices["denominator"]) == (None, None)
    assert (offices["evaluated"], offices["applicable"], offices["missing"]) == (0, 30, {"not_answered": 30})


def test_what_a_version_does_not_ask_has_no_base_at_all():
    found = place(groups_of({"chum": {}}, "v1"), "headline", "R03")
    assert (found["evaluated"], found["applicable"], found["missing"]) == (0, 0, {"not_asked": 30})
