"""Write a form: a sheet a table prefilled with what is in force, drop-down lists, protected labels, hidden sheets.

The same rows and settings give the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data.model.survey import DataKind
from etl.forms.declaration import HEAD_ROW, LIST_SHEET, MAP_SHEET, Form, FormColumn, FormSheet
from etl.forms.hidden_sheets import write_lists, write_map
from etl.forms.lists import FormLists
from etl.forms.page import lines_of, write_banner, write_value
from etl.forms.styles import Styles, make_styles
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A fixed date keeps the bytes the same from one writing to the next.
CREATED = datetime(2026, 1, 1)
#: What a row holds, by column: ids for lists, dates, numbers, texts.
FormRow = Mapping[str, Any]
#: The format of a column's cells; any other kind is written as text.
STYLES = {"date": "date", "whole": "choice", "number": "choice"}
PROTECTION: dict[str, Any] = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "sort", "autofilter"), True
)


def write_form(
    path: str | Path,
    form: Form,
    lists: FormLists,
    rows: Mapping[str, Sequence[FormRow]],
    settings: Mapping[str, str],
    *,
    language: Language,
    kind: DataKind,
    sheets: Sequence[FormSheet] | None = None,
    subject: Callable[[int], str] = lambda held: "",
    guide: Callable[[Worksheet, Styles], None] | None = None,
) -> None:
    """Write `form` to `path`.

    Args:
        rows: what stands in each sheet, by table: as a rule what is in force.
        settings: the values of `form.settings` that only the caller knows.
        kind: `fictif` puts « Données fictives » on every sheet.
        sheets: those that this copy holds; all of the form unless given.
        subject: the line under the title of a sheet, from the number of its filled rows.
        guide: writes a first sheet of instructions.
    """
    kept = form.sheets if sheets is None else sheets
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
        title = say(form.title, language)
        workbook.set_properties({"title": title, "author": "Observatoire du partenariat", "created": CREATED})
        styles = make_styles(workbook, language)
        if guide is not None:
            guide(workbook.add_worksheet(say("Consignes", language)), styles)
        written = [workbook.add_worksheet(say(sheet.name, language)) for sheet in kept]
        names = dict.fromkeys(column.list_id for sheet in kept for column in sheet.columns if column.list_id)
        entries = {name: list(lists.entries(name, language).values()) for name in names}
        page = _Page(styles, lists, write_lists(workbook, LIST_SHEET, entries), language, kind)
        for worksheet, sheet in zip(written, kept, strict=True):
            held = rows.get(sheet.table, ())
            page.write(worksheet, sheet, held, subject(len(held)))
        values = {"template_version": form.template_version, "language": language, "kind": kind, **settings}
        known_by = [(name, values[name]) for name in form.settings]
        write_map(workbook.add_worksheet(MAP_SHEET), form.mark, known_by, language)


class _Page:
    """Writes one sheet after the other with the same styles and lists."""

    def __init__(
        self, styles: Styles, lists: FormLists, ranges: Mapping[str, str], language: Language, kind: DataKind
    ) -> None:
        self.styles, self.lists, self.ranges = styles, lists, ranges
        self.language: Language = language
        self.kind: DataKind = kind

    def write(self, worksheet: Worksheet, sheet: FormSheet, rows: Sequence[FormRow], subject: str) -> None:
        language, styles = self.language, self.styles
        worksheet.set_row(0, 28)
        worksheet.write_string(0, 0, say(sheet.title, language), styles.title)
        if subject:
            worksheet.write_string(1, 0, subject, styles.subject)
        if self.kind == "fictif":
            write_banner(worksheet, 2, len(sheet.columns), styles, language)
        for row, legend in enumerate(sheet.legends, start=3):
            worksheet.write_string(row, 0, say(legend, language), styles.legend)
        worksheet.set_row(HEAD_ROW - 1, 22)
        lines = [*rows, *({} for _ in range(sheet.spare))]
        for row, filled in enumerate(lines, start=HEAD_ROW):
            worksheet.set_row(row, self._height(sheet, filled))
        for at, column in enumerate(sheet.columns):
            worksheet.set_column(at, at, column.width)
            worksheet.write_string(HEAD_ROW - 1, at, say(column.head, language), styles.head_answer)
            style = styles.answers[STYLES.get(column.kind, "text")]
            for row, filled in enumerate(lines, start=HEAD_ROW + 1):
                write_value(worksheet, f"{xl_col_to_name(at)}{row}", self._shown(filled, column), style)
            self._add_check(worksheet, column, (HEAD_ROW, at, HEAD_ROW + len(lines) - 1, at))
        worksheet.freeze_panes(HEAD_ROW, 1)
        self._set_paper(worksheet, say(sheet.footer or sheet.title, language))

    def _height(self, sheet: FormSheet, filled: FormRow) -> float:
        """Room for the longest text of a row at the width of its column."""
        texts = [(self._shown(filled, item), item.width) for item in sheet.columns]
        return 4 + 15.5 * max(lines_of(str(text or ""), max(width - 4, 6)) for text, width in texts)

    def _shown(self, filled: FormRow, column: FormColumn) -> object:
        """A value as it stands in its cell: the words of a list for its id."""
        value = filled.get(column.name)
        if value is None or value == "":
            return None
        if column.kind == "list":
            # An id that the lists no longer hold stands as it is, for whoever returns the workbook to correct.
            return self.lists.entries(column.list_id, self.language).get(str(value), str(value))
        if column.kind == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        if column.kind == "indicators":
            known = self.lists.catalogue.indicator
            return ", ".join(known[name].code if name in known else name for name in value)
        return value

    def _add_check(self, worksheet: Worksheet, column: FormColumn, cells: tuple[int, int, int, int]) -> None:
        """The drop-down list or the check of a column's cells: it warns, the reading decides."""
        language = self.language
        options: dict[str, Any]
        if column.kind == "list":
            text = say("Choisir dans la liste.", language)
            options = {"validate": "list", "source": self.ranges[column.list_id]}
        elif column.kind == "date":
            text = say("Une date, par exemple {example}.", language, example="2026-03-31")
            options = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        elif column.kind == "number":
            text = say("Un nombre, dans l’unité de l’indicateur.", language)
            options = {"validate": "decimal", "criteria": ">=", "value": 0}
        elif column.kind == "whole" and column.high is not None:
            text = say("Un nombre entier de {low} à {high}.", language, low=column.low, high=column.high)
            options = {
                "validate": "integer",
                "criteria": "between",
                "minimum": column.low,
                "maximum": column.high,
            }
        elif column.kind == "whole":
            text = say("Un nombre entier.", language)
            options = {"validate": "integer", "criteria": ">=", "value": column.low}
        else:
            return
        warning = {"error_type": "warning", "error_title": say("À vérifier", language), "ignore_blank": True}
        worksheet.data_validation(*cells, warning | options | {"error_message": text})

    def _set_paper(self, worksheet: Worksheet, title: str) -> None:
        fictitious = say("Données fictives", self.language) + " · " if self.kind == "fictif" else ""
        worksheet.set_landscape()
        worksheet.set_paper(1)
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(HEAD_ROW - 1)
        worksheet.set_footer(f"&L&9{fictitious}{title}&R&9&P / &N")
        worksheet.hide_gridlines(2)
        worksheet.protect("", PROTECTION)
