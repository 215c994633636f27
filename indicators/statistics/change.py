"""Change between two waves: how much, and whether it is more than chance (methods, section 3).

Index 1 is the later wave, index 2 the earlier one. NaN means that nothing can be computed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from indicators.statistics.intervals import (
    BOOTSTRAP_SEED,
    FEWEST_UNITS,
    LEVEL,
    RESAMPLES,
    Bounds,
    Floats,
    percentiles,
    resampled_ratios,
    wilson,
)

POWER = 0.80
#: Up to this number of moved pairs the signed-rank distribution is enumerated exactly.
EXACT_PAIRS = 50
#: Differences are compared to this many decimals, so that 1.2 − 1.0 ties with 0.4 − 0.2.
TIE_DECIMALS = 9


class RateRatio(NamedTuple):
    """A ratio of two rates with its exact limits and two-sided p-value."""

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats


class SignedRank(NamedTuple):
    """How many pairs went up, down and nowhere, the sign of the rank sum, and the p-value."""

    up: NDArray[np.int64]
    down: NDArray[np.int64]
    unchanged: NDArray[np.int64]
    sign: NDArray[np.int64]
    p: Floats


def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = LEVEL
) -> tuple[Floats, Floats, Floats]:
    """Difference of two independent proportions p₁ − p₂ with its hybrid score limits.

    d − √((p₁−l₁)² + (u₂−p₂)²), d + √((u₁−p₁)² + (p₂−l₂)²). Newcombe 1998, method 10.
    """
    low1, high1 = wilson(x1, n1, level)
    low2, high2 = wilson(x2, n2, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1 = np.asarray(x1, dtype=np.float64) / np.asarray(n1, dtype=np.float64)
        p2 = np.asarray(x2, dtype=np.float64) / np.asarray(n2, dtype=np.float64)
    d = np.where(np.isnan(low1) | np.isnan(low2), np.nan, p1 - p2)
    return d, d - np.hypot(p1 - low1, high2 - p2), d + np.hypot(high1 - p1, p2 - low2)


def rate_ratio(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = LEVEL) -> RateRatio:
    """Ratio (x₁/n₁)/(x₂/n₂) of two Poisson rates, with limits from the exact conditional test.

    Given m = x₁ + x₂, x₁ is Binomial(m, π) with π = ρn₁/(ρn₁ + n₂); the Clopper–Pearson limits of π give those of ρ,
    and p is twice the smaller tail, so that p < 1 − level exactly when the limits exclude 1. The ratio is infinite
    with x₂ = 0 and NaN with no event at all. Przyborowski & Wilenski 1940; Breslow & Day 1987.
    """
    x1, n1, x2, n2 = (np.asarray(value, dtype=np.float64) for value in np.broadcast_arrays(x1, n1, x2, n2, subok=False))
    fits = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0) & (x1 + x2 > 0)
    x1, n1, x2, n2 = (np.where(fits, value, np.nan) for value in (x1, n1, x2, n2))
    tail, total, scale = (1 - level) / 2, x1 + x2, n2 / n1
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(x1 == 0, 0.0, stats.beta.ppf(tail, x1, x2 + 1))
        high = np.where(x2 == 0, 1.0, stats.beta.ppf(1 - tail, x1 + 1, x2))
        expected = n1 / (n1 + n2)
        below, above = stats.binom.cdf(x1, total, expected), stats.binom.sf(x1 - 1, total, expected)
        return RateRatio(
            ratio=x1 / x2 * scale,
            low=np.where(fits, low / (1 - low) * scale, np.nan),
            high=np.where(fits, high / (1 - high) * scale, np.nan),
            p=np.minimum(1.0, 2 * np.minimum(below, above)),
        )


def _signed_rank_p(ranks: Floats, positive: NDArray[np.bool_]) -> Floats:
    """Two-sided p of each row's rank sum; ranks are 0 for a pair that did not move."""
    observed = (ranks * positive).sum(axis=1)
    total = ranks.sum(axis=1)
    spread = np.sqrt((ranks**2).sum(axis=1) / 4)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stats.norm.sf(np.abs(observed - total / 2) / spread)
    exact = (ranks > 0).sum(axis=1) <= EXACT_PAIRS
    if exact.any():
        # Midranks are whole or half: doubled, every possible sum is a whole number that can be counted.
        # Pairs that did not move have no rank and leave the sum as it is: the moved ones stand first.
        doubled = np.sort(np.rint(2 * ranks[exact]).astype(np.int64), axis=1)[:, : -EXACT_PAIRS - 1 : -1]
        sums = np.arange(doubled.sum(axis=1).max() + 1)
        chances = np.zeros((doubled.shape[0], sums.size))
        chances[:, 0] = 1.0
        for step in doubled.T:
            source = sums[None, :] - step[:, None]
            moved = np.take_along_axis(chances, np.maximum(source, 0), axis=1) * (source >= 0)
            chances = (chances + moved) / 2
        reached = np.rint(2 * observed[exact])[:, None]
        below = (chances * (sums <= reached)).sum(axis=1)
        above = (chances * (sums >= reached)).sum(axis=1)
        p[exact] = np.minimum(1.0, 2 * np.minimum(below, above))
    return p


