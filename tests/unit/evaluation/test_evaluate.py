"""From answers to pairs: the rules of evaluation, each as a table small enough to check by hand."""

import polars as pl
import pytest

from indicators.catalogue.terms import terms_frame
from indicators.evaluation.evaluate import MISSING, evaluate
from tests.builders.long_answers import long_answers
from tests.builders.pairs import CATALOGUE, FACTS, WAVES, pair

FRAME = [item.establishment_id for item in FACTS.frame]


# --- one row for everyone ---


def test_every_establishment_of_the_frame_has_one_pair_per_subject_segment_and_wave():
    answers = pl.concat(
        [
            long_answers(WAVES["v1"].wave_id, {"chum": {"has_office": True}}, blanks="v1"),
            long_answers(WAVES["v2"].wave_id, {"chum": {"has_office": True}}, blanks="v2"),
        ]
    )
    pairs = evaluate(answers, FACTS, CATALOGUE, list(WAVES.values()))
    keys = ["subject_kind", "subject_id", "segment", "establishment_id", "wave_id"]
    subjects = terms_frame(CATALOGUE, FACTS).select("subject_kind", "subject_id", "segment").unique().height
    assert pairs.height == subjects * len(FRAME) * 2
    assert not pairs.select(keys).is_duplicated().any()
    assert set(pairs["state"]) <= {"value", "true_zero", *MISSING}
    assert (
        pairs.filter("evaluated").select(pl.all_horizontal("numerator", "denominator").is_null().any()).item() is False
    )
    assert pairs.filter(~pl.col("evaluated"))["numerator"].null_count() == pairs.filter(~pl.col("evaluated")).height


def test_two_accepted_submissions_of_one_establishment_are_refused():
    once = long_answers("2024-2025", {"chum": {"has_office": True}})
    twice = pl.concat([once, once.with_columns(submission_id=pl.lit("another"))])
    with pytest.raises(ValueError, match="2024-2025: chum"):
        evaluate(twice, FACTS, CATALOGUE, [WAVES["v2"]])


# --- the pair, rule by rule ---

A = "strategic_bodies_with_partner"
NUM, DEN = "strategic_bodies_with_partner_count", "strategic_bodies_count"


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        # numerator, denominator → (numerator, denominator, evaluated, applicable, state)
        (3, 8, (3, 8, True, True, "value")),
        (0, 8, (0, 8, True, True, "true_zero")),
        (0, 0, (0, 0, True, True, "true_zero")),
        (3, 0, (3, 0, True, True, "value")),
        (3, "not_answered", (None, None, False, True, "not_answered")),
        ("does_not_know", 8, (None, None, False, True, "does_not_know")),
        ("does_not_know", "not_answered", (None, None, False, True, "does_not_know")),
        ("not_answered", "does_not_know", (None, None, False, True, "does_not_know")),
        ("invalid_pending", "does_not_know", (None, None, False, True, "invalid_pending")),
        ("not_answered", "invalid_pending", (None, None, False, True, "invalid_pending")),
        (3, "not_applicable", (None, None, False, False, "not_applicable")),
        ("not_applicable", 8, (None, None, False, False, "not_applicable")),
        ("invalid_pending", "not_applicable", (None, None, False, False, "not_applicable")),
        ("not_applicable", "not_answered", (None, None, False, False, "not_applicable")),
    ],
)
def test_only_a_complete_pair_is_evaluated_and_the_first_missing_state_names_it(numerator, denominator, expected):
    found = pair({"chum": {NUM: numerator, DEN: denominator}}, "indicator", A, "chum")
    fields = ("numerator", "denominator", "evaluated", "applicable", "state")
    assert tuple(found[name] for name in fields) == expected
    assert (found["numerator_term"], found["denominator_term"]) == (NUM, DEN)
    assert (found["numerator_questions"], found["denominator_questions"]) == ([NUM], [DEN])


