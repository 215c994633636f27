"""The two hidden sheets of a workbook: the entries of its drop-down lists, and what it is known by on return."""

from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LIST_SHEET, MAP_SHEET = "_listes", "_observatoire"


def write_lists(workbook: xlsxwriter.Workbook, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The address of each list by its id, written a column each on a hidden sheet; equal lists share a column."""
    sheet = workbook.add_worksheet(LIST_SHEET)
    ranges: dict[str, str] = {}
    written: dict[tuple[str, ...], str] = {}
    for list_id, items in lists.items():
        key = tuple(items)
        if key not in written:
            letter = xl_col_to_name(len(written))
            sheet.write_column(0, len(written), items)
            written[key] = f"'{LIST_SHEET}'!${letter}$1:${letter}${len(items)}"
        ranges[list_id] = written[key]
    _hide(sheet)
    return ranges


def write_map(
    workbook: xlsxwriter.Workbook,
    mark: str,
    warning: str,
    settings: Iterable[tuple[str, str]],
    rows: Iterable[Sequence[str]] = (),
) -> None:
    """Write the sheet by which a workbook is read back: its mark, its settings, then any other rows."""
    sheet = workbook.add_worksheet(MAP_SHEET)
    sheet.write_row(0, 0, (mark, warning))
    for at, row in enumerate((*settings, *rows), start=1):
        sheet.write_row(at, 0, row)
    _hide(sheet)


def _hide(sheet: Worksheet) -> None:
    sheet.protect("")
    sheet.hide()
