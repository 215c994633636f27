"""What the initiatives add to a release: results of the questionnaires, published rows, practice notes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.model.survey import DataKind
from data.store.releases.initiative_tables import PRACTICES, ROWS, empty_tables
from data.store.releases.release import Audience
from data.store.workbench.initiatives import cells_frame, entries_in_force
from data.store.workbench.questionnaires import published_results, record_shown, retained_results
from data.store.workbench.submissions import Workbench
from etl.forms.initiatives.sheets import BY_TABLE, ITEMS
from indicators.initiatives.results import results_frame, training_results
from indicators.initiatives.training import ShownTraining

#: Outputs that count persons: 1 to 4 of them are not published.
PERSONS = ("persons_trained", "registrations")
LEAST_PERSONS = 5
#: What says when and where a row was read.
SOURCE = ("dated_on", "file_label", "sheet_name", "file_row")
#: Who may read a practice, by what its line says.
READERS: dict[str, tuple[Audience, ...]] = {"everyone": ("visitor", "member"), "members": ("member",)}


@dataclass(frozen=True)
class InitiativeTables:
    """The release tables (`INITIATIVE_TABLES`), and what they show of the questionnaires (confidential)."""

    tables: dict[str, pl.DataFrame]
    shown: list[ShownTraining]


def tables_by_audience(
    workbench: Workbench, audiences: Sequence[Audience], kind: DataKind
) -> dict[Audience, InitiativeTables]:
    """What may be published of what is in force, by audience: results and rows are the same for all, practices are not.

    Nothing is written: `record` does, once it is published.
    """
    entries = entries_in_force(workbench)
    if entries.is_empty() and not retained_results(workbench):
        return {audience: InitiativeTables(empty_tables(), []) for audience in audiences}
    answers, enrolment = training_frames(entries)
    results, shown = training_results(answers, enrolment, ITEMS, kind=kind, earlier=shown_before(workbench))
    kept = results_frame(_with_dates(retained_results(workbench)))
    common = {"initiative_results": pl.concat([results, kept]), "initiative_rows": _rows(entries, kind)}
    return {
        audience: InitiativeTables(common | {"practices": _practices(entries, audience, kind)}, shown)
        for audience in audiences
    }


def record(workbench: Workbench, release_id: str, shown: Sequence[ShownTraining]) -> None:
    """Keep what a release showed of the questionnaires, but for what an earlier one showed alike."""
    known = {(item.key, tuple(sorted(item.sets.items()))) for item in shown_before(workbench)}
    fresh = [item for item in shown if (item.key, tuple(sorted(item.sets.items()))) not in known]
    record_shown(workbench, release_id, [(*item.key, item.sets, item.rows) for item in fresh])


def shown_before(workbench: Workbench) -> list[ShownTraining]:
    """What releases have shown of the questionnaires, oldest first."""
    return [
        ShownTraining(
            (row["module_id"], row["territory_id"], row["setting_id"], row["month"]),
            {family: frozenset(members) for family, members in json.loads(row["sets"]).items()},
            tuple(_with_dates(json.loads(row["result_rows"]))),
        )
        for row in published_results(workbench).iter_rows(named=True)
    ]


def _with_dates(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Result rows read back from JSON, their dates as dates."""
    days = ("collected_from", "collected_to", "destroyed_on")
    frame = pl.DataFrame(
        [{name: row.get(name) for name in days} for row in rows], schema=dict.fromkeys(days, pl.String)
    )
    dated = frame.with_columns(pl.all().str.to_date())
    return [row | day for row, day in zip(rows, dated.iter_rows(named=True), strict=True)]


def training_frames(entries: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The questionnaires and the enrolment in force, typed; free text is left where it is."""
    columns = ["participant_code", "module_id", "territory_id", "setting_id", "month", "answered_on", *ITEMS]
    answers = cells_frame(entries.filter(pl.col("sheet") == "training_answers"), columns)
    numbers = ["invited", "enrolled"]
    enrolment = cells_frame(entries.filter(pl.col("sheet") == "training_enrolment"), [*columns[1:4], *numbers])
    places = columns[1:4]
    return (
        answers.with_columns(
            pl.col("month").cast(pl.Int64),
            pl.col("answered_on").str.to_date(),
            pl.col(ITEMS).cast(pl.Float64),
        ),
        # Several senders of one place add up; one that gives no number leaves the sum unknown.
        enrolment.with_columns(pl.col(numbers).cast(pl.Int64))
        .group_by(places, maintain_order=True)
        .agg(pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name) for name in numbers),
    )


def _rows(entries: pl.DataFrame, kind: DataKind) -> pl.DataFrame:
    """Every row of a sheet that may be published, with its published columns alone."""
    rows: list[dict[str, Any]] = []
    for row in entries.iter_rows(named=True):
        sheet = BY_TABLE[row["sheet"]]
        if sheet.confidential or sheet.part == "practices":
            continue
        values = json.loads(row["cells"])
        cells = {column.name: values[column.name] for column in sheet.published if column.name in values}
        rows.append(
            {
                "kind": kind,
                "sheet": row["sheet"],
                "initiative_id": sheet.initiative_id or values["initiative_id"],
                "sender": row["sender"],
                "position": row["position"],
                "cells": json.dumps(_without_few_persons(cells), ensure_ascii=False, sort_keys=True),
                **{name: row[name] for name in SOURCE},
            }
        )
    return pl.DataFrame(rows, schema=ROWS)


def _without_few_persons(cells: dict[str, Any]) -> dict[str, Any]:
    """A row of the outputs without its number where it counts 1 to 4 persons."""
    if cells.get("output") in PERSONS and 0 < cells["number"] < LEAST_PERSONS:
        return {name: value for name, value in cells.items() if name != "number"} | {"state": "suppressed"}
    return cells


def _practices(entries: pl.DataFrame, audience: Audience, kind: DataKind) -> pl.DataFrame:
    """The practices that this audience may read; a contact is named only where they agreed."""
    rows: list[dict[str, Any]] = []
    for row in entries.filter(pl.col("sheet") == "practices").iter_rows(named=True):
        values = json.loads(row["cells"])
        if audience not in READERS[values["sharing"]]:
            continue
        shared_by, _, place = values["shared_by"].partition("/")
        rows.append(
            {
                "kind": kind,
                "practice_id": f"{place}-{row['position']}",
                "establishment_id": place if shared_by == "establishment" else None,
                "initiative_id": place if shared_by == "initiative" else None,
                "title": values["title"],
                "recommendation_id": values["recommendation_id"],
                "indicator_ids": "|".join(values.get("indicator_ids", [])),
                "done": values["done"],
                "conditions": values.get("conditions"),
                "contact": values.get("contact") if values.get("contact_agreed") == "yes" else None,
                "link": values.get("link"),
                **{name: row[name] for name in SOURCE},
            }
        )
    return pl.DataFrame(rows, schema=PRACTICES)
