"""What changed from one release to another: every verdict whose published content differs, and why it does.

Both sides are published rows of one audience, so a difference tells nothing that the two releases do not already tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data.store.releases.release import Release
from indicators.release_diff.causes import CAUSES, with_causes
from indicators.release_diff.inputs import milestone_changes, submission_changes
from indicators.release_diff.pages import pages_touched
from indicators.verdicts.model import KEY, SCHEMA, Verdict

__all__ = ["ASPECTS", "CAUSES", "WORDS", "ChangedVerdict", "Differences", "differences"]

#: What a reader sees of a verdict, part by part, and the columns that hold it.
ASPECTS: Mapping[str, tuple[str, ...]] = {
    "value": ("state", "value", "numerator", "denominator", "answer_id", "band"),
    "interval": ("interval_low", "interval_high", "interval_method"),
    "coverage": ("evaluated", "applicable", "used", "coverage_low", "missing"),
    "target": tuple(name for name in SCHEMA if name.startswith("target_")),
    "change": tuple(name for name in SCHEMA if name.startswith("change_")),
    "peers": ("peer_group_id", "peer_n", "peer_q1", "peer_median", "peer_q3", "comparison"),
    "signal": (*(name for name in SCHEMA if name.startswith(("trend", "run_", "xmr_"))), *("variation", "assurance")),
    "rung": ("points", "needed", "rung", "series_break"),
    "funnel": ("funnel", "funnel_adjusted", "outlier_methods", "funnel_expected", "phi"),
    "notes": ("notes",),
}
#: Columns of no aspect above are the words, the unit and the kind of the verdict.
WORDS = "words"


@dataclass(frozen=True)
class ChangedVerdict:
    """One verdict that differs: before and after (None where a release does not hold it), why, and in what."""

    before: Verdict | None
    after: Verdict | None
    causes: tuple[str, ...]
    aspects: tuple[str, ...]


# Compared by identity: two differences are told apart by the ids of their releases.
@dataclass(frozen=True, eq=False)
class Differences:
    """What changed from release `before_id` to release `after_id`.

    `changed` has one row a verdict, in the order of the release: `KEY`, `how` (changed, added, removed), `cause`
    (the main one), `causes` (all, the main one first), `aspects`. `before` and `after` are the verdicts of the same
    rows, null where a release does not hold them. `submissions`: establishment_id, wave_id, cause. `milestones`:
    milestone_id, place_id, before, after. `pages`: page, id, count.
    """

    before_id: str
    after_id: str
    changed: pl.DataFrame
    before: pl.DataFrame
    after: pl.DataFrame
    submissions: pl.DataFrame
    milestones: pl.DataFrame
    pages: pl.DataFrame

    @cached_property
    def by_cause(self) -> dict[str, int]:
        """How many verdicts changed, by main cause, in the order of `CAUSES`; only causes that are met."""
        found = dict(self.changed.group_by("cause").len().iter_rows())
        return {cause: found[cause] for cause in CAUSES if cause in found}

    @property
    def count(self) -> int:
        """How many verdicts differ."""
        return self.changed.height

    @property
    def is_empty(self) -> bool:
        """Whether the two releases say the same of everything."""
        return not (self.count or self.submissions.height or self.milestones.height)

    def where(self, condition: pl.Expr | bool = True) -> Iterator[ChangedVerdict]:
        """The changes whose row of `changed` meets a condition, in order."""
        rows = self.changed.with_row_index("row").filter(condition)["row"].to_list()
        facts = self.changed[rows].select("causes", "aspects").iter_rows()
        sides = [_verdicts(frame[rows]) for frame in (self.before, self.after)]
        for (causes, aspects), before, after in zip(facts, *sides, strict=True):
            yield ChangedVerdict(before, after, tuple(causes), tuple(aspects))


def _verdicts(rows: pl.DataFrame) -> Iterator[Verdict | None]:
    """Each row as a verdict, None for a row that the release does not hold."""
    known = rows.select(name for name in SCHEMA if name in rows.columns)
    for row in known.iter_rows(named=True):
        yield None if row["subject_kind"] is None else Verdict(**row)


def differences(before: Release, after: Release) -> Differences:
    """What changed from `before` to `after`; empty when they are the same release.

    Only what both releases hold is compared: a column that one of them was made without says nothing.
    """
    shared = [name for name in SCHEMA if name in before.verdicts.columns and name in after.verdicts.columns]
    contents = [name for name in shared if name not in KEY]
    old, new = (
        release.verdicts.select(shared).with_row_index(f"row {side}")
        for release, side in ((before, "before"), (after, "after"))
    )
    old = old.rename({name: f"old {name}" for name in contents})
    pairs = old.join(new, on=KEY, how="full", coalesce=True, maintain_order="right_left")
    here = [pl.col(f"row {side}").is_not_null() for side in ("before", "after")]
    differs = {name: pl.col(f"old {name}").ne_missing(pl.col(name)) for name in contents}
    pairs = pairs.filter(pl.any_horizontal(*differs.values(), here[0] != here[1]))
    aspects = [
        pl.when(pl.any_horizontal(differs[name] for name in names)).then(pl.lit(aspect))
        for aspect, names in _aspects(contents).items()
    ]
    how = pl.when(here[0] & here[1]).then(pl.lit("changed")).when(here[0]).then(pl.lit("removed"))
    listed = pl.concat_list(aspects).list.drop_nulls()
    changed = pairs.select(
        *KEY, how.otherwise(pl.lit("added")).alias("how"), listed.alias("aspects"), "row before", "row after"
    )
    changed = with_causes(before, after, changed)
    return Differences(
        before_id=before.id,
        after_id=after.id,
        changed=changed.select(*KEY, "how", pl.col("causes").list.first().alias("cause"), "causes", "aspects"),
        before=before.verdicts.select(pl.all().gather(changed["row before"])),
        after=after.verdicts.select(pl.all().gather(changed["row after"])),
        submissions=submission_changes(before, after),
        milestones=milestone_changes(before, after),
        pages=pages_touched(changed, (before, after)),
    )


def _aspects(contents: list[str]) -> dict[str, list[str]]:
    """The compared columns by aspect; those of none are words."""
    named = {aspect: [name for name in names if name in contents] for aspect, names in ASPECTS.items()}
    seen = {name for names in ASPECTS.values() for name in names}
    named[WORDS] = [name for name in contents if name not in seen]
    return {aspect: names for aspect, names in named.items() if names}
