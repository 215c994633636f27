"""Every verdict of a release, from the pairs and sums that may be shown (methods, section 9)."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import polars as pl

from data.facts import Facts
from data.model import VALUED_STATES, Wave
from indicators.evaluate import places_frame
from indicators.indicator import Catalogue
from indicators.ladder import ladder
from indicators.sentences import written
from indicators.statistics.peers import MINIMUM_PEERS
from indicators.verdict_changes import with_changes
from indicators.verdict_groups import group_rows, member_pairs
from indicators.verdict_model import KEY, SCHEMA, YES_NO_KINDS, Verdict
from indicators.verdict_subjects import declare, places
from indicators.verdict_values import concealed, establishment_rows, visible_pairs

__all__ = ["KEY", "SCHEMA", "Verdict", "build_verdicts"]

#: Digits kept of every number: enough for any reader, few enough that the order of a sum leaves no trace.
SIGNIFICANT_DIGITS = 12
FLAGS: dict[str, Any] = {"establishment_id": pl.String, "wave_id": pl.String, "note": pl.String}
_ABSENT: dict[str, Any] = {
    "peer_group_id": pl.String,
    "change_n": pl.Int64,
    "change_up": pl.Int64,
    "change_down": pl.Int64,
    "change_unchanged": pl.Int64,
    "paired_sign": pl.Int64,
    "paired_p": pl.Float64,
}


class Protected(Protocol):
    """Pairs and groups after consent and suppression: `visible` says which may be shown."""

    @property
    def pairs(self) -> pl.DataFrame: ...

    @property
    def groups(self) -> pl.DataFrame: ...


def _codes() -> Iterator[tuple[str, pl.Expr]]:
    """Each note that follows from a row's own fields, and when it holds."""
    kind, valued = pl.col("kind"), pl.col("state").is_in(VALUED_STATES)
    establishment, suppressed = pl.col("place_kind") == "establishment", pl.col("state") == "suppressed"
    yield "attendances", pl.col("attendances")
    yield "denominator_zero", valued & pl.col("value").is_null()
    few = (pl.col("peer_n") > 0) & (pl.col("peer_n") < MINIMUM_PEERS)
    yield "few_peers", establishment & valued & ~kind.is_in(YES_NO_KINDS) & few
    yield "hidden_in_median", valued & (pl.col("used") < pl.col("evaluated"))
    # Without a suppression rule, only the lack of consent to be named can have hidden an establishment's answer.
    yield "not_named", suppressed & establishment & (pl.col("suppression") == "")
    yield "population_older", pl.col("population_older") & valued
    yield (
        "same_establishments",
        (pl.col("change_method") == "same_establishments") & pl.col("change_value").is_not_null(),
    )
    yield "team_size", suppressed & establishment & (pl.col("suppression") == "team_size")


def _with_notes(rows: pl.DataFrame, flags: pl.DataFrame | None) -> pl.DataFrame:
    """`rows` with their notes as JSON, those of `flags` included where the establishment's number is shown."""
    flags = pl.DataFrame(schema=FLAGS) if flags is None else flags
    given = (
        flags.select(place_id="establishment_id", period="wave_id", note="note")
        .sort("note")
        .group_by("place_id", "period")
        .agg(pl.col("note").unique().sort().alias("given"))
        .with_columns(place_kind=pl.lit("establishment"))
    )
    rows = rows.join(given, on=["place_kind", "place_id", "period"], how="left", maintain_order="left")
    own = pl.concat_list(
        *(pl.when(condition.fill_null(False)).then(pl.lit(code)) for code, condition in _codes())
    ).list.drop_nulls()
    told = (
        pl.when(pl.col("state").is_in(VALUED_STATES))
        .then(pl.col("given"))
        .fill_null(pl.lit([], pl.List(pl.String)))
    )
    codes = pl.concat_list(own, told).list.unique(maintain_order=True).list.sort()
    quoted = codes.list.eval(pl.format('"{}"', pl.element())).list.join(", ")
    return rows.with_columns(notes=pl.format("[{}]", quoted))


def _rounded(rows: pl.DataFrame) -> pl.DataFrame:
    numbers = [name for name, kind in SCHEMA.items() if kind == pl.Float64]
    # Adding 0 turns −0 into 0, which a reader would otherwise see as « −0 ».
    rows = rows.with_columns(pl.col(name).round_sig_figs(SIGNIFICANT_DIGITS) + 0.0 for name in numbers)
    between = (pl.col("kind") == "count") & (pl.col("value") != pl.col("value").round())
    return rows.with_columns(decimals=pl.when(between).then(1).otherwise(pl.col("decimals")).cast(pl.Int64))


def build_verdicts(
    protected: Protected,
    catalogue: Catalogue,
    facts: Facts,
    waves: Sequence[Wave],
    flags: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per subject, segment, place and wave, with the columns of `SCHEMA`, in catalogue order.

    Args:
        protected: pairs and groups of all `waves`; the order of their rows changes nothing.
        flags: notes to add to an establishment's verdicts (establishment_id, wave_id, note), as `partial_year`.
    """
    declared, where = declare(catalogue, facts, waves), places(facts)
    pairs = visible_pairs(protected.pairs, declared)
    members = member_pairs(pairs, places_frame(facts))
    rows = pl.concat(
        [group_rows(protected.groups, members, declared, where), establishment_rows(pairs, where)],
        how="diagonal",
    )
    absent = [pl.lit(None, kind).alias(name) for name, kind in _ABSENT.items() if name not in rows.columns]
    rows = concealed(rows.with_columns(absent)).sort("subject_order", "wave_order", "place_order")
    groups = rows.filter(pl.col("place_kind") != "establishment")
    rows = with_changes(rows, groups, members)
    rows = rows.with_columns(valid=pl.col("value").is_not_null() & pl.col("state").is_in(VALUED_STATES))
    rows = _rounded(_with_notes(ladder(rows.rename({"wave_order": "order"})), flags))
    return written(rows.with_columns(pl.col("peer_group_id").fill_null(""))).select(
        pl.col(name).cast(kind) for name, kind in SCHEMA.items()
    )
