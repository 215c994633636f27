"""One answer cell a question: its text read as its question's kind, or a code that says why it is not.

Boxes (multichoice questions) are read in boxes.py.
"""

import polars as pl

from data.facts import Facts
from data.model.survey import NUMBER_KINDS, Question
from etl.validate import cell_parser
from etl.validate.marks import with_marks

#: What reading one question of one submission gives; `code` is null unless the text is not an answer.
READ_COLUMNS = ("submission_id", "question_id", "value_text", "value_number", "mark_state", "code")
READ_COLUMNS += ("raw", "sheet", "cell", "detail")


def question_frame(questions: tuple[Question, ...]) -> pl.DataFrame:
    """What the reading needs to know of each question, one row a question."""
    schema = {
        "question_id": pl.String,
        "kind": pl.String,
        "min": pl.Float64,
        "max": pl.Float64,
        "is_required": pl.Boolean,
        "is_conditional": pl.Boolean,
        "place": pl.Int64,
    }
    rows = [
        (item.question_id, item.kind, item.min, item.max, item.is_required, bool(item.applies_if), place)
        for place, item in enumerate(questions)
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_cells(cells: pl.DataFrame, questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """The cells of questions with a single answer cell, read: one row a cell, `READ_COLUMNS`.

    Args:
        cells: cells of questions that are not multichoice, from `with_said`.
        questions: the questions of the wave's version.
    """
    # What is typed repeats: a text is read once for its question, however many establishments typed it.
    told = columns_read(cells)
    apart = [name for name in ("raw_number", "raw_date") if name not in told]
    distinct = cells.select(*told, *apart).unique(told)
    read = _read_distinct(distinct, questions, facts)
    return cells.join(read, on=told, how="left", nulls_equal=True, maintain_order="left").select(READ_COLUMNS)


def columns_read(cells: pl.DataFrame) -> list[str]:
    """The columns that decide how a cell is read; one that is null everywhere decides nothing."""
    typed = [name for name in ("raw_number", "raw_date") if cells.get_column(name).count()]
    return ["question_id", "said", "raw_kind", *typed]


def _read_distinct(cells: pl.DataFrame, questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """`cells` with value_text, value_number, mark_state, code and detail."""
    known = cell_parser.with_token(cells).join(question_frame(questions), on="question_id", maintain_order="left")
    marked = with_marks(_with_choices(known, questions, facts), facts)
    parsed = marked.with_columns(number_read=_number(), date_read=_date())
    kind = pl.col("kind")
    value_text = (
        pl.when(kind == "text")
        .then(pl.col("said").str.strip_chars())
        .when(kind == "date")
        .then(pl.col("date_read").dt.to_string("%Y-%m-%d"))
        .when(kind == "boolean")
        .then(pl.col("yes_no"))
        .when(kind == "choice")
        .then(pl.col("choice_read"))
    )
    is_number = kind.is_in(NUMBER_KINDS)
    valued = parsed.with_columns(
        value_text=value_text.replace("", None),
        value_number=pl.when(is_number).then(pl.col("number_read")),
    )
    has_value = pl.col("value_text").is_not_null() | pl.col("value_number").is_not_null()
    may_be_marked = (kind != "text") & ~has_value
    return (
        valued.with_columns(
            mark_state=pl.when(may_be_marked).then(pl.col("mark_state")),
            code=pl.when(has_value).then(_fault_of_value()).otherwise(_fault_of_text()),
            detail=pl.lit(None, dtype=pl.String),
        )
        .select(*cells.columns, "value_text", "value_number", "mark_state", "code", "detail")
        .drop([name for name in ("raw_number", "raw_date") if not cells.get_column(name).count()])
    )


def _with_choices(cells: pl.DataFrame, questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """`cells` with `choice_read`; an « autre » choice is also read from « Autre direction : soins critiques »."""
    asked = tuple(item for item in questions if item.kind == "choice")
    keys = cell_parser.choice_keys(asked, facts).drop("position")
    others = keys.filter(pl.col("choice_read").str.contains(r"^other_|_other$")).rename({"choice_read": "other"})
    return (
        cells.with_columns(
            key=cell_parser.fold(pl.col("token")),
            head=cell_parser.fold(pl.col("token").str.extract(r"^(.*?)\s*[:(;–—]", 1)),
        )
        .join(keys, on=["question_id", "key"], how="left", maintain_order="left")
        .join(others.rename({"key": "head"}), on=["question_id", "head"], how="left", maintain_order="left")
        .with_columns(choice_read=pl.coalesce("choice_read", "other"))
    )


def _number() -> pl.Expr:
    typed = pl.when((pl.col("raw_kind") == "number") & pl.col("raw_number").is_finite()).then("raw_number")
    written = pl.when(pl.col("raw_kind") == "text").then(pl.col("token"))
    return pl.coalesce(typed, cell_parser.number(written, pl.col("kind") == "fte"))


def _date() -> pl.Expr:
    typed = pl.when(pl.col("raw_kind") == "number").then(cell_parser.excel_day(pl.col("raw_number")))
    return pl.coalesce("raw_date", typed, cell_parser.day(pl.col("token")))


def _fault_of_value() -> pl.Expr:
    """Why a value that was read cannot be the answer, or null."""
    kind, value = pl.col("kind"), pl.col("value_number")
    too_long = (kind == "text") & (pl.col("value_text").str.len_chars() > pl.col("max"))
    return (
        pl.when((kind == "count") & (value % 1 != 0))
        .then(pl.lit("not_whole"))
        .when((value < pl.col("min")) | (value > pl.col("max")))
        .then(pl.lit("out_of_range"))
        .when(too_long)
        .then(pl.lit("text_too_long"))
    )


def _fault_of_text() -> pl.Expr:
    """Why a text without value is no answer; null for a blank and for a mark."""
    kind = pl.col("kind")
    blank = pl.col("token").is_null() | (pl.col("token") == "")
    return (
        pl.when(blank | (kind == "text") | pl.col("mark_state").is_not_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(kind.is_in(NUMBER_KINDS))
        .then(pl.lit("not_a_number"))
        .when(kind == "date")
        .then(pl.lit("not_a_date"))
        .otherwise(pl.lit("not_a_choice"))
    )
