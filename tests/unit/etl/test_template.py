"""The workbook to fill in: what it asks, what it lets people write, and that the same answers give the same file."""

import hashlib
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.facts import load_facts
from data.model.survey import Wave
from etl.extract import extract
from etl.forms.hidden_sheets import LIST_SHEET, MAP_SHEET
from etl.forms.survey import write_template
from etl.forms.survey.plan import choices_of, plan_sheets
from etl.waves import WAVES, UnknownWave, previous, wave
from indicators.catalogue.model import Language

LANGUAGES: tuple[Language, ...] = ("fr", "en")
EVERY = [(item, language) for item in WAVES for language in LANGUAGES]
WAVE = wave("2025-2026")


@pytest.mark.parametrize(("item", "language"), EVERY, ids=lambda value: getattr(value, "wave_id", value))
def test_a_wave_asks_its_version_and_nothing_else(tmp_path: Path, item: Wave, language: Language) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, item, language, "cisss-laval")
    asked = {question.question_id for question in load_facts().questionnaire(item.version)}
    found = extract(path)
    assert set(found.cells["question_id"]) == asked
    assert (found.wave_id, found.language, found.template_version) == (
        item.wave_id,
        language,
        item.template_version,
    )


@pytest.mark.parametrize(("item", "language"), EVERY, ids=lambda value: getattr(value, "wave_id", value))
def test_every_label_and_help_stands_beside_its_answer(tmp_path: Path, item: Wave, language: Language) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, item, language, "cisss-laval")
    workbook = openpyxl.load_workbook(path)
    for plan in plan_sheets(item, language, load_facts()):
        sheet = workbook[plan.name]
        for line in plan.lines:
            if line.question is None:
                continue
            assert sheet.cell(line.row, 1).value == line.code
            words = line.choice or line.question
            label = words.label_fr if language == "fr" else words.label_en
            said = str(sheet.cell(line.row, 2).value).replace("\xa0", " ")
            required = " *" if line.question.is_required and line.choice is None else ""
            assert said == label.replace("\xa0", " ") + required


TYPED = [
    # question, what a person types, the text read, the type of the cell
    ("staff_headcount_count", 12450, "12450", "number"),
    ("dedicated_team_fte", 2.75, "2.75", "number"),
    ("team_headcount_count", 0, "0", "number"),
    ("budget_total_cad", "125 k$", "125 k$", "text"),
    ("budget_recurring_cad", "1\u202f234,5\xa0$", "1\u202f234,5\xa0$", "text"),
    ("offices_count", "12", "12", "text"),
    ("reference_date", date(2026, 3, 31), "2026-03-31", "date"),
    ("local_plan_adopted_date", "31 mars 2025", "31 mars 2025", "text"),
    ("has_office", True, "Oui", "text"),
    ("has_partnership_lead", False, "Non", "text"),
    ("has_dedicated_budget", "ne sait pas", "ne sait pas", "text"),
    ("local_plan_state", "plan_aligned", "Adopté et arrimé à un plan provincial", "text"),
    ("challenges_comment_text", "=1+1", "=1+1", "text"),
    ("recruitment_channels_choices", "sans objet", "sans objet", "text"),
    ("partners_left_count", None, None, "blank"),
]


def test_what_is_typed_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr", "cisss-laval", {name: value for name, value, _, _ in TYPED})
    cells = extract(path).cells.filter(pl.col("choice_id").is_null())
    read = {row["question_id"]: (row["raw"], row["raw_kind"]) for row in cells.iter_rows(named=True)}
    assert {name: read[name] for name, _, _, _ in TYPED} == {name: (raw, kind) for name, _, raw, kind in TYPED}


def test_boxes_are_ticked_one_a_row_and_other_words_go_to_the_question(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    answers = {"team_job_titles_choices": ["advisor", "other_title", "ne sait pas"]}
    write_template(path, WAVE, "fr", "cisss-laval", answers)
    cells = extract(path).cells.filter(pl.col("question_id") == "team_job_titles_choices")
    assert dict(cells.select("choice_id", "raw").iter_rows()) == {
        None: "ne sait pas",
        "unit_head": None,
        "advisor": "x",
        "planning_officer": None,
        "admin_support": None,
        "clinical_professional": None,
        "employed_partner": None,
        "other_title": "x",
        "no_team": None,
    }


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    hashes = set()
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, WAVE, "fr", "chum", {"offices_count": 2}, "fictif")
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    write_template(tmp_path / "c.xlsx", WAVE, "fr", "chum", {"offices_count": 3}, "fictif")
    hashes.add(hashlib.sha256((tmp_path / "c.xlsx").read_bytes()).hexdigest())
    assert len(hashes) == 2


