"""Peers: quartiles of the establishments that reported, where they are enough (methods, section 7)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Under this number of reporting peers only the values are shown.
MINIMUM_PEERS = 5


def quartiles(values: ArrayLike) -> NDArray[np.float64]:
    """First quartile, median and third quartile (..., 3) of each row of values; NaN under five values.

    Interpolated quantiles of type 7 (Hyndman & Fan 1996). NaN marks a peer that did not report.
    """
    rows = np.asarray(values, dtype=np.float64)
    flat = np.atleast_2d(rows)
    found = np.full((flat.shape[0], 3), np.nan)
    enough = (~np.isnan(flat)).sum(axis=1) >= MINIMUM_PEERS
    if enough.any():
        found[enough] = np.nanquantile(flat[enough], [0.25, 0.5, 0.75], axis=1, method="linear").T
    return found if rows.ndim > 1 else found[0]
