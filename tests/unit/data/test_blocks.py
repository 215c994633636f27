"""The answers of many submissions are kept in blocks, those of a few as rows: a reader never sees the difference."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from data.store.workbench.cell_archive import LEAST
from data.store.workbench.submissions import Workbench

AT = datetime(2026, 4, 1)
MANY = LEAST + 5


def cells(names: list[str], text: str = "12") -> pl.DataFrame:
    """Two cells a submission, the questions never in the order of the alphabet."""
    return pl.DataFrame(
        [
            {
                "submission_id": name,
                "establishment_id": name,
                "wave_id": "2025-2026",
                "question_id": question,
                "raw": f"{text} {name}",
                "raw_kind": "text",
                "sheet": "Réponses",
                "cell": f"{letter}{row}",
            }
            for row, name in enumerate(names, start=2)
            for question, letter in (("offices_count", "C"), ("budget_total_cad", "D"))
        ]
    )


def answers(names: list[str], text: str = "12") -> pl.DataFrame:
    return cells(names, text).drop("raw_kind").with_columns(state=pl.lit("value"), value_text="raw")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """Many submissions that came in one table, the last name first, and two that came alone."""
    workbench = Workbench(tmp_path)
    for names in ([f"lieu-{at:04d}" for at in reversed(range(MANY))], ["seul-a", "seul-b"]):
        places = pl.DataFrame({"submission_id": names, "establishment_id": names, "wave_id": "2025-2026"})
        workbench.add_submissions(
            places,
            [cells(names)],
            received_at=AT,
            received_by="banc",
            file_sha256="0",
            file_label="t.csv",
            language="fr",
            template_version="",
            format="consolidated",
        )
        workbench.save_checked(answers(names), pl.DataFrame(), dict.fromkeys(names, "open"), at=AT)
    return workbench


def count(bench: Workbench, table: str) -> int:
    with bench.session() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]


@pytest.mark.parametrize("table", ["cells", "answers"])
def test_many_and_few_are_read_back_alike(bench: Workbench, table: str) -> None:
    assert (count(bench, table), count(bench, "blocks")) == (4, 2)
    asked = ["seul-b", "lieu-0003", "lieu-0001"]
    read = getattr(bench, table)(asked)
    given = (cells if table == "cells" else answers)(sorted(asked)).drop("cell")
    assert read.select(given.columns).equals(given)
    rows = (MANY, MANY - 2, 3)
    assert read["cell"].to_list() == [f"{letter}{row}" for row in rows for letter in "CD"]
    with bench.session() as connection:
        held = [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
    assert read.columns == held


def test_what_nobody_brought_is_empty(bench: Workbench) -> None:
    assert bench.cells([]).is_empty()
    assert bench.answers(["inconnu"]).is_empty()


def test_one_checked_again_leaves_the_others_and_replaces_its_own(bench: Workbench) -> None:
    bench.save_checked(answers(["lieu-0003"], "13"), pl.DataFrame(), {"lieu-0003": "open"}, at=AT)
    read = bench.answers(["lieu-0002", "lieu-0003"])
    assert read["raw"].to_list() == ["12 lieu-0002"] * 2 + ["13 lieu-0003"] * 2
    assert count(bench, "blocks") == 2


def test_a_block_goes_with_its_last_submission(bench: Workbench) -> None:
    names = [f"lieu-{at:04d}" for at in range(MANY)]
    bench.save_checked(answers(names, "13"), pl.DataFrame(), dict.fromkeys(names, "open"), at=AT)
    assert bench.answers(names)["raw"].to_list() == [f"13 {name}" for name in names for _ in "ab"]
    assert (count(bench, "blocks"), bench.cells(names).height) == (2, 2 * MANY)


def test_a_transaction_that_fails_keeps_no_block(bench: Workbench) -> None:
    names = [f"lieu-{at:04d}" for at in range(MANY)]

    def interrupted() -> None:
        with bench.session():
            bench.save_checked(answers(names, "13"), pl.DataFrame(), dict.fromkeys(names, "open"), at=AT)
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert bench.answers(["lieu-0001"])["raw"].to_list() == ["12 lieu-0001"] * 2
