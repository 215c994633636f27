"""Quarters beside years: what a quarter borrows from a yearly wave, and what one would tell of the other.

A reader who holds both knows that the last quarter gives the year's situation, that departures and recruits add up, and
that distinct persons of a year are at least those of any quarter and at most their sum.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
import polars as pl

from data.expressions.wide import earlier_id
from data.facts import Facts
from data.model.survey import Wave
from indicators.disclosure.cells import ANYTHING, Bounds, ConfidentialAnswers, Hidden, Key, Policy
from indicators.evaluation.evaluate import places_frame

#: Wave or period, establishment.
Place = tuple[str, str]
#: From what is hidden and which rows are shown, the answers to hide and the rows to withhold besides.
PeriodRule = Callable[[Hidden, np.ndarray], tuple[dict[Key, Bounds], set[int]]]


@dataclass(frozen=True)
class Link:
    """One question of one establishment: its yearly answer, and those of the four quarters of that year."""

    timing: str
    year: Key
    quarters: tuple[Key, ...]


@dataclass(frozen=True)
class Periods:
    """How each quarter leans on the yearly waves; without quarters, everything is empty.

    Attributes:
        standing: the yearly wave that tells an establishment's team size and consent in a quarter.
        looked_back: the yearly wave that `prev` reads there.
        same: the answer of a last quarter → the yearly answer that is the same situation.
        links: every question that both a year and its quarters ask.
        year_of: the fiscal year of each quarter.
        ids: for a version, the id under which it asks a question of the quarters.
    """

    standing: Mapping[Place, str] = field(default_factory=dict)
    looked_back: Mapping[Place, str] = field(default_factory=dict)
    same: Mapping[Key, Key] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    year_of: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, waves: Iterable[Wave], answers: pl.DataFrame, facts: Facts) -> "Periods":
        """The leanings of the quarters among `waves`, given the accepted answers."""
        ordered = sorted(waves, key=lambda wave: wave.end)
        yearly = [wave for wave in ordered if wave.collection == "yearly"]
        quarters = [wave for wave in ordered if wave.collection == "quarterly"]
        if not quarters:
            return cls()
        accepted = set(answers.select("wave_id", "establishment_id").unique().iter_rows())
        standing, looked_back = {}, {}
        for quarter in quarters:
            for item in facts.frame:
                name = item.establishment_id
                own = [wave for wave in yearly if (wave.wave_id, name) in accepted]
                nearest = min(own, key=lambda wave: abs(int(wave.year[:4]) - int(quarter.year[:4])), default=None)
                ended = [wave for wave in own if wave.end <= quarter.end]
                if nearest:
                    standing[quarter.wave_id, name] = nearest.wave_id
                if ended:
                    looked_back[quarter.wave_id, name] = ended[-1].wave_id
        ids = {
            (wave.wave_id, question.question_id): asked
            for wave in yearly
            for question in facts.questionnaire(quarters[-1].version)
            if (asked := earlier_id(question.question_id, _asked(wave, facts), facts.changes))
        }
        numbers = ConfidentialAnswers.read(answers).number
        links = tuple(_links(yearly, quarters, ids, facts))
        same = {
            link.quarters[-1]: link.year
            for link in links
            if link.timing == "period_end"
            and link.year in numbers
            and numbers[link.year] == numbers.get(link.quarters[-1])
        }
        return cls(standing, looked_back, same, links, {item.wave_id: item.year for item in quarters}, ids)

    def team_key(self, wave: str, place: str, question: str) -> Key:
        """The answer that tells a team's size in a wave or quarter."""
        return self.standing.get((wave, place), wave), place, question

    def previous_key(self, wave: str, place: str, question: str) -> Key | None:
        """The answer that `prev` reads in a quarter, None where there is none."""
        earlier = self.looked_back.get((wave, place))
        asked = self.ids.get((earlier, question)) if earlier else None
        return (earlier, place, asked) if earlier and asked else None

    def with_quarters(self, consents: pl.DataFrame) -> pl.DataFrame:
        """`consents` (establishment_id, wave_id, consent) with what they mean for each quarter."""
        held = {(wave, place): consent for place, wave, consent in consents.iter_rows()}
        rows = [
            (place, quarter, held[wave, place])
            for (quarter, place), wave in self.standing.items()
            if (wave, place) in held
        ]
        return pl.concat([consents, pl.DataFrame(rows, schema=consents.schema, orient="row")])


def _asked(wave: Wave, facts: Facts) -> set[str]:
    return {question.question_id for question in facts.asked(wave)}


def _links(
    yearly: Sequence[Wave], quarters: Sequence[Wave], ids: Mapping[tuple[str, str], str], facts: Facts
) -> Iterable[Link]:
    of_year: dict[str, list[str]] = defaultdict(list)
    for quarter in quarters:
        of_year[quarter.year].append(quarter.wave_id)
    for wave in yearly:
        for question in facts.quarterly_questions:
            asked, name = ids.get((wave.wave_id, question.question_id)), question.question_id
            if not asked or wave.wave_id not in of_year:
                continue
            for item in facts.frame:
                place = item.establishment_id
                keys = tuple((quarter, place, name) for quarter in of_year[wave.wave_id])
                yield Link(question.period_timing, (wave.wave_id, place, asked), keys)


# --- what a year and its quarters tell of each other --------------------------------------------------------------


