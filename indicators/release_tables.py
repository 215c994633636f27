"""The tables of a release: evaluate, hide, then judge what may be shown. Nothing hidden reaches a verdict.

Reads no store and no file: whoever publishes hands in the accepted answers, the submissions, the decisions and the
reviewed texts, and keeps the tables and the ledger that come out (contracts in indicators/contracts.py).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from data.facts import Facts
from data.model.survey import Wave
from data.store.releases.release import Audience
from indicators.catalogue.model import Catalogue
from indicators.contracts import COMMENTS, EXPLANATIONS, NOTES, REASONS
from indicators.disclosure import protect
from indicators.disclosure.consent import consents_of, named_in_waves, named_now
from indicators.disclosure.unprotected import Unprotected
from indicators.verdicts.build import build_verdicts, verdict_context
from indicators.verdicts.decisions import Decisions, rebases_frame, targets_frame

_WHO = ["establishment_id", "wave_id"]


@dataclass(frozen=True)
class ShownTexts:
    """What a publication shows of the reviewed texts of accepted submissions.

    Attributes:
        answers: why answers stand as they are (contract EXPLANATIONS).
        submissions: why submissions were accepted as they are (contract REASONS).
        comments: what establishments wrote (contract COMMENTS).
    """

    answers: pl.DataFrame
    submissions: pl.DataFrame
    comments: pl.DataFrame


NO_TEXTS = ShownTexts(EXPLANATIONS.empty(), REASONS.empty(), COMMENTS.empty())


@dataclass(frozen=True)
class ReleaseInputs:
    """What the tables of every audience are made from.

    Attributes:
        answers: those of the accepted submissions.
        submissions: all of the workbench, with `received_on`, the local day on which each came.
        waves: the waves and periods that have an accepted submission.
        decisions: the targets, milestone statuses and rebases in force.
        texts: the explanations and comments that were reviewed for publication.
    """

    answers: pl.DataFrame
    submissions: pl.DataFrame
    waves: Sequence[Wave]
    facts: Facts
    catalogue: Catalogue
    decisions: Decisions = field(default_factory=Decisions)
    texts: ShownTexts = NO_TEXTS

    @cached_property
    def unprotected(self) -> Unprotected:
        """The pairs and sums, worked out once for all audiences."""
        return Unprotected.of(self.answers, self.waves, self.facts, self.catalogue)


@dataclass(frozen=True)
class ReleaseTables:
    """The tables of a release, and the sums they give away (confidential: the next release is checked against them)."""

    tables: dict[str, pl.DataFrame]
    ledger: pl.DataFrame


def release_tables(inputs: ReleaseInputs, audience: Audience, earlier: Sequence[pl.DataFrame] = ()) -> ReleaseTables:
    """What may be shown of the accepted answers to an audience.

    Args:
        earlier: the ledgers of the releases already published for this audience.
    """
    consents = consents_of(inputs.answers)
    protected = protect(inputs.unprotected, consents, audience, earlier)
    decisions = inputs.decisions.published_for(named_now(consents, audience))
    named = named_in_waves(inputs.unprotected.periods.with_quarters(consents), audience)
    reported = reporting(inputs, named)
    # Of those named, the accepted answers and whatever else came may be told of.
    tellable = reported.filter((pl.col("status") != "missing") & pl.col("named")).select(_WHO)
    unnamed = reported.filter((pl.col("status") == "accepted") & ~pl.col("named"))
    context = verdict_context(
        inputs.catalogue,
        inputs.facts,
        inputs.waves,
        notes=pl.concat([answer_notes(inputs), unnamed.select(*_WHO, note=pl.lit("not_named"))]),
        targets=targets_frame(decisions.targets),
        rebases=rebases_frame(decisions.rebases),
    )
    tables = {
        "verdicts": build_verdicts(protected.pairs, protected.groups, context),
        "answers": published_answers(inputs, protected.hidden_answers, tellable),
        "comments": inputs.texts.comments.join(tellable, on=_WHO, how="semi").sort(*_WHO, "question_id"),
        "submissions": reported,
        "waves": pl.DataFrame([wave.model_dump() for wave in inputs.waves]),
        "definitions": definitions(inputs.catalogue, inputs.facts, decisions),
    }
    return ReleaseTables(tables, protected.ledger)


def answer_notes(inputs: ReleaseInputs) -> pl.DataFrame:
    """What a reader must know of an establishment's year (contract NOTES): a partial year, another day of counting."""
    answers, waves = inputs.answers, inputs.waves
    last_day = pl.DataFrame(
        {"wave_id": [wave.wave_id for wave in waves], "end": [wave.end.isoformat() for wave in waves]}
    )
    partial = answers.filter((pl.col("question_id") == "months_covered_count") & (pl.col("value_number") != 12)).select(
        *_WHO, pl.lit("partial_year").alias("note")
    )
    other_day = (
        answers.filter(pl.col("question_id") == "reference_date")
        .join(last_day, on="wave_id")
        .filter(pl.col("value_text") != pl.col("end"))
        .select(*_WHO, pl.lit("count_date").alias("note"))
    )
    return NOTES.check(pl.concat([partial, other_day]))


