"""The report as a workbook: one line a problem, every text written as a text so that nothing in it can run."""

from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.feedback.report import Finding, Report, SubmissionReport, next_step
from etl.forms.styles import EDGE, FICTITIOUS, FICTITIOUS_INK, FONT, INK, INK2, PANEL, RULE
from indicators.exports.harmless import harmless
from indicators.wording.language import say

#: Heads of the table and how wide each column is, in characters.
COLUMNS = (
    ("Établissement", 26),
    ("Vague", 11),
    ("Fichier", 24),
    ("Suite", 13),
    ("Cellule", 22),
    ("Code", 8),
    ("Question", 44),
    ("Lu", 26),
    ("Réponse attendue", 36),
    ("Exemple", 14),
    ("Constat", 60),
    ("Règle", 24),
)
BAD_SOFT = "#FBE9DC"
LINE = 14.5


def report_xlsx(report: Report, target: str | Path | BytesIO) -> None:
    """Write the report to a path or a buffer: a count, then a table with its filters and its heads kept in sight."""
    language = report.language
    with xlsxwriter.Workbook(target if isinstance(target, BytesIO) else str(target), _OPTIONS) as workbook:
        workbook.set_size(2400, 1500)
        sheet = workbook.add_worksheet(say("Rapport", language))
        styles = _styles(workbook)
        top = _write_head(sheet, report, styles)
        for column, (head, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, say(head, language), styles["head"])
        rows = [(entry, item) for entry in report.submissions for item in entry.problems]
        for row, (entry, item) in enumerate(rows, start=top + 1):
            texts = _cells(entry, item, report)
            sheet.set_row(row, LINE * max(map(_lines, texts, (width for _, width in COLUMNS))) + 3)
            for column, text in enumerate(texts):
                stops = item.is_error and COLUMNS[column][0] == "Suite"
                sheet.write_string(row, column, harmless(text), styles["error" if stops else "cell"])
        sheet.autofilter(top, 0, top + max(len(rows), 1), len(COLUMNS) - 1)
        sheet.freeze_panes(top + 1, 0)
        _set_paper(sheet, report, top)


#: Nothing is guessed from a text: no formula, no link, no number.
_OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def _styles(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {"font_name": FONT, "font_size": 10.5, "font_color": INK}
    cell = base | {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE, "num_format": "@"}
    looks: dict[str, dict[str, Any]] = {
        "title": base | {"bold": True, "font_size": 16},
        "count": base | {"font_color": INK2},
        "banner": base | {"bold": True, "bg_color": FICTITIOUS, "font_color": FICTITIOUS_INK},
        "head": base | {"bold": True, "bg_color": PANEL, "bottom": 2, "bottom_color": EDGE, "valign": "top"},
        "error": cell | {"bg_color": BAD_SOFT, "bold": True},
        "cell": cell,
    }
    return {name: workbook.add_format(options) for name, options in looks.items()}


def _write_head(sheet: Worksheet, report: Report, styles: dict[str, Format]) -> int:
    """Write title, count and band; the 0-based row of the table's heads."""
    language, row = report.language, 2
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, say("Rapport de vérification", language), styles["title"])
    text = "Envois : {n}. À corriger : {errors}. À confirmer : {warnings}."
    counts = {"n": len(report.submissions), "errors": report.errors, "warnings": report.warnings}
    sheet.write_string(1, 0, say(text, language, **counts), styles["count"])
    if report.kind == "fictif":
        for column in range(len(COLUMNS)):
            sheet.write_blank(row, column, None, styles["banner"])
        sheet.write_string(row, 0, say("Données fictives", language), styles["banner"])
        row += 1
    return row


def _cells(entry: SubmissionReport, item: Finding, report: Report) -> list[str]:
    """The texts of one line, in the order of `COLUMNS`."""
    return [
        entry.establishment,
        entry.wave_id,
        entry.file_label,
        next_step(item, report.language),
        item.cell,
        item.code,
        item.question or "",
        item.read if item.read is not None else say("(vide)", report.language),
        item.expected or "",
        item.example or "",
        item.message,
        item.rule,
    ]


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes: a spreadsheet made by a program does not work it out by itself."""
    return sum(max(1, -(-len(line) // (width - 2))) for line in text.split("\n"))


def _set_paper(sheet: Worksheet, report: Report, top: int) -> None:
    """Landscape Letter, one page wide, heads repeated."""
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    fictitious = say("Données fictives", report.language) if report.kind == "fictif" else ""
    sheet.set_footer(f"&L&9{fictitious}&R&9&P / &N")
