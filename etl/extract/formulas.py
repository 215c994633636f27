"""Which cells of a workbook hold a formula, and whether their computed value was saved with it."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import unescape

from etl.extract.ods_formulas import ods_formula_cells

SHEET = re.compile(rb"<sheet\b[^>]*>")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
FORMULA = re.compile(rb"<f[ />]")
CELL = re.compile(rb"<c\b([^>]*[^/])?>(.*?)</c>", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
VALUE = re.compile(rb"<v>[^<]|<is>")


def formula_cells(path: Path) -> dict[str, dict[str, bool]]:
    """By sheet, the address of each formula and whether a computed value is there: {« D Budget »: {« D7 »: True}}.

    The workbook reader gives computed values alone, so a formula without one would pass for a blank cell.
    """
    found: dict[str, dict[str, bool]] = {}
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            return ods_formula_cells(archive)
        for name, part in sheet_parts(archive).items():
            content = archive.read(part)
            if not FORMULA.search(content):
                continue
            cells: dict[str, bool] = {}
            for head, body in CELL.findall(content):
                place = PLACE.search(head)
                if place and FORMULA.search(body):
                    cells[place[1].decode()] = bool(VALUE.search(body))
            found[name] = cells
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    names = set(archive.namelist())
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return {}
    targets = {}
    for tag in RELATION.findall(archive.read(relations)):
        attributes = _attributes(tag)
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    parts = {}
    for tag in SHEET.findall(archive.read("xl/workbook.xml")):
        attributes = _attributes(tag)
        part = targets.get(attributes.get("r:id", ""), "")
        if part in names:
            parts[attributes.get("name", "")] = part
    return parts


def _attributes(tag: bytes) -> dict[str, str]:
    entities = {"&quot;": '"', "&apos;": "'"}
    return {
        name.decode(): unescape(value.decode("utf-8", "replace"), entities) for name, value in ATTRIBUTE.findall(tag)
    }
