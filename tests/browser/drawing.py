"""One chart of the gallery: its specification, its data, and the words that stand beside it."""

from typing import NamedTuple

import polars as pl

from indicators.charts.theme import Spec
from indicators.release_reader.reader import ReleaseReader

#: The block of a page and half of it, then a phone's column.
FULL, HALF, PHONE = 1280, 610, 356


class Drawing(NamedTuple):
    """One chart ready to be drawn, the words beside it, and its width on a large page."""

    name: str
    spec: Spec
    datasets: dict[str, pl.DataFrame]
    words: tuple[str, ...]
    wide: int = HALF
    phone: bool = True


def is_fictitious(reader: ReleaseReader) -> bool:
    return reader.release.kind == "fictif"
