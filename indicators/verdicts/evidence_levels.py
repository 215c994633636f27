"""Evidence levels: how many valid points a series has, and what that number allows (methods, section 0).

Everything that needs several points asks `reaches`; the points that the next level needs are `needed`.
"""

from typing import Literal

import polars as pl

EvidenceLevel = Literal["value", "change", "sparkline", "trend", "run_chart", "xmr_provisional", "xmr"]
#: Level, and the least number of points that reaches it.
EVIDENCE_LEVELS: tuple[tuple[EvidenceLevel, int], ...] = (
    ("value", 1),
    ("change", 2),
    ("sparkline", 3),
    ("trend", 5),
    ("run_chart", 10),
    ("xmr_provisional", 12),
    ("xmr", 13),
)
#: A recent trend is for rates and shares; a series of medians or sums goes from sparkline to run chart.
WITHOUT_TREND = ("count", "amount", "mean", "total")
#: The highest level for one yes-or-no answer, or one quantity, of one establishment.
HIGHEST_OF_ESTABLISHMENT: dict[str, EvidenceLevel] = {
    "share_of_establishments": "change",
    "state": "change",
    "headline": "change",
    "count": "change",
    "amount": "value",
    "mean": "value",
    "total": "change",
}
#: A sparkline is a drawing that claims nothing, so no sentence asks for it.
WITHOUT_SENTENCE = ("sparkline",)

_SERIES = ["series", "place_order"]


def levels_within_reach(kind: str, level: str) -> tuple[tuple[EvidenceLevel, int], ...]:
    """The evidence levels that a kind of subject may reach, for an `establishment` or any other place."""
    levels = tuple(item for item in EVIDENCE_LEVELS if item[0] != "trend" or kind not in WITHOUT_TREND)
    highest = HIGHEST_OF_ESTABLISHMENT.get(kind) if level == "establishment" else None
    names = [name for name, _ in levels]
    return levels if highest is None else levels[: names.index(highest) + 1]


def evidence_level(kind: str, level: str, count: int) -> tuple[str, int]:
    """The evidence level that `count` points reach, and the points that the next one needs (0: there is no next)."""
    reached, needed = "", 0
    for name, minimum in levels_within_reach(kind, level):
        if count >= minimum:
            reached = name
        elif not needed and name not in WITHOUT_SENTENCE:
            needed = minimum
    return (reached, needed) if count else ("", 0)


def reaches(name: EvidenceLevel, points: str = "points") -> pl.Expr:
    """Whether a row's kind, level and number of `points` (a column) reach an evidence level."""
    kind, establishment = pl.col("kind"), pl.col("level") == "establishment"
    order = [level for level, _ in EVIDENCE_LEVELS]
    below = [item for item, highest in HIGHEST_OF_ESTABLISHMENT.items() if order.index(highest) < order.index(name)]
    barred = establishment & kind.is_in(below)
    if name == "trend":
        barred = barred | kind.is_in(WITHOUT_TREND)
    return (pl.col(points) >= dict(EVIDENCE_LEVELS)[name]) & ~barred


def with_evidence_levels(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `points`, `rung` (their evidence level) and `needed`, and what later steps need to know of them.

    `points` counts the valid points since the last break of the series, this one included, 0 where this one is not
    valid. A missing one does not start the count again; what needs neighbours looks at them by itself. `segment_order`
    numbers the segments between breaks, and `segment_points` is how many valid points the row's segment has in all.

    Args:
        rows: sorted by series and place, oldest period first, with `valid` and `series_break`.
    """
    order = "period_order"
    rows = rows.with_columns(
        segment_order=pl.col("series_break").cast(pl.UInt32).cum_sum().over(_SERIES, order_by=order)
    )
    segment = [*_SERIES, "segment_order"]
    count = pl.col("valid").cast(pl.Int64).cum_sum().over(segment, order_by=order)
    rows = rows.with_columns(
        points=pl.when("valid").then(count).otherwise(0),
        segment_points=pl.col("valid").cast(pl.Int64).sum().over(segment),
    )
    cases = rows.select("kind", "level", "points").unique()
    found = [evidence_level(*case) for case in cases.iter_rows()]
    table = cases.with_columns(
        pl.Series("rung", [name for name, _ in found], dtype=pl.String),
        pl.Series("needed", [needed for _, needed in found], dtype=pl.Int64),
    )
    return rows.join(table, on=["kind", "level", "points"], how="left", maintain_order="left")
