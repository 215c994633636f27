"""The confidential workbench: received files, submissions, cells, answers, problems and publications.

Each public method is one short transaction, since only one process may write at a time. Open `session()` around
many calls to pay for the file once.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from data.store.atomic_write import write_atomically
from data.store.connection import insert, select
from data.store.paths import received_folder
from data.store.workbench.cell_archive import add_rows, forget_rows, rows_of
from data.store.workbench.transactions import DataKind, KindMismatch, WorkbenchDatabase
from data.store.workbench.transitions import SubmissionState, require_transition

__all__ = ["DataKind", "KindMismatch", "StoredFile", "Workbench"]


@dataclass(frozen=True)
class StoredFile:
    """A received file at rest: `path` holds its bytes; `already` says that these bytes had come before."""

    sha256: str
    label: str
    path: Path
    already: bool


class Workbench(WorkbenchDatabase):
    """The workbench of a var folder, created on first use.

    Raises:
        StoreBusy: another process is writing.
        StoreUnreadable: the file is damaged.
    """

    # -- receiving ----------------------------------------------------------------------------------------------
    def store_file(self, path: Path, *, label: str | None = None, at: datetime | None = None) -> StoredFile:
        """Copy the bytes of `path` under their SHA-256, before anything reads them.

        Raises:
            OSError: `path` does not open.
            StoreFull: there is no room for a copy; nothing of it is left.
        """
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        folder = received_folder(self.var)
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{sha256}{path.suffix.lower()}"
        already = kept.exists()
        if not already:
            write_atomically(kept, data)
        label = label or path.name
        with self.session() as connection:
            connection.execute(
                "INSERT INTO received_files VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [sha256, label, path.suffix.lower(), len(data), at or _utc_now()],
            )
        return StoredFile(sha256, label, kept, already)

    def add_submissions(
        self,
        places: pl.DataFrame,
        cells: Iterable[pl.DataFrame],
        *,
        received_at: datetime,
        received_by: str,
        **file: str,
    ) -> None:
        """Keep what was read in one file for many establishments and waves at once.

        Args:
            places: submission_id, establishment_id, wave_id of submissions that are not held yet, in order.
            cells: the cells of all of them, with submission_id, in as many parts as suits memory.
            file: file_sha256, file_label, language, template_version and format of the file.
        """
        same = {**file, "state": "open", "received_at": received_at, "received_by": received_by}
        with self.session() as connection:
            last = connection.execute("SELECT coalesce(max(received_order), 0) FROM submissions").fetchall()
            rows = places.with_columns(pl.lit(value).alias(name) for name, value in same.items())
            insert(connection, "submissions", rows.with_row_index("received_order", offset=last[0][0] + 1))
            self._note_changes(places["submission_id"].to_list(), "open", received_by, received_at, None)
            names = [name for name, *_ in connection.execute("DESCRIBE cells").fetchall()]
            for part in cells:
                add_rows(connection, "cells", part.select(name for name in names if name in part.columns))

    # -- reading ------------------------------------------------------------------------------------------------
    def submissions(self) -> pl.DataFrame:
        """Every submission, in the order in which it came."""
        with self.session() as connection:
            return select(connection, "SELECT * FROM submissions ORDER BY received_order")

    def accepted(self) -> pl.DataFrame:
        """The submissions that a publication uses: at most one an establishment and wave."""
        return self.submissions().filter(pl.col("state") == "accepted")

    def cells(self, submission_ids: Sequence[str]) -> pl.DataFrame:
        with self.session() as connection:
            return rows_of(connection, "cells", submission_ids)

    def answers(self, submission_ids: Sequence[str]) -> pl.DataFrame:
        with self.session() as connection:
            return rows_of(connection, "answers", submission_ids)

    def problems(self, submission_ids: Sequence[str]) -> pl.DataFrame:
        with self.session() as connection:
            return select(
                connection,
                "SELECT * FROM problems WHERE submission_id IN (SELECT unnest(?)) ORDER BY submission_id, rowid",
                [list(submission_ids)],
            )

    def state_changes(self) -> pl.DataFrame:
        """Who changed which submission to what, when and why."""
        with self.session() as connection:
            return select(connection, "SELECT * FROM state_changes ORDER BY changed_at, submission_id")

    def returned_by_hand(self) -> dict[str, str]:
        """The submissions that a steward has returned with a note, and the newest note; a check alone notes nothing."""
        with self.session() as connection:
            newest = (
                "SELECT submission_id, changes.reason FROM state_changes AS changes JOIN submissions USING "
                "(submission_id) WHERE submissions.state = 'returned' QUALIFY row_number() OVER (PARTITION BY "
                "submission_id ORDER BY changes.rowid DESC) = 1"
            )
            return {name: note for name, note in connection.execute(newest).fetchall() if note}

    # -- judging ------------------------------------------------------------------------------------------------
    def save_checked(
        self,
        answers: pl.DataFrame,
        problems: pl.DataFrame,
        states: Mapping[str, str],
        *,
        by: str = "check",
        at: datetime | None = None,
    ) -> None:
        """Replace answers and problems of the checked submissions, and set their states."""
        ids = list(states)
        with self.session() as connection:
            forget_rows(connection, "answers", ids)
            add_rows(connection, "answers", answers)
            connection.execute("DELETE FROM problems WHERE submission_id IN (SELECT unnest(?))", [ids])
            insert(connection, "problems", problems)
            held = dict(connection.execute("SELECT submission_id, state FROM submissions").fetchall())
            for state in sorted(set(states.values())):
                changed = [name for name in ids if states[name] == state and held.get(name) != state]
                self.set_states(changed, state, by=by, at=at or _utc_now())

    def set_state(
        self, submission_id: str, state: SubmissionState, *, by: str, at: datetime, reason: str | None = None
    ) -> None:
        """Change the state of a submission, keeping who, when and why."""
        self.set_states([submission_id], state, by=by, at=at, reason=reason)

    def set_states(
        self, submission_ids: Sequence[str], state: str, *, by: str, at: datetime, reason: str | None = None
    ) -> None:
        """Change the state of several submissions at once, keeping who, when and why.

        Raises:
            ForbiddenTransition: one of them cannot go there; none is changed.
        """
        ids = list(submission_ids)
        if not ids:
            return
        with self.session() as connection:
            asked = "SELECT submission_id, state FROM submissions WHERE submission_id IN (SELECT unnest(?))"
            for submission_id, held in connection.execute(asked, [ids]).fetchall():
                require_transition(submission_id, held, state)
            connection.execute(
                # The reason that stays with a submission is that of its acceptance; the others are in state_changes.
                "UPDATE submissions SET state = ?, reason = CASE WHEN ? = 'accepted' THEN ? ELSE reason END, "
                "accepted_at = CASE WHEN ? = 'accepted' THEN ? ELSE accepted_at END "
                "WHERE submission_id IN (SELECT unnest(?))",
                [state, state, reason, state, at, ids],
            )
            self._note_changes(ids, state, by, at, reason)

    def _note_changes(self, ids: list[str], state: str, by: str, at: datetime, reason: str | None) -> None:
        with self.session() as connection:
            connection.execute("INSERT INTO state_changes SELECT unnest(?), ?, ?, ?, ?", [ids, state, by, at, reason])

    # -- publications -------------------------------------------------------------------------------------------
    def publications(self, audience: str | None = None) -> pl.DataFrame:
        """What each release was made of, oldest first."""
        with self.session() as connection:
            return select(
                connection,
                "SELECT * FROM publications WHERE ? IS NULL OR audience = ? ORDER BY publication_order",
                [audience, audience],
            )

    def record_publication(
        self,
        *,
        release_id: str,
        audience: str,
        reason: str,
        note_fr: str,
        note_en: str,
        published_at: datetime,
        published_by: str,
        submission_ids: Sequence[str],
        ledger: str,
    ) -> None:
        """Keep what a release was made of; `ledger` is the JSON of the sums it published."""
        with self.session() as connection:
            connection.execute(
                "INSERT INTO publications SELECT coalesce(max(publication_order), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? "
                "FROM publications",
                [
                    *(release_id, audience, reason, note_fr, note_en),
                    *(published_at, published_by, list(submission_ids), ledger),
                ],
            )


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
