"""One sheet of a workbook as a grid of typed cells at their true addresses."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import fastexcel

RawKind = Literal["text", "number", "date", "bool", "blank"]
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)?")
#: A cell of time alone is dated by the first day of Excel's calendar.
NO_DAY = ("1899-12-30", "1899-12-31", "1904-01-01")
ERROR = re.compile(r"Error\((\w+)\)")
ERROR_TEXTS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


class Read(NamedTuple):
    """A cell as read: its text, the type of the cell, and its number or date where it has one."""

    raw: str | None
    kind: RawKind
    number: float | None = None
    day: date | None = None


BLANK = Read(None, "blank")


@dataclass(frozen=True)
class Grid:
    """The used cells of a sheet by column (0 = A), each list starting at row 1 of the sheet."""

    name: str
    texts: dict[int, list[str | None]]
    #: True or False where the cell is a number or a yes/no, None where it is text, a date or blank.
    numeric: dict[int, list[bool | None]]
    errors: dict[tuple[int, int], str]
    height: int

    def text(self, row: int, column: int) -> str | None:
        """The text at a 1-based row and 0-based column; None outside the used cells."""
        values = self.texts.get(column)
        return values[row - 1] if values is not None and 0 < row <= self.height else None

    def read(self, row: int, column: int) -> Read:
        """The cell at a 1-based row and 0-based column, with its type."""
        text = self.text(row, column)
        if text is None:
            error = self.errors.get((row, column))
            return Read(error, "text") if error else BLANK
        if not text.strip():
            return Read(text or None, "blank")
        if self.numeric[column][row - 1] is not None:
            if text in ("true", "false"):
                return Read(text, "bool")
            return Read(text, "number", float(text))
        moment = MOMENT.fullmatch(text)
        if moment:
            year, month, day, hour = moment.groups()
            if f"{year}-{month}-{day}" in NO_DAY:
                return Read(hour, "text")
            shown = f"{year}-{month}-{day}" if hour == "00:00:00" else text
            return Read(shown, "date", day=date(int(year), int(month), int(day)))
        return Read(text, "text")


def load_grid(reader: fastexcel.ExcelReader, name: str) -> Grid:
    """A sheet read twice: as text, and as yes/no, which tells number cells from text that looks like a number.

    `header_row=None` with `skip_rows=0` keeps blank first rows; columns are named by their true place, since the
    reader drops blank first columns.
    """
    options = {"header_row": None, "skip_rows": 0}
    sheet = reader.load_sheet(name, dtypes="string", **options)
    batch, errors = sheet.to_arrow_with_errors()
    places = [column.absolute_index for column in sheet.selected_columns]
    texts = {place: batch.column(at).to_pylist() for at, place in enumerate(places)}
    booleans = reader.load_sheet(name, dtypes="boolean", **options).to_polars()
    numeric = {place: booleans.to_series(at).to_list() for at, place in enumerate(places)}
    wrong: dict[tuple[int, int], str] = {}
    for error in errors.errors if errors else ():
        row, at = error.position
        kind = ERROR.search(error.detail)
        wrong[(row + 1, places[at])] = ERROR_TEXTS.get(kind.group(1), "#ERROR!") if kind else "#ERROR!"
    return Grid(name, texts, numeric, wrong, batch.num_rows)


def column_letter(index: int) -> str:
    """« D » for 3, « AA » for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(cell: str) -> tuple[int, int]:
    """The 1-based row and 0-based column of « D14 »."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column - 1
