"""The invented quarters agree with the invented years, and hold the signals that were planted; worked out here by
loops."""

import csv
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from demo import answers, partners, sent_tables
from demo import quarters as fictitious_quarters
from demo.build import write_tables
from demo.quarters import QUARTERS, figures
from demo.traits import WAVES, at, fte, ids
from etl.receive.receive import Delivery, receive_files
from etl.review.accept import accept
from etl.validate.check import check

FACTS = load_facts()
TRUTHS = Path(answers.__file__).parent / "planted_truths.toml"
PLANTED = [truth for truth in tomllib.loads(TRUTHS.read_text("utf-8"))["truths"] if truth["period"] not in WAVES]
PERIODS = [quarter.wave_id for quarter in QUARTERS]
#: Receiving, checking and accepting five years of everyone, on two busy cores.
SECONDS = 3.0
POPULATION = {"2021": 2021, "2022": 2021, "2023": 2023, "2024": 2024, "2025": 2024}


def four(question: str, wave: int) -> list[list[Any]]:
    """The answers to a question in each quarter of a year of `WAVES`, one list an establishment."""
    first = PERIODS.index(f"{WAVES[wave]}-T1")
    return [list(quarter) for quarter in zip(*(figures(first + n)[question] for n in range(4)), strict=True)]


@pytest.mark.parametrize("wave", range(3))
def test_the_quarters_of_a_year_agree_with_the_year(wave: int) -> None:
    yearly = answers.figures(WAVES[wave])
    for question in FACTS.quarterly_questions:
        name = question.question_id
        whole = fte(wave).tolist() if name == "dedicated_team_fte" else yearly[name]
        for place, year, parts in zip(ids(), whole, four(name, wave), strict=True):
            if question.period_timing == "period_end":
                assert parts[-1] == year, (name, place)
            elif question.period_timing == "period_sum":
                assert sum(parts) == year, (name, place)
            else:
                assert max(parts) <= year <= sum(parts), (name, place, year, parts)


@pytest.mark.parametrize("quarter", range(len(QUARTERS)))
def test_every_answer_is_permitted_and_active_partners_are_registered(quarter: int) -> None:
    given = figures(quarter)
    assert list(given) == [question.question_id for question in FACTS.asked(QUARTERS[quarter])]
    for name, values in given.items():
        question = FACTS.question[name]
        assert all((question.min or 0) <= value <= (question.max or 0) for value in values)
    assert all(
        active <= registered
        for active, registered in zip(given["partners_active_count"], given["partners_registered_count"], strict=True)
    )


def test_gaps_are_few_and_only_one_quarter_is_late() -> None:
    on_time, late = sent_tables.sent()
    assert len(on_time.submissions) == len(FACTS.frame) * len(QUARTERS) - len(sent_tables.GAPS) - 1
    assert late.submissions == (sent_tables.LATE,)
    assert not set(on_time.submissions) & {*sent_tables.GAPS, sent_tables.LATE}
    # Nobody whose series carries a planted signal misses a quarter.
    assert not {name for name, _ in sent_tables.GAPS} & set(fictitious_quarters.ACTIVE)


def test_the_table_is_written_with_the_same_bytes_and_holds_one_answer_a_line(tmp_path: Path) -> None:
    once = write_tables(tmp_path / "one", sent_tables.sent())
    again = write_tables(tmp_path / "two", sent_tables.sent())
    for table, path in once.items():
        assert path.read_bytes() == again[table].read_bytes()
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert tuple(rows[0]) == sent_tables.HEADINGS
        assert len(rows) == 1 + 6 * len(table.submissions)
        assert len({tuple(row[:3]) for row in rows[1:]}) == len(rows) - 1


