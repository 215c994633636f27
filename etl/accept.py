"""Accept: a checked submission becomes the one that counts for its establishment and wave.

With errors it takes a stated reason. What cannot be relied on then stays out of every number: a cell that could
not be read or was answered twice, and each answer named by a rule that is broken, are `invalid_pending`; a required blank stays blank.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import polars as pl

from data.facts import load_facts
from data.model import VALUED_STATES
from data.store.workbench import Workbench
from etl.check import waiting

Outcome = Literal["accepted", "accepted_with_reason", "has_errors", "not_checked"]


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
) -> list[Acceptance]:
    """What became of every waiting submission of the wave and establishment (all of them unless given).

    Args:
        by: who accepts.
        reason: why a submission with errors is accepted all the same; it is shown beside its numbers.
        at: now unless given.
    """
    at = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with workbench.session():
        pending = waiting(workbench, wave_id, establishment_id)
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
        replaced: list[str] = []
        for row in pending.iter_rows(named=True):
            submission_id, place = row["submission_id"], (row["establishment_id"], row["wave_id"])
            faults = faults_of.get(submission_id, 0)
            if submission_id not in checked:
                done.append(Acceptance(submission_id, *place, "not_checked"))
            elif faults and not reason:
                done.append(Acceptance(submission_id, *place, "has_errors", faults))
            else:
                if earlier := earlier_of.get(place):
                    replaced.append(earlier)
                left_out = 0
                if faults:
                    left_out = _set_doubtful_aside(workbench, row, answers, problems)
                    workbench.set_state(submission_id, "accepted", by=by, at=at, reason=reason)
                else:
                    clean.append(submission_id)
                outcome: Outcome = "accepted_with_reason" if faults else "accepted"
                done.append(Acceptance(submission_id, *place, outcome, faults, left_out))
        workbench.set_states(replaced, "superseded", by=by, at=at)
        workbench.set_states(clean, "accepted", by=by, at=at)
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
    fields = {rule.rule_id: rule.fields for rule in load_facts().rules if rule.severity == "error"}
    broken = problems.filter(pl.col("severity") == "error").select("code", "question_id").iter_rows()
    named = sorted({name for code, question in broken for name in fields.get(code, (question,)) if name})
    doubtful = pl.col("question_id").is_in(named) & pl.col("state").is_in(VALUED_STATES)
    return answers.with_columns(
        state=pl.when(doubtful).then(pl.lit("invalid_pending")).otherwise("state"),
        value_text=pl.when(~doubtful).then("value_text"),
        value_number=pl.when(~doubtful).then("value_number"),
    )
