"""What a form is made of: its columns, its sheets, and the workbook that holds them, as data in French."""

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from etl.forms.lists import FormLists
from indicators.catalogue.model import Language
from indicators.wording.language import say

TEMPLATE_VERSION = "1"
#: Title, subject, fictitious banner and two legends stand above the heads.
HEAD_ROW = 6
SPARE_ROWS = 40

#: `list` drops down; `several` are entries of a list separated by commas; `code` stands for a person.
ColumnKind = Literal["list", "several", "whole", "number", "text", "date", "code", "link"]
#: A heading of the instructions with its lines of two cells.
GuideSection = tuple[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class FormColumn:
    """One column of a sheet.

    Attributes:
        list_id: the list of a `list` or `several` column.
        low, high: the bounds of a `whole` number; a date that is `planned` may lie ahead.
        longest: the most characters of a `text`.
        screened: refuse what points at a person; `quotes` allows words between guillemets there.
        published: whether a release may hold it.
        example: a value to show in findings, in French and English where it differs.
        hint: what the check of a `number` says.
        blank, unknown: the findings of a blank cell (where it is required) and of an entry that is not in the list.
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
    example: str | tuple[str, str] = ""
    hint: str = ""
    blank: str = ""
    unknown: str = "not_in_list"


@dataclass(frozen=True)
class FormSheet:
    """One sheet: the table that its rows are of, the part of the form it belongs to, its texts, its columns from A.

    Attributes:
        key: the columns that may say the same only once; `repeated` is the finding of a row that repeats them.
        spare: blank rows left to fill in.
    """

    table: str
    part: str
    name: str
    title: str
    legends: tuple[str, str]
    columns: tuple[FormColumn, ...]
    key: tuple[str, ...] = ()
    repeated: str = "said_twice"
    spare: int = SPARE_ROWS


@dataclass(frozen=True)
class Form:
    """A workbook to fill in.

    Attributes:
        mark: the first cell of the hidden sheet, by which a returned workbook is known.
        load_lists: the entries of its lists.
        sentences: its own findings by code, beside those of every form (`findings.SENTENCES`).
        warnings: the findings that do not refuse the workbook.
        not_this_form, other_version: codes of the refusals of a whole file (etl/extract/refusals.py).
        in_parts: whether a workbook may hold some parts only, for a sender, each with its own version.
        guide: the sections of a first sheet of instructions.
        footer: the foot of every sheet; its title unless given.
        list_style: the cell style of a `list`.
        has_decimals: whether the numbers of a row may have decimals, from the values to their left.
    """

    mark: str
    title: str
    sheets: tuple[FormSheet, ...]
    load_lists: Callable[[], FormLists]
    not_this_form: str
    other_version: str
    sentences: Mapping[str, str]
    warnings: frozenset[str] = frozenset()
    in_parts: bool = False
    guide: Callable[[Sequence[FormSheet], Language], Sequence[GuideSection]] | None = None
    footer: str = ""
    list_style: Literal["text", "choice"] = "text"
    has_decimals: Callable[[Mapping[str, Any]], bool] = lambda values: True

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the form, in the order of the workbook."""
        return tuple(dict.fromkeys(sheet.part for sheet in self.sheets))

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings of the hidden sheet, a row each under the mark."""
        parts = ("parts", "sender") if self.in_parts else ()
        return ("template_version", *parts, "based_on", "language", "kind")

    def sheets_of(self, parts: Collection[str]) -> tuple[FormSheet, ...]:
        """The sheets of some parts, in the order of the workbook."""
        return tuple(sheet for sheet in self.sheets if sheet.part in parts)

    def ordered(self, asked: Collection[str]) -> tuple[str, ...]:
        """The parts asked for, in the order of the workbook; what is no part is left out."""
        return tuple(part for part in self.parts if part in asked)


def read_sentences(module: str) -> dict[str, str]:
    """The sentences by code of findings.toml, beside a module (`__file__`)."""
    return tomllib.loads(Path(module).with_name("findings.toml").read_text("utf-8"))


def both(text: str, **values: object) -> tuple[str, str]:
    """A text in French and in English."""
    return say(text, "fr", **values), say(text, "en", **values)
