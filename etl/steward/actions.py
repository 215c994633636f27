"""What every action goes through: the actor's right, one transaction, the journal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypedDict

from data.model.roles import Actor
from data.store.journal import log
from data.store.journal.log import JournalEntry
from data.store.workbench import delegations
from data.store.workbench.submissions import Workbench
from etl.steward.permissions import Action, reach, require
from indicators.catalogue.model import Language


def utc_now() -> datetime:
    """Now, in UTC, as every time of the workbench."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Signature(TypedDict):
    """Who acts, and when."""

    by: str
    at: datetime


@dataclass
class AuditedAction:
    """An action under way: who does it, the only establishments it reaches (None for all), and what to write of it."""

    actor: Actor
    within: frozenset[str] | None
    entries: list[JournalEntry] = field(default_factory=list)

    def note(self, action: str, subject: str, why: str = "", **detail: object) -> None:
        """Write one thing done in the journal, once everything else is."""
        self.entries.append(JournalEntry(action, subject, why, detail))


class AuditedWorkbench:
    """A workbench in which an actor acts."""

    def __init__(
        self, var: Path, actor: Actor, language: Language = "fr", *, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.var, self.actor, self.now = var, actor, now
        self.language: Language = language

    @cached_property
    def workbench(self) -> Workbench:
        """The workbench, opened on first use."""
        return Workbench(self.var)

    @property
    def signed(self) -> Signature:
        """The actor's name and now."""
        return {"by": self.actor.name, "at": self.now()}

    @contextmanager
    def authorised_action(self, action: Action, establishment_id: str | None = None) -> Iterator[AuditedAction]:
        """An action in one transaction, with its entries of the journal: all of it is kept, or nothing."""
        with self.workbench.session():
            actor = self._authorised(action, establishment_id)
            audited = AuditedAction(actor, reach(actor, action))
            yield audited
            log.append(self.workbench, self.actor.name, audited.entries, at=self.now())

    def _authorised(self, action: Action, establishment_id: str | None = None) -> Actor:
        """The actor with what was entrusted to it.

        Raises:
            NotAllowed: it has no right to the action.
        """
        has_all = "steward" in self.actor.roles and self.actor.establishments is None
        named = () if has_all else delegations.entrusted_to(self.workbench, self.actor.name, self.now().date())
        actor = self.actor.with_entrusted(named)
        require(actor, action, establishment_id)
        return actor
