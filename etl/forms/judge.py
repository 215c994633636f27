"""Judge a row of a form: each cell as the value of its column, or a finding that names the cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from etl.forms.declaration import LANGUAGES, Form, FormColumn, both
from etl.forms.lists import FormLists
from etl.forms.reader import FormCell, ReadRow
from etl.validate.cell_parser import clean, day, number
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: What a finding gives as an example, by kind of column.
EXAMPLES = {
    "date": "2026-03-31",
    "whole": "12",
    "code": "P-014",
    "indicators": "R04-2",
    "link": "https://exemple.org",
}


@dataclass
class JudgedRow:
    """One row with its values by column (None for a blank), and the findings gathered on the way.

    Attributes:
        today: the day of receipt; nothing can have been observed or decided after it.
    """

    read: ReadRow
    form: Form
    lists: FormLists
    today: date
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, column: str, **values: Any) -> None:
        """Add the finding of one cell; a value given as a pair is French and English."""
        cell, messages = self.cell(column), dict[Language, str]()
        for at, language in enumerate(LANGUAGES):
            own = {name: item[at] if isinstance(item, tuple) else item for name, item in values.items()}
            messages[language] = say(self.form.sentences[code], language, **({"read": cell.text} | own))
        self.problems.append(
            Problem(
                severity="warning" if code in self.form.warnings else "error",
                code=code,
                message_fr=messages["fr"],
                message_en=messages["en"],
                sheet=cell.sheet,
                cell=cell.address,
                read=None if self.form.unrepeated and code.startswith(self.form.unrepeated) else cell.text or None,
            )
        )

    def cell(self, column: str) -> FormCell:
        return self.read.cells[column]

    @property
    def failed(self) -> bool:
        """Whether a finding keeps the row from being taken."""
        return any(item.severity == "error" for item in self.problems)


#: The value of a filled cell, after adding what is wrong with it.
CellJudge = Callable[[JudgedRow, FormColumn], Any]


def judge_row(
    read: ReadRow, form: Form, lists: FormLists, today: date, own: Mapping[str, CellJudge] | None = None
) -> JudgedRow:
    """A row with the value of each of its cells, judged from left to right.

    Args:
        own: how the form judges kinds of its own, or those that it judges otherwise.
    """
    row = JudgedRow(read, form, lists, today)
    judges = {**JUDGES, **(own or {})}
    for column in read.sheet.columns:
        cell = row.cell(column.name)
        row.values[column.name] = None
        if cell.formula:
            row.add("formula_without_value", column.name)
        elif cell.text:
            row.values[column.name] = judges[column.kind](row, column)
        elif column.required:
            add_blank(row, column)
    return row


def add_blank(row: JudgedRow, column: FormColumn, code: str = "", **values: Any) -> None:
    """Add the finding of a blank where something is expected."""
    code = code or column.blank or ("blank_text" if column.kind == "text" else "blank")
    example: Any = column.example or EXAMPLES.get(column.kind, "")
    if column.kind == "list" and column.example is None:
        example = row.lists.example(column.list_id)
    row.add(code, column.name, head=both(column.head), example=example, **values)


def list_entry(row: JudgedRow, column: FormColumn) -> str | None:
    """The id behind an entry of a drop-down list."""
    text = row.cell(column.name).text
    found = row.lists.find(column.list_id, text)
    if found is None:
        code = row.lists.code_of_unknown(column, text)
        row.add(code, column.name, head=both(column.head), example=row.lists.example(column.list_id))
    return found


def whole_number(row: JudgedRow, column: FormColumn) -> int | None:
    """The whole number of a cell, within the column's bounds."""
    found = typed_number(row, column)
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


def typed_number(row: JudgedRow, column: FormColumn, *, decimals: bool = False) -> float | None:
    """The number of a cell, typed as one or written as text; `decimals`: whether few of them are expected."""
    cell = row.cell(column.name)
    if cell.read.kind == "number":
        return cell.read.number
    return pl.select(number(clean(pl.lit(cell.text)), pl.lit(decimals))).item()


def calendar_day(row: JudgedRow, column: FormColumn) -> date | None:
    """The date of a cell; one that lies ahead only where the column allows it."""
    cell = row.cell(column.name)
    found = cell.read.day if cell.read.kind == "date" else pl.select(day(clean(pl.lit(cell.text)))).item()
    if found is None:
        row.add("not_a_date", column.name, example=EXAMPLES["date"])
    elif found > row.today and not column.planned:
        row.add("future_date", column.name, read=found.isoformat())
    return found


def plain_text(row: JudgedRow, column: FormColumn, code: str = "text_too_long") -> str:
    """The text of a cell, spaces of every kind made one; `code` is the finding of one that is too long."""
    text = " ".join(row.cell(column.name).text.split())
    if len(text) > column.longest:
        row.add(code, column.name, n=len(text), most=column.longest)
    return text


def web_link(row: JudgedRow, column: FormColumn) -> str:
    """The address of a web page."""
    text = row.cell(column.name).text
    if not text.startswith(("https://", "http://")) or " " in text:
        row.add("link", column.name)
    return text


JUDGES: dict[str, CellJudge] = {
    "list": list_entry,
    "whole": whole_number,
    "date": calendar_day,
    "text": plain_text,
    "link": web_link,
}
