"""Funnel against published Poisson limits, exact tails, a plain loop of the dispersion formula, and decided edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from indicators.statistics.funnel import (
    LEVELS,
    adjusted_limits,
    expected_outside,
    limits,
    outliers,
    overdispersion,
    pooled,
)


def test_limits_of_a_share_are_the_printed_formula():
    # P = 0.2, n = 100: 0.2 ± 1.959964 × 0.04 and ± 3.090232 × 0.04
    found = [limits(100, 0.2, "share", level) for level in LEVELS]
    assert np.round(found, 6).tolist() == [[0.121601, 0.278399], [0.076391, 0.323609]]
    assert limits(4, 0.1, "share", 0.998)[0] == 0
    assert limits(4, 0.9, "share", 0.998)[1] == 1


@pytest.mark.parametrize(
    ("count", "low_95", "high_95", "low_998", "high_998"),
    [  # Public Health England's table: the expected events at which a count lies on each limit
        (1, 5.571644585, 0.025317898, 9.233410143, 0.001000547),
        (5, 11.6683331, 1.623486324, 16.45474478, 0.739371928),
        (20, 30.88838097, 12.21651877, 38.04188668, 8.958211233),
        (100, 121.6268111, 81.36400699, 134.9243187, 71.92139974),
    ],
)
def test_limits_of_a_rate_meet_the_published_counts(count, low_95, high_95, low_998, high_998):
    # the published table rounds z to 1.96 and 3.0902, hence the tolerance
    for expected, side, level in [
        (low_95, 0, 0.95),
        (high_95, 1, 0.95),
        (low_998, 0, 0.998),
        (high_998, 1, 0.998),
    ]:
        counts = limits(expected, 1.0, "rate", level)[side] * expected
        assert counts == pytest.approx(count, rel=2e-4)


def test_a_count_is_outside_exactly_when_its_own_tail_is_small():
    expected = np.linspace(0.005, 40, 400)[:, None]
    counts = np.arange(0, 90)
    for level in LEVELS:
        low, high = (limit * expected for limit in limits(expected, 1.0, "rate", level))
        tail = (1 - level) / 2
        assert ((counts < low) == (stats.poisson.cdf(counts, expected) < tail)).all()
        assert ((counts > high) == (stats.poisson.sf(counts - 1, expected) < tail)).all()


def test_limits_are_nothing_without_a_base_and_narrow_with_it():
    assert np.isnan(limits([0, -1, np.nan], 0.3, "share", 0.95)).all()
    assert np.isnan(limits([10.0, 10.0], [1.2, -0.1], "share", 0.95)).all()
    assert np.isnan(limits([0, 10.0], [0.3, -0.1], "rate", 0.95)).all()
    for kind in ("share", "rate"):
        low, high = limits([10, 100, 1000], 0.3, kind, 0.95)
        assert (np.diff(high - low) < 0).all()
        assert ((low < 0.3) & (high > 0.3)).all()


def _dispersion_by_hand(x, n, target, kind):
    z, weights = [], []
    for events, base in zip(x, n, strict=True):
        if kind == "share":
            value, centre, s = np.arcsin((events / base) ** 0.5), np.arcsin(target**0.5), 0.5 / base**0.5
        else:
            value, centre, s = (events / (base * target)) ** 0.5, 1, 0.5 / (base * target) ** 0.5
        z.append((value - centre) / s)
        weights.append(1 / s**2)
    ordered, k = sorted(z), len(z)

    def quantile(q):
        at = q * (k - 1)
        below = int(at)
        above = min(below + 1, k - 1)
        return ordered[below] + (at - below) * (ordered[above] - ordered[below])

    phi = sum(min(max(value, quantile(0.1)), quantile(0.9)) ** 2 for value in z) / k
    total = sum(weights)
    tau2 = (k * phi - (k - 1)) / (total - sum(w * w for w in weights) / total)
    return phi, 0.0 if k * phi < k - 1 else tau2


@pytest.mark.parametrize("kind", ["share", "rate"])
def test_dispersion_is_the_printed_formula(kind):
    rng = np.random.default_rng(4)
    for spread in (0.0, 0.12):
        n = rng.integers(30, 900, 29)
        x = rng.binomial(n, np.clip(0.3 + rng.normal(0, spread, 29), 0.02, 0.9))
        target = x.sum() / n.sum()
        phi, tau2 = _dispersion_by_hand(x, n, target, kind)
        absent = [np.nan, np.nan]
        found = overdispersion(np.append(x, absent), np.append(n, absent), target, kind)
        assert found.establishments.tolist() == [29]
        assert found.phi[0] == pytest.approx(phi)
        assert found.tau2[0] == pytest.approx(tau2, abs=1e-12)
        assert (found.tau2[0] > 0) == (spread > 0)


def test_pure_chance_gives_the_phi_of_a_winsorised_normal_and_a_true_spread_is_found():
    rng, end = np.random.default_rng(8), stats.norm.ppf(0.9)
    pure = integrate.quad(lambda z: z * z * stats.norm.pdf(z), -end, end)[0] + 0.2 * end**2
    assert round(pure, 2) == 0.68
    n = rng.integers(300, 3000, (60, 400))
    chance = overdispersion(rng.binomial(n, 0.3), n, 0.3, "share")
    assert chance.phi.mean() == pytest.approx(pure, abs=0.01)
    assert (chance.tau2 == 0).all()
    centre, tau = np.arcsin(np.sqrt(0.3)), 0.05
    spread = rng.binomial(n, np.sin(centre + rng.normal(0, tau, n.shape)) ** 2)
    # winsorising takes away a third of the variance of z, so τ² comes out a third short: limits stay on the bold side
    assert overdispersion(spread, n, 0.3, "share").tau2.mean() == pytest.approx(pure * tau**2, rel=0.1)


def test_adjusted_limits_are_transformed_back_and_widen_with_dispersion():
    # arcsin√0.25 = π/6, s² + τ² = 1/400 + 3/400: sin²(π/6 ± 1.959964/10)
    low, high = adjusted_limits(100, 0.25, "share", 0.95, 0.0075)
    assert [low, high] == pytest.approx([np.sin(np.pi / 6 + side * 0.1959964) ** 2 for side in (-1, 1)], abs=1e-7)
    # E = 25: 0.5(1 ± 1.959964 × √(0.01 + 0.03))²
    low, high = adjusted_limits(50, 0.5, "rate", 0.95, 0.03)
    assert [low, high] == pytest.approx([0.5 * (1 - 0.3919928) ** 2, 0.5 * (1 + 0.3919928) ** 2])
    for kind in ("share", "rate"):
        narrow, wide = (adjusted_limits([5, 500], 0.1, kind, 0.998, tau2) for tau2 in (0.0, 0.05))
        assert (wide[0] <= narrow[0]).all()
        assert (wide[1] > narrow[1]).all()
    assert adjusted_limits(3, 0.02, "share", 0.998, 0.9) == (0.0, 1.0)
    assert adjusted_limits(3, 0.02, "rate", 0.998, 0.9)[0] == 0


@pytest.mark.parametrize("kind", ["share", "rate"])
def test_the_adjusted_funnel_never_calls_an_outlier_that_the_funnel_does_not(kind):
    n, target = np.arange(1, 200), 0.02
    for level in LEVELS:
        plain = limits(n, target, kind, level)
        assert np.array_equal(plain, adjusted_limits(n, target, kind, level, 0.0))
        low, high = adjusted_limits(n, target, kind, level, 0.001)
        assert (low <= plain[0]).all()
        assert (high >= plain[1]).all()
    rng = np.random.default_rng(15)
    n = rng.integers(15, 400, (300, 30))
    x = rng.binomial(n, np.clip(0.05 + rng.normal(0, 0.03, n.shape), 0.001, 1))
    found, centre = outliers(x, n, kind, 0.95), pooled(x, n, kind)[:, None]
    tau2 = overdispersion(x, n, centre[:, 0], kind).tau2[:, None]
    low, high = adjusted_limits(n, centre, kind, 0.95, tau2)
    assert ((found.adjusted == found.funnel) | (found.adjusted == "similar")).all()
    assert ((found.adjusted == "higher") == (x / n > high)).all()
    assert ((found.adjusted == "lower") == (x / n < low)).all()
    assert (tau2 > 0).any()
    # 8 of 200 is over 0.02 + 1.96 × √(0.0196/200) = 0.0394, under the arcsine's 0.0439: without dispersion it stays out
    quiet = outliers([4] * 29 + [8], [200] * 30, "share", 0.95, target=0.02)
    assert (quiet.funnel[0, -1], quiet.adjusted[0, -1]) == ("higher", "higher")


def test_each_method_is_bolder_than_the_next():
    # 29 peers spread from 15 % to 45 %, one at 75 %
    n = np.full(30, 200)
    x = np.append(np.linspace(30, 90, 29).round(), 150)
    found = outliers(x, n, "share", 0.998)
    counts = [(codes == "higher").sum() for codes in (found.interval, found.funnel, found.adjusted)]
    assert counts[0] > counts[1] > counts[2] == 1
    assert (found.interval[0, -1], found.adjusted[0, -1], found.methods[0, -1]) == ("higher", "higher", 3)
    assert (found.methods == sum((codes != "similar").astype(int) for codes in found[:3])).all()


def test_at_one_level_interval_and_funnel_are_one_test():
    rng = np.random.default_rng(6)
    n = rng.integers(5, 300, (40, 30))
    share = outliers(rng.binomial(n, 0.25), n, "share", 0.95)
    assert (share.interval == share.funnel).all()
    rate = outliers(rng.poisson(n * 0.02), n, "rate", 0.95)
    small = rng.poisson(n * 0.02) < 10
    assert ((rate.interval == rate.funnel) | ~small).mean() > 0.99


def test_all_alike_alone_and_absent_are_decided():
    for kind in ("share", "rate"):
        for events in (0, 7, 20):
            found = outliers([events] * 6, [20] * 6, kind, 0.95)
            assert (np.stack(found[:3]) == "similar").all()
        alone = outliers([[3, np.nan, 5]], [[20, 20, 0]], kind, 0.95)
        assert (np.stack(alone[:3]) == "not_compared").all()
        assert not alone.methods.any()
        given_target = outliers([[19, np.nan]], [[20, 20]], kind, 0.95, target=0.2)
        assert [codes[0, 0] for codes in given_target[:3]] == ["higher", "higher", "not_compared"]
        assert given_target.methods.tolist() == [[2, 0]]
        nothing = overdispersion([[0, 0]], [[5, 5]], 0.0, kind)
        assert (nothing.phi[0], nothing.tau2[0]) == (0.0, 0.0)
    assert np.isnan(pooled([3], [20], "share")[0])
    assert pooled([[3, 5, 9]], [[20, 20, 0]], "share").tolist() == [0.2]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", ["share", "rate"])
def test_stable_establishments_fall_outside_as_often_as_expected(kind, level):
    rng = np.random.default_rng(12)
    n, truth = rng.integers(15, 400, 30), 0.12
    draw = rng.binomial if kind == "share" else lambda size, p, shape: rng.poisson(size * p, shape)
    x = draw(n, truth, (4000, 30))
    found = outliers(x, np.broadcast_to(n, x.shape), kind, level, target=truth).funnel
    expected = expected_outside(n, truth, kind, level)[0]
    assert (found != "similar").sum(axis=1).mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / 4000))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=12))
def test_shares_mirror_in_their_complement_and_order_changes_nothing(pairs):
    x = np.array([yes for yes, _ in pairs], dtype=float)
    n = np.array([yes + no for yes, no in pairs], dtype=float)
    mirror = {"higher": "lower", "lower": "higher"}
    found, other = outliers(x, n, "share", 0.95), outliers(n - x, n, "share", 0.95)
    backwards = outliers(x[::-1], n[::-1], "share", 0.95)
    for codes, turned, reversed_codes in zip(found[:3], other[:3], backwards[:3], strict=True):
        assert turned[0].tolist() == [mirror.get(code, code) for code in codes[0]]
        assert reversed_codes[0].tolist() == codes[0].tolist()[::-1]
