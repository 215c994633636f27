"""Build the demonstration: invented workbooks received, accepted and published like anyone's, in five releases.

A step is one publication with the files received since the one before; a published step is never repeated.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from data.store.workbench.submissions import KindMismatch, Workbench
from demo import decisions, initiative_workbooks, sent_tables, steward_actions
from demo.sent_tables import SentTable
from demo.sent_workbooks import REASONS, Sent, sent
from demo.steward_actions import BY
from demo.traits import WAVES
from etl.forms.survey import write_template
from etl.steward.service import StewardService
from etl.validate.check import waiting
from etl.waves import wave as wave_of
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A step is published when its release for this audience is.
AUDIENCE = "visitor"


@dataclass(frozen=True)
class Step:
    """One publication, with everything that arrived between the one before and it."""

    wave_id: str
    reason: str
    published_at: datetime
    note_fr: str
    note_en: str


STEPS = (
    Step(
        WAVES[0],
        "wave",
        datetime(2024, 7, 2, 10),
        "Première vague, exercice 2023-2024 : questionnaire court, 27 établissements sur 30.",
        "First wave, fiscal year 2023-2024: short questionnaire, 27 of 30 establishments.",
    ),
    Step(
        WAVES[1],
        "wave",
        datetime(2025, 7, 3, 10),
        "Deuxième vague, exercice 2024-2025 : questionnaire complet, 27 établissements sur 30.",
        "Second wave, fiscal year 2024-2025: full questionnaire, 27 of 30 establishments.",
    ),
    Step(
        WAVES[2],
        "wave",
        datetime(2026, 7, 6, 10),
        "Troisième vague, exercice 2025-2026 : 27 établissements sur 30.",
        "Third wave, fiscal year 2025-2026: 27 of 30 establishments.",
    ),
    Step(
        WAVES[2],
        "late_answer",
        datetime(2026, 9, 14, 10),
        "Réponse tardive du CIUSSS du Centre-Sud-de-l’Île pour 2025-2026 : 28 établissements sur 30.",
        "Late answer of the South-Central Montréal CIUSSS for 2025-2026: 28 of 30 establishments.",
    ),
    Step(
        WAVES[2],
        "correction",
        datetime(2026, 10, 12, 10),
        "Correction du CISSS de Laval pour 2025-2026 : des présences avaient été inscrites comme personnes formées.",
        "Correction by the Laval CISSS for 2025-2026: attendances had been entered as persons trained.",
    ),
)


class BesideRealWorkbench(KindMismatch):
    """The workbench holds real answers: invented ones never come beside them."""

    def __init__(self) -> None:
        super().__init__("reel", "fictif")

    def sentence(self, language: Language) -> str:
        return say(
            "Ce dossier de travail contient de vraies réponses : aucune donnée fictive n’y est générée. "
            "Indiquez un autre dossier dans OBSERVATOIRE_VAR.",
            language,
        )


class InventedFileRefused(Exception):
    """An invented workbook was refused or not accepted: it breaks a rule of the questionnaire."""


@dataclass(frozen=True)
class Outcome:
    """What a run added: the workbooks and quarterly tables written and received, the releases published."""

    workbooks: int
    releases: tuple[str, ...]
    tables: int = 0

    def sentence(self, language: Language) -> str:
        """The outcome in words; says when there was nothing to add."""
        if not self.releases:
            return say(
                "Rien de nouveau : les {steps} versions des vagues fictives sont déjà publiées.",
                language,
                steps=len(STEPS),
            )
        return say(
            "Données fictives écrites et reçues : {workbooks} classeurs, {tables} tables trimestrielles; versions "
            "publiées : {releases}.",
            language,
            workbooks=self.workbooks,
            tables=self.tables,
            releases=", ".join(self.releases),
        )


def run(var: Path, *, language: Language = "fr", console: Console | None = None) -> Outcome:
    """Write every invented workbook and quarterly table, receive, check and accept it, and publish the five releases.

    A step that was published is left as it is, so a run that was interrupted goes on where it stopped.

    Args:
        console: where progress is shown; nothing is shown without one.

    Raises:
        BesideRealWorkbench: the workbench of `var` holds real answers.
        InventedFileRefused: a workbook was refused or could not be accepted.
    """
    var.mkdir(parents=True, exist_ok=True)
    workbench = Workbench(var)
    if workbench.kind == "reel":
        raise BesideRealWorkbench
    workbench.set_kind("fictif")
    published = set(workbench.publications(AUDIENCE).select("published_at", "reason").iter_rows())
    steps = [step for step in STEPS if (step.published_at, step.reason) not in published]
    workbooks = [item for step in steps for item in arrived(step)]
    files = write_workbooks(var, workbooks, language=language, console=console)
    tables = write_tables(var, [table for step in steps for table in arrived_tables(step)])
    releases = []
    steward, clock = steward_actions.steward_of(var, language)
    with _progress(console, say("Vagues fictives", language), len(steps)) as advance:
        for step in steps:
            _receive_workbooks(step, steward, clock, files)
            _receive_tables(step, steward, clock, tables)
            _receive_decisions(step, workbench, language)
            clock.moment = step.published_at - timedelta(days=2)
            steward_actions.explain(steward, step.wave_id)
            steward_actions.review(steward, step.wave_id)
            clock.moment = step.published_at
            published = steward.publish(step.note_fr, step.note_en, step.reason)
            releases += [item.release_id for item in published if item.audience == AUDIENCE]
            if step.reason == "wave":
                steward_actions.receive_contests(steward, clock, step.wave_id, step.published_at)
            advance()
    return Outcome(len(files), tuple(releases), len(tables))


def arrived(step: Step) -> list[Sent]:
    """The workbooks of the step's wave received since the step before, in order of receipt."""
    return [item for item in sent(step.wave_id) if _since(step) < item.received_on <= step.published_at.date()]


