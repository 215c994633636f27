"""Judge every row of the initiatives' workbook: the rows it holds, and each problem by its cell."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from etl.extract.identity import simplified
from etl.forms.declaration import FormColumn, both
from etl.forms.initiatives.lists import InitiativeLists
from etl.forms.initiatives.project_log_sheets import PROJECTS
from etl.forms.initiatives.screening import fault_of_code, trace_in
from etl.forms.initiatives.sheets import INITIATIVES
from etl.forms.initiatives.training_checks import check_training
from etl.forms.judge import EXAMPLES, JudgedRow, judge_row, plain_text
from etl.forms.reader import ReadRow
from etl.validate.problems import Problem

#: Sheets whose doubles are told by a sentence of their own.
JUDGED_APART = ("training_answers",)


def _code(row: JudgedRow, column: FormColumn) -> str:
    # Two writings of one code are one person.
    code = "".join(row.cell(column.name).text.split()).replace("-", "").upper()
    fault = fault_of_code(row.cell(column.name).text)
    if fault is not None:
        row.add(fault, column.name, example=EXAMPLES["code"])
    return code


def _indicators(row: JudgedRow, column: FormColumn) -> list[str]:
    lists = cast(InitiativeLists, row.lists)
    found = []
    for part in row.cell(column.name).text.replace(";", ",").split(","):
        known = lists.indicator(part.strip()) if part.strip() else None
        if known is not None:
            found.append(known)
        elif part.strip():
            example = next(iter(lists.catalogue.indicator.values())).code
            row.add("unknown_indicator", column.name, read=part.strip(), example=example)
    return found


def _screened_text(row: JudgedRow, column: FormColumn) -> str:
    text = plain_text(row, column)
    trace = trace_in(text, quotes=column.quotes) if column.screened else None
    if trace is not None:
        row.add(f"trace_{trace}", column.name)
    return text


OWN_KINDS = {"code": _code, "indicators": _indicators, "text": _screened_text}


def judge(rows: Sequence[ReadRow], lists: InitiativeLists, today: date) -> tuple[list[JudgedRow], list[Problem]]:
    """Every row with its values, and every problem in the order of the workbook.

    Args:
        today: the day of receipt; nothing can have been observed after it.
    """
    judged = [judge_row(row, INITIATIVES, lists, today, OWN_KINDS) for row in rows]
    by_table: dict[str, list[JudgedRow]] = defaultdict(list)
    for row in judged:
        by_table[row.read.sheet.table].append(row)
    for table, held in by_table.items():
        if table not in JUDGED_APART:
            _said_twice(held)
    check_training(by_table, lists, today)
    _check_projects(by_table, today)
    for row in by_table["practices"]:
        _check_contact(row, lists)
    return judged, [problem for row in judged for problem in row.problems]


def _said_twice(rows: Sequence[JudgedRow]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        names = row.read.sheet.key
        key = tuple(_same(row.values[name]) for name in names)
        if not names or None in key:
            continue
        if key in seen:
            row.add("said_twice", names[0], row=seen[key])
        seen.setdefault(key, row.read.number)


def _same(value: Any) -> Any:
    return simplified(value) if isinstance(value, str) else value


def _check_projects(by_table: dict[str, list[JudgedRow]], today: date) -> None:
    """The sheets of the project log speak of projects that are declared, and dates follow one another."""
    known = {_same(row.values["project"]) for row in by_table["projects"]}
    for table, rows in by_table.items():
        for row in rows:
            named = row.values.get("project")
            if table.startswith("project_") and named is not None and _same(named) not in known:
                row.add("unknown_project", "project", sheet=both(PROJECTS.name))
            _check_order(row)
    for row in by_table["project_phases"]:
        if row.values["state"] != "done":
            continue
        if row.values["ended_on"] is None:
            if not row.cell("ended_on").text:
                row.add("done_without_end", "ended_on")
        elif row.values["ended_on"] > today:
            row.add("done_ahead", "ended_on")


def _check_order(row: JudgedRow) -> None:
    first = row.values.get("started_on")
    for name in ("planned_end", "ended_on"):
        last = row.values.get(name)
        if first is not None and last is not None and last < first:
            row.add("ends_before", name, read=last.isoformat(), first=first.isoformat())


def _check_contact(row: JudgedRow, lists: InitiativeLists) -> None:
    """A person is named only where it is said that they agree."""
    contact, agreed = row.values["contact"], row.values["contact_agreed"]
    french, english = (lists.entries("agreement", code) for code in ("fr", "en"))
    if contact and not row.cell("contact_agreed").text:
        row.add(
            "contact_without_agreement",
            "contact_agreed",
            yes=(french["yes"], english["yes"]),
            no=(french["no"], english["no"]),
        )
    elif agreed == "yes" and not contact:
        row.add("agreement_without_contact", "contact_agreed")
