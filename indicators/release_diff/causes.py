"""Why each verdict changed, from published rows alone.

A verdict gets every cause that touches what it is made from, the main one first, in the order of `CAUSES`:

- late_answer, withdrawal, correction: an answer of an establishment of the place, to a question of the subject, in the
  period; for its change and signals, in any period of its series; for peers and funnel, of any establishment;
- wave: a period that only one of the releases holds (the verdict's own, or one of its series);
- definition: the subject's declaration, a question it reads, the establishments of its place, or its period differ;
- method: the two releases were worked out by two versions of the methods;
- target: a target (or, for limits, a rebase) of this very subject and place differs. It is the only cause where
  nothing but the target's part of the verdict changed.

Where nothing of that touches it, protection moved with someone else's answer: the causes met in its period, else in
the release, else a correction that no published row shows (an answer that stays hidden).
"""

import polars as pl

from data.store.releases.release import Release
from indicators.release_diff.inputs import answer_events, definition
from indicators.release_diff.subjects import (
    PLACE,
    SUBJECT,
    membership,
    places_redefined,
    questions_read,
    subjects_redefined,
)
from indicators.verdicts.model import KEY

#: Every label, the main one first where several touch a verdict.
CAUSES = ("wave", "late_answer", "withdrawal", "correction", "definition", "method", "target")
#: Aspects that depend on the other periods of the series, and on other establishments.
OF_SERIES = ("change", "signal", "rung", "notes")
OF_OTHERS = ("peers", "funnel")


def with_causes(before: Release, after: Release, changed: pl.DataFrame) -> pl.DataFrame:
    """`changed` (with `KEY` and `aspects`) in the same order, with `causes`, never empty."""
    if changed.is_empty():
        return changed.with_columns(causes=pl.lit([], pl.List(pl.String)))
    touched = _causes_by_verdict(before, after)
    aspects = pl.col("aspects")
    rows = changed.with_columns(
        of_series=aspects.list.set_intersection(list(OF_SERIES)).list.len() > 0,
        of_others=aspects.list.set_intersection(list(OF_OTHERS)).list.len() > 0,
        only_target=aspects.list.eval(pl.element() == "target").list.all() & (aspects.list.len() > 0),
    )
    levels = (("own", KEY, None), ("series", [*SUBJECT, *PLACE], "of_series"))
    levels += (("others", [*SUBJECT, "period"], "of_others"),)
    for name, keys, when in levels:
        found = touched.group_by(keys).agg(pl.col("cause").unique().alias(name))
        rows = rows.join(found, on=keys, how="left", maintain_order="left")
        if when:
            rows = rows.with_columns(pl.when(when).then(pl.col(name)).alias(name))
    rows = _with_waves(before, after, rows)
    rows = _with_decisions(before, after, rows)
    return _with_chosen_causes(rows, touched).drop("of_series", "of_others", "only_target")


def _causes_by_verdict(before: Release, after: Release) -> pl.DataFrame:
    """Which subjects, places and periods an answer that differs enters: `KEY`, cause."""
    events = answer_events(before, after)
    read = pl.DataFrame(
        sorted(questions_read(before) | questions_read(after)), schema=[*SUBJECT, "question_id"], orient="row"
    )
    whole = events.filter(pl.col("question_id").is_null()).drop("question_id")
    entered = pl.concat(
        [
            events.drop_nulls("question_id").join(read, on="question_id").drop("question_id"),
            whole.join(read.drop("question_id").unique(), how="cross"),
        ],
        how="diagonal",
    ).unique()
    return entered.join(membership((before, after)), on="establishment_id").select(*KEY, "cause").unique()


def _with_waves(before: Release, after: Release, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `wave`: whether a period that only one release holds is theirs or of their series."""
    kinds = pl.concat([item.waves.select("wave_id", "period_kind") for item in (before, after)]).unique()
    old, new = set(before.waves["wave_id"]), set(after.waves["wave_id"])
    alone = kinds.filter(pl.col("wave_id").is_in(list(old ^ new)))
    kind = pl.col("period").replace_strict(kinds["wave_id"], kinds["period_kind"], default="")
    return rows.with_columns(
        wave=pl.col("period").is_in(alone["wave_id"].to_list())
        | (pl.col("of_series") & kind.is_in(alone["period_kind"].unique().to_list()))
    )


def _with_decisions(before: Release, after: Release, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `definition`, `method` and `target`: whether each touches them."""
    subjects, places = subjects_redefined(before, after), places_redefined(before, after)
    old, new = ({row["wave_id"]: row for row in release.waves.iter_rows(named=True)} for release in (before, after))
    periods = [name for name in old if name in new and old[name] != new[name]]
    # A whole group's peers and limits move with one member, so do those of the establishments around it.
    moved = bool(places) & pl.col("of_others")
    redefined = (
        _is_among(subjects, ["subject_kind", "subject_id"])
        | _is_among(places, PLACE)
        | pl.col("period").is_in(periods)
        | moved
    )
    targeted = ["subject_id", *PLACE]
    return rows.with_columns(
        definition=redefined,
        method=pl.lit(before.method_version != after.method_version),
        target=(
            _is_among(_changed_decisions(before, after, "targets"), targeted)
            & pl.col("aspects").list.set_intersection(["target", "signal"]).list.len().gt(0)
        )
        | (
            _is_among(_changed_decisions(before, after, "rebases"), targeted)
            & pl.col("aspects").list.contains("signal")
        ),
    )


def _changed_decisions(before: Release, after: Release, name: str) -> set[tuple[str, str, str]]:
    """Subject and place of every target or rebase that is not in force on both sides."""
    old, new = (definition(release, name) for release in (before, after))
    return {
        (item["subject_id"], item["place_kind"], item["place_id"])
        for item in [*old, *new]
        if item not in old or item not in new
    }


def _is_among(ids: set[tuple[str, ...]], columns: list[str]) -> pl.Expr:
    """Whether the columns of a row are together one of the ids."""
    joined = pl.concat_str(columns, separator="/")
    return joined.is_in(["/".join(item) for item in sorted(ids)])


def _with_chosen_causes(rows: pl.DataFrame, touched: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `causes`: those that touch them in the order of `CAUSES`, else those met around them."""
    around = touched.group_by("period").agg(pl.col("cause").unique().alias("in_period"))
    rows = rows.join(around, on="period", how="left", maintain_order="left")
    empty = pl.lit([], pl.List(pl.String))
    answered = [pl.col(name).fill_null(empty) for name in ("own", "series", "others")]
    flags = ("wave", "definition", "method", "target")
    flagged = pl.concat_list(pl.when(name).then(pl.lit(name)) for name in flags).list.drop_nulls()
    found = pl.concat_list(*answered, flagged)
    everywhere = touched["cause"].unique().to_list()
    everywhere += [name for name in flags if rows[name].any()]
    fallback = pl.col("in_period").fill_null(pl.lit(everywhere or ["correction"], pl.List(pl.String)))
    causes = (
        pl.when(pl.col("only_target") & pl.col("target"))
        .then(pl.lit(["target"], pl.List(pl.String)))
        .when(found.list.len() > 0)
        .then(found)
        .otherwise(fallback)
    )
    ordered = pl.concat_list(
        pl.when(causes.list.contains(cause)).then(pl.lit(cause)) for cause in CAUSES
    ).list.drop_nulls()
    return rows.with_columns(causes=ordered).drop("own", "series", "others", "in_period", *flags)
