"""Assemble: the accepted answers become the tables of a release, which hold only what may be shown.

The order matters and is the whole point: evaluate, protect, then say. Nothing hidden reaches a verdict.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data.facts import Facts, load_facts
from data.model.survey import Wave
from data.store.releases.release import Audience
from etl.local_time import local_day
from etl.review.texts import NO_TEXTS, ShownTexts, free_text_questions
from etl.waves import ALL, WAVES
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue
from indicators.disclosure import protect
from indicators.disclosure.periods import Periods
from indicators.evaluation.evaluate import evaluate, places_frame, roll_up
from indicators.verdicts.build import build_verdicts
from indicators.verdicts.decisions import Decisions, rebases_frame, targets_frame


@dataclass(frozen=True)
class Assembled:
    """The tables of a release, and the sums they give away (confidential: the next release is checked against them)."""

    tables: dict[str, pl.DataFrame]
    ledger: pl.DataFrame


@dataclass(frozen=True)
class Evaluated:
    """What the tables of every audience are made from: the waves held, every pair, every sum."""

    waves: list[Wave]
    pairs: pl.DataFrame
    groups: pl.DataFrame
    periods: Periods


def evaluated(answers: pl.DataFrame, submissions: pl.DataFrame) -> Evaluated:
    """The pairs and sums of the accepted answers; nothing of it is protected yet."""
    facts = load_facts()
    held = set(submissions.filter(pl.col("state") == "accepted")["wave_id"])
    waves = [wave for wave in ALL if wave.wave_id in held]
    pairs = evaluate(answers, facts, load_catalogue(), waves)
    return Evaluated(waves, pairs, roll_up(pairs, places_frame(facts)), Periods.of(waves, answers, facts))


def assemble(
    answers: pl.DataFrame,
    submissions: pl.DataFrame,
    *,
    audience: Audience,
    earlier: Sequence[pl.DataFrame] = (),
    decided: Decisions = Decisions(),
    texts: ShownTexts = NO_TEXTS,
    found: Evaluated | None = None,
) -> Assembled:
    """What may be shown of the accepted answers, as the tables of a release.

    Args:
        answers: those of the accepted submissions.
        submissions: all of the workbench; who answered, and the label of each file.
        earlier: the ledgers of the releases already published for this audience.
        decided: the targets, milestone statuses and rebases in force.
        texts: the explanations and comments that were reviewed for publication.
        found: `evaluated` of these answers, where another audience's tables needed it already.
    """
    facts, catalogue = load_facts(), load_catalogue()
    accepted = submissions.filter(pl.col("state") == "accepted")
    found = found or evaluated(answers, submissions)
    waves, pairs, groups, periods = found.waves, found.pairs, found.groups, found.periods
    consents = periods.with_standing(consents_of(answers))
    shown = decided.published_for(named_establishments(consents, audience))
    protected = protect(pairs, groups, answers, consents, audience, facts, catalogue, earlier=earlier, periods=periods)
    reported = reporting(submissions, consents, audience, facts, waves, texts)
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
        "answers": published_answers(answers, accepted, protected.hidden_answers, named_in_waves(reported), texts),
        "comments": published_comments(named_in_waves(reported), texts),
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
    return [row[0] for row in latest.select("establishment_id", "consent").iter_rows() if named_in(row[1], audience)]


def flags_of(answers: pl.DataFrame, waves: list[Wave]) -> pl.DataFrame:
    """What a reader must know of an establishment's year: establishment_id, wave_id, note."""
    last_day = pl.DataFrame(
        {"wave_id": [wave.wave_id for wave in waves], "end": [wave.end.isoformat() for wave in waves]}
    )
    keys = ["establishment_id", "wave_id"]
    partial = answers.filter((pl.col("question_id") == "months_covered_count") & (pl.col("value_number") != 12)).select(
        *keys, pl.lit("partial_year").alias("note")
    )
    other_day = (
        answers.filter(pl.col("question_id") == "reference_date")
        .join(last_day, on="wave_id")
        .filter(pl.col("value_text") != pl.col("end"))
        .select(*keys, pl.lit("count_date").alias("note"))
    )
    return pl.concat([partial, other_day])


