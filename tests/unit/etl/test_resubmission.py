"""A file sent again: what it changes is told, no more and no less, old beside new."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl.extract import extract
from etl.receive.receive import Delivery, receive_files
from etl.receive.resubmission import before_of, changed_cells, changes_between, changes_text
from etl.validate import validate
from etl.validate.check import check
from tests.builders.defects import WAVE, edited, places, whole_workbook

FACTS = load_facts()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_workbook(tmp_path_factory.mktemp("resoumission") / "a.xlsx")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    (tmp_path / "var").mkdir()
    return Workbench(tmp_path / "var")


def test_the_receipt_counts_the_answers_changed(bench: Workbench, tmp_path: Path, whole: Path) -> None:
    (first,) = receive_files(bench, [whole], Delivery("Ada"))
    assert "réponse" not in first.sentence
    changed = {"offices_count": 2, "partners_left_count": None, "mandate_domains_choices": ["domain_care"]}
    (second,) = receive_files(bench, [whole_workbook(tmp_path / "b.xlsx", **changed)], Delivery("Ada"))
    assert second.sentence.endswith("3 réponses changées.")
    # The same answers in another file, as after a mere « Enregistrer ».
    saved = edited(tmp_path / "b.xlsx", tmp_path / "c.xlsx", lambda book: None)
    (third,) = receive_files(bench, [saved], Delivery("Ada", language="en"))
    assert third.sentence.endswith("No answer changed.")
    check(bench)
    found = changes_between(bench, first.submission_id or "", second.submission_id or "")
    rows = {(row["question_id"], row["choice_id"]): row for row in found.to_dicts()}
    assert rows["offices_count", None]["old"] == "1"
    assert rows["offices_count", None]["new"] == "2"
    assert rows["partners_left_count", None]["new"] is None
    assert {key[1] for key in rows if key[0] == "mandate_domains_choices"} == {
        "domain_governance",
        "domain_research",
        "domain_digital",
    }
    assert before_of(bench, third.submission_id or "") == second.submission_id
    assert before_of(bench, first.submission_id or "") is None


@pytest.mark.parametrize(("answers", "words"), [(0, "Aucune"), (1, "1 réponse changée"), (4, "4 réponses changées")])
def test_the_count_is_said(answers: int, words: str) -> None:
    assert changes_text(answers, "fr").startswith(words)


SINGLE = [
    "offices_count", "partners_registered_count", "partners_active_count", "mandates_active_count", "has_office",
    "budget_total_cad", "budget_recurring_cad", "partners_paid_count", "improvements_recommended_count",
]  # fmt: skip
edits = st.dictionaries(
    st.sampled_from(SINGLE),
    st.one_of(st.none(), st.integers(-5, 500), st.sampled_from(["ne sait pas", "douze", "oui", "1 234,5 $"])),
    max_size=5,
)


@given(typed=edits)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_what_was_typed_changes_and_only_what_reads_it_is_judged_otherwise(
    tmp_path: Path, whole: Path, typed: dict[str, object]
) -> None:
    where = places(whole)

    def edit(book) -> None:
        for question, value in typed.items():
            sheet, cell = where[question, None]
            book[sheet][cell] = value

    before, after = extract(whole).cells, extract(edited(whole, tmp_path / "b.xlsx", edit)).cells
    changed = set(changed_cells(before, after)["question_id"])
    raw = dict(before.filter(pl.col("choice_id").is_null()).select("question_id", "raw").iter_rows())
    assert changed == {name for name, value in typed.items() if (None if value is None else str(value)) != raw[name]}
    # What is judged of an answer follows from the cells that changed and from those that depend on them, no other.
    first, second = (validate(cells.with_columns(submission_id=pl.lit("s")), FACTS) for cells in (before, after))
    keep = ["question_id", "state", "value_text", "value_number"]
    moved = first.answers.select(keep).join(second.answers.select(keep), on=keep, how="anti", nulls_equal=True)
    assert set(moved["question_id"]) <= changed | _dependent(changed)


def _dependent(changed: set[str]) -> set[str]:
    """The questions whose condition names one of these."""
    return {
        item.question_id
        for item in FACTS.questionnaire(WAVE.version)
        if any(name in (item.applies_if or "") for name in changed)
    }
