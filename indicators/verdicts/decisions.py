"""What stewards decided and a release repeats: targets, statuses of milestones, rebases. Empty until one is entered.

A target with both bounds is a half-open range: its low bound meets it, its high bound does not. With one bound
alone it is a value, which meets it: at least the low one, at most the high one.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import polars as pl

from data.model.survey import Row
from data.store.releases.release import Release

PlaceKind = Literal["province", "peer_group", "region", "establishment"]
MilestoneState = Literal["milestone_unknown", "milestone_not_started", "milestone_under_way", "milestone_done"]
#: The state of a milestone of which nothing was recorded; it is no level of progress.
UNKNOWN: MilestoneState = "milestone_unknown"
TARGET_COLUMNS: dict[str, pl.DataType] = {
    "subject_id": pl.String(),
    "place_kind": pl.String(),
    "place_id": pl.String(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "decided_on": pl.Date(),
}
REBASE_COLUMNS: dict[str, pl.DataType] = {
    name: pl.String() for name in ("subject_id", "place_kind", "place_id", "period")
}


class Target(Row):
    """The aim of one indicator at one place, in the unit of the indicator's value; at least one bound is there.

    It holds for the period under way on the day of the decision and for every later one: nobody could aim at it before.
    """

    subject_id: str
    place_kind: PlaceKind
    place_id: str
    low: float | None = None
    high: float | None = None
    reason: str
    decided_on: date
    author: str

    def met_by(self, value: float) -> bool:
        """Whether a value meets the target."""
        if self.low is not None and self.high is not None:
            return self.low <= value < self.high
        if self.high is not None:
            return value <= self.high
        return self.low is not None and value >= self.low


class MilestoneStatus(Row):
    """The state of a milestone: for the network (`place_id` empty) or for one establishment."""

    milestone_id: str
    place_id: str = ""
    status: MilestoneState = UNKNOWN
    evidence: str = ""
    dated_on: date | None = None
    author: str = ""


class RebaseDecision(Row):
    """From `period` on, the mean and limits of one series are worked out anew, for a dated reason."""

    subject_id: str
    place_kind: PlaceKind
    place_id: str
    period: str
    reason: str
    decided_on: date
    author: str


class Decisions(Row):
    """Everything in force at once."""

    targets: tuple[Target, ...] = ()
    milestone_statuses: tuple[MilestoneStatus, ...] = ()
    rebases: tuple[RebaseDecision, ...] = ()

    def published_for(self, named: Iterable[str]) -> "Decisions":
        """What may be shown: nothing that concerns an establishment which is not in `named`."""
        shown = set(named)

        def of_shown(items: Sequence[Target | RebaseDecision]) -> tuple:
            return tuple(item for item in items if item.place_kind != "establishment" or item.place_id in shown)

        return Decisions(
            targets=of_shown(self.targets),
            milestone_statuses=tuple(
                item for item in self.milestone_statuses if not item.place_id or item.place_id in shown
            ),
            rebases=of_shown(self.rebases),
        )

    def definitions(self) -> dict[str, str]:
        """The JSON lists of a release's definitions, by name, in an order that does not depend on the workbook's."""
        return {
            name: json.dumps(
                sorted((item.model_dump(mode="json") for item in items), key=lambda item: json.dumps(item)),
                ensure_ascii=False,
            )
            for name, items in (
                ("targets", self.targets),
                ("milestone_statuses", self.milestone_statuses),
                ("rebases", self.rebases),
            )
        }


def meets(value: pl.Expr, low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Whether each value meets its target (`Target.met_by` over columns); null without a value or without bounds."""
    both = low.is_not_null() & high.is_not_null()
    return (
        pl.when(both)
        .then((value >= low) & (value < high))
        .when(low.is_not_null())
        .then(value >= low)
        .otherwise(value <= high)
    )


def published_decisions(release: Release) -> Decisions:
    """What was in force in a release; nothing in one that was made before decisions were published."""
    lists = {name: json.loads(release.definition(name) or "[]") for name in Decisions.model_fields}
    return Decisions.model_validate(lists)


def targets_frame(targets: Sequence[Target]) -> pl.DataFrame:
    """Targets as columns (`TARGET_COLUMNS`)."""
    rows = [tuple(getattr(item, name) for name in TARGET_COLUMNS) for item in targets]
    return pl.DataFrame(rows, schema=TARGET_COLUMNS, orient="row")


def rebases_frame(rebases: Sequence[RebaseDecision]) -> pl.DataFrame:
    """Rebases as columns (`REBASE_COLUMNS`): from which period each series is given new limits."""
    rows = [tuple(getattr(item, name) for name in REBASE_COLUMNS) for item in rebases]
    return pl.DataFrame(rows, schema=REBASE_COLUMNS, orient="row")


def network_state(states: Sequence[MilestoneState]) -> MilestoneState:
    """The one state that the whole network may be given from those of its establishments (each of the frame once).

    Done and not started are said of the network only when they hold for every establishment; one that has begun
    puts the network under way; otherwise the state is not known.
    """
    seen = set(states)
    if len(seen) == 1:
        return states[0]
    begun = seen & {"milestone_under_way", "milestone_done"}
    return "milestone_under_way" if begun else UNKNOWN
