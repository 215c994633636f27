"""A submission moves only as the one table allows, and every move says who, when and why."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.workbench.submissions import Workbench
from data.store.workbench.transitions import STATES, TRANSITIONS, ForbiddenTransition

START = datetime(2026, 6, 1, 12)


def submitted(bench: Workbench, number: int) -> str:
    places = pl.DataFrame({"submission_id": [f"w/chum/{number}"], "establishment_id": ["chum"], "wave_id": ["w"]})
    bench.add_submissions(
        places,
        [pl.DataFrame(schema={"submission_id": pl.String})],
        received_at=START,
        received_by="Ada",
        file_sha256=str(number),
    )
    return f"w/chum/{number}"


def test_the_table_names_every_state_and_only_states() -> None:
    assert set(TRANSITIONS) == set(STATES)
    assert {state for reached in TRANSITIONS.values() for state in reached} <= set(STATES)
    # What left the next publication never comes back by itself: another file must be sent.
    assert not TRANSITIONS["superseded"]
    assert not TRANSITIONS["withdrawn"]
    assert "accepted" not in TRANSITIONS["accepted"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("var"))


@settings(max_examples=25)
@given(moves=st.lists(st.sampled_from(STATES), max_size=6))
def test_only_what_the_table_allows_happens_and_all_of_it_is_kept(bench, moves) -> None:
    with bench.session():
        number = bench.submissions().height
        name, state = submitted(bench, number), "open"
        told = ["open"]
        for step, wanted in enumerate(moves, start=1):
            at = START + timedelta(hours=step)
            if wanted in TRANSITIONS[state]:
                bench.set_state(name, wanted, by="Ada", at=at, reason=f"why {step}")
                state = wanted
                told.append(wanted)
            else:
                with pytest.raises(ForbiddenTransition):
                    bench.set_state(name, wanted, by="Ada", at=at)
            held = bench.submissions().row(by_predicate=pl.col("submission_id") == name, named=True)
            assert held["state"] == state
        changes = bench.state_changes().filter(pl.col("submission_id") == name)
        assert changes["state"].to_list() == told
        assert changes["changed_by"].unique().to_list() == ["Ada"]
        assert changes["reason"].null_count() == 1


def test_the_reason_kept_with_a_submission_is_that_of_its_acceptance(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    name = submitted(bench, 0)
    bench.set_state(name, "returned", by="Ada", at=START, reason="cellule D14")
    assert bench.returned_by_hand() == {name: "cellule D14"}
    assert bench.submissions()["reason"].to_list() == [None]
    bench.set_state(name, "accepted", by="Ada", at=START + timedelta(hours=1), reason="registre perdu")
    assert bench.returned_by_hand() == {}
    bench.set_state(name, "withdrawn", by="Ada", at=START + timedelta(hours=2), reason="à sa demande")
    assert bench.submissions()["reason"].to_list() == ["registre perdu"]


def test_several_submissions_move_together_or_not_at_all(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    names = [submitted(bench, number) for number in range(3)]
    bench.set_state(names[2], "withdrawn", by="Ada", at=START)
    with pytest.raises(ForbiddenTransition):
        bench.set_states(names, "accepted", by="Ada", at=START)
    assert bench.submissions()["state"].to_list() == ["open", "open", "withdrawn"]
