"""Releases: immutable files that hold everything a visitor may read, and nothing else.

The id is a hash of the published rows, so the same rows give the same id wherever and whenever they are published.
A release written by earlier code still opens: a table or column that it was made without is read empty, or with the
value it then stood for (`compatibility.py`). One without verdicts or its own description is unreadable.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import polars as pl

from data.model.survey import DataKind
from data.store.connection import StoreUnreadable, insert, open_database, select
from data.store.paths import releases_folder
from data.store.releases.compatibility import with_current_columns
from data.store.releases.initiative_tables import INITIATIVE_TABLES, empty_tables
from data.store.releases.pointer import Pointed, PointerDamaged, clock, publishing_turn, releases_of

#: Tables of a release. `meta` (when, why) stays out of the hash: it is not a published row.
TABLES = ("verdicts", "answers", "submissions", "waves", "definitions", "comments", *INITIATIVE_TABLES)
Audience = Literal["visitor", "member"]


class NoRelease(Exception):
    """Nothing was published for this audience yet."""


class ReleaseUnreadable(Exception):
    """A release file is absent, truncated or altered; `release_id` names it."""

    def __init__(self, release_id: str, why: str) -> None:
        super().__init__(f"{release_id}: {why}")
        self.release_id = release_id


@dataclass(frozen=True)
class ReleaseMeta:
    """What a release is and why it was made; all times are those of the steward's clock."""

    kind: DataKind
    audience: Audience
    method_version: str
    published_at: datetime
    reason: str
    note_fr: str
    note_en: str
    previous_id: str | None


# Compared by identity: two releases are told apart by their id, never by comparing frames.
@dataclass(frozen=True, eq=False)
class Release:
    """A release in memory: its frames are read once per process and never changed."""

    id: str
    kind: DataKind
    audience: Audience
    method_version: str
    published_at: datetime
    reason: str
    note_fr: str
    note_en: str
    previous_id: str | None
    verdicts: pl.DataFrame
    answers: pl.DataFrame
    submissions: pl.DataFrame
    waves: pl.DataFrame
    definitions: pl.DataFrame
    comments: pl.DataFrame
    initiative_results: pl.DataFrame = field(default_factory=lambda: empty_tables()["initiative_results"])
    initiative_rows: pl.DataFrame = field(default_factory=lambda: empty_tables()["initiative_rows"])
    practices: pl.DataFrame = field(default_factory=lambda: empty_tables()["practices"])

    def definition(self, name: str) -> str | None:
        """The JSON of a definition, None where the release was made without it."""
        texts = self.definitions.filter(pl.col("name") == name)["json"]
        return texts[0] if len(texts) else None


@dataclass(frozen=True)
class Served:
    """The release that a reader gets; `unreadable` names the newer one that could not be read, if any."""

    release: Release
    unreadable: str | None = None


def release_id_of(tables: dict[str, pl.DataFrame], meta: ReleaseMeta) -> str:
    """The id of these published rows: 16 hexadecimal digits, whatever the order of rows."""
    digest = hashlib.sha256(f"{meta.kind}|{meta.audience}|{meta.method_version}".encode())
    held = empty_tables() | tables
    for name in TABLES:
        frame = held[name]
        digest.update(f"\n{name}\n".encode())
        digest.update(frame.sort(frame.columns).write_csv(float_precision=9, null_value="\\N").encode())
    return digest.hexdigest()[:16]


def release_of(tables: dict[str, pl.DataFrame], meta: ReleaseMeta) -> Release:
    """The release that these rows would be, in memory alone; its id is the one that publishing would give."""
    held: dict[str, Any] = {**vars(meta), **empty_tables(), **tables}
    return Release(id=release_id_of(tables, meta), **held)


def write_release(var: Path, tables: dict[str, pl.DataFrame], meta: ReleaseMeta) -> tuple[str, bool]:
    """Write a release file under its id; the id, and whether the file is new.

    The pointer is not moved: see `pointer.point_to`. Whoever writes the same release at the same time waits.
    """
    release_id = release_id_of(tables, meta)
    with publishing_turn(var):
        if _is_intact(var, meta.audience, release_id):
            return release_id, False
        _write(_file(var, release_id), release_id, tables, meta)
    return release_id, True


