"""The same establishments seen in two waves: medians, bootstrap ratios, and totals whose coverage differs.

A hidden establishment's number is never read. What hidden members are worth together is a published sum less its
visible parts; where that would single one of them out, nothing is computed.
"""

import numpy as np
import polars as pl

from indicators.statistics import change
from indicators.verdicts.columns import RESIDUAL_DECIMALS, ROW, float_column, padded_matrices

#: A row of the period before, at the same place.
BEFORE = ["previous_order", "place_order"]
_PAIR = ["numerator", "denominator", "value", "visible", "evaluated"]


def _in_both_waves(rows: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Each member of each row's group with its pair in both periods (`…_before` for the earlier one), sorted."""
    now = rows.join(members.select(*ROW, "unit", *_PAIR), on=ROW, how="inner", maintain_order="left_right")
    before = members.select(
        pl.col("subject_order").alias("previous_order"),
        "place_order",
        "unit",
        *(pl.col(name).alias(f"{name}_before") for name in _PAIR),
    )
    return now.join(before, on=[*BEFORE, "unit"], how="inner", maintain_order="left")


def medians(rows: pl.DataFrame, _groups: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Wilcoxon of the establishments visible in both waves, and the difference of their two medians."""
    pairs = _in_both_waves(rows, members).filter(pl.col("value").is_not_null() & pl.col("value_before").is_not_null())
    keys, (after, before) = padded_matrices(pairs, ROW, "value", "value_before")
    if not keys.height:
        return keys
    found = change.signed_rank(before, after)
    return keys.with_columns(
        float_column("change_value", np.nanmedian(after, axis=1) - np.nanmedian(before, axis=1)),
        pl.Series("change_up", found.up, dtype=pl.Int64),
        pl.Series("change_down", found.down, dtype=pl.Int64),
        pl.Series("change_unchanged", found.unchanged, dtype=pl.Int64),
        pl.Series("change_n", found.up + found.down + found.unchanged, dtype=pl.Int64),
        pl.Series("paired_sign", found.sign, dtype=pl.Int64),
        float_column("paired_p", found.p),
    )


def _published(rows: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The published sums of each row's group in both periods."""
    sums = groups.select(*ROW, "numerator", "denominator")
    before = sums.rename(
        {"subject_order": BEFORE[0], "numerator": "numerator_before", "denominator": "denominator_before"}
    )
    now = rows.join(sums, on=ROW, how="inner", maintain_order="left")
    return now.join(before, on=BEFORE, how="inner", maintain_order="left")


def _hidden_unit(rows: pl.DataFrame, groups: pl.DataFrame, twice: pl.DataFrame) -> pl.DataFrame:
    """One unit a row for everyone hidden in either wave: each published sum less whoever is visible in both waves."""
    visible = pl.col("visible") & pl.col("visible_before")
    parts = {
        name: pl.col(name).filter(visible & pl.col(flag)).sum().alias(f"{name}_seen")
        for flag, names in (
            ("evaluated", ("numerator", "denominator")),
            ("evaluated_before", ("numerator_before", "denominator_before")),
        )
        for name in names
    }
    someone = twice.group_by(ROW).agg(*parts.values(), (~visible).any().alias("hidden")).filter("hidden")
    rest = _published(rows, groups).join(someone, on=ROW, how="inner", maintain_order="left")
    left = [(pl.col(name) - pl.col(f"{name}_seen")).round(RESIDUAL_DECIMALS).alias(name) for name in parts]
    return rest.select(*ROW, *left).filter(pl.any_horizontal(pl.col(name) != 0 for name in parts))


def bootstrap_changes(rows: pl.DataFrame, groups: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Paired bootstrap of the change of a ratio: establishments with a complete pair in both waves are the units.

    All that is hidden in either wave is one more unit, so its composition may differ a little between the two.
    """
    names = ["numerator", "denominator", "numerator_before", "denominator_before"]
    twice = _in_both_waves(rows, members)
    visible = twice.filter(pl.all_horizontal("visible", "visible_before", "evaluated", "evaluated_before")).select(
        *ROW, *names
    )
    units = pl.concat([visible, _hidden_unit(rows, groups, twice).select(*ROW, *names)])
    units = units.with_columns(size=pl.len().over(ROW))
    found = [units.select(ROW).clear().with_columns(pl.lit(None, pl.Float64).alias(name) for name in _LIMITS)]
    for _, alike in sorted(units.group_by("size"), key=lambda item: item[0]):
        keys, (x1, n1, x2, n2) = padded_matrices(alike, ROW, *names)
        low, high = change.bootstrap_ratio_change(x1, n1, x2, n2)
        with np.errstate(divide="ignore", invalid="ignore"):
            difference = x1.sum(axis=1) / n1.sum(axis=1) - x2.sum(axis=1) / n2.sum(axis=1)
        found.append(keys.with_columns(*map(float_column, _LIMITS, (difference, low, high))))
    # A ratio is shown per multiplier: so is its change.
    scale = pl.concat(found).join(groups.select(*ROW, "multiplier"), on=ROW, how="left", maintain_order="left")
    return scale.select(*ROW, *(pl.col(name) * pl.col("multiplier") for name in _LIMITS))


_LIMITS = ("change_value", "change_low", "change_high")


def total_changes(rows: pl.DataFrame, groups: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Difference of two totals over the establishments that answered both waves.

    Each published total gives up whoever answered that wave alone. If one of those is hidden, the difference would
    disclose it: nothing is computed.
    """
    came, left = (pl.col("evaluated") & ~pl.col("evaluated_before"), ~pl.col("evaluated") & pl.col("evaluated_before"))
    moves = (
        _in_both_waves(rows, members)
        .group_by(ROW)
        .agg(
            pl.col("numerator").filter(came).sum().alias("came"),
            pl.col("numerator_before").filter(left).sum().alias("left"),
            ((came & ~pl.col("visible")) | (left & ~pl.col("visible_before"))).any().alias("discloses"),
            (pl.col("evaluated") & pl.col("evaluated_before")).sum().cast(pl.Int64).alias("both"),
        )
    )
    sums = _published(rows, groups).join(moves, on=ROW, how="inner", maintain_order="left")
    difference = (pl.col("numerator") - pl.col("came")) - (pl.col("numerator_before") - pl.col("left"))
    safe = ~pl.col("discloses") & (pl.col("both") > 0)
    return sums.select(
        *ROW,
        pl.when(safe).then(difference.round(RESIDUAL_DECIMALS)).alias("change_value"),
        pl.when(safe).then(pl.col("both")).alias("change_n"),
    )
