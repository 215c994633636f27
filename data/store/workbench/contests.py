"""Reports by readers of numbers that look wrong, with the answers of stewards; nothing of it is published."""

from datetime import datetime

import polars as pl

from data.store.connection import select
from data.store.workbench.submissions import Workbench


def add_contest(
    workbench: Workbench,
    contest_id: str,
    *,
    permalink: str,
    message: str,
    contact: str,
    sender: str,
    at: datetime,
) -> None:
    """Add a report; `sender` tells repeated senders apart and names nobody."""
    with workbench.session() as connection:
        connection.execute(
            "INSERT INTO contests VALUES (?, ?, ?, ?, ?, ?)",
            [contest_id, permalink, message, contact, sender, at],
        )


def sent_since(workbench: Workbench, moment: datetime, sender: str | None = None) -> int:
    """The number of reports sent after a moment, by everyone or by one sender."""
    with workbench.session() as connection:
        rows = connection.execute(
            "SELECT count(*) FROM contests WHERE sent_at > ? AND (? IS NULL OR sender = ?)",
            [moment, sender, sender],
        ).fetchall()
    return int(rows[0][0])


def answer(workbench: Workbench, contest_id: str, text: str, *, by: str, at: datetime) -> None:
    """Add the answer to a report."""
    with workbench.session() as connection:
        connection.execute("INSERT INTO contest_answers VALUES (?, ?, ?, ?)", [contest_id, text, by, at])


def contests(workbench: Workbench) -> pl.DataFrame:
    """The reports with their answers, null where there is none yet, oldest first.

    Columns: contest_id, permalink, message, contact, sent_at, answer, answered_by, answered_at.
    """
    with workbench.session() as connection:
        return select(
            connection,
            "SELECT contest_id, permalink, message, contact, sent_at, answer, answered_by, answered_at "
            "FROM contests LEFT JOIN contest_answers USING (contest_id) ORDER BY sent_at, contest_id",
        )
