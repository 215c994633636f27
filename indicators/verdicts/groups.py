"""Value, interval, state and coverage of every group, from its published sums and its visible members."""

import polars as pl

from indicators.statistics.intervals import bootstrap_ratio, median_rank
from indicators.verdicts.columns import RESIDUAL_DECIMALS, ROW, float_column, padded_matrices
from indicators.verdicts.establishments import RATIO, with_direct_intervals
from indicators.verdicts.model import MEDIAN_KINDS
from indicators.verdicts.subjects import SUBJECT

#: A group of which fewer than this share of the establishments concerned answered is greyed.
COVERAGE_NEEDED = 0.6
#: The kinds and method of which a group needs its members one by one.
BY_MEMBER = pl.col("kind").is_in([*MEDIAN_KINDS, "total"]) | (pl.col("method_group") == "bootstrap")
_MEMBER = ["subject_order", "kind", "unit", "numerator", "denominator", "value", "visible", "evaluated"]

#: A region of one establishment shows that establishment's own number.
_alone = pl.col("level") == "establishment"
_is_median = pl.col("kind").is_in(MEDIAN_KINDS) & ~_alone


def member_pairs(pairs: pl.DataFrame, membership: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The pairs repeated for every group that the establishment belongs to, sorted by group then establishment.

    Only of the subjects whose groups look at their members one by one.
    """
    belongs = membership.join(places.drop("unit"), on=["place_kind", "place_id"], how="inner")
    belongs = belongs.select("establishment_id", "place_order")
    mine = pairs.filter(BY_MEMBER).select("establishment_id", *_MEMBER)
    return belongs.join(mine, on="establishment_id", how="inner").drop("establishment_id").sort(*ROW, "unit")


def hidden_remainder(groups: pl.DataFrame, members: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """What the published sums of `groups` leave once visible members are taken away, where someone is hidden.

    One row per group with hidden complete pairs: `numerator` and `denominator` of all of them together.
    """
    seen = (
        members.filter(pl.col("visible") & pl.col("evaluated"))
        .group_by(by)
        .agg(pl.sum("numerator").alias("seen_above"), pl.sum("denominator").alias("seen_below"), pl.len().alias("seen"))
    )
    rest = groups.join(seen, on=by, how="left").with_columns(pl.col("seen_above", "seen_below", "seen").fill_null(0))
    return rest.filter(pl.col("evaluated") > pl.col("seen")).select(
        *by,
        (pl.col("numerator") - pl.col("seen_above")).round(RESIDUAL_DECIMALS),
        (pl.col("denominator") - pl.col("seen_below")).round(RESIDUAL_DECIMALS),
    )


def _bootstrap(groups: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Limits of the groups whose method is the bootstrap; hidden members are one unit, after the visible ones."""
    asked = groups.filter((pl.col("method") == "bootstrap") & (pl.col("evaluated") > 0))
    visible = members.join(asked.select(ROW), on=ROW, how="semi", maintain_order="left").filter(
        pl.col("visible") & pl.col("evaluated")
    )
    units = pl.concat([visible.select(*ROW, "numerator", "denominator"), hidden_remainder(asked, visible, ROW)])
    units = units.with_columns(size=pl.len().over(ROW))
    bounds = []
    for _, alike in sorted(units.group_by("size"), key=lambda item: item[0]):
        keys, (above, below) = padded_matrices(alike, ROW, "numerator", "denominator")
        low, high = bootstrap_ratio(above, below)
        bounds.append(keys.with_columns(float_column("boot_low", low), float_column("boot_high", high)))
    empty = (
        asked.select(ROW).clear().with_columns(boot_low=pl.lit(None, pl.Float64), boot_high=pl.lit(None, pl.Float64))
    )
    # A ratio is shown per multiplier: so are its limits.
    scaled = pl.concat([empty, *bounds]).join(asked.select(*ROW, "multiplier"), on=ROW, how="left")
    return scaled.select(*ROW, *(pl.col(name) * pl.col("multiplier") for name in ("boot_low", "boot_high")))


def _medians(members: pl.DataFrame) -> pl.DataFrame:
    """Median of the visible establishments of each group, with its order-statistic limits."""
    found = (
        members.filter(pl.col("kind").is_in(MEDIAN_KINDS) & pl.col("value").is_not_null())
        .group_by(ROW)
        .agg(pl.col("value").sort().alias("values"), pl.median("value").alias("median"), pl.len().alias("n"))
    )
    rank = pl.Series("rank", median_rank(found["n"].to_numpy()), dtype=pl.Int64)
    bounded = pl.col("rank") > 0
    return found.with_columns(rank).select(
        *ROW,
        "median",
        pl.col("n").cast(pl.Int64).alias("median_n"),
        pl.when(bounded).then(pl.col("values").list.get(pl.col("rank") - 1, null_on_oob=True)).alias("median_low"),
        pl.when(bounded)
        .then(pl.col("values").list.get(pl.col("n").cast(pl.Int64) - pl.col("rank"), null_on_oob=True))
        .alias("median_high"),
    )


def _group_state() -> pl.Expr:
    def met(state: str) -> pl.Expr:
        return pl.col("missing").str.contains(f'"{state}"', literal=True)

    return (
        pl.when((pl.col("evaluated") == 0) & met("not_asked"))
        .then(pl.lit("not_asked"))
        .when(~pl.col("visible"))
        .then(pl.lit("suppressed"))
        .when(pl.col("evaluated") > 0)
        # A median that rests on hidden establishments only cannot be shown.
        .then(pl.when(_is_median & pl.col("median_n").is_null()).then(pl.lit("suppressed")).otherwise(pl.lit("value")))
        .when(pl.col("applicable") == 0)
        .then(pl.lit("not_applicable"))
        .otherwise(pl.lit("not_answered"))
    )


def group_rows(
    groups: pl.DataFrame, members: pl.DataFrame, declared: pl.DataFrame, places: pl.DataFrame
) -> pl.DataFrame:
    """One row per subject, group and period: its value, interval, state and coverage."""
    groups = groups.rename({"wave_id": "period"}).select(
        *SUBJECT,
        "period",
        "place_kind",
        "place_id",
        "numerator",
        "denominator",
        "evaluated",
        "applicable",
        "missing",
        pl.col("visible").fill_null(False),
    )
    rows = declared.join(groups, on=[*SUBJECT, "period"], how="inner", maintain_order="left")
    rows = rows.join(places, on=["place_kind", "place_id"], how="inner", maintain_order="left")
    rows = rows.with_columns(
        method=pl.when(_alone).then(pl.col("method_establishment")).otherwise(pl.col("method_group"))
    )
    rows = with_direct_intervals(rows, "method")
    open_groups = rows.filter(pl.col("visible"))
    rows = rows.join(_medians(members), on=ROW, how="left", maintain_order="left")
    rows = rows.join(_bootstrap(open_groups, members), on=ROW, how="left", maintain_order="left")
    value = (
        pl.when(_is_median)
        .then(pl.col("median"))
        .when(pl.col("kind") == "total")
        .then(pl.col("numerator"))
        .otherwise(RATIO)
    )
    return rows.with_columns(
        pl.col("evaluated", "applicable").cast(pl.Int64),
        # A median is of visible values; its sum would tell what the hidden ones add up to.
        *(pl.when(~_is_median).then(pl.col(name)).alias(name) for name in ("numerator", "denominator")),
        value=pl.when(pl.col("evaluated") > 0).then(value),
        state=_group_state(),
        interval_low=pl.coalesce("interval_low", "boot_low", pl.when(pl.col("method") == "exact").then("median_low")),
        interval_high=pl.coalesce(
            "interval_high", "boot_high", pl.when(pl.col("method") == "exact").then("median_high")
        ),
        comparison=pl.lit(""),
        used=pl.when(_is_median).then(pl.col("median_n").fill_null(0)).otherwise(pl.col("evaluated")),
        coverage_low=(pl.col("applicable") > 0) & (pl.col("evaluated") < COVERAGE_NEEDED * pl.col("applicable")),
    )
