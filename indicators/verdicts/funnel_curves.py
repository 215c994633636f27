"""The lines of a funnel from the verdicts of its establishments: their common value and the limits at each size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.statistics import funnel
from indicators.verdicts.model import Verdict

#: Sizes at which the limits are worked out.
STEPS = 90


@dataclass(frozen=True)
class Curves:
    """The common value, and at each size the limits of both levels, in the unit of the values."""

    centre: float
    sizes: np.ndarray
    limits: dict[float, tuple[np.ndarray, np.ndarray]]


def members(places: Sequence[Verdict]) -> list[Verdict]:
    """The establishments that stand in a funnel: those whose verdict has a position."""
    return [item for item in places if item.funnel and item.value is not None and item.denominator]


def _multiplier(inside: Sequence[Verdict]) -> float:
    for item in inside:
        if item.value and item.numerator and item.denominator:
            return item.value * item.denominator / item.numerator
    return 100.0 if inside[0].unit_fr.startswith("%") else 1.0


def curves(places: Sequence[Verdict], *, adjusted: bool = False) -> Curves | None:
    """The lines of the funnel of these establishments; None where none stands in one."""
    inside = members(places)
    if len(inside) < funnel.MINIMUM:
        return None
    kind: funnel.FunnelKind = "share" if inside[0].interval_method == "wilson" else "rate"
    x = np.array([[item.numerator or 0.0 for item in inside]])
    n = np.array([[item.denominator or 0.0 for item in inside]])
    centre = funnel.pooled(x, n, kind)
    low, high = float(n.min()) * 0.85, float(n.max()) * 1.03
    sizes = np.geomspace(low, high, STEPS) if low > 0 else np.linspace(low, high, STEPS)
    scale = _multiplier(inside)
    limits = {}
    for level in funnel.LEVELS:
        if adjusted:
            tau2 = funnel.overdispersion(x, n, centre, kind).tau2
            bounds = funnel.adjusted_limits(sizes, centre, kind, level, tau2)
        else:
            bounds = funnel.limits(sizes, centre, kind, level)
        limits[level] = (np.ravel(bounds[0]) * scale, np.ravel(bounds[1]) * scale)
    return Curves(float(centre[0]) * scale, sizes, limits)
