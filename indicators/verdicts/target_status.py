"""Whether a value meets the target that a steward decided for it; none is ever invented (methods, section 2)."""

import polars as pl

from indicators.verdicts.decisions import TARGET_COLUMNS, meets

_KEY = ["subject_id", "place_kind", "place_id"]


def with_targets(rows: pl.DataFrame, targets: pl.DataFrame | None) -> pl.DataFrame:
    """`rows` with their target, whether it is met, and what to know about it.

    `target_note`: `no_value`, `suppressed` or `low_coverage` where it cannot be assessed; `within_interval` where the
    interval of the value reaches across the target, so that chance could decide otherwise; `not_yet` where the target
    was decided after the period had ended, which leaves the row without any.

    Args:
        rows: with `targeted`, whether a target may apply to the row's subject and period, and `period_end`.
        targets: the columns of `TARGET_COLUMNS`; None is no target at all.
    """
    known = pl.DataFrame(schema=TARGET_COLUMNS) if targets is None else targets.select(list(TARGET_COLUMNS))
    known = known.rename({"low": "target_low", "high": "target_high"})
    rows = rows.join(known, on=_KEY, how="left", maintain_order="left", validate="m:1")
    in_time = (pl.col("decided_on") <= pl.col("period_end")).fill_null(False)
    rows = rows.with_columns(
        *(
            pl.when(pl.col("targeted") & in_time).then(pl.col(name)).alias(name)
            for name in ("target_low", "target_high")
        ),
        not_yet=pl.col("targeted") & pl.col("decided_on").is_not_null() & ~in_time,
    )
    value, low, high = (pl.col(name) for name in ("value", "target_low", "target_high"))
    exists = low.is_not_null() | high.is_not_null()
    assessed = exists & pl.col("valid") & ~pl.col("coverage_low")
    from_low, to_high = (pl.col(f"interval_{end}") for end in ("low", "high"))
    # Both ends on the same side of the target as the value, or chance could decide otherwise.
    firm = (
        (meets(from_low, low, high) == meets(value, low, high))
        & (meets(to_high, low, high) == meets(value, low, high))
        & ~((from_low < low) & (to_high >= high)).fill_null(False)
    )
    note = (
        pl.when("not_yet")
        .then(pl.lit("not_yet"))
        .when(~exists)
        .then(pl.lit(""))
        .when(pl.col("state") == "suppressed")
        .then(pl.lit("suppressed"))
        .when(~pl.col("valid"))
        .then(pl.lit("no_value"))
        .when(pl.col("coverage_low"))
        .then(pl.lit("low_coverage"))
        .when(~firm.fill_null(True))
        .then(pl.lit("within_interval"))
        .otherwise(pl.lit(""))
    )
    state = (
        pl.when(~exists)
        .then(pl.lit("none"))
        .when(~assessed)
        .then(pl.lit("not_assessable"))
        .when(meets(value, low, high))
        .then(pl.lit("met"))
        .otherwise(pl.lit("not_met"))
    )
    return rows.with_columns(target_state=state, target_note=note).drop("decided_on", "not_yet")
