"""A workbook that is no template: the sheet that holds one row an establishment."""

from collections.abc import Mapping
from pathlib import Path

import fastexcel

from data.facts import Facts
from data.store.workbench.mappings import Declared
from etl.extract.cells import Extracted
from etl.extract.formulas import formula_cells
from etl.extract.grid import address
from etl.extract.table.consolidated import read_consolidated
from etl.extract.table.head import Head, find_head
from etl.extract.table.merged import merged_notes
from etl.extract.table.table import Table, sheet_table
from etl.extract.template.map_sheet import not_ours
from etl.forms.survey.plan import CORRECTIONS_SHEETS
from etl.validate.problems import Problem, problem

#: Formulas that get a note each; a column of them is one habit.
FORMULAS_NAMED = 50


def read_sheets(
    reader: fastexcel.ExcelReader,
    path: Path,
    label: str,
    *,
    wave_id: str | None,
    facts: Facts,
    declared: Mapping[str, Declared],
) -> Extracted:
    """The answers of the sheet whose headers say most; hidden sheets count only where no other has any.

    Raises:
        UnreadableFile: no sheet is a table of establishments, or as `read_consolidated` says.
    """
    found: list[tuple[bool, int, Table, Head]] = []
    for name in reader.sheet_names:
        if name in CORRECTIONS_SHEETS.values():
            continue
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, n_rows=1, dtypes="string")
        table = sheet_table(reader, name)
        head = find_head(table, facts, declared)
        if head is not None:
            told = sum(target.role != "ignored" for target in head.targets.values())
            found.append((sheet.visible == "visible", told, table, head))
    if not found:
        raise not_ours(reader, label)
    visible, _, table, head = max(found, key=lambda item: item[:2])
    notes = []
    others = [item[2].sheet for item in found if item[2] is not table]
    if others:
        text = "Feuilles de même forme, non lues : {sheets}. Une seule feuille est lue; déposez les autres à part."
        values = {"sheets": ", ".join(f"« {name} »" for name in others)}
        notes.append(problem("warning", "sheets_left", text, values=values, sheet=table.sheet))
    if not visible:
        text = "La feuille lue est masquée dans le classeur."
        notes.append(problem("warning", "sheet_hidden", text, sheet=table.sheet))
    notes += _formula_notes(path, table, head)
    notes += merged_notes(path, table, head)
    return read_consolidated(table, head, label, wave_id=wave_id, facts=facts, declared=declared, notes=notes)


def _formula_notes(path: Path, table: Table, head: Head) -> list[Problem]:
    """Formulas under the headers: a computed value is used and said, its absence is a problem at the cell."""
    notes = []
    for cell, computed in list(formula_cells(path).get(table.sheet, {}).items()):
        row, place = address(cell)
        if row <= head.row or place not in head.targets:
            continue
        if computed:
            text = "Formule lue; sa valeur calculée, {value}, est utilisée. Tapez plutôt la valeur."
            read = table.row(row).get(place, "")
            notes.append(
                problem(
                    "warning",
                    "formula_value",
                    text,
                    values={"value": read},
                    sheet=table.sheet,
                    cell=cell,
                    read=read,
                )
            )
        else:
            text = "Formule sans valeur calculée, lue comme vide. Tapez la valeur, puis renvoyez le classeur."
            notes.append(problem("error", "formula_without_value", text, sheet=table.sheet, cell=cell))
    return notes[:FORMULAS_NAMED]
