"""What is wrong in a received file, one object a finding: where, what was read, what was expected, an example."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Literal

import polars as pl

from indicators.catalogue.model import Language
from indicators.wording.language import say

Severity = Literal["error", "warning"]
#: Submissions beyond which nobody reads a line for each: two waves of workbooks, a tenth of a quarterly table.
MANY = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one cell (or about the whole file when `cell` is None).

    `code` is a rule id or a validation code; `message_fr` and `message_en` are whole sentences without the
    place, which `place` gives (« B Structure!D14 »).
    """

    severity: Severity
    code: str
    message_fr: str
    message_en: str
    question_id: str | None = None
    sheet: str | None = None
    cell: str | None = None
    read: str | None = None
    expected: str | None = None
    example: str | None = None
    establishment_id: str | None = None
    wave_id: str | None = None

    @property
    def place(self) -> str:
        """« B Structure!D14 », the cell alone in a CSV without sheet, or '' for the whole file."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    def message(self, language: Language) -> str:
        """The sentence in `language`, without the place."""
        return self.message_fr if language == "fr" else self.message_en


def problem(severity: Severity, code: str, text: str, *, values: dict[str, Any] | None = None, **where: Any) -> Problem:
    """A `Problem` whose two messages come from one French text and its translation.

    Args:
        text: the French sentence as `say` takes it, with `{name}` places.
        values: what fills the places of `text`.
        where: the other fields of `Problem` (question_id, sheet, cell, read, expected, example, …).
    """
    values = values or {}
    return Problem(
        severity=severity,
        code=code,
        message_fr=say(text, "fr", **values),
        message_en=say(text, "en", **values),
        **where,
    )


PROBLEM_SCHEMA: dict[str, pl.DataType] = {field.name: pl.String() for field in fields(Problem)}
#: All the fields of a problem in order; `astuple` copies each of them, which thousands of problems feel.
FIELDS = attrgetter(*PROBLEM_SCHEMA)


def problems_frame(problems: Iterable[Problem]) -> pl.DataFrame:
    """The problems as a frame, one text column a field of `Problem`."""
    return pl.DataFrame(map(FIELDS, problems), schema=PROBLEM_SCHEMA, orient="row")
