"""Where the codes and answers of a workbook's sheets really are, whatever rows and columns people moved."""

import re
from dataclasses import dataclass

import fastexcel

from etl.extract.grid import Grid, address, column_letter, load_grid
from etl.extract.template.map_sheet import Mapped
from etl.forms.survey.plan import CORRECTIONS_SHEETS, HEAD_ROW
from etl.validate.problems import Problem, problem
from indicators.wording.language import say

CODE = re.compile(r"[A-M]\d{3}(\.\d{1,2})?")
#: From the code's column to the answer's and to the last one, as `template` lays them out.
TO_ANSWER, TO_LAST = 3, 4


@dataclass(frozen=True)
class TemplateLayout:
    """Where a sheet's codes and answers really are: row by code, and the 0-based columns."""

    rows: dict[str, int]
    code_column: int
    answer_column: int
    moved: bool


def sheets_of(mapped: list[Mapped]) -> list[str]:
    """The names of the sheets that the map declares, in order."""
    return list(dict.fromkeys(item.sheet for item in mapped))


def _codes(mapped: list[Mapped], sheet: str) -> dict[str, int]:
    """Each code of a sheet with the row that the map gives it."""
    return {item.code: address(item.cell)[0] for item in mapped if item.sheet == sheet}


def load_renamed(reader: fastexcel.ExcelReader, mapped: list[Mapped], grids: dict[str, Grid]) -> dict[str, Grid]:
    """Declared sheets that are missing under their name but whose codes stand in another sheet."""
    missing = [name for name in sheets_of(mapped) if name not in grids]
    if not missing:
        return {}
    ours = CORRECTIONS_SHEETS.values()
    others = [
        name for name in reader.sheet_names if name not in grids and name not in ours and not name.startswith("_")
    ]
    found: dict[str, Grid] = {}
    for other in others:
        grid = load_grid(reader, other)
        held = {text for column in grid.texts.values() for text in column if text and CODE.fullmatch(text.strip())}
        for name in missing:
            if name not in found and held and held <= set(_codes(mapped, name)):
                found[name] = grid
    return found


def locate(grid: Grid, mapped: list[Mapped], sheet: str) -> TemplateLayout:
    """Where the codes and answers of a sheet are: as declared, or else wherever its codes and head are read."""
    declared = _codes(mapped, sheet)
    _, answer = address(next(item.cell for item in mapped if item.sheet == sheet))
    code_column = answer - TO_ANSWER
    heads = {say("Votre réponse", "fr"), say("Votre réponse", "en")}
    in_place = all((grid.text(row, code_column) or "").strip() == code for code, row in declared.items())
    if in_place and (grid.text(HEAD_ROW, answer) or "").strip() in heads:
        return TemplateLayout(declared, code_column, answer, moved=False)
    found_column, rows = code_column, {}
    for column, texts in grid.texts.items():
        seen: dict[str, int] = {}
        for row, text in enumerate(texts, start=1):
            code = (text or "").strip().upper()
            if code in declared:
                seen.setdefault(code, row)
        if len(seen) > len(rows):
            found_column, rows = column, seen
    top = min(rows.values(), default=grid.height + 1)
    answers = [
        column
        for column, texts in grid.texts.items()
        if any((text or "").strip() in heads for text in texts[: top - 1])
    ]
    found_answer = answers[0] if answers else found_column + TO_ANSWER
    moved = any(declared[code] != row for code, row in rows.items()) or found_answer != answer
    return TemplateLayout(rows, found_column, found_answer, moved)


def layout_notes(name: str, grid: Grid | None, layout: TemplateLayout | None, mapped: list[Mapped]) -> list[Problem]:
    """What an unexpected layout of a sheet makes worth saying: missing, renamed, moved, rows lost, columns added."""
    if grid is None or layout is None:
        text = "La feuille « {sheet} » n’est plus dans le classeur; ses questions sont lues comme vides."
        return [problem("warning", "sheet_missing", text, values={"sheet": name}, sheet=name)]
    notes = []

    def note(code: str, text: str, **values: object) -> None:
        notes.append(problem("warning", code, text, values=values, sheet=grid.name))

    if grid.name != name:
        note(
            "sheet_renamed",
            "La feuille « {sheet} » est lue sous le nom « {read} ».",
            sheet=name,
            read=grid.name,
        )
    if layout.moved:
        note(
            "cells_moved",
            "Des lignes ou des colonnes ont été déplacées; les réponses sont retrouvées par leur code.",
        )
    lost = [code for code in _codes(mapped, name) if code not in layout.rows]
    if lost:
        note("codes_missing", "Codes introuvables, lus comme vides : {codes}.", codes=", ".join(lost))
    extra = [
        column_letter(column)
        for column in sorted(grid.texts)
        if not layout.code_column <= column <= max(layout.code_column + TO_LAST, layout.answer_column + 1)
        and any((text or "").strip() for text in grid.texts[column])
    ]
    if extra:
        note("extra_columns", "Colonnes ajoutées, ignorées : {columns}.", columns=", ".join(extra))
    return notes
