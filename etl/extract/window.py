"""A few cells of a received file around one of them, as text: what a steward looks at beside a problem."""

import csv
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import fastexcel
import polars as pl

from etl.extract.container import file_kind
from etl.extract.grid import address, column_letter
from etl.extract.refusals import UnreadableFile
from etl.extract.table.csv_text import read_text

AROUND_ROWS = 2
COLUMNS_SHOWN = 4
TEXT_LENGTH = 45


@dataclass(frozen=True)
class Window:
    """Rows around a cell: `columns` are letters, each row its number and one text a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def submission_rows(cells: pl.DataFrame, sheet: str) -> frozenset[int]:
    """The rows of a sheet where one submission's answers stand, from its cells in the workbench (sheet, cell)."""
    here = cells.filter(pl.col("sheet").fill_null("") == sheet).drop_nulls("cell")
    return frozenset(address(cell)[0] for cell in here["cell"].unique())


def window(path: Path, label: str, sheet: str, cell: str, *, within: frozenset[int] | None = None) -> Window | None:
    """The cells around `cell` (« C12 »), up to and with its column; None where the file no longer gives them.

    Args:
        within: the only rows to show; in a table of many establishments, the other rows are other people's answers.
    """
    row, column = address(cell)
    first, last = max(1, row - AROUND_ROWS), row + AROUND_ROWS
    try:
        lines = (
            _sheet_rows(path, sheet, last)
            if file_kind(path, label) == "workbook"
            else list(islice(csv.reader(*_text_of(path)), last))
        )
    except (UnreadableFile, fastexcel.FastExcelError, csv.Error):
        return None
    shown = range(max(0, column + 1 - COLUMNS_SHOWN), column + 1)
    rows = tuple(
        (number, tuple(_short(line[at]) if at < len(line) else "" for at in shown))
        for number, line in enumerate(lines[first - 1 : last], start=first)
        if within is None or number in within
    )
    if not rows:
        return None
    return Window(tuple(column_letter(at) for at in shown), rows)


def _sheet_rows(path: Path, sheet: str, last: int) -> list[list[str]]:
    """The rows 1 to `last` of a sheet at their true columns."""
    read = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, skip_rows=0, n_rows=last, dtypes="string")
    batch, _ = read.to_arrow_with_errors()
    places = [item.absolute_index for item in read.selected_columns]
    width = max(places, default=-1) + 1
    rows = [[""] * width for _ in range(batch.num_rows)]
    for at, place in enumerate(places):
        for number, value in enumerate(batch.column(at).to_pylist()):
            rows[number][place] = value or ""
    return rows


def _text_of(path: Path) -> tuple[list[str], csv.Dialect]:
    """The lines of a CSV and how to read them."""
    text, found = read_text(path.read_bytes())

    class Spoken(csv.excel):
        delimiter = found.separator

    return text.splitlines(keepends=True), Spoken()


def _short(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 1]}…"
