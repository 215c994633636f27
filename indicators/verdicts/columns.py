"""Columns of a table of verdicts as arrays for the statistics, and back; null is NaN on that side."""

import numpy as np
import polars as pl

#: A row of a table of verdicts: a subject in a period, at a place.
ROW = ["subject_order", "place_order"]
#: A published sum less its visible parts keeps floating-point dust below this many decimals.
RESIDUAL_DECIMALS = 6


def float_arrays(frame: pl.DataFrame, *names: str) -> list[np.ndarray]:
    """Columns as float arrays, null as NaN."""
    return [frame[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in names]


def float_column(name: str, values: np.ndarray) -> pl.Series:
    """An array as a column, null where it is NaN or infinite."""
    return pl.Series(name, np.where(np.isfinite(values), values, np.nan), dtype=pl.Float64).fill_nan(None)


def padded_matrices(frame: pl.DataFrame, by: list[str], *names: str) -> tuple[pl.DataFrame, list[np.ndarray]]:
    """The keys of `by` in order, and for each name a matrix (keys × members) filled up with NaN."""
    keys = frame.select(by).unique(maintain_order=True).with_row_index("_key")
    placed = frame.join(keys, on=by, how="left", maintain_order="left")
    rows = placed["_key"].to_numpy()
    within = placed.select(pl.int_range(pl.len()).over("_key")).to_series().to_numpy()
    width = int(within.max()) + 1 if len(within) else 0
    matrices = []
    for name in names:
        matrix = np.full((keys.height, width), np.nan)
        matrix[rows, within] = float_arrays(frame, name)[0]
        matrices.append(matrix)
    return keys.drop("_key"), matrices
