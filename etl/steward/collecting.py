"""From a file to an accepted submission."""

from collections.abc import Callable, Sequence
from pathlib import Path

from data.store.journal import log
from data.store.journal.log import Act
from data.store.workbench.submissions import DataKind
from etl.receive.receive import Receipt, receive_files
from etl.review import review
from etl.review.accept import Acceptance, accept
from etl.steward import moves
from etl.steward.actions import Counter
from etl.steward.permissions import reach
from etl.validate.check import CheckResult, check

#: Told so many done, of how many.
Progress = Callable[[int, int], None]


class Collecting(Counter):
    """Receive, check, return, accept, withdraw and explain."""

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
        actor = self._acting("receive")

        def noted(receipts: list[Receipt]) -> None:
            acts = [
                Act(
                    "receive" if not item.refused else "refuse",
                    item.submission_id or item.label,
                    "" if not item.refused else item.sentence,
                    {"file": item.label, "sha256": item.sha256, "status": item.status},
                )
                for item in receipts
            ]
            log.append(self.workbench, self.actor.name, acts, at=self.now())

        return receive_files(
            self.workbench,
            files,
            labels=labels,
            by=self.actor.name,
            received_at=self.now(),
            wave_id=wave_id,
            language=self.language,
            kind=kind,
            progress=progress,
            submissions=submissions,
            reached=reach(actor, "receive"),
            noted=noted,
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
                self.workbench,
                wave_id,
                establishment_id,
                by=self.actor.name,
                at=self.now(),
                within=audited.within,
                progress=progress,
            )
            for row in result.submissions.iter_rows(named=True):
                counts = {name: row[name] for name in ("state", "errors", "warnings")}
                audited.note("check", row["submission_id"], **counts)
        return result

    def return_(self, wave_id: str, establishment_id: str, note: str, submission_id: str | None = None) -> str:
        """The id of the submission returned with a note; `submission_id` refuses a newer file not yet seen."""
        with self.authorised_action("return", establishment_id) as audited:
            returned = moves.give_back(
                self.workbench,
                wave_id,
                establishment_id,
                note,
                by=self.actor.name,
                at=self.now(),
                submission_id=submission_id,
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
        with self.authorised_action("accept", establishment_id) as audited:
            if wave_id and establishment_id:
                moves.waits(self.workbench, wave_id, establishment_id, submission_id)
            done = accept(
                self.workbench,
                wave_id,
                establishment_id,
                by=self.actor.name,
                reason=(reason or "").strip() or None,
                at=self.now(),
                within=audited.within,
            )
            for item in done:
                if item.accepted:
                    why = (reason or "").strip()
                    audited.note("accept", item.submission_id, why, errors=item.errors, pending=item.pending)
        return done

    def withdraw(self, wave_id: str, establishment_id: str, why: str) -> list[str]:
        """The ids of the submissions withdrawn; the next publication is without them."""
        with self.authorised_action("withdraw", establishment_id) as audited:
            ids = moves.withdraw(self.workbench, wave_id, establishment_id, why, by=self.actor.name, at=self.now())
            for submission_id in ids:
                audited.note("withdraw", submission_id, why.strip())
        return ids

    def explain(self, submission_id: str, question_id: str, text: str) -> None:
        """Keep why an answer is accepted as it stands; once reviewed, it is shown beside its number."""
        establishment_id = submission_id.split("/")[1] if submission_id.count("/") == 2 else ""
        with self.authorised_action("explain", establishment_id) as audited:
            review.explain(self.workbench, submission_id, question_id, text, by=self.actor.name, at=self.now())
            # The journal can never be mended: no free text of others enters it.
            audited.note("explain", f"{submission_id}/{question_id}")
