"""Publish: the accepted submissions become a release that holds only what may be shown.

The order matters and is the whole point: evaluate, protect, then say. Nothing hidden reaches a verdict.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from data.facts import Facts, load_facts
from data.model import Wave
from data.store.decisions import decisions_in_force
from data.store.pointer import history
from data.store.release import Audience, ReleaseMeta, make_current, write_release
from data.store.workbench import Workbench
from etl.targets.tables import decisions_of
from etl.waves import ALL, WAVES
from indicators.catalogue import load_catalogue
from indicators.disclosure import protect
from indicators.disclosure.periods import Periods
from indicators.evaluate import evaluate, places_frame, roll_up
from indicators.indicator import Catalogue
from indicators.method import METHOD_VERSION
from indicators.targets import Decisions, rebases_frame, targets_frame
from indicators.verdict import build_verdicts

#: Free text is read by a person before any publication; none is published by the survey's own release.
NEVER_PUBLISHED = ("challenges_comment_text", "success_comment_text")


class NothingToPublish(Exception):
    """No submission is accepted yet."""


@dataclass(frozen=True)
class Publication:
    """What a publication did; `created` is False when these very rows were already the current release."""

    release_id: str
    created: bool


def publish(
    workbench: Workbench,
    var: Path,
    *,
    audience: Audience = "visitor",
    reason: str = "wave",
    note_fr: str = "",
    note_en: str = "",
    published_at: datetime | None = None,
    by: str,
) -> Publication:
    """The release of everything accepted so far, made current for its audience.

    Publishing the same answers under the same definitions gives the same release and moves nothing.

    Raises:
        NothingToPublish: no accepted submission.
    """
    with workbench.session():
        submissions = workbench.submissions()
        accepted = workbench.accepted()
        if accepted.is_empty():
            raise NothingToPublish
        answers = workbench.answers(accepted["submission_id"].to_list())
        earlier = [
            pl.read_json(text.encode()) for text in workbench.publications(audience)["ledger"] if text != "[]"
        ]
        kind = workbench.kind or "reel"
        decided = decisions_of(decisions_in_force(workbench)[1])
    assembled = assemble(answers, submissions, audience=audience, earlier=earlier, decided=decided)
    known = history(var, audience)
    meta = ReleaseMeta(
        kind=kind,
        audience=audience,
        method_version=METHOD_VERSION,
        published_at=published_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        reason=reason,
        note_fr=note_fr,
        note_en=note_en,
        previous_id=known[0].release_id if known else None,
    )
    release_id, created = write_release(var, assembled.tables, meta)
    if created:
        workbench.record_publication(
            release_id=release_id,
            audience=audience,
            reason=reason,
            note_fr=note_fr,
            note_en=note_en,
            published_at=meta.published_at,
            published_by=by,
            submission_ids=accepted["submission_id"].to_list(),
            ledger=assembled.ledger.write_json(),
        )
    if not known or known[0].release_id != release_id:
        make_current(var, release_id, meta)
    return Publication(release_id, created)


@dataclass(frozen=True)
class Assembled:
    """The tables of a release, and the sums they give away (confidential: the next release is checked against them)."""

    tables: dict[str, pl.DataFrame]
    ledger: pl.DataFrame


def assemble(
    answers: pl.DataFrame,
    submissions: pl.DataFrame,
    *,
    audience: Audience,
    earlier: Sequence[pl.DataFrame] = (),
    decided: Decisions = Decisions(),
) -> Assembled:
    """What may be shown of the accepted answers, as the tables of a release.

    Args:
        answers: those of the accepted submissions.
        submissions: all of the workbench; who answered, and the label of each file.
        earlier: the ledgers of the releases already published for this audience.
        decided: the targets, milestone statuses and rebases in force.
    """
    facts, catalogue = load_facts(), load_catalogue()
    accepted = submissions.filter(pl.col("state") == "accepted")
    held = set(accepted["wave_id"])
    waves = [wave for wave in ALL if wave.wave_id in held]
    pairs = evaluate(answers, facts, catalogue, waves)
    groups = roll_up(pairs, places_frame(facts))
    periods = Periods.of(waves, answers, facts)
    consents = periods.with_standing(consents_of(answers))
    shown = decided.published_for(named_establishments(consents, audience))
    protected = protect(
        pairs, groups, answers, consents, audience, facts, catalogue, earlier=earlier, periods=periods
    )
    reported = reporting(submissions, consents, audience, facts, waves)
    unnamed = reported.filter((pl.col("status") == "accepted") & ~pl.col("named")).select(
        "establishment_id", "wave_id", pl.lit("not_named").alias("note")
    )
    tables = {
        "verdicts": build_verdicts(
            protected,
            catalogue,
            facts,
            waves,
            flags=pl.concat([flags_of(answers, waves), unnamed]),
            targets=targets_frame(shown.targets),
            rebases=rebases_frame(shown.rebases),
        ),
        "answers": published_answers(answers, accepted, protected.hidden_answers),
        "submissions": reported,
        "waves": pl.DataFrame([wave.model_dump() for wave in waves]),
        "definitions": definitions(catalogue, facts, shown),
    }
    return Assembled(tables, protected.ledger)


def consents_of(answers: pl.DataFrame) -> pl.DataFrame:
    """What each establishment agreed to in each wave: establishment_id, wave_id, consent."""
    return answers.filter(pl.col("question_id") == "publication_consent_choice").select(
        "establishment_id", "wave_id", pl.col("value_text").alias("consent")
    )


def named_in(consent: str | None, audience: Audience) -> bool:
    """Whether an establishment may be named for an audience; an unknown consent names nobody."""
    return consent == "consent_named" or (audience == "member" and consent == "consent_network")


def named_establishments(consents: pl.DataFrame, audience: Audience) -> list[str]:
    """The establishments that may be named for an audience, by what each agreed to last."""
    # Consent is asked in the yearly survey alone.
    yearly = consents.filter(pl.col("wave_id").is_in([wave.wave_id for wave in WAVES]))
    latest = yearly.sort("wave_id").group_by("establishment_id", maintain_order=True).last()
    return [
        row[0]
        for row in latest.select("establishment_id", "consent").iter_rows()
        if named_in(row[1], audience)
    ]


def flags_of(answers: pl.DataFrame, waves: list[Wave]) -> pl.DataFrame:
    """What a reader must know of an establishment's year: establishment_id, wave_id, note."""
    last_day = pl.DataFrame(
        {"wave_id": [wave.wave_id for wave in waves], "end": [wave.end.isoformat() for wave in waves]}
    )
    keys = ["establishment_id", "wave_id"]
    partial = answers.filter(
        (pl.col("question_id") == "months_covered_count") & (pl.col("value_number") != 12)
    ).select(*keys, pl.lit("partial_year").alias("note"))
    other_day = (
        answers.filter(pl.col("question_id") == "reference_date")
        .join(last_day, on="wave_id")
        .filter(pl.col("value_text") != pl.col("end"))
        .select(*keys, pl.lit("count_date").alias("note"))
    )
    return pl.concat([partial, other_day])


