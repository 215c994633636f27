"""Every number that an establishment lets the public read is in the cell that the release names."""

import datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from data.store.releases.release import Release, serve
from tests.independent.test_recomputed import THREE, WAVES
from tests.independent.workbooks import QUESTIONS, clean, read_one


@pytest.fixture(scope="module")
def release(demo_var: Path) -> Release:
    return serve(demo_var).release


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("place", THREE)
def test_the_named_cell_opened_holds_the_answer(demo_var: Path, release: Release, place: str, wave: str) -> None:
    answers = release.answers.filter(
        (pl.col("establishment_id") == place) & (pl.col("wave_id") == wave) & pl.col("cell").is_not_null()
    )
    labels = answers["file_label"].unique().to_list()
    assert len(labels) == 1
    book = load_workbook(demo_var / "fictitious" / wave / labels[0], data_only=True)
    opened = 0
    for row in answers.iter_rows(named=True):
        question = QUESTIONS[row["question_id"]]
        if row["state"] not in ("value", "true_zero") or question["kind"] == "multichoice":
            continue
        content = book[row["sheet"]][row["cell"]].value  # type: ignore[union-attr]
        if isinstance(content, datetime.datetime):
            assert content.date().isoformat() == row["value_text"]
        elif row["value_number"] is not None:
            assert read_one(question, content)[1] == row["value_number"], row
        elif question["kind"] == "boolean":
            assert str(read_one(question, content)[1]).lower() == row["value_text"], row
        elif question["kind"] == "choice":
            assert read_one(question, content)[1] == row["value_text"], row
        else:
            assert clean(content) == clean(row["value_text"]), row
        opened += 1
    assert opened > 15
