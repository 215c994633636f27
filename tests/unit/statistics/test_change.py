"""Change against printed anchors, roots of the defining tails, brute enumeration and scipy's own tests."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from indicators.statistics.change import (
    bootstrap_ratio_change,
    detectable_rate,
    detectable_share,
    newcombe,
    rate_ratio,
    signed_rank,
    wilson_centre,
)
from indicators.statistics.intervals import bootstrap_ratio


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 10, 0.6075, 1.0),
        # Newcombe 1998 (two proportions), table II, method 10
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
    ],
)
def test_newcombe_gives_the_published_limits(x1, n1, x2, n2, low, high):
    d, found_low, found_high = newcombe(x1, n1, x2, n2)
    assert d == pytest.approx(x1 / n1 - x2 / n2)
    assert found_low == pytest.approx(low, abs=6e-5)
    assert found_high == pytest.approx(high, abs=6e-5)


_share = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(_share, _share)
def test_newcombe_contains_the_difference_stays_in_bounds_and_mirrors(one, two):
    d, low, high = newcombe(*one, *two)
    back, back_low, back_high = newcombe(*two, *one)
    assert -1 - 1e-12 <= low <= d + 1e-12
    assert d - 1e-12 <= high <= 1 + 1e-12
    assert (back, back_low, back_high) == (pytest.approx(-d), pytest.approx(-high), pytest.approx(-low))


def test_newcombe_says_nothing_without_trials():
    assert np.isnan(newcombe([1, 5], [0, 4], [1, 1], [2, 2])).all()


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2"), [(41, 3778.0, 18, 3601.0), (6, 1236.0, 17, 1300.0), (49, 1.0, 14, 1.0)]
)
def test_rate_ratio_limits_leave_the_declared_tails(x1, n1, x2, n2):
    found = rate_ratio(x1, n1, x2, n2)

    def share(ratio):
        return ratio * n1 / (ratio * n1 + n2)

    low = optimize.brentq(lambda r: stats.binom.sf(x1 - 1, x1 + x2, share(r)) - 0.025, 1e-6, 1e3)
    high = optimize.brentq(lambda r: stats.binom.cdf(x1, x1 + x2, share(r)) - 0.025, 1e-6, 1e3)
    one_sided = (stats.binomtest(x1, x1 + x2, n1 / (n1 + n2), alternative=side).pvalue for side in ("less", "greater"))
    assert found.ratio == pytest.approx(x1 / n1 / (x2 / n2))
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-6), pytest.approx(high, rel=1e-6))
    assert found.p == pytest.approx(min(1, 2 * min(one_sided)))


def test_rate_ratio_decides_its_edges():
    found = rate_ratio([0, 5, 0, 3, 3], [10, 10, 10, 0, 10], [5, 0, 0, 3, 3], [10, 10, 10, 10, 10])
    assert found.ratio[0] == found.low[0] == 0
    assert np.isinf(found.ratio[1])
    assert np.isinf(found.high[1])
    # 5 against 0 with equal bases: p = 2 × ½⁵ = 0.0625, so the lower limit stays under 1
    assert found.p[1] == pytest.approx(0.0625)
    assert found.low[1] < 1
    assert np.isnan([found.ratio[2], found.low[2], found.high[2], found.p[2]]).all()
    assert np.isnan([found.ratio[3], found.low[3], found.high[3]]).all()
    assert (found.ratio[4], found.p[4]) == (1, 1)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(1, 1e5), st.floats(1, 1e5))
def test_rate_ratio_test_and_limits_agree(x1, x2, n1, n2):
    found = rate_ratio(x1, n1, x2, n2)
    if x1 + x2 and abs(found.p - 0.05) > 1e-6:
        assert (found.p < 0.05) == bool(found.low > 1 or found.high < 1)


def test_paired_agrees_with_scipy_where_nothing_ties():
    rng = np.random.default_rng(2)
    before = rng.normal(20, 5, (40, 17))
    after = before + rng.normal(0.8, 2, before.shape)
    found = signed_rank(before, after)
    for i in range(len(before)):
        assert found.p[i] == pytest.approx(stats.wilcoxon(after[i], before[i], method="exact").pvalue)  # type: ignore[attr-defined]
    assert (found.up + found.down == 17).all()


def _by_enumeration(difference):
    ranks = stats.rankdata(np.abs(difference))
    observed = ranks[difference > 0].sum()
    sums = np.array([np.dot(signs, ranks) for signs in product((0, 1), repeat=len(ranks))])
    return min(1, 2 * min((sums <= observed).mean(), (sums >= observed).mean()))


def test_paired_is_exact_with_ties_and_leaves_out_who_did_not_move_or_was_absent():
    before = np.array([10.0, 12, 9, 11, 8, 7, 30, 5, np.nan, 1.0])
    after = np.array([12.0, 14, 8, 12, 8, 9, 35, np.nan, 4, 1.2])
    found = signed_rank(before, after)
    moved = np.array([2, 2, -1, 1, 2, 5, 0.2])
    assert (found.up[0], found.down[0], found.unchanged[0], found.sign[0]) == (6, 1, 1, 1)
    assert found.p[0] == pytest.approx(_by_enumeration(moved))


def test_paired_counts_floating_point_ties_as_ties():
    # 1.2 − 1.0 and 0.4 − 0.2 differ in the last bit
    found = signed_rank([1.0, 0.2, 5.0], [1.2, 0.4, 4.0])
    assert found.p[0] == pytest.approx(_by_enumeration(np.array([0.2, 0.2, -1.0])))


def test_paired_claims_nothing_without_movement_and_needs_six_moves():
    assert signed_rank([1, 2, 3], [1, 2, 3]).p.tolist() == [1]
    assert signed_rank([np.nan], [1]).p.tolist() == [1]
    assert signed_rank(np.zeros(5), np.arange(1, 6)).p[0] == pytest.approx(0.0625)
    assert signed_rank(np.zeros(6), np.arange(1, 7)).p[0] == pytest.approx(0.03125)


def test_paired_turns_to_the_normal_distribution_for_many_pairs():
    rng = np.random.default_rng(8)
    before = rng.normal(0, 1, 200)
    after = before + rng.normal(0.1, 1, 200)
    expected = stats.wilcoxon(after, before, method="asymptotic", correction=False).pvalue  # type: ignore[attr-defined]
    assert signed_rank(before, after).p[0] == pytest.approx(expected, rel=1e-6)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=25))
def test_paired_mirrors_when_the_waves_are_swapped(pairs):
    before, after = np.array(pairs, dtype=float).T
    one, two = signed_rank(before, after), signed_rank(after, before)
    assert one.p == pytest.approx(two.p)
    assert (one.up, one.down, one.sign) == (two.down, two.up, -two.sign)


def test_bootstrap_change_of_the_same_wave_is_nil_and_of_a_constant_is_that_constant():
    above, below = np.array([1.0, 3, 2, 5, 4, 6]), np.array([10.0, 11, 12, 13, 14, 15])
    low, high = bootstrap_ratio_change(above, below, above, below)
    assert (low[0], high[0]) == (0, 0)
    low, high = bootstrap_ratio_change(above + 0.5 * below, below, above, below)
    assert (low[0], high[0]) == (pytest.approx(0.5), pytest.approx(0.5))
    assert np.isnan(bootstrap_ratio_change([1.0], [1.0], [1.0], [1.0])).all()


def test_bootstrap_change_draws_the_same_establishments_in_both_waves():
    above, below = np.array([1.0, 3, 2, 5, 4, 6]), np.array([10.0, 11, 12, 13, 14, 15])
    # Student's t with 5 degrees is 2.5706 at 95 %: √(6/5) × 2.5706 = 2.8159 standard deviations
    level = 1 - 2 * stats.norm.sf(2.8159)
    low, high = bootstrap_ratio(above, below, level=level)
    change_low, change_high = bootstrap_ratio_change(above, below, np.zeros(6), below)
    assert (change_low[0], change_high[0]) == (
        pytest.approx(low[0], rel=1e-3),
        pytest.approx(high[0], rel=1e-3),
    )


def test_a_few_units_that_all_rise_claim_no_change():
    # Three establishments: the 27 draws, and so the limits of the change, end at the moves of one of them.
    above, below = np.array([10.0, 1, 1]), np.array([1.0, 1, 1])
    assert np.isnan(bootstrap_ratio_change(above, below, np.full(3, 0.5), below)).all()


@pytest.mark.parametrize("units", [6, 10, 14, 30])
def test_stable_ratios_are_claimed_to_change_about_once_in_twenty(units):
    rng = np.random.default_rng(units)
    below = rng.uniform(2, 12, (1500, units))
    rate = rng.gamma(3, 1, (1500, units))
    one, two = (rate * below * np.exp(rng.normal(0, 0.2, below.shape)) for _ in range(2))
    low, high = bootstrap_ratio_change(one, below, two, below)
    # plain percentiles give 15 % for six units and 9 % for thirty
    assert 0.03 < np.mean((low > 0) | (high < 0)) < 0.095


def test_detectable_share_is_the_one_of_the_pictures():
    # 2.8016 × √(½ · ½ · 2/27): « avec 27 répondants, il aurait fallu 38 points »
    assert round(float(detectable_share(0.5, 27, 27)) * 100) == 38
    assert np.isnan(detectable_share(0.5, 0, 27))


def test_a_difference_of_the_detectable_size_is_seen_about_four_times_in_five():
    rng = np.random.default_rng(4)
    n, p = 200, 0.4
    gap = float(detectable_share(p, n, n))
    x1, x2 = rng.binomial(n, p + gap, 4000), rng.binomial(n, p, 4000)
    seen = newcombe(x1, n, x2, n)[1] > 0
    assert 0.75 < seen.mean() < 0.87


def test_a_ratio_of_the_detectable_size_is_seen_about_four_times_in_five():
    rng = np.random.default_rng(4)
    x2, n = 60, 1000
    ratio = float(detectable_rate(x2, n, n))
    seen = rate_ratio(rng.poisson(x2 * ratio, 4000), n, rng.poisson(x2, 4000), n).low > 1
    assert 0.75 < seen.mean() < 0.92
    assert np.isnan(detectable_rate(0, 10, 10))


def test_the_centre_of_wilson_is_never_certain():
    assert wilson_centre(0, 27) == pytest.approx((0 + 1.959964**2 / 2) / (27 + 1.959964**2), abs=1e-6)
    assert wilson_centre(27, 27) == pytest.approx(1 - wilson_centre(0, 27))
