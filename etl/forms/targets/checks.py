"""Judge every row of the workbook at once: the decisions it holds, and each problem by its cell."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from etl import waves
from etl.forms.targets.findings import finding
from etl.forms.targets.plan import COUNT_OF_PERIOD, SHEETS, ListName, TableName, Words
from etl.forms.targets.reading import Cell, ReadRow
from etl.validate.cell_parser import clean, day, number
from etl.validate.problems import Problem
from etl.validate.words import number_said
from indicators.catalogue.model import IndicatorBase
from indicators.verdicts.decisions import UNKNOWN, Decisions, MilestoneStatus, RebaseDecision, Target
from indicators.wording.language import pick

Decision = Target | MilestoneStatus | RebaseDecision
#: Texts are read on a page beside a number.
LONGEST = 500
EXAMPLE_DATE = "2026-03-31"
EXAMPLE_AUTHOR = ("Direction de la qualité", "Quality directorate")
LIST_OF: dict[tuple[TableName, str], ListName] = {
    (plan.table, column.name): column.list_name
    for plan in SHEETS
    for column in plan.columns
    if column.list_name is not None
}
#: What a blank or an unknown entry of a list is called in the findings.
NOUNS: dict[ListName, str] = {
    "indicator": "indicator",
    "rebased": "indicator",
    "place": "place",
    "establishment": "place",
    "milestone": "milestone",
    "status": "status",
    "period": "period",
}


def judge(rows: tuple[ReadRow, ...], words: Words, today: date) -> tuple[Decisions, list[Problem]]:
    """The decisions of the rows without fault, and every fault of the others.

    Args:
        today: the day of receipt; nothing can have been decided after it.
    """
    judges: dict[TableName, tuple[Callable[[_Row], dict[str, Any]], type[Decision]]] = {
        "targets": (_target, Target),
        "milestone_statuses": (_status, MilestoneStatus),
        "rebases": (_rebase, RebaseDecision),
    }
    held: dict[TableName, list[Any]] = {name: [] for name in judges}
    problems: list[Problem] = []
    seen: dict[tuple, int] = {}
    for read in rows:
        row = _Row(read, words, today)
        fields_of, contract = judges[read.table]
        fields = fields_of(row)
        if not row.problems:
            decision = contract.model_validate(fields)
            key = _key(decision)
            if key in seen:
                first = next(iter(read.cells))
                row.add("twice", first, row=seen[key])
            else:
                seen[key] = read.number
                held[read.table].append(decision)
        problems += row.problems
    return Decisions(**{name: tuple(items) for name, items in held.items()}), problems


def _key(decision: Decision) -> tuple:
    """What may be decided only once; a series may be rebased at several periods."""
    if isinstance(decision, MilestoneStatus):
        return ("milestone", decision.milestone_id, decision.place_id)
    period = decision.period if isinstance(decision, RebaseDecision) else ""
    return (type(decision).__name__, decision.subject_id, decision.place_kind, decision.place_id, period)


class _Row:
    """One row being judged: its cells as values, its faults gathered on the way."""

    def __init__(self, read: ReadRow, words: Words, today: date) -> None:
        self.read, self.words, self.today = read, words, today
        self.problems: list[Problem] = []

    def add(self, code: str, column: str, **values: Any) -> None:
        self.problems.append(finding(code, self.cell(column), **values))

    def cell(self, column: str) -> Cell:
        return self.read.cells[column]

    def _computed(self, column: str) -> bool:
        if self.cell(column).formula:
            self.add("formula_without_value", column)
        return not self.cell(column).formula

    def entry(self, column: str, *, required: bool = True) -> str:
        """The id behind an entry of a drop-down list; '' with its fault where there is none."""
        name = LIST_OF[self.read.table, column]
        text = self.cell(column).text
        if not self._computed(column):
            return ""
        if not text:
            if required:
                self.add(f"blank_{NOUNS[name]}", column)
            return ""
        found = self.words.find(name, text)
        if found is None:
            self._unknown(name, column)
        return found or ""

    def _unknown(self, name: ListName, column: str) -> None:
        splits = {
            words
            for item in self.words.catalogue.indicator.values()
            if item.segments != ("",)
            for words in (item.id, item.code, item.fr.short_title, item.en.short_title)
        }
        if name in ("indicator", "rebased") and self.cell(column).text.split(" · ")[0] in splits:
            self.add("split_indicator", column)
            return
        french, english = (list(self.words.entries(name, code).values()) for code in ("fr", "en"))
        if name == "status":
            self.add("unknown_status", column, example=(", ".join(french), ", ".join(english)))
        else:
            self.add(f"unknown_{NOUNS[name]}", column, example=(french[-1], english[-1]))

    def text(self, column: str, absent: str, **values: Any) -> str:
        """The text of a cell, spaces of every kind made one; `absent` is the fault of a blank."""
        if not self._computed(column):
            return ""
        text = " ".join(self.cell(column).text.split())
        if not text:
            self.add(absent, column, **values)
        elif len(text) > LONGEST:
            self.add("too_long", column, n=len(text), most=LONGEST)
        return text

    def day(self, column: str, absent: str, **values: Any) -> date | None:
        """The date of a cell; `absent` is the fault of a blank, '' where a blank is allowed."""
        cell = self.cell(column)
        if not self._computed(column):
            return None
        if not cell.text:
            if absent:
                self.add(absent, column, example=EXAMPLE_DATE, **values)
            return None
        found = cell.read.day if cell.read.kind == "date" else _said(day(clean(pl.lit(cell.text))))
        if found is None:
            self.add("not_a_date", column, example=EXAMPLE_DATE)
        elif found > self.today:
            self.add("future_date", column, read=found.isoformat())
        return found

    def bound(self, column: str, indicator: IndicatorBase | None) -> float | None:
        """The number of a bound, in the unit of the indicator."""
        cell = self.cell(column)
        if not self._computed(column) or not cell.text:
            return None
        typed = cell.read.kind == "number"
        few_decimals = pl.lit(indicator is None or indicator.decimals > 0)
        found = cell.read.number if typed else _said(number(clean(pl.lit(cell.text)), few_decimals))
        percent = indicator is not None and indicator.fr.unit.startswith("%")
        if found is None:
            self.add("not_a_number", column, example="60")
        elif found < 0:
            self.add("negative", column)
        elif percent and typed and 0 < found <= 1:
            # Typed as « 60 % », a spreadsheet keeps 0.6, and 1 for « 100 % ».
            shown = tuple(number_said(found * 100, language) for language in ("fr", "en"))
            self.add("fraction_for_percent", column, example=shown)
        elif found > 100 and indicator is not None and _stops_at_hundred(indicator):
            self.add("above_hundred", column)
        else:
            return found
        return None


def _said(value: pl.Expr) -> Any:
    return pl.select(value).item()


def _stops_at_hundred(indicator: IndicatorBase) -> bool:
    """Whether the indicator is a share, which cannot exceed 100 %."""
    return indicator.fr.unit.startswith("%") and indicator.interval == "wilson"


def _place(row: _Row) -> tuple[str, str]:
    kind, _, place_id = row.entry("place").partition("/")
    return kind, place_id


def _target(row: _Row) -> dict[str, Any]:
    subject = row.entry("subject_id")
    indicator = row.words.catalogue.indicator.get(subject)
    kind, place_id = _place(row)
    before = len(row.problems)
    low, high = row.bound("low", indicator), row.bound("high", indicator)
    if len(row.problems) == before:
        _check_bounds(row, low, high, indicator)
    reason = row.text("reason", "target_without_reason")
    decided_on = row.day("decided_on", "target_without_date")
    author = row.text("author", "without_author", example=EXAMPLE_AUTHOR)
    return {
        "subject_id": subject,
        "place_kind": kind,
        "place_id": place_id,
        "low": low,
        "high": high,
        "reason": reason,
        "decided_on": decided_on,
        "author": author,
    }


def _check_bounds(row: _Row, low: float | None, high: float | None, indicator: IndicatorBase | None) -> None:
    direction = indicator.direction if indicator else ""
    if low is None and high is None:
        row.add("no_bound", "low")
    elif low is not None and high is not None:
        said = {
            name: tuple(number_said(bound, language) for language in ("fr", "en"))
            for name, bound in (("low", low), ("high", high))
        }
        if low > high:
            row.add("low_above_high", "low", **said)
        elif low == high:
            row.add("empty_range", "low", **said)
        elif indicator is not None and high == 100 and _stops_at_hundred(indicator):
            row.add("never_reached", "high", example=said["low"])
    elif direction == "lower_better" and high is None:
        row.add("low_for_lower", "low")
    elif direction == "higher_better" and low is None:
        row.add("high_for_higher", "high")


def _status(row: _Row) -> dict[str, Any]:
    milestone_id = row.entry("milestone_id")
    place_id = row.entry("place_id", required=False)
    status = row.entry("status")
    milestone = row.words.milestones.get(milestone_id)
    if milestone is not None and not row.cell("place_id").text and milestone.scope == "establishment":
        row.add("establishment_expected", "place_id")
    if milestone is not None and row.cell("place_id").text and milestone.scope == "provincial":
        row.add("establishment_not_expected", "place_id")
    known = bool(status) and status != UNKNOWN
    labels = {item.choice_id: item for item in row.words.facts.choice_lists["milestone_state"]}
    said = {
        name: tuple(pick(labels[state], "label", language) for language in ("fr", "en"))
        for name, state in (("status", status or UNKNOWN), ("unknown", UNKNOWN))
    }
    evidence = " ".join(row.cell("evidence").text.split())
    if known:
        row.text("evidence", "status_without_evidence", **said)
    dated_on = row.day("dated_on", "status_without_date" if known else "", **(said if known else {}))
    author = row.text("author", "without_author", example=EXAMPLE_AUTHOR)
    return {
        "milestone_id": milestone_id,
        "place_id": place_id,
        "status": status,
        "evidence": evidence,
        "dated_on": dated_on,
        "author": author,
    }


def _rebase(row: _Row) -> dict[str, Any]:
    subject = row.entry("subject_id")
    kind, place_id = _place(row)
    period = row.entry("period")
    if subject and period:
        by_quarter = waves.wave(period).period_kind == "quarter"
        followed = {item.indicator_id for item in row.words.facts.quarterly_indicators} | {COUNT_OF_PERIOD}
        if by_quarter and subject not in followed:
            row.add("not_by_quarter", "period")
        if not by_quarter and subject == COUNT_OF_PERIOD:
            row.add("only_by_quarter", "period")
    reason = row.text("reason", "rebase_without_reason")
    decided_on = row.day("decided_on", "rebase_without_date")
    author = row.text("author", "without_author", example=EXAMPLE_AUTHOR)
    return {
        "subject_id": subject,
        "place_kind": kind,
        "place_id": place_id,
        "period": period,
        "reason": reason,
        "decided_on": decided_on,
        "author": author,
    }
