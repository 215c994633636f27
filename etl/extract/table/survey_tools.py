"""How each survey tool writes its exports: `data/reference/survey_tools/*.toml`, one file a tool."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from data.facts import REFERENCE, FactsError, fault_of
from data.model.survey import Row

#: The headers, simplified, of the column that names the establishment, and of the one that says the wave.
ESTABLISHMENT_HEADERS = (
    "establishment",
    "establishment_id",
    "etablissement",
    "identifiant de l'etablissement",
    "nom de l'etablissement",
)
WAVE_HEADERS = ("wave", "wave_id", "vague", "period", "periode", "exercice", "exercice financier", "fiscal year")
#: Headers that hold two signs of a tool tell it; so do two that hold the sign of its boxes.
SIGNS_NEEDED = 2


class ExportLayout(Row):
    """How one tool writes an export with a row an establishment: its headers, its boxes, its codes, its marks.

    In `box`, `mark` and `other`, {q} is any name of a question (id, short code, text in either language), {c} any name
    of a choice (id, text, declared code), {m} a mark such as « nsp ».

    Attributes:
        tool: the tool's own name; empty for the table that no tool wrote.
        writes: whether boxes and choices come out as codes or as labels, where the tool exports either.
        signs: headers, simplified, that tell the tool; any two of them do.
        box_sign: what the headers of boxes hold in this tool alone.
        answers: values of boxes that only this layout writes, where a tool exports codes or labels.
        box: how the header of a box is made.
        mark: how the header of a box that stands for « ne sait pas » or « sans objet » is made.
        other: how the header of the text typed beside an « autre » choice is made.
        group: what parts the name of a group from that of a question.
        cut: what follows the code where a header holds the code, then the text.
        joined: what parts several choices in one cell, beside `|` and `;` which always do.
        ticked, unticked: how a box is written, beside the marks of yes/no questions.
        ignored: patterns of the headers, simplified, that hold no answer.
        record: headers, simplified, of the number of a record: it names the establishment where nothing else does.
        box_codes, answer_codes: the codes that the tool itself gives to boxes and choices, in their order.
        mark_scope: the scope of `answer_marks.csv` that is read before the common one.
        other_codes: what the tool writes where « autre » was chosen.
        other_is_text: whether « autre » comes out as the words typed, with nothing else.
        mask: what the tool puts before a text that a spreadsheet would take for a formula.
    """

    layout_id: str
    tool: str
    writes: Literal["", "codes", "labels"] = ""
    signs: frozenset[str] = frozenset()
    box_sign: str = ""
    answers: frozenset[str] = frozenset()
    box: tuple[str, ...] = ("{q} [{c}]", "{q}[{c}]", "{q}/{c}", "{q}.{c}", "{q} : {c}", "{q}___{c}")
    mark: tuple[str, ...] = ()
    other: tuple[str, ...] = ("{q}_other", "{q}_autre", "{q} - autre", "{q} (autre)")
    group: str = ""
    cut: str = ""
    joined: str = ""
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    box_codes: tuple[str, ...] = ()
    answer_codes: tuple[str, ...] = ()
    mark_scope: str = ""
    other_codes: tuple[str, ...] = ()
    other_is_text: bool = False
    mask: str = ""

    def is_told_by(self, names: frozenset[str]) -> bool:
        """Whether headers, simplified, are this tool's."""
        return len(self.signs & names) >= SIGNS_NEEDED

    def boxes_told_by(self, names: frozenset[str]) -> bool:
        """Whether headers, simplified, are those of this tool's boxes."""
        return bool(self.box_sign) and sum(self.box_sign in name for name in names) >= SIGNS_NEEDED


def read_layouts(folder: Path) -> tuple[ExportLayout, ...]:
    """The layouts of every tool, by file name: what a file says of its tool holds for each of its `layouts`.

    Raises:
        FactsError: a file is no TOML, or says something that no layout has.
    """
    found: list[ExportLayout] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            shared = tomllib.loads(path.read_text("utf-8"))
            found += [ExportLayout.model_validate({**shared, **own}) for own in shared.pop("layouts", ())]
        except (ValidationError, ValueError, TypeError) as error:
            raise FactsError(f"{folder.name}/{path.name}: {fault_of(error)}") from None
    return tuple(found)


@lru_cache(maxsize=1)
def layouts() -> tuple[ExportLayout, ...]:
    """The layouts that this project knows, read once per process."""
    return read_layouts(REFERENCE / "survey_tools")
