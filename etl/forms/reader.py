"""Read a form back: every filled row with the address of each of its cells, or the refusal of the whole file."""

from dataclasses import dataclass
from pathlib import Path

import fastexcel

from data.model.survey import DataKind
from etl.extract.container import file_kind
from etl.extract.formulas import formula_cells
from etl.extract.grid import Grid, Read, column_letter, load_grid
from etl.extract.identity import simplified
from etl.extract.refusals import UnreadableFile
from etl.forms.declaration import HEAD_ROW, TEMPLATE_VERSION, Form, FormSheet, both
from etl.forms.hidden_sheets import MAP_SHEET


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
    """One filled row of a sheet: its cells by column name."""

    sheet: FormSheet
    sheet_name: str
    number: int
    cells: dict[str, FormCell]


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook holds, before any of it is judged; `based_on` is the version of each part it was made from."""

    kind: DataKind
    parts: tuple[str, ...]
    sender: str
    based_on: dict[str, int]
    rows: tuple[ReadRow, ...]


class FormReader:
    """Reads one file as a form; `label` names the file in a refusal."""

    def __init__(self, form: Form, path: Path, label: str) -> None:
        self.form, self.path, self.label = form, path, label

    def read(self) -> ReadWorkbook:
        """Every filled row of a workbook made by `write_form`.

        Raises:
            UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
        """
        if file_kind(self.path, self.label) != "workbook":
            raise self._not_this_form()
        try:
            reader = fastexcel.read_excel(self.path)
            settings = self._settings(reader)
            parts, based_on = self._versions(settings)
            sheets = self.form.sheets_of(parts)
            grids = [load_grid(reader, self._name_of(sheet, reader)) for sheet in sheets]
        except fastexcel.FastExcelError:
            raise UnreadableFile("truncated", file=self.label) from None
        formulas = formula_cells(self.path)
        rows = [
            row
            for sheet, grid in zip(sheets, grids, strict=True)
            for row in self._rows(sheet, grid, formulas.get(grid.name, {}))
        ]
        kind: DataKind = "fictif" if settings["kind"] == "fictif" else "reel"
        return ReadWorkbook(kind, parts, settings.get("sender", ""), based_on, tuple(rows))

    def _not_this_form(self) -> UnreadableFile:
        return UnreadableFile(self.form.not_this_form, file=self.label)

    def _settings(self, reader: fastexcel.ExcelReader) -> dict[str, str]:
        """What the hidden sheet says of the workbook."""
        if MAP_SHEET not in reader.sheet_names:
            raise self._not_this_form()
        frame = reader.load_sheet(MAP_SHEET, header_row=None, skip_rows=0, dtypes="string").to_polars()
        rows = [tuple(cell or "" for cell in row) for row in frame.iter_rows()]
        settings = {row[0]: row[1] for row in rows[1:] if len(row) > 1}
        if not rows or rows[0][0] != self.form.mark or tuple(settings) != self.form.settings:
            raise self._not_this_form()
        read = settings["template_version"]
        if read != TEMPLATE_VERSION:
            raise UnreadableFile(self.form.other_version, file=self.label, read=read, expected=TEMPLATE_VERSION)
        return settings

    def _versions(self, settings: dict[str, str]) -> tuple[tuple[str, ...], dict[str, int]]:
        """The parts that the workbook holds, and the version of each that it was made from."""
        if not self.form.in_parts:
            if not settings["based_on"].isdecimal():
                raise self._not_this_form()
            return self.form.parts, dict.fromkeys(self.form.parts, int(settings["based_on"]))
        asked = settings["parts"].split(";")
        parts = self.form.ordered(asked)
        if not parts or len(parts) != len(asked):
            raise self._not_this_form()
        versions = dict(item.split("=") for item in settings["based_on"].split(";") if "=" in item)
        return parts, {part: int(versions[part]) if versions.get(part, "").isdecimal() else 0 for part in parts}

    def _name_of(self, sheet: FormSheet, reader: fastexcel.ExcelReader) -> str:
        """The name of a sheet, in either language."""
        names = both(sheet.name)
        present = [name for name in reader.sheet_names if name in names]
        if not present:
            raise UnreadableFile("form_sheet", file=self.label, expected=names)
        return present[0]

    def _rows(self, sheet: FormSheet, grid: Grid, computed: dict[str, bool]) -> list[ReadRow]:
        """The rows under the heads in which anything stands."""
        columns = self._columns(sheet, grid)
        rows = []
        for number in range(HEAD_ROW + 1, grid.height + 1):
            cells = {}
            for name, at in columns.items():
                address = f"{column_letter(at)}{number}"
                cells[name] = FormCell(grid.read(number, at), grid.name, address, computed.get(address) is False)
            if any(cell.text or cell.formula for cell in cells.values()):
                rows.append(ReadRow(sheet, grid.name, number, cells))
        return rows

    def _columns(self, sheet: FormSheet, grid: Grid) -> dict[str, int]:
        """Where each column stands (0 = A), by its head in either language."""
        heads = {simplified(grid.text(HEAD_ROW, at) or ""): at for at in grid.texts}
        columns = {}
        for column in sheet.columns:
            names = both(column.head)
            positions = [heads[simplified(name)] for name in names if simplified(name) in heads]
            if not positions:
                raise UnreadableFile("form_column", file=self.label, sheet=grid.name, row=HEAD_ROW, expected=names)
            columns[column.name] = positions[0]
        return columns
