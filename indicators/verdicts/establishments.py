"""Value, interval, state and peers of every establishment, and what groups share with them; nothing in time yet.

Of a hidden pair nothing is read but whether it is complete: what a group needs of its hidden members is what its
published sum leaves once the visible ones are taken away, so no figure here can say more than the sums already do.
"""

import numpy as np
import polars as pl

from data.model.survey import VALUED_STATES
from indicators.statistics.comparison import against
from indicators.statistics.intervals import byar, poisson_exact, wilson
from indicators.statistics.peers import quartiles
from indicators.verdicts.columns import float_arrays, float_column, padded_matrices
from indicators.verdicts.judgements import side_judgement
from indicators.verdicts.model import YES_NO_KINDS
from indicators.verdicts.subjects import SUBJECT

RATIO = pl.when(pl.col("denominator") != 0).then(pl.col("numerator") / pl.col("denominator") * pl.col("multiplier"))
_is_answer = pl.col("kind").is_in(YES_NO_KINDS)


def visible_pairs(pairs: pl.DataFrame, declared: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The pairs with what is declared about them, sorted; the numbers of hidden pairs are gone."""
    shown = pl.col("visible").fill_null(False)
    hidden_columns = [pl.when(shown).then(pl.col(name)).alias(name) for name in ("numerator", "denominator")]
    columns = [*SUBJECT, "establishment_id", "period", "numerator", "denominator", "evaluated", "applicable"]
    answer = pl.col("answer_id") if "answer_id" in pairs.columns else pl.lit("")
    pairs = pairs.rename({"wave_id": "period"}).select(
        *(pl.col(name) for name in columns if name not in ("numerator", "denominator")),
        *hidden_columns,
        pl.col("state"),
        visible=shown,
        band=pl.col("band").fill_null(""),
        answer_id=answer.fill_null(""),
    )
    pairs = pairs.with_columns(pl.col("evaluated", "applicable").fill_null(False))
    pairs = declared.join(pairs, on=[*SUBJECT, "period"], how="inner", maintain_order="none")
    establishments = places.filter(pl.col("place_kind") == "establishment")
    pairs = pairs.join(establishments, left_on="establishment_id", right_on="place_id", how="inner")
    value = (
        pl.when(~(pl.col("visible") & pl.col("evaluated")))
        .then(None)
        .when(pl.col("kind") == "total")
        .then(pl.col("numerator"))
        .when(_is_answer)
        .then(pl.col("numerator"))
        .otherwise(RATIO)
    )
    return pairs.with_columns(value=value).sort("subject_order", "unit")


def with_direct_intervals(rows: pl.DataFrame, method: str) -> pl.DataFrame:
    """`rows` with the limits that follow from the row's own numerator and denominator."""
    x, n, multiplier = float_arrays(rows, "numerator", "denominator", "multiplier")
    methods = rows[method].to_numpy()
    low, high = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    for name in ("wilson", "byar", "poisson_exact"):
        mask = (methods == name) & ~np.isnan(x)
        base, scale = n[mask], multiplier[mask]
        if name == "wilson":
            bounds = wilson(x[mask], base)
        elif name == "byar":
            bounds, scale = byar(x[mask]), scale / np.where(base > 0, base, np.nan)
        else:
            bounds = poisson_exact(x[mask])
        low[mask], high[mask] = bounds[0] * scale, bounds[1] * scale
    return rows.with_columns(float_column("interval_low", low), float_column("interval_high", high))


def establishment_rows(pairs: pl.DataFrame) -> pl.DataFrame:
    """One row per subject, establishment and period: its value, interval, peers and comparison."""
    answer = (
        pl.when(_is_answer & pl.col("value").is_not_null() & (pl.col("answer_id") == ""))
        .then(pl.when(pl.col("value") == 1).then(pl.lit("true")).otherwise(pl.lit("false")))
        .otherwise(pl.col("answer_id"))
    )
    missing = (
        pl.when(pl.col("evaluated")).then(pl.lit("{}")).otherwise(pl.lit('{"') + pl.col("state") + pl.lit('": 1}'))
    )
    rows = pairs.with_columns(
        place_id=pl.col("establishment_id"),
        state=pl.when(pl.col("visible") | (pl.col("state") == "not_asked"))
        .then(pl.col("state"))
        .otherwise(pl.lit("suppressed")),
        answer_id=answer,
        missing=missing,
        evaluated=pl.col("evaluated").cast(pl.Int64),
        applicable=pl.col("applicable").cast(pl.Int64),
        used=pl.col("evaluated").cast(pl.Int64),
        coverage_low=pl.lit(False),
    )
    rows = with_direct_intervals(rows.rename({"method_establishment": "method"}), "method")
    return _with_peers(rows)


def _with_peers(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the quartiles of the visible members of their peer group, and the comparison with the median.

    The establishment itself is one of the members: a peer group's median is one number, the same for all its members.
    """
    group = ["subject_order", "peer_group_id"]
    reported = rows.filter(~_is_answer & pl.col("value").is_not_null())
    keys, (values,) = padded_matrices(reported, group, "value")
    found = quartiles(values) if keys.height else np.empty((0, 3))
    peers = keys.with_columns(
        pl.Series("peer_n", (~np.isnan(values)).sum(axis=1), dtype=pl.Int64),
        *(float_column(name, found[:, i]) for i, name in enumerate(("peer_q1", "peer_median", "peer_q3"))),
    )
    rows = rows.join(peers, on=group, how="left", maintain_order="left").with_columns(pl.col("peer_n").fill_null(0))
    return with_comparison(rows)


def with_comparison(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the comparison of each value with the median of its peers."""
    codes = pl.Series("comparison", against(*float_arrays(rows, "interval_low", "interval_high", "peer_median")))
    compared = ~_is_answer & (pl.col("kind") != "total") & pl.col("value").is_not_null()
    return rows.with_columns(codes.cast(pl.String)).with_columns(
        comparison=pl.when(compared).then(side_judgement("comparison")).otherwise(pl.lit(""))
    )


#: What a suppressed row loses: every number, and every word that a number could be read from.
NUMBERS = [
    *("value", "numerator", "denominator", "interval_low", "interval_high", "evaluated", "applicable", "used"),
    *("peer_n", "peer_q1", "peer_median", "peer_q3"),
]


def without_hidden_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` without any number where the state is suppressed, and without a value where it carries none."""
    shown = pl.col("state") != "suppressed"
    valued = pl.col("state").is_in(VALUED_STATES)
    rows = rows.with_columns(
        *(pl.when(shown).then(pl.col(name)).alias(name) for name in NUMBERS),
        missing=pl.when(shown).then(pl.col("missing")).otherwise(pl.lit("{}")),
        coverage_low=shown & pl.col("coverage_low").fill_null(False),
        answer_id=pl.when(valued).then(pl.col("answer_id").fill_null("")).otherwise(pl.lit("")),
        band=pl.when(shown).then(pl.lit("")).otherwise(pl.col("band").fill_null("")),
        comparison=pl.when(valued).then(pl.col("comparison")).otherwise(pl.lit("")),
    )
    kept = valued & pl.col("value").is_not_null() & pl.col("interval_low").is_not_null()
    return rows.with_columns(
        *(pl.when(valued).then(pl.col(name)).alias(name) for name in ("value", "numerator", "denominator")),
        interval_low=pl.when(kept).then(pl.col("interval_low")),
        interval_high=pl.when(kept).then(pl.col("interval_high")),
        interval_method=pl.when(kept).then(pl.col("method")).otherwise(pl.lit("none")),
    )
