"""What a year and its quarters tell of each other: consent and team size, departures that add up, distinct persons."""

import itertools
import random

import numpy as np
import polars as pl
import pytest

from data.facts import load_facts
from etl.waves import wave
from indicators.catalogue import load_catalogue
from indicators.disclosure import POLICY, Protected, protect
from indicators.disclosure.cells import ConfidentialAnswers, Hidden
from indicators.disclosure.periods import Periods, period_rule
from indicators.disclosure.unprotected import Unprotected
from indicators.evaluation.evaluate import evaluate, places_frame, roll_up
from tests.builders.long_answers import long_answers

FACTS, CATALOGUE = load_facts(), load_catalogue()
YEAR = "2025-2026"
QUARTERS = tuple(f"{YEAR}-T{number}" for number in range(1, 5))
HOSPITALS = FACTS.members("hospital-institute")
#: Numbers large enough that nothing is hidden for their own sake.
YEARLY = {
    "staff_headcount_count": 9000,
    "team_headcount_count": 8,
    "dedicated_team_fte": 6.5,
    "team_left_count": 0,
    "partners_registered_count": 150,
    "partners_active_count": 90,
    "partners_recruited_count": 40,
    "staff_trained_count": 400,
}
QUARTERLY = {
    "partners_registered_count": 150,
    "partners_active_count": 60,
    "partners_recruited_count": 10,
    "staff_trained_count": 120,
    "dedicated_team_fte": 6.5,
    "team_left_count": 0,
}
#: Indicators that divide by the staff, in a year and in a quarter.
OVER_STAFF = ["staff_trained", "active_partners_per_1000_staff", "dedicated_fte_per_1000_staff"]
Changes = dict[tuple[str, str, str], float | None]


def told(
    changes: Changes,
    *,
    consents: dict[str, str] | None = None,
    places: tuple[str, ...] = HOSPITALS,
    absent: tuple[tuple[str, str], ...] = (),
    yearly_wave: str = YEAR,
) -> Protected:
    """What is shown of some establishments whose answers are as above, but for the changes; None is no answer."""
    waves = [wave(yearly_wave), *map(wave, QUARTERS)]
    tables = []
    for item in waves:
        base = YEARLY if item.collection == "yearly" else QUARTERLY
        table = {
            place: {name: changes.get((item.wave_id, place, name), value) for name, value in base.items()}
            for place in places
            if (item.wave_id, place) not in absent
        }
        kept = {
            place: {name: "not_answered" if value is None else value for name, value in given.items()}
            for place, given in table.items()
        }
        blanks = "v2" if item.collection == "yearly" else ""
        tables.append(long_answers(item.wave_id, kept, blanks=blanks))
    answers = pl.concat(tables)
    rows = [
        (place, yearly_wave, (consents or {}).get(place, "consent_named"))
        for place in places
        if (yearly_wave, place) not in absent
    ]
    agreed = pl.DataFrame(rows, schema=["establishment_id", "wave_id", "consent"], orient="row")
    return protect(Unprotected.of(answers, waves, FACTS, CATALOGUE), agreed, "visitor")


def hidden(found: Protected, question: str) -> set[tuple[str, str]]:
    """(wave, establishment) whose answer to a question is hidden."""
    rows = found.hidden_answers.filter(question_id=question)
    return set(rows.select("wave_id", "establishment_id").iter_rows())


def visible(found: Protected, subject: str, period: str, place: str) -> bool:
    row = found.pairs.filter(subject_id=subject, wave_id=period, establishment_id=place, subject_kind="indicator")
    return row["visible"].item()


# --- what a quarter borrows from its year ---


def test_without_anything_small_nothing_is_hidden():
    assert told({}).hidden_answers.is_empty()


def test_the_consent_of_a_quarter_is_that_of_its_year():
    found = told({}, consents={"icm": "consent_aggregate", "chum": "consent_aggregate"})
    for question in QUARTERLY:
        expected = {(period, place) for period in QUARTERS for place in ("icm", "chum")}
        assert hidden(found, question) >= expected


