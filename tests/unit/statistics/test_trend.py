"""Recent trend against published markers, scipy's weighted fit and cases where nothing may be said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from indicators.statistics.trend import SIGNIFICANT, trend_of_rates, trend_of_shares

#: Numerators, denominators, rates per 1 000 and their limits of a published worked case, oldest first.
EVENTS = [994, 1023, 1199, 1332, 1367]
PEOPLE = [40299, 41527, 42811, 44064, 44701]
RATES = [24.67, 24.6, 28, 30.2, 30.6]
LOW = [23.16, 23.15, 26.44, 28.63, 28.98]
HIGH = [26.25, 26.19, 29.64, 31.9, 32.25]


def test_the_threshold_is_the_99_8_percent_quantile_of_chi_square():
    assert pytest.approx(stats.chi2.ppf(0.998, 1), abs=1e-11) == SIGNIFICANT


def test_chi_square_is_the_one_that_england_publishes_for_the_same_numbers():
    share = trend_of_shares(EVENTS, PEOPLE)
    rate = trend_of_rates(RATES, LOW, HIGH)
    assert (round(float(share.chi_square[0]), 2), share.state[0]) == (47.90, "up")
    assert (round(float(rate.chi_square[0]), 2), rate.state[0]) == (46.77, "up")


@pytest.mark.parametrize(
    ("events", "people", "state"),
    [
        # Diabetes prevalence, England; MMR coverage, Yorkshire and the Humber; 2020 to 2024
        (
            [3455176, 3491868, 3625401, 3774801, 3938080],
            [48783947, 49122259, 49956777, 50649129, 51441896],
            "up",
        ),
        ([57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57508, 59028], "down"),
        ([209, 213, 213, 239, 210], [1017, 1087, 1119, 1117, 1139], "none"),
    ],
)
def test_shares_get_the_published_marker(events, people, state):
    assert trend_of_shares(events, people).state.tolist() == [state]


@pytest.mark.parametrize(
    ("rates", "low", "high", "state"),
    [
        # Sight loss from diabetic eye disease, England, 2020 to 2024
        (
            [2.935, 1.93028, 2.7567, 2.8701, 3.0121],
            [2.7841, 1.8085, 2.6113, 2.7225, 2.8616],
            [3.0919, 2.058, 2.9082, 3.0237, 3.1683],
            "up",
        ),
        (
            [20.5506, 19.5952, 19.0349, 21.3966, 18.4372],
            [18.1803, 17.3444, 16.8421, 19.0918, 16.2925],
            [23.1427, 22.0602, 21.4394, 23.8975, 20.7941],
            "none",
        ),
    ],
)
def test_rates_get_the_published_marker(rates, low, high, state):
    assert trend_of_rates(rates, low, high).state.tolist() == [state]


def test_chi_square_of_shares_is_the_formula_as_printed():
    x, n, t = np.array(EVENTS, float), np.array(PEOPLE, float), np.arange(1, 6)
    total, events = n.sum(), x.sum()
    top = total * (total * (x * t).sum() - events * (n * t).sum()) ** 2
    bottom = events * (total - events) * (total * (n * t**2).sum() - (n * t).sum() ** 2)
    assert trend_of_shares(x, n).chi_square[0] == pytest.approx(top / bottom, rel=1e-12)


def test_slope_and_error_of_rates_are_those_of_a_weighted_fit():
    sigma = (np.array(HIGH) - np.array(LOW)) / 3.92
    fit, covariance = optimize.curve_fit(
        lambda t, a, b: a + b * t, np.arange(1, 6), RATES, sigma=sigma, absolute_sigma=True
    )
    found = trend_of_rates(RATES, LOW, HIGH)
    assert found.slope[0] == pytest.approx(fit[1], rel=1e-6)
    assert found.chi_square[0] == pytest.approx(fit[1] ** 2 / covariance[1, 1], rel=1e-6)


def test_one_point_that_carries_the_trend_alone_is_no_trend():
    # χ² is far over the threshold; without the last point the rest goes down
    found = trend_of_rates([10, 9.9, 9.8, 9.7, 14], [9.5, 9.4, 9.3, 9.2, 13.5], [10.5, 10.4, 10.3, 10.2, 14.5])
    assert found.chi_square[0] > SIGNIFICANT
    assert found.slope[0] > 0
    assert found.state[0] == "none"


@pytest.mark.parametrize(
    ("x", "n"),
    [
        ([5, 3, 1, 1, 5], [9, 8, 7, 6, 5]),  # x = n once
        ([0, 0, 0, 0, 0], [9, 8, 7, 6, 5]),  # no event at all
        ([1, 2, 3, 4, 5], [9, 9, 0, 9, 9]),  # n = 0
        ([1, 2, np.nan, 4, 5], [9, 9, 9, 9, 9]),  # missing in the middle
        ([1, 2, 7, 4, 5], [9, 9, 6, 9, 9]),  # x > n
        ([1, 2, -1, 4, 5], [9, 9, 9, 9, 9]),  # x < 0
        ([1, 2, 3, 4], [9, 9, 9, 9]),  # four points
    ],
)
def test_a_share_that_cannot_be_calculated_is_never_called_unchanged(x, n):
    found = trend_of_shares(x, n)
    assert found.state.tolist() == ["not_computed"]
    assert np.isnan([found.slope[0], found.chi_square[0]]).all()


def test_a_rate_without_an_interval_cannot_be_calculated():
    for low, high in [([1, 1, np.nan, 1, 1], [3] * 5), ([2] * 5, [2] * 5), ([1] * 4, [3] * 4)]:
        assert trend_of_rates([2.0] * len(low), low, high).state.tolist() == ["not_computed"]


def test_a_share_of_zero_in_some_periods_is_calculated():
    assert trend_of_shares([0, 4, 20, 45, 80], [200] * 5).state.tolist() == ["up"]


def test_constant_series_have_slope_zero_and_no_trend():
    share = trend_of_shares([10, 20, 30, 40, 50], [100, 200, 300, 400, 500])
    rate = trend_of_rates([0.1] * 5, [0.05, 0.06, 0.02, 0.01, 0.09], [0.2, 0.3, 0.15, 0.12, 0.11])
    for found in (share, rate):
        assert (found.slope[0], found.chi_square[0], found.state[0]) == (0.0, 0.0, "none")


def test_only_the_last_five_periods_count_and_series_do_not_mix():
    long_x, long_n = [[400, *EVENTS], [*EVENTS, np.nan]], [[400, *PEOPLE], [*PEOPLE, np.nan]]
    found = trend_of_shares(long_x, long_n)
    assert found.state.tolist() == ["up", "not_computed"]
    assert found.chi_square[0] == trend_of_shares(EVENTS, PEOPLE).chi_square[0]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=5, max_size=5))
def test_a_share_mirrors_in_time_and_in_its_complement(pairs):
    x = np.array([yes for yes, _ in pairs])
    n = np.array([yes + no for yes, no in pairs])
    mirror = {"up": "down", "down": "up", "none": "none"}
    found, back, other = trend_of_shares(x, n), trend_of_shares(x[::-1], n[::-1]), trend_of_shares(n - x, n)
    for turned in (back, other):
        assert turned.slope[0] == pytest.approx(-found.slope[0], abs=1e-10)
        assert turned.chi_square[0] == pytest.approx(found.chi_square[0], rel=1e-6, abs=1e-9)
        assert turned.state[0] == mirror[found.state[0]]
