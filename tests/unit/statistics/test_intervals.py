"""Intervals against numbers found by other means: published tables, roots of the defining equation, enumeration."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from indicators.statistics.intervals import (
    FEWEST_UNITS,
    bootstrap_ratio,
    byar,
    median_rank,
    poisson_exact,
    student,
    wilson,
)

Z = 1.959963984540054


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [  # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_limits(x, n, low, high):
    assert np.round(wilson(x, n), 4).tolist() == [low, high]


def test_wilson_limits_solve_the_score_equation():
    def score(p, x, n):
        return (x / n - p) ** 2 - Z**2 * p * (1 - p) / n

    for x, n in [(18, 27), (3, 30), (41, 72)]:
        low, high = wilson(x, n)
        assert low == pytest.approx(optimize.brentq(score, 1e-12, x / n, args=(x, n)), abs=1e-10)
        assert high == pytest.approx(optimize.brentq(score, x / n, 1 - 1e-12, args=(x, n)), abs=1e-10)


def test_wilson_has_no_interval_without_trials_or_with_more_events_than_trials():
    low, high = wilson([0, 5, -1, np.nan], [0, 4, 4, 4])
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_stays_in_bounds_contains_the_share_and_shrinks_with_n(case):
    x, n = case
    low, high = wilson(x, n)
    wide_low, wide_high = low, high
    narrow_low, narrow_high = wilson(4 * x, 4 * n)
    assert 0 <= low <= x / n <= high <= 1
    assert narrow_high - narrow_low < wide_high - wide_low
    assert (low == 0) == (x == 0)
    assert (high == 1) == (x == n)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_mirrors_when_events_become_non_events(case):
    x, n = case
    low, high = wilson(x, n)
    other_low, other_high = wilson(n - x, n)
    assert low == pytest.approx(1 - other_high, abs=1e-12)
    assert high == pytest.approx(1 - other_low, abs=1e-12)


@pytest.mark.parametrize(
    ("x", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (3, 0.619, 8.767), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_exact_poisson_limits_are_those_of_garwood(x, low, high):
    assert np.round(poisson_exact(x), 3).tolist() == [low, high]


def test_exact_poisson_limits_leave_the_declared_tails():
    for x in (1, 4, 9, 27, 160):
        low, high = poisson_exact(x)
        assert stats.poisson.sf(x - 1, low) == pytest.approx(0.025, abs=1e-9)
        assert stats.poisson.cdf(x, high) == pytest.approx(0.025, abs=1e-9)


def test_byar_is_exact_under_ten_and_close_from_ten_up():
    counts = np.arange(0, 400)
    low, high = byar(counts)
    exact_low, exact_high = poisson_exact(counts)
    assert (low[:10] == exact_low[:10]).all()
    assert (high[:10] == exact_high[:10]).all()
    assert np.allclose(low[10:], exact_low[10:], atol=0.02)
    assert np.allclose(high[10:], exact_high[10:], atol=0.02)
    # 10(1 − 1/90 − z/(3√10))³ and 11(1 − 1/99 + z/(3√11))³, worked by hand
    assert low[10] == pytest.approx(4.7875, abs=1e-4)
    assert high[10] == pytest.approx(18.3915, abs=1e-4)
    assert np.isnan(byar(np.nan)[0])


def test_student_is_the_textbook_interval_and_needs_two_values():
    # n = 9, t(8) = 2.306: 10 ± 2.306 × 3 / 3
    low, high = student([10, 10], [3, 3], [9, 1])
    assert [round(float(low[0]), 3), round(float(high[0]), 3)] == [7.694, 12.306]
    assert np.isnan([low[1], high[1]]).all()


def test_median_ranks_are_the_greatest_that_keep_the_level():
    for n in range(1, 60):
        k = int(median_rank(n))

        def tail(rank, n=n):
            return sum(comb(n, j) for j in range(rank)) / 2**n

        assert tail(k) <= 0.025
        assert tail(k + 1) > 0.025


def _slow_bootstrap(above, below, rounds=6000):
    rng = np.random.default_rng(99)
    drawn = [rng.choice(len(above), len(above)) for _ in range(rounds)]
    return np.quantile([above[i].sum() / below[i].sum() for i in drawn], [0.025, 0.975])


def test_bootstrap_agrees_with_a_plain_loop_to_a_tenth_of_the_width():
    rng = np.random.default_rng(5)
    above, below = rng.gamma(2, 3, 27), rng.uniform(2000, 12000, 27)
    low, high = (limit[0] for limit in bootstrap_ratio(above, below))
    slow_low, slow_high = _slow_bootstrap(above, below)
    width = slow_high - slow_low
    assert abs(low - slow_low) < width / 10
    assert abs(high - slow_high) < width / 10
    assert low < above.sum() / below.sum() < high


def test_bootstrap_repeats_itself_and_decides_its_edges():
    above, below = [1.0, 2.0, 4.0, 3.0, 5.0, 2.0], [10.0, 20.0, 30.0, 25.0, 35.0, 15.0]
    once, again = bootstrap_ratio(above, below), bootstrap_ratio(above, below)
    assert np.array_equal(once, again)
    both = bootstrap_ratio([above, [2.0] * 6], [below, [4.0] * 6])
    assert both[0][0] == once[0][0]
    # every unit alike: the limits are the ratio itself
    assert both[0][1] == both[1][1] == 0.5
    assert np.isnan(bootstrap_ratio([1.0], [2.0])).all()
    assert np.isnan(bootstrap_ratio([1.0] * 6, [0.0] * 6)).all()


def test_a_bootstrap_needs_as_many_units_as_the_interval_of_a_median():
    above, below = np.arange(1.0, 7.0), np.full(6, 10.0)
    assert not np.isnan(bootstrap_ratio(above, below)).any()
    assert np.isnan(bootstrap_ratio(above[:5], below[:5])).all()
    assert (median_rank(FEWEST_UNITS) > 0, median_rank(FEWEST_UNITS - 1) > 0) == (True, False)
