"""Read the workbook back: every filled row with the address of each of its cells, or the refusal of the whole file."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import fastexcel

from data.model.survey import DataKind
from etl.extract.container import looks_like
from etl.extract.formulas import formula_cells
from etl.extract.grid import Grid, Read, column_letter, load_grid
from etl.extract.identity import simplified
from etl.extract.refusals import UnreadableFile
from etl.forms.targets.plan import HEAD_ROW, MAP_SHEET, MARK, SETTINGS, SHEETS, TEMPLATE_VERSION, Sheet, TableName
from indicators.catalogue.model import Language
from indicators.wording.language import say


@dataclass(frozen=True)
class Cell:
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

    table: TableName
    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook holds, before any of it is judged."""

    kind: DataKind
    language: Language
    based_on: int
    rows: tuple[ReadRow, ...]


def read_targets(path: Path, label: str) -> ReadWorkbook:
    """Every filled row of a workbook made by `write_targets`.

    Raises:
        UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
    """
    if looks_like(path, label) != "workbook":
        raise UnreadableFile("not_targets_workbook", file=label)
    try:
        reader = fastexcel.read_excel(path)
        settings = _settings(reader, label)
        grids = {plan.table: load_grid(reader, _sheet_of(plan, reader, label)) for plan in SHEETS}
    except fastexcel.FastExcelError:
        raise UnreadableFile("truncated", file=label) from None
    formulas = formula_cells(path)
    rows = [row for plan in SHEETS for row in _rows(plan, grids[plan.table], formulas, label)]
    return ReadWorkbook(
        kind="fictif" if settings["kind"] == "fictif" else "reel",
        language="en" if settings["language"] == "en" else "fr",
        based_on=int(settings["based_on"]),
        rows=tuple(rows),
    )


def _settings(reader: fastexcel.ExcelReader, label: str) -> dict[str, str]:
    if MAP_SHEET not in reader.sheet_names:
        raise UnreadableFile("not_targets_workbook", file=label)
    frame = reader.load_sheet(MAP_SHEET, header_row=None, skip_rows=0, dtypes="string").to_polars()
    rows = [tuple(cell or "" for cell in row) for row in frame.iter_rows()]
    settings = {row[0]: row[1] for row in rows[1:] if len(row) > 1}
    if not rows or rows[0][0] != MARK or tuple(settings) != SETTINGS or not settings["based_on"].isdecimal():
        raise UnreadableFile("not_targets_workbook", file=label)
    if settings["template_version"] != TEMPLATE_VERSION:
        raise UnreadableFile(
            "other_targets_workbook", file=label, read=settings["template_version"], expected=TEMPLATE_VERSION
        )
    return settings


def _sheet_of(plan: Sheet, reader: fastexcel.ExcelReader, label: str) -> str:
    """The name of a sheet in either language."""
    names = {say(plan.name, "fr"), say(plan.name, "en")}
    found = [name for name in reader.sheet_names if name in names]
    if not found:
        raise UnreadableFile("targets_sheet", file=label, expected=(say(plan.name, "fr"), say(plan.name, "en")))
    return found[0]


def _rows(plan: Sheet, grid: Grid, formulas: dict[str, dict[str, bool]], label: str) -> list[ReadRow]:
    """The rows under the heads in which anything stands."""
    places = _columns(plan, grid, label)
    computed = formulas.get(grid.name, {})
    rows = []
    for number in range(HEAD_ROW + 1, grid.height + 1):
        cells = {}
        for name, at in places.items():
            address = f"{column_letter(at)}{number}"
            read = grid.read(number, at)
            cells[name] = Cell(read, grid.name, address, computed.get(address) is False)
        if any(cell.text or cell.formula for cell in cells.values()):
            rows.append(ReadRow(plan.table, number, cells))
    return rows


def _columns(plan: Sheet, grid: Grid, label: str) -> dict[str, int]:
    """Where each column stands, by its head in either language."""
    heads = {simplified(grid.text(HEAD_ROW, at) or ""): at for at in grid.texts}
    places = {}
    for column in plan.columns:
        names = [say(column.head, cast(Language, language)) for language in ("fr", "en")]
        found = [heads[simplified(name)] for name in names if simplified(name) in heads]
        if not found:
            raise UnreadableFile(
                "targets_column", file=label, sheet=grid.name, row=HEAD_ROW, expected=(names[0], names[1])
            )
        places[column.name] = found[0]
    return places
