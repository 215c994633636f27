"""Who has answered what, as far as a release tells: counts of states by establishment, section and question.

A hidden answer has only its hidden state, so it is counted apart and enters no share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.facts import Facts
from data.model.survey import VALUED_STATES, Question
from data.store.releases.release import Release

#: States of an answer that is still awaited; « sans objet » and « non demandé » await nothing.
AWAITED = ("not_answered", "does_not_know", "invalid_pending")
HIDDEN = "suppressed"
#: Under this share, in points, a figure is flagged.
ENOUGH = 60.0


@dataclass(frozen=True)
class Tally:
    """Answers counted by what may be said of them; `share` is in points, hidden answers left out."""

    given: int
    awaited: dict[str, int]
    not_applicable: int
    hidden: int

    @property
    def concerned(self) -> int:
        """Visible answers that the question calls for."""
        return self.given + sum(self.awaited.values())

    @property
    def share(self) -> float | None:
        return 100 * self.given / self.concerned if self.concerned else None

    @property
    def is_low(self) -> bool:
        return self.share is not None and self.share < ENOUGH


def tally(states: Sequence[str]) -> Tally:
    """The counts of some states."""
    return Tally(
        given=sum(state in VALUED_STATES for state in states),
        awaited={name: count for name in AWAITED if (count := states.count(name))},
        not_applicable=states.count("not_applicable"),
        hidden=states.count(HIDDEN),
    )


@dataclass(frozen=True)
class Reporting:
    """One establishment's submission for a wave; `is_named` says whether its answers may be shown.

    `explanation` is why a submission with problems was accepted all the same; `first_received_on` is the day of the
    first file that came, unknown in releases of earlier code.
    """

    establishment_id: str
    status: str
    is_named: bool
    received_on: date | None
    explanation: str
    first_received_on: date | None = None

    @property
    def is_accepted(self) -> bool:
        return self.status == "accepted"


def reporting_of(release: Release, period: str, establishment_id: str) -> Reporting:
    """The submission of one establishment for a wave; its status is `outside` where it did not exist in that wave."""
    found = (item for item in reporting(release, period) if item.establishment_id == establishment_id)
    return next(found, Reporting(establishment_id, "outside", False, None, ""))


def reporting(release: Release, period: str) -> list[Reporting]:
    """The submissions of a wave, one an establishment of the frame, in reference order."""
    rows = release.submissions.filter(pl.col("wave_id") == period)
    return [
        Reporting(
            row["establishment_id"],
            row["status"],
            row["named"],
            row["received_on"],
            row["explanation"] or "",
            row.get("first_received_on"),
        )
        for row in rows.iter_rows(named=True)
    ]


@dataclass(frozen=True)
class Comment:
    """What a named establishment wrote in its own words; `is_redacted` says that a reviewer shortened it."""

    question: Question
    period: str
    text: str
    is_redacted: bool


def comments(release: Release, facts: Facts, establishment_id: str) -> list[Comment]:
    """The comments of an establishment that were reviewed for publication, newest wave first."""
    found = release.comments.filter(pl.col("establishment_id") == establishment_id)
    return [
        Comment(facts.question[row["question_id"]], row["wave_id"], row["comment"], row["is_redacted"])
        for row in found.sort("wave_id", descending=True, maintain_order=True).iter_rows(named=True)
        if row["question_id"] in facts.question
    ]


def states_of(release: Release, period: str) -> pl.DataFrame:
    """The answers of a wave: establishment_id, question_id, state."""
    answers = release.answers.filter(pl.col("wave_id") == period)
    return answers.select("establishment_id", "question_id", "state", "sheet", "cell")


def by_section(release: Release, facts: Facts, period: str) -> dict[tuple[str, str], Tally]:
    """For each establishment and section of the questionnaire, the counts of its states."""
    sections = pl.DataFrame(
        [(item.question_id, item.section) for item in facts.questions], schema=["question_id", "section"], orient="row"
    )
    found = states_of(release, period).join(sections, on="question_id", how="inner")
    grouped = found.group_by("establishment_id", "section").agg(pl.col("state"))
    return {(row[0], row[1]): tally(row[2]) for row in grouped.iter_rows()}


def by_question(release: Release, facts: Facts, period: str) -> list[tuple[Question, Tally]]:
    """For each question asked in a wave, in questionnaire order, the counts over the submissions accepted."""
    grouped = states_of(release, period).group_by("question_id").agg(pl.col("state"))
    counts = {row[0]: tally(row[1]) for row in grouped.iter_rows()}
    version = release.waves.row(by_predicate=pl.col("wave_id") == period, named=True)["version"]
    return [
        (question, counts[question.question_id])
        for question in facts.questionnaire(version)
        if question.question_id in counts
    ]


@dataclass(frozen=True)
class Awaited:
    """A question that an establishment still has to answer; the cell is known when something was read in it."""

    question: Question
    state: str
    address: str


def awaited(release: Release, facts: Facts, establishment_id: str, period: str) -> list[Awaited]:
    """What a named establishment has not answered, in questionnaire order."""
    found = states_of(release, period).filter(
        (pl.col("establishment_id") == establishment_id) & pl.col("state").is_in(AWAITED)
    )
    items = []
    for row in found.iter_rows(named=True):
        address = f"{row['sheet']}!{row['cell']}" if row["sheet"] and row["cell"] else ""
        items.append(Awaited(facts.question[row["question_id"]], row["state"], address))
    return sorted(items, key=lambda item: (item.question.section, item.question.order))


def of_establishment(release: Release, establishment_id: str, period: str) -> Tally:
    """The counts of one establishment's answers in a wave."""
    found = states_of(release, period).filter(pl.col("establishment_id") == establishment_id)
    return tally(found["state"].to_list())


