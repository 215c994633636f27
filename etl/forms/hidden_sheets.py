"""The two hidden sheets of a small workbook: the entries of its drop-down lists, and what it is known by on return."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from indicators.catalogue.model import Language
from indicators.wording.language import say

Name = TypeVar("Name", bound=str)


def write_lists(workbook: xlsxwriter.Workbook, sheet_name: str, lists: Mapping[Name, Sequence[str]]) -> dict[Name, str]:
    """The address of each drop-down list, written a column each on a hidden sheet."""
    sheet = workbook.add_worksheet(sheet_name)
    ranges: dict[Name, str] = {}
    for at, (name, items) in enumerate(lists.items()):
        sheet.write_column(0, at, items)
        letter = xl_col_to_name(at)
        ranges[name] = f"='{sheet_name}'!${letter}$1:${letter}${len(items)}"
    _hide(sheet)
    return ranges


def write_map(sheet: Worksheet, mark: str, settings: Iterable[tuple[str, str]], language: Language) -> None:
    """Write the sheet by which a workbook is known when it returns: its mark, then each setting with its value."""
    warning = say("Ne pas modifier : cette feuille permet de relire le classeur.", language)
    sheet.write_row(0, 0, (mark, warning))
    for row, setting in enumerate(settings, start=1):
        sheet.write_row(row, 0, setting)
    _hide(sheet)


def _hide(sheet: Worksheet) -> None:
    sheet.protect("")
    sheet.hide()
