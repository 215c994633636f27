"""Confidence intervals of one number: what a value would allow without claiming more (methods, section 1).

Every function takes scalars or arrays and gives two arrays `(low, high)`; NaN means that no interval exists.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]
Bounds = tuple[Floats, Floats]

LEVEL = 0.95
#: Below this count the Poisson limits are exact; Byar's approximation holds from here up.
BYAR_FROM = 10
RESAMPLES = 2000
RESAMPLES_AT_ONCE = 100
#: Up to so many units the weights of the bootstrap are kept in memory; larger ones would fill it.
KEPT_UNITS = 64
#: Under so many units no 95 % bootstrap limits exist: all of five lean to one side by chance once in sixteen (2 × ½⁵).
FEWEST_UNITS = 6
#: Kept in the release with the method version, so that an interval can be found again.
BOOTSTRAP_SEED = 20240331


def _floats(*values: ArrayLike) -> list[Floats]:
    return list(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))


def _z(level: float) -> float:
    return float(stats.norm.ppf((1 + level) / 2))


def wilson(x: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Wilson score limits of the proportion x/n, in [0, 1]; NaN unless 0 ≤ x ≤ n and n > 0.

    (2x + z² ∓ z√(z² + 4x(1−p))) / (2(n + z²)). Wilson 1927; Newcombe 1998, method 3.
    """
    x, n = _floats(x, n)
    z = _z(level)
    fits = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(fits, x, np.nan), np.where(fits, n, np.nan)
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    low = (2 * x + z**2 - half) / (2 * (n + z**2))
    high = (2 * x + z**2 + half) / (2 * (n + z**2))
    # At the ends the formula gives exactly 0 and 1; floating point would leave ±1e-17.
    return np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)


def poisson_exact(x: ArrayLike, level: float = LEVEL) -> Bounds:
    """Exact limits of a Poisson count x ≥ 0, in events: ½χ²(α/2; 2x) and ½χ²(1−α/2; 2x+2), 0 when x = 0.

    Garwood 1936.
    """
    (x,) = _floats(x)
    x = np.where(x >= 0, x, np.nan)
    tail = (1 - level) / 2
    low = np.where(x == 0, 0.0, stats.chi2.ppf(tail, 2 * x) / 2)
    return low, stats.chi2.ppf(1 - tail, 2 * x + 2) / 2


def byar(x: ArrayLike, level: float = LEVEL) -> Bounds:
    """Limits of a Poisson count, in events: exact under 10, Byar's approximation from 10 up.

    x(1 − 1/(9x) − z/(3√x))³ and (x+1)(1 − 1/(9(x+1)) + z/(3√(x+1)))³. Breslow & Day 1987, p. 69.
    Multiply by multiplier / n for a rate.
    """
    (x,) = _floats(x)
    z = _z(level)
    many, next_up = np.maximum(x, BYAR_FROM), np.maximum(x, BYAR_FROM) + 1
    low = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    high = next_up * (1 - 1 / (9 * next_up) + z / (3 * np.sqrt(next_up))) ** 3
    exact_low, exact_high = poisson_exact(x, level)
    exact = x < BYAR_FROM
    return np.where(exact, exact_low, low), np.where(exact, exact_high, high)


def student(mean: ArrayLike, s: ArrayLike, n: ArrayLike, level: float = LEVEL) -> Bounds:
    """Limits of a mean, in its unit: x̄ ± t(n−1)·s/√n; NaN when n < 2. Student 1908."""
    mean, s, n = _floats(mean, s, n)
    n = np.where(n >= 2, n, np.nan)
    half = stats.t.ppf((1 + level) / 2, n - 1) * s / np.sqrt(n)
    return mean - half, mean + half


def median_rank(n: ArrayLike, level: float = LEVEL) -> NDArray[np.int64]:
    """Rank k whose order statistics x₍k₎ and x₍n−k+1₎ bound the median; 0 where n is too small (n < 6 at 95 %).

    The greatest k with P(Binomial(n, ½) ≤ k − 1) ≤ α/2. Conover 1999, section 3.2.
    """
    n = np.asarray(n, dtype=np.int64)
    return np.where(n > 0, stats.binom.ppf((1 - level) / 2, np.maximum(n, 1), 0.5), 0).astype(np.int64)


def resampling_weights(n: int, resamples: int = RESAMPLES, seed: int = BOOTSTRAP_SEED) -> Floats:
    """How often each of n units is drawn in each resample: a matrix (resamples × n), the same at every call."""
    return _kept_weights(n, resamples, seed) if n <= KEPT_UNITS else _weights(n, resamples, seed)


def _weights(n: int, resamples: int, seed: int) -> Floats:
    drawn = np.random.default_rng([seed, n]).integers(0, n, size=(resamples, n), dtype=np.uint32)
    weights = np.empty((resamples, n))
    # Few resamples at a time, so that the counts stay in the processor's cache.
    for start in range(0, resamples, RESAMPLES_AT_ONCE):
        block = drawn[start : start + RESAMPLES_AT_ONCE]
        cells = block + n * np.arange(len(block), dtype=np.uint32)[:, None]
        counts = np.bincount(cells.ravel(), minlength=block.size)
        weights[start : start + len(block)] = counts.reshape(block.shape)
    weights.flags.writeable = False
    return weights


_kept_weights = lru_cache(maxsize=128)(_weights)


def resampled_ratios(numerators: Floats, denominators: Floats, resamples: int, seed: int) -> Floats:
    """Ratio of sums in each resample, (sets × resamples); NaN where the drawn denominators sum to 0."""
    weights = resampling_weights(numerators.shape[-1], resamples, seed)
    # One product: the weights are many, and reading them costs more than multiplying them.
    above, below = np.split(np.vstack([numerators, denominators]) @ weights.T, 2)
    return np.divide(above, below, out=np.full(below.shape, np.nan), where=below != 0)


def percentiles(replicates: Floats, level: float = LEVEL) -> Bounds:
    """Percentile limits of each row of replicates, NaN where a row has none."""
    low = np.full(replicates.shape[0], np.nan)
    high = low.copy()
    some = ~np.isnan(replicates).all(axis=1)
    if some.any():
        tail = (1 - level) / 2
        low[some], high[some] = np.nanquantile(replicates[some], [tail, 1 - tail], axis=1)
    return low, high


def bootstrap_ratio(
    numerators: ArrayLike,
    denominators: ArrayLike,
    resamples: int = RESAMPLES,
    seed: int = BOOTSTRAP_SEED,
    level: float = LEVEL,
) -> Bounds:
    """Percentile bootstrap limits of Σnumerators / Σdenominators; one row a set, NaN under six units.

    Whole units (establishments) are drawn, so that a numerator never leaves its denominator. The order of the units
    decides which weights they get: sort them first. Efron & Tibshirani 1993, chapter 13.
    """
    above = np.atleast_2d(np.asarray(numerators, dtype=np.float64))
    below = np.atleast_2d(np.asarray(denominators, dtype=np.float64))
    if above.shape[1] < FEWEST_UNITS:
        return np.full(above.shape[0], np.nan), np.full(above.shape[0], np.nan)
    return percentiles(resampled_ratios(above, below, resamples, seed), level)
