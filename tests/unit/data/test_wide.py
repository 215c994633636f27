"""Answers side by side: typed columns, missing states, the previous wave and the wave's own facts."""

from datetime import date

import polars as pl
import pytest

from data.expressions.columns import POPULATION, column_name, previous_name, state_name
from data.expressions.compile import compile_expression
from data.expressions.wide import DTYPES, population_year, widen, with_previous, with_reference
from data.facts import load_facts
from tests.builders.long_answers import long_answers
from tests.builders.pairs import wave

FACTS = load_facts()
V1, V2 = FACTS.questionnaire("v1"), FACTS.questionnaire("v2")


def wide(answers: dict, version: str = "v2", wave_id: str = "2024-2025") -> pl.DataFrame:
    questions = V1 if version == "v1" else V2
    return widen(long_answers(wave_id, {"chum": answers}, blanks=version), questions)


@pytest.mark.parametrize(
    ("question", "given", "expected", "state"),
    [
        ("offices_count", 3, 3.0, "value"),
        ("offices_count", 0, 0.0, "true_zero"),
        ("offices_count", "does_not_know", None, "does_not_know"),
        ("dedicated_team_fte", 1.5, 1.5, "value"),
        ("budget_total_cad", 1250.75, 1250.75, "value"),
        ("has_office", True, True, "value"),
        ("has_office", False, False, "value"),
        ("has_office", "invalid_pending", None, "invalid_pending"),
        ("reference_date", "2025-03-31", date(2025, 3, 31), "value"),
        ("office_direction_choice", "quality", "quality", "value"),
        ("challenges_choices", "challenge_other", ["challenge_other"], "value"),
        (
            "challenges_choices",
            "challenge_other|challenge_buy_in",
            ["challenge_other", "challenge_buy_in"],
            "value",
        ),
        ("challenges_choices", "not_answered", None, "not_answered"),
        ("challenges_choices", "", [], "value"),
        ("challenges_comment_text", "Peu de temps", "Peu de temps", "value"),
        ("establishment_id", "CHUM!", "CHUM!", "value"),
    ],
)
def test_an_answer_becomes_a_typed_column_beside_its_state(question, given, expected, state):
    row = wide({question: given})
    assert row.height == 1
    assert row[column_name(question)].to_list() == [expected]
    assert row[state_name(question)].to_list() == [state]
    assert row["establishment_id"].to_list() == ["chum"]


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.parametrize("rows", [0, 1])
def test_every_question_has_its_columns_and_type_even_without_any_answer(version, rows):
    questions = V1 if version == "v1" else V2
    answers = long_answers("2024-2025", {"chum": {}}, blanks=version).head(rows)
    row = widen(answers, questions)
    assert row.height == rows
    for question in questions:
        assert row.schema[column_name(question.question_id)] == DTYPES[question.kind]
        assert row.schema[state_name(question.question_id)] == pl.String


def test_a_question_without_a_row_is_not_asked():
    row = widen(long_answers("2024-2025", {"chum": {"offices_count": 1}}), V2)
    assert row["has_office__state"].item() == "not_asked"
    assert row["has_office"].item() is None


def test_a_number_kept_beside_a_missing_state_is_not_read():
    answers = long_answers("2024-2025", {"chum": {"offices_count": 3}}).with_columns(state=pl.lit("invalid_pending"))
    assert widen(answers, V2)["offices_count"].item() is None


def test_a_word_that_is_neither_true_nor_false_stops_the_reading():
    answers = long_answers("2024-2025", {"chum": {"has_office": True}}).with_columns(value_text=pl.lit("oui"))
    with pytest.raises(pl.exceptions.PolarsError):
        widen(answers, V2)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_no_rule_finds_fault_in_a_blank_workbook(version):
    row = with_previous(wide({}, version), None, FACTS.changes)
    row = with_reference(row, wave(2024, version), FACTS)
    for rule in FACTS.rules:
        if version in rule.versions:
            found = row.select(compile_expression(rule.expression, FACTS, version).column.alias("x"))["x"].item()
            assert found is not False, rule.rule_id


# --- the previous wave ---

EARLIER_V1 = {
    "offices_count": 2,
    "office_team_fte": 4.5,
    "cdp_member": True,
    "partners_active_12m_count": 30,
    "partnership_budget_cad": 90000,
    "users_committee_link_state": "link_written",
    "has_recognition_rules": True,
    "challenges_choices": "challenge_other",
}


@pytest.mark.parametrize(
    ("question", "expected", "why"),
    [
        ("offices_count", 2.0, "unchanged"),
        ("challenges_choices", ["challenge_other"], "unchanged, several choices"),
        ("dedicated_team_fte", 4.5, "renamed"),
        ("is_cdp_member", True, "renamed"),
        ("partners_active_count", None, "rescoped: the series breaks"),
        ("budget_total_cad", None, "rescoped: the series breaks"),
        ("budget_recurring_cad", None, "split: the series begins"),
        ("recognition_policy_state", None, "reworded: the series breaks"),
        ("users_committee_agreement_state", None, "reworded: the answers are another list"),
        ("operating_budget_cad", None, "added"),
        ("staff_headcount_count", None, "not answered then"),
    ],
)
def test_the_previous_answer_crosses_versions_only_where_the_series_goes_on(question, expected, why):
    current, earlier = wide({}), wide(EARLIER_V1, "v1", "2023-2024")
    row = with_previous(current, earlier, FACTS.changes)
    assert row[previous_name(question)].to_list() == [expected], why
    assert row.schema[previous_name(question)] == DTYPES[FACTS.question[question].kind]


def test_within_a_version_every_previous_answer_is_read_under_its_own_name():
    earlier = {"dedicated_team_fte": 3, "budget_total_cad": 5000, "partners_active_count": 8}
    row = with_previous(wide({}), wide(earlier), FACTS.changes)
    assert [row[previous_name(name)].item() for name in earlier] == [3.0, 5000.0, 8.0]


@pytest.mark.parametrize("earlier", [None, "another establishment"])
def test_without_a_previous_submission_the_columns_are_there_and_empty(earlier):
    other = widen(long_answers("2023-2024", {"icm": {"offices_count": 2}}, blanks="v2"), V2) if earlier else None
    row = with_previous(wide({"offices_count": 1}), other, FACTS.changes)
    assert row.height == 1
    assert all(row[previous_name(q.question_id)].item() is None for q in V2)
    assert all(row.schema[previous_name(q.question_id)] == DTYPES[q.kind] for q in V2)


# --- the wave's own facts ---


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (2020, None),
        (2021, (2021, False)),
        (2022, (2021, True)),
        (2023, (2023, False)),
        (2024, (2024, False)),
        (2025, (2024, True)),
    ],
)
def test_the_population_of_a_fiscal_year_is_that_of_the_reference_table(start, expected):
    assert population_year(wave(start), FACTS) == expected


def test_population_fiscal_year_and_frame_stand_beside_the_answers():
    ids = ["cisss-iles", "chum", "clsc-naskapi", "nowhere"]
    rows = pl.DataFrame({"establishment_id": ids})
    read = with_reference(rows, wave(2025), FACTS)
    assert read["establishment_id"].to_list() == ids
    assert read[POPULATION].to_list() == [FACTS.establishment["cisss-iles"].population[2024], None, None, None]
    assert read["in_frame"].to_list() == [True, True, False, False]
    assert read.row(0, named=True)["fiscal_year_start"] == date(2025, 4, 1)
    assert read.row(0, named=True)["fiscal_year_end"] == date(2026, 3, 31)
    assert read["fiscal_year_label"].unique().to_list() == ["2025-2026"]
