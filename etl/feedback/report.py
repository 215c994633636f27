"""The problems as a steward and an establishment read them: by submission, then by sheet, what stops first.

One `Report` is what a page draws, what the console prints, and what the .xlsx and JSON files hold.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from data.facts import Facts, load_facts
from data.model.survey import ANSWERED_STATES
from data.store.workbench.submissions import DataKind, Workbench
from etl import waves
from etl.validate.check import CheckResult
from etl.validate.problems import MANY, Severity
from etl.validate.words import SEVERITIES, example, expected
from indicators.catalogue.model import Language
from indicators.wording.answers import question_code
from indicators.wording.language import pick, say

#: The shape of the JSON report: a reader that knows it refuses another. Fields may be added, never renamed.
JSON_SCHEMA = "observatoire-rapport/1"
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Finding:
    """One problem in the reader's language.

    Attributes:
        rule: the id of the rule, or the code of the reading that failed.
        cell: the whole place, « D Budget!D14 »; the sheet alone or '' where no cell is to blame.
        address: the cell within `sheet`, « D14 », or ''.
        code: the question's short code, « D020 », or ''.
        read: what stands in the cell; None for a blank.
        expected, example: what an answer should be; None where the message says it all.
    """

    severity: Severity
    rule: str
    cell: str
    sheet: str
    address: str
    question_id: str | None
    code: str
    question: str | None
    read: str | None
    expected: str | None
    example: str | None
    message: str

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


@dataclass(frozen=True)
class SheetFindings:
    """The problems of one sheet, errors first, then in the order of its rows."""

    sheet: str
    problems: tuple[Finding, ...]


@dataclass(frozen=True)
class SubmissionReport:
    """One submission and its problems; no sheet where there is none."""

    submission_id: str
    establishment_id: str
    establishment: str
    wave_id: str
    file_label: str
    state: str
    answers: int
    errors: int
    warnings: int
    sheets: tuple[SheetFindings, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(item for sheet in self.sheets for item in sheet.problems)


@dataclass(frozen=True)
class Report:
    """The problems of some submissions; `kind` says whether their data are fictitious."""

    language: Language
    kind: DataKind | None
    submissions: tuple[SubmissionReport, ...]

    @property
    def errors(self) -> int:
        return sum(item.errors for item in self.submissions)

    @property
    def warnings(self) -> int:
        return sum(item.warnings for item in self.submissions)


def report_of(workbench: Workbench, submission_ids: Sequence[str], language: Language) -> Report:
    """Everything that the last check found in these submissions, in the order in which they came."""
    with workbench.session():
        held = workbench.submissions().filter(pl.col("submission_id").is_in(list(submission_ids)))
        ids = held["submission_id"].to_list()
        answers, problems = workbench.answers(ids), workbench.problems(ids)
        kind = workbench.kind
    given = answers.group_by("submission_id").agg(answers=pl.col("state").is_in(ANSWERED_STATES).sum().cast(pl.Int64))
    counted = held.join(given, on="submission_id", how="left", maintain_order="left")
    return _report(counted.with_columns(pl.col("answers").fill_null(0)), problems, kind, load_facts(), language)


def report_of_check(result: CheckResult, facts: Facts, language: Language, kind: DataKind | None = None) -> Report:
    """The report of a check that has just run."""
    return _report(result.submissions, result.problems, kind, facts, language)


def _report(
    submissions: pl.DataFrame, problems: pl.DataFrame, kind: DataKind | None, facts: Facts, language: Language
) -> Report:
    by_submission = {
        key[0]: rows.to_dicts()
        for key, rows in problems.partition_by("submission_id", as_dict=True, maintain_order=True).items()
    }
    entries = []
    for row in submissions.iter_rows(named=True):
        told = [_finding(item, facts, language) for item in by_submission.get(row["submission_id"], [])]
        sheets: dict[str, list[Finding]] = {}
        for item in sorted(told, key=_order):
            sheets.setdefault(item.sheet, []).append(item)
        errors = sum(item.is_error for item in told)
        entries.append(
            SubmissionReport(
                **{name: row[name] for name in ("submission_id", "establishment_id", "wave_id", "file_label")},
                establishment=pick(facts.establishment[row["establishment_id"]], "short_name", language),
                state=row["state"],
                answers=row["answers"],
                errors=errors,
                warnings=len(told) - errors,
                sheets=tuple(SheetFindings(sheet, tuple(found)) for sheet, found in sheets.items()),
            )
        )
    return Report(language, kind, tuple(entries))


def _order(item: Finding) -> tuple[str, bool, int, int, str]:
    """By sheet, what stops before what is to confirm, then as one reads down and across."""
    found = _ADDRESS.fullmatch(item.address)
    row, letters = (int(found[2]), found[1]) if found else (0, "")
    return item.sheet, not item.is_error, row, len(letters), letters


def _finding(problem: dict[str, Any], facts: Facts, language: Language) -> Finding:
    question = facts.question.get(problem["question_id"] or "")
    sheet, address = problem["sheet"] or "", problem["cell"] or ""
    awaited, shown = problem["expected"], problem["example"]
    if question is not None and problem["code"] in SEVERITIES:
        wave = waves.wave(problem["wave_id"])
        awaited = expected(problem["code"], question, facts, language)
        shown = example(question, wave, language)
    elif question is not None and awaited is None and _is_rule(problem["code"], facts):
        awaited = say("des réponses qui s’accordent entre elles", language)
    return Finding(
        severity=problem["severity"],
        rule=problem["code"],
        cell="!".join(part for part in (sheet, address) if part),
        sheet=sheet,
        address=address,
        question_id=problem["question_id"],
        code=question_code(question) if question else "",
        question=pick(question, "label", language) if question else None,
        read=problem["read"],
        expected=awaited,
        example=shown,
        message=problem[f"message_{language}"],
    )


def _is_rule(code: str, facts: Facts) -> bool:
    return any(rule.rule_id == code for rule in facts.rules)


def report_json(report: Report) -> str:
    """The report for another tool, as one JSON object.

    `schema` (JSON_SCHEMA), `language`, `kind`, `errors`, `warnings`, and `submissions`: each with the fields of
    `SubmissionReport`, its `sheets` each holding `sheet` and `problems`, each with the fields of `Finding`.
    """
    whole = {
        "schema": JSON_SCHEMA,
        "language": report.language,
        "kind": report.kind,
        "errors": report.errors,
        "warnings": report.warnings,
        "submissions": [asdict(item) for item in report.submissions],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_json(result: CheckResult, facts: Facts, language: Language) -> str:
    """The report of a check as JSON (`report_json`)."""
    return report_json(report_of_check(result, facts, language))


def show(console: Console, result: CheckResult, facts: Facts, language: Language) -> None:
    """Print the report of a check: a sentence a submission, a table a sheet that holds problems, then the count."""
    print_report(console, report_of_check(result, facts, language))


def print_report(console: Console, report: Report) -> None:
    """Print a report.

    Where there are many submissions, as in a quarterly table, those without problem are only counted.
    """
    entries, language = report.submissions, report.language
    told = [entry for entry in entries if entry.sheets] if len(entries) > MANY else entries
    for entry in told:
        text = "{name}, {wave} : {answers} réponses lues, {errors} à corriger, {warnings} à confirmer."
        words = {"name": entry.establishment, "wave": entry.wave_id, "answers": entry.answers}
        counts = {"errors": entry.errors, "warnings": entry.warnings}
        console.print(say(text, language, **words, **counts), style="bold" if entry.errors else None, markup=False)
        for sheet in entry.sheets:
            console.print(_table(sheet, language))
    if not entries:
        console.print(say("Aucun classeur n’attend de vérification.", language))
        return
    returned = sum(entry.errors > 0 for entry in entries)
    text = "Classeurs vérifiés : {checked}. À corriger : {returned}. Prêts à accepter : {ready}."
    ready = len(entries) - returned
    console.print(say(text, language, checked=len(entries), returned=returned, ready=ready), style="bold")


def _table(sheet: SheetFindings, language: Language) -> Table:
    table = Table(title=escape(sheet.sheet) or None, title_justify="left", expand=True)
    for heading in ("Cellule", "Suite"):
        table.add_column(say(heading, language), no_wrap=True)
    for heading, ratio in (("Lu", 1), ("Constat", 2)):
        table.add_column(say(heading, language), ratio=ratio, overflow="fold")
    for problem in sheet.problems:
        cells = (problem.cell, next_step(problem, language), problem.read or "—", problem.message)
        table.add_row(*(escape(text) for text in cells), style="bold" if problem.is_error else None)
    return table


def next_step(problem: Finding, language: Language) -> str:
    """« à corriger » for what stops the workbook, « à confirmer » for the rest."""
    return say("à corriger" if problem.is_error else "à confirmer", language)
