"""What two releases were made from, as far as they publish it: whose answers differ, and which decisions do."""

import json
from functools import lru_cache
from typing import Any

import polars as pl

from data.store.releases.release import Release

#: `question_id` is null where a whole submission is meant.
EVENTS: dict[str, pl.DataType] = {name: pl.String() for name in ("cause", "establishment_id", "period", "question_id")}
_WHO = ["establishment_id", "wave_id"]
_SAID = ["state", "value_text", "value_number"]
_FILED = ["file_label", "received_on"]


def definition(release: Release, name: str) -> Any:
    """One definition as it was written, an empty list where the release was made without it.

    Read without its contract, so that a release of another day needs no contract of today.
    """
    return _parsed(release.definition(name) or "[]")


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """The text of a definition, read once: two releases mostly hold the same one. Never changed by who reads it."""
    return json.loads(text)


def _answers(before: Release, after: Release) -> pl.DataFrame:
    """The answers of the waves that both releases hold, side by side (`_after` for the later release)."""
    shared = before.waves.join(after.waves, on="wave_id", how="semi").select("wave_id")
    keys = [*_WHO, "question_id"]
    old, new = (
        release.answers.join(shared, on="wave_id", how="semi").select(*keys, *_SAID, *_FILED)
        for release in (before, after)
    )
    pairs = old.join(new, on=keys, how="full", coalesce=True, suffix="_after", maintain_order="right_left")
    hidden = ((pl.col("state") == "suppressed") | (pl.col("state_after") == "suppressed")).fill_null(False)
    return pairs.with_columns(
        was=pl.col("state").is_not_null(),
        is_now=pl.col("state_after").is_not_null(),
        hidden=hidden,
        differs=_any_differs(_SAID),
        filed_anew=_any_differs([*_SAID, *_FILED]),
    )


def _any_differs(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in names)


def _sent_anew(before: Release, after: Release) -> pl.DataFrame:
    """Whose accepted submission came on another day, or under another consent: establishment_id, wave_id."""
    keys = [*_WHO, "received_on", "named"]
    old, new = (release.submissions.filter(pl.col("status") == "accepted").select(keys) for release in (before, after))
    pairs = old.join(new, on=_WHO, suffix="_after")
    return pairs.filter(_any_differs(["received_on", "named"])).select(*_WHO, sent_anew=True)


def submission_changes(before: Release, after: Release) -> pl.DataFrame:
    """Whose submission is newly counted, counted no more, or counted anew: establishment_id, wave_id, cause.

    Only waves that both releases hold. Who counts is who has answers there, were they all hidden: a newer file that
    waits does not undo the one that was accepted. That a submission came anew shows in a visible answer that has
    another value or another file, else in the day that the table of submissions gives to everyone.
    """
    seen = pl.col("was") & pl.col("is_now") & ~pl.col("hidden")
    whose = (
        _answers(before, after)
        .group_by(_WHO, maintain_order=True)
        .agg(pl.col("was", "is_now").any(), visible=seen.any(), anew=(seen & pl.col("filed_anew")).any())
        .join(_sent_anew(before, after), on=_WHO, how="left", maintain_order="left")
    )
    cause = (
        pl.when(pl.col("is_now") & ~pl.col("was"))
        .then(pl.lit("late_answer"))
        .when(pl.col("was") & ~pl.col("is_now"))
        .then(pl.lit("withdrawal"))
        .when(pl.col("anew") | (~pl.col("visible") & pl.col("sent_anew").fill_null(False)))
        .then(pl.lit("correction"))
    )
    return whose.select(*_WHO, cause.alias("cause")).drop_nulls("cause")


def answer_events(before: Release, after: Release) -> pl.DataFrame:
    """The answers that differ and why (`EVENTS`), in the waves that both releases hold.

    An answer that was shown and is hidden now, or the reverse, has changed only where its submission came anew:
    otherwise another answer's protection moved, and nothing is concluded. A hidden answer of a submission that came
    anew may have changed, so it counts as one that did.
    """
    sent = submission_changes(before, after)
    answers = _answers(before, after).join(sent, on=_WHO, how="left")
    anew = (pl.col("cause") == "correction").fill_null(False)
    corrections = answers.filter(anew & (pl.col("differs") | pl.col("hidden")))
    period = pl.col("wave_id").alias("period")
    whole = sent.filter(pl.col("cause") != "correction")
    return pl.concat(
        [
            whole.select("cause", "establishment_id", period, question_id=pl.lit(None, pl.String)),
            corrections.select("cause", "establishment_id", period, "question_id"),
        ]
    )


def milestone_changes(before: Release, after: Release) -> pl.DataFrame:
    """The milestones whose recorded status differs: milestone_id, place_id (empty for the network), before, after."""
    names = ["milestone_id", "place_id", "status"]
    old, new = (
        pl.DataFrame(
            [tuple(item[name] for name in names) for item in definition(release, "milestone_statuses")],
            schema=dict.fromkeys(names, pl.String),
            orient="row",
        )
        for release in (before, after)
    )
    pairs = old.join(new, on=names[:2], how="full", coalesce=True, suffix="_after", maintain_order="right_left")
    unknown = pl.lit("milestone_unknown")
    return (
        pairs.with_columns(pl.col("status").fill_null(unknown), pl.col("status_after").fill_null(unknown))
        .filter(pl.col("status") != pl.col("status_after"))
        .select(*names[:2], before="status", after="status_after")
    )