def published_answers(answers: pl.DataFrame, accepted: pl.DataFrame, hidden: pl.DataFrame) -> pl.DataFrame:
    """The answers that may be shown, each with its cell; of a hidden one only that it is hidden."""
    keys = ["establishment_id", "wave_id", "question_id"]
    shown = (
        answers.filter(~pl.col("question_id").is_in(NEVER_PUBLISHED))
        .join(accepted.select("submission_id", "file_label", "received_at"), on="submission_id")
        .join(hidden.select(*keys, pl.lit(True).alias("is_hidden")).unique(), on=keys, how="left")
    )
    secret = pl.col("is_hidden").fill_null(False)

    def unless_hidden(name: str) -> pl.Expr:
        return pl.when(secret).then(None).otherwise(pl.col(name)).alias(name)

    return shown.select(
        *keys,
        pl.when(secret).then(pl.lit("suppressed")).otherwise(pl.col("state")).alias("state"),
        *(unless_hidden(name) for name in ("value_text", "value_number", "file_label", "sheet", "cell")),
        pl.when(secret).then(None).otherwise(pl.col("received_at").dt.date()).alias("received_on"),
    ).sort(keys)


def reporting(
    submissions: pl.DataFrame, consents: pl.DataFrame, audience: Audience, facts: Facts, waves: list[Wave]
) -> pl.DataFrame:
    """Who has answered each wave: status, date, and whether the establishment may be named."""
    agreed = {(row[0], row[1]): row[2] for row in consents.iter_rows()}
    latest = {
        (row["establishment_id"], row["wave_id"]): row
        for row in submissions.filter(~pl.col("state").is_in(["superseded", "withdrawn"])).iter_rows(
            named=True
        )
    }
    rows = []
    for wave in waves:
        for establishment in facts.frame:
            key = (establishment.establishment_id, wave.wave_id)
            row = latest.get(key)
            named = named_in(agreed.get(key), audience)
            rows.append(
                {
                    "establishment_id": key[0],
                    "wave_id": key[1],
                    "status": row["state"] if row else "missing",
                    "received_on": row["received_at"].date() if row else None,
                    "file_label": row["file_label"] if row and named else None,
                    "named": named,
                    "explanation": row["reason"] if row and named else None,
                }
            )
    schema = {"received_on": pl.Date(), "file_label": pl.String(), "explanation": pl.String()}
    return pl.DataFrame(rows, schema_overrides=schema)


def definitions(catalogue: Catalogue, facts: Facts, decided: Decisions) -> pl.DataFrame:
    """Everything a reader needs to understand the release years later: name, json."""

    def rows(items: tuple, *, without: set[str] | None = None) -> str:
        return json.dumps(
            [item.model_dump(mode="json", exclude=without) for item in items], ensure_ascii=False
        )

    held = {
        "catalogue": catalogue.model_dump_json(),
        "questionnaire": rows(facts.questions),
        "choices": rows(facts.choices),
        "changes": rows(facts.changes),
        "rules": rows(facts.rules),
        "peer_groups": rows(facts.peer_groups),
        "totals": rows(facts.totals),
        "quarterly_questions": rows(facts.quarterly_questions),
        "quarterly_indicators": rows(facts.quarterly_indicators),
        "establishments": rows(facts.frame, without={"provenance_internal"}),
        **decided.definitions(),
    }
    return pl.DataFrame({"name": list(held), "json": list(held.values())})
