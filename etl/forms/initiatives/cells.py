"""Judge one row: each cell as the value of its column, or a fault that names the cell."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from etl.forms.initiatives.findings import finding
from etl.forms.initiatives.plan import Column, both
from etl.forms.initiatives.reading import ReadRow
from etl.forms.initiatives.screening import fault_of_code, trace_in
from etl.forms.initiatives.words import Words
from etl.forms.targets.reading import Cell
from etl.validate.cell_parser import clean, day, number
from etl.validate.problems import Problem

EXAMPLES = {
    "date": "2026-03-31",
    "whole": "12",
    "code": "P-014",
    "indicators": "R04-2",
    "link": "https://exemple.org",
}


@dataclass
class Judged:
    """One row with its values by column (None for a blank), and the faults found on the way."""

    read: ReadRow
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, column: str, **values: Any) -> None:
        self.problems.append(finding(code, self.cell(column), **values))

    def cell(self, column: str) -> Cell:
        return self.read.cells[column]

    @property
    def failed(self) -> bool:
        """Whether a fault keeps the row from being taken."""
        return any(item.severity == "error" for item in self.problems)


def judge_row(read: ReadRow, words: Words, today: date) -> Judged:
    """A row with the value of each of its cells."""
    row = Judged(read)
    for column in read.sheet.columns:
        row.values[column.name] = _value(row, column, words, today)
    return row


def _value(row: Judged, column: Column, words: Words, today: date) -> Any:
    cell = row.cell(column.name)
    if cell.formula:
        row.add("formula_without_value", column.name)
        return None
    if not cell.text:
        if column.required:
            _blank(row, column, words)
        return None
    if column.kind == "list":
        return _entry(row, column, words)
    if column.kind == "whole":
        return _whole(row, column)
    if column.kind == "date":
        return _day(row, column, today)
    if column.kind == "code":
        return _code(row, column)
    if column.kind == "indicators":
        return _indicators(row, column, words)
    if column.kind == "link":
        if not cell.text.startswith(("https://", "http://")) or " " in cell.text:
            row.add("link", column.name)
        return cell.text
    return _text(row, column)


def _blank(row: Judged, column: Column, words: Words) -> None:
    if column.kind == "text":
        row.add("blank_text", column.name, head=both(column.head))
        return
    example: Any = EXAMPLES.get(column.kind, "")
    if column.kind == "list":
        example = _example(column, words)
    row.add("blank", column.name, head=both(column.head), example=example)


def _example(column: Column, words: Words) -> tuple[str, str]:
    french, english = (next(iter(words.entries(column.list_id, code).values())) for code in ("fr", "en"))
    return french, english


def _entry(row: Judged, column: Column, words: Words) -> str | None:
    found = words.find(column.list_id, row.cell(column.name).text)
    if found is None:
        row.add("not_in_list", column.name, head=both(column.head), example=_example(column, words))
    return found


def _whole(row: Judged, column: Column) -> int | None:
    cell = row.cell(column.name)
    typed = cell.read.kind == "number"
    found = cell.read.number if typed else pl.select(number(clean(pl.lit(cell.text)), pl.lit(False))).item()
    if found is None:
        row.add("not_a_number", column.name, example=str(max(column.low, 3)))
    elif found != int(found):
        row.add("not_whole", column.name, example=str(max(column.low, 3)))
    elif column.high is not None and not column.low <= found <= column.high:
        row.add("out_of_range", column.name, head=both(column.head), low=column.low, high=column.high)
    elif found < column.low:
        row.add("below", column.name, head=both(column.head), low=column.low)
    else:
        return int(found)
    return None


def _day(row: Judged, column: Column, today: date) -> date | None:
    cell = row.cell(column.name)
    found = cell.read.day if cell.read.kind == "date" else pl.select(day(clean(pl.lit(cell.text)))).item()
    if found is None:
        row.add("not_a_date", column.name, example=EXAMPLES["date"])
    elif found > today and not column.planned:
        row.add("future_date", column.name, read=found.isoformat())
    return found


def _code(row: Judged, column: Column) -> str:
    # Two writings of one code are one person.
    code = "".join(row.cell(column.name).text.split()).replace("-", "").upper()
    fault = fault_of_code(row.cell(column.name).text)
    if fault is not None:
        row.add(fault, column.name, example=EXAMPLES["code"])
    return code


def _indicators(row: Judged, column: Column, words: Words) -> list[str]:
    found = []
    for part in row.cell(column.name).text.replace(";", ",").split(","):
        known = words.indicator(part.strip()) if part.strip() else None
        if known is not None:
            found.append(known)
        elif part.strip():
            example = next(iter(words.catalogue.indicator.values())).code
            row.add("unknown_indicator", column.name, read=part.strip(), example=example)
    return found


def _text(row: Judged, column: Column) -> str:
    text = " ".join(row.cell(column.name).text.split())
    if len(text) > column.longest:
        row.add("text_too_long", column.name, n=len(text), most=column.longest)
    trace = trace_in(text, quotes=column.quotes) if column.screened else None
    if trace is not None:
        row.add(f"trace_{trace}", column.name)
    return text
