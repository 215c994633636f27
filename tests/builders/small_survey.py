"""Answers, pairs and sums of a small survey written by hand, without the evaluation of the house.

Only the subjects of `SUBJECTS` exist, so that every sum a release shows can be counted on fingers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.facts import load_facts
from data.store.releases.release import Audience
from indicators.catalogue import load_catalogue
from indicators.disclosure import Protected, protect
from indicators.disclosure.unprotected import Unprotected

FACTS, CATALOGUE = load_facts(), load_catalogue()
FRAME = [item.establishment_id for item in FACTS.frame]
GROUP = {name: FACTS.peers_of(name).peer_group_id for name in FRAME}
REGION = {name: FACTS.establishment[name].rss_code for name in FRAME}
CISSS = [name for name in FRAME if GROUP[name] == "territorial-cisss"]
CIUSSS = [name for name in FRAME if GROUP[name] == "territorial-ciusss"]
HOSPITALS = [name for name in FRAME if GROUP[name] == "hospital-institute"]
WAVE = "2025-2026"

Value = float | int | bool | str | None
#: Establishment → question → value; None is a blank. A question left out was not asked.
Table = Mapping[str, Mapping[str, Value]]

SUBJECTS = [
    ("indicator", "active_partners_per_1000_staff", "partners_active_count", "staff_headcount_count"),
    ("indicator", "active_partners_per_fte", "partners_active_count", "dedicated_team_fte"),
    ("indicator", "partners_trained", "partners_trained_count", "partners_registered_count"),
    ("indicator", "registered_partners", "partners_registered_count", "respondents"),
    ("indicator", "dedicated_fte", "dedicated_team_fte", "respondents"),
    ("indicator", "dedicated_fte_per_1000_staff", "dedicated_team_fte", "staff_headcount_count"),
    ("indicator", "partnership_budget", "budget_total_cad", "respondents"),
    ("indicator", "recurring_budget_share", "budget_recurring_cad", "budget_total_cad"),
    ("indicator", "partnership_lead_share", "has_partnership_lead = true", "respondents"),
    ("indicator", "office_share", "has_office = true", "respondents"),
    ("indicator", "improvement_committees_with_partner", "improvement_committees_with_partner_count",
     "improvement_committees_count"),
    ("headline", "R01", "has_partnership_lead = true", "respondents"),
    ("total", "partners_active", "partners_active_count", "respondents"),
    ("total", "partners_registered", "partners_registered_count", "respondents"),
    ("total", "team_fte", "dedicated_team_fte", "respondents"),
    ("total", "offices", "offices_count", "respondents"),
]  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """What `protect` reads."""

    unprotected: Unprotected
    consents: pl.DataFrame

    @property
    def pairs(self) -> pl.DataFrame:
        return self.unprotected.pairs

    @property
    def groups(self) -> pl.DataFrame:
        return self.unprotected.groups

    @property
    def answers(self) -> pl.DataFrame:
        return self.unprotected.answers

    def protected(self, audience: Audience = "visitor", earlier: tuple[pl.DataFrame, ...] = (), **how) -> Protected:
        return protect(self.unprotected, self.consents, audience, earlier, **how)


def survey(table: Table, consents: Mapping[str, str] | None = None) -> Survey:
    """The survey in which the establishments of `table` answered; all agree to be named unless told otherwise."""
    consents = consents or {}
    answers = pl.DataFrame(
        [(name, WAVE, question, *_answer(value)) for name, given in table.items() for question, value in given.items()],
        schema={
            **dict.fromkeys(["establishment_id", "wave_id", "question_id", "state", "value_text"], pl.String),
            "value_number": pl.Float64,
        },
        orient="row",
    )
    pairs = [
        (kind, subject, name, top, bottom, *_pair(table.get(name, {}), top, bottom))
        for kind, subject, top, bottom in SUBJECTS
        for name in FRAME
    ]
    keys = ["subject_kind", "subject_id", "establishment_id", "numerator_term", "denominator_term"]
    paired = pl.DataFrame(
        pairs,
        schema={
            **dict.fromkeys(keys, pl.String),
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "state": pl.String,
        },
        orient="row",
    ).with_columns(
        segment=pl.lit(""),
        wave_id=pl.lit(WAVE),
        version=pl.lit("v2"),
        evaluated=pl.col("numerator").is_not_null(),
        applicable=pl.col("state") != "not_applicable",
    )
    agreed = [(name, WAVE, consents.get(name, "consent_named")) for name in table]
    return Survey(
        Unprotected(answers, paired, sums(paired), FACTS, CATALOGUE),
        pl.DataFrame(agreed, schema=["establishment_id", "wave_id", "consent"], orient="row"),
    )


def _answer(value: Value) -> tuple[str, str | None, float | None]:
    if value is None:
        return "not_answered", None, None
    if isinstance(value, bool | str):
        return "value", str(value).lower(), None
    return ("value" if value else "true_zero"), None, float(value)


def _pair(given: Mapping[str, Value], top: str, bottom: str) -> tuple[float | None, float | None, str]:
    numerator, denominator = _term(given, top), _term(given, bottom)
    if top == "offices_count" and given.get("has_office") is False:
        return None, None, "not_applicable"
    if numerator is None or denominator is None:
        return None, None, "not_answered"
    return numerator, denominator, "true_zero" if numerator == 0 and "=" not in top else "value"


def _term(given: Mapping[str, Value], term: str) -> float | None:
    if term == "respondents":
        return 1.0
    answer = given.get(term.split(" = ")[0])
    return None if answer is None else float(answer)


def sums(pairs: pl.DataFrame) -> pl.DataFrame:
    """Sums over complete pairs, by province, peer group and region."""
    homes = {"peer_group": GROUP, "region": REGION}
    held = {kind: [home[name] for name in FRAME] for kind, home in homes.items()}
    placed = pairs.join(pl.DataFrame({"establishment_id": FRAME, **held}), on="establishment_id")
    places = [("province", "quebec", placed)]
    places += [
        (kind, place, placed.filter(pl.col(kind) == place))
        for kind, home in homes.items()
        for place in sorted(set(home.values()))
    ]
    return pl.concat(
        rows.group_by("subject_kind", "subject_id", "segment", "wave_id", "version", maintain_order=True)
        .agg(pl.col("numerator", "denominator", "evaluated", "applicable").sum())
        .with_columns(place_kind=pl.lit(kind), place_id=pl.lit(place))
        for kind, place, rows in places
    )


def hidden_of(protected: Protected, question: str) -> set[str]:
    """The establishments whose answer to a question is hidden."""
    return set(protected.hidden_answers.filter(pl.col("question_id") == question)["establishment_id"])


def shown(protected: Protected, kind: str, subject: str, place: str) -> bool:
    """Whether the sums of a subject are shown for a place."""
    return protected.groups.filter(
        (pl.col("subject_kind") == kind) & (pl.col("subject_id") == subject) & (pl.col("place_id") == place)
    )["visible"].item()


def pair_of(protected: Protected, subject: str, establishment: str) -> dict:
    """The pair of an indicator and an establishment, with what may be shown of it."""
    rows = protected.pairs.filter(
        (pl.col("subject_kind") == "indicator")
        & (pl.col("subject_id") == subject)
        & (pl.col("establishment_id") == establishment)
    )
    return rows.row(0, named=True)
