"""What every visible sheet shares: values as a person types them, the fictitious banner, the paper, the protection."""

from collections.abc import Mapping
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.model.survey import DataKind
from etl.forms.styles import Styles
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: What may be done on a protected sheet.
FORMATTING = ("format_cells", "format_columns", "format_rows")


def write_value(sheet: Worksheet, cell: str, value: object, style: Format) -> None:
    """Put one value in a cell with the type a person's typing would have had; never a formula."""
    if value is None or value == "":
        sheet.write_blank(cell, None, style)
    elif isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(cell, moment, style)
    elif isinstance(value, (int, float)):
        sheet.write_number(cell, value, style)
    else:
        sheet.write_string(cell, str(value), style)


def write_banner(sheet: Worksheet, row: int, columns: int, styles: Styles, language: Language) -> None:
    """« Données fictives » across a row (0-based) of a fictitious workbook."""
    text = "Données fictives — valeurs générées pour la démonstration; elles ne décrivent aucun établissement réel."
    sheet.set_row(row, 20)
    for column in range(columns):
        sheet.write_blank(row, column, None, styles.banner)
    sheet.write_string(row, 0, say(text, language), styles.banner)


def set_paper(sheet: Worksheet, *allowed: str) -> None:
    """Landscape Letter paper, one page wide, no grid; cells protected without a password but for what is `allowed`."""
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("", dict.fromkeys(allowed, True))


def set_footer(sheet: Worksheet, text: str, pages: str, kind: DataKind, language: Language) -> None:
    """« Données fictives » where they are, then a text; the page number at the right."""
    fictitious = say("Données fictives", language) + " · " if kind == "fictif" else ""
    sheet.set_footer(f"&L&9{fictitious}{text}&R&9{pages}")


def add_check(sheet: Worksheet, cells: str, options: Mapping[str, object], language: Language) -> None:
    """The drop-down or the check of some cells (« A7:A46 »): it warns, reading decides."""
    title = say("À vérifier", language)
    sheet.data_validation(cells, {"error_type": "warning", "error_title": title, "ignore_blank": True, **options})


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of `width` characters."""
    return max(1, -(-len(text) // int(width)))
