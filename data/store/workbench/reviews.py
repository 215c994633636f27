"""Explanations of answers and decisions on free texts, in the workbench: added version after version, never changed."""

from datetime import datetime
from typing import Literal

import polars as pl

from data.store.connection import select
from data.store.workbench.submissions import Workbench

Decision = Literal["publish", "redact", "keep"]


def add_explanation(
    workbench: Workbench, submission_id: str, question_id: str, explanation: str, *, by: str, at: datetime
) -> None:
    """Keep why an answer is accepted as it stands; the newest explanation of an answer is in force."""
    with workbench.session() as connection:
        connection.execute(
            "INSERT INTO explanations SELECT coalesce(max(explanation_order), 0) + 1, ?, ?, ?, ?, ? FROM explanations",
            [submission_id, question_id, explanation, by, at],
        )


def explanations(workbench: Workbench) -> pl.DataFrame:
    """The explanation in force of each answer that has one; an empty one takes the earlier back."""
    with workbench.session() as connection:
        return select(
            connection,
            "SELECT submission_id, question_id, explanation, written_by, written_at FROM explanations "
            "QUALIFY row_number() OVER (PARTITION BY submission_id, question_id ORDER BY explanation_order DESC) = 1 "
            "ORDER BY explanation_order",
        ).filter(pl.col("explanation") != "")


def add_decision(
    workbench: Workbench, text_id: str, decision: Decision, redacted: str | None, *, by: str, at: datetime
) -> None:
    """Keep what was decided of a text; the newest decision of a text is in force."""
    with workbench.session() as connection:
        connection.execute(
            "INSERT INTO text_decisions SELECT coalesce(max(decision_order), 0) + 1, ?, ?, ?, ?, ? FROM text_decisions",
            [text_id, decision, redacted, by, at],
        )


def decisions(workbench: Workbench) -> pl.DataFrame:
    """The decision in force of each text: text_id, decision, redacted, decided_by, decided_at, versions."""
    with workbench.session() as connection:
        return select(
            connection,
            "SELECT text_id, decision, redacted, decided_by, decided_at, "
            "count(*) OVER (PARTITION BY text_id) AS versions FROM text_decisions "
            "QUALIFY row_number() OVER (PARTITION BY text_id ORDER BY decision_order DESC) = 1 ORDER BY text_id",
        )
