"""Judge every row of the workbook of decisions: the decisions it holds, and each problem by its cell."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from etl import waves
from etl.forms.declaration import LANGUAGES, FormColumn
from etl.forms.judge import JudgedRow, add_blank, judge_row, plain_text, typed_number
from etl.forms.reader import ReadRow
from etl.forms.targets.sheets import COUNT_OF_PERIOD, TARGETS, TargetLists
from etl.validate.problems import Problem
from etl.validate.words import number_said
from indicators.catalogue.model import IndicatorBase
from indicators.verdicts.decisions import UNKNOWN, Decisions, MilestoneStatus, RebaseDecision, Target
from indicators.wording.language import pick

Decision = Target | MilestoneStatus | RebaseDecision
CONTRACTS: dict[str, type[Decision]] = {
    "targets": Target,
    "milestone_statuses": MilestoneStatus,
    "rebases": RebaseDecision,
}


def judge(rows: Sequence[ReadRow], lists: TargetLists, today: date) -> tuple[Decisions, list[Problem]]:
    """The decisions of the rows without fault, and every fault of the others.

    Args:
        today: the day of receipt; nothing can have been decided after it.
    """
    checks = {"targets": _check_target, "milestone_statuses": _check_status, "rebases": _check_rebase}
    held: dict[str, list[Any]] = {name: [] for name in CONTRACTS}
    problems: list[Problem] = []
    seen: dict[tuple, int] = {}
    for read in rows:
        table = read.sheet.table
        row = judge_row(read, TARGETS, lists, today, {"number": _bound, "text": _text})
        checks[table](row, lists)
        if not row.problems:
            decision = CONTRACTS[table].model_validate(_fields(row))
            key = _key(decision)
            if key in seen:
                row.add("twice", next(iter(read.cells)), row=seen[key])
            else:
                seen[key] = read.number
                held[table].append(decision)
        problems += row.problems
    return Decisions(**{name: tuple(items) for name, items in held.items()}), problems


def _fields(row: JudgedRow) -> dict[str, Any]:
    """The values of a sound row as its contract names them; a blank text is an empty one."""
    texts = {column.name for column in row.read.sheet.columns if column.kind in ("list", "text")}
    fields = {name: "" if value is None and name in texts else value for name, value in row.values.items()}
    if "place" in fields:
        fields["place_kind"], _, fields["place_id"] = str(fields.pop("place")).partition("/")
    return fields


def _key(decision: Decision) -> tuple:
    """What may be decided only once; a series may be rebased at several periods."""
    if isinstance(decision, MilestoneStatus):
        return ("milestone", decision.milestone_id, decision.place_id)
    period = decision.period if isinstance(decision, RebaseDecision) else ""
    return (type(decision).__name__, decision.subject_id, decision.place_kind, decision.place_id, period)


def _text(row: JudgedRow, column: FormColumn) -> str:
    return plain_text(row, column, "too_long")


def _indicator(row: JudgedRow) -> IndicatorBase | None:
    """The indicator that the row names, where it is one of the catalogue."""
    return row.lists.catalogue.indicator.get(row.values["subject_id"] or "")


def _bound(row: JudgedRow, column: FormColumn) -> float | None:
    """The number of a bound, in the unit of the row's indicator."""
    indicator = _indicator(row)
    found = typed_number(row, column, decimals=indicator is None or indicator.decimals > 0)
    percent = indicator is not None and indicator.fr.unit.startswith("%")
    if found is None:
        row.add("not_a_number", column.name, example="60")
    elif found < 0:
        row.add("negative", column.name)
    elif percent and row.cell(column.name).read.kind == "number" and 0 < found <= 1:
        # Typed as « 60 % », a spreadsheet keeps 0.6, and 1 for « 100 % ».
        row.add("fraction_for_percent", column.name, example=_written(found * 100))
    elif found > 100 and indicator is not None and _stops_at_hundred(indicator):
        row.add("above_hundred", column.name)
    else:
        return found
    return None


def _written(value: float) -> tuple[str, ...]:
    return tuple(number_said(value, language) for language in LANGUAGES)


def _stops_at_hundred(indicator: IndicatorBase) -> bool:
    """Whether the indicator is a share, which cannot exceed 100 %."""
    return indicator.fr.unit.startswith("%") and indicator.interval == "wilson"


def _check_target(row: JudgedRow, lists: TargetLists) -> None:
    """A target has a bound on the side that its indicator improves, or a range that holds a value."""
    bounds = [row.cell(name) for name in ("low", "high")]
    low, high = row.values["low"], row.values["high"]
    if any((cell.text or cell.formula) and value is None for cell, value in zip(bounds, (low, high), strict=True)):
        return
    indicator = _indicator(row)
    direction = indicator.direction if indicator else ""
    if low is None and high is None:
        row.add("no_bound", "low")
    elif low is not None and high is not None:
        if low > high:
            row.add("low_above_high", "low", low=_written(low), high=_written(high))
        elif low == high:
            row.add("empty_range", "low", low=_written(low))
        elif indicator is not None and high == 100 and _stops_at_hundred(indicator):
            row.add("never_reached", "high", example=_written(low))
    elif direction == "lower_better" and high is None:
        row.add("low_for_lower", "low")
    elif direction == "higher_better" and low is None:
        row.add("high_for_higher", "high")


def _check_status(row: JudgedRow, lists: TargetLists) -> None:
    """A milestone has an establishment where its scope asks for one, and a proof where its state is known."""
    milestone = lists.milestones.get(row.values["milestone_id"] or "")
    place = row.cell("place_id").text
    if milestone is not None and not place and milestone.scope == "establishment":
        row.add("establishment_expected", "place_id")
    if milestone is not None and place and milestone.scope == "provincial":
        row.add("establishment_not_expected", "place_id")
    status = row.values["status"]
    if status in (None, UNKNOWN):
        return
    labels = {item.choice_id: item for item in lists.facts.choice_lists["milestone_state"]}
    named = {
        name: tuple(pick(labels[state], "label", language) for language in LANGUAGES)
        for name, state in (("status", status), ("unknown", UNKNOWN))
    }
    for name, code in (("evidence", "status_without_evidence"), ("dated_on", "status_without_date")):
        if not row.cell(name).text and not row.cell(name).formula:
            add_blank(row, row.read.sheet.names[name], code, **named)


def _check_rebase(row: JudgedRow, lists: TargetLists) -> None:
    """A series is rebased at a period of the kind by which it is followed."""
    subject, period = row.values["subject_id"], row.values["period"]
    if not subject or not period:
        return
    by_quarter = waves.wave(period).period_kind == "quarter"
    followed = {item.indicator_id for item in lists.facts.quarterly_indicators} | {COUNT_OF_PERIOD}
    if by_quarter and subject not in followed:
        row.add("not_by_quarter", "period")
    if not by_quarter and subject == COUNT_OF_PERIOD:
        row.add("only_by_quarter", "period")
