"""Every verdict of a release, from the pairs and sums that may be shown (methods, section 9).

Columns from end to end: subjects are taken in portions, so that memory holds one portion's work beside the finished
table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from data.facts import Facts
from data.model.survey import VALUED_STATES, Wave
from indicators.catalogue.model import Catalogue
from indicators.contracts import NOTES
from indicators.evaluation.evaluate import places_frame
from indicators.statistics.peers import MINIMUM_PEERS
from indicators.verdicts.changes import with_changes
from indicators.verdicts.columns import ROW
from indicators.verdicts.declared import declare, places, without_population
from indicators.verdicts.establishments import establishment_rows, visible_pairs, without_hidden_numbers
from indicators.verdicts.evidence_levels import with_evidence_levels
from indicators.verdicts.funnel import with_funnels
from indicators.verdicts.groups import group_rows, member_pairs
from indicators.verdicts.model import SCHEMA, YES_NO_KINDS
from indicators.verdicts.signals import with_signals
from indicators.verdicts.target_status import with_targets

#: Digits kept of every number: enough for any reader, few enough that the order of a sum leaves no trace.
SIGNIFICANT_DIGITS = 12
#: Rows worked on at once: below it one portion is quicker, above it memory grows.
PORTION = 200_000


@dataclass(frozen=True)
class VerdictContext:
    """What verdicts are made with, beside the pairs and sums.

    Attributes:
        declared: one row a subject and period, as `declare` gives them.
        places: one row a place, as `declared.places` gives them.
        membership: which establishment belongs to which group (place_kind, place_id, establishment_id).
        without_population: establishments without population (place_id, period).
        notes: notes to add to an establishment's verdicts (contract NOTES), as `partial_year`.
        targets: the columns of `TARGET_COLUMNS`; None is no target at all.
        rebases: subject_id, place_kind, place_id, period from which a series is given new limits.
    """

    declared: pl.DataFrame
    places: pl.DataFrame
    membership: pl.DataFrame
    without_population: pl.DataFrame
    notes: pl.DataFrame
    targets: pl.DataFrame | None = None
    rebases: pl.DataFrame | None = None


def verdict_context(
    catalogue: Catalogue,
    facts: Facts,
    waves: Sequence[Wave],
    notes: pl.DataFrame | None = None,
    targets: pl.DataFrame | None = None,
    rebases: pl.DataFrame | None = None,
) -> VerdictContext:
    """The context of a release: every subject, every place of the survey frame, every period of `waves`."""
    return VerdictContext(
        declare(catalogue, facts, waves),
        places(facts),
        places_frame(facts),
        without_population(facts, waves),
        NOTES.empty() if notes is None else notes,
        targets,
        rebases,
    )


def build_verdicts(pairs: pl.DataFrame, groups: pl.DataFrame, context: VerdictContext) -> pl.DataFrame:
    """One row per declared subject, segment, place and period, with the columns of `SCHEMA`, in catalogue order.

    Args:
        pairs, groups: with `visible`, which says what may be shown; the order of their rows changes nothing.
    """
    return pl.concat(
        _portion(_only(pairs, part), _only(groups, part), replace(context, declared=part))
        for part in _portions(context.declared, context.places.height)
    )


def _portions(declared: pl.DataFrame, places: int) -> Iterator[pl.DataFrame]:
    """`declared` in portions of whole subjects, each of about `PORTION` verdicts."""
    height = pl.col("subject_order").len().over("subject_kind", "subject_id").cast(pl.Int64) * places
    first = pl.col("subject_order") == pl.col("subject_order").min().over("subject_kind", "subject_id")
    sizes = declared.select(pl.when(first).then(height).otherwise(0).cum_sum()).to_series() // PORTION
    yield from declared.with_columns(portion=sizes).partition_by("portion", maintain_order=True, include_key=False)


def _only(rows: pl.DataFrame, declared: pl.DataFrame) -> pl.DataFrame:
    """The rows of the declared subjects."""
    return rows.filter(
        pl.col("subject_id").is_in(declared["subject_id"].unique().implode())
        & pl.col("subject_kind").is_in(declared["subject_kind"].unique().implode())
    )


def _portion(pairs: pl.DataFrame, groups: pl.DataFrame, context: VerdictContext) -> pl.DataFrame:
    """The verdicts of the declared subjects, whole series at a time."""
    shown = visible_pairs(pairs, context.declared, context.places)
    members = member_pairs(shown, context.membership, context.places)
    rows = [group_rows(groups, members, context.declared, context.places), establishment_rows(shown)]
    rows = without_hidden_numbers(pl.concat(rows, how="diagonal")).sort(ROW)
    rows = with_changes(rows, members)
    rows = rows.with_columns(valid=pl.col("value").is_not_null() & pl.col("state").is_in(VALUED_STATES))
    rows = with_targets(with_evidence_levels(rows), context.targets)
    rows = with_funnels(with_signals(rows, context.rebases))
    rows = _rounded(_with_notes(rows, context.notes, context.without_population))
    rows = rows.with_columns(pl.col("peer_group_id").fill_null(""))
    return rows.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _codes() -> Iterator[tuple[str, pl.Expr]]:
    """Each note that follows from a row's own fields, and when it holds."""
    kind, valued = pl.col("kind"), pl.col("state").is_in(VALUED_STATES)
    establishment, suppressed = pl.col("place_kind") == "establishment", pl.col("state") == "suppressed"
    yield "attendances", pl.col("attendances")
    yield "denominator_zero", valued & pl.col("value").is_null()
    few = (pl.col("peer_n") > 0) & (pl.col("peer_n") < MINIMUM_PEERS)
    yield "few_peers", establishment & valued & ~kind.is_in(YES_NO_KINDS) & few
    yield "hidden_in_median", valued & (pl.col("used") < pl.col("evaluated"))
    yield "no_population", establishment & (pl.col("state") == "not_applicable") & pl.col("no_population")
    yield "population_older", pl.col("population_older") & valued
    yield (
        "same_establishments",
        (pl.col("change_method") == "same_establishments") & pl.col("change_value").is_not_null(),
    )
    small = establishment & (pl.col("suppression") == "team_size") & ~pl.col("unnamed")
    yield "team_size", suppressed & small


