"""The frame of a wave: which establishments the survey asks, once the events of the network are known.

An establishment belongs to the frame of a wave when it exists on the wave's last day, the day whose situation is asked.
One that merged keeps its own history up to its last wave; what it did afterwards is in the answers of the other.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from data.model.survey import Establishment, Row, Text

EventKind = Literal["opened", "closed", "merged", "renamed"]
#: The events after which an establishment is no longer asked.
ENDS = ("closed", "merged")
YEAR_ONLY = 4


class FrameEvent(Row):
    """What happened to an establishment of the frame; `into_id` is who took over one that merged.

    `effective_on` is a day, 2026-04-01, or a year, for a renaming whose day no source tells. A renaming keeps the
    former names; the present ones are those of establishments.csv.
    """

    establishment_id: str
    event: EventKind
    effective_on: str = Field(pattern=r"^\d{4}(-\d{2}-\d{2})?$")
    into_id: Text
    former_name_fr: str
    former_name_en: str
    source_id: str

    @model_validator(mode="after")
    def _whole(self) -> "FrameEvent":
        if self.event != "renamed" and len(self.effective_on) == YEAR_ONLY:
            raise ValueError(f"event {self.event!r} needs a day, as 2026-04-01, since it changes the frame")
        if (self.event == "merged") != (self.into_id is not None):
            raise ValueError("into_id goes with event 'merged', and with no other")
        if (self.event == "renamed") != bool(self.former_name_fr):
            raise ValueError("former_name_fr goes with event 'renamed', and with no other")
        return self

    @property
    def first_day(self) -> date:
        """The day from which it holds; January 1 where only the year is known."""
        text = self.effective_on
        return date(int(text), 1, 1) if len(text) == YEAR_ONLY else date.fromisoformat(text)


def exists_on(establishment_id: str, day: date, events: Iterable[FrameEvent]) -> bool:
    """Whether an establishment had opened by `day` and had neither closed nor merged."""
    own = [item for item in events if item.establishment_id == establishment_id]
    opened = all(item.first_day <= day for item in own if item.event == "opened")
    return opened and not any(item.first_day <= day for item in own if item.event in ENDS)


def name_on(establishment: Establishment, day: date, events: Iterable[FrameEvent]) -> str:
    """The French name of an establishment on `day`: the former one of the next renaming, else its present one."""
    own = [item for item in events if item.establishment_id == establishment.establishment_id]
    later = [item for item in own if item.event == "renamed" and item.first_day > day]
    if later:
        return min(later, key=lambda item: item.first_day).former_name_fr
    return establishment.name_2026_fr
