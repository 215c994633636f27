"""Submissions from readable files, in the order in which the files came."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from data.facts import Facts
from data.store.workbench.submissions import DataKind, KindMismatch, StoredFile, Workbench
from data.store.workbench.transitions import WAITING
from etl.extract import Extracted
from etl.receive.receipts import Receipt, Status
from etl.validate.problems import Problem, problems_frame
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say


@dataclass(frozen=True)
class Delivery:
    """Who brings files, when, and what is expected of them.

    Attributes:
        language: that of the receipts.
        wave_id: the only wave expected; a file of another one is refused.
        kind: what the files hold; else what they say themselves, else what the workbench holds.
        reached: the only establishments that `by` may bring something for; all of them unless given.
    """

    by: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None, microsecond=0))
    language: Language = "fr"
    wave_id: str | None = None
    kind: DataKind | None = None
    reached: frozenset[str] | None = None


class SubmissionIntake:
    """Takes the files of one call in order, remembering what has come already."""

    def __init__(
        self, workbench: Workbench, delivery: Delivery, facts: Facts, progress: Callable[[int, int], None]
    ) -> None:
        """`progress` is called with the submissions of a file written so far, and all of them."""
        self.workbench, self.delivery, self.facts, self.progress = workbench, delivery, facts, progress
        self.language: Language = delivery.language
        known = workbench.submissions()
        self.states: dict[str, str] = dict(known.select("submission_id", "state").iter_rows())
        self.places: dict[tuple[str, str], list[str]] = {}
        for submission_id, *place in known.select("submission_id", "establishment_id", "wave_id").iter_rows():
            self.places.setdefault((place[0], place[1]), []).append(submission_id)
        self.taken: dict[tuple[str, str], str] = {}

    def take(self, stored: StoredFile, extracted: Extracted) -> list[Receipt]:
        """The receipts of one readable file, one for each establishment and wave that it holds."""
        refusal = self._refusal_of_kind(stored, extracted)
        if refusal is not None:
            return [refusal]
        batch = _Batch()
        receipts = [self._take_part(stored, extracted, place, batch) for place in extracted.submissions]
        self._keep(stored, extracted, batch)
        return receipts

    def _refusal_of_kind(self, stored: StoredFile, extracted: Extracted) -> Receipt | None:
        kind = extracted.kind or self.delivery.kind or self.workbench.kind
        if kind is None:
            text = "{file} : rien n’y dit si les données sont réelles ou fictives; ajouter --reel ou --fictif."
            return self._refused(stored, say(text, self.language, file=stored.label))
        try:
            if self.delivery.kind not in (None, kind):
                raise KindMismatch(self.delivery.kind, kind)
            self.workbench.set_kind(kind)
        except KindMismatch as error:
            text = (
                "{file} : données fictives, alors que cet espace de travail ne reçoit que des données réelles."
                if error.held == "reel"
                else "{file} : données réelles, alors que cet espace de travail ne reçoit que des données fictives."
            )
            return self._refused(stored, say(text, self.language, file=stored.label))
        return None

    def _take_part(self, stored: StoredFile, extracted: Extracted, place: tuple[str, str], batch: "_Batch") -> Receipt:
        """The receipt of one establishment and wave of a file; what is new is left in `batch`."""
        name = pick(self.facts.establishment[place[0]], "short_name", self.language)
        words = {"name": name, "wave": place[1], "file": stored.label}
        submission_id = f"{place[1]}/{place[0]}/{stored.sha256[:12]}"
        if self.delivery.reached is not None and place[0] not in self.delivery.reached:
            text = "{file} : {name} ne vous est pas confié; rien n’est reçu pour cet établissement."
            return self._refused(stored, say(text, self.language, **words), place)
        if self.states.get(submission_id) == "withdrawn":
            text = (
                "{file} : déjà reçu pour {name}, {wave}, puis retiré; rien n’est changé. Envoyer un classeur corrigé."
            )
            return self._receipt(stored, "already", say(text, self.language, **words), place, submission_id)
        if submission_id in self.states:
            text = "{file} : déjà reçu pour {name}, {wave}; rien n’est changé."
            return self._receipt(stored, "already", say(text, self.language, **words), place, submission_id)
        if place in self.taken:
            text = (
                "{file} : deuxième fichier pour {name}, {wave}, dans le même envoi; « {first} » est retenu. "
                "Pour remplacer, déposer celui-ci seul."
            )
            return self._refused(stored, say(text, self.language, first=self.taken[place], **words), place)
        before = self.places.setdefault(place, [])
        notes = batch.add(submission_id, place, extracted.notes, again=bool(before))
        for earlier in before:
            if self.states[earlier] in WAITING:
                # An accepted one is replaced by the next acceptance only.
                batch.superseded.append(earlier)
                self.states[earlier] = "superseded"
        self.states[submission_id] = "resubmitted" if before else "open"
        before.append(submission_id)
        self.taken[place] = stored.label
        if len(before) > 1:
            text = "{file} : reçu pour {name}, {wave}; il remplace le fichier précédent."
            sentence = say(text, self.language, **words)
            return self._receipt(stored, "resubmitted", sentence, place, submission_id, notes)
        sentence = say("{file} : reçu pour {name}, {wave}.", self.language, **words)
        return self._receipt(stored, "received", sentence, place, submission_id, notes)

    def _keep(self, stored: StoredFile, extracted: Extracted, batch: "_Batch") -> None:
        """Write what one file brought, all of it at once."""
        if not batch.rows:
            return
        schema = dict.fromkeys(["submission_id", "establishment_id", "wave_id"], pl.String)
        places = pl.DataFrame(batch.rows, schema=schema, orient="row")
        self.workbench.add_submissions(
            places,
            self._cells(extracted, places),
            file_sha256=stored.sha256,
            file_label=stored.label,
            language=extracted.language,
            template_version=extracted.template_version or "",
            format=extracted.format,
            received_at=self.delivery.at,
            received_by=self.delivery.by,
        )
        self.workbench.set_states(batch.resubmitted, "resubmitted", by=self.delivery.by, at=self.delivery.at)
        self.workbench.set_states(batch.superseded, "superseded", by=self.delivery.by, at=self.delivery.at)
        if batch.notes:
            # What the extraction remarked stays with the submission; `check` adds to it.
            whose = pl.DataFrame([row for row, _ in batch.notes], schema=schema, orient="row")
            table = problems_frame(note for _, note in batch.notes).drop("establishment_id", "wave_id")
            self.workbench.save_checked(pl.DataFrame(), whose.hstack(table), {})

    def _cells(self, extracted: Extracted, places: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The cells of the submissions of `places`, part by part."""
        done = 0
        for part in extracted.parts:
            own = part.join(places, on=["establishment_id", "wave_id"], maintain_order="left")
            yield own
            done += own["submission_id"].n_unique()
            self.progress(done, places.height)

    def _refused(self, stored: StoredFile, sentence: str, place: tuple[str, str] | None = None) -> Receipt:
        return self._receipt(stored, "refused", sentence, place)

    def _receipt(
        self,
        stored: StoredFile,
        status: Status,
        sentence: str,
        place: tuple[str, str] | None,
        submission_id: str | None = None,
        notes: tuple[Problem, ...] = (),
    ) -> Receipt:
        establishment_id, wave_id = place or (None, None)
        return Receipt(stored.label, status, sentence, establishment_id, wave_id, submission_id, stored.sha256, notes)


@dataclass
class _Batch:
    """What one file brings that is new: submissions, those that replace others, those replaced, and remarks."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    resubmitted: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    notes: list[tuple[tuple[str, str, str], Problem]] = field(default_factory=list)

    def add(
        self, submission_id: str, place: tuple[str, str], notes: Iterable[Problem], *, again: bool
    ) -> tuple[Problem, ...]:
        """The notes of a new submission; one about the whole file is told once, with the first submission."""
        row = (submission_id, *place)
        own = tuple(
            note
            for note in notes
            if (note.establishment_id == place[0] and note.wave_id in (None, place[1]))
            or (note.establishment_id is None and not self.rows)
        )
        self.rows.append(row)
        self.notes += [(row, note) for note in own]
        if again:
            self.resubmitted.append(submission_id)
        return own
