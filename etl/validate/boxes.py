"""Questions with several answers: boxes ticked in a workbook, or choices joined in one cell of a table."""

import polars as pl

from data.facts import Facts
from data.model.survey import Question
from etl.validate.cell_parser import choice_keys, fold, with_token
from etl.validate.cells import READ_COLUMNS, columns_read
from etl.validate.marks import TICKS, with_marks

QUESTION = ["submission_id", "question_id"]


def read_boxes(cells: pl.DataFrame, questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """The multichoice questions, read: one row a submission and question, `READ_COLUMNS`.

    None ticked leaves value and mark null, which is a blank and never « aucun ».
    """
    with_boxes = cells.filter(pl.col("choice_id").is_not_null())["question_id"].unique().implode()
    boxed = pl.col("question_id").is_in(with_boxes)
    joined = cells.filter(~boxed)
    if joined.is_empty():
        return _read(cells, questions, facts)
    # Choices joined in one cell repeat: a text is read once for its question, however many establishments typed it.
    told = ["raw", *columns_read(joined)]
    distinct = joined.unique(told).with_row_index("place")
    numbered = distinct.with_columns(submission_id=pl.col("place").cast(pl.String))
    texts = _read(numbered, questions, facts).drop("raw", "sheet", "cell").rename({"submission_id": "place"})
    known = numbered.select(*told, place="submission_id")
    once = known.join(texts, on=["place", "question_id"], how="left", maintain_order="left").drop("place")
    read = joined.join(once, on=told, how="left", nulls_equal=True, maintain_order="left").with_columns(
        raw=pl.col("raw").replace("", None)
    )
    return pl.concat([_read(cells.filter(boxed), questions, facts), read.select(READ_COLUMNS)])


def _read(cells: pl.DataFrame, questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """The same, cell by cell."""
    asked = tuple(item for item in questions if item.kind == "multichoice")
    positions = choice_keys(asked, facts)
    boxes = _judged(with_token(_parts(cells)), positions, facts)
    order = positions.select("question_id", "choice_read", "position").unique()
    ticked = (
        boxes.filter(pl.col("chosen").is_not_null())
        .join(order, left_on=["question_id", "chosen"], right_on=["question_id", "choice_read"])
        .sort("position")
        .unique([*QUESTION, "chosen"], keep="first", maintain_order=True)
        .group_by(QUESTION, maintain_order=True)
        .agg(value_text=pl.col("chosen").str.join("|"), ticked_cell=pl.col("cell").first())
    )
    marked = boxes.filter(pl.col("mark_state").is_in(["does_not_know", "not_applicable"]))
    marks = marked.group_by(QUESTION, maintain_order=True).agg(
        mark_state=pl.col("mark_state").first(),
        mark_raw=pl.col("raw").first(),
        mark_cell=pl.col("cell").first(),
    )
    faults = (
        boxes.filter(pl.col("is_fault"))
        .group_by(QUESTION, maintain_order=True)
        .agg(fault_raw=pl.col("raw").str.join(" · "), fault_cell=pl.col("cell").first())
    )
    typed = pl.concat_str([pl.col("choice_id"), pl.col("raw")], separator=": ", ignore_nulls=True)
    questions_read = cells.group_by(QUESTION, maintain_order=True).agg(
        raw=typed.filter(pl.col("raw").is_not_null()).str.join(" | ").replace("", None),
        sheet=pl.col("sheet").first(),
        first_cell=pl.col("cell").first(),
    )
    read = questions_read
    for part in (ticked, marks, faults):
        read = read.join(part, on=QUESTION, how="left", maintain_order="left")
    beside = pl.col("value_text").is_not_null() & pl.col("mark_state").is_not_null()
    faulty = pl.col("fault_raw").is_not_null()
    return read.with_columns(
        code=pl.when(faulty)
        .then(pl.lit("not_a_choice"))
        .when(beside)
        .then(pl.lit("mark_with_choice"))
        .otherwise(pl.lit(None, dtype=pl.String)),
        detail=pl.coalesce("fault_raw", pl.when(beside).then("mark_raw")),
        cell=pl.coalesce("fault_cell", pl.when(beside).then("mark_cell"), "ticked_cell", "mark_cell", "first_cell"),
        value_number=pl.lit(None, dtype=pl.Float64),
    ).select(READ_COLUMNS)


def _parts(cells: pl.DataFrame) -> pl.DataFrame:
    """Boxes as they are, and each choice of a joined cell (« a | b ; c ») as a box without `choice_id`."""
    joined = pl.col("choice_id").is_null()
    split = (
        cells.filter(joined)
        .with_columns(said=pl.col("said").str.replace_all(";", "|", literal=True).str.split("|"))
        .explode("said")
        # The words of a fault are those of the part that is one.
        .with_columns(raw=pl.coalesce("said", "raw"))
    )
    return pl.concat([cells.filter(~joined), split])


def _judged(boxes: pl.DataFrame, keys: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """`boxes` with `chosen` (the choice ticked, or null), `mark_state`, and `is_fault` (neither tick nor mark)."""
    marked = with_marks(boxes, facts).with_columns(key=fold(pl.col("token")))
    labelled = marked.join(keys.drop("position"), on=["question_id", "key"], how="left", maintain_order="left")
    is_box = pl.col("choice_id").is_not_null()
    blank = pl.col("token").is_null() | (pl.col("token") == "")
    ticked = (pl.col("yes_no") == "true") | pl.col("token").is_in(TICKS)
    own_label = pl.col("choice_read") == pl.col("choice_id")
    # What is typed in the box of an « autre » choice names it: the box is ticked.
    names_other = pl.col("choice_id").str.contains(r"^other_|_other$") & pl.col("mark_state").is_null()
    written = names_other & (pl.col("yes_no").is_null()) & ~blank
    chosen = (
        pl.when(is_box & (ticked | own_label | written).fill_null(False))
        .then(pl.col("choice_id"))
        .when(~is_box)
        .then(pl.col("choice_read"))
    )
    unticked = blank | pl.col("mark_state").is_not_null() | (is_box & (pl.col("yes_no") == "false"))
    return labelled.with_columns(chosen=chosen).with_columns(
        is_fault=pl.col("chosen").is_null() & ~unticked.fill_null(False),
        mark_state=pl.when(pl.col("chosen").is_null()).then(pl.col("mark_state")),
    )
