"""Judge every row of the workbook at once: the rows it holds, and each problem by its cell."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from etl.extract.identity import simplified
from etl.forms.initiatives.board_sheets import PROJECTS
from etl.forms.initiatives.cells import Judged, judge_row
from etl.forms.initiatives.plan import both
from etl.forms.initiatives.reading import ReadRow
from etl.forms.initiatives.training_checks import check_training
from etl.forms.initiatives.words import Words
from etl.validate.problems import Problem

#: Sheets whose doubles are told by a sentence of their own.
OWN_DOUBLES = ("training_answers",)


def judge(rows: Sequence[ReadRow], words: Words, today: date) -> tuple[list[Judged], list[Problem]]:
    """Every row with its values, and every problem in the order of the workbook.

    Args:
        today: the day of receipt; nothing can have been observed after it.
    """
    judged = [judge_row(row, words, today) for row in rows]
    by_table: dict[str, list[Judged]] = defaultdict(list)
    for row in judged:
        by_table[row.read.sheet.table].append(row)
    for table, held in by_table.items():
        if table not in OWN_DOUBLES:
            _said_twice(held)
    check_training(by_table, words, today)
    _check_boards(by_table, today)
    for row in by_table["practices"]:
        _check_contact(row, words)
    return judged, [problem for row in judged for problem in row.problems]


def _said_twice(rows: Sequence[Judged]) -> None:
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


def _check_boards(by_table: dict[str, list[Judged]], today: date) -> None:
    """A board's sheets speak of projects that are declared, and dates follow one another."""
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


def _check_order(row: Judged) -> None:
    first = row.values.get("started_on")
    for name in ("planned_end", "ended_on"):
        last = row.values.get(name)
        if first is not None and last is not None and last < first:
            row.add("ends_before", name, read=last.isoformat(), first=first.isoformat())


def _check_contact(row: Judged, words: Words) -> None:
    """A person is named only where it is said that they agree."""
    contact, agreed = row.values["contact"], row.values["contact_agreed"]
    french, english = (words.entries("agreement", code) for code in ("fr", "en"))
    if contact and not row.cell("contact_agreed").text:
        row.add(
            "contact_without_agreement",
            "contact_agreed",
            yes=(french["yes"], english["yes"]),
            no=(french["no"], english["no"]),
        )
    elif agreed == "yes" and not contact:
        row.add("agreement_without_contact", "contact_agreed")
