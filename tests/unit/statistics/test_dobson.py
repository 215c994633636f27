"""Standardised rate against the arithmetic done by hand and the cases that reduce to Byar's limits."""

import numpy as np
import pytest

from indicators.statistics.dobson import dobson
from indicators.statistics.intervals import byar


def test_two_strata_worked_by_hand():
    # rates 12/1000 and 30/500, weights 3 : 1 → D = 0.75 × 0.012 + 0.25 × 0.06 = 0.024
    # V = 0.75² × 12/1000² + 0.25² × 30/500² = 6.75e-6 + 7.5e-6 = 1.425e-5, X = 42
    # Byar of 42: 42(1 − 1/378 − 1.959964/(3√42))³ = 30.2667, 43(1 − 1/387 + 1.959964/(3√43))³ = 56.7732
    found = dobson([12, 30], [1000, 500], [3, 1])
    error = np.sqrt(1.425e-5 / 42)
    assert found.value == pytest.approx(0.024)
    assert found.low == pytest.approx(0.024 + error * (30.2667 - 42), abs=1e-7)
    assert found.high == pytest.approx(0.024 + error * (56.7732 - 42), abs=1e-7)


def test_weights_like_the_population_give_the_crude_rate_with_byars_limits():
    events, people = np.array([4.0, 9, 20]), np.array([1000.0, 2000, 3000])
    found, (low, high) = dobson(events, people, people), byar(33)
    assert found.value == pytest.approx(33 / 6000)
    assert found.low == pytest.approx(low / 6000)
    assert found.high == pytest.approx(high / 6000)


def test_only_the_ratios_of_the_weights_matter_and_sets_do_not_mix():
    events, people = [[12, 30], [5, 4], [40, 2]], [[1000, 500], [100, 100], [800, 50]]
    small, large = dobson(events, people, [3, 1]), dobson(events, people, [300, 100])
    assert np.allclose(small, large, equal_nan=True)
    assert small.value[0] == pytest.approx(0.024)
    assert np.isnan(small.value).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("events", "people", "standard"),
    [
        ([4, 5], [100, 100], [1, 1]),  # 9 events
        ([12, np.nan], [100, 100], [1, 1]),  # a stratum missing
        ([12, 0], [100, 0], [1, 1]),  # a stratum without people
        ([12, 30], [100, 100], [0, 0]),  # no weight
    ],
)
def test_nothing_is_given_without_ten_events_and_every_stratum(events, people, standard):
    assert np.isnan(dobson(events, people, standard)).all()


def test_ten_events_are_enough_and_a_stratum_may_have_none():
    found = dobson([10, 0], [100, 100], [1, 1])
    assert found.value == pytest.approx(0.05)
    assert 0 < found.low < found.value < found.high


def test_limits_hold_the_true_rate_as_often_as_they_say():
    rng = np.random.default_rng(11)
    people, standard, truth = np.array([900, 700, 300]), np.array([2, 5, 3]), np.array([0.01, 0.03, 0.08])
    found = dobson(rng.poisson(people * truth, size=(8000, 3)), people, standard)
    rate = (standard * truth).sum() / 10
    assert 0.94 < ((found.low <= rate) & (rate <= found.high)).mean() < 0.965
