"""Write the workbook of the initiatives: with given rows, or with what a team has in force."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from data.model.survey import DataKind
from data.store.workbench.initiatives import entries_in_force, version_of
from data.store.workbench.submissions import Workbench
from etl.forms.initiatives.guide import write_guide
from etl.forms.initiatives.lists import load_lists
from etl.forms.initiatives.sheets import INITIATIVES, PARTS, Part, ordered, sheets_of
from etl.forms.writer import FormRow, write_form
from indicators.catalogue.model import Language


def write_initiatives(
    path: str | Path,
    rows: Mapping[str, Sequence[FormRow]] = {},
    *,
    parts: Sequence[Part] = PARTS,
    sender: str = "",
    language: Language = "fr",
    kind: DataKind = "reel",
    based_on: Mapping[Part, int] = {},
) -> None:
    """Write the workbook of the initiatives to `path`.

    Args:
        rows: what stands in each sheet, by table: as a rule what is in force (`rows_of`).
        parts: which sheets it holds.
        sender: whose workbook it is; what the same sender had in force is replaced when it returns.
        kind: `fictif` puts « Données fictives » on every sheet.
        based_on: the version of each part that `rows` are.
    """
    kept = ordered(parts)
    sheets = sheets_of(kept)
    settings = {
        "parts": ";".join(kept),
        "sender": sender,
        "based_on": ";".join(f"{part}={based_on.get(part, 0)}" for part in kept),
    }
    write_form(
        path,
        INITIATIVES,
        load_lists(),
        rows,
        settings,
        language=language,
        kind=kind,
        sheets=sheets,
        guide=lambda sheet, styles: write_guide(sheet, sheets, styles, language, kind),
    )


def rows_of(entries: pl.DataFrame) -> dict[str, list[FormRow]]:
    """The rows in force by table, as `write_initiatives` takes them."""
    held: dict[str, list[FormRow]] = {}
    for table, cells in entries.select("sheet", "cells").iter_rows():
        held.setdefault(table, []).append(json.loads(cells))
    return held


def write_in_force(
    workbench: Workbench,
    path: Path,
    *,
    parts: Sequence[Part],
    sender: str = "",
    language: Language = "fr",
    kind: DataKind | None = None,
) -> None:
    """Write the workbook to `path` with what this sender has in force.

    Questionnaires are left out: pseudonymous rows do not leave the workbench.
    """
    filled = ordered(set(parts) - {"training"})
    rows = {
        table: held for part in filled for table, held in rows_of(entries_in_force(workbench, part, sender)).items()
    }
    write_initiatives(
        path,
        rows,
        parts=parts,
        sender=sender,
        language=language,
        kind=kind or workbench.kind or "reel",
        based_on={part: version_of(workbench, part, sender) for part in filled},
    )