def arrived_tables(step: Step) -> list[SentTable]:
    """The quarterly tables received since the step before, in order of receipt."""
    return [item for item in sent_tables.sent() if _since(step) < item.received_on <= step.published_at.date()]


def _since(step: Step) -> date:
    """The day of the publication before the step's, after which its files came."""
    earlier = [other.published_at for other in STEPS if other.published_at < step.published_at]
    return max(earlier, default=datetime.min).date()


def write_workbooks(
    var: Path, workbooks: Sequence[Sent], *, language: Language = "fr", console: Console | None = None
) -> dict[Sent, Path]:
    """Each workbook as a file under `var`/fictitious/<wave>; the same bytes at every run."""
    files = {}
    with _progress(console, say("Classeurs fictifs", language), len(workbooks)) as advance:
        for item in workbooks:
            path = var / "fictitious" / item.wave_id / item.file_name
            path.parent.mkdir(parents=True, exist_ok=True)
            arriving = path.with_suffix(".arriving")
            write_template(
                arriving,
                wave_of(item.wave_id),
                item.language,
                establishment=item.establishment_id,
                answers=item.answers,
                kind="fictif",
            )
            arriving.replace(path)
            files[item] = path
            advance()
    return files


def write_tables(var: Path, tables: Sequence[SentTable]) -> dict[SentTable, Path]:
    """Each quarterly table as a CSV under `var`/fictitious/quarterly; the same bytes at every run."""
    files = {}
    for table in tables:
        path = var / "fictitious" / "quarterly" / table.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        arriving = path.with_suffix(".arriving")
        table.write(arriving)
        files[table] = arriving.replace(path)
    return files


def _receive_workbooks(
    step: Step, steward: StewardService, clock: steward_actions.Clock, files: Mapping[Sent, Path]
) -> None:
    """Receive the step's workbooks day by day, check and accept them; what was done before stays done."""
    if step.reason == "wave":
        steward_actions.send_and_withdraw(steward, clock, step.wave_id, step.published_at)
    for day, batch in groupby(arrived(step), key=lambda item: item.received_on):
        workbooks = list(batch)
        if any(item.attempt > 1 for item in workbooks):
            # A corrected workbook answers the check that returned the first one.
            steward.check(step.wave_id)
            steward_actions.return_with_notes(steward, step.wave_id)
        clock.moment = datetime.combine(day, time(14, 30))
        _receive(steward, [files[item] for item in workbooks], step.wave_id)
    clock.moment += timedelta(hours=1)
    steward.check(step.wave_id)
    _accept(step, steward, clock)


def _receive_tables(
    step: Step, steward: StewardService, clock: steward_actions.Clock, files: Mapping[SentTable, Path]
) -> None:
    """Receive, check and accept the step's quarterly tables, once its yearly workbooks are accepted."""
    for table in arrived_tables(step):
        clock.moment = datetime.combine(table.received_on, time(14, 30))
        _receive(steward, [files[table]], None)
        steward.check()
        clock.moment = step.published_at - timedelta(days=3)
        steward.accept()
    left = waiting(steward.workbench)
    if not left.is_empty():
        raise InventedFileRefused(f"not accepted: {', '.join(left['submission_id'])}")


def _receive(steward: StewardService, files: Sequence[Path], wave_id: str | None) -> None:
    receipts = steward.receive(files, wave_id=wave_id, kind="fictif")
    refused = [f"{receipt.label}: {receipt.sentence}" for receipt in receipts if receipt.refused]
    if refused:
        raise InventedFileRefused("; ".join(refused))


def _receive_decisions(step: Step, workbench: Workbench, language: Language) -> None:
    """Receive the invented decisions before the third wave, and the initiatives' workbooks of the step."""
    words: dict[str, Any] = {
        "by": BY,
        "received_at": step.published_at - timedelta(days=3),
        "language": language,
    }
    third = (step.wave_id, step.reason) == (WAVES[2], "wave")
    decided = [decisions.enter(workbench, **words)] if third else []
    for receipt in (*decided, *initiative_workbooks.enter(step.reason, workbench, **words)):
        if receipt.refused:
            raise InventedFileRefused(receipt.sentence)


def _accept(step: Step, steward: StewardService, clock: steward_actions.Clock) -> None:
    """Accept what holds no error, then, with the reason given, what is accepted as it stands."""
    clock.moment = step.published_at - timedelta(days=3)
    steward.accept(step.wave_id)
    here = {item.establishment_id for item in arrived(step)}
    left = set(waiting(steward.workbench, step.wave_id)["establishment_id"])
    for (name, wave_id), reason in REASONS.items():
        if wave_id == step.wave_id and name in here & left:
            steward.accept(wave_id, name, reason)
    still = waiting(steward.workbench, step.wave_id)
    if not still.is_empty():
        raise InventedFileRefused(f"not accepted: {', '.join(still['submission_id'])}")


@contextmanager
def _progress(console: Console | None, title: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar to advance one by one; silent without a console."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console or Console(quiet=True), disable=console is None or not total) as progress:
        task = progress.add_task(title, total=total)
        yield lambda: progress.advance(task)
