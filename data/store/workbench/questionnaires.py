"""Pseudonymous questionnaires in the workbench: what releases showed of them, and their destruction at a date.

Once destroyed, nothing of a participant is left: neither rows, nor digests, nor the files as they came.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import polars as pl

from data.store.connection import open_database, select
from data.store.paths import received_folder
from data.store.workbench.submissions import Workbench

ANSWERS_SHEET = "training_answers"


def published_results(workbench: Workbench) -> pl.DataFrame:
    """What releases have shown, oldest first: module_id, territory_id, setting_id, month, sets and rows as JSON."""
    with workbench.session() as connection:
        return select(connection, "SELECT * FROM training_shown ORDER BY shown_order")


def record_shown(
    workbench: Workbench, release_id: str, shown: Sequence[tuple[str, str, str, int, Mapping, Sequence]]
) -> None:
    """Keep what a release showed: for each place its key, the sets behind it, and its rows.

    Args:
        shown: module, territory, setting, month, members by family, result rows.
    """
    with workbench.session() as connection:
        last = connection.execute("SELECT coalesce(max(shown_order), 0) FROM training_shown").fetchall()[0][0]
        for at, (module, territory, setting, month, sets, rows) in enumerate(shown, start=last + 1):
            told = json.dumps({name: sorted(members) for name, members in sets.items()})
            connection.execute(
                "INSERT INTO training_shown VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    at,
                    release_id,
                    module,
                    territory,
                    setting,
                    month,
                    told,
                    json.dumps(list(rows), default=str),
                ],
            )


def retained_results(workbench: Workbench) -> list[dict[str, object]]:
    """The rows of results whose questionnaires are destroyed, each with `destroyed_on`."""
    with workbench.session() as connection:
        rows = connection.execute("SELECT result_row FROM training_kept ORDER BY rowid").fetchall()
    return [json.loads(text) for (text,) in rows]


def keep_results(workbench: Workbench, rows: Sequence[Mapping[str, object]], destroyed_on: date) -> None:
    """Keep results that will outlive their questionnaires."""
    with workbench.session() as connection:
        for row in rows:
            told = json.dumps({**row, "destroyed_on": destroyed_on}, default=str)
            connection.execute("INSERT INTO training_kept VALUES (?, ?)", [destroyed_on, told])


def add_questionnaire_file(workbench: Workbench, sha256: str, label: str, destroy_on: date) -> None:
    """Note that a received file holds questionnaires; the latest date that it came with holds."""
    with workbench.session() as connection:
        connection.execute("DELETE FROM questionnaire_files WHERE file_sha256 = ? AND destroyed_at IS NULL", [sha256])
        connection.execute("INSERT INTO questionnaire_files VALUES (?, ?, ?, NULL)", [sha256, label, destroy_on])


def due_senders(workbench: Workbench, today: date) -> list[str]:
    """The senders whose questionnaires are to destroy: the date of their newest version has come, and rows are left."""
    with workbench.session() as connection:
        rows = connection.execute(
            "SELECT sender, arg_max(destroy_on, version) AS due FROM initiative_versions WHERE part = 'training' AND "
            "sender IN (SELECT sender FROM initiative_entries WHERE sheet = ?) GROUP BY sender "
            "HAVING due <= ? ORDER BY sender",
            [ANSWERS_SHEET, today],
        ).fetchall()
    return [sender for sender, _ in rows]


def due_files(workbench: Workbench, today: date, senders: Sequence[str]) -> list[tuple[str, str]]:
    """SHA-256 and label of the files to destroy: their own date has come, or they came from a sender that is due."""
    with workbench.session() as connection:
        return connection.execute(
            "SELECT file_sha256, file_label FROM questionnaire_files WHERE destroyed_at IS NULL AND (destroy_on <= ? "
            "OR file_sha256 IN (SELECT file_sha256 FROM initiative_versions WHERE part = 'training' AND sender IN "
            "(SELECT unnest(?)))) ORDER BY file_label, file_sha256",
            [today, list(senders)],
        ).fetchall()


def destroy_questionnaires(workbench: Workbench, senders: Sequence[str], staying: Collection[str]) -> int:
    """How many rows of the due senders are destroyed, all versions; the digests of who goes become chance names.

    Sets keep who stands in several of them, so that later releases are still compared with what was shown.

    Args:
        staying: the digests of the participants whose questionnaires are not destroyed.
    """
    with workbench.session() as connection:
        where = "sheet = ? AND sender IN (SELECT unnest(?))"
        asked = [ANSWERS_SHEET, list(senders)]
        count = connection.execute(f"SELECT count(*) FROM initiative_entries WHERE {where}", asked).fetchall()
        connection.execute(f"DELETE FROM initiative_entries WHERE {where}", asked)
        names: dict[str, str] = {}
        shown = connection.execute("SELECT shown_order, sets FROM training_shown").fetchall()
        for order, text in shown:
            renamed = {
                family: [
                    member if member in staying else names.setdefault(member, uuid4().hex[:20]) for member in members
                ]
                for family, members in json.loads(text).items()
            }
            connection.execute("UPDATE training_shown SET sets = ? WHERE shown_order = ?", [json.dumps(renamed), order])
    return int(count[0][0])


def destroy_file(workbench: Workbench, sha256: str, at: datetime) -> None:
    """Remove the bytes of a received file and note when; the row that says it came stays."""
    with workbench.session() as connection:
        for path in received_folder(workbench.var).glob(f"{sha256}.*"):
            path.unlink()
        connection.execute("UPDATE questionnaire_files SET destroyed_at = ? WHERE file_sha256 = ?", [at, sha256])


def rewrite(workbench: Workbench) -> None:
    """Write the workbench anew, so that no destroyed row is left in a free block of its file.

    Raises:
        StoreBusy: another process holds the workbench.
    """
    fresh = workbench.path.with_suffix(".rewritten")
    fresh.unlink(missing_ok=True)
    with open_database(workbench.path) as connection:
        connection.execute("CHECKPOINT")
        held = connection.execute("SELECT current_database()").fetchall()[0][0]
        connection.execute(f"ATTACH '{_quoted(fresh)}' AS rewritten")
        connection.execute(f'COPY FROM DATABASE "{held}" TO rewritten')
        connection.execute("DETACH rewritten")
    fresh.replace(workbench.path)
    with suppress(FileNotFoundError):
        workbench.path.with_suffix(".duckdb.wal").unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
