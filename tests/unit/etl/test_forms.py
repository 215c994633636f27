"""A form is a declaration: sheets, lists and an intake are enough to write one, read it back, judge and receive it."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.declaration import HEAD_ROW, Form, FormColumn, FormSheet
from etl.forms.judge import JudgedRows
from etl.forms.lists import FormLists
from etl.forms.reader import FormReader, ReadWorkbook
from etl.forms.receive import FormIntake, FormReceipt, ReceivedForm
from etl.forms.writer import FormCopy, write_form
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language

AT = datetime(2026, 7, 3, 9)
ROW = {"project": "Projet A", "group": "action", "started_on": date(2025, 5, 1), "present": 4}


class Groups(FormLists):
    def read_entries(self, list_id: str, language: Language) -> dict[str, str]:
        return {"action": "Groupe d’action" if language == "fr" else "Action group", "other": "Autre"}


def not_too_early(judged: JudgedRows) -> None:
    for row in judged.of("projects"):
        if row.values["started_on"] and row.values["started_on"].year < 2000:
            row.add("early", "started_on", example="2026-03-31")


MEETINGS = Form(
    mark="observatoire-du-partenariat/essai",
    title="Rencontres",
    sheets=(
        FormSheet(
            "projects",
            "",
            "Projets",
            "Projets",
            ("Une ligne par rencontre tenue.", "Une ligne par rencontre tenue."),
            (
                FormColumn("project", "Projet", "text", 30, longest=20),
                FormColumn("group", "Groupe", "list", 20, "group"),
                FormColumn("started_on", "Début", "date", 14),
                FormColumn("present", "Personnes présentes", "whole", 14, required=False, high=99),
            ),
            key=("project", "started_on"),
        ),
    ),
    load_lists=lambda: Groups(load_facts(), load_catalogue()),
    not_this_form="not_initiatives_workbook",
    other_version="other_initiatives_workbook",
    sentences={"early": "Une date, par exemple {example}."},
)


class MeetingIntake(FormIntake):
    form, rules = MEETINGS, (not_too_early,)

    def versions(self, read: ReadWorkbook | None) -> dict[str, int]:
        return {"": 1} if read else {}

    def take(self, received: ReceivedForm) -> FormReceipt:
        self.taken = [row.values for row in received.judged.rows]
        return self.receipt(received, "accepted", "{file} : ces lignes sont déjà en vigueur; rien n’est changé.")


def written(path: Path, *rows: dict[str, object], language: Language = "fr", **cells: object) -> Path:
    """The form at `path` with these rows prefilled, then single cells set by address."""
    write_form(path, MEETINGS, FormCopy({"projects": rows}, language, "fictif"))
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book.worksheets[0][address].value = value
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_declared_form_comes_back_as_it_was_written(language: Language, tmp_path: Path) -> None:
    intake = MeetingIntake(Workbench(tmp_path), "Ada", AT, language)
    receipt = intake.receive(written(tmp_path / "a.xlsx", ROW, ROW | {"project": "B"}, language=language))
    assert (receipt.status, receipt.version, receipt.problems) == ("accepted", 1, ())
    assert intake.taken == [ROW, ROW | {"project": "B"}]


CASES = [
    ("A", None, "blank_text"),
    ("A", "x" * 21, "text_too_long"),
    ("A", "a.b@exemple.org", "trace_email"),
    ("B", "Personne", "not_in_list"),
    ("C", "bientôt", "not_a_date"),
    ("C", date(2026, 7, 4), "future_date"),
    ("C", date(1999, 1, 1), "early"),
    ("D", 2.5, "not_whole"),
    ("D", 100, "out_of_range"),
    ("D", "=1+1", "formula_without_value"),
]


@pytest.mark.parametrize(("column", "value", "code"), CASES, ids=[case[2] for case in CASES])
def test_a_bad_cell_refuses_the_whole_form(column: str, value: object, code: str, tmp_path: Path) -> None:
    address = f"{column}{HEAD_ROW + 1}"
    path = written(tmp_path / "a.xlsx", ROW, **{address: value})
    receipt = MeetingIntake(Workbench(tmp_path), "Ada", AT).receive(path)
    assert receipt.refused
    assert [(item.code, item.cell) for item in receipt.problems] == [(code, address)]


def test_a_row_that_says_the_same_twice_names_the_first(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", ROW, ROW | {"project": "projet  a"})
    (problem,) = MeetingIntake(Workbench(tmp_path), "Ada", AT).receive(path).problems
    assert (problem.code, problem.cell) == ("said_twice", "A8")
    assert "ligne 7" in problem.message_fr


def test_a_form_without_a_sheet_or_a_column_is_refused_whole(tmp_path: Path) -> None:
    for fault, code in ((_renamed, "form_sheet"), (_untitled, "form_column")):
        path = written(tmp_path / "a.xlsx", ROW)
        book = openpyxl.load_workbook(path)
        fault(book)
        book.save(path)
        with pytest.raises(UnreadableFile) as refusal:
            FormReader(MEETINGS, path, "a.xlsx").read()
        assert refusal.value.code == code


def _renamed(book: openpyxl.Workbook) -> None:
    book["Projets"].title = "Notes"


def _untitled(book: openpyxl.Workbook) -> None:
    book["Projets"]["A6"].value = "Nom"
