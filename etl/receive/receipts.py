"""Receipts: the outcome of receiving a file, or one establishment's part of it."""

from dataclasses import dataclass
from typing import Literal

from etl.validate.problems import Problem

#: `waiting`: the file is kept, and its columns wait for a steward to confirm what they hold.
Status = Literal["received", "resubmitted", "already", "waiting", "refused"]


@dataclass(frozen=True)
class Receipt:
    """What became of one file, or of one establishment's part of a file that holds several."""

    label: str
    status: Status
    sentence: str
    establishment_id: str | None = None
    wave_id: str | None = None
    submission_id: str | None = None
    sha256: str | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return self.status == "refused"

    @property
    def waits(self) -> bool:
        """Whether the file is kept until its headers are confirmed (`etl/mapping/propose.py`)."""
        return self.status == "waiting"
