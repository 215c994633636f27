"""The shape in which every reader hands back a file: cells as read, each with its address."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from data.model.survey import DataKind
from etl.validate.problems import Problem
from indicators.catalogue.model import Language

#: One row a question of the wave's version. A multiple choice has one more row a box: `choice_id` names the box
#: (`raw` is its tick or blank) and the row without `choice_id` is the question's own cell, where « ne sait pas » is
#: written. Every format gives this same shape; where a format has no cell of its own for a question or a box (choices
#: joined in one cell), the row is left out, which says blank.
CELLS: dict[str, pl.DataType] = {
    "establishment_id": pl.String(),
    "wave_id": pl.String(),
    "question_id": pl.String(),
    "choice_id": pl.String(),
    "raw": pl.String(),
    "raw_kind": pl.String(),  # text, number, date, bool or blank: the type of the cell, not of the answer
    "raw_number": pl.Float64(),
    "raw_date": pl.Date(),
    "sheet": pl.String(),
    "cell": pl.String(),
}
#: One more column in tables of survey tools: what a code or a mark of the tool stands for, null where the text itself
#: is the answer. `raw` stays what the cell holds.
READ_AS = "read_as"


@dataclass(frozen=True)
class Extracted:
    """What a file holds: whose answers, of which wave, and every cell as read (`CELLS`).

    A table may hold several establishments and waves: then `establishment_id` or `wave_id` is None, `kind` and
    `template_version` always are, and `submissions` lists what it holds.

    Attributes:
        format: « template », « tidy_csv », or the id of a layout of `etl/waves.py`.
        parts: the cells, in parts of whole submissions, so that a large table is never whole in memory.
        places: each (establishment_id, wave_id) where known before the cells are built.
    """

    format: str
    kind: DataKind | None
    wave_id: str | None
    establishment_id: str | None
    language: Language
    template_version: str | None
    parts: Iterable[pl.DataFrame]
    notes: list[Problem] = field(default_factory=list)
    places: tuple[tuple[str, str], ...] | None = None

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Every cell, all parts together."""
        return pl.concat(self.parts, how="vertical")

    @property
    def submissions(self) -> list[tuple[str, str]]:
        """Each (establishment_id, wave_id) that the file answers for, in order of appearance."""
        if self.places is not None:
            return list(self.places)
        return self.cells.select("establishment_id", "wave_id").unique(maintain_order=True).rows()
