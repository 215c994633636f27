"""The free texts of the workbench: comments, explanations and reasons. None is published before somebody has read it.

A text is known by what it says, where it stands and who says it: another text waits again, the same one does not.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import polars as pl

from data.facts import load_facts
from data.store.workbench.reviews import decisions, explanations
from data.store.workbench.submissions import Workbench
from data.store.workbench.transitions import LIVE
from etl.review.accept import doubted
from indicators.contracts import COMMENTS, EXPLANATIONS, REASONS
from indicators.release_tables import ShownTexts

TextKind = Literal["comment", "explanation", "reason"]
State = Literal["waiting", "published", "redacted", "kept"]
STATE_OF: dict[str, State] = {"publish": "published", "redact": "redacted", "keep": "kept"}


@dataclass(frozen=True)
class ReviewText:
    """A free text, and what was decided of it.

    Attributes:
        question_id: the question it answers or explains; None for the reason of a whole submission.
        shown: what a publication shows of it; None while it waits or is kept.
        versions: how many times somebody decided.
    """

    text_id: str
    kind: TextKind
    establishment_id: str
    wave_id: str
    question_id: str | None
    text: str
    submission_id: str
    is_accepted: bool
    state: State = "waiting"
    shown: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    versions: int = 0


def texts(workbench: Workbench) -> list[ReviewText]:
    """Every free text of a submission that counts or waits, with what was decided of it, oldest submission first."""
    with workbench.session():
        found = list(_undecided_texts(workbench))
        decided = {row["text_id"]: row for row in decisions(workbench).to_dicts()}
    return [_with_decision(text, decided.get(text.text_id)) for text in found]


def _with_decision(text: ReviewText, row: dict[str, Any] | None) -> ReviewText:
    if row is None:
        return text
    shown = {"publish": text.text, "redact": row["redacted"], "keep": None}[row["decision"]]
    return replace(
        text,
        state=STATE_OF[row["decision"]],
        shown=shown,
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        versions=row["versions"],
    )


def _undecided_texts(workbench: Workbench) -> Iterator[ReviewText]:
    held = workbench.submissions().filter(pl.col("state").is_in(LIVE))
    rows = {row["submission_id"]: row for row in held.to_dicts()}
    answers = workbench.answers(list(rows)).filter(
        pl.col("question_id").is_in(load_facts().free_text_questions), pl.col("value_text").is_not_null()
    )
    comments = {(row[0], row[1]): row[2] for row in answers.select("submission_id", "question_id", "value_text").rows()}
    explained = explanations(workbench).select("submission_id", "question_id", "explanation").rows()
    for submission_id, row in rows.items():
        if row["state"] == "accepted" and row["reason"]:
            yield _text("reason", row, None, row["reason"])
        for (owner, question_id), text in comments.items():
            if owner == submission_id:
                yield _text("comment", row, question_id, text)
        for owner, question_id, text in explained:
            if owner == submission_id:
                yield _text("explanation", row, question_id, text)


def _text(kind: TextKind, submission: dict[str, Any], question_id: str | None, text: str) -> ReviewText:
    place = (submission["establishment_id"], submission["wave_id"])
    said = "\x1f".join([kind, *place, question_id or "", text])
    return ReviewText(
        text_id=hashlib.sha256(said.encode()).hexdigest()[:16],
        kind=kind,
        establishment_id=place[0],
        wave_id=place[1],
        question_id=question_id,
        text=text,
        submission_id=submission["submission_id"],
        is_accepted=submission["state"] == "accepted",
    )


def published_texts(workbench: Workbench) -> ShownTexts:
    """What the next publication shows: texts decided for publication, of accepted submissions alone.

    The reason of a submission is told beside each answer that its problems name; an explanation of the answer itself
    comes before it.
    """
    with workbench.session():
        said = [item for item in texts(workbench) if item.is_accepted and item.shown]
        reasons = [item for item in said if item.kind == "reason"]
        doubts = doubted(workbench.problems([item.submission_id for item in reasons]))
    answers: dict[tuple[str, str, str], str] = {}
    for item in reasons:
        for question_id in doubts.get(item.submission_id, ()):
            answers[item.establishment_id, item.wave_id, question_id] = item.shown or ""
    for item in said:
        if item.kind == "explanation" and item.question_id:
            answers[item.establishment_id, item.wave_id, item.question_id] = item.shown or ""
    comments = [
        (item.establishment_id, item.wave_id, item.question_id, item.shown, item.state == "redacted")
        for item in said
        if item.kind == "comment"
    ]
    whole = [(item.establishment_id, item.wave_id, item.shown) for item in reasons]
    return ShownTexts(
        pl.DataFrame([(*key, text) for key, text in answers.items()], schema=EXPLANATIONS.schema, orient="row"),
        pl.DataFrame(whole, schema=REASONS.schema, orient="row"),
        pl.DataFrame(comments, schema=COMMENTS.schema, orient="row"),
    )
