"""Publish: what is accepted becomes a release for each audience; all of them become current together, or none does.

Everything that takes room on the disk is written before anything is visible: the release files, then the pointer
beside the one in force, then the record and the journal in one transaction; the last step renames the pointer.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from data.facts import load_facts
from data.store.connection import StoreBusy, open_database
from data.store.journal import log
from data.store.paths import releases_folder
from data.store.releases.pointer import Pointed, clock, current, pointing, releases_of
from data.store.releases.release import Audience, ReleaseMeta, pointed_at, write_release
from data.store.workbench.decisions import decisions_in_force
from data.store.workbench.submissions import DataKind, Workbench
from etl.forms.initiatives.assemble import InitiativeTables, record, tables_by_audience
from etl.forms.targets.decisions import decisions_of
from etl.local_time import local_day
from etl.review.texts import published_texts
from etl.waves import ALL
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.release_tables import NO_TEXTS, ReleaseInputs, ReleaseTables, ShownTexts, release_tables
from indicators.verdicts.decisions import Decisions
from indicators.verdicts.method import METHOD_VERSION
from indicators.wording.language import say

#: Every audience has its own release.
AUDIENCES: tuple[Audience, ...] = ("visitor", "member")
#: Why a person may publish a release.
REASONS = ("wave", "late_answer", "correction", "definition", "target", "method")


class NothingToPublish(Exception):
    """No submission is accepted yet."""


class PublishingUnderWay(Exception):
    """Somebody else is publishing at this very moment; nothing was done."""

    def sentence(self, language: Language) -> str:
        return say("Une publication est en cours; recommencer dans un instant. Rien n’a été fait.", language)


@dataclass(frozen=True)
class Publication:
    """What a publication did; `created` is False when these very rows were already a release of the audience."""

    release_id: str
    created: bool
    audience: Audience = "visitor"


@dataclass(frozen=True)
class Accepted:
    """Everything that a publication of this moment is made of.

    Attributes:
        ledgers: for each audience, the sums already published.
        initiatives: for each audience, what the initiatives add.
    """

    kind: DataKind
    inputs: ReleaseInputs
    ledgers: dict[str, list[pl.DataFrame]]
    initiatives: dict[Audience, InitiativeTables]

    @property
    def submission_ids(self) -> list[str]:
        return self.inputs.submissions.filter(pl.col("state") == "accepted")["submission_id"].to_list()

    def tables_for(self, audience: Audience) -> ReleaseTables:
        """The tables that a publication for this audience would hold; nothing is written."""
        survey = release_tables(self.inputs, audience, self.ledgers.get(audience, []))
        return ReleaseTables(survey.tables | self.initiatives[audience].tables, survey.ledger)


def release_inputs(
    answers: pl.DataFrame, submissions: pl.DataFrame, decisions: Decisions | None = None, texts: ShownTexts = NO_TEXTS
) -> ReleaseInputs:
    """What release tables are made from, with the waves that have an accepted submission.

    Args:
        answers: those of the accepted submissions.
        submissions: all of the workbench.
    """
    accepted = set(submissions.filter(pl.col("state") == "accepted")["wave_id"])
    return ReleaseInputs(
        answers,
        submissions.with_columns(received_on=local_day("received_at")),
        [wave for wave in ALL if wave.wave_id in accepted],
        load_facts(),
        load_catalogue(),
        decisions or Decisions(),
        texts,
    )


def accepted_now(workbench: Workbench) -> Accepted:
    """What a publication would be made of, read in one transaction.

    Raises:
        NothingToPublish: no accepted submission.
    """
    with workbench.session():
        submissions = workbench.submissions()
        ids = workbench.accepted()["submission_id"].to_list()
        if not ids:
            raise NothingToPublish
        ledgers: dict[str, list[pl.DataFrame]] = {}
        for audience, text in workbench.publications().select("audience", "ledger").iter_rows():
            if text != "[]":
                ledgers.setdefault(audience, []).append(pl.read_json(text.encode()))
        kind = workbench.kind or "reel"
        return Accepted(
            kind=kind,
            inputs=release_inputs(
                workbench.answers(ids),
                submissions,
                decisions_of(decisions_in_force(workbench)[1]),
                published_texts(workbench),
            ),
            ledgers=ledgers,
            initiatives=tables_by_audience(workbench, AUDIENCES, kind),
        )


def publish(workbench: Workbench, var: Path, *, audience: Audience = "visitor", **words: Any) -> Publication:
    """The release of everything accepted so far for one audience; as `publish_together`."""
    return publish_together(workbench, var, audiences=(audience,), **words)[0]


def publish_together(
    workbench: Workbench,
    var: Path,
    *,
    audiences: Sequence[Audience] = AUDIENCES,
    reason: str = "wave",
    note_fr: str = "",
    note_en: str = "",
    published_at: datetime | None = None,
    public_from: datetime | None = None,
    by: str,
) -> list[Publication]:
    """One release an audience of everything accepted so far, all made current together.

    Publishing the same answers under the same definitions gives the same release and moves nothing.

    Args:
        published_at: now (UTC) unless given.
        public_from: the moment (UTC) from which readers see it; at once unless given.

    Raises:
        NothingToPublish: no accepted submission.
        PublishingUnderWay: another publication has not ended.
    """
    at = published_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    words = {"reason": reason, "note_fr": note_fr, "note_en": note_en}
    with publishing(var):
        accepted = accepted_now(workbench)
        written = [_write(var, accepted, audience, at, words, public_from) for audience in audiences]
        pointed = {item.done.audience: item.pointed for item in written if item.pointed}
        if pointed:
            checkpoint = log.write_checkpoint(workbench, at=at)
            with pointing(var, pointed), workbench.session():
                for done, ledger, _ in written:
                    if done.created:
                        workbench.record_publication(
                            release_id=done.release_id,
                            audience=done.audience,
                            published_at=at,
                            published_by=by,
                            submission_ids=accepted.submission_ids,
                            ledger=ledger,
                            **words,
                        )
                        record(workbench, done.release_id, accepted.initiatives[done.audience].shown)
                        log.record_checkpoint(workbench, done.release_id, done.audience, at, checkpoint)
                details = words | {"public_from": str(public_from or "")}
                entries = [
                    log.JournalEntry("publish", f"{name}/{item.release_id}", note_fr, details)
                    for name, item in pointed.items()
                ]
                log.append(workbench, by, entries, at=at)
                left = log.head(workbench)
            # The journal as the publication leaves it: readers have it already.
            log.checkpoint_after(var, left, at=at)
    return [item.done for item in written]


class _Written(NamedTuple):
    """A release on disk; `pointed` is what the audience will be pointed at, None where it reads that release."""

    done: Publication
    ledger: str
    pointed: Pointed | None


def _write(
    var: Path,
    accepted: Accepted,
    audience: Audience,
    at: datetime,
    words: dict[str, str],
    public_from: datetime | None,
) -> _Written:
    """Write the release of an audience; nobody reads it yet."""
    release, now = accepted.tables_for(audience), current(var, audience)
    meta = ReleaseMeta(
        kind=accepted.kind,
        audience=audience,
        method_version=METHOD_VERSION,
        published_at=at,
        previous_id=now.release_id if now else None,
        **words,
    )
    release_id, created = write_release(var, release.tables, meta)
    waits = any(item.waits(clock()) for item in releases_of(var, audience).releases)
    moves = created or now is None or now.release_id != release_id or waits
    pointed = pointed_at(var, release_id, meta, public_from) if moves else None
    return _Written(Publication(release_id, created, audience), release.ledger.write_json(), pointed)


@contextmanager
def publishing(var: Path) -> Iterator[None]:
    """The only publication under way in this folder, among all threads and processes.

    Raises:
        PublishingUnderWay: there is another one.
    """
    folder = releases_folder(var)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(open_database(folder / "publishing.lock", patience=0))
        except StoreBusy as error:
            raise PublishingUnderWay from error
        yield
