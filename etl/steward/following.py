"""Following a wave, its free texts and what readers contest."""

import polars as pl

from data.store.journal import log
from data.store.workbench import contests
from data.store.workbench.reviews import Decision
from etl.review import contest, review
from etl.review.texts import ReviewText, texts
from etl.steward import wave_status as board
from etl.steward.actions import Counter
from etl.steward.reminders import Reminder, reminders


class Following(Counter):
    """The board, the reminders, the journal, the review of texts, and the reports on numbers."""

    def board(self, wave_id: str) -> pl.DataFrame:
        """Where each establishment of the wave's frame stands: see `etl.desk.board`."""
        with self.authorised_action("board") as audited:
            return board.board(self.workbench, wave_id, now=self.now(), within=audited.within)

    def reminders(self, wave_id: str) -> list[Reminder]:
        """The e-mails to send: to whom nothing came from, and to whom something is to mend."""
        with self.authorised_action("remind") as audited:
            return reminders(self.workbench, wave_id, now=self.now(), within=audited.within)

    def history(self, wave_id: str | None = None, establishment_id: str | None = None) -> pl.DataFrame:
        """The entries of the journal, of a wave's and an establishment's submissions or of everything."""
        with self.authorised_action("history", establishment_id) as audited:
            entries = log.entries(self.workbench)
            parts = entries["subject"].str.split("/")
            if wave_id:
                entries = entries.filter(parts.list.get(0) == wave_id)
                parts = entries["subject"].str.split("/")
            if establishment_id:
                return entries.filter(parts.list.get(1, null_on_oob=True) == establishment_id)
            if audited.within is None:
                return entries
            return entries.filter(parts.list.get(1, null_on_oob=True).is_in(sorted(audited.within)))

    def texts(self) -> list[ReviewText]:
        """The queue of free texts, decided or not."""
        with self.authorised_action("texts") as audited:
            return [
                item
                for item in texts(self.workbench)
                if audited.within is None or item.establishment_id in audited.within
            ]

    def review(self, text_id: str, decision: Decision, redacted: str | None = None) -> None:
        """Publish a text as it is, publish it redacted, or keep it from publication."""
        with self.workbench.session():
            self._acting("review")
            found = review.waiting_text(self.workbench, text_id)
            with self.authorised_action("review", found.establishment_id) as audited:
                review.review(self.workbench, text_id, decision, redacted, by=self.actor.name, at=self.now())
                audited.note("review", f"{found.submission_id}/{text_id}", decision=decision, kind=found.kind)

    def contest(self, permalink: str, message: str, contact: str = "", sender: str = "") -> str:
        """The id of a report on a number; open to visitors."""
        with self.authorised_action("contest") as audited:
            sent = contest.contest(self.workbench, permalink, message, contact, sender=sender, at=self.now())
            audited.note("contest", f"contest/{sent}", permalink=permalink)
        return sent

    def contested(self) -> pl.DataFrame:
        """Every report on a number with its answer: see `data.store.contests`."""
        with self.authorised_action("contested"):
            return contests.contests(self.workbench)

    def answer_contest(self, contest_id: str, answer: str) -> None:
        """Keep the answer to a report on a number."""
        with self.authorised_action("answer_contest") as audited:
            contest.answer_contest(self.workbench, contest_id, answer, by=self.actor.name, at=self.now())
            audited.note("answer_contest", f"contest/{contest_id}")
