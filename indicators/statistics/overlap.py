"""Comparison at two levels, with a benchmark that has its own interval, and with a target (methods, section 2)."""

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.comparison import StringArray
from indicators.statistics.intervals import Bounds, wilson
from indicators.statistics.rounding import sign

#: What a difference at each level is called; 99.8 % is the stronger word.
STRONG = {"lower": "much_lower", "higher": "much_higher"}


def overlapping(low: ArrayLike, high: ArrayLike, other_low: ArrayLike, other_high: ArrayLike) -> StringArray:
    """`lower`, `higher`, `similar` or `not_compared` for two intervals: different only if they share no value.

    Touching is similar; a NaN anywhere is not compared. Stricter than one interval against a fixed benchmark: two 95 %
    intervals that just touch differ at about 99.4 %. Schenker & Gentleman 2001.
    """
    low, high, other_low, other_high = (
        np.asarray(value, dtype=np.float64) for value in (low, high, other_low, other_high)
    )
    missing = np.isnan(low + high) | np.isnan(other_low + other_high)
    return np.select(
        [missing, high < other_low, low > other_high], ["not_compared", "lower", "higher"], default="similar"
    )


def graded(at_95: ArrayLike, at_998: ArrayLike) -> StringArray:
    """The 95 % code, strengthened to `much_lower` or `much_higher` where the 99.8 % code says the same.

    For the codes of `against`, of `overlapping`, or of a funnel. Without a 99.8 % comparison the 95 % code stands.
    """
    usual, strict = np.broadcast_arrays(np.asarray(at_95, dtype=np.str_), np.asarray(at_998, dtype=np.str_))
    return np.select([(usual == code) & (strict == code) for code in STRONG], list(STRONG.values()), default=usual)


def control_limits(benchmark: ArrayLike, n: ArrayLike, level: float) -> Bounds:
    """Limits around a benchmark proportion P within which a share of n is `similar`: Wilson's, with x = nP.

    (2nP + z² ∓ z√(z² + 4nP(1−P))) / (2(n + z²)); NaN unless n > 0 and 0 ≤ P ≤ 1. Public Health England, SPC for
    proportions.
    """
    benchmark, n = np.asarray(benchmark, dtype=np.float64), np.asarray(n, dtype=np.float64)
    return wilson(benchmark * n, n, level)


def beside(value: ArrayLike, limits: Bounds) -> StringArray:
    """`lower`, `higher`, `similar` or `not_compared` for a value and limits around a benchmark; on one is similar."""
    value = np.asarray(value, dtype=np.float64)
    low, high = limits
    missing = np.isnan(value) | np.isnan(low) | np.isnan(high)
    return np.select([missing, value < low, value > high], ["not_compared", "lower", "higher"], default="similar")


def against_target(value: ArrayLike, target: ArrayLike, direction: ArrayLike) -> StringArray:
    """`met`, `not_met` or `not_assessable` for a target of one number: reaching it is enough.

    Not assessable without a value, without a target, or where the direction does not say which side is good.
    """
    value, target = np.asarray(value, dtype=np.float64), np.asarray(target, dtype=np.float64)
    direction = np.asarray(direction)
    higher, lower = direction == "higher_better", direction == "lower_better"
    known = ~np.isnan(value) & ~np.isnan(target) & (higher | lower)
    beyond = sign(value - target, np.abs(target))
    met = np.where(higher, beyond >= 0, beyond <= 0)
    return np.select([~known, met], ["not_assessable", "met"], default="not_met")


def within_range(value: ArrayLike, low: ArrayLike, high: ArrayLike) -> StringArray:
    """`met`, `not_met` or `not_assessable` for a target range [low, high): low is in it, high is not.

    An open end is −∞ or +∞. An empty range (low ≥ high) is an error of whoever declared it.
    """
    value, low, high = (np.asarray(item, dtype=np.float64) for item in (value, low, high))
    if (low >= high).any():
        raise ValueError("a target range must go up: its low end is not below its high end")
    known = ~(np.isnan(value) | np.isnan(low) | np.isnan(high))
    # An open end has no size to round by: beyond infinity there is nothing.
    above = np.isneginf(low) | (sign(value - low, np.where(np.isinf(low), 0, np.abs(low))) >= 0)
    below = np.isposinf(high) | (sign(value - high, np.where(np.isinf(high), 0, np.abs(high))) < 0)
    return np.select([~known, above & below], ["not_assessable", "met"], default="not_met")
