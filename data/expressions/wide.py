"""Answers side by side: one row per submission, one typed column per question, so that expressions read columns.

A value column is null unless its answer carries a value; why it is null stays in the question's state column.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from data.expressions.columns import POPULATION, column_name, previous_name, previous_state_name, state_name
from data.facts import Facts
from data.model.survey import NUMBER_KINDS, VALUED_STATES, Question, QuestionnaireChange, Wave

#: What identifies a submission; every other column is an answer, a state or a fact of the wave.
KEYS = ("submission_id", "establishment_id", "wave_id")
DTYPES: dict[str, pl.DataType] = {
    **{kind: pl.Float64() for kind in NUMBER_KINDS},
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "text": pl.String(),
    "choice": pl.String(),
    "multichoice": pl.List(pl.String()),
}


def _answer_column(question: Question, present: bool) -> pl.Expr:
    """The answer to a question as its own type, from the pivoted text or number."""
    dtype, name = DTYPES[question.kind], column_name(question.question_id)
    if not present:
        return pl.lit(None, dtype).alias(name)
    part = "value_number" if question.kind in NUMBER_KINDS else "value_text"
    read = pl.col(f"{part}_{question.question_id}")
    value = pl.when(pl.col(f"state_{question.question_id}").is_in(VALUED_STATES)).then(read)
    if question.kind == "boolean":
        # Any other word is a fault of the reader, not a "no": it stops here.
        value = value.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean)
    elif question.kind == "date":
        value = value.str.to_date("%Y-%m-%d")
    elif question.kind == "multichoice":
        value = pl.when(value == "").then(pl.lit([], dtype)).otherwise(value.str.split("|"))
    return value.cast(dtype).alias(name)


def widen(answers: pl.DataFrame, questions: Iterable[Question]) -> pl.DataFrame:
    """One row per submission: its keys, then for each question a typed column and a state column.

    Args:
        answers: long answers, one row per submission and question.
        questions: those of one version. A question without a row is `not_asked`.
    """
    questions = tuple(questions)
    asked = answers.filter(pl.col("question_id").is_in([question.question_id for question in questions]))
    present = set(asked["question_id"].unique())
    pivoted = asked.select(*KEYS, "question_id", "state", "value_text", "value_number").pivot(
        on="question_id", index=list(KEYS), values=["state", "value_text", "value_number"], aggregate_function=None
    )
    columns: list[pl.Expr] = [pl.col(name) for name in KEYS]
    for question in questions:
        name = question.question_id
        columns.append(_answer_column(question, name in present))
        state = pl.col(f"state_{name}").fill_null("not_asked") if name in present else pl.lit("not_asked")
        columns.append(state.alias(state_name(name)))
    return pivoted.select(columns).sort("wave_id", "establishment_id", "submission_id")


def widen_grid(answers: pl.DataFrame, questions: Sequence[Question]) -> pl.DataFrame:
    """The same as `widen` for answers that are complete and in order, which spares the search for each of them.

    Args:
        answers: for each submission, one row a question, in the order of `questions`.
    """
    size = len(questions)
    columns = [answers.get_column(name).gather_every(size) for name in KEYS]
    for place, question in enumerate(questions):
        for name in ("state", "value_text", "value_number"):
            part = answers.get_column(name).gather_every(size, place)
            columns.append(part.alias(f"{name}_{question.question_id}"))
    typed = [item for question in questions for item in (_answer_column(question, True), _state(question))]
    return pl.DataFrame(columns).select(*KEYS, *typed).sort("wave_id", "establishment_id", "submission_id")


def _state(question: Question) -> pl.Expr:
    return pl.col(f"state_{question.question_id}").alias(state_name(question.question_id))


def earlier_id(question_id: str, earlier: set[str], changes: Iterable[QuestionnaireChange]) -> str | None:
    """The question of the previous wave that carries the same series, or None where the series begins."""
    if question_id in earlier:
        return question_id
    for change in changes:
        # A reworded question keeps its series in the indicators' own terms only: its answers are another list.
        if change.question_id_v2 == question_id and change.kind_of_change == "renamed" and not change.series_breaks:
            return change.question_id_v1 if change.question_id_v1 in earlier else None
    return None


def with_previous(
    current: pl.DataFrame, previous: pl.DataFrame | None, changes: Iterable[QuestionnaireChange]
) -> pl.DataFrame:
    """`current` with a `prev__…` column per question: the establishment's answer in the previous wave.

    The column is null across a break of the series, for a new question, and where there is no previous wave.

    Args:
        previous: the previous wave widened with its own questionnaire, one row per establishment; None for the
            first wave.
    """
    suffix = state_name("")
    changes = tuple(changes)
    earlier = (
        {name.removesuffix(suffix) for name in previous.columns if name.endswith(suffix)}
        if previous is not None
        else set()
    )
    found, absent = [pl.col("establishment_id")], []
    schema = current.schema
    for name in [name.removesuffix(suffix) for name in schema if name.endswith(suffix)]:
        dtype = schema[column_name(name)]
        source = earlier_id(name, earlier, changes)
        if source is None:
            absent.append(pl.lit(None, dtype).alias(previous_name(name)))
        else:
            found.append(pl.col(column_name(source)).cast(dtype).alias(previous_name(name)))
    current = current.with_columns(absent)
    if previous is None:
        return current
    return current.join(
        previous.select(found), on="establishment_id", how="left", validate="m:1", maintain_order="left"
    )


def with_latest(
    current: pl.DataFrame, earlier: Sequence[pl.DataFrame], names: Iterable[str], changes: Iterable[QuestionnaireChange]
) -> pl.DataFrame:
    """`current`, rows of a period, with what `prev` reads there: the establishment's latest accepted yearly answers.

    For each question of `names`, the value and its state: `not_asked` where no yearly wave had ended, `not_answered`
    where the establishment answered none of them.

    Args:
        earlier: the yearly waves that had ended, oldest first, each widened with its own questionnaire and holding
            the establishments that answered it.
        names: the ids, in the current version, of the questions that `prev` reads.
    """
    names, changes, suffix = tuple(names), tuple(changes), state_name("")
    parts = []
    for wide in earlier:
        held = {name.removesuffix(suffix) for name in wide.columns if name.endswith(suffix)}
        columns = [pl.col("establishment_id"), pl.col("wave_id").alias("prev__wave_id")]
        for name in names:
            source = earlier_id(name, held, changes)
            value = pl.col(column_name(source)) if source else pl.lit(None, pl.Float64)
            state = pl.col(state_name(source)) if source else pl.lit("not_asked")
            columns += [value.alias(previous_name(name)), state.alias(previous_state_name(name))]
        parts.append(wide.select(columns))
    if not parts:
        absent = [pl.lit(None, pl.String).alias("prev__wave_id")]
        for name in names:
            absent.append(pl.lit(None, pl.Float64).alias(previous_name(name)))
            absent.append(pl.lit("not_asked").alias(previous_state_name(name)))
        return current.with_columns(absent)
    latest = pl.concat(parts, how="vertical_relaxed").unique("establishment_id", keep="last", maintain_order=True)
    found = current.join(latest, on="establishment_id", how="left", maintain_order="left")
    return found.with_columns(pl.col(previous_state_name(name)).fill_null("not_answered") for name in names)


def population_year(wave: Wave, facts: Facts) -> tuple[int, bool] | None:
    """The year of the population that a wave or a period uses, and whether it is another than the fiscal year's first.

    Figures are as of July 1; the nearest one that is not after the fiscal year's end serves. None before the first.
    """
    start, end = fiscal_year(wave)
    year = facts.population_year(end)
    return None if year is None else (year, year != start.year)


def fiscal_year(wave: Wave) -> tuple[date, date]:
    """The first and last day of the fiscal year that a wave is, or that a period belongs to."""
    if wave.collection == "yearly":
        return wave.start, wave.end
    return date(int(wave.year[:4]), 4, 1), date(int(wave.year[-4:]), 3, 31)


def with_reference(wide: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """`wide`, rows of one wave or period, with population, fiscal year and whether the wave asks the establishment."""
    year, (start, end) = population_year(wave, facts), fiscal_year(wave)
    asked = {item.establishment_id for item in facts.frame_of(wave)}
    rows: Sequence[tuple[str, float | None, bool]] = [
        (item.establishment_id, item.population[year[0]] if year else None, item.establishment_id in asked)
        for item in facts.establishments
    ]
    schema = {"establishment_id": pl.String, POPULATION: pl.Float64, "in_frame": pl.Boolean}
    places = pl.DataFrame(rows, schema=schema, orient="row")
    return wide.join(places, on="establishment_id", how="left", maintain_order="left").with_columns(
        pl.col("in_frame").fill_null(False),
        pl.lit(start).alias("fiscal_year_start"),
        pl.lit(end).alias("fiscal_year_end"),
        pl.lit(wave.year).alias("fiscal_year_label"),
    )
