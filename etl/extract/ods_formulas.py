"""Which cells of an OpenDocument workbook hold a formula, and whether their computed value was saved with it."""

import zipfile
from xml.etree import ElementTree

from etl.extract.grid import column_letter

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
VALUES = tuple(OFFICE + name for name in ("value", "date-value", "time-value", "boolean-value", "string-value"))


def ods_formula_cells(archive: zipfile.ZipFile) -> dict[str, dict[str, bool]]:
    """By sheet, the address of each formula and whether a computed value is there; repeated cells count as many."""
    found: dict[str, dict[str, bool]] = {}
    sheet, row, column = "", 0, 0
    with archive.open("content.xml") as part:
        # The archive was checked: no document type nor entity is in it.
        for event, item in ElementTree.iterparse(part, events=("start", "end")):
            if event == "start":
                if item.tag == TABLE + "table":
                    sheet, row = item.get(TABLE + "name", ""), 0
                elif item.tag == TABLE + "table-row":
                    column = 0
                continue
            if item.tag == TABLE + "table-row":
                row += int(item.get(TABLE + "number-rows-repeated", "1"))
                item.clear()
            elif item.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                if item.get(TABLE + "formula"):
                    computed = any(item.get(name) for name in VALUES) or bool("".join(item.itertext()).strip())
                    found.setdefault(sheet, {})[f"{column_letter(column)}{row + 1}"] = computed
                column += int(item.get(TABLE + "number-columns-repeated", "1"))
    return found
