"""Reading a received file: every cell at its true address, as typed, whatever people did to the layout."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook import Workbook

from etl.extract import Extracted, extract
from etl.forms.survey import write_template
from etl.waves import wave

WAVE = wave("2025-2026")
ANSWERS: dict[str, object] = {
    "staff_headcount_count": 12450,
    "has_office": True,
    "offices_count": 2,
    "budget_total_cad": 125000,
    "recruitment_channels_choices": ["web_form"],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "laval.xlsx"
    write_template(path, WAVE, "fr", "cisss-laval", ANSWERS, "fictif")
    return path


def changed(filled: Path, folder: Path, change: Callable[[Workbook], object]) -> Extracted:
    """The workbook read after a person changed it."""
    workbook = openpyxl.load_workbook(filled)
    change(workbook)
    workbook.save(folder / "changed.xlsx")
    return extract(folder / "changed.xlsx")


def answer(found: Extracted, question_id: str) -> tuple[str | None, str, str | None, str | None]:
    """(raw, type, sheet, cell) of a question's own cell."""
    own = found.cells.filter((pl.col("question_id") == question_id) & pl.col("choice_id").is_null())
    return own.select("raw", "raw_kind", "sheet", "cell").row(0)


def codes(found: Extracted) -> set[str]:
    return {note.code for note in found.notes}


def test_each_cell_read_holds_what_the_workbook_holds_there(filled: Path) -> None:
    found = extract(filled)
    workbook = openpyxl.load_workbook(filled)
    assert (found.kind, found.establishment_id, found.notes) == ("fictif", "cisss-laval", [])
    for row in found.cells.iter_rows(named=True):
        value = workbook[row["sheet"]][row["cell"]].value  # type: ignore[union-attr]
        assert row["raw"] == (None if value is None else str(value))


def test_inserted_rows_move_the_addresses_and_lose_nothing(filled: Path, tmp_path: Path) -> None:
    found = changed(filled, tmp_path, lambda book: book["B Structure"].insert_rows(3, 4))
    assert answer(found, "has_office") == ("Oui", "text", "B Structure", "D10")
    assert answer(found, "offices_count") == ("2", "number", "B Structure", "D11")
    assert codes(found) == {"cells_moved"}


@pytest.mark.parametrize(("at", "column"), [(1, "E"), (4, "E"), (2, "E")])
def test_inserted_columns_are_seen_by_their_codes_and_head(filled: Path, tmp_path: Path, at: int, column: str) -> None:
    found = changed(filled, tmp_path, lambda book: book["B Structure"].insert_cols(at))
    assert answer(found, "offices_count") == ("2", "number", "B Structure", f"{column}7")
    assert codes(found) == {"cells_moved"}


def test_blank_first_rows_and_columns_keep_true_addresses(filled: Path, tmp_path: Path) -> None:
    def clear(book: Workbook) -> None:
        for row in range(1, 5):
            book["D Budget"].cell(row, 1).value = None

    found = changed(filled, tmp_path, clear)
    assert answer(found, "budget_total_cad") == ("125000", "number", "D Budget", "D7")
    assert not found.notes


def test_sorted_rows_follow_their_codes(filled: Path, tmp_path: Path) -> None:
    def swap(book: Workbook) -> None:
        sheet = book["B Structure"]
        for column in "ABCDE":
            first, second = sheet[f"{column}6"], sheet[f"{column}7"]
            first.value, second.value = second.value, first.value

    found = changed(filled, tmp_path, swap)
    assert answer(found, "has_office") == ("Oui", "text", "B Structure", "D7")
    assert answer(found, "offices_count") == ("2", "number", "B Structure", "D6")


