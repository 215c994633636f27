"""Write a form: instructions, one sheet a table prefilled with its rows, drop-down lists, protected heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data.model.survey import DataKind
from etl.forms.declaration import HEAD_ROW, TEMPLATE_VERSION, Form, FormColumn, FormSheet, GuideSection
from etl.forms.hidden_sheets import write_lists, write_map
from etl.forms.page import FORMATTING, add_check, lines_of, set_footer, set_paper, write_banner, write_value
from etl.forms.styles import Styles, make_styles
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A fixed date keeps the bytes the same from one writing to the next.
CREATED = datetime(2026, 1, 1)
GUIDE_WIDTHS = (30, 96)
#: The values of a row by column: ids for lists, dates, numbers, texts.
FormRow = Mapping[str, Any]


@dataclass(frozen=True)
class FormCopy:
    """What one copy of a form holds.

    Attributes:
        rows: what stands in each sheet, by table: as a rule what is in force.
        subjects: the line under the title of a sheet, by table.
        parts: which sheets it holds; all of them unless given.
        sender: whose copy it is; what the same sender had in force is replaced when it returns.
        kind: `fictif` puts « Données fictives » on every sheet.
        based_on: the version of each part that `rows` are.
    """

    rows: Mapping[str, Sequence[FormRow]]
    language: Language
    kind: DataKind
    subjects: Mapping[str, str] = field(default_factory=dict)
    parts: Sequence[str] | None = None
    sender: str = ""
    based_on: Mapping[str, int] = field(default_factory=dict)


def write_form(path: str | Path, form: Form, copy: FormCopy) -> None:
    """Write a copy of a form to `path`; the same copy gives the same bytes."""
    FormWriter(form, copy).write(path)


class FormWriter:
    """Writes one copy of a form, sheet after sheet with the same styles and lists."""

    styles: Styles
    ranges: dict[str, str]

    def __init__(self, form: Form, copy: FormCopy) -> None:
        self.form, self.copy, self.lists = form, copy, form.load_lists()
        self.language: Language = copy.language
        self.parts = form.parts if copy.parts is None else form.ordered(copy.parts)
        self.sheets = form.sheets_of(self.parts)

    def write(self, path: str | Path) -> None:
        """Write the workbook to `path`."""
        with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
            title = self._say(self.form.title)
            workbook.set_properties({"title": title, "author": "Observatoire du partenariat", "created": CREATED})
            self.styles = make_styles(workbook, self.language)
            guide = workbook.add_worksheet(self._say("Consignes")) if self.form.guide else None
            worksheets = [workbook.add_worksheet(self._say(sheet.name)) for sheet in self.sheets]
            if guide is not None and self.form.guide is not None:
                self._write_guide(guide, self.form.guide(self.sheets, self.language))
            listed = [item.list_id for sheet in self.sheets for item in sheet.columns if item.kind == "list"]
            entries = {list_id: self.lists.entries(list_id, self.language) for list_id in dict.fromkeys(listed)}
            self.ranges = write_lists(workbook, {name: list(words.values()) for name, words in entries.items()})
            for worksheet, sheet in zip(worksheets, self.sheets, strict=True):
                self._write_sheet(worksheet, sheet)
            warning = self._say("Ne pas modifier : cette feuille permet de relire le classeur.")
            write_map(workbook, self.form.mark, warning, self._settings().items())

    def _say(self, text: str, **values: object) -> str:
        return say(text, self.language, **values)

    def _settings(self) -> dict[str, str]:
        versions = {part: self.copy.based_on.get(part, 0) for part in self.parts}
        values = {
            "template_version": TEMPLATE_VERSION,
            "parts": ";".join(self.parts),
            "sender": self.copy.sender,
            "based_on": ";".join(f"{part}={version}" if part else str(version) for part, version in versions.items()),
            "language": self.language,
            "kind": self.copy.kind,
        }
        return {name: values[name] for name in self.form.settings}

    def _write_guide(self, worksheet: Worksheet, sections: Sequence[GuideSection]) -> None:
        """The sheet of instructions: headings, each with its lines of two cells."""
        for at, width in enumerate(GUIDE_WIDTHS):
            worksheet.set_column(at, at, width)
        worksheet.set_row(0, 28)
        worksheet.write_string(0, 0, self._say(self.form.title), self.styles.title)
        if self.copy.kind == "fictif":
            write_banner(worksheet, 1, len(GUIDE_WIDTHS), self.styles, self.language)
        row = 3
        for heading, lines in sections:
            worksheet.write_string(row + 1, 0, heading, self.styles.heading)
            row += 2
            for first, text in lines:
                height = max(lines_of(first, GUIDE_WIDTHS[0] - 4), lines_of(text, GUIDE_WIDTHS[1] - 6))
                worksheet.set_row(row, 4 + 15.5 * height)
                worksheet.write_string(row, 0, first, self.styles.body)
                worksheet.write_string(row, 1, text, self.styles.body)
                row += 1
        set_paper(worksheet)

    def _write_sheet(self, worksheet: Worksheet, sheet: FormSheet) -> None:
        """Title, legends and heads, then the rows and the blank ones left to fill in."""
        styles = self.styles
        worksheet.set_row(0, 28)
        worksheet.write_string(0, 0, self._say(sheet.title), styles.title)
        if sheet.table in self.copy.subjects:
            worksheet.write_string(1, 0, self.copy.subjects[sheet.table], styles.subject)
        if self.copy.kind == "fictif":
            write_banner(worksheet, 2, len(sheet.columns), styles, self.language)
        for row, legend in enumerate(sheet.legends, start=3):
            worksheet.write_string(row, 0, self._say(legend), styles.legend)
        worksheet.set_row(HEAD_ROW - 1, 22)
        rows = [*self.copy.rows.get(sheet.table, ()), *({} for _ in range(sheet.spare))]
        for at, filled in enumerate(rows, start=HEAD_ROW):
            texts = [(self._shown(filled.get(item.name), item), item.width) for item in sheet.columns]
            # Room for the longest text at the width of its column.
            worksheet.set_row(at, 4 + 15.5 * max(lines_of(str(text or ""), max(width - 4, 6)) for text, width in texts))
        for at, column in enumerate(sheet.columns):
            letter, style = xl_col_to_name(at), self._style_of(column)
            worksheet.set_column(at, at, column.width)
            worksheet.write_string(HEAD_ROW - 1, at, self._say(column.head), styles.head_answer)
            for row, filled in enumerate(rows, start=HEAD_ROW + 1):
                write_value(worksheet, f"{letter}{row}", self._shown(filled.get(column.name), column), style)
            options = self._check_of(column)
            if options:
                add_check(worksheet, f"{letter}{HEAD_ROW + 1}:{letter}{HEAD_ROW + len(rows)}", options, self.language)
        worksheet.freeze_panes(HEAD_ROW, 1)
        worksheet.repeat_rows(HEAD_ROW - 1)
        set_paper(worksheet, *FORMATTING, "sort", "autofilter")
        footer = self._say(self.form.footer or sheet.title)
        set_footer(worksheet, footer, "&P / &N", self.copy.kind, self.language)

    def _style_of(self, column: FormColumn) -> Any:
        styles = {"whole": "choice", "number": "choice", "date": "date", "list": self.form.list_style}
        return self.styles.answers[styles.get(column.kind, "text")]

    def _shown(self, value: Any, column: FormColumn) -> object:
        """A value as it stands in its cell: the words of a list for its id; an id that is no longer there as it is."""
        if value is None or value == "":
            return None
        if column.kind == "list":
            return self.lists.entries(column.list_id, self.language).get(str(value), str(value))
        if column.kind == "several":
            entries = self.lists.entries(column.list_id, self.language)
            return ", ".join(entries.get(str(entry), str(entry)) for entry in value)
        if column.kind == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        return value

    def _check_of(self, column: FormColumn) -> Mapping[str, object]:
        """The drop-down list or the check of a column; nothing for texts."""
        if column.kind == "list":
            text = self._say("Choisir dans la liste.")
            return {"validate": "list", "source": f"={self.ranges[column.list_id]}", "error_message": text}
        if column.kind == "date":
            text = self._say("Une date, par exemple {example}.", example="2026-03-31")
            return {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_message": text}
        if column.kind == "number":
            text = self._say(column.hint)
            return {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": text}
        if column.kind == "whole" and column.high is None:
            text = self._say("Un nombre entier.")
            return {"validate": "integer", "criteria": ">=", "value": column.low, "error_message": text}
        if column.kind == "whole":
            bounds = {"minimum": column.low, "maximum": column.high}
            text = self._say("Un nombre entier de {low} à {high}.", low=column.low, high=column.high)
            return {"validate": "integer", "criteria": "between", "error_message": text} | bounds
        return {}