def named_in_waves(reported: pl.DataFrame) -> pl.DataFrame:
    """The establishments whose accepted answers may be shown, and in which waves: establishment_id, wave_id."""
    return reported.filter((pl.col("status") != "missing") & pl.col("named")).select("establishment_id", "wave_id")


def published_answers(
    answers: pl.DataFrame,
    accepted: pl.DataFrame,
    hidden: pl.DataFrame,
    named: pl.DataFrame,
    texts: ShownTexts = NO_TEXTS,
) -> pl.DataFrame:
    """The answers that may be shown, each with its cell and its explanation; of a hidden one only that it is hidden."""
    keys = ["establishment_id", "wave_id", "question_id"]
    explained = texts.answers.join(named, on=keys[:2], how="semi")
    shown = (
        answers.filter(~pl.col("question_id").is_in(free_text_questions()))
        .join(accepted.select("submission_id", "file_label", "received_at"), on="submission_id")
        .join(hidden.select(*keys, pl.lit(True).alias("is_hidden")).unique(), on=keys, how="left")
        .join(explained, on=keys, how="left")
    )
    secret = pl.col("is_hidden").fill_null(False)

    def unless_hidden(name: str) -> pl.Expr:
        return pl.when(secret).then(None).otherwise(pl.col(name)).alias(name)

    told = ("value_text", "value_number", "file_label", "sheet", "cell", "explanation")
    return shown.select(
        *keys,
        pl.when(secret).then(pl.lit("suppressed")).otherwise(pl.col("state")).alias("state"),
        *(unless_hidden(name) for name in told),
        pl.when(secret).then(None).otherwise(local_day("received_at")).alias("received_on"),
    ).sort(keys)


def published_comments(named: pl.DataFrame, texts: ShownTexts) -> pl.DataFrame:
    """The comments reviewed for publication: establishment_id, wave_id, question_id, comment, is_redacted."""
    keys = ["establishment_id", "wave_id"]
    return texts.comments.join(named, on=keys, how="semi").sort(*keys, "question_id")


def reporting(
    submissions: pl.DataFrame,
    consents: pl.DataFrame,
    audience: Audience,
    facts: Facts,
    waves: list[Wave],
    texts: ShownTexts = NO_TEXTS,
) -> pl.DataFrame:
    """Who has answered each wave: status, dates, whether the establishment may be named, and what it explained.

    `received_on` is the day of the file that counts, `first_received_on` that of the first one that came.
    """
    agreed = {(row[0], row[1]): row[2] for row in consents.iter_rows()}
    explained = {(row[0], row[1]): row[2] for row in texts.submissions.iter_rows()}
    dated = submissions.filter(pl.col("state") != "withdrawn").with_columns(day=local_day("received_at"))
    first = dated.group_by("establishment_id", "wave_id").agg(pl.col("day").min())
    first_day = {(row[0], row[1]): row[2] for row in first.iter_rows()}
    latest = {
        (row["establishment_id"], row["wave_id"]): row
        for row in dated.filter(pl.col("state") != "superseded").iter_rows(named=True)
    }
    rows = []
    for wave in waves:
        for establishment in facts.frame_of(wave):
            key = (establishment.establishment_id, wave.wave_id)
            row = latest.get(key)
            named = named_in(agreed.get(key), audience)
            rows.append(
                {
                    "establishment_id": key[0],
                    "wave_id": key[1],
                    "status": row["state"] if row else "missing",
                    "received_on": row["day"] if row else None,
                    "first_received_on": first_day.get(key) if row else None,
                    "file_label": row["file_label"] if row and named else None,
                    "named": named,
                    "explanation": explained.get(key) if row and named else None,
                }
            )
    days = dict.fromkeys(("received_on", "first_received_on"), pl.Date())
    return pl.DataFrame(rows, schema_overrides={**days, "file_label": pl.String(), "explanation": pl.String()})


def definitions(catalogue: Catalogue, facts: Facts, decided: Decisions) -> pl.DataFrame:
    """Everything a reader needs to understand the release years later: name, json."""

    def rows(items: tuple, *, without: set[str] | None = None) -> str:
        return json.dumps([item.model_dump(mode="json", exclude=without) for item in items], ensure_ascii=False)

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
        "frame_events": rows(facts.frame_events),
        **decided.definitions(),
    }
    return pl.DataFrame({"name": list(held), "json": list(held.values())})
