"""« 1,125 » and « 1.125 » say a thousand or a little more than one: the decimal sign seen in the file settles it."""

import re

import polars as pl

from data.model.survey import NUMBER_KINDS, Question
from etl.extract.table.headers import ColumnTarget
from etl.extract.table.table import Table
from etl.validate.problems import Problem, problem

#: Three digits after a single sign, and as many as thousands would have before it.
AMBIGUOUS = r"^\s*\$?\s*[-+−]?\s*[1-9][0-9]{0,2}[.,][0-9]{3}\s*\$?\s*$"
_AMBIGUOUS = re.compile(AMBIGUOUS)
#: Cells named one by one in a sentence.
NAMED = 12


def unambiguous_number(text: str, decimal: str) -> str | None:
    """The text as it can be read in one way only: « 1125 », or « 1,1250 »; None where nothing has to be settled."""
    if not decimal or not _AMBIGUOUS.fullmatch(text):
        return None
    if decimal in text:
        return re.sub(r"([.,][0-9]{3})", r"\g<1>0", text)
    return re.sub("[.,]", "", text)


def decimal_sign_notes(
    table: Table, questions: tuple[Question, ...], targets: dict[int, ColumnTarget], rows: pl.DataFrame
) -> list[Problem]:
    """One note on the numbers of a wave that the decimal sign of the file has settled, with where they are."""
    decimal = table.dialect.decimal if table.dialect else ""
    numbers = {item.question_id for item in questions if item.kind in NUMBER_KINDS}
    places = [place for place, target in targets.items() if target.question_id in numbers] if decimal else []
    cells, first = [], ""
    for place in places:
        texts = table.texts.get_column(str(place)).gather(rows["row"] - 1)
        found = rows.filter(texts.str.contains(AMBIGUOUS).fill_null(False))["row"]
        cells += [table.where(row, place) for row in found]
        first = first or (table.texts.item(found[0] - 1, str(place)).strip() if len(found) else "")
    if not cells:
        return []
    text = (
        "Nombres comme « {read} » : la virgule est le signe décimal de ce fichier, donc « {meant} » est lu. "
        "Cellules : {cells}."
        if decimal == ","
        else (
            "Nombres comme « {read} » : le point est le signe décimal de ce fichier, donc « {meant} » est lu. "
            "Cellules : {cells}."
        )
    )
    shown = ", ".join(cells[:NAMED]) + (", …" if len(cells) > NAMED else "")
    meant = first if decimal in first else re.sub("[.,]", "", first)
    values = {"read": first, "meant": meant, "cells": shown}
    return [
        problem(
            "warning",
            "decimal_settled",
            text,
            values=values,
            sheet=table.sheet,
            cell=cells[0],
            read=first,
            wave_id=rows["wave_id"][0],
        )
    ]
