"""Change since the previous wave: which method applies to a row, and what it finds (methods, sections 0 and 3).

Shares and rates of a group compare the sums of whoever answered each wave, which is what the two published values say.
Medians and bootstrap ratios compare the same establishments twice; totals too, when coverage differs.
"""

from typing import Any

import numpy as np
import polars as pl

from data.model.survey import VALUED_STATES
from indicators.statistics import change
from indicators.verdicts.columns import ROW, float_arrays, float_column
from indicators.verdicts.judgements import move_judgement
from indicators.verdicts.model import MEDIAN_KINDS, YES_NO_KINDS
from indicators.verdicts.paired import BEFORE, bootstrap_changes, medians, total_changes

SIGNIFICANT = 0.05
_ABSENT: dict[str, Any] = {
    "change_n": pl.Int64,
    "change_up": pl.Int64,
    "change_down": pl.Int64,
    "change_unchanged": pl.Int64,
    "paired_sign": pl.Int64,
    "paired_p": pl.Float64,
}
_KEPT = ["state", "value", "numerator", "denominator", "method"]


def _method() -> pl.Expr:
    """The method that suits a row whose two values are comparable."""
    establishment = pl.col("level") == "establishment"
    kind, now, then = pl.col("kind"), pl.col("method"), pl.col("method_before")

    def both(name: str) -> pl.Expr:
        return (now == name) & (then == name)

    return (
        pl.when(kind.is_in(YES_NO_KINDS) & establishment)
        .then(pl.lit("answers"))
        .when((kind == "total") & ~establishment)
        .then(pl.lit("same_establishments"))
        .when(kind.is_in(MEDIAN_KINDS) & ~establishment)
        .then(pl.lit("wilcoxon"))
        .when(both("wilson"))
        .then(pl.lit("newcombe"))
        .when(both("byar") | both("poisson_exact"))
        .then(pl.lit("rate_ratio"))
        .when(both("bootstrap") & ~establishment)
        .then(pl.lit("bootstrap"))
        .otherwise(pl.lit("difference"))
    )


