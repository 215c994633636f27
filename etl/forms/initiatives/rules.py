"""What rows must agree on: projects that are declared, dates that follow one another, contacts who agree."""

from datetime import date

from etl.forms.declaration import both
from etl.forms.initiatives.lists import load_lists
from etl.forms.initiatives.project_log_sheets import PROJECTS
from etl.forms.initiatives.training_rules import TRAINING_RULES
from etl.forms.judge import JudgedRow, JudgedRows, same


def check_projects(judged: JudgedRows) -> None:
    """Every row of the project log names a project that is declared."""
    declared = {same(row.values["project"]) for row in judged.of("projects")}
    for row in judged.rows:
        project = row.values.get("project")
        if row.read.sheet.table.startswith("project_") and project is not None and same(project) not in declared:
            row.add("unknown_project", "project", sheet=both(PROJECTS.name))


def check_dates(judged: JudgedRows) -> None:
    """What ends ends after it began; a phase that is done has ended."""
    for row in judged.rows:
        _check_order(row)
    for row in judged.of("project_phases"):
        if row.values["state"] == "done":
            _check_ended(row, judged.today)


def check_contacts(judged: JudgedRows) -> None:
    """A person is named only where it is said that they agree."""
    lists = load_lists()
    for row in judged.of("practices"):
        contact, agreed = row.values["contact"], row.values["contact_agreed"]
        if contact and not row.cell("contact_agreed").text:
            words = {entry: lists.words("agreement", entry) for entry in ("yes", "no")}
            row.add("contact_without_agreement", "contact_agreed", **words)
        elif agreed == "yes" and not contact:
            row.add("agreement_without_contact", "contact_agreed")


RULES = (*TRAINING_RULES, check_projects, check_dates, check_contacts)


def _check_order(row: JudgedRow) -> None:
    first = row.values.get("started_on")
    for name in ("planned_end", "ended_on"):
        last = row.values.get(name)
        if first is not None and last is not None and last < first:
            row.add("ends_before", name, read=last.isoformat(), first=first.isoformat())


def _check_ended(row: JudgedRow, today: date) -> None:
    if row.values["ended_on"] is None:
        if not row.cell("ended_on").text:
            row.add("done_without_end", "ended_on")
    elif row.values["ended_on"] > today:
        row.add("done_ahead", "ended_on")
