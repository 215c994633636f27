"""Two establishments swap what is hidden, every published total staying the same: nothing published may move."""

import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.releases.release import ReleaseMeta, release_id_of
from data.store.workbench.submissions import Workbench
from etl.publish.publish import release_inputs
from indicators import release_tables as pipeline
from indicators.catalogue import load_catalogue
from indicators.release_tables import ReleaseTables, release_tables

WAVE = "2025-2026"
THRESHOLD = 5
#: Counts of persons that several indicators and totals use.
QUESTIONS = (
    "partners_trained_count",
    "staff_trained_count",
    "partners_active_count",
    "partners_in_clinical_teams_count",
)


@pytest.fixture(scope="module")
def bench(demo_var: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    workbench = Workbench(demo_var)
    return workbench.answers(workbench.accepted()["submission_id"].to_list()), workbench.submissions()


def hidden_of(assembled: ReleaseTables, question: str) -> pl.DataFrame:
    return assembled.tables["answers"].filter(
        (pl.col("wave_id") == WAVE) & (pl.col("question_id") == question) & (pl.col("state") == "suppressed")
    )


def swapped(answers: pl.DataFrame, question: str, one: str, other: str) -> pl.DataFrame:
    """The answers with the two establishments' values of `question` exchanged, nothing else."""
    here = (pl.col("wave_id") == WAVE) & (pl.col("question_id") == question)
    value = {
        place: answers.filter(here & (pl.col("establishment_id") == place)).row(0, named=True) for place in (one, other)
    }
    exchanged = answers
    for place, source in ((one, other), (other, one)):
        mine = here & (pl.col("establishment_id") == place)
        exchanged = exchanged.with_columns(
            *(
                pl.when(mine)
                .then(pl.lit(value[source][name], answers.schema[name]))
                .otherwise(pl.col(name))
                .alias(name)
                for name in ("state", "value_number", "raw")
            )
        )
    return exchanged


def same_totals(pairs: pl.DataFrame, question: str, one: str, other: str) -> bool:
    """Whether both are counted in the same sums of the question: same peers, same complete pairs."""
    facts = load_facts()
    if facts.peers_of(one) != facts.peers_of(other):
        return False
    used = pairs.filter(
        (pl.col("wave_id") == WAVE)
        & ((pl.col("numerator_term") == question) | (pl.col("denominator_term") == question))
    )
    keys = ["subject_kind", "subject_id", "segment"]
    counted = [
        used.filter((pl.col("establishment_id") == place) & pl.col("evaluated")).select(keys).sort(keys)
        for place in (one, other)
    ]
    return counted[0].equals(counted[1])


def swaps(answers: pl.DataFrame, assembled: ReleaseTables) -> Iterator[tuple[str, str, str]]:
    """Pairs hidden for the same reason, so that both stay hidden once exchanged: small counts, or no consent."""
    from etl.waves import WAVES
    from indicators.evaluation.evaluate import evaluate

    pairs = evaluate(answers, load_facts(), load_catalogue(), list(WAVES))
    here = answers.filter((pl.col("wave_id") == WAVE) & pl.col("value_number").is_not_null())
    reporting = assembled.tables["submissions"].filter(pl.col("wave_id") == WAVE)
    unnamed = set(reporting.filter(~pl.col("named"))["establishment_id"])
    for question in QUESTIONS:
        values = dict(
            here.filter(pl.col("question_id") == question).select("establishment_id", "value_number").iter_rows()
        )
        hidden = sorted(set(hidden_of(assembled, question)["establishment_id"]) & set(values))
        for one, other in combinations(hidden, 2):
            alike = {one, other} <= unnamed or all(0 < values[place] < THRESHOLD for place in (one, other))
            if alike and values[one] != values[other] and same_totals(pairs, question, one, other):
                yield question, one, other


#: Each swap is another assembly of everything.
SWAPS = 12 if os.environ.get("OBSERVATOIRE_LONG") else 5


def release_id(assembled: ReleaseTables) -> str:
    from datetime import datetime

    meta = ReleaseMeta("fictif", "visitor", "1", datetime(2026, 1, 1), "", "", "", None)
    return release_id_of(assembled.tables, meta)


@pytest.fixture(scope="module")
def published(bench: tuple[pl.DataFrame, pl.DataFrame]) -> ReleaseTables:
    return release_tables(release_inputs(*bench), "visitor")


def test_swapping_hidden_values_changes_nothing_published(bench, published: ReleaseTables) -> None:
    answers, submissions = bench
    tried = 0
    for question, one, other in swaps(answers, published):
        again = release_tables(release_inputs(swapped(answers, question, one, other), submissions), "visitor")
        for name, table in published.tables.items():
            assert table.equals(again.tables[name]), (question, one, other, name)
        assert release_id(again) == release_id(published)
        tried += 1
        if tried == SWAPS:
            break
    assert tried >= 3, "the demonstration must hold several pairs of hidden values to swap"


def test_without_suppression_the_same_swap_shows(
    bench, published: ReleaseTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: with everything made visible, the swap is seen."""
    answers, submissions = bench
    question, one, other = next(swaps(answers, published))
    protect = pipeline.protect

    def reveal(*args):
        protected = protect(*args)
        return type(protected)(
            hidden_answers=protected.hidden_answers.clear(),
            pairs=protected.pairs.with_columns(visible=pl.lit(True), band=pl.lit("")),
            groups=protected.groups.with_columns(visible=pl.lit(True)),
            ledger=protected.ledger,
        )

    monkeypatch.setattr(pipeline, "protect", reveal)
    before = release_tables(release_inputs(answers, submissions), "visitor")
    after = release_tables(release_inputs(swapped(answers, question, one, other), submissions), "visitor")
    assert release_id(before) != release_id(after)
    assert not before.tables["verdicts"].equals(after.tables["verdicts"])


def test_no_hidden_answer_keeps_a_trace(published: ReleaseTables) -> None:
    hidden = published.tables["answers"].filter(pl.col("state") == "suppressed")
    assert hidden.height > 100
    for column in ("value_text", "value_number", "file_label", "sheet", "cell", "received_on"):
        assert hidden[column].null_count() == hidden.height, column


def test_no_suppressed_verdict_keeps_a_number(published: ReleaseTables) -> None:
    verdicts = published.tables["verdicts"].filter(pl.col("state") == "suppressed")
    assert verdicts.height > 100
    numbers = [
        *("value", "numerator", "denominator", "interval_low", "interval_high"),
        *("change_value", "change_low", "change_high", "change_detectable"),
    ]
    for column in numbers:
        assert verdicts[column].null_count() == verdicts.height, column
    assert set(verdicts["answer_id"]) <= {""}


def test_no_establishment_is_named_beyond_its_consent(bench, published: ReleaseTables) -> None:
    answers, _ = bench
    consents = answers.filter(pl.col("question_id") == "publication_consent_choice")
    unnamed = consents.filter(pl.col("value_text").ne_missing("consent_named")).select("establishment_id", "wave_id")
    assert unnamed.height > 0
    shown = published.tables["answers"].join(unnamed, on=["establishment_id", "wave_id"])
    assert set(shown["state"]) == {"suppressed"}
    verdicts = published.tables["verdicts"].join(
        unnamed, left_on=["place_id", "period"], right_on=["establishment_id", "wave_id"]
    )
    assert set(verdicts["state"]) <= {"suppressed", "not_asked", "not_applicable"}
