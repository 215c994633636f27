"""The states of a submission and the transitions allowed between them."""

from typing import Literal, get_args

SubmissionState = Literal["open", "returned", "resubmitted", "accepted", "superseded", "withdrawn"]

#: A submission with one of these states still waits for a steward.
WAITING: tuple[SubmissionState, ...] = ("open", "resubmitted", "returned")
#: States that count for the establishment and wave, furthest first.
LIVE: tuple[SubmissionState, ...] = ("accepted", "resubmitted", "open", "returned")

TRANSITIONS: dict[SubmissionState, frozenset[SubmissionState]] = {
    # A file that follows another for the same establishment and wave is resubmitted as soon as it is read.
    "open": frozenset({"resubmitted", "returned", "accepted", "superseded", "withdrawn"}),
    "resubmitted": frozenset({"returned", "accepted", "superseded", "withdrawn"}),
    # A rule that changed may find nothing wrong any more; another note may follow the first.
    "returned": frozenset({"open", "returned", "accepted", "superseded", "withdrawn"}),
    "accepted": frozenset({"superseded", "withdrawn"}),
    "superseded": frozenset(),
    "withdrawn": frozenset(),
}
STATES: tuple[SubmissionState, ...] = get_args(SubmissionState)


class ForbiddenTransition(Exception):
    """A submission cannot go from the state it is in to the one asked."""

    def __init__(self, submission_id: str, before: str, after: str) -> None:
        super().__init__(f"{submission_id}: {before} → {after}")
        self.submission_id, self.before, self.after = submission_id, before, after


def require_transition(submission_id: str, before: str, after: str) -> None:
    """Nothing, when the table allows it.

    Raises:
        ForbiddenTransition: it does not.
    """
    if not any(state == before and after in reached for state, reached in TRANSITIONS.items()):
        raise ForbiddenTransition(submission_id, before, after)
