"""What the questionnaires must agree on: who has no start, who answered too early."""

from collections import Counter

from etl.forms.declaration import both
from etl.forms.initiatives.lists import load_lists
from etl.forms.initiatives.sheets import ITEMS, RETENTION
from etl.forms.judge import EXAMPLES, JudgedRow, JudgedRows


def check_modules(judged: JudgedRows) -> None:
    """No answer before a planned module begins; a setting that it is not for is only a warning."""
    lists = load_lists()
    for row in judged.of("training_answers"):
        module = lists.collection.module.get(row.values["module_id"] or "")
        if module is None:
            continue
        name = lists.words("module", module.module_id)
        answered, setting = row.values["answered_on"], row.values["setting_id"]
        if answered is not None and answered < module.first_day:
            dates = {"read": answered.isoformat(), "first": module.first_day.isoformat()}
            row.add("before_start", "answered_on", module=name, **dates)
        if setting is not None and setting not in module.settings:
            french, english = zip(*(lists.words("setting", item) for item in module.settings), strict=True)
            expected = (", ".join(french), ", ".join(english))
            row.add("other_setting", "setting_id", module=name, expected=expected)


def check_items(judged: JudgedRows) -> None:
    """A questionnaire without answer is refused; one that lacks some is a warning."""
    for row in judged.of("training_answers"):
        blank = [name for name in ITEMS if not row.cell(name).text]
        if len(blank) == len(ITEMS):
            row.add("no_answer", ITEMS[0])
        elif blank:
            row.add("missing_items", blank[0], n=len(blank), all=len(ITEMS))


def check_people(judged: JudgedRows) -> None:
    """Each person from the start on, always of the same place."""
    rows = judged.of("training_answers")
    starts: dict[tuple[str | None, str | None], JudgedRow] = {}
    for row in rows:
        if row.values["month"] == "0":
            starts.setdefault(_person(row), row)
    for row in rows:
        if not all(_person(row)) or row.values["month"] in (None, "0"):
            continue
        start = starts.get(_person(row))
        if start is None:
            row.add("no_baseline", "participant_code")
        else:
            _check_start(row, start)


def check_retention(judged: JudgedRows) -> None:
    """Questionnaires come with the day of their destruction, which lies ahead."""
    answers, retention = judged.of("training_answers"), judged.of("retention")
    for row in retention[1:]:
        row.add("one_retention", "destroy_on")
    for row in retention[:1]:
        chosen = row.values["destroy_on"]
        if chosen is not None and chosen <= judged.today:
            row.add("retention_past", "destroy_on", read=chosen.isoformat())
    if answers and not retention:
        answers[0].add("no_retention", "participant_code", sheet=both(RETENTION.name), example=EXAMPLES["date"])


def check_enrolment(judged: JudgedRows) -> None:
    """Nobody starts without being enrolled, nor is enrolled without being invited, where both are given."""
    names = ("module_id", "territory_id", "setting_id")
    answers = judged.of("training_answers")
    started = Counter(tuple(row.values[name] for name in names) for row in answers if row.values["month"] == "0")
    for row in judged.of("training_enrolment"):
        invited, enrolled = row.values["invited"], row.values["enrolled"]
        if None not in (invited, enrolled) and enrolled > invited:
            row.add("more_than_invited", "enrolled", read=enrolled, invited=invited)
        begun = started[tuple(row.values[name] for name in names)]
        if enrolled is not None and begun > enrolled:
            row.add("more_than_enrolled", "enrolled", read=begun, enrolled=enrolled)


TRAINING_RULES = (check_modules, check_items, check_people, check_retention, check_enrolment)


def _person(row: JudgedRow) -> tuple[str | None, str | None]:
    return row.values["participant_code"], row.values["module_id"]


def _check_start(row: JudgedRow, start: JudgedRow) -> None:
    """The place and the date of a later questionnaire against those of the person's first."""
    for name in ("territory_id", "setting_id"):
        if None not in (row.values[name], start.values[name]) and row.values[name] != start.values[name]:
            code, other = row.cell("participant_code").text, start.cell(name).text
            row.add("moved", name, read=code, other=other, row=start.read.number)
    answered, first = row.values["answered_on"], start.values["answered_on"]
    if None not in (answered, first) and answered < first:
        dates = {"read": answered.isoformat(), "first": first.isoformat()}
        row.add("before_baseline", "answered_on", row=start.read.number, **dates)
