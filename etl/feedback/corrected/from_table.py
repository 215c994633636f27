"""A CSV or OpenDocument file as a workbook with the same values in the same cells, ready to be marked."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import fastexcel
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.extract.grid import Grid, load_grid
from etl.extract.table.csv_text import first_record, read_text, records_of
from etl.extract.table.tidy_csv import is_tidy

LONGEST_NAME = 31
LONGEST_CELL = 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: Texts stay texts: no formula, no link, no number guessed.
OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def is_workbook(stored: Path) -> bool:
    """Whether the file is an .xlsx, by its parts and not by its name."""
    if not zipfile.is_zipfile(stored):
        return False
    with zipfile.ZipFile(stored) as archive:
        return "xl/workbook.xml" in archive.namelist()


def is_text(stored: Path) -> bool:
    """Whether the file is a text table."""
    return not zipfile.is_zipfile(stored)


def is_one_answer_a_line(stored: Path) -> bool:
    """Whether the file is a tidy table, which is received as text alone."""
    text, dialect = read_text(stored.read_bytes())
    return is_tidy(first_record(text, dialect.separator))


def sheet_name(label: str) -> str:
    """The name of a file as the name of a sheet, which may hold neither much nor everything."""
    return _FORBIDDEN.sub(" ", Path(label).stem).strip("' ")[:LONGEST_NAME] or "1"


def workbook_of(stored: Path, name: str) -> BytesIO:
    """The workbook made from a text table (one sheet, `name`) or an OpenDocument one (its own sheets)."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as workbook:
        workbook.set_size(2400, 1500)
        if is_text(stored):
            sheet = workbook.add_worksheet(name)
            text, dialect = read_text(stored.read_bytes())
            for row, record in enumerate(records_of(text, dialect.separator, stored.name)):
                for column, value in enumerate(record):
                    if value:
                        sheet.write_string(row, column, value[:LONGEST_CELL])
            # Numbers came as text and stay so: what was read is what is shown.
            sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        else:
            reader = fastexcel.read_excel(stored)
            for title in reader.sheet_names:
                _copy(load_grid(reader, title), workbook.add_worksheet(title))
    made.seek(0)
    return made


def _copy(grid: Grid, sheet: Worksheet) -> None:
    """The cells of a sheet, each with its type."""
    for column, texts in grid.texts.items():
        for row in range(1, len(texts) + 1):
            read = grid.read(row, column)
            if read.number is not None:
                sheet.write_number(row - 1, column, read.number)
            elif read.raw is not None:
                sheet.write_string(row - 1, column, read.raw[:LONGEST_CELL])
