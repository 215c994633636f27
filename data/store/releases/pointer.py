"""The pointer: which release each audience reads, the ones before it, and the ones still to come. Swapped atomically.

`releases/pointer.json` holds, for each audience, its releases in the order of their first publication and the moves of
the pointer. What readers see follows from these and from the clock, at each reading: a release under embargo becomes
current by itself. The rules:

- a release is public once its moment (`public_from`) has come, unless it is held back;
- the current release is that of the newest move whose release is public;
- a rollback is a move to a release that is public, and holds back whatever was still under embargo: nothing becomes
  public after it without being published again.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from data.model.survey import Row
from data.store.connection import open_database
from data.store.paths import releases_folder

#: Where an embargo's day begins.
HOME = ZoneInfo("America/Toronto")


class Pointed(Row):
    """One release as the pointer knows it; `file_sha256` tells a whole file from a half-copied one.

    `public_from` is the moment (UTC) from which readers may see it, None for at once; `held_back` says that a rollback
    came before that moment.
    """

    release_id: str
    file_sha256: str
    published_at: datetime
    reason: str
    note_fr: str
    note_en: str
    public_from: datetime | None = None
    held_back: bool = False

    def public(self, now: datetime) -> bool:
        """Whether readers may see it at a moment (UTC)."""
        return not self.held_back and (self.public_from is None or self.public_from <= now)

    def waits(self, now: datetime) -> bool:
        """Whether it becomes public by itself later."""
        return not self.held_back and self.public_from is not None and self.public_from > now


class Move(Row):
    """One move of the pointer, at a moment of the machine's clock (UTC)."""

    release_id: str
    kind: Literal["publish", "rollback"]
    at: datetime


class AudienceReleases(Row):
    """The releases of one audience: `releases` newest first, `moves` oldest first."""

    releases: tuple[Pointed, ...] = ()
    moves: tuple[Move, ...] = ()

    def of(self, release_id: str) -> Pointed | None:
        """A release by its id."""
        return next((item for item in self.releases if item.release_id == release_id), None)

    def visible(self, now: datetime) -> list[Pointed]:
        """The releases that readers may see, newest first."""
        return [item for item in self.releases if item.public(now)]

    def current(self, now: datetime) -> Pointed | None:
        """The release that readers get unasked, None while none is public."""
        seen = {item.release_id: item for item in self.visible(now)}
        return next((seen[move.release_id] for move in reversed(self.moves) if move.release_id in seen), None)

    def published(self, pointed: Pointed, now: datetime) -> "AudienceReleases":
        """The releases once one is published: a new one comes first, a known one keeps its place and its note.

        One that readers already see stays visible, whatever embargo it is published again with.
        """
        known = self.of(pointed.release_id)
        move = Move(release_id=pointed.release_id, kind="publish", at=now)
        if known is None:
            return AudienceReleases(releases=(pointed, *self.releases), moves=(*self.moves, move))
        since = known.public_from if known.public(now) else pointed.public_from
        again = known.model_copy(update={"file_sha256": pointed.file_sha256, "public_from": since, "held_back": False})
        replaced = tuple(again if item is known else item for item in self.releases)
        return AudienceReleases(releases=replaced, moves=(*self.moves, move))

    def rolled_back(self, release_id: str, now: datetime) -> "AudienceReleases":
        """The releases once the pointer is moved to one that readers may see.

        Raises:
            NotRollable: no such release is public.
        """
        if release_id not in {item.release_id for item in self.visible(now)}:
            raise NotRollable(release_id)
        held = tuple(item.model_copy(update={"held_back": True}) if item.waits(now) else item for item in self.releases)
        move = Move(release_id=release_id, kind="rollback", at=now)
        return AudienceReleases(releases=held, moves=(*self.moves, move))


class PointerDamaged(Exception):
    """The pointer file cannot be read."""


class NotRollable(Exception):
    """A rollback names a release that readers of this audience never saw, or do not see yet."""


