"""The status of a wave: where each establishment of the frame stands, how late, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.local_time import local_day

SCHEMA = {
    "establishment_id": pl.String,
    "state": pl.String,
    "received_at": pl.Datetime("us"),
    "accepted_at": pl.Datetime("us"),
    "due_on": pl.Date,
    "on_time": pl.Boolean,
    "days_late": pl.Int64,
    "age_days": pl.Int64,
    "errors": pl.Int64,
    "warnings": pl.Int64,
    "submissions": pl.Int64,
    "submission_id": pl.String,
}


@dataclass(frozen=True)
class Rates:
    """Counts of a wave. Rates are in points; None where nobody is asked."""

    asked: int
    received: int
    accepted: int
    on_time: int
    oldest_return_days: int | None

    @property
    def reporting(self) -> float | None:
        """The share of the establishments asked that sent something."""
        return 100 * self.received / self.asked if self.asked else None

    @property
    def punctual(self) -> float | None:
        """The share of the establishments asked whose first file came by the due date."""
        return 100 * self.on_time / self.asked if self.asked else None


def wave_status(
    workbench: Workbench, wave_id: str, *, now: datetime, within: Iterable[str] | None = None
) -> pl.DataFrame:
    """One row an establishment of the wave's frame, in reference order.

    Columns: establishment_id; state (missing, open, returned, resubmitted, accepted, accepted_explained, withdrawn) of
    the newest file; received_at (the first file) and accepted_at, in UTC; due_on; on_time (null while neither known);
    days_late (0 when on time, null while not due); age_days (in its state); errors and warnings of the newest file;
    submissions (how many came); submission_id of the newest.
    """
    wave = waves.wave(wave_id)
    with workbench.session():
        sent = workbench.submissions().filter(pl.col("wave_id") == wave_id).with_columns(day=local_day("received_at"))
        changes = workbench.state_changes()
        found = workbench.problems(sent["submission_id"].to_list())
    counts = {(row[0], row[1]): row[2] for row in found.group_by("submission_id", "severity").len().iter_rows()}
    since = {
        (row[0], row[1]): row[2]
        for row in changes.group_by("submission_id", "state").agg(pl.col("changed_at").max()).iter_rows()
    }
    today = pl.DataFrame({"now": [now]}).select(local_day("now")).item()
    by_place: dict[str, list[dict[str, Any]]] = {}
    for row in sent.iter_rows(named=True):
        by_place.setdefault(row["establishment_id"], []).append(row)
    seen = None if within is None else set(within)
    rows = [
        _row(item.establishment_id, by_place.get(item.establishment_id, []), wave.due_on, wave.opens_on, today)
        for item in load_facts().frame_of(wave)
        if seen is None or item.establishment_id in seen
    ]
    for row in rows:
        own = row["submission_id"]
        if own is not None:
            entered = since.get((own, row["state"].removesuffix("_explained")), row["received_at"])
            row["age_days"] = (now - entered).days
            row["errors"], row["warnings"] = (counts.get((own, kind), 0) for kind in ("error", "warning"))
    return pl.DataFrame(rows, schema=SCHEMA)


def _row(
    establishment_id: str, sent: list[dict[str, Any]], due_on: date, opens_on: date, today: date
) -> dict[str, Any]:
    live = [row for row in sent if row["state"] not in ("superseded", "withdrawn")]
    newest = live[-1] if live else sent[-1] if sent else None
    accepted = [row for row in live if row["state"] == "accepted"]
    state = newest["state"] if newest else "missing"
    if state == "accepted" and newest and newest["reason"]:
        state = "accepted_explained"
    arrived = min((row["day"] for row in sent if row["state"] != "withdrawn"), default=None)
    late = ((arrived or today) - due_on).days
    return {
        "establishment_id": establishment_id,
        "state": state,
        "received_at": min((row["received_at"] for row in sent), default=None),
        "accepted_at": accepted[-1]["accepted_at"] if accepted else None,
        "due_on": due_on,
        "on_time": late <= 0 if arrived else None if late <= 0 else False,
        "days_late": max(late, 0) if arrived or late > 0 else None,
        "age_days": max((today - opens_on).days, 0),
        "errors": 0,
        "warnings": 0,
        "submissions": len(sent),
        "submission_id": newest["submission_id"] if newest else None,
    }


def rates(table: pl.DataFrame) -> Rates:
    """The counts of the status of a wave."""
    heard = table.filter(~pl.col("state").is_in(["missing", "withdrawn"]))
    waiting = table.filter(pl.col("state") == "returned")["age_days"].to_list()
    return Rates(
        asked=table.height,
        received=heard.height,
        accepted=heard.filter(pl.col("state").str.starts_with("accepted")).height,
        on_time=heard.filter(pl.col("on_time")).height,
        oldest_return_days=max(waiting, default=None),
    )
