"""Decisions as objects, as the workbench's tables and as rows of the workbook."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from data.model.survey import DataKind, Row
from data.store.workbench.decisions import DECISION_TABLES
from etl.forms.targets.sheets import SHEETS, TARGETS, load_lists
from etl.forms.writer import write_form
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions
from indicators.wording.language import say


def decisions_of(tables: Mapping[str, pl.DataFrame]) -> Decisions:
    """The decisions that the workbench's tables hold."""
    return Decisions.model_validate({name: tables[name].to_dicts() for name in DECISION_TABLES})


def tables_of(decisions: Decisions) -> dict[str, pl.DataFrame]:
    """The tables that keep these decisions, by name."""
    return {
        name: pl.DataFrame([item.model_dump() for item in getattr(decisions, name)], schema=columns)
        for name, columns in DECISION_TABLES.items()
    }


def write_targets(
    path: str | Path,
    decisions: Decisions = Decisions(),
    *,
    language: Language = "fr",
    kind: DataKind = "reel",
    based_on: int = 0,
) -> None:
    """Write the workbook of targets, milestone statuses and rebases to `path`.

    Args:
        decisions: what stands in it: as a rule what is in force.
        kind: `fictif` puts « Données fictives » on every sheet.
        based_on: the version of the workbench that `decisions` are; a newer one refuses the workbook when it returns.
    """

    def subject(held: int) -> str:
        if not based_on:
            return say("Rien n’est encore en vigueur. Une ligne par décision.", language)
        text = "Version {version}, lignes en vigueur : {n}. Une ligne retirée cesse d’être en vigueur."
        return say(text, language, version=based_on, n=held)

    rows = {sheet.table: [_cells(item) for item in getattr(decisions, sheet.table)] for sheet in SHEETS}
    settings = {"based_on": str(based_on)}
    write_form(path, TARGETS, load_lists(), rows, settings, language=language, kind=kind, subject=subject)


def _cells(item: Row) -> dict[str, object]:
    """A decision as the cells of its row: its place is one cell."""
    held = item.model_dump()
    if "place_kind" in held:
        held["place"] = f"{held.pop('place_kind')}/{held.pop('place_id')}"
    return held
