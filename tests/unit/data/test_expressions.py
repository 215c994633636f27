"""The grammar: what compiles, what is refused and where, and what each operation gives."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.expressions.compile import WAVE_NAMES, compile_expression
from data.expressions.grammar import ExpressionError
from data.facts import load_facts
from data.model.survey import Version
from tests.builders.long_answers import results

FACTS = load_facts()
# --- everything declared compiles ---


@pytest.mark.parametrize("rule", FACTS.rules, ids=lambda rule: rule.rule_id)
def test_every_rule_compiles_to_a_condition_in_each_of_its_versions(rule):
    for version in rule.versions:
        compiled = compile_expression(rule.expression, FACTS, version)
        assert compiled.is_condition
        assert {*compiled.names, *compiled.previous} >= set(rule.fields)


@pytest.mark.parametrize("question", [q for q in FACTS.questions if q.applies_if], ids=lambda q: q.question_id)
def test_every_applies_if_compiles_to_a_condition_in_each_version_that_asks_it(question):
    versions: list[Version] = [version for version in ("v1", "v2") if question.asked_in(version)]
    assert versions
    for version in versions:
        compiled = compile_expression(question.applies_if, FACTS, version)
        assert compiled.is_condition
        assert question.question_id not in compiled.names


def test_no_name_has_two_meanings():
    questions, choices = set(FACTS.question), set(FACTS.answer_choice)
    assert not questions & choices
    assert not (questions | choices) & {*WAVE_NAMES, "respondents"}


def test_an_expression_is_compiled_once():
    text = "if has_office = true then offices_count >= 1"
    assert compile_expression(text, FACTS, "v2") is compile_expression(text, FACTS, "v2")


@pytest.mark.parametrize(
    ("text", "kind", "names", "previous", "population"),
    [
        ("offices_count", "number", ("offices_count",), (), False),
        ("partners_active_count / reference.population", "number", ("partners_active_count",), (), True),
        (
            "offices_count > prev(offices_count) or answered(has_office)",
            "boolean",
            ("offices_count", "has_office"),
            ("offices_count",),
            False,
        ),
        ("n_selected(challenges_choices) + 1", "number", ("challenges_choices",), (), False),
        ("in_survey_frame(establishment_id)", "boolean", ("establishment_id",), (), False),
        ("reference_date = fiscal_year_end", "boolean", ("reference_date",), (), False),
    ],
)
def test_a_compiled_expression_names_what_it_reads(text, kind, names, previous, population):
    compiled = compile_expression(text, FACTS)
    assert (compiled.kind, compiled.names, compiled.previous, compiled.uses_population) == (
        kind,
        names,
        previous,
        population,
    )


# --- what is refused ---


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("has_ofice = true", 1, "unknown name 'has_ofice'; expected 'has_office'"),
        ("has_office = tru", 14, "unknown name 'tru'"),
        ("offices_count > office_team_fte", 17, "'office_team_fte', which v2 does not ask"),
        ("", 1, "read the end"),
        ("has_office = ", 14, "read the end"),
        ("has_office $ 3", 12, "read '$'"),
        ("1 + 2)", 6, "read ')'; expected the end"),
        ("(1 + 2", 7, "expected ')'"),
        ("if has_office = true", 21, "'then'"),
        ("has_office = true = false", 19, "read '='"),
        ("answered(1)", 10, "read '1'; expected a name"),
        ("prev(has_office = true)", 17, "expected ')'"),
        ("offices_count includes no_team", 1, "'offices_count' (number); expected a multichoice"),
        ("challenges_choices includes no_team", 29, "'no_team', not an answer of 'challenges_choices'"),
        ("challenges_choices includes has_office", 29, "not an answer"),
        (
            "local_plan_state = quality",
            20,
            "'quality', not an answer of 'local_plan_state'; expected no_plan",
        ),
        ("quality = local_plan_state", 1, "'quality', not an answer"),
        ("offices_count = plan_adopted", 1, "expected a choice question"),
        ("challenges_choices = no_challenge", 1, "expected a choice question"),
        ("office_direction_choice >= quality", 25, "has no order"),
        ("has_office >= true", 12, "expected '=' or '!='"),
        ("reference_date > 3", 18, "'3' (number)"),
        ("local_plan_state = evaluation_state", 20, "what compares with 'local_plan_state'"),
        ("not offices_count", 5, "expected a boolean"),
        ("if has_office = true then offices_count", 27, "expected a boolean"),
        ("1 + has_office", 5, "'has_office' (boolean); expected a number"),
        ("abs(has_office)", 5, "expected a number"),
        ("n_selected(has_office)", 12, "expected a multichoice question"),
        ("in_survey_frame(has_office)", 17, "expected a text question"),
        ("quality", 1, "an answer alone"),
        ("respondents", 1, "stands alone as a denominator"),
        ("respondents + 1", 1, "stands alone as a denominator"),
        ("-" * 500 + "1", 61, "more than 60 nested operations"),
    ],
)
def test_a_refused_expression_says_where_what_was_read_and_what_was_expected(text, position, words):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, FACTS, "v2")
    assert caught.value.position == position
    assert words in str(caught.value)
    assert repr(text) in str(caught.value)


@given(st.text(alphabet="ah_ofice()=<>!+-*/ .1pdnortuif", max_size=40))
def test_any_text_compiles_or_is_refused_with_a_position_inside_it(text):
    position = 1
    try:
        compile_expression(text, FACTS)
    except ExpressionError as error:
        position = error.position
    assert 1 <= position <= len(text) + 1


# --- one operation at a time ---


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("1 + 2 * 3 - 4 / 2", {}, 5.0),
        ("10 - 2 - 3", {}, 5.0),
        ("-2 * -3", {}, 6.0),
        ("offices_count / 0", {"offices_count": 3.0}, None),
        ("0 / 0", {"offices_count": 3.0}, None),
        ("offices_count / 3 >= 1 / 3", {"offices_count": 1.0}, True),
        ("local_plan_state >= plan_adopted", {"local_plan_state": "plan_aligned"}, True),
        ("local_plan_state >= plan_adopted", {"local_plan_state": "plan_adopted"}, True),
        ("local_plan_state >= plan_adopted", {"local_plan_state": "no_plan"}, False),
        ("plan_drafting < local_plan_state", {"local_plan_state": "plan_drafting"}, False),
        ("local_plan_state = plan_aligned", {"local_plan_state": "plan_adopted"}, False),
        ("local_plan_state != plan_aligned", {"local_plan_state": "plan_adopted"}, True),
        (
            "role_clarity_office_state >= role_clarity_committee_state",
            {
                "role_clarity_office_state": "clarity_agree",
                "role_clarity_committee_state": "clarity_disagree",
            },
            True,
        ),
        ("office_direction_choice = quality", {"office_direction_choice": "quality"}, True),
        ("challenges_choices includes no_challenge", {"challenges_choices": ["challenge_other"]}, False),
        ("n_selected(challenges_choices)", {"challenges_choices": ["challenge_other", "no_challenge"]}, 2.0),
        ("answered(offices_count)", {"offices_count__state": "value"}, True),
        ("answered(offices_count)", {"offices_count__state": "true_zero"}, True),
        ("answered(offices_count)", {"offices_count__state": "does_not_know"}, False),
        ("answered(offices_count)", {"offices_count__state": "not_applicable"}, False),
        ("answered(offices_count)", {"offices_count__state": "invalid_pending"}, False),
        ("prev(offices_count) + 1", {"prev__offices_count": 3.0}, 4.0),
        ("in_survey_frame(establishment_id)", {"establishment_id__answer": "chum"}, True),
        ("in_survey_frame(establishment_id)", {"establishment_id__answer": "clsc-naskapi"}, False),
        (
            "fiscal_year_text = fiscal_year_label",
            {"fiscal_year_text": "2024-2025", "fiscal_year_label": "2025-2026"},
            False,
        ),
    ],
)
def test_each_operation_by_hand(text, columns, expected):
    row = pl.DataFrame({"any": [0], **{name: [value] for name, value in columns.items()}})
    assert results(text, row) == [expected]


def test_a_missing_state_is_neither_reached_nor_not_reached():
    nothing = pl.DataFrame({"local_plan_state": [None]}, schema={"local_plan_state": pl.String})
    assert results("local_plan_state >= plan_adopted", nothing) == [None]
    assert results("local_plan_state = plan_adopted", nothing) == [None]


def test_answered_is_false_and_never_missing_for_who_sent_nothing():
    nothing = pl.DataFrame({"offices_count__state": [None]}, schema={"offices_count__state": pl.String})
    assert results("answered(offices_count)", nothing) == [False]