def published_answers(inputs: ReleaseInputs, hidden: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The answers that may be shown, each with its cell and its explanation; of a hidden one only that it is hidden.

    Args:
        hidden: establishment_id, wave_id, question_id of the answers to hide.
        named: establishment_id, wave_id of those whose explanations may be shown.
    """
    accepted = inputs.submissions.filter(pl.col("state") == "accepted")
    keys = [*_WHO, "question_id"]
    explained = inputs.texts.answers.join(named, on=_WHO, how="semi")
    shown = (
        inputs.answers.filter(~pl.col("question_id").is_in(inputs.facts.free_text_questions))
        .join(accepted.select("submission_id", "file_label", "received_on"), on="submission_id")
        .join(hidden.select(*keys, pl.lit(True).alias("is_hidden")).unique(), on=keys, how="left")
        .join(explained, on=keys, how="left")
    )
    secret = pl.col("is_hidden").fill_null(False)

    def unless_hidden(name: str) -> pl.Expr:
        return pl.when(secret).then(None).otherwise(pl.col(name)).alias(name)

    shown_alone = ("value_text", "value_number", "file_label", "sheet", "cell", "explanation", "received_on")
    return shown.select(
        *keys,
        pl.when(secret).then(pl.lit("suppressed")).otherwise(pl.col("state")).alias("state"),
        *(unless_hidden(name) for name in shown_alone),
    ).sort(keys)


def reporting(inputs: ReleaseInputs, named: pl.DataFrame) -> pl.DataFrame:
    """Who has answered each wave: status, dates, whether the establishment may be named, and what it explained.

    `received_on` is the day of the file that counts, `first_received_on` that of the first one that came.

    Args:
        named: establishment_id, wave_id of those that may be named.
    """
    may_be_named = set(named.iter_rows())
    explained = {(row[0], row[1]): row[2] for row in inputs.texts.submissions.iter_rows()}
    dated = inputs.submissions.filter(pl.col("state") != "withdrawn")
    first = dated.group_by(_WHO).agg(pl.col("received_on").min())
    first_day = {(row[0], row[1]): row[2] for row in first.iter_rows()}
    latest = {
        (row["establishment_id"], row["wave_id"]): row
        for row in dated.filter(pl.col("state") != "superseded").iter_rows(named=True)
    }
    rows = []
    for wave in inputs.waves:
        for establishment in inputs.facts.frame_of(wave):
            key = (establishment.establishment_id, wave.wave_id)
            row = latest.get(key)
            is_named = key in may_be_named
            rows.append(
                {
                    "establishment_id": key[0],
                    "wave_id": key[1],
                    "status": row["state"] if row else "missing",
                    "received_on": row["received_on"] if row else None,
                    "first_received_on": first_day.get(key) if row else None,
                    "file_label": row["file_label"] if row and is_named else None,
                    "named": is_named,
                    "explanation": explained.get(key) if row and is_named else None,
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
