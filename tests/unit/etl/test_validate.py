"""How a cell is read: each table gives what was typed and what it must become."""

import datetime

import polars as pl
import pytest

from data.facts import load_facts
from etl.extract import CELLS
from etl.validate import Checked, validate

WAVE, PLACE = "2025-2026", "cisss-laval"


def cells(typed: dict[str, object], wave_id: str = WAVE) -> pl.DataFrame:
    """Cells as the extraction gives them; « question/choice » is a box, each at its own address."""
    rows = []
    for line, (name, value) in enumerate(typed.items(), start=5):
        question_id, _, choice_id = name.partition("/")
        kind, number, date, raw = "text", None, None, value
        if isinstance(value, datetime.date):
            kind, date, raw = "date", value, value.isoformat()
        elif isinstance(value, bool):
            kind, raw = "bool", str(value)
        elif isinstance(value, int | float):
            kind, number, raw = "number", float(value), repr(value)
        elif value is None or value == "":
            kind, raw = "blank", None
        rows.append((PLACE, wave_id, question_id, choice_id or None, raw, kind, number, date, "Feuille", f"D{line}"))
    frame = pl.DataFrame(rows, schema=CELLS, orient="row")
    return frame.with_columns(submission_id=pl.lit(f"{wave_id}/{PLACE}/0"))


def read(typed: dict[str, object], wave_id: str = WAVE) -> Checked:
    return validate(cells(typed, wave_id), load_facts())


def answer(checked: Checked, question_id: str) -> dict[str, object]:
    return checked.answers.row(by_predicate=pl.col("question_id") == question_id, named=True)


def codes(checked: Checked, question_id: str) -> set[str]:
    reader = {item.code for item in checked.problems if item.question_id == question_id}
    return reader - {rule.rule_id for rule in load_facts().rules}


@pytest.mark.parametrize(
    ("question_id", "typed", "value"),
    [
        ("budget_total_cad", "1 234,5 $", 1234.5),
        ("budget_total_cad", "1\u00a0234,50\u00a0$", 1234.5),
        ("budget_total_cad", "1\u202f234\u202f567 $", 1234567),
        ("budget_total_cad", "$24,500", 24500),
        ("budget_total_cad", "24,500.25", 24500.25),
        ("budget_total_cad", "1.234.567,5", 1234567.5),
        ("budget_total_cad", 24500.25, 24500.25),
        ("dedicated_team_fte", "3,5", 3.5),
        ("dedicated_team_fte", "3.5", 3.5),
        ("dedicated_team_fte", "1,125", 1.125),
        ("dedicated_team_fte", ".0", None),
        ("staff_headcount_count", " 12 345 ", 12345),
        ("staff_headcount_count", "12345,0", 12345),
        ("staff_headcount_count", "5000 %", 5000),
        ("staff_headcount_count", "(5000)", None),
        ("staff_headcount_count", "1 23 4", None),
        ("staff_headcount_count", "5.000", None),
        ("staff_headcount_count", "environ 5000", None),
        ("staff_headcount_count", datetime.date(2026, 3, 4), None),
        ("staff_headcount_count", True, None),
        ("budget_total_cad", "24,5 k", None),
    ],
)
def test_a_number_is_read_in_both_languages_or_not_at_all(question_id, typed, value):
    checked = read({question_id: typed})
    found = answer(checked, question_id)
    assert found["value_number"] == value
    if value is None:
        assert found["state"] == "invalid_pending"
        assert codes(checked, question_id) == {"not_a_number"}


