"""Run chart: whether the points cross their median as often as chance would (methods, section 6)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from indicators.statistics.intervals import Floats
from indicators.statistics.rounding import sign, sizes

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Chance of too few crossings in a random series.
CROSSING_RISK = 0.05


class RunChart(NamedTuple):
    """Median, useful points, longest run and crossings with what chance allows, and the two signals, a series."""

    median: Floats
    useful: Counts
    longest: Counts
    longest_allowed: Counts
    crossings: Counts
    crossings_needed: Counts
    long_run: Flags
    few_crossings: Flags

    @property
    def signal(self) -> Flags:
        """Either of the two signs that the series is not random."""
        return self.long_run | self.few_crossings


def limits_by_chance(useful: ArrayLike) -> tuple[Counts, Counts]:
    """Longest run allowed, round(log₂ n) + 3, and crossings needed, the 5 % quantile of Binomial(n − 1, ½).

    Both are 0 without a useful point. Schilling 2012; Chen 2010; Anhøj & Olesen 2014.
    """
    n = np.asarray(useful, dtype=np.int64)
    some = np.maximum(n, 1)
    longest = np.where(n > 0, np.rint(np.log2(some)) + 3, 0).astype(np.int64)
    crossings = np.where(n > 1, stats.binom.ppf(CROSSING_RISK, np.maximum(n - 1, 1), 0.5), 0).astype(np.int64)
    return longest, crossings


def run_chart(values: ArrayLike) -> RunChart:
    """Runs and crossings of each series (series, points) about its own median.

    Missing points, and points on the median, are no useful observation: they are dropped, and a run goes on over them.
    A series without any useful point, such as a constant one, gives no signal; its median is NaN only without a value.
    """
    values = np.atleast_2d(np.asarray(values, dtype=np.float64))
    present = ~np.isnan(values)
    median = np.full(values.shape[0], np.nan)
    some = present.any(axis=1)
    if some.any():
        median[some] = np.nanmedian(values[some], axis=1)
    sides = sign(values - median[:, None], sizes(values)).astype(np.int64)
    last, run, longest, crossings = np.zeros((4, values.shape[0]), dtype=np.int64)
    for side in sides.T:
        counts, crosses = side != 0, side * last < 0
        run = np.where(counts, np.where(crosses, 1, run + 1), run)
        longest, crossings = np.maximum(longest, run), crossings + crosses
        last = np.where(counts, side, last)
    useful = (sides != 0).sum(axis=1)
    longest_allowed, crossings_needed = limits_by_chance(useful)
    return RunChart(
        median=median,
        useful=useful,
        longest=longest,
        longest_allowed=longest_allowed,
        crossings=crossings,
        crossings_needed=crossings_needed,
        long_run=longest > longest_allowed,
        few_crossings=crossings < crossings_needed,
    )
