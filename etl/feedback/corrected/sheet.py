"""One sheet's part: the cells to colour, put back in place with another style, made where the row had none."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from etl.feedback.corrected.xml import DamagedPart, Edits, Node, node_at, prefix_of, retagged

CellRef = tuple[int, int]
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
#: The elements that must stand after the link to the drawing of comments (ECMA-376, CT_Worksheet).
AFTER_DRAWING = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems")
AFTER_DRAWING += ("tableParts", "extLst")
DEFAULT_WIDTH, DEFAULT_HEIGHT = 64, 20


def cell_ref(address: str) -> CellRef:
    """(row, column) of « D14 », both from 1.

    Raises:
        ValueError: it is no address.
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column


def address_of(place: CellRef) -> str:
    """« D14 » of (14, 4)."""
    row, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@dataclass
class SheetPart:
    """What is known of a sheet's part: its elements outside the cells, the rows asked for, and cells by place."""

    part: bytes
    root: Node
    rows: dict[int, Node] = field(default_factory=dict)
    cells: dict[CellRef, Node] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)
    #: Every row of the sheet and where it begins, in their order.
    row_starts: list[tuple[int, int]] = field(default_factory=list)

    def top(self, name: str) -> Node | None:
        return self.root.child(name)

    def merged(self) -> list[tuple[CellRef, CellRef]]:
        """The corners of each merged range."""
        held = self.top("mergeCells")
        corners = []
        for item in held.children if held else ():
            first, _, last = item.attributes.get("ref", "").partition(":")
            corners.append((cell_ref(first), cell_ref(last or first)))
        return corners

    def shown_at(self, place: CellRef) -> CellRef:
        """The cell that shows this one: the first of its merged range, or itself."""
        for (top, left), (bottom, right) in self.merged():
            if top <= place[0] <= bottom and left <= place[1] <= right:
                return top, left
        return place

    def style_at(self, place: CellRef) -> int:
        """The index of the style that the cell has, by itself, its row or its column."""
        if place in self.cells:
            return int(self.cells[place].attributes.get("s", 0))
        row = self.rows.get(place[0])
        if row is not None and row.attributes.get("customFormat") in ("1", "true"):
            return int(row.attributes.get("s", 0))
        columns = self.top("cols")
        for item in columns.children if columns else ():
            if int(item.attributes["min"]) <= place[1] <= int(item.attributes["max"]):
                return int(item.attributes.get("style", 0))
        return 0

    def width_of(self, column: int) -> int:
        """The width of a column in pixels."""
        columns = self.top("cols")
        for item in columns.children if columns else ():
            if int(item.attributes["min"]) <= column <= int(item.attributes["max"]):
                if item.attributes.get("hidden") in ("1", "true"):
                    return 0
                return round(float(item.attributes.get("width", 8.43)) * 7 + 5)
        return DEFAULT_WIDTH