def period_rule(
    periods: Periods,
    pairs: pl.DataFrame,
    groups: pl.DataFrame,
    answers: ConfidentialAnswers,
    facts: Facts,
    policy: Policy,
) -> PeriodRule:
    """A function of what is hidden and which rows are shown: what to hide besides, one step at a time."""
    sets = _rows_that_add_up(periods, pairs, groups, facts)
    numerators = groups["numerator"].to_list()

    def linked(hidden: Hidden, visible: np.ndarray) -> tuple[dict[Key, Bounds], set[int]]:
        found: dict[Key, Bounds] = {}
        for link in periods.links:
            keys = (link.year, *link.quarters)
            secret = [key for key in keys if key in hidden.bounds and answers.has_value(key)]
            if secret and len(secret) < len(keys) and answers.has_value(link.year):
                found |= _hidden_next(link, secret, periods, hidden, answers, policy)
        rows = {row for rows, alike in sets for row in _quarters_to_withhold(rows, alike, visible, numerators)}
        return found, rows

    return linked


def _hidden_next(
    link: Link, secret: list[Key], periods: Periods, hidden: Hidden, answers: ConfidentialAnswers, policy: Policy
) -> dict[Key, Bounds]:
    if link.timing == "period_end":
        last = link.quarters[-1]
        if last in periods.same and (last in hidden.bounds) != (link.year in hidden.bounds):
            known, other = (last, link.year) if last in hidden.bounds else (link.year, last)
            return {other: hidden.bounds[known]}
        return {}
    known = {key: _known_bounds(key, hidden, answers) for key in (link.year, *link.quarters)}
    if all(_is_wide_enough(_range(link, key, known), policy) for key in secret):
        return {}
    shown = [key for key in link.quarters if key in answers.number and key not in hidden.bounds]
    positive = sorted((key for key in shown if answers.number[key] > 0), key=lambda key: answers.number[key])
    if positive:
        least = answers.number[positive[0]]
        larger = [answers.number[key] for key in positive if answers.number[key] > least]
        # The reader is supposed to know that the smallest goes first.
        return {key: (1, min(larger, default=inf) - 1) for key in positive if answers.number[key] == least}
    if shown:
        return dict.fromkeys(shown, ANYTHING)
    return {} if link.year in hidden.bounds else {link.year: ANYTHING}


def _known_bounds(key: Key, hidden: Hidden, answers: ConfidentialAnswers) -> Bounds:
    """What a reader knows of an answer: its value, the bounds of a hidden one, nothing of one that was not given."""
    if key in hidden.bounds:
        return hidden.bounds[key]
    value = answers.number.get(key)
    return ANYTHING if value is None else (value, value)


def _range(link: Link, key: Key, known: Mapping[Key, Bounds]) -> Bounds:
    """The smallest and largest value that a hidden answer may still have, given the year and its quarters."""
    low, high = known[key]
    others = [known[other] for other in link.quarters if other != key]
    most = sum(bounds[1] for bounds in others)
    if key == link.year:
        least = [sum(bounds[0] for bounds in others)] if link.timing == "period_sum" else [b[0] for b in others]
        return max(low, *least), min(high, most)
    year_low, year_high = known[link.year]
    left = sum(bounds[0] for bounds in others) if link.timing == "period_sum" else 0
    return max(low, year_low - most), min(high, year_high - left)


def _is_wide_enough(bounds: Bounds, policy: Policy) -> bool:
    return bounds[1] - bounds[0] >= policy.feasible_values - 1


def _quarters_to_withhold(
    rows: tuple[int, ...], alike: bool, visible: np.ndarray, numerators: Sequence[float | None]
) -> list[int]:
    """The quarters to withhold so that a year's sum and those of its quarters give nothing back.

    Where all five are shown they must count the same establishments, or their difference is that of a few; where one
    is withheld, another quarter is too.
    """
    withheld = sum(not visible[row] for row in rows)
    missing = 1 if withheld == 1 else 2 if not withheld and not alike else 0
    shown = [row for row in rows[1:] if visible[row]]
    return sorted(shown, key=lambda row: (numerators[row] or 0, row))[:missing]


def _rows_that_add_up(
    periods: Periods, pairs: pl.DataFrame, groups: pl.DataFrame, facts: Facts
) -> list[tuple[tuple[int, ...], bool]]:
    """For each place and indicator whose periods add up: the year's row of the groups, then those of its quarters.

    True where all five count the same establishments.
    """
    sums = {item.question_id for item in facts.quarterly_questions if item.period_timing == "period_sum"}
    ids = [item.indicator_id for item in facts.quarterly_indicators if item.numerator in sums]
    adds_up = (pl.col("subject_kind") == "indicator") & pl.col("subject_id").is_in(ids)
    keys = ["subject_id", "place_kind", "place_id", "wave_id"]
    counted = (
        pairs.filter(adds_up & pl.col("evaluated"))
        .join(places_frame(facts), on="establishment_id")
        .group_by(keys)
        .agg(pl.col("establishment_id").sort().alias("members"))
    )
    rows = groups.with_row_index("row").filter(adds_up).join(counted, on=keys)
    of_year: dict[tuple[str, ...], dict[str, tuple[int, list[str]]]] = defaultdict(dict)
    for subject, kind, place, wave, row, members in rows.select(*keys, "row", "members").iter_rows():
        of_year[subject, kind, place, periods.year_of.get(wave, wave)][wave] = (row, members)
    found = []
    for (*_, year), held in sorted(of_year.items()):
        own = [year, *(wave for wave, of in periods.year_of.items() if of == year)]
        if len(own) > 1 and all(wave in held for wave in own):
            together = [held[wave] for wave in own]
            alike = all(members == together[0][1] for _, members in together)
            found.append((tuple(row for row, _ in together), alike))
    return found
