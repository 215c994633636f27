"""Funnel: how far from a common target chance alone carries establishments of each size (methods, section 7).

Arrays are (sets, establishments), NaN for one that did not report; a target is one number a set. `kind` is `share`
for x of n, or `rate` for x events over a base n. A ratio of observed to expected is a rate over the expected, target 1.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

from indicators.statistics.comparison import StringArray, against, against_limits
from indicators.statistics.intervals import LEVEL, Bounds, Floats, byar, wilson

FunnelKind = Literal["share", "rate"]

LEVELS = (0.95, 0.998)
#: Part of the establishments whose z is brought in, at each end, before dispersion is measured.
WINSORISED = 0.10
#: Comparing needs another establishment: one alone is its own target.
MINIMUM = 2


class Dispersion(NamedTuple):
    """Establishments counted, φ (0.68 under pure chance, because z is winsorised) and τ² on the transformed scale."""

    establishments: NDArray[np.int64]
    phi: Floats
    tau2: Floats


class Outliers(NamedTuple):
    """`lower`, `higher`, `similar` or `not_compared` by each method, and how many of the three call it an outlier."""

    interval: StringArray
    funnel: StringArray
    adjusted: StringArray
    methods: NDArray[np.int64]


def _rows(*values: ArrayLike) -> list[Floats]:
    return list(np.broadcast_arrays(*(np.atleast_2d(np.asarray(value, dtype=np.float64)) for value in values)))


def _column(target: ArrayLike) -> Floats:
    return np.asarray(target, dtype=np.float64).reshape(-1, 1)


def _pairs(x: ArrayLike, n: ArrayLike, kind: FunnelKind) -> tuple[Floats, Floats]:
    """Both NaN unless the pair makes a ratio: n > 0 and 0 ≤ x, and x ≤ n for a share."""
    x, n = _rows(x, n)
    fits = (n > 0) & (x >= 0) & ((x <= n) | (kind == "rate"))
    return np.where(fits, x, np.nan), np.where(fits, n, np.nan)


def pooled(x: ArrayLike, n: ArrayLike, kind: FunnelKind) -> Floats:
    """Σx/Σn of each set, the usual target; NaN with fewer than two establishments."""
    x, n = _pairs(x, n, kind)
    enough = (~np.isnan(n)).sum(axis=1) >= MINIMUM
    return np.divide(np.nansum(x, axis=1), np.nansum(n, axis=1), out=np.full(enough.shape, np.nan), where=enough)


def limits(n: ArrayLike, target: ArrayLike, kind: FunnelKind, level: float) -> Bounds:
    """Limits around a target P at each n, as a proportion or as events a unit of n; NaN where n ≤ 0.

    Share: P ± z√(P(1−P)/n), clipped to [0, 1]. Rate: the counts y with P(X ≤ y), and P(X ≥ y), = (1 − level)/2 for X ~
    Poisson(nP), over n; the gamma form of the tails joins the whole counts by a smooth line, and a count is strictly
    outside exactly when its own tail is smaller. Spiegelhalter 2005.
    """
    n, target = np.asarray(n, dtype=np.float64), np.asarray(target, dtype=np.float64)
    n, target = np.broadcast_arrays(np.where(n > 0, n, np.nan), target)
    tail = (1 - level) / 2
    if kind == "share":
        proper = np.where((target >= 0) & (target <= 1), target, np.nan)
        half = stats.norm.isf(tail) * np.sqrt(proper * (1 - proper) / n)
        return np.clip(proper - half, 0, 1), np.clip(proper + half, 0, 1)
    expected = np.where(target >= 0, n * target, np.nan)
    low = np.maximum(special.gdtrib(1.0, 1 - tail, expected) - 1, 0)
    return low / n, special.gdtrib(1.0, tail, expected) / n


def _transformed(x: Floats, n: Floats, target: Floats, kind: FunnelKind) -> tuple[Floats, Floats, Floats]:
    """Value, target and standard error where the variance no longer depends on the value.

    Share: arcsin√p, s = 1/(2√n). Rate: √(x/E) against 1, s = 1/(2√E), E = nP, which has a value at x = 0.
    """
    if kind == "share":
        value, centre = np.arcsin(np.sqrt(x / n)), np.arcsin(np.sqrt(target))
        return value, np.broadcast_to(centre, value.shape), 1 / (2 * np.sqrt(n))
    expected = n * target
    some = expected > 0
    value = np.sqrt(np.divide(x, expected, out=np.where(np.isnan(expected), np.nan, 1.0), where=some))
    error = np.divide(0.5, np.sqrt(expected), out=np.where(np.isnan(expected), np.nan, np.inf), where=some)
    return value, np.ones(value.shape), error


def overdispersion(x: ArrayLike, n: ArrayLike, target: ArrayLike, kind: FunnelKind) -> Dispersion:
    """How much more establishments differ than chance allows: φ = Σz²/k of winsorised z, and τ² between them.

    τ² = (kφ − (k−1)) / (Σw − Σw²/Σw), w = 1/s², 0 where kφ < k−1; both NaN under two establishments. Winsorising
    brings the z outside the 10th and 90th percentiles (type 7) to them. Spiegelhalter 2005, appendix.
    """
    x, n = _pairs(x, n, kind)
    value, centre, error = _transformed(x, n, _column(target), kind)
    z = (value - centre) / error
    count = (~np.isnan(z)).sum(axis=1)
    enough = count >= MINIMUM
    phi, tau2 = np.full(count.shape, np.nan), np.full(count.shape, np.nan)
    if enough.any():
        z, k, weights = z[enough], count[enough], np.nan_to_num(error[enough] ** -2, nan=0.0)
        ends = np.nanquantile(z, [WINSORISED, 1 - WINSORISED], axis=1, keepdims=True, method="linear")
        squares = np.nansum(np.clip(z, ends[0], ends[1]) ** 2, axis=1)
        total = weights.sum(axis=1)
        left = total - np.divide((weights**2).sum(axis=1), total, out=np.zeros(total.shape), where=total > 0)
        phi[enough] = squares / k
        excess = np.maximum(squares - (k - 1), 0.0)
        tau2[enough] = np.divide(excess, left, out=np.zeros(left.shape), where=left > 0)
    return Dispersion(count, phi, tau2)


def _transformed_limits(n: Floats, target: Floats, kind: FunnelKind, level: float, tau2: Floats) -> Bounds:
    """Target ± z√(s² + τ²), transformed back; the arcsine is clipped to [0, π/2] and the root to 0 first."""
    z = stats.norm.isf((1 - level) / 2)
    if kind == "share":
        centre = np.arcsin(np.sqrt(np.where((target >= 0) & (target <= 1), target, np.nan)))
        half = z * np.sqrt(1 / (4 * n) + tau2)
        low, high = (np.sin(np.clip(centre + side * half, 0, np.pi / 2)) ** 2 for side in (-1, 1))
        return low, high
    expected = np.where(target >= 0, n * target, np.nan)
    variance = np.divide(0.25, expected, out=np.where(np.isnan(expected), np.nan, 0.0), where=expected > 0)
    half = z * np.sqrt(variance + tau2)
    return target * np.maximum(1 - half, 0) ** 2, target * (1 + half) ** 2


def adjusted_limits(n: ArrayLike, target: ArrayLike, kind: FunnelKind, level: float, tau2: ArrayLike) -> Bounds:
    """Limits that leave room for differences between establishments: target ± z√(s² + τ²), transformed back.

    Never inside the unadjusted limits, and those very limits when τ² = 0: the transformation is an approximation that
    few events make too narrow, and an adjustment may not call more outliers. `target` and `tau2` broadcast with n.
    Spiegelhalter 2005.
    """
    n = np.asarray(n, dtype=np.float64)
    n, target, tau2 = np.broadcast_arrays(
        np.where(n > 0, n, np.nan), np.asarray(target, float), np.asarray(tau2, float)
    )
    low, high = limits(n, target, kind, level)
    wide_low, wide_high = _transformed_limits(n, target, kind, level, tau2)
    return (np.where(tau2 == 0, low, np.minimum(low, wide_low)), np.where(tau2 == 0, high, np.maximum(high, wide_high)))


def _tails(x: Floats, n: Floats, target: Floats, level: float) -> StringArray:
    """What the exact Poisson limits say of each count, by its own tails: nothing is inverted."""
    expected, tail = n * target, (1 - level) / 2
    below, above = stats.poisson.cdf(x, expected), stats.poisson.sf(x - 1, expected)
    return np.select(
        [np.isnan(x) | np.isnan(expected), below < tail, above < tail],
        ["not_compared", "lower", "higher"],
        default="similar",
    )


def outliers(
    x: ArrayLike,
    n: ArrayLike,
    kind: FunnelKind,
    level: float,
    target: ArrayLike | None = None,
    interval_level: float = LEVEL,
) -> Outliers:
    """What its own interval, the funnel and the adjusted funnel say of each establishment.

    The interval (Wilson, or exact and Byar) is the card's, at 95 %; `level` is that of both funnels. At one level the
    interval and the funnel are the same test of a fixed target, so they differ by their levels only. The target is the
    pooled value unless given. Nothing is compared with fewer than two establishments, unless a target is given: then
    only the adjusted funnel abstains.
    """
    x, n = _pairs(x, n, kind)
    centre = np.broadcast_to(_column(pooled(x, n, kind) if target is None else target), x.shape)
    tau2 = overdispersion(x, n, centre[:, 0], kind).tau2
    if kind == "share":
        low, high = wilson(x, n, interval_level)
        by_funnel = against_limits(x / n, limits(n, centre, kind, level))
    else:
        low, high = (limit / n for limit in byar(x, interval_level))
        by_funnel = _tails(x, n, centre, level)
    tau2 = np.broadcast_to(tau2[:, None], x.shape)
    wider = against_limits(x / n, _transformed_limits(n, centre, kind, level, tau2))
    # Outside the adjusted limits is outside both: `adjusted_limits`, without the cost of inverting tails.
    adjusted = np.where((tau2 == 0) | (wider == "not_compared") | (by_funnel == "similar"), by_funnel, wider)
    adjusted = np.where(np.isnan(tau2), "not_compared", adjusted)
    found = (against(low, high, centre), by_funnel, adjusted)
    return Outliers(*found, np.isin(np.stack(found), ("lower", "higher")).sum(axis=0))


def expected_outside(n: ArrayLike, target: ArrayLike, kind: FunnelKind, level: float) -> Floats:
    """How many establishments of each set chance alone puts outside the unadjusted limits, the target being true.

    Binomial or Poisson tails beyond each one's own limits, summed: counts are whole, so this is not k(1 − level).
    """
    (n,) = _rows(n)
    n = np.where(n > 0, n, np.nan)
    centre = np.broadcast_to(_column(target), n.shape)
    low, high = (limit * n for limit in limits(n, centre, kind, level))
    # The greatest count under the low limit and the greatest one not over the high limit; 1e-9 is rounding.
    under, within = np.ceil(low - 1e-9) - 1, np.floor(high + 1e-9)
    if kind == "share":
        whole = np.rint(n)
        chance = stats.binom.cdf(under, whole, centre) + stats.binom.sf(within, whole, centre)
    else:
        chance = stats.poisson.cdf(under, n * centre) + stats.poisson.sf(within, n * centre)
    return np.nansum(chance, axis=1)
