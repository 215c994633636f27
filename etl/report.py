"""The problems as a steward reads them: by establishment, then by sheet, in the order of the cells."""

import json
import re
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from data.facts import Facts
from etl import waves
from etl.check import CheckResult
from etl.problems import MANY
from etl.validate.words import SEVERITIES, example, expected
from indicators.indicator import Language
from indicators.language import pick, say


def grouped(result: CheckResult, facts: Facts, language: Language) -> list[dict[str, Any]]:
    """One entry a submission, its problems under their sheets; a submission without problem has no sheet."""
    by_submission = {
        key[0]: rows.to_dicts()
        for key, rows in result.problems.partition_by(
            "submission_id", as_dict=True, maintain_order=True
        ).items()
    }
    entries = []
    for row in result.submissions.iter_rows(named=True):
        problems = sorted(by_submission.get(row["submission_id"], []), key=_place)
        sheets: dict[str, list[dict[str, Any]]] = {}
        for problem in problems:
            sheets.setdefault(problem["sheet"] or "", []).append(_told(problem, facts, language))
        name = pick(facts.establishment[row["establishment_id"]], "short_name", language)
        found = [{"sheet": sheet, "problems": told} for sheet, told in sheets.items()]
        entries.append({**row, "establishment": name, "sheets": found})
    return entries


def _place(problem: dict[str, Any]) -> tuple[str, int, bool]:
    digits = re.search(r"\d+", problem["cell"] or "")
    return problem["sheet"] or "", int(digits[0]) if digits else 0, problem["severity"] == "warning"


def _told(problem: dict[str, Any], facts: Facts, language: Language) -> dict[str, Any]:
    """One problem in the reader's language, its cell written « Budget!D14 »."""
    question = facts.question.get(problem["question_id"] or "")
    is_reading = SEVERITIES.get(problem["code"]) == "error" and question is not None
    told = {
        "severity": problem["severity"],
        "code": problem["code"],
        "cell": "!".join(part for part in (problem["sheet"], problem["cell"]) if part),
        "question_id": problem["question_id"],
        "question": pick(question, "label", language) if question else None,
        "read": problem["read"],
        "expected": problem["expected"],
        "example": problem["example"],
        "message": problem[f"message_{language}"],
    }
    if is_reading and question is not None and language != "fr":
        wave = waves.wave(problem["wave_id"])
        told["expected"] = expected(problem["code"], question, facts, language)
        told["example"] = example(question, facts, wave, language)
    return told


def as_json(result: CheckResult, facts: Facts, language: Language) -> str:
    """The whole report as JSON, for another tool."""
    return json.dumps(grouped(result, facts, language), ensure_ascii=False, indent=1)


def show(console: Console, result: CheckResult, facts: Facts, language: Language) -> None:
    """Print the report: a sentence a submission, a table a sheet that holds problems, then the count.

    Where there are many submissions, as in a quarterly table, those without problem are only counted.
    """
    entries = grouped(result, facts, language)
    told = [entry for entry in entries if entry["sheets"]] if len(entries) > MANY else entries
    for entry in told:
        words = {"name": entry["establishment"], "wave": entry["wave_id"], "answers": entry["answers"]}
        counts = {"errors": entry["errors"], "warnings": entry["warnings"]}
        text = "{name}, {wave} : {answers} réponses lues, {errors} à corriger, {warnings} à confirmer."
        console.print(
            say(text, language, **words, **counts), style="bold" if entry["errors"] else None, markup=False
        )
        for sheet in entry["sheets"]:
            console.print(_table(sheet, language))
    if not entries:
        console.print(say("Aucun classeur n’attend de vérification.", language))
        return
    returned = result.submissions.filter(pl.col("errors") > 0).height
    text = "Classeurs vérifiés : {checked}. À corriger : {returned}. Prêts à accepter : {ready}."
    ready = len(entries) - returned
    console.print(say(text, language, checked=len(entries), returned=returned, ready=ready), style="bold")


def _table(sheet: dict[str, Any], language: Language) -> Table:
    table = Table(title=escape(sheet["sheet"]) or None, title_justify="left", expand=True)
    for heading in ("Cellule", "Suite"):
        table.add_column(say(heading, language), no_wrap=True)
    for heading, ratio in (("Lu", 1), ("Constat", 2)):
        table.add_column(say(heading, language), ratio=ratio, overflow="fold")
    for problem in sheet["problems"]:
        is_error = problem["severity"] == "error"
        next_step = say("à corriger" if is_error else "à confirmer", language)
        cells = (problem["cell"], next_step, problem["read"] or "—", problem["message"])
        table.add_row(*(escape(text) for text in cells), style="bold" if is_error else None)
    return table
