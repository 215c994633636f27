"""Typed answers of the invented waves as the tables that the house's expressions read; shared by two test files."""

import re
from datetime import date

import polars as pl

from data.expressions.wide import widen, with_previous, with_reference
from data.facts import load_facts
from demo.answers import answers_of
from demo.sent_workbooks import typed
from demo.traits import ids
from etl.waves import previous, wave

FACTS = load_facts()
Given = dict[str, dict[str, object]]


def careful(wave_id: str) -> Given:
    """The answers of every establishment before reality touches them."""
    return {name: answers_of(name, wave_id) for name in ids()}


def attempted(wave_id: str, attempt: int) -> Given:
    """The answers that every establishment typed in a version of its workbook."""
    return {name: typed(name, wave_id, attempt) for name in ids()}


def read_number(answer: object) -> object:
    """A number that somebody typed as text, read back."""
    if not isinstance(answer, str):
        return answer
    bare = re.sub(r"[\s$]", "", answer).replace(",", ".")
    return float(bare) if re.fullmatch(r"[0-9.]+", bare) else answer


def long_answers(wave_id: str, given_by: Given) -> pl.DataFrame:
    """One row an establishment and question; words in place of a number are `does_not_know`."""
    rows = []
    for name, given in given_by.items():
        for question in FACTS.questionnaire(wave(wave_id).version):
            answer = given.get(question.question_id)
            if question.kind in ("count", "fte", "amount"):
                answer = read_number(answer)
            text, number, state = None, None, "value"
            if answer is None:
                state = "not_answered"
            elif isinstance(answer, bool):
                text = str(answer).lower()
            elif isinstance(answer, int | float):
                number, state = float(answer), "value" if answer else "true_zero"
            elif isinstance(answer, list):
                text = "|".join(answer)
            elif isinstance(answer, date):
                text = answer.isoformat()
            elif question.kind == "date":
                text = "-".join(reversed(str(answer).split("/")))
            elif question.kind in ("choice", "text"):
                text = str(answer)
            else:
                state = "does_not_know"
            rows.append((f"{wave_id}/{name}", name, wave_id, question.question_id, state, text, number))
    names = [
        "submission_id",
        "establishment_id",
        "wave_id",
        "question_id",
        "state",
        "value_text",
        "value_number",
    ]
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


def side_by_side(wave_id: str, given: Given, earlier_given: Given | None = None) -> pl.DataFrame:
    """One row an establishment with everything that an expression reads."""
    collection, before, earlier = wave(wave_id), previous(wave_id), None
    wide = widen(long_answers(wave_id, given), FACTS.questionnaire(collection.version))
    if before and earlier_given:
        earlier = widen(long_answers(before.wave_id, earlier_given), FACTS.questionnaire(before.version))
    return with_reference(with_previous(wide, earlier, FACTS.changes), collection, FACTS)
