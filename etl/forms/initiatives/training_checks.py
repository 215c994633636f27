"""What only the questionnaires together can tell: who is seen twice, who has no start, who answered too early."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from etl.forms.declaration import both
from etl.forms.initiatives.lists import InitiativeLists
from etl.forms.initiatives.sheets import ITEMS, RETENTION
from etl.forms.judge import EXAMPLES, JudgedRow


def check_training(by_table: Mapping[str, Sequence[JudgedRow]], lists: InitiativeLists, today: date) -> None:
    """Add the faults of the questionnaires, of their enrolment and of their destruction date to the rows."""
    answers = by_table.get("training_answers", ())
    for row in answers:
        _check_module(row, lists)
        _check_items(row)
    _check_people(answers)
    _check_retention(answers, by_table.get("retention", ()), today)
    _check_enrolment(answers, by_table.get("training_enrolment", ()), lists)


def _check_module(row: JudgedRow, lists: InitiativeLists) -> None:
    """No answer before a planned module begins; a setting that it is not for is only told."""
    module = lists.collection.module.get(row.values["module_id"] or "")
    if module is None:
        return
    named = _said(lists, "module", module.module_id)
    answered = row.values["answered_on"]
    if answered is not None and answered < module.first_day:
        row.add(
            "before_start",
            "answered_on",
            read=answered.isoformat(),
            module=named,
            first=module.first_day.isoformat(),
        )
    if row.values["setting_id"] is not None and row.values["setting_id"] not in module.settings:
        told = [_said(lists, "setting", name) for name in module.settings]
        expected = (", ".join(item[0] for item in told), ", ".join(item[1] for item in told))
        row.add("other_setting", "setting_id", module=named, expected=expected)


def _said(lists: InitiativeLists, list_id: str, entry: str) -> tuple[str, str]:
    return lists.entries(list_id, "fr")[entry], lists.entries(list_id, "en")[entry]


def _check_items(row: JudgedRow) -> None:
    blank = [name for name in ITEMS if not row.cell(name).text]
    if len(blank) == len(ITEMS):
        row.add("no_answer", ITEMS[0])
    elif blank:
        row.add("missing_items", blank[0], n=len(blank), all=len(ITEMS))


def _check_people(rows: Sequence[JudgedRow]) -> None:
    """Each person once at a time point, from the start on, always of the same place."""
    seen: dict[tuple[Any, ...], JudgedRow] = {}
    for row in rows:
        key = _person(row)
        if key is None or row.values["month"] is None:
            continue
        first = seen.setdefault((*key, row.values["month"]), row)
        if first is not row:
            row.add("seen_twice", "participant_code", row=first.read.number)
    for row in rows:
        key = _person(row)
        if key is None or row.values["month"] in (None, "0"):
            continue
        start = seen.get((*key, "0"))
        if start is None:
            row.add("no_baseline", "participant_code")
            continue
        for name in ("territory_id", "setting_id"):
            if None not in (row.values[name], start.values[name]) and row.values[name] != start.values[name]:
                row.add(
                    "moved",
                    name,
                    read=row.cell("participant_code").text,
                    other=start.cell(name).text,
                    row=start.read.number,
                )
        days = row.values["answered_on"], start.values["answered_on"]
        if None not in days and days[0] < days[1]:
            row.add(
                "before_baseline",
                "answered_on",
                read=days[0].isoformat(),
                first=days[1].isoformat(),
                row=start.read.number,
            )


def _person(row: JudgedRow) -> tuple[str, str] | None:
    code, module = row.values["participant_code"], row.values["module_id"]
    return (code, module) if code and module else None


def _check_retention(answers: Sequence[JudgedRow], kept: Sequence[JudgedRow], today: date) -> None:
    """Questionnaires come with the day of their destruction, which lies ahead."""
    for row in kept[1:]:
        row.add("one_retention", "destroy_on")
    for row in kept[:1]:
        chosen = row.values["destroy_on"]
        if chosen is not None and chosen <= today:
            row.add("retention_past", "destroy_on", read=chosen.isoformat())
    if answers and not kept:
        answers[0].add("no_retention", "participant_code", sheet=both(RETENTION.name), example=EXAMPLES["date"])


def _check_enrolment(answers: Sequence[JudgedRow], rows: Sequence[JudgedRow], lists: InitiativeLists) -> None:
    """Nobody starts without being enrolled, nor is enrolled without being invited, where both are given."""
    names = ("module_id", "territory_id", "setting_id")
    started = Counter(tuple(row.values[name] for name in names) for row in answers if row.values["month"] == "0")
    for row in rows:
        invited, enrolled = row.values["invited"], row.values["enrolled"]
        if None not in (invited, enrolled) and enrolled > invited:
            row.add("more_than_invited", "enrolled", read=enrolled, invited=invited)
        begun = started[tuple(row.values[name] for name in names)]
        if enrolled is not None and begun > enrolled:
            row.add("more_than_enrolled", "enrolled", read=begun, enrolled=enrolled)