def clock() -> datetime:
    """Now, in UTC, as every moment of the pointer."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def embargo_moment(day: date) -> datetime:
    """The first moment (UTC) of a day in Québec."""
    return datetime.combine(day, time.min, HOME).astimezone(UTC).replace(tzinfo=None)


def _path(var: Path) -> Path:
    return releases_folder(var) / "pointer.json"


def read_pointer(var: Path) -> dict[str, AudienceReleases]:
    """The releases of each audience, those under embargo included; empty where nothing was published.

    Raises:
        PointerDamaged: the file cannot be read as a pointer.
    """
    try:
        held = json.loads(_path(var).read_text("utf-8"))
        return {audience: _releases_from_json(items) for audience, items in held.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise PointerDamaged(f"{_path(var).name}: {error}") from error


def _releases_from_json(held: Any) -> AudienceReleases:
    """The releases of one audience from JSON; a bare list, the current one first, is the format before embargoes."""
    if not isinstance(held, list):
        return AudienceReleases.model_validate_json(json.dumps(held))
    listed = [Pointed.model_validate_json(json.dumps(item)) for item in held]
    dated = sorted(listed, key=lambda item: item.published_at, reverse=True)
    moves = [Move(release_id=item.release_id, kind="publish", at=item.published_at) for item in listed]
    return AudienceReleases(releases=tuple(dated), moves=tuple(reversed(moves)))


def releases_of(var: Path, audience: str) -> AudienceReleases:
    """The releases of one audience, those under embargo included: for stewards alone."""
    return read_pointer(var).get(audience, AudienceReleases())


def history(var: Path, audience: str, now: datetime | None = None) -> list[Pointed]:
    """The releases that readers of one audience may see, newest first; the current one is not always the first."""
    return releases_of(var, audience).visible(now or clock())


def current(var: Path, audience: str, now: datetime | None = None) -> Pointed | None:
    """The release that readers of one audience get unasked, None while none is public."""
    return releases_of(var, audience).current(now or clock())


@contextmanager
def publishing_turn(var: Path) -> Iterator[None]:
    """A lock on what is published: other threads and processes wait for it.

    Raises:
        StoreBusy: another process keeps its turn for too long.
    """
    folder = releases_folder(var)
    folder.mkdir(parents=True, exist_ok=True)
    # An empty database: its lock works on every system and ends with the process that held it.
    with open_database(folder / "turn.lock"):
        yield


def point_to(var: Path, audience: str, pointed: Pointed, now: datetime | None = None) -> None:
    """Publish a release for an audience: current at once, or from its `public_from` on."""
    with publishing_turn(var):
        _write(var, audience, releases_of(var, audience).published(pointed, now or clock()))


def roll_back(var: Path, audience: str, release_id: str, now: datetime | None = None) -> None:
    """Make an earlier release the current one again, until the next publication; the history stays as it is.

    Raises:
        NotRollable: readers of this audience may see no such release.
    """
    with rolling_back(var, audience, release_id, now):
        pass


@contextmanager
def pointing(var: Path, publications: Mapping[str, Pointed], now: datetime | None = None) -> Iterator[None]:
    """Publish a release for each audience, all at once, when the body ends well; nothing moves otherwise.

    The new pointer is on disk before the body runs, so that only a rename is left afterwards.
    """
    with publishing_turn(var):
        held, moment = read_pointer(var), now or clock()
        changed = {
            name: held.get(name, AudienceReleases()).published(item, moment) for name, item in publications.items()
        }
        arriving = _written_beside(var, {**held, **changed})
        yield
        arriving.replace(_path(var))


@contextmanager
def rolling_back(var: Path, audience: str, release_id: str, now: datetime | None = None) -> Iterator[None]:
    """As `roll_back`, when the body ends well; nothing moves otherwise.

    Raises:
        NotRollable: readers of this audience may see no such release.
    """
    with publishing_turn(var):
        held = read_pointer(var)
        changed = held.get(audience, AudienceReleases()).rolled_back(release_id, now or clock())
        arriving = _written_beside(var, {**held, audience: changed})
        yield
        arriving.replace(_path(var))


def _write(var: Path, audience: str, changed: AudienceReleases) -> None:
    _written_beside(var, {**read_pointer(var), audience: changed}).replace(_path(var))


def _written_beside(var: Path, held: Mapping[str, AudienceReleases]) -> Path:
    """The pointer as it will be, whole on disk beside the one in force."""
    text = json.dumps({name: item.model_dump(mode="json") for name, item in held.items()}, ensure_ascii=False, indent=1)
    path = _path(var)
    arriving = path.with_suffix(".arriving")
    with arriving.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return arriving