def signed_rank(before: ArrayLike, after: ArrayLike) -> SignedRank:
    """Ups, downs, unchanged and the Wilcoxon signed-rank p of the same units seen twice; one row a set.

    NaN marks a unit absent from a wave. Units that did not move are counted and leave the ranks; tied differences share
    the mean rank and the distribution is exact given those ties (normal beyond 50 moved pairs). Wilcoxon
    1945. Nothing moved: p = 1.
    """
    before, after = np.atleast_2d(np.asarray(before, float)), np.atleast_2d(np.asarray(after, float))
    difference = np.round(after - before, TIE_DECIMALS)
    present = ~np.isnan(difference)
    moved = present & (difference != 0)
    size = np.where(moved, np.abs(difference), np.nan)
    ranks = np.zeros(difference.shape)
    if moved.any():
        ranks = np.nan_to_num(stats.rankdata(size, axis=1, nan_policy="omit"), nan=0.0)
    p = _signed_rank_p(ranks, moved & (difference > 0)) if ranks.any() else np.ones(len(ranks))
    p = np.where(moved.any(axis=1), p, 1.0)
    lean = np.sign((ranks * np.sign(np.nan_to_num(difference))).sum(axis=1)).astype(np.int64)
    return SignedRank(
        up=(moved & (difference > 0)).sum(axis=1),
        down=(moved & (difference < 0)).sum(axis=1),
        unchanged=(present & ~moved).sum(axis=1),
        sign=lean,
        p=p,
    )


def bootstrap_ratio_change(
    numerators1: ArrayLike,
    denominators1: ArrayLike,
    numerators2: ArrayLike,
    denominators2: ArrayLike,
    resamples: int = RESAMPLES,
    seed: int = BOOTSTRAP_SEED,
    level: float = LEVEL,
) -> Bounds:
    """Percentile limits of the change of a ratio of sums, the same units drawn in both waves; NaN under six units.

    A unit's two waves stay together, which is what makes the comparison paired. The percentiles are those of Student's
    t and of the variance in n − 1, Φ(∓√(n/(n−1))·t₁₋α/₂(n−1)): plain ones would claim a change of six to fourteen
    stable units once in eight (docs/methods.md). Efron & Tibshirani 1993; Hesterberg 2015, « expanded percentile ».
    """
    above1, below1, above2, below2 = (
        np.atleast_2d(np.asarray(value, dtype=np.float64))
        for value in (numerators1, denominators1, numerators2, denominators2)
    )
    units = above1.shape[1]
    if units < FEWEST_UNITS:
        return np.full(above1.shape[0], np.nan), np.full(above1.shape[0], np.nan)
    # The two waves in one product: the weights, which cost the most, are drawn once.
    both = resampled_ratios(np.vstack([above1, above2]), np.vstack([below1, below2]), resamples, seed)
    later, earlier = np.split(both, 2)
    expanded = np.sqrt(units / (units - 1)) * stats.t.ppf((1 + level) / 2, units - 1)
    return percentiles(later - earlier, float(1 - 2 * stats.norm.sf(expanded)))


def _needed(level: float, power: float) -> float:
    """z(1 − α/2) + z(power): 2.80 at 95 % and 80 %."""
    return float(stats.norm.ppf((1 + level) / 2) + stats.norm.ppf(power))


def detectable_share(p: ArrayLike, n1: ArrayLike, n2: ArrayLike, level: float = LEVEL, power: float = POWER) -> Floats:
    """Smallest difference of proportions that n₁ and n₂ would show: (z₁₋α/₂ + z_power)·√(p(1−p)(1/n₁ + 1/n₂)).

    Normal approximation around p (Fleiss, Levin & Paik 2003). At p = 0 or 1 the formula says 0, which is
    false: give it the centre of the Wilson interval instead (`wilson_centre`).
    """
    p, n1, n2 = (np.asarray(value, dtype=np.float64) for value in (p, n1, n2))
    n1, n2 = np.where(n1 > 0, n1, np.nan), np.where(n2 > 0, n2, np.nan)
    return _needed(level, power) * np.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))


def wilson_centre(x: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Floats:
    """Middle of the Wilson interval, (x + z²/2)/(n + z²): a proportion that is never 0 nor 1."""
    low, high = wilson(x, n, level)
    return (low + high) / 2


def detectable_rate(x2: ArrayLike, n2: ArrayLike, n1: ArrayLike, level: float = LEVEL, power: float = POWER) -> Floats:
    """Smallest ratio above 1 that would show, were the earlier rate x₂/n₂ unchanged; NaN without any event.

    exp((z₁₋α/₂ + z_power)·√(1/x₂ + 1/E₁)), E₁ = x₂n₁/n₂ (normal approximation on the log scale).
    """
    x2, n2, n1 = (np.asarray(value, dtype=np.float64) for value in (x2, n2, n1))
    fits = (x2 > 0) & (n1 > 0) & (n2 > 0)
    x2, n2, n1 = (np.where(fits, value, np.nan) for value in (x2, n2, n1))
    return np.exp(_needed(level, power) * np.sqrt(1 / x2 + n2 / (x2 * n1)))
