"""What pages read from a release: verdicts and answers by id, selected, never computed again."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from data.model.survey import NetworkTotal, PeerGroup, PeriodKind, Wave
from data.store.releases.release import Release
from indicators.catalogue.model import Catalogue
from indicators.release_reader.facts import catalogue_of, rows_of
from indicators.verdicts.decisions import Decisions, MilestoneStatus, RebaseDecision, Target, published_decisions
from indicators.verdicts.model import KEY, Verdict, with_current_columns

PROVINCE = ("province", "quebec")


@dataclass(frozen=True)
class Respondents:
    """Who sent an accepted submission for a wave. Consent covers answers: who sent none is named."""

    received: int
    frame: int
    absent_ids: tuple[str, ...]


@dataclass(frozen=True)
class SourceCell:
    """One answer behind a number, down to its workbook cell; a hidden answer has only its state."""

    question_id: str
    state: str
    value_text: str | None
    value_number: float | None
    file_label: str | None
    sheet: str | None
    cell: str | None
    received_on: date | None
    #: Why it was accepted as it stands, reviewed for publication.
    explanation: str | None = None


class ReleaseReader:
    """A release made ready to read. Selections return `Verdict` objects, built once and kept."""

    def __init__(self, release: Release) -> None:
        # A release of earlier code is read with the columns of today.
        verdicts = with_current_columns(release.verdicts)
        self.release = release if verdicts is release.verdicts else dataclasses.replace(release, verdicts=verdicts)
        self._built: dict[int, Verdict] = {}

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], int]:
        keys = self.release.verdicts.select(KEY).iter_rows()
        return {key: row for row, key in enumerate(keys)}

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[int]]:
        """Rows by subject, kind of place and period: every place of a kind is drawn side by side."""
        found: dict[tuple[str, ...], list[int]] = {}
        for key, row in self._rows.items():
            found.setdefault((*key[:4], key[5]), []).append(row)
        return found

    def _verdicts(self, rows: Iterable[int]) -> list[Verdict]:
        wanted = list(rows)
        absent = [row for row in wanted if row not in self._built]
        if absent:
            for row, record in zip(absent, self.release.verdicts[absent].iter_rows(named=True), strict=True):
                self._built[row] = Verdict(**record)
        return [self._built[row] for row in wanted]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The recommendations and indicators as they were on the day of the release."""
        return catalogue_of(self.release)

    @cached_property
    def peer_groups(self) -> tuple[PeerGroup, ...]:
        """The peer groups of the release, without « all », which is the province."""
        groups = rows_of(self.release, "peer_groups", PeerGroup)
        return tuple(group for group in groups if group.peer_group_id != "all")

    @cached_property
    def totals(self) -> tuple[NetworkTotal, ...]:
        """The network totals of the release, in their order."""
        totals = rows_of(self.release, "totals", NetworkTotal)
        return tuple(sorted(totals, key=lambda total: total.order))

    @cached_property
    def _decisions(self) -> Decisions:
        return published_decisions(self.release)

    @cached_property
    def targets(self) -> dict[tuple[str, str, str], Target]:
        """The targets in force, by subject, kind of place and place."""
        return {(item.subject_id, item.place_kind, item.place_id): item for item in self._decisions.targets}

    @cached_property
    def milestone_statuses(self) -> dict[str, tuple[MilestoneStatus, ...]]:
        """The recorded statuses of each milestone; one that is absent is of unknown status."""
        found: dict[str, tuple[MilestoneStatus, ...]] = {}
        for item in self._decisions.milestone_statuses:
            found[item.milestone_id] = (*found.get(item.milestone_id, ()), item)
        return found

    @property
    def rebases(self) -> tuple[RebaseDecision, ...]:
        """From which period, and why, a series was given new limits."""
        return self._decisions.rebases

    @property
    def has_targets(self) -> bool:
        """Whether a steward has entered any target."""
        return bool(self.targets)

    @cached_property
    def _periods(self) -> dict[str, tuple[str, ...]]:
        waves = self.release.waves.sort("start")
        kinds = waves.group_by("period_kind", maintain_order=True).agg("wave_id")
        return {kind: tuple(ids) for kind, ids in kinds.iter_rows()}

    @property
    def periods(self) -> tuple[str, ...]:
        """The yearly waves of the release, oldest first."""
        return self.periods_of("year")

    def periods_of(self, kind: PeriodKind) -> tuple[str, ...]:
        """The periods of one kind, oldest first; none where the release has no such collection."""
        return self._periods.get(kind, ())

    @cached_property
    def period_counts(self) -> tuple[str, ...]:
        """What is counted by period alone, without an indicator of the catalogue, in the order of the release."""
        counted = self.release.verdicts.filter(subject_kind="count_of_period")["subject_id"]
        return tuple(counted.unique(maintain_order=True))

    def is_followed(self, subject_kind: str, subject_id: str, kind: PeriodKind, segment: str = "") -> bool:
        """Whether the release tells a subject by periods of a kind."""
        return any(
            (subject_kind, subject_id, segment, *PROVINCE, period) in self._rows for period in self.periods_of(kind)
        )

    def before(self, period: str) -> str | None:
        """The period of the same kind before `period`, or None for the first."""
        alike = self.periods_of(self.wave(period)["period_kind"])
        place = alike.index(period)
        return alike[place - 1] if place else None

    def wave(self, period: str) -> dict:
        """The row of a wave: version, start, end."""
        return self.release.waves.row(by_predicate=pl.col("wave_id") == period, named=True)

    def wave_of(self, period: str) -> Wave:
        """A wave or a period of the release as what the reference declares."""
        return Wave(**self.wave(period))

    def verdict(
        self, subject_kind: str, subject_id: str, period: str, place: tuple[str, str] = PROVINCE, segment: str = ""
    ) -> Verdict | None:
        """The verdict of one subject, place and period, or None where the release holds none."""
        row = self._rows.get((subject_kind, subject_id, segment, *place, period))
        return None if row is None else self._verdicts([row])[0]

    def series(
        self,
        subject_kind: str,
        subject_id: str,
        place: tuple[str, str] = PROVINCE,
        segment: str = "",
        period_kind: PeriodKind = "year",
    ) -> list[Verdict]:
        """The verdicts of one subject and place, one a period of the same kind, oldest first."""
        periods = self.periods_of(period_kind)
        found = (self.verdict(subject_kind, subject_id, period, place, segment) for period in periods)
        return [verdict for verdict in found if verdict is not None]

    def headlines(self, period: str, place: tuple[str, str] = PROVINCE) -> list[Verdict]:
        """The twelve headline verdicts, in the order of the recommendations."""
        ids = (item.id for item in self.catalogue.recommendations)
        found = (self.verdict("headline", name, period, place) for name in ids)
        return [verdict for verdict in found if verdict is not None]

    def of_places(
        self, subject_kind: str, subject_id: str, period: str, place_kind: str, segment: str = ""
    ) -> list[Verdict]:
        """The verdicts of one subject in every place of a kind (establishment, peer_group or region)."""
        return self._verdicts(self._places.get((subject_kind, subject_id, segment, place_kind, period), ()))

    def distribution(self, subject_kind: str, subject_id: str, period: str, segment: str = "") -> list[Verdict]:
        """The verdicts of the establishments, hidden ones with their state alone."""
        return self.of_places(subject_kind, subject_id, period, "establishment", segment)

    def by_peer_group(self, subject_kind: str, subject_id: str, period: str, segment: str = "") -> list[Verdict]:
        """The verdicts of the peer groups, in the order of the release."""
        found = {
            item.place_id: item for item in self.of_places(subject_kind, subject_id, period, "peer_group", segment)
        }
        return [found[group.peer_group_id] for group in self.peer_groups if group.peer_group_id in found]

    def by_region(self, subject_kind: str, subject_id: str, period: str, segment: str = "") -> list[Verdict]:
        """The verdicts of the regions that hold an establishment of the survey, in the order of their codes."""
        return self.of_places(subject_kind, subject_id, period, "region", segment)

    def respondents(self, period: str) -> Respondents:
        """Who answered a wave, as far as the release tells."""
        asked = self.release.submissions.filter(pl.col("wave_id") == period)
        absent = asked.filter(pl.col("status") != "accepted")
        return Respondents(
            received=asked.height - absent.height, frame=asked.height, absent_ids=tuple(absent["establishment_id"])
        )

    def cells(self, question_ids: Iterable[str], establishment_id: str, period: str) -> list[SourceCell]:
        """The answers of one establishment to some questions, in the order asked for."""
        order = list(question_ids)
        found = self.release.answers.filter(
            (pl.col("establishment_id") == establishment_id)
            & (pl.col("wave_id") == period)
            & pl.col("question_id").is_in(order)
        )
        names = [name for name in SourceCell.__dataclass_fields__ if name in found.columns]
        held = {row["question_id"]: SourceCell(**row) for row in found.select(names).iter_rows(named=True)}
        return [held[name] for name in order if name in held]


def waves_of(release: Release) -> tuple[Wave, ...]:
    """The waves of a release as contracts, oldest first."""
    return tuple(Wave.model_validate(row) for row in release.waves.sort("start").iter_rows(named=True))
