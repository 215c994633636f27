"""The workbook made by `template`, read back through its hidden map; its visible codes decide where rows moved.

A workbook without that map is read as a table, if one of its sheets is one.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from data.facts import Facts
from data.store.workbench.mappings import Declared
from etl.extract.cells import CELLS, Extracted
from etl.extract.container import external_links
from etl.extract.formulas import formula_cells
from etl.extract.grid import Grid, column_letter, load_grid
from etl.extract.identity import find_establishment
from etl.extract.refusals import UnreadableFile
from etl.extract.table.sheets import read_sheets
from etl.extract.template.layout import TemplateLayout, layout_notes, load_renamed, locate, sheets_of
from etl.extract.template.map_sheet import Mapped, asked_cells, expected_version, not_ours, read_map
from etl.forms.hidden_sheets import MAP_SHEET
from etl.validate.problems import Problem, problem


def read_workbook(
    path: Path, label: str, *, wave_id: str | None, facts: Facts, declared: Mapping[str, Declared]
) -> Extracted:
    """The answers of a filled-in template, or of a table with one row an establishment.

    Raises:
        UnreadableFile: neither, or not the wave or establishment expected.
        HeadersUnknown: a table that waits for its columns to be confirmed.
    """
    try:
        reader = fastexcel.read_excel(path)
        if MAP_SHEET not in reader.sheet_names:
            found = read_sheets(reader, path, label, wave_id=wave_id, facts=facts, declared=declared)
        else:
            found = _read_template(reader, path, label, wave_id=wave_id, facts=facts)
    except fastexcel.FastExcelError:
        raise UnreadableFile("truncated", file=label) from None
    if external_links(path):
        text = "Le classeur renvoie à d’autres classeurs; seules les valeurs qu’il contient sont lues."
        found.notes.append(problem("warning", "external_links", text))
    return found


def _read_template(
    reader: fastexcel.ExcelReader, path: Path, label: str, *, wave_id: str | None, facts: Facts
) -> Extracted:
    """The answers of a filled-in template, each with its true sheet and cell."""
    settings, mapped = read_map(reader, label)
    found = expected_version(settings, wave_id, label)
    if {(item.question_id, item.choice_id) for item in mapped} != asked_cells(found, facts):
        raise not_ours(reader, label)
    grids = {name: load_grid(reader, name) for name in sheets_of(mapped) if name in reader.sheet_names}
    grids |= load_renamed(reader, mapped, grids)
    notes: list[Problem] = []
    layouts = {name: locate(grids[name], mapped, name) for name in grids}
    rows = [_read_cell(item, grids, layouts) for item in mapped]
    establishment_id = _whose(rows, settings, label, facts)
    for name in sheets_of(mapped):
        notes += layout_notes(name, grids.get(name), layouts.get(name), mapped)
    notes += _formula_notes(path, rows)
    cells = pl.DataFrame([(establishment_id, found.wave_id, *row) for row in rows], schema=CELLS, orient="row")
    return Extracted(
        format="template",
        kind="fictif" if settings["kind"] == "fictif" else "reel",
        wave_id=found.wave_id,
        establishment_id=establishment_id,
        language="en" if settings["language"] == "en" else "fr",
        template_version=settings["template_version"],
        parts=(cells,),
        notes=[replace(note, establishment_id=establishment_id, wave_id=found.wave_id) for note in notes],
    )


def _read_cell(item: Mapped, grids: dict[str, Grid], layouts: dict[str, TemplateLayout]) -> tuple[Any, ...]:
    """The row of `CELLS` (without whose and when) for one declared answer."""
    grid = grids.get(item.sheet)
    if grid is None:
        return (item.question_id, item.choice_id, None, "blank", None, None, item.sheet, None)
    layout = layouts[item.sheet]
    row = layout.rows.get(item.code)
    if row is None:
        return (item.question_id, item.choice_id, None, "blank", None, None, grid.name, None)
    read = grid.read(row, layout.answer_column)
    cell = f"{column_letter(layout.answer_column)}{row}"
    return (item.question_id, item.choice_id, read.raw, read.kind, read.number, read.day, grid.name, cell)


def _whose(rows: list[tuple[Any, ...]], settings: dict[str, str], label: str, facts: Facts) -> str:
    """The establishment that the visible cell names, which must be the one the workbook was made for."""
    prepared = settings["establishment_id"]
    _, _, raw, _, _, _, sheet, cell = next(row for row in rows if row[0] == "establishment_id")
    read = str(raw) if raw and str(raw).strip() else prepared
    where = {"file": label, "sheet": str(sheet), "cell": str(cell or "")}
    found = find_establishment(read, facts, **where)
    if prepared and found != prepared:
        raise UnreadableFile("establishment_mismatch", **where, read=read, expected=prepared)
    return found


def _formula_notes(path: Path, rows: list[tuple[Any, ...]]) -> list[Problem]:
    """A formula is no answer by itself: its computed value is used and said, its absence is a problem."""
    formulas = formula_cells(path)
    notes = []
    for question_id, _, raw, _, _, _, sheet, cell in rows if formulas else ():
        computed = formulas.get(str(sheet), {}).get(str(cell))
        if computed is None:
            continue
        where: dict[str, Any] = {"question_id": question_id, "sheet": sheet, "cell": cell, "read": raw}
        if computed:
            text = "Formule lue; sa valeur calculée, {value}, est utilisée. Tapez plutôt la valeur."
            notes.append(problem("warning", "formula_value", text, values={"value": raw}, **where))
        else:
            text = "Formule sans valeur calculée, lue comme vide. Tapez la valeur, puis renvoyez le classeur."
            notes.append(problem("error", "formula_without_value", text, **where))
    return notes
