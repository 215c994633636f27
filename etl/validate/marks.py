"""The words and dashes that stand for an answer: « ne sait pas », « s.o. », « oui », a lone dash."""

import polars as pl

from data.facts import Facts
from etl.validate.cell_parser import clean

#: Marks that a box ticked or a yes may also carry, drawn by word processors.
TICKS = ("☑", "✔", "☒", "×", "●")


def missing_marks(facts: Facts) -> pl.DataFrame:
    """The marks of scope `any`, cleaned: mark, mark_state."""
    rows = [(item.mark, item.state) for item in facts.marks if item.scope == "any"]
    frame = pl.DataFrame(rows, schema={"mark": pl.String, "mark_state": pl.String}, orient="row")
    return frame.with_columns(mark=clean(pl.col("mark"))).unique("mark", keep="first", maintain_order=True)


def yes_no_marks(facts: Facts) -> pl.DataFrame:
    """The marks of yes/no questions and boxes, cleaned: mark, yes_no ('true' | 'false')."""
    rows = [(item.mark, item.value) for item in facts.marks if item.scope == "boolean"]
    labels = facts.choice_lists["yes_no"]
    rows += [(label, item.choice_id) for item in labels for label in (item.label_fr, item.label_en)]
    frame = pl.DataFrame(rows, schema={"mark": pl.String, "yes_no": pl.String}, orient="row")
    return frame.with_columns(mark=clean(pl.col("mark"))).unique("mark", keep="first", maintain_order=True)


def with_marks(cells: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """`cells` with `mark_state` (does_not_know, not_applicable, not_answered or null) and `yes_no` of `token`."""
    missing = missing_marks(facts).rename({"mark": "token"})
    yes_no = yes_no_marks(facts).rename({"mark": "token"})
    return cells.join(missing, on="token", how="left", maintain_order="left").join(
        yes_no, on="token", how="left", maintain_order="left"
    )
