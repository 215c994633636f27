"""Run chart against the printed limits, an exact count of arrangements, and hand-drawn series."""

from functools import cache
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.run_chart import limits_by_chance, run_chart

#: Anhøj & Olesen 2014: useful points → longest run allowed, crossings needed.
PRINTED = {10: (6, 2), 11: (6, 2), 12: (7, 3), 13: (7, 3), 14: (7, 4), 16: (7, 4), 17: (7, 5), 18: (7, 5)}
PRINTED |= {19: (7, 6), 20: (7, 6), 21: (7, 6), 22: (7, 7), 23: (8, 7), 24: (8, 8), 25: (8, 8), 30: (8, 10)}


def test_limits_are_the_printed_ones():
    longest, crossings = limits_by_chance(list(PRINTED))
    assert list(zip(longest.tolist(), crossings.tolist(), strict=True)) == list(PRINTED.values())


def test_crossings_needed_are_the_first_count_with_more_than_five_percent_below_it():
    for n in range(2, 101):
        reached = np.cumsum([comb(n - 1, k) for k in range(n)]) / 2 ** (n - 1)
        assert limits_by_chance(n)[1] == int(np.argmax(reached >= 0.05))


def _chart(signs: str):
    """The chart of a series whose median is 0: + above, - below, 0 on it, . missing."""
    return run_chart([{"+": 1.0, "-": -1.0, "0": 0.0, ".": np.nan}[sign] for sign in signs])


@pytest.mark.parametrize(
    ("signs", "useful", "longest", "crossings", "long_run", "few"),
    [
        ("+-+-+-+-+-+-", 12, 1, 11, False, False),
        ("++++++------", 12, 6, 1, False, True),  # run of 6 ≤ 7; 1 crossing < 3
        ("+++++++++" + "-+" * 11 + "---------", 40, 9, 23, True, False),  # 9 > 8; 23 crossings ≥ 15
        ("+-0-+0+-+-+-+", 11, 2, 8, False, False),  # points on the median are dropped
        ("+0-+.-+-+-+-", 10, 1, 9, False, False),  # and crossings are counted over them
        ("++0+-.--+-+-+-", 12, 3, 7, False, False),  # so is a missing one: the runs go on over both
    ],
)
def test_runs_and_crossings_are_those_counted_by_hand(signs, useful, longest, crossings, long_run, few):
    found = _chart(signs)
    assert found.median[0] == 0
    assert (found.useful[0], found.longest[0], found.crossings[0]) == (useful, longest, crossings)
    assert (bool(found.long_run[0]), bool(found.few_crossings[0])) == (long_run, few)
    assert found.signal[0] == (long_run or few)


def test_constant_and_empty_series_give_no_signal():
    found = run_chart([[0.1] * 12, [np.nan] * 12])
    assert found.median[0] == 0.1
    assert np.isnan(found.median[1])
    for counts in (
        found.useful,
        found.longest,
        found.longest_allowed,
        found.crossings,
        found.crossings_needed,
    ):
        assert counts.tolist() == [0, 0]
    assert not found.signal.any()


def test_a_tie_with_the_median_survives_rounding():
    # the median is 0.3, written two ways
    values = [0.1 + 0.2, 0.3, 0.1, 0.5, 0.3]
    assert run_chart(values).useful[0] == 2


def _arrangements(half: int, longest_allowed: int, crossings_needed: int) -> float:
    """Chance that a random order of `half` highs and `half` lows has too long a run or too few crossings."""

    @cache
    def quiet(mine: int, others: int, run: int, crossings: int) -> int:
        if run > longest_allowed:
            return 0
        if mine + others == 0:
            return int(crossings >= crossings_needed)
        same = quiet(mine - 1, others, run + 1, crossings) if mine else 0
        return same + (quiet(others - 1, mine, 1, crossings + 1) if others else 0)

    return 1 - 2 * quiet(half - 1, half, 1, 0) / comb(2 * half, half)


def test_ten_thousand_stable_series_signal_at_the_exact_rate():
    # about their own median, 24 different values are a random order of 12 highs and 12 lows
    expected = _arrangements(12, 8, 8)
    found = run_chart(np.random.default_rng(7).normal(size=(10_000, 24))).signal.mean()
    assert abs(found - expected) < 4 * np.sqrt(expected * (1 - expected) / 10_000)
    assert round(expected, 3) == 0.031


@given(st.lists(st.sampled_from([*range(-4, 5), None]), min_size=3, max_size=30))
def test_a_run_chart_mirrors_in_value_and_in_time(values):
    series = np.array([np.nan if value is None else value for value in values], dtype=float)
    found, upside_down, backwards = run_chart(series), run_chart(-series), run_chart(series[::-1])
    for turned in (upside_down, backwards):
        for name in ("useful", "longest", "crossings", "long_run", "few_crossings"):
            assert getattr(found, name) == getattr(turned, name)
