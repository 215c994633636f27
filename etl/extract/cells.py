"""The shape in which every reader hands back a file: cells as read, each with its address."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from etl.problems import Problem
from indicators.indicator import Language

Format = Literal["template", "tidy_csv"]

#: One row a question of the wave's version. A multiple choice has one more row a box: `choice_id` names the box
#: (`raw` is its tick or blank) and the row without `choice_id` is the question's own cell, where « ne sait pas » is
#: written. Every format gives this same shape.
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


@dataclass(frozen=True)
class Extracted:
    """What a file holds: whose answers, of which wave, and every cell as read (`CELLS`).

    A tidy CSV may hold several establishments and waves: then `establishment_id` or `wave_id` is None, `kind` and
    `template_version` always are, and `submissions` lists what it holds.
    """

    format: Format
    kind: Literal["fictif", "reel"] | None
    wave_id: str | None
    establishment_id: str | None
    language: Language
    template_version: str | None
    cells: pl.DataFrame
    notes: list[Problem] = field(default_factory=list)

    @property
    def submissions(self) -> list[tuple[str, str]]:
        """Each (establishment_id, wave_id) that the file answers for, in order of appearance."""
        return self.cells.select("establishment_id", "wave_id").unique(maintain_order=True).rows()
