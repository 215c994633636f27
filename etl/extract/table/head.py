"""The row of headers of a table, and the tool that wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.facts import Facts
from data.model.survey import Version
from data.store.workbench.mappings import Declared
from etl import waves
from etl.extract.refusals import UnreadableFile
from etl.extract.table.data_rows import Identity
from etl.extract.table.headers import ColumnTarget, Headers, bare, layouts_of_tool
from etl.extract.table.survey_tools import ESTABLISHMENT_HEADERS, WAVE_HEADERS, ExportLayout
from etl.extract.table.table import Table, tables_of

VERSIONS: tuple[Version, ...] = ("v2", "v1")
#: Rows looked at for headers: titles and notes may stand above them.
LOOKED_AT = 15
#: Values of boxes looked at to tell codes from labels.
SEEN = 200


@dataclass(frozen=True)
class Head:
    """The headers of a table: their row (1-based), each by its 0-based place, and what it says in either version.

    `targets` adds what was confirmed for any wave to what is `asked` by the questionnaires.
    """

    row: int
    headers: dict[int, str]
    asked: dict[int, ColumnTarget]
    targets: dict[int, ColumnTarget]
    layouts: tuple[ExportLayout, ...]

    def place(self, role: str, question_id: str) -> int | None:
        """The column of a role, else the one that answers a question, else None.

        The number that a tool gives to a record names an establishment only where nothing else does.
        """
        named = [place for place, target in self.targets.items() if target.role == role]
        asked = [
            place
            for place, target in self.targets.items()
            if (target.role, target.question_id) == ("answer", question_id)
        ]
        sure = [place for place in named if bare(self.headers[place]) in (*ESTABLISHMENT_HEADERS, *WAVE_HEADERS)]
        return next(iter(sure + asked + named), None)

    def identity(self, asked: str | None) -> Identity:
        """Where the table says whose answers they are, and of which wave.

        The question on the fiscal year tells the wave only where nobody asked for one: a slip there is then a matter
        for the rules.
        """
        wave = next((place for place, target in self.targets.items() if target.role == "wave"), None)
        if wave is None and asked is None:
            wave = self.place("wave", "fiscal_year_text")
        establishment = self.place("establishment", "establishment_id")
        if establishment is None:
            raise ValueError("a head without an establishment")
        return Identity(self.row, establishment, wave)


def find_head(table: Table, facts: Facts, declared: Mapping[str, Declared]) -> Head | None:
    """The row whose headers say most, or None where no row names an establishment's column and an answer's."""
    best: Head | None = None
    for row in range(1, min(LOOKED_AT, table.texts.height) + 1):
        headers = table.row(row)
        if len(headers) < 2:
            continue
        layouts = tuple(layouts_of_tool(list(headers.values())))
        asked = _known_targets(headers, [Headers(facts.questionnaire(name), facts, layouts[0]) for name in VERSIONS])
        confirmed = [
            Headers(facts.asked(waves.wave(wave_id)), facts, layouts[0], known)
            for wave_id, known in declared.items()
            if wave_id in {item.wave_id for item in waves.ALL}
        ]
        head = Head(row, headers, asked, _known_targets(headers, confirmed) | asked, layouts)
        if head.place("establishment", "establishment_id") is None:
            continue
        if best is None or _weight(head) > _weight(best):
            best = head
    return best


def head_of_file(path: Path, label: str, facts: Facts) -> Head:
    """The headers of a table in a file of any format, before anything is confirmed of them.

    Raises:
        UnreadableFile: the file holds no table of establishments.
    """
    best: Head | None = None
    for table in tables_of(path, label):
        head = find_head(table, facts, {})
        if head is not None and (best is None or _weight(head) > _weight(best)):
            best = head
    if best is None:
        raise UnreadableFile("no_table", file=label)
    return best


def _weight(head: Head) -> int:
    return sum(target.role != "ignored" for target in head.targets.values())


def _known_targets(headers: Mapping[int, str], readers: Sequence[Headers]) -> dict[int, ColumnTarget]:
    """What the first of the readers that knows each header says of it; an answer before a column to ignore."""
    found: dict[int, ColumnTarget] = {}
    for place, text in headers.items():
        told = [reader.target(text) for reader in readers]
        answers = [target for target in told if target is not None and target.role != "ignored"]
        target = next(iter(answers + [item for item in told if item is not None]), None)
        if target is not None:
            found[place] = target
    return found


def choose_layout(table: Table, head: Head, facts: Facts) -> ExportLayout:
    """The layout of the head's tool whose way of writing boxes and yes/no answers is met, else the first."""
    if len(head.layouts) == 1:
        return head.layouts[0]
    kinds = {item.question_id: item.kind for item in facts.questions}
    places = [
        place
        for place, target in head.targets.items()
        if target.role in ("box", "mark") or (target.role == "answer" and kinds[target.question_id] == "boolean")
    ]
    seen: set[str] = set()
    for place in places:
        values = table.texts.get_column(str(place)).slice(head.row, SEEN).drop_nulls().unique()
        seen |= {bare(value) for value in values}
    return max(head.layouts, key=lambda layout: len(layout.answers & seen))