def test_without_the_year_itself_the_nearest_accepted_wave_tells_consent_and_team_size():
    found = told({}, consents={"icm": "consent_network", "chum": "consent_network"}, yearly_wave="2023-2024")
    assert {(period, "icm") for period in QUARTERS} <= hidden(found, "partners_active_count")
    assert not visible(found, "dedicated_fte", QUARTERS[0], "icm")
    assert visible(found, "dedicated_fte", QUARTERS[0], "iucpq")


def test_an_establishment_that_answered_no_year_is_not_named():
    found = told({}, absent=((YEAR, "icm"), (YEAR, "chum")))
    assert {(period, "icm") for period in QUARTERS} <= hidden(found, "staff_trained_count")


def test_a_small_team_of_the_year_is_small_in_its_quarters():
    changes = {(YEAR, "icm", "team_headcount_count"): 2, (YEAR, "icm", "dedicated_team_fte"): 1.4}
    changes |= {(period, "icm", "dedicated_team_fte"): 1.4 for period in QUARTERS}
    found = told(changes)
    assert {(period, "icm") for period in QUARTERS} <= hidden(found, "dedicated_team_fte")
    assert {(period, "icm") for period in QUARTERS} <= hidden(found, "team_left_count")
    row = found.pairs.filter(subject_id="dedicated_fte", wave_id=QUARTERS[1], establishment_id="icm")
    assert (row["visible"].item(), row["band"].item()) == (False, "1-2")
    assert not visible(found, "active_partners_per_fte", QUARTERS[1], "icm")


def test_a_ratio_over_a_hidden_yearly_answer_is_hidden():
    """Named in the year of the quarter, not in the one that `prev` reads."""
    waves = [wave("2024-2025"), wave("2025-2026"), wave("2025-2026-T1")]
    answers = pl.concat(
        [long_answers(item.wave_id, dict.fromkeys(HOSPITALS, YEARLY), blanks="v2") for item in waves[:2]]
        + [long_answers("2025-2026-T1", dict.fromkeys(HOSPITALS, QUARTERLY))]
    )
    shy = ("icm", "chum")
    rows = [
        (place, item.wave_id, "consent_aggregate" if item is waves[0] and place in shy else "consent_named")
        for item in waves[:2]
        for place in HOSPITALS
    ]
    consents = pl.DataFrame(rows, schema=["establishment_id", "wave_id", "consent"], orient="row")
    found = protect(Unprotected.of(answers, waves, FACTS, CATALOGUE), consents, "visitor")
    assert visible(found, "active_partners_per_fte", "2025-2026-T1", "icm")
    assert not visible(found, "active_partners_per_1000_staff", "2025-2026-T1", "icm")
    assert visible(found, "active_partners_per_1000_staff", "2025-2026-T1", "iucpq")


# --- what a year and its quarters give back of each other ---


def test_a_hidden_quarter_takes_another_one_with_it():
    """40 recruits in the year and 20, 12, 5 in three quarters say 3 in the fourth."""
    counts = dict(zip(QUARTERS, (20, 3, 12, 5), strict=True))
    found = told({(period, "chum", "partners_recruited_count"): count for period, count in counts.items()})
    gone = {period for period, place in hidden(found, "partners_recruited_count") if place == "chum"}
    assert QUARTERS[1] in gone
    assert len(gone) >= 2
    assert YEAR not in gone


def test_the_last_quarter_and_the_year_are_hidden_together():
    changes = {(period, "chum", "partners_registered_count"): 3 for period in (YEAR, QUARTERS[3])}
    changes |= {(period, "chum", "partners_active_count"): 0 for period in (YEAR, *QUARTERS)}
    changes |= {(period, "chum", "partners_recruited_count"): 0 for period in (YEAR, *QUARTERS)}
    found = told(changes)
    gone = {period for period, place in hidden(found, "partners_registered_count") if place == "chum"}
    assert {YEAR, QUARTERS[3]} <= gone


def test_a_quarter_left_out_does_not_give_the_staff_of_a_year_back():
    """Two unnamed members; one sends no third quarter, so two sums of the same staff would differ by the other's."""
    shy = {"icm": "consent_aggregate", "inplpp": "consent_aggregate"}
    # All four quarters read the staff of the year before.
    found = told({}, consents=shy, absent=((QUARTERS[2], "inplpp"),), yearly_wave="2024-2025")
    rows = found.groups.filter(pl.col("visible") & pl.col("subject_id").is_in(OVER_STAFF) & (pl.col("evaluated") > 0))
    for place in ("hospital-institute", "quebec"):
        assert set(rows.filter(place_id=place)["evaluated"]) != {6, 7}
    assert not rows.filter(place_id="quebec").is_empty()


