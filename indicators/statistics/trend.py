"""Recent trend: whether the last five points move one way by more than chance (methods, section 4).

Arrays are (series, points) in the order of time. The last five columns are used, so they must be five consecutive
periods: a missing one, like fewer than five columns, leaves the trend uncalculated.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.comparison import StringArray
from indicators.statistics.intervals import Floats
from indicators.statistics.rounding import sign, sizes

Flags = NDArray[np.bool_]

POINTS = 5
#: Quantile of χ² with one degree of freedom at 99.8 %.
SIGNIFICANT = 9.54953570608324
#: Width of a 95 % interval in standard deviations, as the published method rounds it.
WIDTH = 3.92

_TIME = np.arange(1.0, POINTS + 1)
#: Everything, then everything but each point.
_KEPT = np.vstack([np.ones(POINTS), 1 - np.eye(POINTS)])


class Trend(NamedTuple):
    """Slope a period in the unit of the values, χ², and `up`, `down`, `none` or `not_computed` for each series."""

    slope: Floats
    chi_square: Floats
    state: StringArray


def _last(*values: ArrayLike) -> list[Floats]:
    """The last five columns of each, NaN columns standing in where there are fewer."""
    rows = np.broadcast_arrays(*(np.atleast_2d(np.asarray(value, dtype=np.float64)) for value in values))
    missing = max(0, POINTS - rows[0].shape[1])
    return [np.pad(row, ((0, 0), (missing, 0)), constant_values=np.nan)[:, -POINTS:] for row in rows]


def _slopes(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Weighted least-squares slopes (series, 6), full then each point left out, and the full Σw(t − t̄)²."""
    kept = weights[:, None, :] * _KEPT
    total = kept.sum(axis=2, keepdims=True)
    time = _TIME - (kept * _TIME).sum(axis=2, keepdims=True) / total
    centred = values[:, None, :] - (kept * values[:, None, :]).sum(axis=2, keepdims=True) / total
    squares = (kept * time**2).sum(axis=2)
    slopes = (kept * time * centred).sum(axis=2) / squares
    return np.where(sign(slopes, sizes(values)) == 0, 0.0, slopes), squares[:, 0]


def _judge(slopes: Floats, chi_square: Floats, fits: Flags) -> Trend:
    """A trend needs χ² above the quantile and six slopes of one strict sign."""
    moved, fits = chi_square > SIGNIFICANT, fits & ~np.isnan(chi_square)
    state = np.select(
        [~fits, moved & (slopes > 0).all(axis=1), moved & (slopes < 0).all(axis=1)],
        ["not_computed", "up", "down"],
        default="none",
    )
    return Trend(np.where(fits, slopes[:, 0], np.nan), np.where(fits, chi_square, np.nan), state)


def trend_of_shares(x: ArrayLike, n: ArrayLike) -> Trend:
    """Trend of proportions x/n by the χ² for linear trend, N(NΣxt − XΣnt)² / {X(N−X)(NΣnt² − (Σnt)²)}.

    The slope is the one this χ² tests (weights n). Not computed with x = n in any period, with no event in all five,
    or without an interval (n = 0, x > n, missing). Armitage 1955; Public Health England, trend markers.
    """
    x, n = _last(x, n)
    fits: Flags = np.asarray(((n > 0) & (x >= 0) & (x < n)).all(axis=1))
    x, n = np.where(fits[:, None], x, np.nan), np.where(fits[:, None], n, np.nan)
    slopes, squares = _slopes(x / n, n)
    total, events = n.sum(axis=1), x.sum(axis=1)
    share = np.divide(events, total, out=np.full(total.shape, np.nan), where=events > 0)
    # NΣxt − XΣnt = b·N·Σn(t − t̄)², which shortens the formula to b²Σn(t − t̄)² / {p(1 − p)}.
    return _judge(slopes, slopes[:, 0] ** 2 * squares / (share * (1 - share)), fits)


def trend_of_rates(value: ArrayLike, low: ArrayLike, high: ArrayLike) -> Trend:
    """Trend of rates with their 95 % limits: weights 1/σ² with σ = (high − low)/3.92, χ² = (slope/SE)².

    Not computed where a value or an interval is missing or has no width. Public Health England, trend markers.
    """
    value, low, high = _last(value, low, high)
    fits: Flags = np.asarray((~np.isnan(value) & (high > low)).all(axis=1))
    value = np.where(fits[:, None], value, np.nan)
    weights = np.where(fits[:, None], (WIDTH / np.where(high > low, high - low, np.nan)) ** 2, np.nan)
    slopes, squares = _slopes(value, weights)
    return _judge(slopes, slopes[:, 0] ** 2 * squares, fits)
