"""Accept: a checked submission becomes the one that counts for its establishment and wave.

With errors it takes a stated reason. What cannot be relied on then stays out of every number: a cell that could
not be read or was answered twice, and each answer named by a broken rule, are `invalid_pending`; a required blank
stays blank.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import polars as pl

from data.facts import load_facts
from data.model.survey import VALUED_STATES
from data.store.workbench.submissions import Workbench
from etl.validate.check import waiting

Outcome = Literal["accepted", "accepted_with_reason", "has_errors", "not_checked", "returned_by_hand"]


@dataclass(frozen=True)
class Acceptance:
    """What became of one waiting submission; `pending` counts its answers that stay out of every number."""

    submission_id: str
    establishment_id: str
    wave_id: str
    outcome: Outcome
    errors: int = 0
    pending: int = 0

    @property
    def accepted(self) -> bool:
        return self.outcome in ("accepted", "accepted_with_reason")


def accept(
    workbench: Workbench,
    wave_id: str | None = None,
    establishment_id: str | None = None,
    *,
    by: str,
    reason: str | None = None,
    at: datetime | None = None,
    within: frozenset[str] | None = None,
) -> list[Acceptance]:
    """What became of every waiting submission of the wave and establishment (all of them unless given).

    One that a steward has returned waits for another file, unless it is accepted with a reason.

    Args:
        by: who accepts.
        reason: why a submission is accepted as it stands; once reviewed, it is shown beside its numbers.
        at: now unless given.
        within: the only establishments reached; all of them unless given.
    """
    at = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with workbench.session():
        pending = waiting(workbench, wave_id, establishment_id, within)
        by_hand = workbench.returned_by_hand()
        ids = pending["submission_id"].to_list()
        answers, problems = workbench.answers(ids), workbench.problems(ids)
        checked = set(answers["submission_id"])
        errors = problems.filter(pl.col("severity") == "error").group_by("submission_id").len()
        faults_of = dict(errors.iter_rows())
        earlier_of = {
            (row["establishment_id"], row["wave_id"]): row["submission_id"]
            for row in workbench.accepted().iter_rows(named=True)
        }
        done: list[Acceptance] = []
        clean: list[str] = []
        explained: list[str] = []
        replaced: list[str] = []
        for row in pending.iter_rows(named=True):
            submission_id, place = row["submission_id"], (row["establishment_id"], row["wave_id"])
            faults = faults_of.get(submission_id, 0)
            if submission_id not in checked:
                done.append(Acceptance(submission_id, *place, "not_checked"))
            elif faults and not reason:
                done.append(Acceptance(submission_id, *place, "has_errors", faults))
            elif submission_id in by_hand and not reason:
                done.append(Acceptance(submission_id, *place, "returned_by_hand"))
            else:
                if earlier := earlier_of.get(place):
                    replaced.append(earlier)
                left_out = 0
                if faults:
                    left_out = _set_doubtful_aside(workbench, row, answers, problems)
                if reason:
                    explained.append(submission_id)
                else:
                    clean.append(submission_id)
                outcome: Outcome = "accepted_with_reason" if reason else "accepted"
                done.append(Acceptance(submission_id, *place, outcome, faults, left_out))
        workbench.set_states(replaced, "superseded", by=by, at=at)
        workbench.set_states(clean, "accepted", by=by, at=at)
        workbench.set_states(explained, "accepted", by=by, at=at, reason=reason)
    return done


def _set_doubtful_aside(
    workbench: Workbench, submission: dict[str, Any], answers: pl.DataFrame, problems: pl.DataFrame
) -> int:
    """How many answers of a submission with errors stay out of every number."""
    own = pl.col("submission_id") == submission["submission_id"]
    kept = without_doubtful(answers.filter(own), problems.filter(own))
    workbench.save_checked(kept, problems.filter(own), {submission["submission_id"]: submission["state"]})
    return kept.filter(pl.col("state") == "invalid_pending").height


def without_doubtful(answers: pl.DataFrame, problems: pl.DataFrame) -> pl.DataFrame:
    """`answers` of one submission where every value that an error names is `invalid_pending`.

    A rule says that its answers contradict each other, never which one is wrong, so none of them is published.
    """
    errors = problems.filter(pl.col("severity") == "error")
    named = sorted({name for names in doubted(errors).values() for name in names})
    doubtful = pl.col("question_id").is_in(named) & pl.col("state").is_in(VALUED_STATES)
    return answers.with_columns(
        state=pl.when(doubtful).then(pl.lit("invalid_pending")).otherwise("state"),
        value_text=pl.when(~doubtful).then("value_text"),
        value_number=pl.when(~doubtful).then("value_number"),
    )


def doubted(problems: pl.DataFrame) -> dict[str, set[str]]:
    """For each submission, the questions that its errors name, or its warnings where it has no error."""
    fields = {rule.rule_id: rule.fields for rule in load_facts().rules}
    by_severity: dict[tuple[str, str], set[str]] = {}
    columns = ("submission_id", "severity", "code", "question_id")
    for submission_id, severity, code, question_id in problems.select(columns).iter_rows():
        names = by_severity.setdefault((submission_id, severity), set())
        names.update(name for name in fields.get(code, (question_id,)) if name)
    whose = {submission_id for submission_id, _ in by_severity}
    return {name: by_severity.get((name, "error")) or by_severity.get((name, "warning"), set()) for name in whose}
