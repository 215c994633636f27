"""Change of the mean of the same people seen twice: its interval, its size, and what could have been seen.

Every function takes one row of values a person, NaN for who is absent; only complete pairs count (completers).
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from indicators.statistics.change import POWER, signed_rank
from indicators.statistics.intervals import LEVEL, student

#: Noncentral t computations stop being stable far out; no effect of people is that large.
LARGEST_EFFECT = 20.0
#: Whole answers differ by much more: below this the spread is rounding.
NO_SPREAD = 1e-12


class PairedMean(NamedTuple):
    """The mean change of complete pairs, in the unit of the answers; NaN where nothing can be said.

    `effect` is Hedges' g_z: Cohen's d_z (mean of the differences over their standard deviation) corrected for small
    samples. `detectable` is the smallest change that this many pairs would show at 95 % with a power of 80 %.
    """

    pairs: int
    change: float
    low: float
    high: float
    wilcoxon_p: float
    effect: float
    effect_low: float
    effect_high: float
    detectable: float


NOTHING = PairedMean(0, *(float("nan"),) * 8)


def paired_mean(before: ArrayLike, after: ArrayLike, level: float = LEVEL) -> PairedMean:
    """The change of the mean over complete pairs with its Student interval (n < 2 or no spread: none).

    d̄ ± t(n−1)·s/√n on the differences (methods, sections 1 and 3); the signed-rank p stands beside it, since five-point
    answers are not normal. Student 1908; Wilcoxon 1945; Hedges 1981.
    """
    first, second = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    difference = (second - first)[~np.isnan(second - first)]
    n = difference.size
    if n == 0:
        return NOTHING
    mean = float(difference.mean())
    p = float(signed_rank(first, second).p[0])
    spread = float(difference.std(ddof=1)) if n > 1 else 0.0
    # All alike: the formula would give an interval of no width, which claims more than n answers know.
    if spread <= NO_SPREAD:
        return NOTHING._replace(pairs=n, change=mean, wilcoxon_p=p)
    low, high = student(mean, spread, n, level)
    effect = mean / spread
    correction = small_sample_correction(n - 1)
    effect_low, effect_high = effect_bounds(effect, n, level)
    return PairedMean(
        pairs=n,
        change=mean,
        low=float(low),
        high=float(high),
        wilcoxon_p=p,
        effect=correction * effect,
        effect_low=correction * effect_low,
        effect_high=correction * effect_high,
        detectable=detectable_effect(n, level) * spread,
    )


def small_sample_correction(degrees: int) -> float:
    """Hedges' J = Γ(m/2) / (√(m/2)·Γ((m−1)/2)) for m degrees of freedom; NaN under 2. Hedges 1981."""
    if degrees < 2:
        return float("nan")
    return float(np.exp(special.gammaln(degrees / 2) - special.gammaln((degrees - 1) / 2)) / np.sqrt(degrees / 2))


def effect_bounds(effect: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Limits of d_z from the noncentral t whose tails hold the observed t = d_z·√n.

    Steiger & Fouladi 1997; Goulet-Pelletier & Cousineau 2018.
    """
    tail, observed = (1 - level) / 2, effect * np.sqrt(n)

    def limit(chance: float) -> float:
        reach = LARGEST_EFFECT * np.sqrt(n)
        edges = (observed - reach, observed + reach)
        return _root(lambda shift: _below(observed, n - 1, shift) - chance, *edges) / float(np.sqrt(n))

    return limit(1 - tail), limit(tail)


def _below(observed: float, degrees: int, shift: float) -> float:
    """P(T ≤ observed) of the noncentral t; far from it the answer is 0 or 1, which the series would give as NaN."""
    # What `stats.nct.cdf` calls, without the checks that take twenty times as long.
    chance = float(special.nctdtr(degrees, shift, observed))
    return chance if np.isfinite(chance) else float(observed > shift)


@cache
def detectable_effect(n: int, level: float = LEVEL, power: float = POWER) -> float:
    """The smallest d_z that a paired t test of n pairs finds with this power (exact, noncentral t); NaN if n < 2."""
    if n < 2:
        return float("nan")
    needed = float(stats.t.ppf((1 + level) / 2, n - 1))

    def found(effect: float) -> float:
        return 1 - _below(needed, n - 1, effect * np.sqrt(n)) - power

    return _root(found, 0.0, LARGEST_EFFECT)


def _root(crosses: Callable[[float], float], low: float, high: float) -> float:
    """Where a function crosses 0 between two ends of other signs (Brent)."""
    return float(optimize.root_scalar(crosses, bracket=(low, high), method="brentq").root)


def mean_bounds(values: ArrayLike, level: float = LEVEL) -> tuple[float, float, float]:
    """A mean and its Student limits x̄ ± t(n−1)·s/√n; NaN limits under two values or without spread."""
    found = np.asarray(values, dtype=np.float64)
    found = found[~np.isnan(found)]
    if found.size == 0:
        return float("nan"), float("nan"), float("nan")
    mean = float(found.mean())
    spread = float(found.std(ddof=1)) if found.size > 1 else 0.0
    if spread <= NO_SPREAD:
        return mean, float("nan"), float("nan")
    low, high = student(mean, spread, found.size, level)
    return mean, float(low), float(high)
