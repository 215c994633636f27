"""Receive the workbook of targets, milestone statuses and rebases as a new version.

A version is the whole of what is in force; a line that is taken out of the workbook is no longer in force.
"""

from datetime import datetime
from pathlib import Path

import polars as pl

from data.store.workbench.decisions import DECISION_TABLES, add_decisions, decision_versions, decisions_in_force
from data.store.workbench.submissions import DataKind, Workbench
from etl.forms.reader import ReadWorkbook
from etl.forms.receive import FormIntake, FormReceipt, ReceivedForm
from etl.forms.targets.decisions import decisions_of, fields_of, tables_of
from etl.forms.targets.rules import RULES
from etl.forms.targets.sheets import PART, TARGETS
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions


def receive_targets(
    workbench: Workbench,
    path: Path,
    *,
    by: str,
    received_at: datetime | None = None,
    language: Language = "fr",
    kind: DataKind | None = None,
) -> FormReceipt:
    """What became of a workbook; what it holds replaces what was in force, earlier versions stay.

    Args:
        by: who brings the workbook.
        received_at: now unless given.
        kind: what the workbook must hold, where the caller knows.
    """
    return TargetIntake(workbench, by, received_at, language).receive(path, kind)


class TargetIntake(FormIntake):
    """Makes each workbook that says something else than what is in force a new version."""

    form, rules = TARGETS, RULES

    def versions(self, read: ReadWorkbook | None) -> dict[str, int]:
        return {PART: decisions_in_force(self.workbench)[0]}

    def earlier(self, received: ReceivedForm) -> FormReceipt | None:
        """The receipt of the very file of a version."""
        versions = decision_versions(self.workbench)
        same_file = versions.filter(pl.col("file_sha256") == received.stored.sha256)
        if same_file.is_empty():
            return None
        text = "{file} : déjà reçu, c’est la version {version}; rien n’est changé."
        return self.receipt(received, "already", text, problems=(), version=same_file["version"][0])

    def take(self, received: ReceivedForm) -> FormReceipt:
        """A new version, unless the workbook stands on an older one or changes nothing."""
        version, tables = decisions_in_force(self.workbench)
        based_on = received.read.based_on[PART]
        if based_on != version:
            text = (
                "{file} : ce classeur part de la version {based_on}, alors que la version {version} est en vigueur; "
                "l’accepter effacerait ce qui est venu depuis. Reporter vos lignes dans un classeur neuf."
            )
            return self.receipt(received, "refused", text, based_on=based_on, version=version)
        decisions = Decisions.model_validate(
            {name: [fields_of(row) for row in received.judged.of(name)] for name in DECISION_TABLES}
        )
        if decisions.definitions() == decisions_of(tables).definitions():
            text = "{file} : ces décisions sont déjà en vigueur; rien n’est changé."
            return self.receipt(received, "already", text)
        self.workbench.set_kind(received.read.kind)
        version = add_decisions(
            self.workbench,
            tables_of(decisions),
            file_sha256=received.stored.sha256,
            file_label=received.stored.label,
            received_at=self.at,
            received_by=self.by,
        )
        text = (
            "{file} : version {version} en vigueur; cibles : {targets}, états de jalons : {milestones}, "
            "recalages : {rebases}. « publish --reason target » la publie."
        )
        return self.receipt(
            received,
            "accepted",
            text,
            version=version,
            targets=len(decisions.targets),
            milestones=len(decisions.milestone_statuses),
            rebases=len(decisions.rebases),
        )
