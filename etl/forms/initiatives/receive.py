"""Receive the workbook of the initiatives: a new version of each part that changed, by sender."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.store.journal import log
from data.store.workbench.initiatives import ENTRY_COLUMNS, add_initiative_version, entries_in_force, version_of
from data.store.workbench.questionnaires import add_questionnaire_file
from data.store.workbench.submissions import DataKind, StoredFile, Workbench
from etl.forms.initiatives.rules import RULES
from etl.forms.initiatives.sheets import BY_TABLE, INITIATIVES, RETENTION
from etl.forms.judge import JudgedRow
from etl.forms.reader import ReadWorkbook
from etl.forms.receive import FormIntake, FormReceipt, ReceivedForm
from indicators.catalogue.model import Language

#: A refused file that holds questionnaires is destroyed after so many days; a corrected one has come by then.
REFUSED_DAYS = 90


def receive_initiatives(
    workbench: Workbench,
    path: Path,
    *,
    by: str,
    received_at: datetime | None = None,
    language: Language = "fr",
    kind: DataKind | None = None,
    replace: bool = False,
) -> FormReceipt:
    """What became of a workbook; each of its parts replaces what the same sender had in force.

    Args:
        by: who brings the workbook.
        received_at: now unless given.
        kind: what the workbook must hold, where the caller knows.
        replace: accept that lines in force are no longer there, though the workbook was not made from them.
    """
    return InitiativeIntake(workbench, by, received_at, language, replace).receive(path, kind)


@dataclass
class InitiativeIntake(FormIntake):
    """Makes each part that changed a new version of its sender, and notes every file in the journal."""

    form, rules = INITIATIVES, RULES
    replace: bool = False

    def versions(self, read: ReadWorkbook | None) -> dict[str, int]:
        return {part: version_of(self.workbench, part, read.sender) for part in read.parts} if read else {}

    def note(self, stored: StoredFile, receipt: FormReceipt, received: ReceivedForm | None) -> None:
        """Write in the journal what became of a file; one that holds questionnaires gets its day of destruction."""
        if received is not None and received.judged.of("training_answers"):
            kept = None if receipt.refused else _destroy_on(received)
            until = kept or self.at.date() + timedelta(days=REFUSED_DAYS)
            add_questionnaire_file(self.workbench, stored.sha256, stored.label, until)
        detail = {"status": receipt.status, "file": stored.label, "versions": receipt.versions}
        entry = log.JournalEntry("initiatives_received", f"initiatives/{stored.sha256[:12]}", detail=detail)
        log.append(self.workbench, self.by, [entry], at=self.at)

    def take(self, received: ReceivedForm) -> FormReceipt:
        """A new version of each part that changed, unless lines in force would be lost unawares."""
        read, label = received.read, received.stored.label
        entries = {part: _entries(received.judged.rows, part, label) for part in read.parts}
        in_force = {part: entries_in_force(self.workbench, part, read.sender) for part in read.parts}
        changed = [part for part in read.parts if _contents(entries[part]) != _contents(in_force[part])]
        if not changed:
            text = "{file} : ces lignes sont déjà en vigueur; rien n’est changé."
            return self.receipt(received, "already", text)
        for part in changed:
            lost = len(_facts(in_force[part]) - _facts(entries[part]))
            is_stale = read.based_on[part] != version_of(self.workbench, part, read.sender)
            if lost and is_stale and not self.replace:
                text = (
                    "{file} : {n} lignes en vigueur n’y sont plus, et ce classeur ne part pas de la version en "
                    "vigueur; l’accepter les effacerait. Repartir de « initiatives --template », ou recevoir avec "
                    "--replace."
                )
                return self.receipt(received, "refused", text, n=lost)
        self.workbench.set_kind(read.kind)
        for part in changed:
            add_initiative_version(
                self.workbench,
                part,
                read.sender,
                entries[part],
                file_sha256=received.stored.sha256,
                file_label=label,
                received_at=self.at,
                received_by=self.by,
                destroy_on=_destroy_on(received) if part == "training" else None,
            )
        text = "{file} : {n} lignes en vigueur. « publish --reason correction » les publie."
        return self.receipt(received, "accepted", text, n=len(received.judged.rows))


def _destroy_on(received: ReceivedForm) -> date | None:
    return next((row.values["destroy_on"] for row in received.judged.of("retention")), None)


def _entries(rows: Sequence[JudgedRow], part: str, label: str) -> pl.DataFrame:
    """The rows of a part as the workbench keeps them (`ENTRY_COLUMNS`)."""
    entries = []
    for position, row in enumerate((row for row in rows if row.read.sheet.part == part), start=1):
        dated = BY_TABLE[row.read.sheet.table].dated
        filled = {name: value for name, value in row.values.items() if value is not None}
        entries.append(
            {
                "sheet": row.read.sheet.table,
                "position": position,
                "dated_on": row.values[dated] if dated else None,
                "cells": json.dumps(filled, ensure_ascii=False, default=str),
                "file_label": label,
                "sheet_name": row.read.sheet_name,
                "file_row": row.read.number,
            }
        )
    return pl.DataFrame(entries, schema=ENTRY_COLUMNS)


def _contents(entries: pl.DataFrame) -> set[tuple[str, str]]:
    """What some rows say, wherever they stand."""
    return set(entries.select("sheet", "cells").iter_rows())


def _facts(entries: pl.DataFrame) -> set[tuple[str, ...]]:
    """What some rows are about: their key where the sheet has one, so that a corrected line is not a lost one."""
    facts: set[tuple[str, ...]] = set()
    for table, cells in entries.select("sheet", "cells").iter_rows():
        # The day of destruction may be decided anew.
        if table != RETENTION.table:
            values, key = json.loads(cells), BY_TABLE[table].key
            facts.add((table, *(str(values.get(name)) for name in key)) if key else (table, cells))
    return facts
