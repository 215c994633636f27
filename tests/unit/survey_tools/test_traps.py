"""Tables as they come: every trap of real files is survived and said, and no value is read from the wrong cell."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.worksheet import Worksheet

from data.facts import load_facts
from etl.extract import Extracted, UnreadableFile, extract
from etl.validate import Checked, validate
from tests.unit.survey_tools.spreadsheets import to_ods

WAVE = "2025-2026"
HEAD = [
    "Établissement",
    "Vague",
    "has_office",
    "Nombre de\nbureaux ou\td’entités de partenariat",
    "budget_total_cad",
]


def csv_of(folder: Path, rows: list[list[str]], encoding: str = "utf-8-sig", separator: str = ";") -> Path:
    path = folder / "réponses.csv"
    quoted = [[f'"{cell}"' if set(cell) & {"\n", '"', separator} else cell for cell in row] for row in rows]
    path.write_bytes("\r\n".join(separator.join(row) for row in quoted).encode(encoding))
    return path


def checked(found: Extracted) -> Checked:
    return validate(found.cells.with_columns(submission_id=pl.col("establishment_id")), load_facts())


def answer(found: Extracted, question_id: str, place: str = "chum") -> dict[str, object]:
    own = (pl.col("question_id") == question_id) & (pl.col("establishment_id") == place)
    return checked(found).answers.filter(own).row(0, named=True)


def codes(found: Extracted) -> list[str]:
    return [note.code for note in found.notes if note.code not in ("columns_missing", "layout_read")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("amount", ["1 234,5 $", "1\xa0234,5\xa0$", "1234,5", "$1234.5"])
def test_dialects_and_spaces(tmp_path: Path, encoding: str, separator: str, amount: str) -> None:
    rows = [HEAD, ["CHUM", WAVE, "oui", "2", amount]]
    if separator == ",":
        rows[1][4] = f'"{amount}"'
    quoted = separator == ","
    path = csv_of(tmp_path, rows, encoding, separator)
    if quoted:
        path.write_bytes(path.read_bytes().replace(b'"""', b'"').replace(b'""', b'"'))
    if encoding == "utf-16":
        text = "\r\n".join(
            separator.join(f'"{cell}"' for cell in row) for row in [HEAD, ["CHUM", WAVE, "oui", "2", amount]]
        )
        path.write_bytes(text.encode(encoding))
    found = extract(path)
    read = answer(found, "budget_total_cad")
    assert (read["value_number"], read["sheet"], read["cell"]) == (1234.5, "réponses", "E2")
    assert answer(found, "offices_count")["value_number"] == 2
    (dialect,) = [note for note in found.notes if note.code == "csv_dialect"]
    sign = "la virgule" if "," in amount else "le point"
    assert sign in dialect.message_fr
    assert {"utf-8": "UTF-8", "utf-8-sig": "BOM", "cp1252": "Windows-1252", "utf-16": "UTF-16"}[
        encoding
    ] in dialect.message_fr


def test_totals_blank_rows_and_tags_are_no_answers(tmp_path: Path) -> None:
    rows = [
        ["Portrait — données fictives", "", "", "", ""],
        HEAD,
        ["#etab", "#vague", "#a", "#b", "#c"],
        ["CHUM", WAVE, "oui", "2", "100"],
        ["", "", "", "", ""],
        ["Total Montréal", "", "", "2", "100"],
        ["CISSS de Laval", WAVE, "non", "", "pas d'information disponible"],
        ["", "TOTAL", "", "3", "200"],
        ["Capitale-Nationale", WAVE, "", "9", "9"],
    ]
    found = extract(csv_of(tmp_path, rows))
    assert found.submissions == [("chum", WAVE), ("cisss-laval", WAVE)]
    (note,) = [item for item in found.notes if item.code == "total_rows"]
    assert "6, 8, 9" in note.message_fr
    (problem,) = [item for item in checked(found).problems if item.code == "not_a_number"]
    assert (problem.cell, problem.read) == ("E7", "pas d'information disponible")


