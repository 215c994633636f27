"""Comparison of a value with a benchmark taken as fixed (methods, section 2)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Bounds

StringArray = NDArray[np.str_]


def against(low: ArrayLike, high: ArrayLike, benchmark: ArrayLike) -> StringArray:
    """`lower`, `higher`, `similar` or `not_compared` for each interval and its benchmark taken as fixed.

    high < benchmark is lower, low > benchmark is higher; touching is similar; a NaN anywhere is not compared.
    """
    low, high, benchmark = (np.asarray(value, dtype=np.float64) for value in (low, high, benchmark))
    missing = np.isnan(low) | np.isnan(high) | np.isnan(benchmark)
    return np.select(
        [missing, high < benchmark, low > benchmark], ["not_compared", "lower", "higher"], default="similar"
    )


def against_limits(value: ArrayLike, limits: Bounds) -> StringArray:
    """`lower`, `higher`, `similar` or `not_compared` for a value and limits around a benchmark; on one is similar."""
    value = np.asarray(value, dtype=np.float64)
    low, high = limits
    missing = np.isnan(value) | np.isnan(low) | np.isnan(high)
    return np.select([missing, value < low, value > high], ["not_compared", "lower", "higher"], default="similar")
