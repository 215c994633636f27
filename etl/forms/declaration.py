"""What a small form is made of: its sheets and columns as data. The writer, the reader and the judge all read it.

Targets and initiatives are declarations of it; the survey's own workbook is laid out question by question in `survey`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.catalogue.model import Language
from indicators.wording.language import say

MAP_SHEET = "_observatoire"
LIST_SHEET = "_listes"
#: Title, subject, fictitious banner and two legends stand above the heads.
HEAD_ROW = 6
#: Blank rows left under what is in force.
SPARE_ROWS = 40
LANGUAGES: tuple[Language, Language] = ("fr", "en")


@dataclass(frozen=True)
class FormColumn:
    """One column of a sheet.

    Attributes:
        name: the field of a row that it fills.
        head: the French text above it.
        kind: « list », « text », « date », « whole », « link », or one of the form's own (`Form.own_kinds`).
        list_id: the drop-down of a `list` column.
        low, high: the bounds of a `whole` number.
        longest: the most characters of a `text`.
        planned: whether a date may lie ahead.
        screened: whether a text that points at a person is refused; `quotes` allows words between guillemets there.
        published: whether a release may hold it.
        blank, unknown: the codes of a blank and of an entry that is not in the list.
        example: what a finding gives as an example, where the kind's usual one does not fit (French, English).
    """

    name: str
    head: str
    kind: str
    width: int
    list_id: str = ""
    required: bool = True
    low: int = 0
    high: int | None = None
    longest: int = 300
    planned: bool = False
    screened: bool = True
    quotes: bool = True
    published: bool = True
    blank: str = ""
    unknown: str = "not_in_list"
    example: tuple[str, str] | None = None


@dataclass(frozen=True)
class FormSheet:
    """One sheet: the rows it holds, its French name, title and legends, its columns from A.

    Attributes:
        table: the name of its rows.
        footer: what the printed page says; the title unless given.
        part: the part of the workbook to which it belongs, where parts come and go apart.
        initiative_id: whose rows these are, where the sheet does not ask.
        key: the columns that may say the same only once.
        confidential: whether its rows stay in the workbench and are destroyed at a date.
        dated: the column whose date is that of the row.
        spare: blank rows left to fill in.
    """

    table: str
    name: str
    title: str
    legends: tuple[str, str]
    columns: tuple[FormColumn, ...]
    footer: str = ""
    part: str = ""
    initiative_id: str = ""
    key: tuple[str, ...] = ()
    confidential: bool = False
    dated: str = ""
    spare: int = SPARE_ROWS
    names: dict[str, FormColumn] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.names.update({column.name: column for column in self.columns})

    @property
    def published(self) -> tuple[FormColumn, ...]:
        """The columns that a release may hold; none for a confidential sheet."""
        return () if self.confidential else tuple(item for item in self.columns if item.published)


@dataclass(frozen=True)
class Form:
    """A small workbook that people fill in and return.

    Attributes:
        name: in the codes of refusals: `not_<name>_workbook`, `other_<name>_workbook`.
        title: its French title.
        mark: the first cell of the hidden sheet by which it is known when it returns.
        settings: the names of the values under the mark, in order, `template_version`, `language`, `kind` included.
        sentences: the French sentence of each finding, by code.
        warnings: the codes that do not keep a row from being taken.
        unrepeated: the beginnings of codes whose cell may say who somebody is and is never repeated.
    """

    name: str
    title: str
    mark: str
    settings: tuple[str, ...]
    sheets: tuple[FormSheet, ...]
    sentences: Mapping[str, str]
    warnings: frozenset[str] = frozenset()
    unrepeated: tuple[str, ...] = ()
    template_version: str = "1"


def both(text: str, **values: object) -> tuple[str, str]:
    """A text in French and in English."""
    french, english = (say(text, language, **values) for language in LANGUAGES)
    return french, english
