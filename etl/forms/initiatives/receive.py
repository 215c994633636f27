"""Receive the workbook: kept as it came, judged whole, then a new version of each part that changed, or nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from data.model.survey import DataKind
from data.store.journal import log
from data.store.workbench.initiatives import ENTRY_COLUMNS, add_initiative_version, entries_in_force, version_of
from data.store.workbench.questionnaires import add_questionnaire_file
from data.store.workbench.submissions import StoredFile, Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.declaration import FormSheet
from etl.forms.initiatives.judge import judge
from etl.forms.initiatives.lists import load_lists
from etl.forms.initiatives.sheets import BY_TABLE, INITIATIVES, RETENTION, Part, ordered, sheets_of
from etl.forms.judge import JudgedRow
from etl.forms.reader import ReadForm, read_form
from etl.forms.receipt import OTHER_KIND, TO_CORRECT, FormReceipt, FormStatus, is_other_kind
from etl.receive.receipts import Receipt
from etl.receive.receive import keep
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A refused file that holds questionnaires is destroyed after so many days; a corrected one has come by then.
REFUSED_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class InitiativeReceipt(FormReceipt):
    """What became of the workbook; `versions` are those in force afterwards, by part."""

    versions: dict[Part, int]


@dataclass(frozen=True)
class ReadInitiatives:
    """What a workbook holds, before any of it is judged; `based_on` is the version of each part it was made from."""

    form: ReadForm
    parts: tuple[Part, ...]
    sender: str
    based_on: dict[Part, int]


def read_initiatives(path: Path, label: str) -> ReadInitiatives:
    """Every filled row of a workbook made by `write_initiatives`.

    Raises:
        UnreadableFile: it is no such workbook, cannot be opened, or has lost a sheet or a column.
    """

    def sheets(settings: dict[str, str]) -> tuple[FormSheet, ...] | None:
        asked = settings["parts"].split(";")
        parts = ordered(asked)
        return sheets_of(parts) if parts and len(parts) == len(asked) else None

    form = read_form(path, label, INITIATIVES, sheets)
    parts = ordered(form.settings["parts"].split(";"))
    based_on = dict(item.split("=") for item in form.settings["based_on"].split(";") if "=" in item)
    versions: dict[Part, int] = {
        part: int(based_on[part]) if based_on.get(part, "").isdecimal() else 0 for part in parts
    }
    return ReadInitiatives(form, parts, form.settings["sender"], versions)


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
        return InitiativeReceipt(label=stored.label, status="refused", sentence=stored.sentence, versions={})
    try:
        read = read_initiatives(stored.path, stored.label)
    except UnreadableFile as error:
        sentence = error.sentence(language)
        receipt = InitiativeReceipt(label=stored.label, status="refused", sentence=sentence, versions={})
        _note(workbench, stored, receipt, by, at)
        return receipt
    rows, problems = judge(read.form.rows, load_lists(), at.date())
    intake = _Intake(workbench, stored, read, by, at, language)
    with workbench.session():
        receipt = intake.take(rows, tuple(problems), kind, replace=replace)
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
class _Intake:
    workbench: Workbench
    stored: StoredFile
    read: ReadInitiatives
    by: str
    at: datetime
    language: Language

    def take(
        self, rows: Sequence[JudgedRow], problems: tuple[Problem, ...], kind: DataKind | None, *, replace: bool
    ) -> InitiativeReceipt:
        """A new version of each part that changed, unless the whole is refused."""
        errors = sum(item.severity == "error" for item in problems)
        held_kind = self.read.form.kind
        if is_other_kind(held_kind, kind, self.workbench.kind):
            return self._receipt("refused", OTHER_KIND[held_kind], ())
        if errors:
            return self._receipt("refused", TO_CORRECT, problems, n=errors)
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
                    "{file} : {n} lignes en vigueur n’y sont plus, et ce classeur ne part pas de la version en "
                    "vigueur; "
                    "l’accepter les effacerait. Repartir de « initiatives --template », ou recevoir avec --replace."
                )
                return self._receipt("refused", text, problems, n=lost)
        self.workbench.set_kind(held_kind)
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

    def _receipt(
        self, status: FormStatus, text: str, problems: tuple[Problem, ...], **values: object
    ) -> InitiativeReceipt:
        sentence = say(text, self.language, file=self.stored.label, **values)
        held: dict[Part, int] = {part: version_of(self.workbench, part, self.read.sender) for part in self.read.parts}
        return InitiativeReceipt(
            label=self.stored.label, status=status, sentence=sentence, versions=held, problems=problems
        )


def _destroy_on(rows: Sequence[JudgedRow]) -> date | None:
    found = [row.values["destroy_on"] for row in rows if row.read.sheet.table == "retention"]
    return found[0] if found else None


def _entries(rows: Sequence[JudgedRow], part: Part, label: str) -> pl.DataFrame:
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
