"""Write the workbook: three sheets prefilled with what is in force, drop-down lists, protected labels."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.forms.survey.answers import write_value
from etl.forms.survey.hidden_sheets import write_lists, write_map
from etl.forms.survey.page import DataKind, lines_of, write_banner
from etl.forms.survey.styles import Styles, make_styles
from etl.forms.targets.plan import (
    HEAD_ROW,
    LIST_SHEET,
    MAP_SHEET,
    MARK,
    SETTINGS,
    SHEETS,
    TEMPLATE_VERSION,
    Column,
    ListName,
    Sheet,
    Words,
    cells_of,
    load_words,
)
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions
from indicators.wording.language import say

#: Blank rows left under what is in force.
SPARE_ROWS = 40
#: A fixed date keeps the bytes the same from one writing to the next.
CREATED = datetime(2026, 1, 1)


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
    words = load_words()
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
        workbook.set_properties(
            {
                "title": say("Cibles, jalons et recalages", language),
                "author": "Observatoire du partenariat",
                "created": CREATED,
            }
        )
        styles = make_styles(workbook, language)
        sheets = [workbook.add_worksheet(say(plan.name, language)) for plan in SHEETS]
        columns = (column for plan in SHEETS for column in plan.columns)
        names: list[ListName] = list(dict.fromkeys(item.list_name for item in columns if item.list_name))
        lists: dict[ListName, list[str]] = {name: list(words.entries(name, language).values()) for name in names}
        ranges = write_lists(workbook, LIST_SHEET, lists)
        page = _Page(styles, words, ranges, language, kind, based_on)
        for sheet, plan in zip(sheets, SHEETS, strict=True):
            page.write(sheet, plan, [cells_of(item) for item in getattr(decisions, plan.table)])
        settings = zip(SETTINGS, (TEMPLATE_VERSION, str(based_on), language, kind), strict=True)
        write_map(workbook.add_worksheet(MAP_SHEET), MARK, settings, language)


class _Page:
    """Writes one sheet after the other with the same styles and lists."""

    def __init__(
        self,
        styles: Styles,
        words: Words,
        ranges: Mapping[ListName, str],
        language: Language,
        kind: DataKind,
        based_on: int,
    ) -> None:
        self.styles, self.words, self.ranges = styles, words, ranges
        self.language: Language = language
        self.kind, self.based_on = kind, based_on

    def write(self, sheet: Worksheet, plan: Sheet, rows: Sequence[Mapping[str, object]]) -> None:
        language, styles = self.language, self.styles
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, say(plan.title, language), styles.title)
        sheet.write_string(1, 0, self._subject(len(rows)), styles.subject)
        if self.kind == "fictif":
            write_banner(sheet, 2, len(plan.columns), styles, language)
        for row, legend in enumerate(plan.legends, start=3):
            sheet.write_string(row, 0, say(legend, language), styles.legend)
        sheet.set_row(HEAD_ROW - 1, 22)
        lines = [*rows, *({} for _ in range(SPARE_ROWS))]
        for row, filled in enumerate(lines, start=HEAD_ROW):
            sheet.set_row(row, self._height(plan, filled))
        for at, column in enumerate(plan.columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(HEAD_ROW - 1, at, say(column.head, language), styles.head_answer)
            style = self._style(column)
            for row, filled in enumerate(lines, start=HEAD_ROW + 1):
                cell = f"{xl_col_to_name(at)}{row}"
                write_value(sheet, cell, self._shown(filled.get(column.name), column), style)
            self._add_check(sheet, column, (HEAD_ROW, at, HEAD_ROW + len(lines) - 1, at))
        sheet.freeze_panes(HEAD_ROW, 1)
        self._set_paper(sheet)

    def _subject(self, held: int) -> str:
        if not self.based_on:
            return say("Rien n’est encore en vigueur. Une ligne par décision.", self.language)
        text = "Version {version}, lignes en vigueur : {n}. Une ligne retirée cesse d’être en vigueur."
        return say(text, self.language, version=self.based_on, n=held)

    def _height(self, plan: Sheet, filled: Mapping[str, object]) -> float:
        """Room for the longest text of a row at the width of its column."""
        texts = [(self._shown(filled.get(item.name), item), item.width) for item in plan.columns]
        return 4 + 15.5 * max(lines_of(str(text or ""), width - 4) for text, width in texts)

    def _shown(self, value: object, column: Column) -> object:
        """A value as it stands in its cell: the words of a list for its id."""
        if column.list_name is None or not value:
            return value
        # An id that the house no longer has stands as it is, to be corrected by whoever returns the workbook.
        return self.words.entries(column.list_name, self.language).get(str(value), str(value))

    def _style(self, column: Column) -> Format:
        kind = {"number": "choice", "list": "choice", "text": "text", "date": "date"}[column.kind]
        return self.styles.answers[kind]

    def _add_check(self, sheet: Worksheet, column: Column, place: tuple[int, int, int, int]) -> None:
        """The drop-down list or the gentle check of a column's cells: it warns, the reading decides."""
        language = self.language
        warning = {
            "error_type": "warning",
            "error_title": say("À vérifier", language),
            "ignore_blank": True,
        }
        if column.list_name is not None:
            text = say("Choisir dans la liste.", language)
            options = {"validate": "list", "source": self.ranges[column.list_name], "error_message": text}
        elif column.kind == "date":
            text = say("Une date, par exemple {example}.", language, example="2026-03-31")
            options = {
                "validate": "date",
                "criteria": ">=",
                "value": date(2000, 1, 1),
                "error_message": text,
            }
        elif column.kind == "number":
            text = say("Un nombre, dans l’unité de l’indicateur.", language)
            options = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": text}
        else:
            return
        sheet.data_validation(*place, warning | options)

    def _set_paper(self, sheet: Worksheet) -> None:
        fictitious = say("Données fictives", self.language) + " · " if self.kind == "fictif" else ""
        title = say("Cibles, jalons et recalages", self.language)
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW - 1)
        sheet.set_footer(f"&L&9{fictitious}{title}&R&9&P / &N")
        sheet.hide_gridlines(2)
        sheet.protect(
            "",
            {
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "sort": True,
                "autofilter": True,
            },
        )
