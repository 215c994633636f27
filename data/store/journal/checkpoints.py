"""Checkpoints of the journal: its last entry at some moments, kept outside the database in a file that only grows."""

import os
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from data.model.survey import Row


class Checkpoint(Row):
    """The journal as it stood: its last entry, that entry's hash, and when this was written."""

    entry: int
    hash: str
    at: datetime


class CheckpointsDamaged(Exception):
    """A line of the file of checkpoints cannot be read."""


def checkpoints_path(var: Path) -> Path:
    """The file of checkpoints: one JSON object a line, oldest first."""
    return var / "journal_anchors.jsonl"


def checkpoints(var: Path) -> list[Checkpoint]:
    """Every checkpoint, oldest first.

    Raises:
        AnchorsDamaged: a line cannot be read.
    """
    try:
        lines = checkpoints_path(var).read_text("utf-8").splitlines()
        return [Checkpoint.model_validate_json(line) for line in lines]
    except FileNotFoundError:
        return []
    except (ValidationError, UnicodeDecodeError) as error:
        raise CheckpointsDamaged(str(error)) from error


def add_checkpoint(var: Path, checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint, once on disk; nothing is written over what the file holds.

    Raises:
        OSError: it could not be written whole; the file is then as it was.
    """
    line = (checkpoint.model_dump_json() + "\n").encode()
    file = os.open(checkpoints_path(var), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        before = os.fstat(file).st_size
        try:
            written = os.write(file, line)
            if written != len(line):
                raise OSError(28, os.strerror(28))
            os.fsync(file)
        except OSError:
            # Half a line would make every later check fail.
            os.ftruncate(file, before)
            raise
    finally:
        os.close(file)
    return checkpoint
