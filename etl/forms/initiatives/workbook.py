"""Write the workbook: instructions, one sheet a table prefilled with what is in force, drop-down lists, protected labels."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.forms.initiatives.guide import write_guide
from etl.forms.initiatives.plan import (
    HEAD_ROW,
    LIST_SHEET,
    MAP_SHEET,
    MARK,
    PARTS,
    SETTINGS,
    TEMPLATE_VERSION,
    Column,
    Part,
    Sheet,
    ordered,
)
from etl.forms.initiatives.sheets import sheets_of
from etl.forms.initiatives.words import Words, load_words
from etl.forms.survey.answers import write_value
from etl.forms.survey.hidden_sheets import write_lists, write_map
from etl.forms.survey.page import DataKind, lines_of, write_banner
from etl.forms.survey.styles import Styles, make_styles
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A fixed date keeps the bytes the same from one writing to the next.
CREATED = datetime(2026, 1, 1)
#: What a row holds, by column: ids for lists, dates, numbers, texts.
Row = Mapping[str, Any]


def write_initiatives(
    path: str | Path,
    rows: Mapping[str, Sequence[Row]] = {},
    *,
    parts: Sequence[Part] = PARTS,
    sender: str = "",
    language: Language = "fr",
    kind: DataKind = "reel",
    based_on: Mapping[Part, int] = {},
) -> None:
    """Write the workbook of the initiatives to `path`.

    Args:
        rows: what stands in each sheet, by table: as a rule what is in force (`rows_of`).
        parts: which sheets it holds.
        sender: whose workbook it is; what the same sender had in force is replaced when it returns.
        kind: `fictif` puts « Données fictives » on every sheet.
        based_on: the version of each part that `rows` are.
    """
    words = load_words()
    kept = ordered(parts)
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
        title = say("Classeur des initiatives", language)
        workbook.set_properties({"title": title, "author": "Observatoire du partenariat", "created": CREATED})
        styles = make_styles(workbook, language)
        guide = workbook.add_worksheet(say("Consignes", language))
        plans = sheets_of(kept)
        sheets = [workbook.add_worksheet(say(plan.name, language)) for plan in plans]
        write_guide(guide, plans, styles, language, kind)
        names = dict.fromkeys(item.list_id for plan in plans for item in plan.columns if item.list_id)
        lists = {name: list(words.entries(name, language).values()) for name in names}
        ranges = write_lists(workbook, LIST_SHEET, lists)
        page = _Page(styles, words, ranges, language, kind)
        for sheet, plan in zip(sheets, plans, strict=True):
            page.write(sheet, plan, rows.get(plan.table, ()))
        told: dict[Part, int] = {part: based_on.get(part, 0) for part in kept}
        settings = (TEMPLATE_VERSION, ";".join(kept), sender, _versions(told), language, kind)
        known_by = zip(SETTINGS, settings, strict=True)
        write_map(workbook.add_worksheet(MAP_SHEET), MARK, known_by, language)


def rows_of(entries: pl.DataFrame) -> dict[str, list[Row]]:
    """The rows in force by table, as `write_initiatives` takes them."""
    held: dict[str, list[Row]] = {}
    for table, cells in entries.select("sheet", "cells").iter_rows():
        held.setdefault(table, []).append(json.loads(cells))
    return held


def _versions(based_on: Mapping[Part, int]) -> str:
    return ";".join(f"{part}={version}" for part, version in based_on.items())


class _Page:
    """Writes one sheet after the other with the same styles and lists."""

    def __init__(
        self, styles: Styles, words: Words, ranges: Mapping[str, str], language: Language, kind: DataKind
    ) -> None:
        self.styles, self.words, self.ranges = styles, words, ranges
        self.language: Language = language
        self.kind: DataKind = kind

    def write(self, sheet: Worksheet, plan: Sheet, rows: Sequence[Row]) -> None:
        language, styles = self.language, self.styles
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, say(plan.title, language), styles.title)
        if self.kind == "fictif":
            write_banner(sheet, 2, len(plan.columns), styles, language)
        for row, legend in enumerate(plan.legends, start=3):
            sheet.write_string(row, 0, say(legend, language), styles.legend)
        sheet.set_row(HEAD_ROW - 1, 22)
        lines = [*rows, *({} for _ in range(plan.spare))]
        for row, filled in enumerate(lines, start=HEAD_ROW):
            sheet.set_row(row, self._height(plan, filled))
        for at, column in enumerate(plan.columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(HEAD_ROW - 1, at, say(column.head, language), styles.head_answer)
            style = styles.answers[{"whole": "choice", "date": "date"}.get(column.kind, "text")]
            for row, filled in enumerate(lines, start=HEAD_ROW + 1):
                write_value(sheet, f"{xl_col_to_name(at)}{row}", self._shown(filled.get(column.name), column), style)
            self._add_check(sheet, column, (HEAD_ROW, at, HEAD_ROW + len(lines) - 1, at))
        sheet.freeze_panes(HEAD_ROW, 1)
        self._set_paper(sheet, plan)

    def _height(self, plan: Sheet, filled: Row) -> float:
        """Room for the longest text of a row at the width of its column."""
        texts = [(self._shown(filled.get(item.name), item), item.width) for item in plan.columns]
        return 4 + 15.5 * max(lines_of(str(text or ""), max(width - 4, 6)) for text, width in texts)

    def _shown(self, value: Any, column: Column) -> object:
        """A value as it stands in its cell: the words of a list for its id."""
        if value is None or value == "":
            return None
        if column.kind == "list":
            # An id that the house no longer has stands as it is, to be corrected by whoever returns the workbook.
            return self.words.entries(column.list_id, self.language).get(str(value), str(value))
        if column.kind == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        if column.kind == "indicators":
            known = self.words.catalogue.indicator
            return ", ".join(known[name].code if name in known else name for name in value)
        return value

    def _add_check(self, sheet: Worksheet, column: Column, place: tuple[int, int, int, int]) -> None:
        """The drop-down list or the gentle check of a column's cells: it warns, the reading decides."""
        language = self.language
        if column.kind == "list":
            text = say("Choisir dans la liste.", language)
            options: dict[str, Any] = {"validate": "list", "source": self.ranges[column.list_id]}
        elif column.kind == "date":
            text = say("Une date, par exemple {example}.", language, example="2026-03-31")
            options = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        elif column.kind == "whole":
            bounds = {"low": column.low, "high": column.high}
            text = say("Un nombre entier.", language)
            options = {"validate": "integer", "criteria": ">=", "value": column.low}
            if column.high is not None:
                text = say("Un nombre entier de {low} à {high}.", language, **bounds)
                between = {"criteria": "between", "minimum": column.low, "maximum": column.high}
                options = {"validate": "integer"} | between
        else:
            return
        warning = {"error_type": "warning", "error_title": say("À vérifier", language), "ignore_blank": True}
        sheet.data_validation(*place, warning | options | {"error_message": text})

    def _set_paper(self, sheet: Worksheet, plan: Sheet) -> None:
        fictitious = say("Données fictives", self.language) + " · " if self.kind == "fictif" else ""
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW - 1)
        sheet.set_footer(f"&L&9{fictitious}{say(plan.title, self.language)}&R&9&P / &N")
        sheet.hide_gridlines(2)
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))
