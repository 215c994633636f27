"""Merged cells among the answers of a workbook: the first one alone holds the value, the others pass for blank."""

import re
import zipfile
from pathlib import Path

from etl.extract.formulas import sheet_parts
from etl.extract.grid import address, column_letter
from etl.extract.table.head import Head
from etl.extract.table.table import Table
from etl.validate.problems import Problem, problem

MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')
#: Cells that get a problem each; a table merged all over is one habit.
NAMED = 50


def merged_notes(path: Path, table: Table, head: Head) -> list[Problem]:
    """A problem at each cell under the headers that is merged into another one: whose value it was is not guessed."""
    notes = []
    for top, left, bottom, right in _ranges(path, table.sheet):
        first = f"{column_letter(left)}{top}"
        read = table.row(top).get(left, "") if top <= table.texts.height else ""
        notes += [
            problem(
                "error",
                "merged_cell",
                "Cellule fusionnée avec {first}, où « {read} » est lu; elle est lue comme vide. Défusionnez, puis "
                "tapez la réponse de chaque ligne.",
                values={"first": first, "read": read},
                sheet=table.sheet,
                cell=f"{column_letter(place)}{row}",
                read=read,
            )
            for row in range(max(top, head.row + 1), min(bottom, table.texts.height) + 1)
            for place in range(left, right + 1)
            if (row, place) != (top, left) and place in head.targets
        ]
    return notes[:NAMED]


def _ranges(path: Path, sheet: str) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet of an .xlsx: first row, first column, last row, last column; rows from 1."""
    with zipfile.ZipFile(path) as archive:
        part = sheet_parts(archive).get(sheet)
        found = MERGED.findall(archive.read(part)) if part else []
    corners = [(address(first.decode()), address(last.decode())) for first, last in found]
    return [(*first, *last) for first, last in corners]
