"""The pointer: which release each audience reads, and the ones before it. Swapped atomically.

`releases/pointer.json` holds, for each audience, the publications newest first; the first is the current one.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from data.model import Row
from data.store.places import releases_folder


class Pointed(Row):
    """One publication as the pointer knows it; `file_sha256` tells a whole file from a half-copied one."""

    release_id: str
    file_sha256: str
    published_at: datetime
    reason: str
    note_fr: str
    note_en: str


class PointerDamaged(Exception):
    """The pointer file is not what this house writes."""


def _path(var: Path) -> Path:
    return releases_folder(var) / "pointer.json"


def read_pointer(var: Path) -> dict[str, list[Pointed]]:
    """The publications of each audience, newest first; empty where nothing was published.

    Raises:
        PointerDamaged: the file cannot be read as a pointer.
    """
    try:
        held = json.loads(_path(var).read_text("utf-8"))
        return {
            audience: [Pointed.model_validate(item) for item in items] for audience, items in held.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise PointerDamaged(f"{_path(var).name}: {error}") from error


def history(var: Path, audience: str) -> list[Pointed]:
    """The publications of one audience, newest first."""
    return read_pointer(var).get(audience, [])


def point_to(var: Path, audience: str, pointed: Pointed) -> None:
    """Make a release the current one of an audience; a release already in the history moves to its head."""
    held = read_pointer(var)
    others = [item for item in held.get(audience, []) if item.release_id != pointed.release_id]
    held[audience] = [pointed, *others]
    text = json.dumps(
        {name: [item.model_dump(mode="json") for item in items] for name, items in held.items()},
        ensure_ascii=False,
        indent=1,
    )
    path = _path(var)
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_suffix(".arriving")
    with arriving.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    arriving.replace(path)
