"""Comments beside the marked cells. Those of other people stay, and ours come after theirs in the same cell."""

import re
from collections.abc import Callable, Mapping

from etl.feedback.corrected.package import DECLARATION, OFFICE, Package
from etl.feedback.corrected.sheet import DEFAULT_HEIGHT, CellRef, SheetPart, address_of, cell_ref, link_drawing
from etl.feedback.corrected.styles import MAIN
from etl.feedback.corrected.xml import Edits, Node, parse, text_of, written

AUTHOR = "Observatoire du partenariat"
#: Where our words begin in a comment; they end it.
SIGN = "Observatoire ▸ "
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
NO_COMMENTS = f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
NO_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
#: Programs name the same elements by other prefixes.
_SHAPE = re.compile(rb"<((?:\w+:)?)shape[\s>].*?</\1shape>", re.DOTALL)
_NUMBER = re.compile(rb'_x0000_s(\d+)"')
WIDTH, LINE, CHARACTERS = 380, 18, 52


#: Where a comment opens: from one cell's corner to another's, each as column, pixels, row, pixels, from 0.
Box = tuple[int, int, int, int, int, int, int, int]


def comment_on(package: Package, name: str, sheet: SheetPart, edits: Edits, texts: Mapping[CellRef, str]) -> None:
    """Write the comments of one sheet, and take away ours from cells that no longer need one.

    Args:
        name: the sheet's part.
        edits: the changes of that part, where the link to a new drawing goes.
        texts: what to say at each cell.
    """
    part = package.related(name, "comments")
    if part is None and not texts:
        return
    if part is None:
        part = package.free("xl/comments{}.xml")
        package.write(part, DECLARATION + NO_COMMENTS.encode())
        package.declare(part, COMMENTS_TYPE)
        package.relate(name, "comments", part)
    boxed, dropped = _write_comments(package, part, texts)
    drawing = _drawing(package, name, sheet, edits) if boxed or dropped else None
    if drawing is not None:
        _write_boxes(package, drawing, sheet, {place: texts[place] for place in boxed}, dropped)


def _write_comments(package: Package, part: str, texts: Mapping[CellRef, str]) -> tuple[list[CellRef], list[CellRef]]:
    """The cells whose comment needs a new box, and those whose box must go."""
    xml = package.read(part)
    root = parse(xml)
    authors, held = root.child("authors"), root.child("commentList")
    assert authors is not None
    assert held is not None
    names = [text_of(xml, item) for item in authors.children]
    edits, p = Edits(xml), root.prefix
    ours = names.index(AUTHOR) if AUTHOR in names else len(names)
    threaded = {at for at, item in enumerate(names) if item.startswith("tc=")}
    boxed, dropped, seen, new = [], [], set(), b""
    for node in held.children:
        place = cell_ref(node.attributes["ref"])
        author = int(node.attributes.get("authorId", 0))
        before = text_of(xml, node).partition(SIGN)[0].rstrip()
        is_marked = SIGN in text_of(xml, node)
        seen.add(place)
        if author in threaded or (place not in texts and not is_marked):
            # A conversation shows its own words alone; the list of the first sheet says ours.
            continue
        if place not in texts and not before:
            edits.replace(node.start, node.end, b"")
            dropped.append(place)
        elif is_marked:
            both = f"{before}\n\n{texts[place]}" if before and place in texts else texts.get(place, before)
            words = _words(node, p, both)
            edits.replace(words[0], words[1], words[2])
            if not before:
                # Its box is made anew: the new words may be longer.
                dropped.append(place)
                boxed.append(place)
        else:
            _append_words(edits, xml, node, p, texts[place])
    for place in sorted(texts):
        if place not in seen:
            boxed.append(place)
            words = f"<{p}text>{_run(p, texts[place])}</{p}text>"
            new += f'<{p}comment ref="{address_of(place)}" authorId="{ours}">{words}</{p}comment>'.encode()
    if new:
        edits.append(held, new)
        if AUTHOR not in names:
            edits.append(authors, f"<{p}author>{AUTHOR}</{p}author>".encode())
    package.write(part, edits.applied())
    return boxed, dropped


