"""Check: read every submission that waits, keep its answers and problems, return those with errors."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from data.facts import Facts, load_facts
from data.model.survey import ANSWERED_STATES
from data.store.workbench.submissions import Workbench
from data.store.workbench.transitions import WAITING
from etl import waves
from etl.validate import Checked, validate
from etl.validate.problems import PROBLEM_SCHEMA
from etl.validate.words import SEVERITIES

#: Submissions read at once.
AT_ONCE = 2_000


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes:
        submissions: one row a submission read: submission_id, establishment_id, wave_id, file_label, state,
            answers, errors, warnings.
        problems: every problem, with its submission_id.
    """

    submissions: pl.DataFrame
    problems: pl.DataFrame

    @property
    def errors(self) -> int:
        return int(self.submissions["errors"].sum())


def waiting(
    workbench: Workbench,
    wave_id: str | None = None,
    establishment_id: str | None = None,
    within: frozenset[str] | None = None,
) -> pl.DataFrame:
    """The submissions neither accepted nor replaced, of all waves and establishments unless given."""
    return workbench.submissions().filter(
        pl.lit(True) if within is None else pl.col("establishment_id").is_in(sorted(within)),
        pl.col("state").is_in(WAITING),
        (pl.col("wave_id") == wave_id) if wave_id else pl.lit(True),
        (pl.col("establishment_id") == establishment_id) if establishment_id else pl.lit(True),
    )


def check(
    workbench: Workbench,
    wave_id: str | None = None,
    establishment_id: str | None = None,
    *,
    by: str = "check",
    at: datetime | None = None,
    within: frozenset[str] | None = None,
    facts: Facts | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> CheckResult:
    """The state of every waiting submission after reading all of them together.

    A submission with an error becomes `returned`; a warning alone returns nothing. One that a steward has returned
    stays so.

    Args:
        facts: the reference tables, the project's own unless given.
        progress: called with the submissions read so far, and all of them.
    """
    facts = facts or load_facts()
    with workbench.session():
        pending = waiting(workbench, wave_id, establishment_id, within)
        before = _previous_answers(workbench, pending)
        by_hand = workbench.returned_by_hand()
        tables, summaries, done = [], [], 0
        # So many at a time: memory stays bounded.
        for part in _parts(pending):
            ids = part["submission_id"].to_list()
            checked = validate(workbench.cells(ids), facts, before)
            # The extraction's own errors (a question answered twice) count as much as those of the cells.
            table = pl.concat([_notes(workbench, ids, facts), checked.problems_table], how="diagonal")
            states = _states(part, table, by_hand)
            workbench.save_checked(checked.answers, table, states, by=by, at=at)
            tables.append(table)
            summaries.append(_summary(part, checked, table, states))
            done += part.height
            progress(done, pending.height)
        if not tables:
            checked = validate(workbench.cells([]), facts)
            tables.append(_notes(workbench, [], facts))
            summaries.append(_summary(pending, checked, tables[0], {}))
    # In the order in which they came, whatever their waves.
    order = pending.select("submission_id")
    summary = order.join(pl.concat(summaries), on="submission_id", how="left", maintain_order="left")
    return CheckResult(summary, pl.concat(tables))


def _parts(pending: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The submissions by waves as whole as can be, `AT_ONCE` together or a little more; small waves go together."""
    waves_apart = pending.partition_by("wave_id", maintain_order=True)
    together: list[pl.DataFrame] = []
    for wave in waves_apart:
        for part in wave.iter_slices(AT_ONCE):
            if sum(item.height for item in together) + part.height > AT_ONCE and together:
                yield pl.concat(together)
                together = []
            together.append(part)
    if together:
        yield pl.concat(together)


def _states(pending: pl.DataFrame, problems: pl.DataFrame, by_hand: Mapping[str, str]) -> dict[str, str]:
    faulty = set(problems.filter(pl.col("severity") == "error")["submission_id"])
    states = {}
    for submission_id, state in pending.select("submission_id", "state").iter_rows():
        mended = "open" if state == "returned" and submission_id not in by_hand else state
        states[submission_id] = "returned" if submission_id in faulty else mended
    return states


def _previous_answers(workbench: Workbench, pending: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """For each wave that waits, the answers of the accepted submissions of the wave before.

    A period looks back at every yearly wave that had ended by then.
    """
    accepted = workbench.accepted()
    held: dict[str, pl.DataFrame] = {}
    answers = {}
    for wave_id in pending["wave_id"].unique():
        wave = waves.wave(wave_id)
        before = waves.previous(wave_id) if wave.collection == "yearly" else None
        looked_at = waves.yearly_before(wave) if wave.collection == "quarterly" else (before,)
        for earlier in (item.wave_id for item in looked_at if item is not None):
            if earlier not in held:
                ids = accepted.filter(pl.col("wave_id") == earlier)["submission_id"].to_list()
                held[earlier] = workbench.answers(ids)
        found = [held[item.wave_id] for item in looked_at if item is not None]
        if found:
            answers[wave_id] = pl.concat(found)
    return answers


def _notes(workbench: Workbench, ids: list[str], facts: Facts) -> pl.DataFrame:
    """What the extraction remarked on these submissions; a new check replaces everything else."""
    ours = {*SEVERITIES, *(rule.rule_id for rule in facts.rules)}
    held = workbench.problems(ids).filter(~pl.col("code").is_in(ours))
    return held.select("submission_id", *PROBLEM_SCHEMA)


def _summary(pending: pl.DataFrame, checked: Checked, problems: pl.DataFrame, states: dict[str, str]) -> pl.DataFrame:
    given = pl.col("state").is_in(ANSWERED_STATES)
    answers = checked.answers.group_by("submission_id").agg(answers=given.sum())
    counts = problems.group_by("submission_id").agg(
        errors=(pl.col("severity") == "error").sum(), warnings=(pl.col("severity") == "warning").sum()
    )
    return (
        pending.select("submission_id", "establishment_id", "wave_id", "file_label")
        .with_columns(state=pl.col("submission_id").replace_strict(states, return_dtype=pl.String))
        .join(answers, on="submission_id", how="left", maintain_order="left")
        .join(counts, on="submission_id", how="left", maintain_order="left")
        .with_columns(pl.col("answers", "errors", "warnings").fill_null(0).cast(pl.Int64))
    )
