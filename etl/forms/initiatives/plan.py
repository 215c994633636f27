"""What a sheet of the initiatives' workbook is made of; the sheets themselves are declared in etl/forms/initiatives/sheets.py."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from indicators.catalogue.model import Language
from indicators.wording.language import say

MARK = "observatoire-du-partenariat/initiatives"
MAP_SHEET = "_observatoire"
LIST_SHEET = "_listes"
TEMPLATE_VERSION = "1"
#: The settings of the hidden sheet, a row each under the mark.
SETTINGS = ("template_version", "parts", "sender", "based_on", "language", "kind")
#: Title, subject, fictitious banner and two legends stand above the heads.
HEAD_ROW = 6
SPARE_ROWS = 40

Part = Literal["training", "qualitative", "evaluation", "outputs", "boards", "practices"]
PARTS: tuple[Part, ...] = ("training", "qualitative", "evaluation", "outputs", "boards", "practices")
ColumnKind = Literal["list", "whole", "text", "date", "code", "link", "indicators"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        list_id: the drop-down of a `list` column (data/reference/initiative_lists.csv, or one of etl/forms/initiatives/words.py).
        low, high: the bounds of a `whole` number; a date that is `planned` may lie ahead.
        longest: the most characters of a `text`.
        screened: refuse what points at a person; `quotes` allows words between guillemets there.
        published: whether a release may hold it.
    """

    name: str
    head: str
    kind: ColumnKind
    width: int
    list_id: str = ""
    required: bool = True
    low: int = 0
    high: int | None = None
    longest: int = 300
    screened: bool = True
    quotes: bool = True
    planned: bool = False
    published: bool = True


@dataclass(frozen=True)
class Sheet:
    """One sheet: the rows it holds, the part it belongs to, its French name, title and legends, its columns from A.

    Attributes:
        initiative_id: whose rows these are, where the sheet does not ask.
        key: the columns that may say the same only once.
        confidential: whether its rows stay in the workbench and are destroyed at a date.
        dated: the column whose date is that of the row.
        spare: blank rows left to fill in.
    """

    table: str
    part: Part
    name: str
    title: str
    legends: tuple[str, str]
    columns: tuple[Column, ...]
    initiative_id: str = ""
    key: tuple[str, ...] = ()
    confidential: bool = False
    dated: str = ""
    spare: int = SPARE_ROWS
    names: dict[str, Column] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.names.update({column.name: column for column in self.columns})

    @property
    def published(self) -> tuple[Column, ...]:
        """The columns that a release may hold; none for a confidential sheet."""
        return () if self.confidential else tuple(item for item in self.columns if item.published)


def ordered(asked: Collection[str]) -> tuple[Part, ...]:
    """The parts asked for, in the order of the workbook; what is no part is left out."""
    known: dict[str, Part] = {part: part for part in PARTS}
    return tuple(part for name, part in known.items() if name in asked)


def both(text: str, **values: object) -> tuple[str, str]:
    """A text in French and in English."""
    languages: tuple[Language, Language] = ("fr", "en")
    french, english = (say(text, language, **values) for language in languages)
    return french, english
