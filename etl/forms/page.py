"""What every sheet of every form shares: values written as typed, the fictitious banner, the height of a text."""

from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.forms.styles import Styles
from indicators.catalogue.model import Language
from indicators.wording.language import say


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
    text = say(
        "Données fictives — valeurs générées pour la démonstration; elles ne décrivent aucun établissement réel.",
        language,
    )
    sheet.set_row(row, 20)
    for column in range(columns):
        sheet.write_blank(row, column, None, styles.banner)
    sheet.write_string(row, 0, text, styles.banner)


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of `width` characters."""
    return max(1, -(-len(text) // int(width)))
