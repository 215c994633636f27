"""The journal of everything stewards do: append-only, each entry chained to the one before.

An entry's hash covers its words and the hash before it. The head of the chain is also written outside the database
at each publication (`checkpoints.py`), so that even a chain rewritten whole is seen. Nothing here changes or
removes an entry.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from data.store.atomic_write import NO_ROOM
from data.store.connection import insert, select
from data.store.journal.checkpoints import Checkpoint, CheckpointsDamaged, add_checkpoint, checkpoints
from data.store.workbench.submissions import Workbench

#: What the first entry is chained to.
ORIGIN = "0" * 64
COLUMNS = ("entry", "acted_at", "who", "action", "subject", "why", "detail")
SCHEMA = {"entry": pl.Int64, "acted_at": pl.Datetime("us")} | dict.fromkeys(
    [*COLUMNS[2:], "previous_hash", "hash"], pl.String
)


@dataclass(frozen=True)
class JournalEntry:
    """Something done, to be written: what, to what or whom, why, and what else is worth keeping."""

    action: str
    subject: str
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """The first faulty entry of the journal, and its fault."""

    entry: int
    fault: Literal["altered", "missing", "unchained", "not_as_checkpoint", "checkpoint_lost", "checkpoints_unreadable"]


def append(workbench: Workbench, who: str, new: Iterable[JournalEntry], *, at: datetime | None = None) -> int:
    """The number of the last entry, once `new` are written in order.

    Inside a session of the workbench they are kept with what was done, or not at all.
    """
    moment = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with workbench.session() as connection:
        number, previous = head(workbench)
        rows = []
        for item in new:
            number += 1
            detail = json.dumps(dict(item.detail), ensure_ascii=False, sort_keys=True)
            row: dict[str, Any] = dict(
                zip(COLUMNS, (number, moment, who, item.action, item.subject, item.why, detail), strict=True)
            )
            row |= {"previous_hash": previous, "hash": _hash(row, previous)}
            previous = row["hash"]
            rows.append(row)
        insert(connection, "audit_log", pl.DataFrame(rows, schema=SCHEMA))
    return number


def _hash(row: Mapping[str, Any], previous: str) -> str:
    values = [row[name].isoformat() if name == "acted_at" else row[name] for name in COLUMNS]
    return hashlib.sha256(json.dumps([*values, previous], ensure_ascii=False).encode()).hexdigest()


def head(workbench: Workbench) -> tuple[int, str]:
    """The number and the hash of the last entry; 0 and the origin where nothing was written."""
    with workbench.session() as connection:
        rows = connection.execute("SELECT entry, hash FROM audit_log ORDER BY entry DESC LIMIT 1").fetchall()
    return (int(rows[0][0]), str(rows[0][1])) if rows else (0, ORIGIN)


def entries(workbench: Workbench, *, subjects: Sequence[str] = ()) -> pl.DataFrame:
    """The entries in order, all of them or those whose subject begins with one of `subjects`."""
    with workbench.session() as connection:
        found = select(connection, "SELECT * FROM audit_log ORDER BY entry")
    if not subjects:
        return found
    return found.filter(pl.any_horizontal(pl.col("subject").str.starts_with(start) for start in subjects))


def write_checkpoint(workbench: Workbench, *, at: datetime | None = None) -> Checkpoint:
    """The head of the journal, written outside the database too.

    Raises:
        OSError: it could not be written; the file of checkpoints is then as it was.
    """
    number, digest = head(workbench)
    moment = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return add_checkpoint(workbench.var, Checkpoint(entry=number, hash=digest, at=moment))


def checkpoint_after(var: Path, left: tuple[int, str], *, at: datetime) -> Checkpoint | None:
    """The head of the journal as an action left it, written outside the database; the workbench is not asked again.

    None where the disk is full: what was done stands, and the next publication writes a checkpoint.

    Raises:
        OSError: it could not be written for another reason.
    """
    try:
        return add_checkpoint(var, Checkpoint(entry=left[0], hash=left[1], at=at))
    except OSError as error:
        if error.errno in NO_ROOM:
            return None
        raise


def record_checkpoint(
    workbench: Workbench, release_id: str, audience: str, published_at: datetime, checkpoint: Checkpoint
) -> None:
    """Keep beside a publication the checkpoint that was written as it began."""
    with workbench.session() as connection:
        connection.execute(
            "INSERT INTO publication_anchors VALUES (?, ?, ?, ?, ?)",
            [release_id, audience, published_at, checkpoint.entry, checkpoint.hash],
        )


def verify(workbench: Workbench) -> Broken | None:
    """The first entry that is altered, missing, out of its place or not what a checkpoint says; None if sound."""
    with workbench.session() as connection:
        held = select(connection, "SELECT * FROM audit_log ORDER BY entry").to_dicts()
        recorded = select(connection, "SELECT audit_entry, audit_hash FROM publication_anchors").rows()
    chain = {0: ORIGIN}
    for number, row in enumerate(held, start=1):
        if row["entry"] != number:
            return Broken(number, "missing")
        if row["previous_hash"] != chain[number - 1]:
            return Broken(number, "unchained")
        if row["hash"] != _hash(row, chain[number - 1]):
            return Broken(number, "altered")
        chain[number] = row["hash"]
    try:
        kept = [(item.entry, item.hash) for item in checkpoints(workbench.var)]
    except CheckpointsDamaged:
        return Broken(0, "checkpoints_unreadable")
    for number, digest in sorted({*kept, *recorded}):
        if number not in chain:
            return Broken(len(held) + 1, "missing")
        if chain[number] != digest:
            return Broken(number, "not_as_checkpoint")
    lost = set(recorded) - set(kept)
    return Broken(min(lost)[0], "checkpoint_lost") if lost else None