def _write(path: Path, release_id: str, tables: dict[str, pl.DataFrame], meta: ReleaseMeta) -> None:
    """Write the file whole under another name, then give it its own."""
    arriving = path.with_suffix(".arriving")
    arriving.unlink(missing_ok=True)
    held = empty_tables() | tables
    with open_database(arriving) as connection:
        for name in TABLES:
            connection.register("published", held[name].to_arrow())
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM published")
            connection.unregister("published")
        connection.execute(
            "CREATE TABLE meta (release_id VARCHAR, kind VARCHAR, audience VARCHAR, method_version VARCHAR, "
            "published_at TIMESTAMP, reason VARCHAR, note_fr VARCHAR, note_en VARCHAR, previous_id VARCHAR)"
        )
        row = {"release_id": release_id, **vars(meta)}
        insert(connection, "meta", pl.DataFrame([row], infer_schema_length=1))
        connection.execute("CHECKPOINT")
    arriving.replace(path)


def _is_intact(var: Path, audience: Audience, release_id: str) -> bool:
    """Whether this release was already published and its file is still as published."""
    path, known = _file(var, release_id), releases_of(var, audience).of(release_id)
    return known is not None and path.exists() and known.file_sha256 == _fingerprint(path)


def pointed_at(var: Path, release_id: str, meta: ReleaseMeta, public_from: datetime | None = None) -> Pointed:
    """A release already written, as the pointer is to know it."""
    return Pointed(
        release_id=release_id,
        file_sha256=_fingerprint(_file(var, release_id)),
        published_at=meta.published_at,
        reason=meta.reason,
        note_fr=meta.note_fr,
        note_en=meta.note_en,
        public_from=public_from,
    )


def read_release(var: Path, pointed: Pointed) -> Release:
    """A whole release in memory.

    Raises:
        ReleaseUnreadable: the file is absent, or is not the one that was published.
    """
    path = _file(var, pointed.release_id)
    if not path.exists():
        raise ReleaseUnreadable(pointed.release_id, "file absent")
    if _fingerprint(path) != pointed.file_sha256:
        raise ReleaseUnreadable(pointed.release_id, "file altered or half-copied")
    return _read(path, pointed.file_sha256)


@lru_cache(maxsize=8)
def _read(path: Path, _file_sha256: str) -> Release:
    """Cached on the file's fingerprint, so that a replaced file is never served from memory."""
    try:
        with open_database(path, read_only=True) as connection:
            there = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
            absent = {"verdicts", "meta"} - there
            if absent:
                raise ReleaseUnreadable(path.stem, f"no table {', '.join(sorted(absent))}")
            tables = {name: select(connection, f"SELECT * FROM {name}") for name in TABLES if name in there}
            held: dict[str, Any] = select(connection, "SELECT * FROM meta").row(0, named=True)
    except StoreUnreadable as error:
        raise ReleaseUnreadable(path.stem, str(error)) from error
    held |= with_current_columns(tables)
    return Release(id=held.pop("release_id"), **held)


def serve(
    var: Path, audience: Audience = "visitor", release_id: str | None = None, now: datetime | None = None
) -> Served:
    """The release asked for, or the current one; when it cannot be read, the newest earlier one that can.

    A release under embargo is told by nothing from one that does not exist.

    Raises:
        NoRelease: nothing readable is public.
    """
    try:
        held = releases_of(var, audience)
    except PointerDamaged as error:
        raise NoRelease(str(error)) from error
    moment = now or clock()
    known, newest = held.visible(moment), held.current(moment)
    asked = next((item for item in known if item.release_id == release_id), None)
    unreadable = release_id if release_id and asked is None else None
    first = asked or newest
    if first is None:
        raise NoRelease(audience)
    # What was published after the one wanted comes last: a rollback may have put it aside.
    place = known.index(first)
    for pointed in [*known[place:], *reversed(known[:place])]:
        try:
            return Served(read_release(var, pointed), unreadable)
        except ReleaseUnreadable:
            unreadable = unreadable or pointed.release_id
    raise NoRelease(audience)


def _file(var: Path, release_id: str) -> Path:
    return releases_folder(var) / f"{release_id}.duckdb"


@lru_cache(maxsize=32)
def _fingerprint_at(path: Path, _size: int, _modified_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fingerprint(path: Path) -> str:
    """SHA-256 of a release file, computed again only when the file has changed on disk."""
    state = path.stat()
    return _fingerprint_at(path, state.st_size, state.st_mtime_ns)
