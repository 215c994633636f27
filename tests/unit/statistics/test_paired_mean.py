"""The paired change against scipy's own tests, and against numbers worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.statistics.paired_mean import (
    detectable_effect,
    effect_bounds,
    mean_bounds,
    paired_mean,
    small_sample_correction,
)

#: Sleep gained with one drug and with another by the same ten people (Student 1908, the sleep data).
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_students_own_example():
    found = paired_mean(DRUG_1, DRUG_2)
    assert found.pairs == 10
    assert found.change == pytest.approx(1.58)
    # Printed in every textbook: 95 % interval from 0.70 to 2.46.
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858), abs=1e-6)
    # d_z = t / √n = 4.0621 / √10, times J(9).
    assert found.effect == pytest.approx(4.0621277 / math.sqrt(10) * small_sample_correction(9), rel=1e-6)


answers = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=60)


@given(answers)
def test_it_is_what_scipy_finds(pairs):
    before, after = np.array(pairs, dtype=float).T
    found = paired_mean(before, after)
    difference = after - before
    assert found.change == pytest.approx(difference.mean())
    if difference.std() == 0:
        assert math.isnan(found.low)
        assert math.isnan(found.effect)
        return
    theirs = stats.ttest_rel(after, before)
    interval = theirs.confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-9)
    # The interval of the effect excludes 0 exactly when the test does at 5 %.
    assert (found.effect_low > 0 or found.effect_high < 0) == (theirs.pvalue < 0.05)
    assert found.effect_low < found.effect < found.effect_high


def test_the_signed_rank_p_is_scipys_without_ties():
    rng = np.random.default_rng(7)
    before, after = rng.normal(3, 1, 14), rng.normal(3.4, 1, 14)
    expected = stats.wilcoxon(after - before, method="exact").pvalue  # type: ignore[attr-defined]
    assert paired_mean(before, after).wilcoxon_p == pytest.approx(expected)


@pytest.mark.parametrize("degrees", [2, 3, 9, 30, 100])
def test_hedges_correction_is_a_ratio_of_gammas(degrees):
    by_hand = math.gamma(degrees / 2) / (math.sqrt(degrees / 2) * math.gamma((degrees - 1) / 2))
    assert small_sample_correction(degrees) == pytest.approx(by_hand)
    # His own approximation.
    assert small_sample_correction(degrees) == pytest.approx(
        1 - 3 / (4 * degrees - 1), abs=0.01 if degrees > 3 else 0.05
    )


def test_the_limits_of_an_effect_put_the_observed_t_in_their_tails():
    low, high = effect_bounds(0.8, 18)
    observed = 0.8 * math.sqrt(18)
    assert stats.nct.sf(observed, 17, low * math.sqrt(18)) == pytest.approx(0.025, abs=1e-6)
    assert stats.nct.cdf(observed, 17, high * math.sqrt(18)) == pytest.approx(0.025, abs=1e-6)


@pytest.mark.parametrize(("effect", "needed"), [(0.2, 199), (0.5, 34), (0.8, 15), (1.0, 10)])
def test_what_could_be_seen_is_what_power_tables_say(effect, needed):
    # Pairs needed at 5 %, two-sided, for a power of 0.80: the usual tables of the paired t test.
    assert detectable_effect(needed) <= effect < detectable_effect(needed - 1)
    critical = stats.t.ppf(0.975, needed - 1)
    found = detectable_effect(needed) * math.sqrt(needed)
    assert stats.nct.sf(critical, needed - 1, found) == pytest.approx(0.8, abs=1e-6)


def test_absent_people_are_left_out_and_nothing_is_claimed_of_one_pair():
    found = paired_mean([1, 2, np.nan, 4], [2, np.nan, 3, 6])
    assert (found.pairs, found.change) == (2, 1.5)
    alone = paired_mean([1], [2])
    assert (alone.pairs, alone.change, math.isnan(alone.low)) == (1, 1, True)
    assert paired_mean([np.nan], [1]).pairs == 0


def test_a_mean_has_students_limits():
    mean, low, high = mean_bounds([2, 3, 3, 4, 5])
    theirs = stats.t.interval(0.95, 4, loc=3.4, scale=stats.sem([2, 3, 3, 4, 5]))
    assert (mean, low, high) == pytest.approx((3.4, *theirs))
    assert math.isnan(mean_bounds([3, 3, 3])[1])