def read_sheet(part: bytes, wanted: Iterable[int], marked: frozenset[int]) -> SheetPart:
    """The sheet's part, its cells read in one pass.

    Args:
        wanted: the rows whose cells are needed.
        marked: the styles whose cells are needed wherever they stand.

    Raises:
        DamagedPart: it is not well formed, or declares a document type.
    """
    rows, stack, inside = frozenset(wanted), [], [False]
    found: SheetPart | None = None
    row_number, next_column = 0, 1
    parser = expat.ParserCreate()

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal found, row_number, next_column
        name = tag.rsplit(":", 1)[-1]
        if inside[0]:
            if name == "row":
                row_number = int(attributes.get("r", row_number + 1))
                next_column = 1
                assert found is not None
                found.row_starts.append((row_number, parser.CurrentByteIndex))
                if "ht" in attributes:
                    found.heights[row_number] = round(float(attributes["ht"]) * 4 / 3)
            elif name == "c":
                place = cell_ref(attributes["r"]) if "r" in attributes else (row_number, next_column)
                next_column = place[1] + 1
                attributes["r"] = address_of(place)
            kept = name == "row" and row_number in rows
            kept = kept or (name == "c" and (row_number in rows or int(attributes.get("s", 0)) in marked))
            stack.append(_node(tag, attributes) if kept else None)
            return
        node = _node(tag, attributes)
        if found is None:
            found = SheetPart(part, node)
        elif stack[-1] is not None:
            stack[-1].children.append(node)
        stack.append(node)
        inside[0] = name == "sheetData"

    def _node(tag: str, attributes: dict[str, str]) -> Node:
        return node_at(part, parser.CurrentByteIndex, tag, attributes)

    def closed(tag: str) -> None:
        node = stack.pop()
        if tag.rsplit(":", 1)[-1] == "sheetData":
            inside[0] = False
        if node is None or found is None:
            return
        node.close(part, parser.CurrentByteIndex)
        if inside[0] and node.name == "row":
            found.rows[row_number] = node
        elif inside[0] and node.name == "c":
            found.cells[cell_ref(node.attributes["r"])] = node

    def refused(*_: object) -> None:
        raise DamagedPart("DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = refused
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise DamagedPart(str(error)) from error
    if found is None or found.top("sheetData") is None:
        raise DamagedPart("sheetData")
    return found


def restyle(edits: Edits, sheet: SheetPart, styles: Mapping[CellRef, int]) -> None:
    """Give each cell its style; a cell or a row that is not there is made, and nothing else moves."""
    prefix = sheet.root.prefix
    made: dict[int, list[CellRef]] = {}
    for place in sorted(styles):
        node = sheet.cells.get(place)
        if node is None:
            made.setdefault(place[0], []).append(place)
            continue
        edits.replace(node.start, node.opened, retagged(node, {"s": str(styles[place])}))

    def cell(place: CellRef) -> bytes:
        return f'<{prefix}c r="{address_of(place)}" s="{styles[place]}"/>'.encode()

    data = sheet.top("sheetData")
    assert data is not None
    new_rows = b""
    for row, places in made.items():
        if row in sheet.rows:
            _insert_cells(edits, sheet, sheet.rows[row], places, cell)
            continue
        content = b"".join(map(cell, places))
        written = f'<{prefix}row r="{row}">'.encode() + content + f"</{prefix}row>".encode()
        later = next((start for number, start in sheet.row_starts if number > row), None)
        if later is None:
            new_rows += written
        else:
            edits.insert(later, written)
    if new_rows:
        edits.append(data, new_rows)


def _insert_cells(
    edits: Edits, sheet: SheetPart, row: Node, places: list[CellRef], cell: Callable[[CellRef], bytes]
) -> None:
    """Put new cells in a row, each before the first cell to its right."""
    held = sorted((place, node) for place, node in sheet.cells.items() if place[0] == places[0][0])
    last = b""
    for place in places:
        right = next((node for other, node in held if other > place), None)
        if right is None:
            last += cell(place)
        else:
            edits.insert(right.start, cell(place))
    if last:
        edits.append(row, last)


def link_drawing(edits: Edits, sheet: SheetPart, relation: str, namespace: str) -> None:
    """Say which drawing holds the comments' boxes."""
    known = prefix_of(sheet.root, namespace)
    link = f'{known}id="{relation}"' if known else f'xmlns:o_r="{namespace}" o_r:id="{relation}"'
    tag = f"<{sheet.root.prefix}legacyDrawing {link}/>".encode()
    later = next((item for item in sheet.root.children if item.name in AFTER_DRAWING), None)
    edits.insert(later.start if later else sheet.root.closing, tag)


def unselect(edits: Edits, sheet: SheetPart) -> None:
    """Leave the sheet's tab unselected: two selected tabs would be typed into at once."""
    views = sheet.top("sheetViews")
    for view in views.children if views else ():
        if view.attributes.get("tabSelected") in ("1", "true"):
            edits.replace(view.start, view.opened, retagged(view, {"tabSelected": None}))
