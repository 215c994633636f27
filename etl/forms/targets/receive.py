"""Receive the workbook: kept as it came, judged whole, then a new version of what is in force, or nothing at all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from data.store.workbench.decisions import add_decisions, decision_versions, decisions_in_force
from data.store.workbench.submissions import DataKind, StoredFile, Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.targets.checks import judge
from etl.forms.targets.plan import load_words
from etl.forms.targets.reading import read_targets
from etl.forms.targets.tables import decisions_of, tables_of
from etl.receive.receive import Receipt, keep
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions
from indicators.wording.language import say

Status = Literal["accepted", "already", "refused"]


@dataclass(frozen=True)
class DecisionReceipt:
    """What became of the workbook; `version` is the one in force afterwards (0 before any), `problems` are by cell."""

    label: str
    status: Status
    sentence: str
    version: int
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return self.status == "refused"


def receive_targets(
    workbench: Workbench,
    path: Path,
    *,
    by: str,
    received_at: datetime | None = None,
    language: Language = "fr",
    kind: DataKind | None = None,
) -> DecisionReceipt:
    """What became of a workbook of targets, milestone statuses and rebases.

    With any problem nothing of it is taken. What it holds replaces what was in force; earlier versions stay.

    Args:
        by: who brings the workbook.
        received_at: now unless given.
        kind: what the workbook must hold, where the caller knows.
    """
    at = received_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    stored = keep(workbench, path, at, language)
    if isinstance(stored, Receipt):
        return DecisionReceipt(stored.label, "refused", stored.sentence, decisions_in_force(workbench)[0])
    try:
        read = read_targets(stored.path, stored.label)
    except UnreadableFile as error:
        version = decisions_in_force(workbench)[0]
        return DecisionReceipt(stored.label, "refused", error.sentence(language), version)
    decisions, problems = judge(read.rows, load_words(), at.date())
    desk = _Desk(workbench, stored, by, at, language)
    with workbench.session():
        if kind not in (None, read.kind) or workbench.kind not in (None, read.kind):
            return desk.other_kind(read.kind)
        return desk.take(decisions, tuple(problems), read.kind, read.based_on)


@dataclass(frozen=True)
class _Desk:
    workbench: Workbench
    stored: StoredFile
    by: str
    at: datetime
    language: Language

    def take(
        self, decisions: Decisions, problems: tuple[Problem, ...], kind: DataKind, based_on: int
    ) -> DecisionReceipt:
        """Add a version, unless this very workbook came already, stands on an older version, or has a problem."""
        version, tables = decisions_in_force(self.workbench)
        came = decision_versions(self.workbench).filter(pl.col("file_sha256") == self.stored.sha256)
        if not came.is_empty():
            text = "{file} : déjà reçu, c’est la version {version}; rien n’est changé."
            return self._receipt("already", text, version, version=came["version"][0])
        if problems:
            text = "{file} : rien n’est retenu, {n} à corriger; chaque cellule est nommée."
            return self._receipt("refused", text, version, problems, n=len(problems))
        if based_on != version:
            text = (
                "{file} : ce classeur part de la version {based_on}, alors que la version {version} est en vigueur; "
                "l’accepter effacerait ce qui est venu depuis. Reporter vos lignes dans un classeur neuf."
            )
            return self._receipt("refused", text, version, based_on=based_on, version=version)
        if decisions.definitions() == decisions_of(tables).definitions():
            return self._receipt("already", "{file} : ces décisions sont déjà en vigueur; rien n’est changé.", version)
        self.workbench.set_kind(kind)
        version = add_decisions(
            self.workbench,
            tables_of(decisions),
            file_sha256=self.stored.sha256,
            file_label=self.stored.label,
            received_at=self.at,
            received_by=self.by,
        )
        text = (
            "{file} : version {version} en vigueur; cibles : {targets}, états de jalons : {milestones}, "
            "recalages : {rebases}. « publish --reason target » la publie."
        )
        return self._receipt(
            "accepted",
            text,
            version,
            version=version,
            targets=len(decisions.targets),
            milestones=len(decisions.milestone_statuses),
            rebases=len(decisions.rebases),
        )

    def other_kind(self, kind: DataKind) -> DecisionReceipt:
        """The refusal of invented decisions beside real answers, or the reverse."""
        text = (
            "{file} : données fictives, alors que cet espace de travail ne reçoit que des données réelles."
            if kind == "fictif"
            else "{file} : données réelles, alors que cet espace de travail ne reçoit que des données fictives."
        )
        return self._receipt("refused", text, decisions_in_force(self.workbench)[0])

    def _receipt(
        self, status: Status, text: str, held: int, problems: tuple[Problem, ...] = (), **values: object
    ) -> DecisionReceipt:
        sentence = say(text, self.language, file=self.stored.label, **values)
        return DecisionReceipt(self.stored.label, status, sentence, held, problems)
