"""The steward's service: what an actor may do with a workbench, for the page and the command line alike.

Every action asks for its right, is done in short transactions, and is written in the journal in the transaction that
did it: what is refused or fails leaves nothing behind.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from data.facts import load_facts
from data.store.journal import log
from data.store.journal.log import JournalEntry
from data.store.releases import pointer
from data.store.releases.release import Audience
from data.store.workbench import contests, delegations
from data.store.workbench.mappings import Declared, keep_declared
from data.store.workbench.reviews import Decision
from data.store.workbench.submissions import DataKind
from etl.forms.initiatives import PurgeResult, purge, receive_initiatives
from etl.forms.receive import FormReceipt
from etl.forms.targets import receive_targets
from etl.publish.preview import Preview, preview
from etl.publish.publish import AUDIENCES, Publication, publish_together, publishing
from etl.receive.receive import Delivery, Receipt, receive_files
from etl.review import contest, review
from etl.review.accept import Acceptance, accept
from etl.review.texts import ReviewText, texts
from etl.steward import submissions
from etl.steward.actions import AuditedWorkbench
from etl.steward.not_possible import NotPossible
from etl.steward.permissions import reach
from etl.steward.reminders import Reminder, reminders
from etl.steward.wave_status import wave_status
from etl.validate.check import CheckResult, check

#: Called with how many submissions are done, and of how many.
Progress = Callable[[int, int], None]


class StewardService(AuditedWorkbench):
    """The actions of an actor on the workbench of a var folder.

    Raises (every method):
        NotAllowed: the actor may not; nothing was done.
        NotPossible: the state of things does not allow it; nothing was done.
        StoreBusy, StoreFull: the workbench is held for too long, or the disk is full; nothing was done.
    """

    # -- submissions ----------------------------------------------------------------------------------------------
    def receive(
        self,
        files: Sequence[Path],
        labels: Sequence[str] | None = None,
        wave_id: str | None = None,
        kind: DataKind | None = None,
        progress: Callable[[], None] = lambda: None,
        submissions: Progress = lambda done, total: None,
    ) -> list[Receipt]:
        """What became of each file; every file is kept, even one that cannot be read.

        Args:
            progress: called once a file.
            submissions: called as the submissions of a file are written.
        """
        actor = self._authorised("receive")

        def write_entries(receipts: list[Receipt]) -> None:
            entries = [
                JournalEntry(
                    "receive" if not item.refused else "refuse",
                    item.submission_id or item.label,
                    "" if not item.refused else item.sentence,
                    {"file": item.label, "sha256": item.sha256, "status": item.status},
                )
                for item in receipts
            ]
            log.append(self.workbench, self.actor.name, entries, at=self.now())

        return receive_files(
            self.workbench,
            files,
            Delivery(self.actor.name, self.now(), self.language, wave_id, kind, reach(actor, "receive")),
            labels=labels,
            progress=progress,
            submissions=submissions,
            noted=write_entries,
        )

    def check(
        self,
        wave_id: str | None = None,
        establishment_id: str | None = None,
        progress: Progress = lambda done, total: None,
    ) -> CheckResult:
        """What the check of everything that waits has found; what holds an error is returned."""
        with self.authorised_action("check", establishment_id) as audited:
            result = check(
                self.workbench, wave_id, establishment_id, within=audited.within, progress=progress, **self.signed
            )
            for row in result.submissions.iter_rows(named=True):
                counts = {name: row[name] for name in ("state", "errors", "warnings")}
                audited.note("check", row["submission_id"], **counts)
        return result

    def return_(self, wave_id: str, establishment_id: str, note: str, submission_id: str | None = None) -> str:
        """The id of the submission returned with a note; `submission_id` refuses a newer file not yet seen."""
        with self.authorised_action("return", establishment_id) as audited:
            returned = submissions.return_submission(
                self.workbench, wave_id, establishment_id, note, submission_id=submission_id, **self.signed
            )
            audited.note("return", returned, note.strip())
        return returned

    def accept(
        self,
        wave_id: str | None = None,
        establishment_id: str | None = None,
        reason: str | None = None,
        submission_id: str | None = None,
    ) -> list[Acceptance]:
        """What became of each submission that waits; `submission_id` refuses a newer file not yet seen."""
        why = (reason or "").strip()
        with self.authorised_action("accept", establishment_id) as audited:
            if wave_id and establishment_id:
                submissions.waiting_submission(self.workbench, wave_id, establishment_id, submission_id)
            done = accept(
                self.workbench, wave_id, establishment_id, reason=why or None, within=audited.within, **self.signed
            )
            for item in done:
                if item.accepted:
                    audited.note("accept", item.submission_id, why, errors=item.errors, pending=item.pending)
        return done

    def withdraw(self, wave_id: str, establishment_id: str, why: str) -> list[str]:
        """The ids of the submissions withdrawn; the next publication is without them."""
        with self.authorised_action("withdraw", establishment_id) as audited:
            ids = submissions.withdraw(self.workbench, wave_id, establishment_id, why, **self.signed)
            for submission_id in ids:
                audited.note("withdraw", submission_id, why.strip())
        return ids

    def explain(self, submission_id: str, question_id: str, text: str) -> None:
        """Keep why an answer is accepted as it stands; once reviewed, it is shown beside its number."""
        establishment_id = submission_id.split("/")[1] if submission_id.count("/") == 2 else ""
        with self.authorised_action("explain", establishment_id) as audited:
            review.explain(self.workbench, submission_id, question_id, text, **self.signed)
            # The journal can never be mended: no free text of others enters it.
            audited.note("explain", f"{submission_id}/{question_id}")

    # -- the wave -------------------------------------------------------------------------------------------------
    def wave_status(self, wave_id: str) -> pl.DataFrame:
        """Where each establishment of the wave's frame stands: see `etl/steward/wave_status.py`."""
        with self.authorised_action("wave_status") as audited:
            return wave_status(self.workbench, wave_id, now=self.now(), within=audited.within)

    def reminders(self, wave_id: str) -> list[Reminder]:
        """The e-mails to send: to whom nothing came from, and to whom something is to mend."""
        with self.authorised_action("remind") as audited:
            return reminders(self.workbench, wave_id, now=self.now(), within=audited.within)

    def history(self, wave_id: str | None = None, establishment_id: str | None = None) -> pl.DataFrame:
        """The entries of the journal, of a wave's and an establishment's submissions or of everything."""
        wave, establishment = (pl.col("subject").str.split("/").list.get(part, null_on_oob=True) for part in (0, 1))
        with self.authorised_action("history", establishment_id) as audited:
            entries = log.entries(self.workbench)
        if wave_id:
            entries = entries.filter(wave == wave_id)
        if establishment_id:
            return entries.filter(establishment == establishment_id)
        return entries if audited.within is None else entries.filter(establishment.is_in(sorted(audited.within)))

    def delegate(
        self, name: str, establishments: Sequence[str], since: date | None = None, until: date | None = None
    ) -> None:
        """Entrust these establishments, and no others, to a named steward; none takes back those it had."""
        with self.authorised_action("delegate") as audited:
            first_day = since or self.now().date()
            unknown = sorted(set(establishments) - {item.establishment_id for item in load_facts().frame})
            if not name.strip():
                raise NotPossible("Nommer la personne à qui confier ces établissements. Rien n’est changé.")
            if unknown:
                raise NotPossible("Établissement « {name} » inconnu. Rien n’est changé.", name=unknown[0])
            if until is not None and until < first_day:
                raise NotPossible("La fin ({until}) vient avant le début. Rien n’est changé.", until=until)
            given = sorted(set(establishments))
            delegations.add_delegation(self.workbench, name.strip(), given, since=first_day, until=until, **self.signed)
            audited.note("delegate", f"steward/{name.strip()}", establishments=given, until=str(until or ""))

    def delegations(self) -> pl.DataFrame:
        """The establishments entrusted by name: name, establishment_ids, since, until, given_by, given_at."""
        with self.authorised_action("delegate"):
            return delegations.delegations(self.workbench)

    # -- free texts, and the numbers that readers report ----------------------------------------------------------
    def texts(self) -> list[ReviewText]:
        """The free texts, decided or not."""
        with self.authorised_action("texts") as audited:
            within = audited.within
            return [item for item in texts(self.workbench) if within is None or item.establishment_id in within]

    def review(self, text_id: str, decision: Decision, redacted: str | None = None) -> None:
        """Publish a text as it is, publish it redacted, or keep it from publication."""
        with self.workbench.session():
            self._authorised("review")
            found = review.waiting_text(self.workbench, text_id)
            with self.authorised_action("review", found.establishment_id) as audited:
                review.review(self.workbench, text_id, decision, redacted, **self.signed)
                audited.note("review", f"{found.submission_id}/{text_id}", decision=decision, kind=found.kind)

    def contest(self, permalink: str, message: str, contact: str = "", sender: str = "") -> str:
        """The id of a report on a number; open to visitors."""
        with self.authorised_action("contest") as audited:
            sent = contest.contest(self.workbench, permalink, message, contact, sender=sender, at=self.now())
            audited.note("contest", f"contest/{sent}", permalink=permalink)
        return sent

    def contested(self) -> pl.DataFrame:
        """Every report on a number with its answer: see `data/store/workbench/contests.py`."""
        with self.authorised_action("contested"):
            return contests.contests(self.workbench)

    def answer_contest(self, contest_id: str, answer: str) -> None:
        """Keep the answer to a report on a number."""
        with self.authorised_action("answer_contest") as audited:
            contest.answer_contest(self.workbench, contest_id, answer, **self.signed)
            audited.note("answer_contest", f"contest/{contest_id}")

    # -- other workbooks ------------------------------------------------------------------------------------------
    def receive_targets(self, file: Path) -> FormReceipt:
        """What became of a workbook of targets, milestones and rebases."""
        with self.authorised_action("targets") as audited:
            receipt = receive_targets(
                self.workbench, file, by=self.actor.name, received_at=self.now(), language=self.language
            )
            audited.note("targets", file.name, status=receipt.status)
        return receipt

    def receive_initiatives(self, *files: Path, replace: bool = False) -> list[FormReceipt]:
        """What became of each workbook of the initiatives, in order.

        Args:
            replace: accept that lines in force are no longer there, though a workbook was not made from them.
        """
        self._authorised("initiatives")
        # One file after the other, each whole or not at all; its entry of the journal comes with it.
        return [
            receive_initiatives(
                self.workbench,
                file,
                by=self.actor.name,
                received_at=self.now(),
                language=self.language,
                replace=replace,
            )
            for file in files
        ]

    def purge_initiatives(self) -> PurgeResult:
        """What was destroyed of the questionnaires because its day has come; nothing where no day has."""
        self._authorised("initiatives")
        return purge(self.workbench, **self.signed)

    def confirm_mapping(self, wave_id: str, given: Declared) -> None:
        """Keep what a steward confirmed of the headers and codes of a wave's tables."""
        with self.authorised_action("mapping") as audited:
            keep_declared(self.workbench, wave_id, given, **self.signed)
            audited.note("mapping", wave_id, headers=len(given.headers), codes=sum(map(len, given.codes.values())))

    # -- publications ---------------------------------------------------------------------------------------------
    def preview(self, audience: Audience = "visitor") -> Preview:
        """What publishing now would change for an audience; nothing is written.

        Raises:
            NothingToPublish: no accepted submission.
        """
        self._authorised("preview")
        return preview(self.workbench, audience)

    def publish(
        self,
        note_fr: str = "",
        note_en: str = "",
        reason: str = "wave",
        audiences: Sequence[Audience] = AUDIENCES,
        public_from: date | None = None,
    ) -> list[Publication]:
        """One release an audience, all current together; under embargo until the first minute of `public_from`.

        Raises:
            NothingToPublish: no accepted submission.
            PublishingUnderWay: another publication has not ended.
        """
        self._authorised("publish")
        return publish_together(
            self.workbench,
            self.var,
            audiences=audiences,
            reason=reason,
            note_fr=note_fr,
            note_en=note_en,
            published_at=self.now(),
            public_from=None if public_from is None else pointer.embargo_moment(public_from),
            by=self.actor.name,
        )

    def roll_back(self, audience: Audience, release_id: str, why: str) -> None:
        """Make an earlier release the current one of an audience.

        Raises:
            NotRollable: readers of this audience may see no such release.
            PublishingUnderWay: a publication has not ended.
        """
        self._authorised("roll_back")
        if not why.strip():
            raise NotPossible("Un retour en arrière demande une raison. Rien n’est changé.")
        with publishing(self.var):
            log.write_checkpoint(self.workbench, at=self.now())
            with pointer.rolling_back(self.var, audience, release_id), self.workbench.session():
                with self.authorised_action("roll_back") as audited:
                    audited.note("roll_back", f"{audience}/{release_id}", why.strip())
                left = log.head(self.workbench)
            log.checkpoint_after(self.var, left, at=self.now())
