"""Read a form back: every filled row with the address of each of its cells, or the refusal of the whole file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel

from data.model.survey import DataKind
from etl.extract.container import file_kind
from etl.extract.formulas import formula_cells
from etl.extract.grid import Grid, Read, column_letter, load_grid
from etl.extract.identity import simplified
from etl.extract.refusals import UnreadableFile
from etl.forms.declaration import HEAD_ROW, MAP_SHEET, Form, FormSheet, both
from indicators.catalogue.model import Language


@dataclass(frozen=True)
class FormCell:
    """One cell as read, with where it stands; `formula` says that its value was never computed."""

    read: Read
    sheet: str
    address: str
    formula: bool = False

    @property
    def text(self) -> str:
        """The text without outer spaces; empty for a blank."""
        return (self.read.raw or "").strip() if self.read.kind != "blank" else ""


@dataclass(frozen=True)
class ReadRow:
    """One filled row of a sheet: its number, and its cells by column name."""

    sheet: FormSheet
    sheet_name: str
    number: int
    cells: dict[str, FormCell]


@dataclass(frozen=True)
class ReadForm:
    """What a returned form holds, before any of it is judged."""

    kind: DataKind
    language: Language
    settings: dict[str, str]
    rows: tuple[ReadRow, ...]


def read_form(
    path: Path, label: str, form: Form, sheets_of: Callable[[dict[str, str]], Sequence[FormSheet] | None]
) -> ReadForm:
    """Every filled row of a workbook made by `write_form`.

    Args:
        label: the name under which people know the file.
        sheets_of: the sheets that the settings promise; None where they cannot be ours.

    Raises:
        UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
    """
    if file_kind(path, label) != "workbook":
        raise UnreadableFile(f"not_{form.name}_workbook", file=label)
    try:
        reader = fastexcel.read_excel(path)
        settings = _settings(reader, form, label)
        sheets = sheets_of(settings)
        if sheets is None:
            raise UnreadableFile(f"not_{form.name}_workbook", file=label)
        grids = [load_grid(reader, _name_of(sheet, reader, label)) for sheet in sheets]
    except fastexcel.FastExcelError:
        raise UnreadableFile("truncated", file=label) from None
    formulas = formula_cells(path)
    return ReadForm(
        kind="fictif" if settings["kind"] == "fictif" else "reel",
        language="en" if settings["language"] == "en" else "fr",
        settings=settings,
        rows=tuple(
            row
            for sheet, grid in zip(sheets, grids, strict=True)
            for row in _rows(sheet, grid, formulas.get(grid.name, {}), label)
        ),
    )


def _settings(reader: fastexcel.ExcelReader, form: Form, label: str) -> dict[str, str]:
    if MAP_SHEET not in reader.sheet_names:
        raise UnreadableFile(f"not_{form.name}_workbook", file=label)
    frame = reader.load_sheet(MAP_SHEET, header_row=None, skip_rows=0, dtypes="string").to_polars()
    rows = [tuple(cell or "" for cell in row) for row in frame.iter_rows()]
    settings = {row[0]: row[1] for row in rows[1:] if len(row) > 1}
    if not rows or rows[0][0] != form.mark or tuple(settings) != form.settings:
        raise UnreadableFile(f"not_{form.name}_workbook", file=label)
    read = settings["template_version"]
    if read != form.template_version:
        raise UnreadableFile(f"other_{form.name}_workbook", file=label, read=read, expected=form.template_version)
    return settings


def _name_of(sheet: FormSheet, reader: fastexcel.ExcelReader, label: str) -> str:
    """The name of a sheet in either language."""
    names = both(sheet.name)
    found = [name for name in reader.sheet_names if name in names]
    if not found:
        raise UnreadableFile("form_sheet", file=label, expected=names)
    return found[0]


def _rows(sheet: FormSheet, grid: Grid, computed: dict[str, bool], label: str) -> list[ReadRow]:
    """The rows under the heads in which anything stands."""
    positions = _columns(sheet, grid, label)
    rows = []
    for number in range(HEAD_ROW + 1, grid.height + 1):
        cells = {}
        for name, at in positions.items():
            address = f"{column_letter(at)}{number}"
            cells[name] = FormCell(grid.read(number, at), grid.name, address, computed.get(address) is False)
        if any(cell.text or cell.formula for cell in cells.values()):
            rows.append(ReadRow(sheet, grid.name, number, cells))
    return rows


def _columns(sheet: FormSheet, grid: Grid, label: str) -> dict[str, int]:
    """Where each column stands, by its head in either language."""
    heads = {simplified(grid.text(HEAD_ROW, at) or ""): at for at in grid.texts}
    positions = {}
    for column in sheet.columns:
        names = both(column.head)
        found = [heads[simplified(name)] for name in names if simplified(name) in heads]
        if not found:
            raise UnreadableFile("form_column", file=label, sheet=grid.name, row=HEAD_ROW, expected=names)
        positions[column.name] = found[0]
    return positions
