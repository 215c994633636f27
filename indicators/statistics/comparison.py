"""Comparison of a value with a fixed benchmark, and what its direction makes of it (methods, section 2)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.catalogue.model import Direction

StringArray = NDArray[np.str_]

#: What higher and lower mean, where the direction of an indicator says so.
JUDGED: dict[str, dict[str, str]] = {
    "higher_better": {"higher": "better", "lower": "worse"},
    "lower_better": {"higher": "worse", "lower": "better"},
}
FAVOURABLE: dict[str, dict[str, str]] = {
    "higher_better": {"up": "favourable", "down": "unfavourable"},
    "lower_better": {"up": "unfavourable", "down": "favourable"},
}
SAME_MOVE = {"no_to_yes": "up", "yes_to_no": "down"}


def against(low: ArrayLike, high: ArrayLike, benchmark: ArrayLike) -> StringArray:
    """`lower`, `higher`, `similar` or `not_compared` for each interval and its benchmark taken as fixed.

    high < benchmark is lower, low > benchmark is higher; touching is similar; a NaN anywhere is not compared.
    """
    low, high, benchmark = (np.asarray(value, dtype=np.float64) for value in (low, high, benchmark))
    missing = np.isnan(low) | np.isnan(high) | np.isnan(benchmark)
    return np.select(
        [missing, high < benchmark, low > benchmark], ["not_compared", "lower", "higher"], default="similar"
    )


def judged(code: str, direction: Direction) -> str:
    """`better` or `worse` for a code where the direction allows a judgement; the code itself otherwise."""
    return JUDGED.get(direction, {}).get(code, code)


def judged_change(state: str, direction: Direction) -> str:
    """`favourable`, `unfavourable` or `neutral` for a change that was seen; empty where none was."""
    move = SAME_MOVE.get(state, state)
    if move not in ("up", "down"):
        return ""
    return FAVOURABLE.get(direction, {}).get(move, "neutral")
