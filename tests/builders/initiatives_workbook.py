"""A workbook of the initiatives as a team would fill it in, cell by cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from data.store.workbench.submissions import DataKind
from etl.forms.declaration import HEAD_ROW
from etl.forms.initiatives import write_initiatives
from etl.forms.initiatives.sheets import ANSWERS, BY_TABLE, INITIATIVES, RETENTION
from indicators.catalogue.model import Language
from indicators.wording.language import say

RETAINED = {"destroy_on": date(2027, 6, 30), "author": "Comité d’éthique"}
BASE = {
    "module_id": "gmf-oc-m1",
    "territory_id": "Chicoutimi",
    "setting_id": "GMF",
    "month": "Au départ",
    "answered_on": date(2025, 10, 6),
    **{f"item_{number}": 3 for number in range(1, 6)},
}
FIRST = HEAD_ROW + 1


def answer(code: str, **cells: Any) -> dict[str, Any]:
    """A questionnaire as it is typed, with what differs from the usual one."""
    return {"participant_code": code, **BASE, **cells}


def later(code: str, **cells: Any) -> dict[str, Any]:
    """The same person a month after."""
    return answer(code, **{"month": "À 1 mois", "answered_on": date(2025, 11, 10), **cells})


def typed(
    path: Path,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    parts: tuple[str, ...] = INITIATIVES.parts,
    language: Language = "fr",
    kind: DataKind = "fictif",
    sender: str = "",
) -> Path:
    """The workbook at `path` with these rows typed from row 7 on, by table and column."""
    write_initiatives(path, parts=parts, language=language, kind=kind, sender=sender)
    book = openpyxl.load_workbook(path)
    for table, lines in rows.items():
        sheet = book[say(BY_TABLE[table].name, language)]
        for number, line in enumerate(lines, start=FIRST):
            for at, column in enumerate(BY_TABLE[table].columns, start=1):
                if column.name in line:
                    sheet.cell(number, at).value = line[column.name]
    book.save(path)
    return path


def training(path: Path, answers: Sequence[Mapping[str, Any]], retention: Any = RETAINED, **more: Any) -> Path:
    """A workbook of questionnaires with their destruction date."""
    rows = {ANSWERS.table: answers} | ({RETENTION.table: [retention]} if retention else {})
    return typed(path, rows | more.pop("rows", {}), parts=("training",), **more)
