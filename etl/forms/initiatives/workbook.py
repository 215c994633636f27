"""Write the workbook of the initiatives, with given rows or with what is in force for a team."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from data.store.workbench.initiatives import entries_in_force, version_of
from data.store.workbench.submissions import DataKind, Workbench
from etl.forms.initiatives.sheets import INITIATIVES
from etl.forms.writer import FormCopy, FormRow, write_form
from indicators.catalogue.model import Language


def write_initiatives(
    path: str | Path,
    rows: Mapping[str, Sequence[FormRow]] = {},
    *,
    parts: Sequence[str] = INITIATIVES.parts,
    sender: str = "",
    language: Language = "fr",
    kind: DataKind = "reel",
    based_on: Mapping[str, int] = {},
) -> None:
    """Write the workbook to `path`; the arguments are those of `FormCopy`."""
    write_form(path, INITIATIVES, FormCopy(rows, language, kind, parts=parts, sender=sender, based_on=based_on))


def write_in_force(
    workbench: Workbench,
    path: Path,
    *,
    parts: Sequence[str],
    sender: str = "",
    language: Language = "fr",
    kind: DataKind | None = None,
) -> None:
    """Write the workbook to `path` with what this sender has in force.

    Questionnaires are left out: pseudonymous rows do not leave the workbench.
    """
    filled = INITIATIVES.ordered(set(parts) - {"training"})
    rows: dict[str, list[FormRow]] = {}
    for part in filled:
        rows |= rows_of(entries_in_force(workbench, part, sender))
    write_initiatives(
        path,
        rows,
        parts=parts,
        sender=sender,
        language=language,
        kind=kind or workbench.kind or "reel",
        based_on={part: version_of(workbench, part, sender) for part in filled},
    )


def rows_of(entries: pl.DataFrame) -> dict[str, list[FormRow]]:
    """The rows in force by table, as `write_initiatives` takes them."""
    rows: dict[str, list[FormRow]] = {}
    for table, cells in entries.select("sheet", "cells").iter_rows():
        rows.setdefault(table, []).append(json.loads(cells))
    return rows
