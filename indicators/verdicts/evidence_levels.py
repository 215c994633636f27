"""The ladder: how many valid points a series has, and what that number allows (methods, section 0). Enforced here only.

Everything that needs several points asks `permits`; the rung that is missing is `needed`.
"""

from typing import Literal

import polars as pl

Rung = Literal["value", "change", "sparkline", "trend", "run_chart", "xmr_provisional", "xmr"]
#: Rung, and the number of points from which it is reached.
RUNGS: tuple[tuple[Rung, int], ...] = (
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
#: One yes-or-no answer, or one quantity, of one establishment climbs no further than this.
CEILING_ESTABLISHMENT: dict[str, Rung] = {
    "share_of_establishments": "change",
    "state": "change",
    "headline": "change",
    "count": "change",
    "amount": "value",
    "mean": "value",
    "total": "change",
}
#: A sparkline is a drawing that claims nothing, so no sentence asks for it.
SILENT = ("sparkline",)

_SERIES = ["series", "place_order"]


def allowed(kind: str, level: str) -> tuple[tuple[Rung, int], ...]:
    """The rungs that a kind of subject may climb at a level, `establishment` or any other."""
    rungs = RUNGS
    if kind in WITHOUT_TREND:
        rungs = tuple(rung for rung in rungs if rung[0] != "trend")
    ceiling = CEILING_ESTABLISHMENT.get(kind) if level == "establishment" else None
    if ceiling is None:
        return rungs
    last = [name for name, _ in rungs].index(ceiling)
    return rungs[: last + 1]


def rung(kind: str, level: str, count: int) -> tuple[str, int]:
    """The rung that `count` points reach, and the points that the next one needs (0: there is no next one)."""
    reached, needed = "", 0
    for name, threshold in allowed(kind, level):
        if count >= threshold:
            reached = name
        elif not needed and name not in SILENT:
            needed = threshold
    return (reached, needed) if count else ("", 0)


def permits(name: Rung, points: str = "points") -> pl.Expr:
    """Whether a row's kind, level and number of `points` (a column) reach a rung."""
    kind, establishment = pl.col("kind"), pl.col("level") == "establishment"
    order = [step for step, _ in RUNGS]
    below = [item for item, ceiling in CEILING_ESTABLISHMENT.items() if order.index(ceiling) < order.index(name)]
    barred = establishment & kind.is_in(below)
    if name == "trend":
        barred = barred | kind.is_in(WITHOUT_TREND)
    return (pl.col(points) >= dict(RUNGS)[name]) & ~barred


def ladder(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with their place in their series: `points`, `rung`, `needed`, and what later steps need to know of it.

    `points` counts the valid points since the last break of the series, this one included, 0 where this one is not valid.
    A missing one does not start the count again; what needs neighbours looks at them by itself. `block` numbers the
    stretches between breaks, and `span` is how many valid points the row's stretch has in all.

    Args:
        rows: sorted by series and place, oldest period first, with `valid` and `series_break`.
    """
    order = "period_order"
    rows = rows.with_columns(block=pl.col("series_break").cast(pl.UInt32).cum_sum().over(_SERIES, order_by=order))
    stretch = [*_SERIES, "block"]
    count = pl.col("valid").cast(pl.Int64).cum_sum().over(stretch, order_by=order)
    rows = rows.with_columns(
        points=pl.when("valid").then(count).otherwise(0),
        span=pl.col("valid").cast(pl.Int64).sum().over(stretch),
    )
    cases = rows.select("kind", "level", "points").unique()
    steps = [rung(*case) for case in cases.iter_rows()]
    table = cases.with_columns(
        pl.Series("rung", [step[0] for step in steps], dtype=pl.String),
        pl.Series("needed", [step[1] for step in steps], dtype=pl.Int64),
    )
    return rows.join(table, on=["kind", "level", "points"], how="left", maintain_order="left")