@pytest.mark.parametrize("leavers", [{"chum": (1, 2, 3, 4), "chusj": (2, 2, 2, 2), "cusm": (3, 3, 3, 3)}])
def test_a_withheld_quarter_is_not_the_year_less_the_others(leavers):
    changes: Changes = {}
    for place, counts in leavers.items():
        changes |= {(period, place, "team_left_count"): count for period, count in zip(QUARTERS, counts, strict=True)}
        changes[YEAR, place, "team_left_count"] = sum(counts)
    found = told(changes)
    rows = found.groups.filter(pl.col("subject_id") == "team_turnover", place_id="hospital-institute")
    assert (~rows["visible"]).sum() != 1


NO_PAIRS = evaluate(long_answers(YEAR, {"chum": YEARLY}, blanks="v2"), FACTS, CATALOGUE, [wave(YEAR)]).clear()
NO_GROUPS = roll_up(NO_PAIRS, places_frame(FACTS))


# --- at large: every hidden small count keeps three values ---


def feasible(timing: str, year: int, quarters: tuple[int, ...], gone: set[int]) -> list[set[int]]:
    """The values that each of the four quarters may have for a reader, searched one by one.

    Hidden counts of 1 to 4 are known to be so; any other hidden one is known to be smaller than those left to see.
    """
    small = [0 < value < 5 for value in quarters]
    left = [value for place, value in enumerate(quarters) if place not in gone and value > 0]
    below = min(left, default=year + 1)
    options = [
        [value] if place not in gone else list(range(1, 5)) if small[place] else list(range(below))
        for place, value in enumerate(quarters)
    ]
    found: list[set[int]] = [set() for _ in quarters]
    for values in itertools.product(*options):
        total = sum(values)
        fits = total == year if timing == "period_sum" else max(values) <= year <= total
        if fits:
            for place, value in enumerate(values):
                found[place].add(value)
    return found


@pytest.mark.parametrize("question", ["partners_recruited_count", "staff_trained_count"])
def test_each_hidden_small_quarter_keeps_three_values(question):
    timing = next(item.period_timing for item in FACTS.quarterly_questions if item.question_id == question)
    waves = [wave(YEAR), *map(wave, QUARTERS)]
    draw = random.Random(20260331)
    for _ in range(150):
        quarters = tuple(draw.choice((0, 0, 1, 2, 3, 4, 5, 6, 9)) for _ in range(4))
        least, most = (sum(quarters),) * 2 if timing == "period_sum" else (max(quarters), sum(quarters))
        year = draw.randint(least, most)
        table = {YEAR: year, **dict(zip(QUARTERS, quarters, strict=True))}
        answers = pl.concat(long_answers(period, {"chum": {question: value}}) for period, value in table.items())
        gone = search(answers, question, waves)
        if YEAR in gone or not any(0 < value < 5 for value in quarters):
            continue
        places = {place for place, period in enumerate(QUARTERS) if period in gone}
        for place, values in enumerate(feasible(timing, year, quarters, places)):
            if 0 < quarters[place] < 5:
                assert place in places
                assert len(values) >= 3, (year, quarters, places, values)


def search(answers: pl.DataFrame, question: str, waves: list) -> set[str]:
    """The periods hidden once small counts are, and what links them, step after step."""
    read, periods = ConfidentialAnswers.read(answers), Periods.of(waves, answers, FACTS)
    linked = period_rule(periods, NO_PAIRS, NO_GROUPS, read, FACTS, POLICY)
    secret = Hidden()
    for key, value in read.number.items():
        if 0 < value < 5:
            secret.add(key, (1, 4))
    while True:
        more, _ = linked(secret, np.array([], bool))
        if not more:
            return {period for period, _, name in secret.bounds if name == question}
        for key, bounds in more.items():
            secret.add(key, bounds)
