"""Decisions as objects, as the workbench's tables and as rows of the workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from data.model.survey import DataKind
from data.store.workbench.decisions import DECISION_TABLES
from etl.forms.judge import JudgedRow
from etl.forms.targets.sheets import PART, TARGETS
from etl.forms.writer import FormCopy, write_form
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions
from indicators.wording.language import say


def write_targets(
    path: str | Path,
    decisions: Decisions = Decisions(),
    *,
    language: Language = "fr",
    kind: DataKind = "reel",
    based_on: int = 0,
) -> None:
    """Write the workbook to `path`.

    Args:
        decisions: what stands in it: as a rule what is in force.
        kind: `fictif` puts « Données fictives » on every sheet.
        based_on: the version of the workbench that `decisions` are; a newer one refuses the workbook when it returns.
    """
    rows = {name: [cells_of(item.model_dump()) for item in getattr(decisions, name)] for name in DECISION_TABLES}
    text = (
        "Version {version}, lignes en vigueur : {n}. Une ligne retirée cesse d’être en vigueur."
        if based_on
        else "Rien n’est encore en vigueur. Une ligne par décision."
    )
    subjects = {name: say(text, language, version=based_on, n=len(lines)) for name, lines in rows.items()}
    write_form(path, TARGETS, FormCopy(rows, language, kind, subjects, based_on={PART: based_on}))


def decisions_of(tables: Mapping[str, pl.DataFrame]) -> Decisions:
    """The decisions that the workbench's tables hold."""
    return Decisions.model_validate({name: tables[name].to_dicts() for name in DECISION_TABLES})


def tables_of(decisions: Decisions) -> dict[str, pl.DataFrame]:
    """The tables that keep these decisions, by name."""
    return {
        name: pl.DataFrame([item.model_dump() for item in getattr(decisions, name)], schema=columns)
        for name, columns in DECISION_TABLES.items()
    }


def cells_of(decision: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a decision: its place is one cell."""
    cells = dict(decision)
    if "place_kind" in cells:
        cells["place"] = f"{cells.pop('place_kind')}/{cells.pop('place_id')}"
    return cells


def fields_of(row: JudgedRow) -> dict[str, Any]:
    """The fields of a decision from its cells."""
    fields = {name: value for name, value in row.values.items() if value is not None}
    if "place" in fields:
        fields["place_kind"], _, fields["place_id"] = fields.pop("place").partition("/")
    return fields
