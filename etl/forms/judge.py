"""Judge the rows of a form: each cell as the value of its column, or a finding that names the cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from etl.extract.identity import simplified
from etl.forms.declaration import Form, FormColumn, both
from etl.forms.findings import finding
from etl.forms.lists import FormLists
from etl.forms.reader import FormCell, ReadRow
from etl.forms.screening import fault_of_code, trace_in
from etl.validate.cell_parser import clean, day, number
from etl.validate.problems import Problem

EXAMPLES = {"date": "2026-03-31", "whole": "12", "code": "P-014", "link": "https://exemple.org"}


@dataclass
class JudgedRow:
    """One row with its values by column (None for a blank), and the findings of its cells."""

    form: Form
    read: ReadRow
    values: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, list[Problem]] = field(default_factory=dict)

    def add(self, code: str, column: str, **values: Any) -> None:
        """Add the finding of a cell."""
        self.findings.setdefault(column, []).append(finding(self.form, code, self.cell(column), **values))

    def cell(self, column: str) -> FormCell:
        return self.read.cells[column]

    @property
    def problems(self) -> list[Problem]:
        """The findings in the order of the columns."""
        return [item for column in self.read.sheet.columns for item in self.findings.get(column.name, ())]


@dataclass(frozen=True)
class JudgedRows:
    """Every row of a workbook with its values, for the rules that look at several cells or rows.

    Attributes:
        today: the day of receipt; nothing can have been observed or decided after it.
    """

    rows: Sequence[JudgedRow]
    lists: FormLists
    today: date

    def of(self, *tables: str) -> list[JudgedRow]:
        """The rows of some tables."""
        return [row for row in self.rows if row.read.sheet.table in tables]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every finding in the order of the workbook."""
        return tuple(item for row in self.rows for item in row.problems)


#: Adds findings to the rows of a workbook.
Rule = Callable[[JudgedRows], None]


def judge_rows(form: Form, rows: Sequence[ReadRow], rules: Sequence[Rule], today: date) -> JudgedRows:
    """Every row with its values and its findings: of its cells, of rows that say the same twice, of the rules."""
    judge = RowJudge(form, form.load_lists(), today)
    judged = JudgedRows([judge.row(read) for read in rows], judge.lists, today)
    for rule in (find_repeated_rows, *rules):
        rule(judged)
    return judged


def find_repeated_rows(judged: JudgedRows) -> None:
    """A row whose key an earlier row of its sheet has; a key that lacks a required value is not compared."""
    first_rows: dict[tuple[Any, ...], int] = {}
    for row in judged.rows:
        sheet = row.read.sheet
        required = {column.name for column in sheet.columns if column.required}
        if not sheet.key or any(row.values[name] is None for name in sheet.key if name in required):
            continue
        key = (sheet.table, *(same(row.values[name]) for name in sheet.key))
        if key in first_rows:
            row.add(sheet.repeated, sheet.key[0], row=first_rows[key])
        first_rows.setdefault(key, row.read.number)


def same(value: Any) -> Any:
    """A value to compare with others: texts without case or doubled spaces."""
    return simplified(value) if isinstance(value, str) else value


class RowJudge:
    """Reads the cells of a row as the values of their columns."""

    def __init__(self, form: Form, lists: FormLists, today: date) -> None:
        self.form, self.lists, self.today = form, lists, today

    def row(self, read: ReadRow) -> JudgedRow:
        """A row with the value of each of its cells, from left to right."""
        row = JudgedRow(self.form, read)
        for column in read.sheet.columns:
            row.values[column.name] = self._value(row, column)
        return row

    def _value(self, row: JudgedRow, column: FormColumn) -> Any:
        cell = row.cell(column.name)
        if cell.formula:
            row.add("formula_without_value", column.name)
        elif cell.text:
            return getattr(self, f"_{column.kind}")(row, column, cell)
        elif column.required:
            code = column.blank or ("blank_text" if column.kind == "text" else "blank")
            row.add(code, column.name, head=both(column.head), example=self._example(column))
        return None

    def _example(self, column: FormColumn) -> str | tuple[str, str]:
        if column.list_id:
            return self.lists.example(column.list_id)
        return column.example or EXAMPLES.get(column.kind, "")

    def _list(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> str | None:
        entry = self.lists.find(column.list_id, cell.text)
        if entry is None:
            code = self.lists.code_of_unknown(column.list_id, cell.text, column.unknown)
            row.add(code, column.name, head=both(column.head), example=self._example(column))
        return entry

    def _several(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> list[str]:
        entries = []
        for part in filter(None, map(str.strip, cell.text.replace(";", ",").split(","))):
            entry = self.lists.find(column.list_id, part)
            if entry is None:
                row.add(column.unknown, column.name, read=part, example=self._example(column))
            else:
                entries.append(entry)
        return entries

    def _typed_number(self, cell: FormCell, *, has_decimals: bool) -> float | None:
        if cell.read.kind == "number":
            return cell.read.number
        return pl.select(number(clean(pl.lit(cell.text)), pl.lit(has_decimals))).item()

    def _number(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> float | None:
        value = self._typed_number(cell, has_decimals=self.form.has_decimals(row.values))
        if value is None:
            row.add("not_a_number", column.name, example=column.example)
        elif value < 0:
            row.add("negative", column.name)
        else:
            return value
        return None

    def _whole(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> int | None:
        value = self._typed_number(cell, has_decimals=False)
        bounds = {"head": both(column.head), "low": column.low, "high": column.high}
        if value is None:
            row.add("not_a_number", column.name, example=str(max(column.low, 3)))
        elif value != int(value):
            row.add("not_whole", column.name, example=str(max(column.low, 3)))
        elif column.high is not None and not column.low <= value <= column.high:
            row.add("out_of_range", column.name, **bounds)
        elif value < column.low:
            row.add("below", column.name, **bounds)
        else:
            return int(value)
        return None

    def _date(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> date | None:
        value = cell.read.day if cell.read.kind == "date" else pl.select(day(clean(pl.lit(cell.text)))).item()
        if value is None:
            row.add("not_a_date", column.name, example=EXAMPLES["date"])
        elif value > self.today and not column.planned:
            row.add("future_date", column.name, read=value.isoformat())
        return value

    def _code(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> str:
        fault = fault_of_code(cell.text)
        if fault is not None:
            row.add(fault, column.name, example=EXAMPLES["code"])
        # Two writings of one code are one person.
        return "".join(cell.text.split()).replace("-", "").upper()

    def _link(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> str:
        if not cell.text.startswith(("https://", "http://")) or " " in cell.text:
            row.add("link", column.name)
        return cell.text

    def _text(self, row: JudgedRow, column: FormColumn, cell: FormCell) -> str:
        text = " ".join(cell.text.split())
        if len(text) > column.longest:
            row.add("text_too_long", column.name, n=len(text), most=column.longest)
        trace = trace_in(text, quotes=column.quotes) if column.screened else None
        if trace is not None:
            row.add(f"trace_{trace}", column.name)
        return text
