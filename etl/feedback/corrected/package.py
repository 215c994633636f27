"""The parts of an .xlsx file, changed one by one: a part that is not changed keeps its bytes."""

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from etl.feedback.corrected.xml import Edits, Node, as_utf8, parse

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NO_RELATIONS = DECLARATION + f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class NamedSheet:
    """A sheet of the workbook: its name, its part, and its element in workbook.xml."""

    name: str
    part: str
    node: Node


@dataclass
class Package:
    """An .xlsx file in memory; `changed` holds the parts that differ from the file read."""

    source: Path | BytesIO
    changed: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(self.source) as archive:
            self._infos = archive.infolist()
            self._parts = {item.filename: archive.read(item) for item in self._infos}

    def __contains__(self, part: str) -> bool:
        return part in self.changed or part in self._parts

    def names(self) -> list[str]:
        return [*self._parts, *(name for name in self.changed if name not in self._parts)]

    def read(self, part: str) -> bytes:
        """The part as it now is, in UTF-8."""
        return self.changed[part] if part in self.changed else as_utf8(self._parts[part])

    def write(self, part: str, content: bytes) -> None:
        self.changed[part] = content

    def free(self, pattern: str) -> str:
        """A part name that nothing has yet: « xl/comments{} » with a number."""
        taken = {name.lower() for name in self.names()}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def save(self, out: Path) -> None:
        """Write the file: the parts in their order and with their dates, then the new ones."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for item in self._infos:
                content = self.changed.get(item.filename)
                target.writestr(item, self._parts[item.filename] if content is None else content)
            for name, content in self.changed.items():
                if name not in self._parts:
                    # A fixed date: the same file and the same problems give the same bytes.
                    target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)

    # -- relations and types ------------------------------------------------------------------------------------
    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id, the last word of each relation's type and the part that it leads to."""
        name = relations_of(part)
        if name not in self:
            return {}
        found = {}
        for item in parse(self.read(name)).children:
            at = item.attributes
            if at.get("TargetMode") != "External":
                kind = at.get("Type", "").rsplit("/", 1)[-1]
                found[at["Id"]] = (kind, resolved(part, at.get("Target", "")))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` leads to by a relation of a kind, where there is one."""
        return next((to for word, to in self.relations(part).values() if word == kind), None)

    def relate(self, part: str, kind: str, to: str) -> str:
        """Add a relation; its id."""
        name = relations_of(part)
        if name not in self:
            self.write(name, NO_RELATIONS)
        xml = self.read(name)
        root = parse(xml)
        taken = {item.attributes["Id"] for item in root.children}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        tag = f'<{root.prefix}Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="/{to}"/>'
        edits = Edits(xml)
        edits.append(root, tag.encode())
        self.write(name, edits.applied())
        return f"rId{number}"

    def declare(self, part: str, kind: str) -> None:
        """Say of what content type a part is."""
        self._declare("Override", "PartName", f"/{part}", kind)

    def declare_extension(self, extension: str, kind: str) -> None:
        """Say of what content type the parts with an extension are."""
        self._declare("Default", "Extension", extension, kind)

    def _declare(self, tag: str, key: str, value: str, kind: str) -> None:
        xml = self.read(TYPES)
        root = parse(xml)
        if any(item.attributes.get(key, "").lower() == value.lower() for item in root.children):
            return
        content = f'<{root.prefix}{tag} {key}="{value}" ContentType="{kind}"/>'.encode()
        edits = Edits(xml)
        # Defaults stand before overrides.
        if tag == "Default" and root.children:
            edits.insert(root.children[0].start, content)
        else:
            edits.append(root, content)
        self.write(TYPES, edits.applied())

    def sheets(self) -> list[NamedSheet]:
        """The sheets in the order of their tabs, hidden ones too."""
        targets = self.relations(WORKBOOK)
        held = parse(self.read(WORKBOOK)).child("sheets")
        found = []
        for node in held.children if held else ():
            link = next((value for key, value in node.attributes.items() if key.endswith(":id")), "")
            if link in targets:
                found.append(NamedSheet(node.attributes.get("name", ""), targets[link][1], node))
        return found


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def resolved(part: str, target: str) -> str:
    """The part that a target names, absolute or beside `part`."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
