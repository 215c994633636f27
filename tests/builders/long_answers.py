"""Long answers from a small table, as a test writes them by hand."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from data.expressions.compile import compile_expression
from data.facts import load_facts
from data.model.survey import NUMBER_KINDS, Version

STATES = ("not_answered", "does_not_know", "not_applicable", "invalid_pending")
SCHEMA = {
    "submission_id": pl.String,
    "establishment_id": pl.String,
    "wave_id": pl.String,
    "question_id": pl.String,
    "state": pl.String,
    "value_text": pl.String,
    "value_number": pl.Float64,
}


def long_answers(wave_id: str, table: Mapping[str, Mapping[str, Any]], blanks: str = "") -> pl.DataFrame:
    """Answers of a wave from `{establishment: {question: value or state}}`.

    With `blanks` (a version), every other question of that version is `not_answered`.
    """
    facts, rows = load_facts(), []
    for establishment, given in table.items():
        rest = {q.question_id: "not_answered" for q in facts.questionnaire(blanks)} if blanks else {}  # type: ignore[arg-type]
        for question, value in {**rest, **given}.items():
            state, text, number = "value", None, None
            if value in STATES:
                state = value
            elif facts.question[question].kind in NUMBER_KINDS:
                number = float(value)
                state = "true_zero" if number == 0 else "value"
            else:
                text = str(value).lower() if isinstance(value, bool) else value
            rows.append((f"{wave_id}/{establishment}", establishment, wave_id, question, state, text, number))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def results(text: str, columns: pl.DataFrame, version: Version | None = None) -> list:
    """What an expression gives for each row of the columns that it reads."""
    found = columns.select(compile_expression(text, load_facts(), version).column.alias("result"))["result"]
    return found.to_list()
