"""Receive the workbook of decisions: kept as it came, judged whole, then a new version, or nothing at all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from data.model.survey import DataKind
from data.store.workbench.decisions import add_decisions, decision_versions, decisions_in_force
from data.store.workbench.submissions import StoredFile, Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.reader import ReadForm, read_form
from etl.forms.receipt import OTHER_KIND, TO_CORRECT, FormReceipt, FormStatus, is_other_kind
from etl.forms.targets.decisions import decisions_of, tables_of
from etl.forms.targets.judge import judge
from etl.forms.targets.sheets import SHEETS, TARGETS, load_lists
from etl.receive.receipts import Receipt
from etl.receive.receive import keep
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say


@dataclass(frozen=True, kw_only=True)
class DecisionReceipt(FormReceipt):
    """What became of the workbook; `version` is the one in force afterwards (0 before any)."""

    version: int


def read_targets(path: Path, label: str) -> ReadForm:
    """Every filled row of a workbook made by `write_targets`.

    Raises:
        UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
    """
    return read_form(path, label, TARGETS, lambda settings: SHEETS if settings["based_on"].isdecimal() else None)


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
        return _refused(workbench, stored.label, stored.sentence)
    try:
        read = read_targets(stored.path, stored.label)
    except UnreadableFile as error:
        return _refused(workbench, stored.label, error.sentence(language))
    decisions, problems = judge(read.rows, load_lists(), at.date())
    with workbench.session():
        version, tables = decisions_in_force(workbench)

        def receipt(status: FormStatus, text: str, **values: object) -> DecisionReceipt:
            sentence = say(text, language, file=stored.label, **({"version": version} | values))
            shown: tuple[Problem, ...] = tuple(problems) if text == TO_CORRECT else ()
            return DecisionReceipt(
                label=stored.label, status=status, sentence=sentence, version=version, problems=shown
            )

        if is_other_kind(read.kind, kind, workbench.kind):
            return receipt("refused", OTHER_KIND[read.kind])
        came = decision_versions(workbench).filter(pl.col("file_sha256") == stored.sha256)
        if not came.is_empty():
            text = "{file} : déjà reçu, c’est la version {version}; rien n’est changé."
            return receipt("already", text, version=came["version"][0])
        if problems:
            return receipt("refused", TO_CORRECT, n=len(problems))
        if int(read.settings["based_on"]) != version:
            text = (
                "{file} : ce classeur part de la version {based_on}, alors que la version {version} est en vigueur; "
                "l’accepter effacerait ce qui est venu depuis. Reporter vos lignes dans un classeur neuf."
            )
            return receipt("refused", text, based_on=int(read.settings["based_on"]))
        if decisions.definitions() == decisions_of(tables).definitions():
            return receipt("already", "{file} : ces décisions sont déjà en vigueur; rien n’est changé.")
        workbench.set_kind(read.kind)
        version = _add(workbench, stored, tables_of(decisions), at, by)
        text = (
            "{file} : version {version} en vigueur; cibles : {targets}, états de jalons : {milestones}, "
            "recalages : {rebases}. « publish --reason target » la publie."
        )
        return receipt(
            "accepted",
            text,
            targets=len(decisions.targets),
            milestones=len(decisions.milestone_statuses),
            rebases=len(decisions.rebases),
        )


def _refused(workbench: Workbench, label: str, sentence: str) -> DecisionReceipt:
    version = decisions_in_force(workbench)[0]
    return DecisionReceipt(label=label, status="refused", sentence=sentence, version=version)


def _add(workbench: Workbench, stored: StoredFile, tables: dict[str, pl.DataFrame], at: datetime, by: str) -> int:
    return add_decisions(
        workbench, tables, file_sha256=stored.sha256, file_label=stored.label, received_at=at, received_by=by
    )