def _with_notes(rows: pl.DataFrame, given: pl.DataFrame, without_population: pl.DataFrame) -> pl.DataFrame:
    """`rows` with their notes as JSON, the `given` ones included where the establishment's number is shown.

    `not_named` alone is told of what is hidden: it is why.
    """
    where, establishment = ["place_kind", "place_id", "period"], pl.lit("establishment")
    absent = without_population.with_columns(place_kind=establishment, no_population=True)
    given = given.select(place_id="establishment_id", period="wave_id", note="note").unique()
    given = given.with_columns(place_kind=establishment, on=True).pivot("note", index=where, values="on")
    note_columns = {code: f"note {code}" for code in given.columns if code not in where}
    rows = rows.join(absent, on=where, how="left", maintain_order="left")
    rows = rows.join(given.rename(note_columns), on=where, how="left", maintain_order="left")
    unnamed = pl.col(note_columns["not_named"]).fill_null(False) if "not_named" in note_columns else pl.lit(False)
    rows = rows.with_columns(
        no_population=pl.col("no_population").fill_null(False) & pl.col("of_population"), unnamed=unnamed
    )
    conditions = dict(_codes())
    for code, column in note_columns.items():
        state = pl.col("state")
        where_shown = state == "suppressed" if code == "not_named" else state.is_in(VALUED_STATES)
        conditions[code] = where_shown & pl.col(column)
    quoted = [pl.when(conditions[code]).then(pl.lit(f'"{code}"')) for code in sorted(conditions)]
    return rows.with_columns(notes=pl.lit("[") + pl.concat_str(quoted, separator=", ", ignore_nulls=True) + pl.lit("]"))


def _rounded(rows: pl.DataFrame) -> pl.DataFrame:
    numbers = [name for name, kind in SCHEMA.items() if kind == pl.Float64]
    # Adding 0 turns −0 into 0, which a reader would otherwise see as « −0 ».
    rows = rows.with_columns(pl.col(name).round_sig_figs(SIGNIFICANT_DIGITS) + 0.0 for name in numbers)
    between = (pl.col("kind") == "count") & (pl.col("value") != pl.col("value").round())
    return rows.with_columns(decimals=pl.when(between).then(1).otherwise(pl.col("decimals")).cast(pl.Int64))