@pytest.mark.parametrize(
    ("question_id", "typed", "code"),
    [
        ("staff_headcount_count", "12,5", "not_whole"),
        ("staff_headcount_count", 4999.5, "not_whole"),
        ("staff_headcount_count", "49", "out_of_range"),
        ("months_covered_count", 13, "out_of_range"),
        ("dedicated_team_fte", "-1", "out_of_range"),
        ("reference_date", "au printemps", "not_a_date"),
        ("reference_date", "31/02/2026", "not_a_date"),
        ("has_office", "peut-être", "not_a_choice"),
        ("local_plan_state", "presque adopté", "not_a_choice"),
        ("challenges_comment_text", "x" * 601, "text_too_long"),
    ],
)
def test_what_cannot_be_the_answer_waits_for_a_correction_with_its_text_kept(question_id, typed, code):
    checked = read({question_id: typed})
    found = answer(checked, question_id)
    assert (found["state"], found["value_text"], found["value_number"]) == ("invalid_pending", None, None)
    assert found["raw"] in (str(typed), repr(typed))
    assert codes(checked, question_id) == {code}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-31",
        "2026/3/31",
        "31/3/2026",
        "31-03-2026",
        "31 mars 2026",
        "March 31, 2026",
        "2026-03-31 00:00:00",
        "2026-03-31T8:45",
        datetime.date(2026, 3, 31),
        46112,
    ],
)
def test_a_date_is_read_as_people_and_excel_write_it(typed):
    assert answer(read({"reference_date": typed}), "reference_date")["value_text"] == "2026-03-31"


@pytest.mark.parametrize(
    ("question_id", "typed", "choice"),
    [
        ("local_plan_state", "Adopté et arrimé à un plan provincial", "plan_aligned"),
        ("local_plan_state", "adopte ET arrime a un  plan provincial", "plan_aligned"),
        ("local_plan_state", "Adopted and aligned with a provincial plan", "plan_aligned"),
        ("local_plan_state", "plan_aligned", "plan_aligned"),
        ("office_direction_choice", "Autre direction : soins critiques", "other_direction"),
        ("has_office", "Oui", "true"),
        ("has_office", "X", "true"),
        ("has_office", 0, "false"),
        ("has_office", False, "false"),
        ("has_office", "n", "false"),
    ],
)
def test_a_choice_is_read_by_label_in_either_language_or_by_id(question_id, typed, choice):
    assert answer(read({question_id: typed}), question_id)["value_text"] == choice


def test_every_mark_is_read_whatever_its_spaces_case_and_apostrophes():
    facts = load_facts()
    expected, sent = {}, []
    for mark in (item for item in facts.marks if item.scope == "any"):
        for typed in (mark.mark, f"\u00a0{mark.mark.upper()} ", mark.mark.replace("’", "'")):
            expected[typed] = mark.state
            sent.append(cells({"staff_headcount_count": typed}).with_columns(submission_id=pl.lit(typed)))
    answers = validate(pl.concat(sent).unique(maintain_order=True), facts).answers
    found = answers.filter(pl.col("question_id") == "staff_headcount_count")
    assert dict(found.select("submission_id", "state").iter_rows()) == expected


def test_a_mark_is_plain_text_in_a_text_question():
    found = answer(read({"challenges_comment_text": "s.o."}), "challenges_comment_text")
    assert (found["state"], found["value_text"]) == ("value", "s.o.")


def test_only_zero_is_zero():
    checked = read({"resources_shared_count": 0, "resources_adopted_count": "–"})
    assert answer(checked, "resources_shared_count")["state"] == "true_zero"
    assert answer(checked, "resources_adopted_count")["state"] == "not_answered"


@pytest.mark.parametrize(
    ("has_office", "typed", "state", "code"),
    [
        ("non", "", "not_applicable", None),
        ("non", "-", "not_applicable", None),
        ("non", "NSP", "not_applicable", None),
        ("non", "2", "value", "answer_not_expected"),
        ("oui", "", "not_answered", "required_blank"),
        ("oui", "NSP", "does_not_know", "required_not_known"),
        ("oui", "sans objet", "not_applicable", "not_applicable_declared"),
        ("oui", "2", "value", None),
        ("NSP", "", "not_answered", None),
        ("NSP", "s.o.", "not_applicable", None),
        ("peut-être", "", "not_answered", None),
    ],
)
def test_a_blank_and_a_mark_depend_on_whether_the_question_applies(has_office, typed, state, code):
    checked = read({"has_office": has_office, "offices_count": typed})
    assert answer(checked, "offices_count")["state"] == state
    assert codes(checked, "offices_count") == ({code} if code else set())


