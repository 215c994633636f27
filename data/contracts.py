"""What a frame passed between stages holds: each column with its type and meaning, said once and checked in tests."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


class ContractBroken(Exception):
    """A frame lacks a column of its contract, has another one, or holds it in another type."""


@dataclass(frozen=True)
class FrameContract:
    """The columns of a frame: name → type and what it means, with its unit; their order means nothing.

    Attributes:
        key: the columns that identify a row.
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, tuple[type[pl.DataType] | pl.DataType, str]]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns and their types, to build a frame with."""
        return {name: kind if isinstance(kind, pl.DataType) else kind() for name, (kind, _) in self.columns.items()}

    def empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self.schema)

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame itself.

        Raises:
            ContractBroken: its columns are not those of the contract, or a key is there twice.
        """
        faults = [f"no column {name!r}" for name in self.schema if name not in frame.columns]
        for name, kind in frame.schema.items():
            if name not in self.schema:
                faults.append(f"unknown column {name!r}")
            elif kind != self.schema[name]:
                faults.append(f"{name!r} is {kind}, not {self.schema[name]}")
        if not faults and frame.select(self.key).is_duplicated().any():
            faults.append(f"rows with the same {', '.join(self.key)}")
        if faults:
            raise ContractBroken(f"{self.name}: {'; '.join(faults)}")
        return frame


_PLACE = {
    "establishment_id": (pl.String, "who answers"),
    "wave_id": (pl.String, "the wave (« 2025-2026 ») or period (« 2025-2026-T1 »)"),
}
_QUESTION = {"question_id": (pl.String, "the question, as its version of the questionnaire calls it")}
_ORIGIN = {"sheet": (pl.String, "where it was read; null without"), "cell": (pl.String, "as « D4 »; null without")}

#: What was read in the received files, before anything is understood.
CELLS = FrameContract(
    "cells",
    ("submission_id", "question_id", "choice_id", "sheet", "cell"),
    {
        "submission_id": (pl.String, "wave/establishment/start of the file's SHA-256"),
        **_PLACE,
        **_QUESTION,
        "choice_id": (pl.String, "the box of a question of several; null for any other question"),
        "raw": (pl.String, "the text as it stands in the file"),
        "raw_kind": (pl.String, "text, number, date, boolean or blank"),
        "raw_number": (pl.Float64, "a number as typed, in the unit of the question"),
        "raw_date": (pl.Date, "a date as typed"),
        **_ORIGIN,
        "read_as": (pl.String, "what a confirmed mapping makes of a code; null without"),
    },
)

#: What the cells mean: one row an establishment, wave and question.
ANSWERS = FrameContract(
    "answers",
    ("submission_id", "question_id"),
    {
        "submission_id": (pl.String, "the submission that the answer is of"),
        **_PLACE,
        **_QUESTION,
        "state": (pl.String, "one of the eight states of data/model/survey.ValueState"),
        "value_text": (pl.String, "a choice, « true » or « false », an ISO date, choices parted by « | », or words"),
        "value_number": (pl.Float64, "a number in the unit of the question"),
        "raw": (pl.String, "the text as it stands in the file"),
        **_ORIGIN,
    },
)
