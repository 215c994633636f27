"""No export lets a text run as a formula, and none changes a number."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from indicators.exports.harmless import harmless, harmless_table
from indicators.exports.table_csv import french_csv, neutral_csv

STARTS = "=+-@\t\r\n＝＋－＠"
NUMBERS = ["-12", "+3,5", "-1\xa0234,50\xa0$", "-5 %", "-0.25", "-$5"]
FORMULAS = [
    '=HYPERLINK("http://x","cliquer")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "-12\n=1+1",
    "-",
    "＝1+1",
    "-1 23",
]

texts = st.one_of(st.text(), st.builds(str.__add__, st.sampled_from(STARTS), st.text()))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text_and_is_still_readable(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", [*NUMBERS, "oui", "", "12-13", "a=b", "’", "'=1"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@given(st.lists(texts))
def test_the_table_and_the_text_agree(values: list[str]) -> None:
    table = pl.DataFrame({"texte": values}, schema={"texte": pl.String})
    assert harmless_table(table)["texte"].to_list() == [harmless(value) for value in values]


@given(st.lists(st.tuples(texts, st.floats(allow_nan=False, allow_infinity=False, width=32)), min_size=1))
def test_no_cell_of_a_csv_begins_as_a_formula(rows: list[tuple[str, float]]) -> None:
    table = pl.DataFrame(rows, schema={"=texte": pl.String, "nombre": pl.Float64}, orient="row")
    for content, separator, point in ((french_csv(table), ";", ","), (neutral_csv(table), ",", ".")):
        text = content.decode("utf-8-sig")
        head, *read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        assert head == ["'=texte", "nombre"]
        assert len(read) == len(rows)
        for (said, number), (value, quantity) in zip(read, rows, strict=True):
            assert said == harmless(value)
            assert said[:1] not in set(STARTS) or harmless(said) == said
            assert float(number.replace(point, ".")) == quantity


def test_a_table_of_numbers_is_left_alone() -> None:
    table = pl.DataFrame({"a": [-1, 2], "b": [-0.5, None], "c": ["x", None]})
    assert_frame_equal(harmless_table(table), table)