def test_an_establishment_twice_is_a_problem_and_the_last_row_is_read(tmp_path: Path) -> None:
    rows = [HEAD, ["CHUM", WAVE, "oui", "2", ""], ["chum", WAVE, "oui", "5", ""]]
    found = extract(csv_of(tmp_path, rows))
    assert answer(found, "offices_count")["value_number"] == 5
    (note,) = [item for item in found.notes if item.severity == "error"]
    assert (note.code, note.cell, note.establishment_id) == ("establishment_twice", "A2", "chum")


def test_two_columns_for_one_question_are_told_where_they_differ(tmp_path: Path) -> None:
    head = [*HEAD, "offices_count", "B020"]
    rows = [head, ["CHUM", WAVE, "oui", "2", "", "2", ""], ["icm", WAVE, "oui", "", "", "3", "4"]]
    found = extract(csv_of(tmp_path, rows))
    assert answer(found, "offices_count")["value_number"] == 2
    assert (
        answer(found, "offices_count", "icm")["value_number"],
        answer(found, "offices_count", "icm")["cell"],
    ) == (3, "F3")
    errors = [(item.code, item.cell, item.read) for item in found.notes if item.severity == "error"]
    assert errors == []
    assert codes(found).count("duplicate_header") == 2


def test_two_columns_that_differ_are_a_problem_at_the_cell(tmp_path: Path) -> None:
    rows = [[*HEAD, "B020"], ["CHUM", WAVE, "oui", "2", "", "7"]]
    found = extract(csv_of(tmp_path, rows))
    errors = [(item.code, item.cell, item.read, item.question_id) for item in found.notes if item.severity == "error"]
    assert errors == [("answered_twice", "F2", "7", "offices_count")]


def test_a_table_without_a_wave_takes_the_wave_received_or_says_so(tmp_path: Path) -> None:
    path = csv_of(tmp_path, [["Établissement", "offices_count"], ["CHUM", "2"]])
    with pytest.raises(UnreadableFile) as caught:
        extract(path)
    assert caught.value.code == "wave_not_said"
    found = extract(path, wave_id=WAVE)
    assert found.submissions == [("chum", WAVE)]
    assert answer(found, "fiscal_year_text")["value_text"] == WAVE


def test_one_table_may_hold_both_versions(tmp_path: Path) -> None:
    head = ["Établissement", "Vague", "office_team_fte", "dedicated_team_fte"]
    rows = [head, ["CHUM", "2023-2024", "1,5", ""], ["CHUM", WAVE, "", "2,5"], ["icm", WAVE, "9", "3"]]
    found = extract(csv_of(tmp_path, rows))
    assert found.wave_id is None
    read = found.cells.filter(pl.col("question_id").str.ends_with("team_fte")).select(
        "wave_id", "question_id", "raw", "cell"
    )
    assert read.rows() == [
        ("2023-2024", "office_team_fte", "1,5", "C2"),
        (WAVE, "dedicated_team_fte", "2,5", "D3"),
        (WAVE, "dedicated_team_fte", "3", "D4"),
    ]
    assert [note.wave_id for note in found.notes if note.code == "not_asked_here"] == [WAVE]


def workbook(folder: Path, change: Callable[[Worksheet], object], *, ods: bool) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Réponses"
    for row in (HEAD, ["CHUM", WAVE, True, 2, 1234.5], ["icm", WAVE, "Non", "s.o.", "NSP"]):
        sheet.append(row)
    change(sheet)
    book.save(folder / "regroupé.xlsx")
    return to_ods(folder / "regroupé.xlsx") if ods else folder / "regroupé.xlsx"


@pytest.mark.parametrize("ods", [False, True])
def test_a_workbook_keeps_types_and_addresses(tmp_path: Path, ods: bool) -> None:
    found = extract(workbook(tmp_path, lambda sheet: sheet.insert_rows(1, 3), ods=ods))
    own = found.cells.filter((pl.col("establishment_id") == "chum") & pl.col("raw").is_not_null())
    told = {row["question_id"]: (row["raw_kind"], row["cell"]) for row in own.to_dicts()}
    assert told["offices_count"] == ("number", "D5")
    assert told["budget_total_cad"] == ("number", "E5")
    assert told["has_office"] == ("bool", "C5")
    assert answer(found, "budget_total_cad")["value_number"] == 1234.5
    assert answer(found, "has_office")["value_text"] == "true"
    assert answer(found, "budget_total_cad", "icm")["state"] == "does_not_know"


