"""Text → answers, or problems that name the cell: all submissions of a wave are read together.

The order of reading is REFERENCE's: a value before a mark, then whether the question applies, then the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.facts import Facts
from data.model import Wave
from etl import waves
from etl.problems import Problem, problems_frame
from etl.validate import rules
from etl.validate.boxes import read_boxes
from etl.validate.cells import question_frame, read_cells
from etl.validate.reading import tokenised
from etl.validate.states import ANSWER_COLUMNS, applies, first_states, settled
from etl.validate.words import cell_problem

SUBMISSION = ["submission_id", "establishment_id", "wave_id"]
QUESTION = ["submission_id", "question_id"]


@dataclass(frozen=True)
class Checked:
    """What validation makes of the cells.

    Attributes:
        answers: one row a submission and question of its version.
        found: each problem with the id of its submission.
    """

    answers: pl.DataFrame
    found: tuple[tuple[str, Problem], ...]

    @property
    def problems(self) -> list[Problem]:
        return [item for _, item in self.found]

    @property
    def problems_table(self) -> pl.DataFrame:
        """The problems as a frame, their submission first."""
        ids = pl.Series("submission_id", [submission_id for submission_id, _ in self.found], dtype=pl.String)
        return pl.DataFrame([ids]).hstack(problems_frame(self.problems))


def validate(
    cells: pl.DataFrame, facts: Facts, previous: Mapping[str, pl.DataFrame] | None = None
) -> Checked:
    """The answers and problems of every submission in `cells`.

    Args:
        cells: answer cells as extracted, with submission_id.
        previous: for each wave id, the answers of the accepted submissions of the wave before it.
    """
    previous = previous or {}
    checked = [
        _validate_wave(
            cells.filter(pl.col("wave_id") == wave_id), waves.wave(wave_id), previous.get(wave_id), facts
        )
        for wave_id in sorted(cells["wave_id"].unique())
    ]
    answers = pl.concat([item.answers for item in checked]) if checked else _no_answers()
    return Checked(answers, tuple(found for item in checked for found in item.found))


def _validate_wave(cells: pl.DataFrame, wave: Wave, previous: pl.DataFrame | None, facts: Facts) -> Checked:
    read = read_answers(cells, wave, facts)
    answers = settled(read, applies(read, wave, facts)).sort("submission_order", "place")
    before = waves.previous(wave.wave_id)
    context = rules.with_context(answers.select(ANSWER_COLUMNS), previous, wave, before, facts)
    found = cell_findings(answers, wave, facts) + rules.findings(context, answers, wave, facts)
    return Checked(answers.select(ANSWER_COLUMNS), tuple(found))


def read_answers(cells: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """One row a submission and question of the wave's version, read; a question without a cell is a blank."""
    questions = facts.questionnaire(wave.version)
    asked = question_frame(questions)
    tokens = tokenised(cells).join(
        asked.select("question_id", "kind"), on="question_id", maintain_order="left"
    )
    single = tokens.filter(pl.col("kind") != "multichoice").drop("kind")
    boxes = tokens.filter(pl.col("kind") == "multichoice").drop("kind")
    read = pl.concat([read_cells(single, questions, facts), read_boxes(boxes, questions, facts)])
    submissions = cells.select(SUBMISSION).unique(maintain_order=True).with_row_index("submission_order")
    grid = submissions.join(asked, how="cross")
    return first_states(grid.join(read, on=QUESTION, how="left", validate="1:1", maintain_order="left"))


def cell_findings(answers: pl.DataFrame, wave: Wave, facts: Facts) -> list[tuple[str, Problem]]:
    """The problems of single cells: what could not be read, and what the state of an answer calls for."""
    flagged = answers.with_columns(flag=pl.coalesce("code", "notice")).filter(pl.col("flag").is_not_null())
    return [(row["submission_id"], _cell_problem(row, wave, facts)) for row in flagged.to_dicts()]


def _cell_problem(row: Mapping[str, Any], wave: Wave, facts: Facts) -> Problem:
    read = row["detail"] or row["raw"]
    if row["flag"] == "text_too_long":
        read = str(len(row["raw"].strip()))
    return cell_problem(
        row["flag"],
        facts.question[row["question_id"]],
        facts,
        wave,
        read=read,
        sheet=row["sheet"],
        cell=row["cell"],
        establishment_id=row["establishment_id"],
    )


def _no_answers() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(ANSWER_COLUMNS, pl.String) | {"value_number": pl.Float64})
