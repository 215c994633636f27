"""Text → answers, or problems that name the cell: all submissions of a wave are read together.

The order of reading is REFERENCE's: a value before a mark, then whether the question applies, then the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.expressions.wide import widen_grid
from data.facts import Facts
from data.model.survey import Wave
from etl import waves
from etl.validate import rules
from etl.validate.boxes import read_boxes
from etl.validate.cell_parser import with_said
from etl.validate.cells import question_frame, read_cells
from etl.validate.problems import Problem, problems_frame
from etl.validate.states import ANSWER_COLUMNS, answer_states, applies, first_states
from etl.validate.words import cell_problem

SUBMISSION = ["submission_id", "establishment_id", "wave_id"]
QUESTION = ["submission_id", "question_id"]


@dataclass(frozen=True)
class Checked:
    """What validation makes of the cells.

    Attributes:
        answers: one row a submission and question that its wave asks.
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


def validate(cells: pl.DataFrame, facts: Facts, previous: Mapping[str, pl.DataFrame] | None = None) -> Checked:
    """The answers and problems of every submission in `cells`.

    Args:
        cells: answer cells as extracted, with submission_id.
        previous: for each yearly wave id, the answers of the accepted submissions of the wave before it; for each
            period id, those of the yearly waves that had ended by then.
    """
    previous = previous or {}
    checked = [
        _validate(cells.filter(pl.col("wave_id").is_in([wave.wave_id for wave in alike])), alike, previous, facts)
        for alike in _alike(cells["wave_id"].unique())
    ]
    answers = pl.concat([item.answers for item in checked]) if checked else _no_answers()
    return Checked(answers, tuple(found for item in checked for found in item.found))


def _alike(wave_ids: Iterable[str]) -> list[list[Wave]]:
    """The waves of these ids, periods that ask the same questions together: they are read at once."""
    alike: dict[tuple[str, ...], list[Wave]] = {}
    for wave in (waves.wave(wave_id) for wave_id in sorted(wave_ids)):
        key = (wave.wave_id,) if wave.collection == "yearly" else (wave.version, wave.period_kind)
        alike.setdefault(key, []).append(wave)
    return list(alike.values())


def _validate(
    cells: pl.DataFrame, alike: Sequence[Wave], previous: Mapping[str, pl.DataFrame], facts: Facts
) -> Checked:
    wave = alike[0]
    read = read_answers(cells, wave, facts)
    # Side by side once: the conditions and the rules read the same values, which `answer_states` never changes.
    wide = widen_grid(read, facts.asked(wave))
    answers = answer_states(read, applies(wide, wave, facts))
    long = answers.select(ANSWER_COLUMNS)
    if wave.collection == "yearly":
        before = waves.previous(wave.wave_id)
        context = rules.with_context(wide, previous.get(wave.wave_id), wave, before, facts)
    else:
        earlier = {item.wave_id: waves.yearly_before(item) for item in alike}
        context = rules.with_period_context(long, previous, alike, earlier, facts)
    found = cell_findings(answers, facts) + rules.findings(context, answers, wave, facts)
    return Checked(long, tuple(found))


def read_answers(cells: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """One row a submission and question that the wave asks, read; a question without a cell is a blank."""
    questions = facts.asked(wave)
    asked = question_frame(questions)
    said = with_said(cells)
    several = [item.question_id for item in questions if item.kind == "multichoice"]
    alone = [item.question_id for item in questions if item.kind != "multichoice"]
    single = said.filter(pl.col("question_id").is_in(alone))
    boxes = said.filter(pl.col("question_id").is_in(several))
    read = pl.concat([read_cells(single, questions, facts), read_boxes(boxes, questions, facts)])
    submissions = cells.select(SUBMISSION).unique(maintain_order=True).with_row_index("submission_order")
    grid = submissions.join(asked, how="cross").with_row_index("_place")
    # One number for both ids: where an answer stands in the grid.
    whose = pl.col("submission_id").cast(pl.Enum(submissions["submission_id"])).to_physical()
    which = pl.col("question_id").cast(pl.Enum(asked["question_id"])).to_physical()
    placed = read.with_columns(_place=whose.cast(pl.UInt32) * asked.height + which.cast(pl.UInt32))
    answers = grid.join(placed.drop(QUESTION), on="_place", how="left", validate="1:1", maintain_order="left").drop(
        "_place"
    )
    return first_states(answers)


def cell_findings(answers: pl.DataFrame, facts: Facts) -> list[tuple[str, Problem]]:
    """The problems of single cells: what could not be read, and what the state of an answer calls for."""
    flagged = answers.with_columns(flag=pl.coalesce("code", "notice")).filter(pl.col("flag").is_not_null())
    return [(row["submission_id"], _cell_problem(row, facts)) for row in flagged.to_dicts()]


def _cell_problem(row: Mapping[str, Any], facts: Facts) -> Problem:
    read = row["detail"] or row["raw"]
    if row["flag"] == "text_too_long":
        read = str(len(row["raw"].strip()))
    return cell_problem(
        row["flag"],
        facts.question[row["question_id"]],
        facts,
        waves.wave(row["wave_id"]),
        read=read,
        sheet=row["sheet"],
        cell=row["cell"],
        establishment_id=row["establishment_id"],
    )


def _no_answers() -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(ANSWER_COLUMNS, pl.String) | {"value_number": pl.Float64})
