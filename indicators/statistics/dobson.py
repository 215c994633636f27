"""Directly standardised rate: what a rate would be with the age structure of a reference (methods, section 1)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from indicators.statistics.intervals import LEVEL, Floats, byar

#: Under this total count neither the rate nor its interval is given.
MINIMUM_EVENTS = 10


class StandardisedRate(NamedTuple):
    """A rate a person with its limits; multiply all three for a rate per 100 000."""

    value: Floats
    low: Floats
    high: Floats


def dobson(events: ArrayLike, people: ArrayLike, standard: ArrayLike, level: float = LEVEL) -> StandardisedRate:
    """Rate standardised on the weights of the last axis (strata), one set a row, with Dobson's limits.

    D = Σ wᵢxᵢ/nᵢ / Σw; D + √(V/X)·(L − X) and D + √(V/X)·(U − X), V = Σ wᵢ²xᵢ/nᵢ² / (Σw)², X = Σx, and L, U Byar's
    limits of X. NaN under 10 events in all, with a stratum missing or without people, or without weights: a stratum
    is never left out.
    Dobson, Kuulasmaa, Eberle & Scherer 1991.
    """
    events, people, standard = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (events, people, standard))
    )
    fits = ((events >= 0) & (people > 0) & (standard >= 0)).all(axis=-1) & (standard.sum(axis=-1) > 0)
    total = np.where(fits, events.sum(axis=-1), np.nan)
    total = np.where(total >= MINIMUM_EVENTS, total, np.nan)
    weight = standard / np.where(fits, standard.sum(axis=-1), np.nan)[..., None]
    weight = np.divide(weight, people, out=np.full(weight.shape, np.nan), where=people > 0)
    value = np.where(np.isnan(total), np.nan, (weight * events).sum(axis=-1))
    error = np.sqrt((weight**2 * events).sum(axis=-1) / total)
    low, high = byar(total, level)
    return StandardisedRate(value, value + error * (low - total), value + error * (high - total))
