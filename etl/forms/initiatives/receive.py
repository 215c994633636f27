"""Receive the workbook: kept as it came, judged whole, then a new version of each part that changed, or nothing at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import polars as pl

from data.store.journal import log
from data.store.workbench.initiatives import ENTRY_COLUMNS, add_initiative_version, entries_in_force, version_of
from data.store.workbench.questionnaires import add_questionnaire_file
from data.store.workbench.submissions import DataKind, StoredFile, Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.initiatives.cells import Judged
from etl.forms.initiatives.checks import judge
from etl.forms.initiatives.plan import Part
from etl.forms.initiatives.reading import ReadWorkbook, read_initiatives
from etl.forms.initiatives.sheets import BY_TABLE, RETENTION
from etl.forms.initiatives.words import load_words
from etl.receive.receive import Receipt, keep
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

Status = Literal["accepted", "already", "refused"]
#: A refused file that holds questionnaires is destroyed after so many days; a corrected one has come by then.
REFUSED_DAYS = 90


@dataclass(frozen=True)
class InitiativeReceipt:
    """What became of the workbook; `versions` are those in force afterwards by part, `problems` are by cell."""

    label: str
    status: Status
    sentence: str
    versions: dict[Part, int]
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return self.status == "refused"


def receive_initiatives(
    workbench: Workbench,
    path: Path,
    *,
    by: str,
    received_at: datetime | None = None,
    language: Language = "fr",
    kind: DataKind | None = None,
    replace: bool = False,
) -> InitiativeReceipt:
    """What became of a workbook of the initiatives.

    With any error nothing of it is taken. Each of its parts replaces what the same sender had in force.

    Args:
        by: who brings the workbook.
        received_at: now unless given.
        kind: what the workbook must hold, where the caller knows.
        replace: accept that lines in force are no longer there, though the workbook was not made from them.
    """
    at = received_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    stored = keep(workbench, path, at, language)
    if isinstance(stored, Receipt):
        return InitiativeReceipt(stored.label, "refused", stored.sentence, {})
    try:
        read = read_initiatives(stored.path, stored.label)
    except UnreadableFile as error:
        receipt = InitiativeReceipt(stored.label, "refused", error.sentence(language), {})
        _note(workbench, stored, receipt, by, at)
        return receipt
    rows, problems = judge(read.rows, load_words(), at.date())
    desk = _Desk(workbench, stored, read, by, at, language)
    with workbench.session():
        receipt = desk.take(rows, tuple(problems), kind, replace=replace)
        if any(row.read.sheet.table == "training_answers" for row in rows):
            kept = None if receipt.refused else _destroy_on(rows)
            until = kept or at.date() + timedelta(days=REFUSED_DAYS)
            add_questionnaire_file(workbench, stored.sha256, stored.label, until)
        _note(workbench, stored, receipt, by, at)
        return receipt


def _note(workbench: Workbench, stored: StoredFile, receipt: InitiativeReceipt, by: str, at: datetime) -> None:
    """Write in the journal what became of a file."""
    act = log.JournalEntry(
        "initiatives_received",
        f"initiatives/{stored.sha256[:12]}",
        detail={"status": receipt.status, "file": stored.label, "versions": receipt.versions},
    )
    log.append(workbench, by, [act], at=at)


@dataclass(frozen=True)
class _Desk:
    workbench: Workbench
    stored: StoredFile
    read: ReadWorkbook
    by: str
    at: datetime
    language: Language

    def take(
        self, rows: Sequence[Judged], problems: tuple[Problem, ...], kind: DataKind | None, *, replace: bool
    ) -> InitiativeReceipt:
        """A new version of each part that changed, unless the whole is refused."""
        errors = sum(item.severity == "error" for item in problems)
        if kind not in (None, self.read.kind) or self.workbench.kind not in (None, self.read.kind):
            return self._other_kind()
        if errors:
            text = "{file} : rien n’est retenu, {n} à corriger; chaque cellule est nommée."
            return self._receipt("refused", text, problems, n=errors)
        entries = {part: _entries(rows, part, self.stored.label) for part in self.read.parts}
        held = {
            part: entries_in_force(self.workbench, part, self.read.sender).select(*ENTRY_COLUMNS)
            for part in self.read.parts
        }
        changed: list[Part] = [part for part in self.read.parts if _contents(entries[part]) != _contents(held[part])]
        if not changed:
            return self._receipt("already", "{file} : ces lignes sont déjà en vigueur; rien n’est changé.", problems)
        for part in changed:
            lost = len(_facts(held[part]) - _facts(entries[part]))
            based_on = self.read.based_on[part]
            if lost and not replace and based_on != version_of(self.workbench, part, self.read.sender):
                text = (
                    "{file} : {n} lignes en vigueur n’y sont plus, et ce classeur ne part pas de la version en vigueur; "
                    "l’accepter les effacerait. Repartir de « initiatives --template », ou recevoir avec --replace."
                )
                return self._receipt("refused", text, problems, n=lost)
        self.workbench.set_kind(self.read.kind)
        for part in changed:
            self._add(part, entries[part], _destroy_on(rows) if part == "training" else None)
        text = "{file} : {n} lignes en vigueur. « publish --reason correction » les publie."
        return self._receipt("accepted", text, problems, n=len(rows))

    def _add(self, part: Part, entries: pl.DataFrame, destroy_on: date | None) -> None:
        add_initiative_version(
            self.workbench,
            part,
            self.read.sender,
            entries,
            file_sha256=self.stored.sha256,
            file_label=self.stored.label,
            received_at=self.at,
            received_by=self.by,
            destroy_on=destroy_on,
        )

    def _other_kind(self) -> InitiativeReceipt:
        text = (
            "{file} : données fictives, alors que cet espace de travail ne reçoit que des données réelles."
            if self.read.kind == "fictif"
            else "{file} : données réelles, alors que cet espace de travail ne reçoit que des données fictives."
        )
        return self._receipt("refused", text, ())

    def _receipt(self, status: Status, text: str, problems: tuple[Problem, ...], **values: object) -> InitiativeReceipt:
        sentence = say(text, self.language, file=self.stored.label, **values)
        held: dict[Part, int] = {part: version_of(self.workbench, part, self.read.sender) for part in self.read.parts}
        return InitiativeReceipt(self.stored.label, status, sentence, held, problems)


def _destroy_on(rows: Sequence[Judged]) -> date | None:
    found = [row.values["destroy_on"] for row in rows if row.read.sheet.table == "retention"]
    return found[0] if found else None


def _entries(rows: Sequence[Judged], part: Part, label: str) -> pl.DataFrame:
    """The rows of a part as the workbench keeps them."""
    held: list[dict[str, Any]] = []
    for position, row in enumerate((row for row in rows if row.read.sheet.part == part), start=1):
        sheet = row.read.sheet
        filled = {name: value for name, value in row.values.items() if value is not None}
        held.append(
            {
                "sheet": sheet.table,
                "position": position,
                "dated_on": row.values[sheet.dated] if sheet.dated else None,
                "cells": json.dumps(filled, ensure_ascii=False, default=str),
                "file_label": label,
                "sheet_name": row.read.sheet_name,
                "file_row": row.read.number,
            }
        )
    return pl.DataFrame(held, schema=ENTRY_COLUMNS)


def _contents(entries: pl.DataFrame) -> set[tuple[str, str]]:
    """What some rows say, wherever they stand."""
    return set(entries.select("sheet", "cells").iter_rows())


def _facts(entries: pl.DataFrame) -> set[tuple[str, ...]]:
    """What some rows are about: their key where the sheet has one, so that a corrected line is not a lost one."""
    found: set[tuple[str, ...]] = set()
    for table, cells in entries.select("sheet", "cells").iter_rows():
        # The day of destruction may be decided anew.
        if table != RETENTION.table:
            held, key = json.loads(cells), BY_TABLE[table].key
            found.add((table, *(str(held.get(name)) for name in key)) if key else (table, cells))
    return found
