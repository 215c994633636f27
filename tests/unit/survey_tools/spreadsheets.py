"""An .xlsx written again as .ods: the same sheets, texts, numbers, yes/no, dates and formulas at the same addresses."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P


def to_ods(path: Path) -> Path:
    """The path of the .ods beside the workbook."""
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for sheet in openpyxl.load_workbook(path).worksheets:
        style = {"stylename": hidden} if sheet.sheet_state == "hidden" else {}
        table = Table(name=sheet.title, **style)
        for line in sheet.iter_rows(min_row=1, max_row=sheet.max_row, min_col=1, max_col=sheet.max_column):
            row = TableRow()
            for cell in line:
                row.addElement(_cell(cell.value))
            table.addElement(row)
        document.spreadsheet.addElement(table)  # type: ignore[attr-defined]
    target = path.with_suffix(".ods")
    document.save(str(target))
    return target


def _cell(value: object) -> Element:
    if value is None:
        return TableCell()
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue="true" if value else "false")
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    if isinstance(value, datetime | date):
        return TableCell(valuetype="date", datevalue=value.isoformat()[:10])
    if str(value).startswith("="):
        return TableCell(formula=f"of:{value}")
    cell = TableCell(valuetype="string")
    for part in str(value).split("\n"):
        cell.addElement(P(text=part))
    return cell