@pytest.mark.parametrize(
    ("has_office", "direction", "expected"),
    [
        # a condition as denominator: false leaves the indicator, missing is not evaluated
        (True, "quality", (1, 1, True, True, "value")),
        (True, "nursing", (0, 1, True, True, "value")),
        (False, "not_applicable", (None, None, False, False, "not_applicable")),
        (False, "quality", (None, None, False, False, "not_applicable")),
        (False, "not_answered", (None, None, False, False, "not_applicable")),
        ("does_not_know", "quality", (None, None, False, True, "does_not_know")),
        ("not_answered", "does_not_know", (None, None, False, True, "does_not_know")),
        (True, "not_answered", (None, None, False, True, "not_answered")),
    ],
)
def test_a_false_condition_as_denominator_takes_the_establishment_out(has_office, direction, expected):
    answers = {"chum": {"has_office": has_office, "office_direction_choice": direction}}
    found = pair(answers, "indicator", "office_in_quality_directorate", "chum")
    fields = ("numerator", "denominator", "evaluated", "applicable", "state")
    assert tuple(found[name] for name in fields) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (True, (1, 1, True, "value")),
        (False, (0, 1, True, "value")),
        ("not_answered", (None, None, False, "not_answered")),
        ("does_not_know", (None, None, False, "does_not_know")),
    ],
)
def test_silence_is_never_a_no_and_respondents_are_those_whose_numerator_is_evaluated(answer, expected):
    found = pair({"chum": {"has_office": answer}}, "indicator", "office_share", "chum")
    assert tuple(found[name] for name in ("numerator", "denominator", "evaluated", "state")) == expected


@pytest.mark.parametrize(
    ("establishment", "sent", "expected"),
    [
        (
            "cisss-iles",
            True,
            (6, float(FACTS.establishment["cisss-iles"].population[2024] or 0), "value", True),
        ),
        ("cisss-iles", False, (None, None, "not_answered", True)),
        ("chum", True, (None, None, "not_applicable", False)),
        ("chum", False, (None, None, "not_applicable", False)),
    ],
)
def test_who_has_no_population_is_out_of_a_rate_even_without_a_workbook(establishment, sent, expected):
    table = {establishment: {"partners_active_count": 6}} if sent else {"icm": {}}
    found = pair(table, "indicator", "active_partners_per_100k_population", establishment)
    assert tuple(found[name] for name in ("numerator", "denominator", "state", "applicable")) == expected


@pytest.mark.parametrize(
    ("kind", "subject", "answers", "expected"),
    [
        # the first version's own terms, never ids swapped
        ("indicator", "dedicated_fte", {"office_team_fte": 2.5}, (2.5, 1, "value", "office_team_fte")),
        (
            "indicator",
            "partnership_budget",
            {"partnership_budget_cad": 0},
            (0, 1, "true_zero", "partnership_budget_cad"),
        ),
        (
            "indicator",
            "recognition_policy_adopted",
            {"has_recognition_rules": True},
            (1, 1, "value", "has_recognition_rules = true"),
        ),
        (
            "headline",
            "R12",
            {"users_committee_link_state": "link_written"},
            (1, 1, "value", "users_committee_link_state >= link_written"),
        ),
        ("headline", "R03", {}, (None, None, "not_asked", "")),
        ("headline", "R02", {}, (None, None, "not_asked", "")),
        ("indicator", "evaluation_done", {}, (None, None, "not_asked", "")),
        ("indicator", "strategic_bodies_with_partner", {}, (None, None, "not_asked", "")),
        (
            "total",
            "partners_active",
            {"partners_active_12m_count": 12},
            (12, 1, "value", "partners_active_12m_count"),
        ),
    ],
)
def test_a_first_version_wave_uses_its_own_terms_or_is_not_asked(kind, subject, answers, expected):
    found = pair({"chum": answers}, kind, subject, "chum", "v1")
    assert tuple(found[name] for name in ("numerator", "denominator", "state", "numerator_term")) == expected
    assert found["applicable"] is (expected[2] != "not_asked")


def test_each_part_of_a_split_is_a_pair_of_its_own():
    answers = {
        "mandates_active_count": 10,
        "mandates_micro_count": 6,
        "mandates_meso_count": "does_not_know",
        "mandates_macro_count": 0,
    }
    found = {
        segment: pair({"chum": answers}, "indicator", "mandate_level_split", "chum", segment=segment)
        for segment in ("mandates_micro_count", "mandates_meso_count", "mandates_macro_count")
    }
    rows = [(row["numerator"], row["denominator"], row["state"]) for row in found.values()]
    assert rows == [(6, 10, "value"), (None, None, "does_not_know"), (0, 10, "true_zero")]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [(2, (1, "value")), (0, (0, "value")), ("does_not_know", (None, "does_not_know"))],
)
def test_a_headline_condition_counts_who_meets_it(bodies, expected):
    found = pair({"chum": {NUM: bodies}}, "headline", "R03", "chum")
    assert (found["numerator"], found["state"]) == expected
    assert found["numerator_questions"] == [NUM]
