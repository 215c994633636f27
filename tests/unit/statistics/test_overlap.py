"""Two intervals, two levels, control limits and targets, against published comparisons and tables of cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.statistics.comparison import against
from indicators.statistics.intervals import wilson
from indicators.statistics.overlap import against_target, beside, control_limits, graded, overlapping, within_range


def test_two_intervals_differ_only_when_they_share_no_value():
    #        below  above  inside  around  touch below  touch above  none
    low = [10.0, 60.0, 32.0, 20.0, 10.0, 50.0, np.nan]
    high = [20.0, 70.0, 40.0, 60.0, 30.0, 60.0, 20.0]
    codes = ["lower", "higher", "similar", "similar", "similar", "similar", "not_compared"]
    assert overlapping(low, high, 30.0, 50.0).tolist() == codes
    assert overlapping([10.0], [20.0], 30.0, np.nan).tolist() == ["not_compared"]


def test_double_overlap_is_never_bolder_than_single_overlap():
    rng = np.random.default_rng(3)
    n = rng.integers(20, 200, 2000)
    low, high = wilson(rng.binomial(n, 0.4), n)
    mine, theirs = overlapping(low, high, 0.33, 0.41), against(low, high, 0.37)
    assert ((mine == theirs) | (mine == "similar")).all()
    assert (mine != theirs).any()


def test_two_levels_make_one_word():
    usual = ["lower", "lower", "higher", "higher", "similar", "not_compared", "higher"]
    strict = ["lower", "similar", "higher", "similar", "similar", "not_compared", "not_compared"]
    words = ["much_lower", "lower", "much_higher", "higher", "similar", "not_compared", "higher"]
    assert graded(usual, strict).tolist() == words


@pytest.mark.parametrize(
    ("value", "n", "benchmark", "word"),
    [  # English primary care trusts, 2010: published comparison by control limits
        (7.7065767284991562, 5930, 8.9611086876279327, "much_lower"),
        (9.8988121425428961, 2273, 8.9611086876279327, "similar"),
        (12.474645030425965, 1972, 8.9611086876279327, "much_higher"),
        (10.9783420463032, 1339, 12.8379546895717, "lower"),
        (15.9065628476085, 899, 12.8379546895717, "higher"),
    ],
)
def test_control_limits_give_the_published_comparison(value, n, benchmark, word):
    usual, strict = (beside(value / 100, control_limits(benchmark / 100, n, level)) for level in (0.95, 0.998))
    assert graded(usual, strict) == word


def test_control_limits_are_the_printed_formula_and_decide_their_ends():
    z, p, n = stats.norm.ppf(0.999), 0.12, 250
    half = z * np.sqrt(z**2 + 4 * n * p * (1 - p))
    low, high = control_limits(p, n, 0.998)
    assert low == pytest.approx((2 * n * p + z**2 - half) / (2 * (n + z**2)))
    assert high == pytest.approx((2 * n * p + z**2 + half) / (2 * (n + z**2)))
    low, high = control_limits([0.0, 1.0, 0.5, 1.2, np.nan], [20, 20, 0, 20, 20], 0.95)
    assert (low[0], high[1]) == (0.0, 1.0)
    assert np.isnan(low[2:]).all()
    assert np.isnan(high[2:]).all()


def test_a_value_on_a_limit_is_similar():
    limits = (np.array([1.0, 1.0, 1.0, 1.0, np.nan]), np.array([2.0, 2.0, 2.0, 2.0, 2.0]))
    codes = ["similar", "similar", "lower", "higher", "not_compared"]
    assert beside([1.0, 2.0, 0.9, 2.1, 1.5], limits).tolist() == codes


@pytest.mark.parametrize(
    ("value", "direction", "status"),
    [
        (80.0, "higher_better", "met"),
        (79.9, "higher_better", "not_met"),
        (80.0, "lower_better", "met"),
        (80.1, "lower_better", "not_met"),
        (100 * 0.8 + 1e-14, "lower_better", "met"),
        (80.0, "context", "not_assessable"),
        (80.0, "target_range", "not_assessable"),
        (np.nan, "higher_better", "not_assessable"),
    ],
)
def test_a_target_is_met_by_reaching_it_on_the_good_side(value, direction, status):
    assert against_target(value, 80.0, direction) == status
    assert against_target(value, np.nan, direction) == "not_assessable"


def test_a_target_survives_the_rounding_of_a_multiplied_rate():
    assert 100 * 0.29 < 29
    assert against_target(100 * 0.29, 29, "higher_better") == "met"
    assert within_range(100 * 0.29, 29, 40) == "met"
    assert within_range(100 * 0.29, 20, 29) == "not_met"


def test_a_range_holds_its_low_end_and_not_its_high_end():
    statuses = ["not_met", "met", "met", "not_met", "not_met", "not_assessable"]
    assert within_range([4.9, 5.0, 9.9, 10.0, 12.0, np.nan], 5, 10).tolist() == statuses
    assert within_range([0.0, 1e9], 5, np.inf).tolist() == ["not_met", "met"]
    assert within_range([5.0, -7.0], -np.inf, 5).tolist() == ["not_met", "met"]
    assert within_range(5.0, np.nan, 10) == "not_assessable"
    with pytest.raises(ValueError, match="low end"):
        within_range(5.0, 10, 10)


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_a_target_mirrors_when_the_direction_flips(value, target):
    assert against_target(value, target, "higher_better") == against_target(-value, -target, "lower_better")
