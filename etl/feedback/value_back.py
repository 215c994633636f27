"""What an establishment gets back as soon as its file is received: one page of its own values beside its peers'.

Its numbers come from its own submission, before disclosure control, and are for itself alone; those of its peers are
the published ones. Nothing is kept of the page: it is made again from the workbench whenever it is asked for.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from data.facts import Facts, load_facts
from data.model.survey import Wave
from data.store.releases.release import NoRelease, Release, serve
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.feedback.corrected import NoSubmission
from etl.review.accept import without_doubtful
from etl.validate import validate
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.evaluation.evaluate import evaluate
from indicators.exports.profile import profile_pdf
from indicators.exports.profile_sheet import About, ProfileSheet, profile_sheet
from indicators.release_reader.completeness import AWAITED
from indicators.verdicts.own import own_verdicts
from indicators.wording.language import pick, say
from indicators.wording.value import state_word


class NoProfile(ValueError):
    """The submission has no page of its own: a quarter is followed on the dashboard."""

    def sentence(self, language: Language) -> str:
        text = (
            "{wave} : la page d’un établissement se fait pour une vague annuelle; les trimestres se lisent au "
            "tableau de bord."
        )
        return say(text, language, wave=self.args[0])


def profile_of(workbench: Workbench, submission_id: str, language: Language) -> bytes:
    """The page of a submission as PDF/UA-1, whatever its state; the public release is that of the workbench's folder.

    Raises:
        NoSubmission: nothing was received under this id.
        NoProfile: the submission is of a quarter.
    """
    return profile_pdf(sheet_of(workbench, submission_id, language), workbench.var)


def sheet_of(workbench: Workbench, submission_id: str, language: Language) -> ProfileSheet:
    """The words of that page."""
    facts, catalogue = load_facts(), load_catalogue()
    with workbench.session():
        held = workbench.submissions()
        row = _row(held, submission_id)
        wave = waves.wave(row["wave_id"])
        if wave.collection != "yearly":
            raise NoProfile(wave.wave_id)
        earlier = _earlier(held, row["establishment_id"], wave)
        before = workbench.answers(earlier["submission_id"].to_list())
        answers, problems = _checked(workbench, submission_id, wave, before, facts)
        kind = workbench.kind
    counted = without_doubtful(answers, problems)
    asked = [*(waves.wave(name) for name in sorted(earlier["wave_id"])), wave]
    pairs = evaluate(pl.concat([before.select(counted.columns), counted]), facts, catalogue, asked)
    release = _public(workbench)
    establishment = facts.establishment[row["establishment_id"]]
    own = own_verdicts(pairs, release, establishment.establishment_id, wave, asked, facts, catalogue)
    about = About(
        establishment=establishment,
        group=facts.peers_of(establishment.establishment_id),
        wave=wave,
        received_on=row["received_at"].date(),
        file_label=row["file_label"],
        made_on=datetime.now(UTC).date(),
        is_fictitious=kind == "fictif",
    )
    missing = _missing(counted, problems, facts, language)
    return profile_sheet(about, own, release, catalogue, missing, language)


def _row(held: pl.DataFrame, submission_id: str) -> dict[str, Any]:
    found = held.filter(pl.col("submission_id") == submission_id)
    if found.is_empty():
        raise NoSubmission(submission_id)
    return found.row(0, named=True)


def _earlier(held: pl.DataFrame, establishment_id: str, wave: Wave) -> pl.DataFrame:
    """Its accepted submissions of the yearly waves before."""
    before = [item.wave_id for item in waves.WAVES if item.start < wave.start]
    return held.filter(
        pl.col("establishment_id") == establishment_id,
        pl.col("state") == "accepted",
        pl.col("wave_id").is_in(before),
    )


def _checked(
    workbench: Workbench, submission_id: str, wave: Wave, before: pl.DataFrame, facts: Facts
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Answers and problems of a submission: those of its last check, or read now and kept nowhere."""
    answers = workbench.answers([submission_id])
    if not answers.is_empty():
        return answers, workbench.problems([submission_id])
    previous = waves.previous(wave.wave_id)
    own = before.filter(pl.col("wave_id") == (previous.wave_id if previous else ""))
    checked = validate(workbench.cells([submission_id]), facts, {wave.wave_id: own})
    notes = workbench.problems([submission_id])
    return checked.answers, pl.concat([notes, checked.problems_table], how="diagonal")


def _public(workbench: Workbench) -> Release | None:
    """The release that visitors read; None before the first one."""
    try:
        return serve(workbench.var).release
    except NoRelease:
        return None


def _missing(answers: pl.DataFrame, problems: pl.DataFrame, facts: Facts, language: Language) -> Sequence[str]:
    """A line for each answer that is awaited or to correct, in the order of the questionnaire."""
    faulty = set(problems.filter(pl.col("severity") == "error")["question_id"].drop_nulls())
    lines = []
    for row in answers.iter_rows(named=True):
        question = facts.question[row["question_id"]]
        is_faulty = row["question_id"] in faulty
        if not is_faulty and row["state"] not in AWAITED:
            continue
        words = say("à corriger", language) if is_faulty else state_word(row["state"], language)
        place = "!".join(part for part in (row["sheet"], row["cell"]) if part)
        text = "{place} · {label} : {state}" if place else "{label} : {state}"
        label = pick(question, "label", language)
        line = say(text, language, place=place, label=label, state=words)
        lines.append(((not is_faulty, question.section, question.order), line))
    return [line for _, line in sorted(lines)]