@pytest.mark.parametrize(("kind", "marked"), [("fictif", True), ("reel", False)])
@pytest.mark.parametrize(("language", "words"), [("fr", "Données fictives"), ("en", "Fictitious data")])
def test_fictitious_data_say_so_on_every_sheet_and_page(
    tmp_path: Path, language: Language, words: str, kind: str, marked: bool
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, language, "cisss-laval", kind="fictif" if kind == "fictif" else "reel")
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.sheet_state == "hidden":
            continue
        shown = any(words in str(cell.value) for row in sheet.iter_rows() for cell in row)
        assert (shown, words in str(sheet.oddFooter.left.text)) == (marked, marked), sheet.title


def test_labels_are_locked_and_answers_are_free(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr", "cisss-laval")
    workbook = openpyxl.load_workbook(path)
    for plan in plan_sheets(WAVE, "fr", load_facts()):
        sheet = workbook[plan.name]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        for line in plan.lines:
            if line.question is None:
                continue
            prefilled = line.question.question_id in ("establishment_id", "fiscal_year_text")
            assert sheet[line.cell].protection.locked == prefilled, line.cell
            assert sheet.cell(line.row, 2).protection.locked


def test_the_machine_s_sheets_are_hidden_and_the_instructions_come_first(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr", "cisss-laval")
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames[0] == "Consignes"
    assert workbook.active.title == "Consignes"
    hidden = {sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "hidden"}
    assert hidden == {LIST_SHEET, MAP_SHEET}


def test_checks_only_ever_warn(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr")
    for sheet in openpyxl.load_workbook(path).worksheets:
        for check in sheet.data_validations.dataValidation:
            # A check without a type is a hint alone, beside the room for the words of an « autre » choice.
            assert check.type is None or check.errorStyle == "warning", (sheet.title, check.sqref)
            assert len(check.prompt or "") <= 255


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drop_down_offers_the_labels_then_the_two_marks(tmp_path: Path, language: Language) -> None:
    facts = load_facts()
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, language)
    workbook = openpyxl.load_workbook(path)
    marks = ["ne sait pas", "sans objet"] if language == "fr" else ["does not know", "not applicable"]
    for plan in plan_sheets(WAVE, language, facts):
        lists = {
            str(check.sqref): check.formula1
            for check in workbook[plan.name].data_validations.dataValidation
            if check.type == "list"
        }
        for line in plan.lines:
            if line.question is None or line.question.kind not in ("choice", "boolean"):
                continue
            place = lists[line.cell].replace("$", "").split("!")[1]
            offered = [str(row[0].value).replace("\xa0", " ") for row in workbook[LIST_SHEET][place]]  # type: ignore[index]
            labels = [getattr(item, f"label_{language}") for item in choices_of(line.question, facts)]
            assert offered == [label.replace("\xa0", " ") for label in labels] + marks


def test_identity_is_prefilled_or_chosen_from_a_list(tmp_path: Path) -> None:
    write_template(tmp_path / "whose.xlsx", WAVE, "fr", "cisss-laval")
    write_template(tmp_path / "blank.xlsx", WAVE, "fr")
    whose = openpyxl.load_workbook(tmp_path / "whose.xlsx")["A Identification"]
    blank = openpyxl.load_workbook(tmp_path / "blank.xlsx")["A Identification"]
    assert (whose["D6"].value, whose["D7"].value) == ("cisss-laval", "2025-2026")
    assert (blank["D6"].value, blank["D7"].value) == (None, "2025-2026")
    assert not blank["D6"].protection.locked


def test_an_unknown_wave_is_said_and_the_first_has_none_before() -> None:
    with pytest.raises(UnknownWave):
        wave("2019-2020")
    before = previous("2024-2025")
    assert previous("2023-2024") is None
    assert before is not None
    assert before.wave_id == "2023-2024"