def _with_before(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` beside their own numbers of the previous wave, and whether the two may be compared."""
    before = rows.select(
        pl.col("subject_order").alias(BEFORE[0]),
        "place_order",
        *(pl.col(name).alias(f"{name}_before") for name in _KEPT),
    )
    rows = rows.join(before, on=BEFORE, how="left", maintain_order="left")
    valued = pl.col("value").is_not_null() & pl.col("state").is_in(VALUED_STATES)
    valued_before = pl.col("value_before").is_not_null() & pl.col("state_before").is_in(VALUED_STATES)
    comparable = (valued & valued_before & pl.col("previous_asked") & ~pl.col("series_break")).fill_null(False)
    return rows.with_columns(
        comparable=comparable, change_method=pl.when(comparable).then(_method()).otherwise(pl.lit(""))
    )


def _by_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the changes that follow from the two sums: Newcombe, rate ratio, plain difference."""
    x1, n1, x2, n2, scale, value, before = float_arrays(
        rows,
        "numerator",
        "denominator",
        "numerator_before",
        "denominator_before",
        "multiplier",
        "value",
        "value_before",
    )
    method = rows["change_method"].to_numpy().astype(object)
    nothing = np.full(rows.height, np.nan)
    found, low, high, detectable = nothing.copy(), nothing.copy(), nothing.copy(), nothing.copy()

    share = method == "newcombe"
    d, d_low, d_high = change.newcombe(x1[share], n1[share], x2[share], n2[share])
    found[share], low[share], high[share] = d * scale[share], d_low * scale[share], d_high * scale[share]
    centre = change.wilson_centre(x2[share], n2[share])
    detectable[share] = change.detectable_share(centre, n1[share], n2[share]) * scale[share]

    rate = method == "rate_ratio"
    ratio = change.rate_ratio(x1[rate], n1[rate], x2[rate], n2[rate])
    found[rate], low[rate], high[rate] = ratio.ratio, ratio.low, ratio.high
    detectable[rate] = change.detectable_rate(x2[rate], n2[rate], n1[rate])

    # More events than trials, or no event in either wave: there is no interval, only a difference.
    method = np.where((share | rate) & np.isnan(low), "difference", method)
    plain = (method == "difference") & ~np.isnan(value - before)
    found[plain] = (value - before)[plain]
    detectable[plain] = np.nan
    return rows.with_columns(
        pl.Series("change_method", method, dtype=pl.String),
        float_column("change_value", found),
        float_column("change_low", low),
        float_column("change_high", high),
        float_column("change_detectable", detectable),
    )


def _conclusion() -> pl.Expr:
    """What the method concludes for a comparable row."""
    low, high, method = pl.col("change_low"), pl.col("change_high"), pl.col("change_method")
    neutral = pl.when(method == "rate_ratio").then(1.0).otherwise(0.0)
    answer = pl.col("value") - pl.col("value_before")
    sign = pl.col("paired_sign")
    # A median that moved against the ranks, or no rank at all: nothing is claimed.
    agrees = pl.col("change_value").sign() * sign >= 0
    moved = (pl.col("paired_p") < SIGNIFICANT) & agrees & (sign != 0)
    return (
        pl.when(method == "answers")
        .then(
            pl.when(answer > 0)
            .then(pl.lit("no_to_yes"))
            .when(answer < 0)
            .then(pl.lit("yes_to_no"))
            .otherwise(pl.lit("unchanged"))
        )
        .when((method == "wilcoxon") & pl.col("paired_p").is_not_null())
        .then(
            pl.when(~moved).then(pl.lit("not_detectable")).when(sign > 0).then(pl.lit("up")).otherwise(pl.lit("down"))
        )
        .when(low > neutral)
        .then(pl.lit("up"))
        .when(high < neutral)
        .then(pl.lit("down"))
        .when(low.is_not_null() | high.is_not_null())
        .then(pl.lit("not_detectable"))
        .otherwise(pl.lit("not_computed"))
    )


def _state() -> pl.Expr:
    not_asked_before = (pl.col("state_before") == "not_asked").fill_null(False)
    return (
        pl.when(pl.col("previous") == "")
        .then(pl.lit("first"))
        .when((pl.col("state") == "not_asked") | ~pl.col("previous_asked") | not_asked_before)
        .then(pl.lit("not_asked"))
        .when(pl.col("series_break"))
        .then(pl.lit("break"))
        .when(~pl.col("comparable"))
        .then(pl.lit("not_computed"))
        .otherwise(_conclusion())
    )


def with_changes(rows: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """`rows` with every `change_…` column.

    Args:
        rows: concealed rows of all places and periods, so that a hidden number cannot be compared.
        members: visible and hidden pairs by group; hidden ones carry no number.
    """
    rows = _by_sums(_with_before(rows))
    found = [pl.DataFrame(schema={name: rows.schema[name] for name in ROW})]
    for asked, compare in (
        ("wilcoxon", medians),
        ("bootstrap", bootstrap_changes),
        ("same_establishments", total_changes),
    ):
        mine = rows.filter(pl.col("change_method") == asked)
        found.append(compare(mine.select(*ROW, BEFORE[0]), _sums_of(mine, rows), members))
    by_member = pl.concat(found, how="diagonal")
    return _with_judgement(rows.join(by_member, on=ROW, how="left", suffix="_members", maintain_order="left"))


def _sums_of(mine: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `mine` and those of the period before."""
    both = pl.concat([mine.select(ROW), mine.select(pl.col(BEFORE[0]).alias(ROW[0]), ROW[1])]).unique()
    return rows.join(both, on=ROW, how="semi", maintain_order="left")


def _with_judgement(rows: pl.DataFrame) -> pl.DataFrame:
    either = [
        pl.coalesce(f"{name}_members", name).alias(name)
        for name in ("change_value", "change_low", "change_high")
        if f"{name}_members" in rows.columns
    ]
    absent = [pl.lit(None, kind).alias(name) for name, kind in _ABSENT.items() if name not in rows.columns]
    rows = rows.with_columns(*either, *absent).with_columns(change_from=pl.col("previous"))
    rows = rows.with_columns(change_state=_state())
    return rows.with_columns(change_judgement=move_judgement("change_state"))
