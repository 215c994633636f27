"""The workbook's styles with a few more: each marked cell keeps its own style but for its colour and its border."""

from dataclasses import dataclass

from etl.feedback.corrected.package import DECLARATION, WORKBOOK, Package
from etl.feedback.corrected.xml import Edits, Node, parse, retagged
from etl.forms.styles import ACCENT_SOFT, EDGE, FONT, INK, INK2, PANEL, RULE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
NO_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="{FONT}"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class CellStyle:
    """A fill and a border on all four sides; colours as RRGGBB, no fill where it is ''."""

    fill: str
    line: str
    edge: str


#: What stops the workbook, and what is to confirm: told apart by the border's kind as much as by its colour.
ERROR = CellStyle("FBE9DC", "medium", "A84B08")
WARNING = CellStyle("FFF1CC", "mediumDashed", "A87400")
#: What a mark gives way to once its cell is mended: the answers' own look in our workbook, no look elsewhere.
ANSWER = CellStyle(ACCENT_SOFT[1:], "thin", EDGE[1:])
PLAIN = CellStyle("", "", "")
MARKS = (ERROR, WARNING)


class WorkbookStyles:
    """The styles part, read once; new styles are kept aside and written by `save`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        held = package.related(WORKBOOK, "styles")
        if held is None or held not in package:
            held = package.free("xl/styles{}.xml")
            package.write(held, DECLARATION + NO_STYLES.encode())
            package.declare(held, PART_TYPE)
            package.relate(WORKBOOK, "styles", held)
        self.name = held
        self.part = package.read(held)
        self.root = parse(self.part)
        self.new: dict[str, list[bytes]] = {name: [] for name in ("fonts", "fills", "borders", "cellXfs")}
        self._made: dict[object, int] = {}

    def marked(self) -> frozenset[int]:
        """The styles that wear one of our marks, from an earlier correction."""
        fills, borders = self._items("fills"), self._items("borders")
        worn = {(look.fill, look.edge) for look in MARKS}
        found = set()
        for at, style in enumerate(self._items("cellXfs")):
            fill = _colour(fills, style.attributes.get("fillId"), "fgColor")
            edge = _colour(borders, style.attributes.get("borderId"), "color")
            if (fill, edge) in worn:
                found.add(at)
        return frozenset(found)

    def with_look(self, base: int, look: CellStyle) -> int:
        """The style of index `base` in another look."""
        if (base, look) not in self._made:
            held = self._items("cellXfs")
            node = held[base] if base < len(held) else held[0]
            changed: dict[str, str | None] = {
                "fillId": str(self._fill(look)),
                "borderId": str(self._border(look)),
                "applyFill": "1",
                "applyBorder": "1",
            }
            xml = retagged(node, changed)
            if not node.is_empty:
                xml += self.part[node.opened : node.end]
            self._made[base, look] = self._add("cellXfs", xml)
        return self._made[base, look]

    def text(self, *, size: float = 10.5, bold: bool = False, ink: str = INK, fill: str = "",
             rule: bool = False, link: bool = False) -> int:  # fmt: skip
        """A style for our own sheet: wrapped text."""
        key = (size, bold, ink, fill, rule, link)
        if key not in self._made:
            p = self.root.prefix
            font = (
                f'<{p}font>{f"<{p}b/>" if bold else ""}{f"<{p}u/>" if link else ""}<{p}sz val="{size}"/>'
                f'<{p}color rgb="FF{ink[1:]}"/><{p}name val="{FONT}"/></{p}font>'
            )
            look = CellStyle(fill.removeprefix("#"), "", "")
            border = (
                f"<{p}border><{p}left/><{p}right/><{p}top/>"
                f'<{p}bottom style="thin"><{p}color rgb="FF{RULE[1:]}"/></{p}bottom><{p}diagonal/></{p}border>'
            )
            edge = self._add("borders", border.encode()) if rule else self._border(look)
            xml = (
                f'<{p}xf numFmtId="49" fontId="{self._add("fonts", font.encode())}" fillId="{self._fill(look)}" '
                f'borderId="{edge}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
                f'applyAlignment="1"><{p}alignment vertical="top" wrapText="1"/></{p}xf>'
            )
            self._made[key] = self._add("cellXfs", xml.encode())
        return self._made[key]

    def save(self) -> None:
        """Put what is new in the part."""
        edits = Edits(self.part)
        for name, added in self.new.items():
            held = self.root.child(name)
            if added and held is not None:
                edits.append(held, b"".join(added), count=str(len(held.children) + len(added)))
        self.package.write(self.name, edits.applied())

    def _items(self, name: str) -> list[Node]:
        held = self.root.child(name)
        return held.children if held else []

    def _add(self, name: str, xml: bytes) -> int:
        if xml not in self.new[name]:
            self.new[name].append(xml)
        return len(self._items(name)) + self.new[name].index(xml)

    def _fill(self, look: CellStyle) -> int:
        if not look.fill:
            return 0
        p = self.root.prefix
        xml = (
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{look.fill}"/><{p}bgColor indexed="64"/>'
            f"</{p}patternFill></{p}fill>"
        )
        return self._add("fills", xml.encode())

    def _border(self, look: CellStyle) -> int:
        if not look.line:
            return 0
        p = self.root.prefix
        colour = f'<{p}color rgb="FF{look.edge}"/>'
        sides = "".join(
            f'<{p}{side} style="{look.line}">{colour}</{p}{side}>' for side in ("left", "right", "top", "bottom")
        )
        return self._add("borders", f"<{p}border>{sides}<{p}diagonal/></{p}border>".encode())


def _colour(items: list[Node], index: str | None, name: str) -> str:
    """The RRGGBB of the first element `name` inside an item; '' where there is none."""
    at = int(index or 0)
    if at >= len(items):
        return ""
    found = next((item for item in items[at].walk() if item.name == name and "rgb" in item.attributes), None)
    return found.attributes["rgb"][-6:].upper() if found else ""


HEAD = {"bold": True, "ink": INK2, "fill": PANEL}
