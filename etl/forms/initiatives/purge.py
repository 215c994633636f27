"""Destroy the questionnaires at their date of destruction, keeping only the results that may be published."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl

from data.store.journal import log
from data.store.workbench.initiatives import entries_in_force
from data.store.workbench.questionnaires import (
    destroy_file,
    destroy_questionnaires,
    due_files,
    due_senders,
    keep_results,
    rewrite,
)
from data.store.workbench.submissions import Workbench
from etl.forms.initiatives.assemble import record, shown_before, training_frames
from etl.forms.initiatives.sheets import ITEMS
from indicators.catalogue.model import Language
from indicators.initiatives.results import training_results
from indicators.initiatives.training import MONTHS, people_of
from indicators.wording.language import say


@dataclass(frozen=True)
class PurgeResult:
    """What was destroyed: rows of questionnaires and files; and how many result rows were kept."""

    rows: int
    files: tuple[str, ...]
    results: int

    def sentence(self, language: Language) -> str:
        """What was destroyed, in words."""
        text = (
            "Détruits : {rows} lignes de questionnaires et {files} fichiers reçus; résultats conservés : {results}."
            if self.rows or self.files
            else "Rien à détruire aujourd’hui."
        )
        return say(text, language, rows=self.rows, files=len(self.files), results=self.results)


def purge(workbench: Workbench, *, by: str, today: date | None = None, at: datetime | None = None) -> PurgeResult:
    """What was destroyed: everything whose date of destruction is reached.

    Rows of every version go, and the files as they came. Results of at least five complete pairs stay.

    Raises:
        StoreBusy: another process holds the workbench.
    """
    moment = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    day = today or moment.date()
    with workbench.session():
        senders = due_senders(workbench, day)
        files = due_files(workbench, day, senders)
        kept = _keep_results(workbench, senders, day) if senders else 0
        staying = _digests_to_keep(workbench, senders)
        rows = destroy_questionnaires(workbench, senders, staying) if senders else 0
        for sha256, _ in files:
            destroy_file(workbench, sha256, moment)
        done = PurgeResult(rows, tuple(label for _, label in files), kept)
        if senders or files:
            detail = {"rows": rows, "files": [sha256 for sha256, _ in files], "results": kept}
            act = log.JournalEntry("questionnaires_destroyed", "initiatives/training", detail=detail)
            log.append(workbench, by, [act], at=moment)
    if senders:
        rewrite(workbench)
    return done


def _keep_results(workbench: Workbench, senders: list[str], day: date) -> int:
    """Keep what may be shown of everyone together, now, of the modules that lose questionnaires."""
    answers, enrolment = training_frames(entries_in_force(workbench))
    losing = answers.filter(pl.col("sender").is_in(senders))["module_id"].unique().to_list()
    results, shown = training_results(
        answers.filter(pl.col("module_id").is_in(losing)),
        enrolment,
        ITEMS,
        kind=workbench.kind or "reel",
        earlier=shown_before(workbench),
    )
    published = results.filter(pl.col("state") == "value")
    record(workbench, f"destroyed/{day.isoformat()}", shown)
    keep_results(workbench, published.to_dicts(), day)
    return published.height


def _digests_to_keep(workbench: Workbench, senders: list[str]) -> set[str]:
    """The digests of the participants whose questionnaires stay."""
    answers, _ = training_frames(entries_in_force(workbench))
    people = people_of(answers.filter(~pl.col("sender").is_in(senders)), ITEMS)
    return {
        digest
        for everyone in people.values()
        for item in everyone
        for digest in (item.digest(0), *(item.digest(0, month) for month in MONTHS[1:] if month in item.answers))
    }
