"""When two numbers are one: a mean, a limit or a multiplied rate carries the rounding of its computation."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Signs = NDArray[np.int8]

#: Numbers that differ by less than this share of the size of what they come from are equal.
ALIKE = 1e-12


def sign(difference: ArrayLike, size: ArrayLike) -> Signs:
    """1, −1, or 0 where a difference is nothing but rounding of numbers of that size, or is missing."""
    difference = np.asarray(difference, dtype=np.float64)
    differs = np.abs(difference) > ALIKE * np.asarray(size, dtype=np.float64)
    return np.sign(np.where(differs, difference, 0.0)).astype(np.int8)


def sizes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Largest absolute value of each row, as a column; 0 for a row without any."""
    return np.where(np.isnan(values), 0.0, np.abs(values)).max(axis=1, initial=0.0, keepdims=True)
