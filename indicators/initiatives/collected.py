"""What pages read of the initiatives' collected data: results, rows, practices; selected, never computed again."""

import json
from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any, Literal

import polars as pl

from data.facts import load_facts
from data.initiative_collection import TrainingModule, load_collection
from data.model.initiatives import InitiativeComponent
from data.model.survey import DataKind, Row, Words
from data.store.releases.release import Release
from indicators.initiatives.training import FOLLOW_UPS, MONTHS, SCORE

State = Literal["value", "suppressed", "to_come"]


class Module(Row):
    """A training module: its component (label, audience, hours, start) and when its questionnaires may begin."""

    component: InitiativeComponent
    training: TrainingModule

    @property
    def id(self) -> str:
        return self.training.module_id


class TrainingResult(Row):
    """One place of a module at one time point and one measure; see the package's docstring.

    Shares are from 0 to 1, levels and changes in points of the scale. `effect` is Hedges' g_z (Cohen's d_z corrected
    for small samples). Everything is None where it does not apply, is hidden, or is to come.
    """

    module_id: str
    territory_id: str
    setting_id: str
    month: int
    measure: str
    state: State = "to_come"
    kind: DataKind | None = None
    initiative_id: str = "gmf-oc"
    invited: int | None = None
    enrolled: int | None = None
    started: int | None = None
    answered: int | None = None
    pairs: int | None = None
    response_share: float | None = None
    attrition_share: float | None = None
    level: float | None = None
    level_low: float | None = None
    level_high: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    change_state: Literal["up", "down", "none", "not_assessed"] | None = None
    wilcoxon_p: float | None = None
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    detectable: float | None = None
    file_labels: Words = ()
    file_rows: int | None = None
    collected_from: date | None = None
    collected_to: date | None = None
    destroyed_on: date | None = None


class CollectedRow(Row):
    """One line that a team filled in; `cells` holds ids for lists, ISO text for dates, numbers and texts."""

    kind: DataKind
    sheet: str
    initiative_id: str
    sender: str
    position: int
    dated_on: date | None
    cells: dict[str, Any]
    file_label: str
    sheet_name: str
    file_row: int

    def day(self, name: str) -> date | None:
        """A date cell as a date."""
        text = self.cells.get(name)
        return date.fromisoformat(text) if text else None


class Practice(Row):
    """A practice note; `contact` is there only where the person agreed to be named."""

    kind: DataKind
    practice_id: str
    establishment_id: str | None
    initiative_id: str | None
    title: str
    recommendation_id: str
    indicator_ids: Words
    done: str
    conditions: str | None
    contact: str | None
    link: str | None
    dated_on: date
    file_label: str
    sheet_name: str
    file_row: int


class Project(Row):
    """One project of a strategic community, with everything that its team entered, oldest first."""

    row: CollectedRow
    members: tuple[CollectedRow, ...]
    phases: tuple[CollectedRow, ...]
    meetings: tuple[CollectedRow, ...]
    ideas: tuple[CollectedRow, ...]
    evidence: tuple[CollectedRow, ...]

    @property
    def name(self) -> str:
        return str(self.row.cells["project"])

    def people(self, group: str) -> int:
        """How many people a group has."""
        return sum(item.cells["people"] for item in self.members if item.cells["group"] == group)

    def ideas_at(self, stage: str) -> int:
        """How many ideas reached a stage: a permanent one was tried, and a tried one retained."""
        order = ("retained", "tried", "permanent")
        reached = order[order.index(stage) :] if stage in order else (stage,)
        return sum(item.cells["stage"] in reached for item in self.ideas)