def _run(p: str, text: str) -> str:
    look = f'<{p}rPr><{p}sz val="10"/><{p}color rgb="FF17212B"/><{p}rFont val="Calibri"/></{p}rPr>'
    return f'<{p}r>{look}<{p}t xml:space="preserve">{written(text)}</{p}t></{p}r>'


def _words(node: Node, p: str, text: str) -> tuple[int, int, bytes]:
    """The whole text of a comment, to be replaced."""
    held = node.child("text")
    assert held is not None
    return held.start, held.end, f"<{p}text>{_run(p, text)}</{p}text>".encode()


def _append_words(edits: Edits, xml: bytes, node: Node, p: str, text: str) -> None:
    """Our words after somebody else's, which keep their look."""
    held = node.child("text")
    assert held is not None
    plain = held.child("t")
    if plain is not None:
        # A text is either plain or made of runs.
        edits.replace(plain.start, plain.end, f"<{p}r>".encode() + xml[plain.start : plain.end] + f"</{p}r>".encode())
    edits.append(held, _run(p, f"\n\n{text}").encode())


def _drawing(package: Package, name: str, sheet: SheetPart, edits: Edits) -> str:
    """The part that holds the boxes of the sheet's comments, made and linked where there is none."""
    link = sheet.top("legacyDrawing")
    if link is not None:
        relation = next(value for key, value in link.attributes.items() if key.endswith(":id"))
        return package.relations(name)[relation][1]
    part = package.free("xl/drawings/vmlDrawing{}.vml")
    package.write(part, NO_DRAWING.encode())
    package.declare_extension("vml", DRAWING_TYPE)
    link_drawing(edits, sheet, package.relate(name, "vmlDrawing", part), OFFICE)
    return part


def _write_boxes(
    package: Package, part: str, sheet: SheetPart, texts: Mapping[CellRef, str], dropped: list[CellRef]
) -> None:
    """Put a box for each new comment. This part is not always XML: it is changed as text."""
    xml = package.read(part)
    gone = {(row - 1, column - 1) for row, column in dropped}
    xml = _SHAPE.sub(lambda match: b"" if _cell_of(match[0]) in gone else match[0], xml)
    if b"xmlns:v=" not in xml:
        names = NO_DRAWING[len("<xml") : NO_DRAWING.index(">")].encode()
        xml = xml.replace(b"<xml", b"<xml" + names, 1)
    shapes = "" if b'id="_x0000_t202"' in xml else SHAPE_TYPE
    number = max([1024, *(int(item) for item in _NUMBER.findall(xml))])
    for place, text in texts.items():
        number += 1
        shapes += _shape(number, place, _box(sheet, place, text))
    end = xml.rindex(b"</xml>")
    package.write(part, xml[:end] + shapes.encode() + xml[end:])


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    found = [re.search(rb"<(?:\w+:)?%s>\s*(\d+)" % name, shape) for name in (b"Row", b"Column")]
    return (int(found[0][1]), int(found[1][1])) if found[0] and found[1] else None


def _box(sheet: SheetPart, place: CellRef, text: str) -> Box:
    """A box to the right of the cell, high enough for its words."""
    lines = sum(max(1, -(-len(line) // CHARACTERS)) for line in text.split("\n"))
    left, top = place[1], max(place[0] - 2, 0)
    column, right = _along(left, WIDTH, lambda at: sheet.width_of(at + 1))
    row, bottom = _along(top, LINE * lines + 24, lambda at: sheet.heights.get(at + 1, DEFAULT_HEIGHT))
    return left, 12, top, 4, column, right, row, bottom


def _along(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Which column or row, and how far inside, lies `length` pixels after `start`."""
    at = start
    while length > (step := size(at)):
        length -= step
        at += 1
    return at, length


def _shape(number: int, place: CellRef, box: Box) -> str:
    anchor = ", ".join(map(str, box))
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:1.5pt;width:{WIDTH * 3 // 4}pt;height:90pt;z-index:{number - 1023};visibility:hidden" '
        'fillcolor="#fffdf5" strokecolor="#a84b08" o:insetmode="auto"><v:fill color2="#fffdf5"/>'
        '<v:shadow on="f" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{place[0] - 1}</x:Row><x:Column>{place[1] - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
