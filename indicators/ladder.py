"""The ladder: how many valid points a series has, and what that number allows (methods, section 0). Enforced here only."""

import polars as pl

#: Rung, and the number of points from which it is reached.
RUNGS = (
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
CEILING_ESTABLISHMENT = {
    "share_of_establishments": "change",
    "state": "change",
    "headline": "change",
    "count": "change",
    "amount": "value",
    "mean": "value",
}
#: A sparkline is a drawing that claims nothing, so no sentence asks for it.
SILENT = ("sparkline",)

_SERIES = ["subject_kind", "subject_id", "segment", "place_kind", "place_id"]


def points(order: str = "order") -> pl.Expr:
    """Valid comparable points in a row, ending here; rows need `valid`, `series_break` and the wave's `order`.

    A wave without a value or a series break starts the count again: later rungs need equally spaced points that mean
    the same thing.
    """
    restart = (~pl.col("valid")) | pl.col("series_break")
    block = restart.cast(pl.Int64).cum_sum().over(_SERIES, order_by=order)
    return pl.col("valid").cast(pl.Int64).cum_sum().over([*_SERIES, block], order_by=order)


def allowed(kind: str, place_kind: str) -> tuple[tuple[str, int], ...]:
    """The rungs that a kind of subject may climb at a kind of place."""
    rungs = RUNGS
    if kind in WITHOUT_TREND:
        rungs = tuple(rung for rung in rungs if rung[0] != "trend")
    ceiling = CEILING_ESTABLISHMENT.get(kind) if place_kind == "establishment" else None
    if ceiling is None:
        return rungs
    last = [name for name, _ in rungs].index(ceiling)
    return rungs[: last + 1]


def rung(kind: str, place_kind: str, count: int) -> tuple[str, int]:
    """The rung that `count` points reach, and the points that the next one needs (0: there is no next one)."""
    reached, needed = "", 0
    for name, threshold in allowed(kind, place_kind):
        if count >= threshold:
            reached = name
        elif not needed and name not in SILENT:
            needed = threshold
    return (reached, needed) if count else ("", 0)


def ladder(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `points`, `rung` and `needed`."""
    rows = rows.with_columns(points().alias("points"))
    cases = rows.select("kind", "place_kind", "points").unique()
    steps = [rung(*case) for case in cases.iter_rows()]
    table = cases.with_columns(
        pl.Series("rung", [step[0] for step in steps], dtype=pl.String),
        pl.Series("needed", [step[1] for step in steps], dtype=pl.Int64),
    )
    return rows.join(table, on=["kind", "place_kind", "points"], how="left", maintain_order="left")