class Collected:
    """What the initiatives collected, as one release holds it."""

    def __init__(self, release: Release) -> None:
        self.release = release

    @property
    def is_empty(self) -> bool:
        """Whether the release holds nothing of the initiatives: everything is « à venir »."""
        tables = (self.release.initiative_results, self.release.initiative_rows, self.release.practices)
        return all(table.is_empty() for table in tables)

    def modules(self) -> tuple[Module, ...]:
        """The training modules in order."""
        components = {item.component_id: item for item in load_facts().components}
        modules = sorted(load_collection().modules, key=lambda item: item.order)
        return tuple(Module(component=components[item.module_id], training=item) for item in modules)

    @cached_property
    def _results(self) -> dict[tuple[str, str, str, int, str], TrainingResult]:
        labels = pl.col("file_labels").fill_null("")
        # Questionnaires at hand come before the result of destroyed ones.
        rows = self.release.initiative_results.sort("destroyed_on", nulls_last=True)
        results = [TrainingResult.model_validate(row) for row in rows.with_columns(labels).iter_rows(named=True)]
        return {
            (item.module_id, item.territory_id, item.setting_id, item.month, item.measure): item for item in results
        }

    def result(
        self, module_id: str, *, month: int, territory: str = "", setting: str = "", measure: str = SCORE
    ) -> TrainingResult:
        """One result; `to_come` where nothing was collected, `suppressed` where too little was to show it."""
        place = (module_id, territory, setting, month)
        whole = self._results.get((*place, SCORE))
        if whole is not None and whole.state == "suppressed":
            return whole.model_copy(update={"measure": measure})
        names = ("module_id", "territory_id", "setting_id", "month", "measure")
        to_come = TrainingResult.model_validate(dict(zip(names, (*place, measure), strict=True)))
        return self._results.get((*place, measure), to_come)

    def results(self, module_id: str, *, month: int, measure: str = SCORE) -> list[TrainingResult]:
        """Every place of a module where something was collected, totals first."""
        results = [
            item for key, item in self._results.items() if (key[0], key[3], key[4]) == (module_id, month, measure)
        ]
        return sorted(results, key=lambda item: (item.territory_id, item.setting_id))

    def attendance(self, module_id: str, *, territory: str = "", setting: str = "") -> list[TrainingResult]:
        """Who started and who answered at each time point, 0, 1 and 3 months."""
        return [self.result(module_id, month=month, territory=territory, setting=setting) for month in MONTHS]

    def item_profile(
        self, module_id: str, *, month: int, territory: str = "", setting: str = ""
    ) -> list[TrainingResult]:
        """One result an item: its level at month 0, its paired change at 1 and 3."""
        place = {"month": month, "territory": territory, "setting": setting}
        return [self.result(module_id, **place, measure=item.item_id) for item in load_collection().items]

    def latest_follow_up(self, module_id: str) -> int | None:
        """The last time point at which a change of the module may be shown; None before any."""
        shown = {key[3] for key, item in self._results.items() if key[0] == module_id and item.state == "value"}
        return max(shown & set(FOLLOW_UPS), default=None)

    def rows(self, sheet: str, *, initiative_id: str | None = None) -> list[CollectedRow]:
        """The lines of a sheet, in the order of their dates, then of their workbooks."""
        rows = self.release.initiative_rows.filter(pl.col("sheet") == sheet)
        if initiative_id is not None:
            rows = rows.filter(pl.col("initiative_id") == initiative_id)
        rows = rows.sort("dated_on", "sender", "position", nulls_last=True)
        return [
            CollectedRow.model_validate(row | {"cells": json.loads(row["cells"])}) for row in rows.iter_rows(named=True)
        ]

    def practices(
        self,
        *,
        recommendation_id: str | None = None,
        indicator_id: str | None = None,
        establishment_id: str | None = None,
        initiative_id: str | None = None,
    ) -> list[Practice]:
        """The practice notes that meet every condition given, newest first."""
        asked = {
            "recommendation_id": recommendation_id,
            "establishment_id": establishment_id,
            "initiative_id": initiative_id,
        }
        return [
            item
            for item in self._practices
            if all(value in (None, getattr(item, name)) for name, value in asked.items())
            and (indicator_id is None or indicator_id in item.indicator_ids)
        ]

    @cached_property
    def _practices(self) -> list[Practice]:
        rows = self.release.practices.sort("dated_on", "practice_id", descending=[True, False])
        return [Practice.model_validate(row) for row in rows.iter_rows(named=True)]

    def outputs_by_year(self) -> dict[str, dict[str, dict[int, int | None]]]:
        """Service → output → year → number; None where it counts so few persons that it is hidden."""
        services: dict[str, dict[str, dict[int, int | None]]] = defaultdict(lambda: defaultdict(dict))
        for row in self.rows("outputs"):
            cells = row.cells
            services[cells["service"]][cells["output"]][cells["year"]] = cells.get("number")
        return {service: dict(outputs) for service, outputs in services.items()}

    def projects(self, initiative_id: str | None = None) -> list[Project]:
        """The projects with what their teams entered, in the order of their start; of one initiative where given."""
        sheets = {
            name: self.rows(f"project_{name}", initiative_id=initiative_id)
            for name in ("members", "phases", "meetings", "ideas", "evidence")
        }

        def of(project: CollectedRow) -> dict[str, Any]:
            return {name: tuple(item for item in rows if _same(item, project)) for name, rows in sheets.items()}

        return [Project(row=item, **of(item)) for item in self.rows("projects", initiative_id=initiative_id)]


def _same(item: CollectedRow, project: CollectedRow) -> bool:
    """Whether a line speaks of a project of the same team."""
    names = (str(row.cells["project"]).strip().casefold() for row in (item, project))
    return item.sender == project.sender and len(set(names)) == 1