@pytest.mark.parametrize(
    ("boxes", "state", "value", "code"),
    [
        ({"no_mode": "", "expenses": ""}, "not_answered", None, "required_blank"),
        ({"symbolic": "✓", "expenses": "x"}, "value", "expenses|symbolic", None),
        ({"symbolic": "non", "expenses": 1}, "value", "expenses", None),
        ({"other_mode": "Stationnement payé"}, "value", "other_mode", None),
        ({"expenses": "ne sait pas"}, "does_not_know", None, "required_not_known"),
        ({"expenses": "x", "symbolic": "s.o."}, "invalid_pending", None, "mark_with_choice"),
        ({"expenses": "parfois"}, "invalid_pending", None, "not_a_choice"),
    ],
)
def test_boxes_are_one_answer(boxes, state, value, code):
    checked = read({f"recognition_modes_choices/{box}": tick for box, tick in boxes.items()})
    found = answer(checked, "recognition_modes_choices")
    assert (found["state"], found["value_text"]) == (state, value)
    assert codes(checked, "recognition_modes_choices") == ({code} if code else set())


def test_the_word_in_the_question_s_own_cell_stands_for_all_its_boxes():
    typed = {"recognition_modes_choices": "ne sait pas", "recognition_modes_choices/expenses": ""}
    assert answer(read(typed), "recognition_modes_choices")["state"] == "does_not_know"
    joined = read({"recognition_modes_choices": "Carte-cadeau ou don; expenses"})
    assert answer(joined, "recognition_modes_choices")["value_text"] == "expenses|gift_card"


def test_every_question_of_the_version_has_an_answer_and_no_other():
    for wave_id, count in (("2023-2024", 32), ("2025-2026", 83)):
        answers = read({"has_office": "oui"}, wave_id).answers
        assert answers.height == count
        assert answers["question_id"].is_unique().all()


def test_an_answer_keeps_its_sheet_cell_and_text():
    found = answer(read({"has_office": "oui", "offices_count": " 2 "}), "offices_count")
    assert (found["sheet"], found["cell"], found["raw"]) == ("Feuille", "D6", " 2 ")


def test_the_sentence_says_what_was_read_what_was_expected_and_an_example():
    (found,) = [item for item in read({"budget_total_cad": "24,5 k"}).problems if item.code == "not_a_number"]
    assert found.place == "Feuille!D5"
    assert (
        found.message_fr.replace("\u00a0", " ")
        == "« 24,5 k » lu; un montant en dollars attendu, par exemple « 24 500 »."
    )
    assert found.message_en == "read “24,5 k”; expected an amount in dollars, such as “24,500”."


def test_no_choice_can_be_read_as_another():
    from etl.validate.cell_parser import choice_keys

    facts = load_facts()
    for version in ("v1", "v2"):
        asked = tuple(item for item in facts.questionnaire(version) if item.choices)
        written = sum(
            len({facts.answer_choice[choice].label_fr, facts.answer_choice[choice].label_en, choice})
            for question in asked
            for choice in question.choices
        )
        keys = choice_keys(asked, facts)
        assert keys["question_id"].n_unique() == len(asked)
        assert written - keys.height < 5


def test_reading_all_submissions_together_reads_each_as_alone():
    first = cells({"has_office": "non", "staff_headcount_count": "5 000"})
    second = cells({"has_office": "oui", "offices_count": "3"}).with_columns(
        submission_id=pl.lit("other"), establishment_id=pl.lit("chum")
    )
    together = validate(pl.concat([first, second]), load_facts()).answers
    for alone in (first, second):
        one = validate(alone, load_facts()).answers
        assert together.filter(pl.col("submission_id") == one["submission_id"][0]).equals(one)
