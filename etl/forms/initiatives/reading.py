"""Read the workbook back: every filled row with the address of each of its cells, or the refusal of the whole file."""

from dataclasses import dataclass
from pathlib import Path

import fastexcel

from data.model.survey import DataKind
from etl.extract.container import looks_like
from etl.extract.formulas import formula_cells
from etl.extract.grid import Grid, column_letter, load_grid
from etl.extract.identity import simplified
from etl.extract.refusals import UnreadableFile
from etl.forms.initiatives.plan import HEAD_ROW, MAP_SHEET, MARK, SETTINGS, TEMPLATE_VERSION, Part, Sheet, both, ordered
from etl.forms.initiatives.sheets import sheets_of
from etl.forms.targets.reading import Cell
from indicators.catalogue.model import Language


@dataclass(frozen=True)
class ReadRow:
    """One filled row of a sheet: its cells by column name."""

    sheet: Sheet
    sheet_name: str
    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook holds, before any of it is judged; `based_on` is the version of each part it was made from."""

    kind: DataKind
    language: Language
    parts: tuple[Part, ...]
    sender: str
    based_on: dict[Part, int]
    rows: tuple[ReadRow, ...]


def read_initiatives(path: Path, label: str) -> ReadWorkbook:
    """Every filled row of a workbook made by `write_initiatives`.

    Raises:
        UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
    """
    if looks_like(path, label) != "workbook":
        raise UnreadableFile("not_initiatives_workbook", file=label)
    try:
        reader = fastexcel.read_excel(path)
        settings, parts = _settings(reader, label)
        sheets = sheets_of(parts)
        grids = {plan.table: load_grid(reader, _name_of(plan, reader, label)) for plan in sheets}
    except fastexcel.FastExcelError:
        raise UnreadableFile("truncated", file=label) from None
    formulas = formula_cells(path)
    based_on = dict(item.split("=") for item in settings["based_on"].split(";") if "=" in item)
    return ReadWorkbook(
        kind="fictif" if settings["kind"] == "fictif" else "reel",
        language="en" if settings["language"] == "en" else "fr",
        parts=parts,
        sender=settings["sender"],
        based_on={part: int(based_on[part]) if based_on.get(part, "").isdecimal() else 0 for part in parts},
        rows=tuple(row for plan in sheets for row in _rows(plan, grids[plan.table], formulas, label)),
    )


def _settings(reader: fastexcel.ExcelReader, label: str) -> tuple[dict[str, str], tuple[Part, ...]]:
    if MAP_SHEET not in reader.sheet_names:
        raise UnreadableFile("not_initiatives_workbook", file=label)
    frame = reader.load_sheet(MAP_SHEET, header_row=None, skip_rows=0, dtypes="string").to_polars()
    rows = [tuple(cell or "" for cell in row) for row in frame.iter_rows()]
    settings = {row[0]: row[1] for row in rows[1:] if len(row) > 1}
    if not rows or rows[0][0] != MARK or tuple(settings) != SETTINGS:
        raise UnreadableFile("not_initiatives_workbook", file=label)
    if settings["template_version"] != TEMPLATE_VERSION:
        raise UnreadableFile(
            "other_initiatives_workbook",
            file=label,
            read=settings["template_version"],
            expected=TEMPLATE_VERSION,
        )
    asked = settings["parts"].split(";")
    parts = ordered(asked)
    if not parts or len(parts) != len(asked):
        raise UnreadableFile("not_initiatives_workbook", file=label)
    return settings, parts


def _name_of(plan: Sheet, reader: fastexcel.ExcelReader, label: str) -> str:
    """The name of a sheet in either language."""
    names = both(plan.name)
    found = [name for name in reader.sheet_names if name in names]
    if not found:
        raise UnreadableFile("targets_sheet", file=label, expected=names)
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
            cells[name] = Cell(grid.read(number, at), grid.name, address, computed.get(address) is False)
        if any(cell.text or cell.formula for cell in cells.values()):
            rows.append(ReadRow(plan, grid.name, number, cells))
    return rows


def _columns(plan: Sheet, grid: Grid, label: str) -> dict[str, int]:
    """Where each column stands, by its head in either language."""
    heads = {simplified(grid.text(HEAD_ROW, at) or ""): at for at in grid.texts}
    places = {}
    for column in plan.columns:
        names = both(column.head)
        found = [heads[simplified(name)] for name in names if simplified(name) in heads]
        if not found:
            raise UnreadableFile("targets_column", file=label, sheet=grid.name, row=HEAD_ROW, expected=names)
        places[column.name] = found[0]
    return places
