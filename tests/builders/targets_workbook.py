"""A workbook of targets, milestone statuses and rebases as a steward would fill it in, cell by cell."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl

from data.store.workbench.submissions import DataKind
from etl.forms.declaration import HEAD_ROW
from etl.forms.targets import write_targets
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions

#: Sheets in order: targets, milestones, rebases.
SHEETS = ("targets", "milestones", "rebases")
DAY = date(2025, 5, 20)
TARGET = ("local_plan_aligned", "quebec", 60, None, "Décision du comité", DAY, "Direction")
STATUS = ("R01-M1", None, "milestone_done", "Organigramme public", DAY, "Direction")
REBASE = ("registered_partners", "chum", "2024-2025-T1", "Registre épuré", DAY, "Direction")


def filled(
    path: Path,
    *,
    targets: tuple[tuple, ...] = (),
    milestones: tuple[tuple, ...] = (),
    rebases: tuple[tuple, ...] = (),
    language: Language = "fr",
    kind: DataKind = "fictif",
    based_on: int = 0,
    decisions: Decisions = Decisions(),
    cells: Mapping[tuple[str, str], object] = {},
) -> Path:
    """The workbook at `path` with these rows typed from row 7 on; `cells` then sets single cells by (sheet,
    address)."""
    write_targets(path, decisions, language=language, kind=kind, based_on=based_on)
    book = openpyxl.load_workbook(path)
    sheets = dict(zip(SHEETS, book.worksheets, strict=False))
    for name, rows in (("targets", targets), ("milestones", milestones), ("rebases", rebases)):
        for number, row in enumerate(rows, start=HEAD_ROW + 1):
            for column, value in enumerate(row, start=1):
                sheets[name].cell(number, column).value = value
    for (name, address), value in cells.items():
        sheets[name][address].value = value
    book.save(path)
    return path
