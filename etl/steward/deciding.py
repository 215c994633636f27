"""What is decided for the whole house: who is entrusted with what, what is published, and to which version one returns."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from data.facts import load_facts
from data.store.journal import log
from data.store.releases import pointer
from data.store.releases.release import Audience
from data.store.workbench import delegations
from data.store.workbench.mappings import Declared, keep_declared
from etl.forms.initiatives import InitiativeReceipt, Purged, purge, receive_initiatives
from etl.forms.targets import receive_targets
from etl.forms.targets.receive import DecisionReceipt
from etl.publish.preview import Preview, preview
from etl.publish.publish import AUDIENCES, Publication, publish_together, publishing
from etl.steward.actions import Counter
from etl.steward.not_possible import NotPossible


class Deciding(Counter):
    """Delegate, receive targets and initiatives, publish and roll back."""

    def delegate(
        self, name: str, establishments: Sequence[str], since: date | None = None, until: date | None = None
    ) -> None:
        """Entrust these establishments, and no others, to a named steward; none takes back those it had."""
        with self.authorised_action("delegate") as audited:
            today = self.now().date()
            unknown = sorted(set(establishments) - {item.establishment_id for item in load_facts().frame})
            if not name.strip():
                raise NotPossible("Nommer la personne à qui confier ces établissements. Rien n’est changé.")
            if unknown:
                raise NotPossible("Établissement « {name} » inconnu. Rien n’est changé.", name=unknown[0])
            if until is not None and until < (since or today):
                raise NotPossible("La fin ({until}) vient avant le début. Rien n’est changé.", until=until)
            given = sorted(set(establishments))
            delegations.add_delegation(
                self.workbench,
                name.strip(),
                given,
                since=since or today,
                until=until,
                by=self.actor.name,
                at=self.now(),
            )
            audited.note("delegate", f"steward/{name.strip()}", establishments=given, until=str(until or ""))

    def delegations(self) -> pl.DataFrame:
        """The establishments entrusted by name: name, establishment_ids, since, until, given_by, given_at."""
        with self.authorised_action("delegate"):
            return delegations.delegations(self.workbench)

    def receive_targets(self, file: Path) -> DecisionReceipt:
        """What became of a workbook of targets, milestones and rebases."""
        with self.authorised_action("targets") as audited:
            receipt = receive_targets(
                self.workbench, file, by=self.actor.name, received_at=self.now(), language=self.language
            )
            audited.note("targets", file.name, status=receipt.status)
        return receipt

    def receive_initiatives(self, *files: Path, replace: bool = False) -> list[InitiativeReceipt]:
        """What became of each workbook of the initiatives, in order.

        Args:
            replace: accept that lines in force are no longer there, though a workbook was not made from them.
        """
        self._acting("initiatives")
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

    def purge_initiatives(self) -> Purged:
        """What was destroyed of the questionnaires because its day has come; nothing where no day has."""
        self._acting("initiatives")
        return purge(self.workbench, by=self.actor.name, at=self.now())

    def confirm_mapping(self, wave_id: str, given: Declared) -> None:
        """Keep what a steward confirmed of the headers and codes of a wave's tables."""
        with self.authorised_action("mapping") as audited:
            keep_declared(self.workbench, wave_id, given, by=self.actor.name, at=self.now())
            audited.note("mapping", wave_id, headers=len(given.headers), codes=sum(map(len, given.codes.values())))

    # -- publications ---------------------------------------------------------------------------------------------
    def preview(self, audience: Audience = "visitor") -> Preview:
        """What publishing now would change for an audience; nothing is written.

        Raises:
            NothingToPublish: no accepted submission.
        """
        self._acting("preview")
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
        self._acting("publish")
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
        self._acting("roll_back")
        if not why.strip():
            raise NotPossible("Un retour en arrière demande une raison. Rien n’est changé.")
        with publishing(self.var):
            log.anchor(self.workbench, at=self.now())
            with pointer.rolling_back(self.var, audience, release_id), self.workbench.session():
                with self.authorised_action("roll_back") as audited:
                    audited.note("roll_back", f"{audience}/{release_id}", why.strip())
                left = log.head(self.workbench)
            log.anchor_left(self.var, left, at=self.now())
