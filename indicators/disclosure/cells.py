"""Primary hiding: which answers may not be shown for their own sake, and what a reader still knows of each.

Nothing here looks at totals; secondary.py hides what totals would give back.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

import polars as pl

from data.expressions.compile import compile_expression
from data.facts import Facts
from data.model.survey import VALUED_STATES, Question, Version
from indicators.catalogue.model import Catalogue, IndicatorBase

#: Wave, establishment, question.
Key = tuple[str, str, str]
#: The smallest and the largest value that a reader must still think possible before any sum is looked at.
Bounds = tuple[float, float]
ANYTHING: Bounds = (0, inf)
HEADCOUNT = "team_headcount_count"


@dataclass(frozen=True)
class Policy:
    """The numbers of the disclosure policy; their values stand in disclosure.py.

    Attributes:
        threshold: a count of persons from 1 to one less than this is hidden.
        small_team: the largest team, in persons, that is a small one.
        feasible_values: how many whole values a hidden count must keep.
        feasible_width: how wide the range of a hidden measure must stay, as a part of its upper end.
        visible_share: the part of a group's answers that stays visible; more is not hidden to protect one answer.
        bound_by_rules: rules that tie their questions so closely that one gives the other away.
    """

    threshold: int
    small_team: float
    feasible_values: int
    feasible_width: float
    visible_share: float
    bound_by_rules: tuple[str, ...]


@dataclass(frozen=True)
class ConfidentialAnswers:
    """The answers of the accepted submissions by key: their states, and the numbers of those that carry one."""

    state: dict[Key, str]
    number: dict[Key, float]

    @classmethod
    def read(cls, answers: pl.DataFrame) -> "ConfidentialAnswers":
        rows = answers.select("wave_id", "establishment_id", "question_id", "state", "value_number").rows()
        state = {(wave, place, question): state for wave, place, question, state, _ in rows}
        valued = {row[:3]: row[4] for row in rows if row[3] in VALUED_STATES and row[4] is not None}
        return cls(state, valued)

    def has_value(self, key: Key) -> bool:
        return self.state.get(key) in VALUED_STATES


@dataclass
class Hidden:
    """What is hidden so far.

    Attributes:
        bounds: what a reader still knows of each hidden answer.
        bands: the band in which a small team's FTE is told instead of its value.
        unnamed: (wave, establishment) of those that answered and may not be named.
        small_teams: (wave, establishment) of the named ones with a small team.
    """

    bounds: dict[Key, Bounds] = field(default_factory=dict)
    bands: dict[Key, str] = field(default_factory=dict)
    unnamed: set[tuple[str, str]] = field(default_factory=set)
    small_teams: set[tuple[str, str]] = field(default_factory=set)

    def add(self, key: Key, bounds: Bounds = ANYTHING) -> None:
        """Hide an answer; a first reason stands, so the broadest rules are applied first."""
        self.bounds.setdefault(key, bounds)


def hide_primary(
    answers: ConfidentialAnswers,
    named: set[tuple[str, str]],
    versions: Mapping[str, Version],
    facts: Facts,
    catalogue: Catalogue,
    policy: Policy,
    team_key: Callable[[str, str, str], Key] = lambda wave, place, question: (wave, place, question),
) -> Hidden:
    """Everything that consent, team size, small counts and province-only questions hide.

    Consent and team size hide an answer whatever it is. A small count never hides a 0: there is nobody to find.

    Args:
        named: (wave, establishment) of those that this audience may see by name.
        versions: the version of the questionnaire by wave.
        team_key: from a wave, an establishment and a question, the answer that tells the team's size then.
    """
    hidden = Hidden(unnamed={key[:2] for key in answers.state} - named)
    for key in answers.state:
        if key[:2] in hidden.unnamed or (
            "province_only" in facts.question[key[2]].suppression and answers.has_value(key)
        ):
            hidden.add(key)
    for wave, place in named:
        headcount = answers.number.get(team_key(wave, place, HEADCOUNT))
        if headcount is None or 0 < headcount <= policy.small_team:
            hidden.small_teams.add((wave, place))
            _hide_small_team(hidden, answers, wave, place, facts, policy)
    for key, value in answers.number.items():
        if counts_persons(facts.question[key[2]]) and 0 < value < policy.threshold:
            hidden.add(key, (1, policy.threshold - 1))
    for wave, version in versions.items():
        for part, whole in complements(catalogue, version):
            for place in {place for at, place in named if at == wave}:
                _hide_complement(hidden, answers, (wave, place, part), (wave, place, whole), policy)
    return hidden


def counts_persons(question: Question) -> bool:
    """Whether the rule of small counts of persons concerns the question."""
    return question.kind == "count" and question.counts_people and "persons" in question.suppression


def complements(catalogue: Catalogue, version: Version) -> Iterator[tuple[str, str]]:
    """Part and whole of each share of persons: those who are not in the part are persons too."""
    for indicator in catalogue.indicator.values():
        terms = indicator.terms(version)
        if terms and is_share_of_persons(indicator, version):
            yield terms


def is_share_of_persons(indicator: IndicatorBase, version: Version) -> bool:
    people = indicator.counts_people_numerator and indicator.counts_people_denominator
    return people and indicator.interval_for(version) == "wilson"


def _hide_complement(hidden: Hidden, answers: ConfidentialAnswers, part: Key, whole: Key, policy: Policy) -> None:
    x, n = answers.number.get(part), answers.number.get(whole)
    if x is None or n is None or n < policy.threshold:
        # A whole below the threshold is hidden itself and gives nothing away.
        return
    if 0 < n - x < policy.threshold:
        hidden.add(part, (max(1, n - policy.threshold + 1), n - 1))


def _hide_small_team(
    hidden: Hidden, answers: ConfidentialAnswers, wave: str, place: str, facts: Facts, policy: Policy
) -> None:
    for question in facts.questions:
        key = (wave, place, question.question_id)
        if "team_size" not in question.suppression or key[2] == HEADCOUNT or not answers.has_value(key):
            continue
        if question.kind == "fte":
            band, bounds = fte_band(answers.number[key], policy)
            hidden.bands[key] = band
            if bounds != (0, 0):
                hidden.add(key, bounds)
        else:
            hidden.add(key)


def fte_band(fte: float, policy: Policy) -> tuple[str, Bounds]:
    """The band in which a small team's FTE is told, and its bounds; no band above the size of a small team."""
    if fte == 0:
        return "0", (0, 0)
    if fte < 1:
        return "0-1", (0, 1)
    if fte <= policy.small_team:
        return f"1-{policy.small_team:g}", (1, policy.small_team)
    return "", (policy.small_team, inf)


def revealing_questions(facts: Facts, policy: Policy) -> dict[str, set[tuple[str, bool]]]:
    """Each question → those that would give it back; True where their mere state would (`applies_if`)."""
    found: dict[str, set[tuple[str, bool]]] = {question.question_id: set() for question in facts.questions}
    for rule in facts.rules:
        if rule.rule_id in policy.bound_by_rules:
            for name in rule.fields:
                found[name] |= {(other, False) for other in rule.fields if other != name}
    for question in facts.questions:
        if question.applies_if:
            for name in compile_expression(question.applies_if, facts, None).names:
                found[name].add((question.question_id, True))
    return found


def hide_revealing(
    hidden: Hidden, answers: ConfidentialAnswers, following: Mapping[str, set[tuple[str, bool]]]
) -> None:
    """Hide as well whatever an answer of the same establishment would give back, and so on from there."""
    waiting = list(hidden.bounds)
    while waiting:
        wave, place, question = waiting.pop()
        for name, whatever_its_state in following[question]:
            key = (wave, place, name)
            shown = key in answers.state and key not in hidden.bounds
            if shown and (whatever_its_state or answers.has_value(key)):
                hidden.add(key)
                waiting.append(key)
