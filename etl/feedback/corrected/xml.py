"""Where the elements of an XML part stand in its bytes, so that a few may be changed and all others left as they are.

A workbook rewritten by a library loses what the library does not know; bytes that are not touched lose nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: A start tag, quoted attributes included.
TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
#: What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DamagedPart(ValueError):
    """A part of the workbook is not the XML that it should be."""


@dataclass
class Node:
    """An element and its place: its tag from `start` to `opened`, its end tag from `closing` to `end`.

    `is_empty` says that it is written `<a/>`.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    opened: int
    is_empty: bool
    closing: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rsplit(":", 1)[-1]

    @property
    def prefix(self) -> str:
        """« x: » where the part writes its elements so, else ''."""
        return self.tag[: -len(self.name)]

    def child(self, name: str) -> "Node | None":
        return next((item for item in self.children if item.name == name), None)

    def close(self, part: bytes, at: int) -> None:
        """Keep where the element ends, `at` being what the parser says of its end tag."""
        self.closing = self.start if self.is_empty else at
        self.end = self.opened if self.is_empty else part.index(b">", at) + 1

    def walk(self) -> Iterator["Node"]:
        yield self
        for item in self.children:
            yield from item.walk()


def as_utf8(part: bytes) -> bytes:
    """The part in UTF-8, whatever it was written in."""
    if not part.startswith(UTF_16):
        return part.removeprefix(b"\xef\xbb\xbf")
    text = part.decode("utf-16")
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text, count=1).encode()


def node_at(part: bytes, start: int, tag: str, attributes: dict[str, str]) -> Node:
    """The element whose start tag begins at `start`."""
    found = TAG.match(part, start)
    if found is None:
        raise DamagedPart(tag)
    return Node(tag, attributes, start, found.end(), part[found.end() - 2 : found.end()] == b"/>")


def prefix_of(root: Node, namespace: str) -> str:
    """« r: » where the root declares a namespace so, else ''."""
    names = (name for name, value in root.attributes.items() if value == namespace and ":" in name)
    return next((f"{name.partition(':')[2]}:" for name in names), "")


def parse(part: bytes) -> Node:
    """The root of a part in UTF-8, with all its elements.

    Raises:
        DamagedPart: it is not well formed, or declares a document type.
    """
    stack: list[Node] = []
    roots: list[Node] = []
    parser = expat.ParserCreate()
    parser.ordered_attributes = True

    def opened(tag: str, flat: list[str]) -> None:
        node = node_at(part, parser.CurrentByteIndex, tag, dict(zip(flat[::2], flat[1::2], strict=True)))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)

    def closed(_: str) -> None:
        stack.pop().close(part, parser.CurrentByteIndex)

    def refused(*_: object) -> None:
        raise DamagedPart("DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = refused
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise DamagedPart(str(error)) from error
    return roots[0]


def text_of(part: bytes, node: Node) -> str:
    """The text of an element and of those inside it."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = found.append
    # Alone, an element has lost the prefixes declared above it; only its text is read, so they do not matter.
    parser.Parse(part[node.start : node.end], True)
    return "".join(found)


def retagged(node: Node, values: Mapping[str, str | None], *, empty: bool | None = None) -> bytes:
    """The start tag of `node` with some attributes changed, or taken away where the value is None.

    Args:
        empty: whether to write it `<a/>`; as it was by default.
    """
    attributes = {**node.attributes, **values}
    words = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value is not None)
    close = "/>" if (node.is_empty if empty is None else empty) else ">"
    return f"<{node.tag}{words}{close}".encode()


def written(text: str) -> str:
    """The text as it may stand in an element; what XML cannot hold becomes a question mark."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


class Edits:
    """Changes of one part, each at its place in the bytes as read; `applied` makes them all at once."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self._changes: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, content: bytes) -> None:
        self._changes.append((start, end, len(self._changes), content))

    def insert(self, at: int, content: bytes) -> None:
        self.replace(at, at, content)

    def append(self, node: Node, content: bytes, **values: str) -> None:
        """Put `content` last inside `node`, some of its attributes changed."""
        if node.is_empty:
            tag = retagged(node, values, empty=False)
            self.replace(node.start, node.opened, tag + content + f"</{node.tag}>".encode())
            return
        if values:
            self.replace(node.start, node.opened, retagged(node, values))
        self.insert(node.closing, content)

    def applied(self) -> bytes:
        """The part with every change made."""
        pieces, at = [], 0
        for start, end, _, content in sorted(self._changes):
            pieces += [self.part[at:start], content]
            at = end
        return b"".join([*pieces, self.part[at:]])
