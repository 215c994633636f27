"""Funnel of the visible establishments: who stands apart given its size, and by how many methods (methods, section 7).

An indicator that compares across types has one funnel of all visible establishments; any other has one for each peer
group, since its values differ by type of establishment for other reasons than partnership.
"""

import numpy as np
import polars as pl

from indicators.statistics import funnel
from indicators.statistics.peers import MINIMUM_PEERS
from indicators.verdicts.columns import ROW, float_column, padded_matrices

#: The level at which an establishment is said to stand apart, then the stricter one.
USUAL, STRICT = funnel.LEVELS
_KINDS: tuple[tuple[funnel.FunnelKind, str], ...] = (("share", "wilson"), ("rate", "byar"))
_SET = ["subject_order", "funnel_kind", "funnel_id"]
_EMPTY = {
    "funnel": pl.String,
    "funnel_adjusted": pl.String,
    "outlier_methods": pl.Int64,
    "funnel_expected": pl.Float64,
    "phi": pl.Float64,
}


def with_funnels(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the funnel fields: position of an establishment, number expected outside of a group, φ of both."""
    across = pl.col("across_types")
    rows = rows.with_columns(
        funnel_kind=pl.when(across).then(pl.lit("province")).otherwise(pl.lit("peer_group")),
        funnel_id=pl.when(across).then(pl.lit("quebec")).otherwise(pl.col("peer_group_id")),
    )
    inside = rows.filter(
        (pl.col("place_kind") == "establishment")
        & pl.col("valid")
        & pl.col("interval_low").is_not_null()
        & (pl.col("denominator") > 0)
    )
    found = [_of_kind(inside.filter(pl.col("interval_method") == method), kind) for kind, method in _KINDS]
    establishments = pl.concat([item[0] for item in found])
    sets = pl.concat([item[1] for item in found])
    rows = rows.join(establishments, on=ROW, how="left", maintain_order="left")
    groups = sets.rename({"funnel_kind": "place_kind", "funnel_id": "place_id", "phi": "phi_group"})
    rows = rows.join(groups, on=["subject_order", "place_kind", "place_id"], how="left", maintain_order="left")
    shown = pl.col("valid")
    return rows.with_columns(
        pl.col("funnel", "funnel_adjusted").fill_null(""),
        funnel_expected=pl.when(shown).then(pl.col("funnel_expected")),
        phi=pl.when(shown).then(pl.coalesce("phi", "phi_group")),
    )


def _of_kind(rows: pl.DataFrame, kind: funnel.FunnelKind) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The positions of establishments in funnels of one kind, and what each funnel says as a whole."""
    keys = [name for name in _SET if name != "subject_order"]
    schema = {name: rows.schema[name] for name in (*ROW, *_SET)} | _EMPTY
    rows = rows.filter(pl.len().over(_SET) >= MINIMUM_PEERS)
    if rows.is_empty():
        none = pl.DataFrame(schema=schema)
        return none.select(*ROW, *(name for name in _EMPTY if name != "funnel_expected")), none.select(
            *_SET, "funnel_expected", "phi"
        )
    sets, (x, n) = padded_matrices(rows, _SET, "numerator", "denominator")
    target = funnel.pooled(x, n, kind)
    usual, strict = (funnel.outliers(x, n, kind, level) for level in (USUAL, STRICT))
    phi = funnel.overdispersion(x, n, target, kind).phi
    sets = sets.with_columns(
        float_column("funnel_expected", funnel.expected_outside(n, target, kind, USUAL)), float_column("phi", phi)
    )
    # Members are stacked in the order of the rows: the same walk brings every position back to its own.
    numbers = rows.join(sets.with_row_index("_set"), on=_SET, how="left", maintain_order="left")["_set"].to_numpy()
    within = rows.select(pl.int_range(pl.len()).over(_SET)).to_series().to_numpy()
    here = (numbers, within)
    positions = rows.select(*ROW).with_columns(
        pl.Series("funnel", _position(usual.funnel[here], strict.funnel[here]), dtype=pl.String),
        pl.Series("funnel_adjusted", _position(usual.adjusted[here], strict.adjusted[here]), dtype=pl.String),
        pl.Series("outlier_methods", usual.methods[here], dtype=pl.Int64),
        float_column("phi", phi[numbers]),
    )
    return positions, sets.select("subject_order", *keys, "funnel_expected", "phi")


def _position(usual: np.ndarray, strict: np.ndarray) -> np.ndarray:
    """`inside`, or the side and the strictest limits that the value is outside of; empty where nothing is compared."""
    return np.select(
        [usual == "not_compared", strict == "higher", strict == "lower", usual == "higher", usual == "lower"],
        ["", "high_998", "low_998", "high_95", "low_95"],
        default="inside",
    ).astype(object)
