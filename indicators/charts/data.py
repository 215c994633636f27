"""The data sets of the charts: columns, the segments of a broken line, the ends of an axis."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import polars as pl


def columns(*, text: str = "", number: str = "", whole: str = "", flag: str = "") -> dict[str, Any]:
    """A schema from the names of its columns by type, separated by spaces."""
    kinds = ((text, pl.String), (number, pl.Float64), (whole, pl.Int64), (flag, pl.Boolean))
    return {name: kind for names, kind in kinds for name in names.split()}


def empty(schemas: dict[str, dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """The data sets of a chart that has nothing to draw."""
    return {name: pl.DataFrame(schema=schema) for name, schema in schemas.items()}


def segment_ids(ends: Iterable[bool]) -> list[str]:
    """For each point of a line the segment that it belongs to; a true value begins the next one."""
    return [str(count) for count in accumulate(ends, initial=0)][1:]


def span(values: Sequence[float], slack: float = 0.1) -> tuple[float, float]:
    """The ends of an axis: a part of the span past the values, and not below 0 where none is."""
    low, high = min(values), max(values)
    more = (high - low) * slack or abs(high) * slack or 1.0
    return (max(low - more, 0.0) if low >= 0 else low - more), high + more