@dataclass(frozen=True)
class WaveRates:
    """Establishments of a wave, counted; `on_time` is None where the release does not tell when files first came."""

    asked: int
    received: int
    accepted: int
    on_time: int | None

    def share(self, count: int | None) -> float | None:
        """A count in points of the establishments asked."""
        return None if count is None or not self.asked else 100 * count / self.asked


def wave_rates(release: Release, period: str) -> WaveRates:
    """How many of a wave's establishments sent a file, by the due date, and had one accepted."""
    rows = release.submissions.filter(pl.col("wave_id") == period)
    due_on = release.waves.row(by_predicate=pl.col("wave_id") == period, named=True)["due_on"]
    sent = rows.filter(pl.col("status") != "missing")
    known = sent["first_received_on"].drop_nulls() if "first_received_on" in sent.columns else sent.head(0)
    return WaveRates(
        asked=rows.height,
        received=sent.height,
        accepted=sent.filter(pl.col("status") == "accepted").height,
        on_time=int((known <= due_on).sum()) if isinstance(known, pl.Series) and len(known) else None,
    )


@dataclass(frozen=True)
class Correction:
    """A file that was not accepted when the release was made, and for how many days it had been there."""

    establishment_id: str
    status: str
    days: int


def corrections(release: Release, period: str) -> list[Correction]:
    """The files of a wave returned or still to accept on the day of the release, oldest first."""
    rows = release.submissions.filter(
        pl.col("wave_id") == period, pl.col("status").is_in(["returned", "resubmitted", "open"])
    )
    found = [
        Correction(row["establishment_id"], row["status"], (release.published_at.date() - row["received_on"]).days)
        for row in rows.iter_rows(named=True)
        if row["received_on"] is not None
    ]
    return sorted(found, key=lambda item: -item.days)


def missing_kinds(release: Release, period: str) -> dict[str, int]:
    """The answers of a wave counted by state, hidden ones included; only states that are met."""
    found = dict(states_of(release, period).group_by("state").len().iter_rows())
    order = (*VALUED_STATES, *AWAITED, "not_applicable", "not_asked", HIDDEN)
    return {state: found[state] for state in order if state in found}