def test_five_years_of_everyone_are_received_checked_and_accepted_at_once(tmp_path: Path) -> None:
    table, path = next(iter(write_tables(tmp_path, sent_tables.sent()).items()))
    (tmp_path / "var").mkdir()
    workbench = Workbench(tmp_path / "var")
    began = time.perf_counter()
    receipts = receive_files(workbench, [path], Delivery("Ada", kind="fictif"))
    found = check(workbench)
    done = accept(workbench, by="Ada")
    assert time.perf_counter() - began < SECONDS
    assert [(item.establishment_id, item.wave_id) for item in receipts] == list(table.submissions)
    assert found.errors == 0
    assert all(item.accepted for item in done)
    held = workbench.answers(workbench.accepted()["submission_id"].to_list())
    assert held.height == 6 * len(table.submissions)
    notes = workbench.problems(workbench.submissions()["submission_id"].to_list())
    assert notes.filter(pl.col("code") == "csv_dialect").height == 1


# --- the planted signals, by the rules of methods.md written as loops -----------------------------------------------


def series(place: str) -> list[float]:
    """Active partners per 100,000 persons by quarter."""
    found = []
    for quarter, item in enumerate(QUARTERS):
        people = getattr(FACTS.establishment[place], f"population_{POPULATION[item.year[:4]]}")
        found.append(figures(quarter)["partners_active_count"][at(place)] * 100_000 / people)
    return found


def rules(points: list[float]) -> list[str]:
    """The rule that each point breaks, the first in order of priority; '' for none."""
    mean = sum(points) / len(points)
    moving = [abs(b - a) for a, b in pairwise(points)]
    limit = 2.66 * sum(moving) / len(moving)
    found: dict[str, set[int]] = {"outside": set(), "trend": set(), "two_of_three": set(), "shift": set()}
    for index, point in enumerate(points):
        if abs(point - mean) > limit:
            found["outside"].add(index)
        seven = points[index : index + 7]
        if len(seven) == 7:
            steps = [b - a for a, b in pairwise(seven)]
            if all(step > 0 for step in steps) or all(step < 0 for step in steps):
                found["trend"] |= set(range(index, index + 7))
            if all(item > mean for item in seven) or all(item < mean for item in seven):
                found["shift"] |= set(range(index, index + 7))
        three = points[index : index + 3]
        for sign in (1, -1):
            away = [sign * (item - mean) for item in three]
            far = {index + place for place, item in enumerate(away) if limit * 2 / 3 < item <= limit}
            if len(three) == 3 and all(item > 0 for item in away) and len(far) >= 2:
                found["two_of_three"] |= far
    return [next((name for name, where in found.items() if index in where), "") for index in range(len(points))]


def test_planted_series_break_the_declared_rules_and_no_other() -> None:
    assert rules(series("cisss-lanaudiere")) == [""] * 13 + ["shift"] * 7
    assert rules(series("cisss-laurentides")) == [""] * 13 + ["trend"] * 7
    assert rules(series("ciusss-mcq")) == [""] * 20
    outside = PERIODS.index("2023-2024-T2")
    assert rules(series("cisss-ca")) == [""] * outside + ["outside"] + [""] * (19 - outside)


@pytest.mark.parametrize(
    "truth", [truth for truth in PLANTED if "xmr_rule" in truth["expect"]], ids=lambda truth: truth["id"]
)
def test_each_declared_signal_is_in_the_answers(truth: dict[str, Any]) -> None:
    index, expected = PERIODS.index(truth["period"]), truth["expect"]
    points = series(truth["place_id"])
    assert rules(points)[index] == expected["xmr_rule"]
    assert figures(index)["partners_active_count"][at(truth["place_id"])] == expected["numerator"]
    if "variation" in expected:
        assert (expected["variation"] == "common") == (expected["xmr_rule"] == "")


def test_years_before_the_first_wave_lead_to_it() -> None:
    """Registered persons when 2023-2024 begins are those of the quarter before."""
    registered, recruited, left = partners.register(0)
    before = figures(PERIODS.index("2022-2023-T4"))["partners_registered_count"]
    start = [max(int(end - came + went), 5) for end, came, went in zip(registered, recruited, left, strict=True)]
    assert before == start
