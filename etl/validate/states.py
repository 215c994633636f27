"""From what was read to the state of each answer: whether the question applies, what a blank means."""

import polars as pl

from data.expressions.compile import compile_expression
from data.facts import Facts
from data.model.survey import NUMBER_KINDS, Wave

ANSWER_COLUMNS = ("submission_id", "establishment_id", "wave_id", "question_id", "state", "value_text")
ANSWER_COLUMNS += ("value_number", "raw", "sheet", "cell")
QUESTION = ["submission_id", "question_id"]


def first_states(read: pl.DataFrame) -> pl.DataFrame:
    """`read` with `state` as the cell alone gives it: a value, a mark, a fault, or a blank."""
    value, text = pl.col("value_number"), pl.col("value_text")
    state = (
        pl.when(pl.col("code").is_not_null())
        .then(pl.lit("invalid_pending"))
        .when(pl.col("kind").is_in(NUMBER_KINDS) & (value == 0))
        .then(pl.lit("true_zero"))
        .when(value.is_not_null() | text.is_not_null())
        .then(pl.lit("value"))
        .otherwise(pl.col("mark_state").fill_null("not_answered"))
    )
    valued = state.is_in(["value", "true_zero"])
    return read.with_columns(state=state).with_columns(
        value_text=pl.when(valued).then(text), value_number=pl.when(valued).then(value)
    )


def applies(wide: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """Whether each conditional question applies to each submission: submission_id, question_id, applies.

    `applies` is null where the condition cannot be evaluated.

    Args:
        wide: the answers side by side, from `widen_grid`.
    """
    questions = facts.asked(wave)
    asked = {item.question_id for item in questions}
    compiled = {
        item.question_id: compile_expression(item.applies_if, facts, wave.version)
        for item in questions
        if item.applies_if
    }
    # A period asks few questions: a condition on one that it does not ask cannot be evaluated there.
    conditions = {name: item for name, item in compiled.items() if asked.issuperset(item.names)}
    told = wide.select("submission_id", *(item.column.alias(name) for name, item in conditions.items()))
    return told.unpivot(index="submission_id", variable_name="question_id", value_name="applies")


def answer_states(answers: pl.DataFrame, conditions: pl.DataFrame) -> pl.DataFrame:
    """`answers` with blanks and marks read in the light of `conditions`, and `notice`: the code of a warning or of
    a required question left blank.

    Args:
        answers: from `first_states`.
        conditions: from `applies`.
    """
    told = answers.join(conditions, on=QUESTION, how="left", maintain_order="left")
    is_false = pl.col("applies").eq_missing(False)
    # A condition that cannot be evaluated asks for nothing: neither error nor « sans objet ».
    is_true = ~pl.col("is_conditional") | pl.col("applies").eq_missing(True)
    state = pl.col("state")
    valued = state.is_in(["value", "true_zero"])
    out = is_false & state.is_in(["not_answered", "does_not_know"])
    notice = (
        pl.when(is_false & valued)
        .then(pl.lit("answer_not_expected"))
        .when(is_true & (state == "not_applicable"))
        .then(pl.lit("not_applicable_declared"))
        .when(pl.col("is_required") & ~is_false & (state == "does_not_know"))
        .then(pl.lit("required_not_known"))
        .when(pl.col("is_required") & is_true & (state == "not_answered"))
        .then(pl.lit("required_blank"))
    )
    return told.with_columns(notice=notice, state=pl.when(out).then(pl.lit("not_applicable")).otherwise(state))