@pytest.mark.parametrize("ods", [False, True])
def test_a_formula_never_computed_is_a_problem_at_its_cell(tmp_path: Path, ods: bool) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E2"] = "=1+1"

    found = extract(workbook(tmp_path, change, ods=ods))
    errors = [(note.code, note.cell) for note in found.notes if note.severity == "error"]
    assert errors == [("formula_without_value", "E2")]
    assert answer(found, "budget_total_cad")["state"] == "not_answered"


@pytest.mark.parametrize("ods", [False, True])
def test_what_a_formula_gave_is_told_to_the_one_whose_row_it_is(tmp_path: Path, ods: bool) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E3"] = "=1+1"

    found = extract(workbook(tmp_path, change, ods=ods))
    whose = [note.establishment_id for note in found.notes if note.code == "formula_without_value"]
    assert whose == ["icm"]


def test_merged_heads_and_a_hidden_sheet_change_nothing(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Titre"
        sheet.merge_cells("A1:E1")
        assert sheet.parent is not None
        hidden = sheet.parent.create_sheet("Ancien")
        for row in (HEAD, ["CHUM", WAVE, "non", 9, 9], ["icm", WAVE, "non", 9, 9]):
            hidden.append(row)
        hidden.sheet_state = "hidden"

    found = extract(workbook(tmp_path, change, ods=False))
    assert answer(found, "offices_count")["value_number"] == 2
    assert "sheets_left" in codes(found)


@pytest.mark.parametrize(
    ("seen", "typed", "meant", "count"),
    [
        ("10,5", "1,125", 1.125, None),
        ("10,5", "1.125", 1125, 1125),
        ("10.5", "1,125", 1125, 1125),
        ("10.5", "1.125", 1.125, None),
        ("10", "1,125", 1125, 1125),
        ("10", "1.125", None, None),
    ],
)
def test_the_decimal_sign_of_the_file_settles_three_digits(
    tmp_path: Path, seen: str, typed: str, meant: float | None, count: float | None
) -> None:
    head = [*HEAD[:3], "staff_headcount_count", HEAD[4]]
    rows = [head, ["CHUM", WAVE, "oui", typed, typed], ["icm", WAVE, "oui", "2", seen]]
    found = extract(csv_of(tmp_path, rows))
    assert answer(found, "budget_total_cad")["value_number"] == meant
    # A count has no decimals: the establishment is asked.
    assert answer(found, "staff_headcount_count")["value_number"] == count
    assert answer(found, "staff_headcount_count")["raw"] == typed
    notes = [note for note in found.notes if note.code == "decimal_settled"]
    assert [(note.cell, note.read) for note in notes] == ([("D2", typed)] if seen != "10" else [])
    assert all("D2, E2" in note.message_fr for note in notes)


@pytest.mark.parametrize("down", [True, False])
def test_a_merged_answer_is_read_once_and_asked_of_the_other(tmp_path: Path, down: bool) -> None:
    found = extract(workbook(tmp_path, lambda sheet: sheet.merge_cells("D2:D3" if down else "D2:E2"), ods=False))
    assert answer(found, "offices_count")["value_number"] == 2
    place, question = ("icm", "offices_count") if down else ("chum", "budget_total_cad")
    assert answer(found, question, place)["value_number"] is None
    (note,) = [note for note in found.notes if note.code == "merged_cell"]
    cell = "D3" if down else "E2"
    assert (note.severity, note.cell, note.read, note.establishment_id) == ("error", cell, "2", place)


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_table_has_the_same_days_in_both_calendars(tmp_path: Path, epoch: datetime) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = epoch
        sheet["F1"], sheet["F2"] = "reference_date", datetime(2026, 3, 31)

    found = extract(workbook(tmp_path, change, ods=False))
    assert answer(found, "reference_date")["value_text"] == "2026-03-31"