def test_a_column_of_one_s_own_is_ignored_and_said(filled: Path, tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        book["B Structure"]["H9"] = "à revoir"

    found = changed(filled, tmp_path, add)
    assert [(note.code, note.sheet) for note in found.notes] == [("extra_columns", "B Structure")]
    assert "H" in found.notes[0].message_fr
    assert "H" in found.notes[0].message_en


def test_a_renamed_sheet_is_found_and_a_deleted_one_is_blank(filled: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["B Structure"].title = "Structure (finale)"
        del book["D Budget"]

    found = changed(filled, tmp_path, change)
    assert answer(found, "offices_count") == ("2", "number", "Structure (finale)", "D7")
    assert answer(found, "budget_total_cad") == (None, "blank", "D Budget", None)
    assert codes(found) == {"sheet_renamed", "sheet_missing"}


def test_a_deleted_row_is_blank_and_named(filled: Path, tmp_path: Path) -> None:
    found = changed(filled, tmp_path, lambda book: book["B Structure"].delete_rows(7))
    assert answer(found, "offices_count") == (None, "blank", "B Structure", None)
    assert answer(found, "has_office")[0] == "Oui"
    assert codes(found) == {"cells_moved", "codes_missing"}
    assert any("B020" in note.message_fr for note in found.notes)


def test_hidden_sheets_rows_and_merged_heads_change_nothing(filled: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["B Structure"].sheet_state = "hidden"
        book["D Budget"].row_dimensions[7].hidden = True
        book["E Partenaires"].merge_cells("A1:E1")

    found = changed(filled, tmp_path, change)
    assert answer(found, "offices_count")[0] == "2"
    assert answer(found, "budget_total_cad")[0] == "125000"


TYPES = [
    (12, "12", "number"),
    ("12", "12", "text"),
    (0.1, "0.1", "number"),
    (-3, "-3", "number"),
    (1850000000, "1850000000", "number"),
    (True, "true", "bool"),
    ("\xa01\u202f234,5 $ ", "\xa01\u202f234,5 $ ", "text"),
    ("\xa0\xa0", "\xa0\xa0", "blank"),
    ("oui\nmais", "oui\nmais", "text"),
    ("2026-03-31", "2026-03-31", "text"),
]


@pytest.mark.parametrize(("typed", "raw", "kind"), TYPES)
def test_a_cell_keeps_its_text_and_its_type(filled: Path, tmp_path: Path, typed: object, raw: str, kind: str) -> None:
    def change(book: Workbook) -> None:
        book["D Budget"]["D8"] = typed
        book["D Budget"]["D8"].number_format = "General"

    assert answer(changed(filled, tmp_path, change), "budget_recurring_cad")[:2] == (raw, kind)


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_dates_are_days_in_both_calendars(filled: Path, tmp_path: Path, epoch: int) -> None:
    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904 if epoch == 1904 else CALENDAR_WINDOWS_1900
        book["A Identification"]["D8"] = datetime(2026, 3, 31)

    found = changed(filled, tmp_path, change)
    assert answer(found, "reference_date")[:2] == ("2026-03-31", "date")
    days = found.cells.filter(pl.col("question_id") == "reference_date")["raw_date"].to_list()
    assert days == [date(2026, 3, 31)]


def test_a_formula_gives_its_computed_value_and_says_so(filled: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(filled) as source, zipfile.ZipFile(tmp_path / "f.xlsx", "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet5.xml":
                assert content.count(b"<v>125000</v>") == 1
                content = content.replace(b"<v>125000</v>", b"<f>100000+25000</f><v>125000</v>")
            target.writestr(part, content)
    found = extract(tmp_path / "f.xlsx")
    assert answer(found, "budget_total_cad") == ("125000", "number", "D Budget", "D7")
    assert [(note.severity, note.code, note.place) for note in found.notes] == [
        ("warning", "formula_value", "D Budget!D7")
    ]


def test_a_formula_never_computed_is_a_problem_and_not_a_blank(filled: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["D Budget"]["D7"] = "=SUM(D8:D9)"

    found = changed(filled, tmp_path, change)
    assert answer(found, "budget_total_cad")[:2] == (None, "blank")
    assert [(note.severity, note.code, note.place) for note in found.notes] == [
        ("error", "formula_without_value", "D Budget!D7")
    ]


def test_a_cell_in_error_is_read_as_its_error(filled: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["D Budget"]["D7"] = "#DIV/0!"
        book["D Budget"]["D7"].data_type = "e"

    assert answer(changed(filled, tmp_path, change), "budget_total_cad")[:2] == ("#DIV/0!", "text")


@pytest.mark.parametrize("name", ["CISSS de Laval", "Santé Québec Laval", " CISSS-LAVAL ", "Laval CISSS"])
def test_a_blank_template_takes_the_establishment_by_id_or_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr", answers={"establishment_id": name})
    assert extract(path).establishment_id == "cisss-laval"


LINES = [
    ("establishment", "period", "question", "value"),
    ("cisss-laval", "2025-2026", "offices_count", "2"),
    ("CISSS de Laval", "2025–2026", "B010", "oui"),
    ("cisss-laval", "2025-2026", "recruitment_channels_choices", "web_form|referral_by_teams"),
    ("cisss-laval", "2025-2026", "challenges_choices", "Roulement du personnel|ne sait pas"),
    ("chum", "2023-2024", "office_team_fte", "1,5"),
]
FRENCH = ("établissement", "période", "question", "valeur")


def csv_file(folder: Path, *, encoding: str, separator: str, french: bool = False) -> Path:
    lines = [FRENCH, *LINES[1:]] if french else LINES
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in line] for line in lines]
    path = folder / "réponses.csv"
    path.write_bytes("\r\n".join(separator.join(line) for line in quoted).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("french", [True, False])
def test_a_tidy_csv_is_read_in_any_usual_dialect(tmp_path: Path, encoding: str, separator: str, french: bool) -> None:
    found = extract(csv_file(tmp_path, encoding=encoding, separator=separator, french=french))
    assert found.submissions == [("cisss-laval", "2025-2026"), ("chum", "2023-2024")]
    assert (found.format, found.kind, found.establishment_id, found.wave_id) == ("tidy_csv", None, None, None)
    assert answer(found, "offices_count") == ("2", "text", "réponses", "D2")
    assert answer(found, "has_office") == ("oui", "text", "réponses", "D3")
    assert answer(found, "office_team_fte") == ("1,5", "text", "réponses", "D6")
    assert answer(found, "challenges_choices") == ("ne sait pas", "text", "réponses", "D5")
    ticked = found.cells.filter(pl.col("raw") == "x").select("question_id", "choice_id").rows()
    assert set(ticked) == {
        ("recruitment_channels_choices", "web_form"),
        ("recruitment_channels_choices", "referral_by_teams"),
        ("challenges_choices", "challenge_turnover"),
    }
    assert codes(found) == {"csv_dialect"}


def test_a_tidy_csv_and_a_template_give_the_same_cells(filled: Path, tmp_path: Path) -> None:
    lines = ["establishment,period,question,value"]
    lines += [
        f"cisss-laval,2025-2026,{name},{value}"
        for name, value in (("staff_headcount_count", 12450), ("has_office", "Oui"), ("offices_count", 2))
    ]
    lines += ["cisss-laval,2025-2026,budget_total_cad,125000"]
    lines += ["cisss-laval,2025-2026,recruitment_channels_choices,web_form"]
    lines += ["cisss-laval,2025-2026,establishment_id,cisss-laval"]
    lines += ["cisss-laval,2025-2026,fiscal_year_text,2025-2026"]
    (tmp_path / "t.csv").write_text("\n".join(lines), "utf-8")
    columns = ["establishment_id", "wave_id", "question_id", "choice_id", "raw"]
    assert extract(tmp_path / "t.csv").cells.select(columns).equals(extract(filled).cells.select(columns))


def test_lines_that_cannot_be_placed_are_named(tmp_path: Path) -> None:
    text = (
        "establishment,period,question,value,note\n"
        "cisss-laval,2025-2026,offices_count,2,\n"
        "\n"
        "cisss-laval,2025-2026,office_count,3,faute\n"
        "cisss-laval,2025-2026,office_team_fte,3,\n"
        "cisss-laval,2025-2026,offices_count,4,\n"
        'cisss-laval,2025-2026,challenges_comment_text,"deux\nlignes",\n'
        "cisss-laval,2025-2026,has_office,non,\n"
    )
    (tmp_path / "t.csv").write_text(text, "utf-8")
    found = extract(tmp_path / "t.csv")
    assert [(note.severity, note.code, note.cell) for note in found.notes] == [
        ("warning", "csv_dialect", None),
        ("warning", "extra_columns", None),
        ("error", "unknown_question", "C4"),
        ("error", "unknown_question", "C5"),
        ("error", "answered_twice", "D6"),
    ]
    assert answer(found, "offices_count")[0] == "2"
    assert answer(found, "has_office")[3] == "D8"
    assert (found.establishment_id, found.wave_id) == ("cisss-laval", "2025-2026")
