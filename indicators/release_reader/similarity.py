"""Who resembles an establishment: by type, staff, population and region, each told in words beside the others.

Type, region and population are public; staff is read only where the release shows it. The distance chooses who is
named first and is never printed: what makes two establishments alike is said criterion by criterion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

import polars as pl

from data.expressions.wide import population_year
from data.facts import Facts
from data.model.survey import Establishment
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader, waves_of
from indicators.wording.language import say
from indicators.wording.numbers import number

STAFF = "staff_headcount_count"
#: Four times larger or smaller is as far as staff or population goes.
FAR = 2.0
#: What is not known makes two establishments neither near nor far.
UNKNOWN = 0.5
#: Sizes within a tenth of each other are called alike.
ALIKE = 0.1


@dataclass(frozen=True)
class Likeness:
    """One other establishment: what it shares, how many times larger its staff and population are (None: unknown)."""

    establishment_id: str
    same_type: bool
    same_group: bool
    same_region: bool
    staff: float | None
    population: float | None
    has_territory: bool

    @property
    def distance(self) -> float:
        """From 0 (alike on all four) to 1, each criterion counting as much as the others."""
        kind = 0.0 if self.same_type else UNKNOWN if self.same_group else 1.0
        region = 0.0 if self.same_region else 1.0
        # Two establishments without a territory are alike in that; one with and one without are not.
        population = _gap(self.population, UNKNOWN if self.has_territory else 0.0)
        return (kind + region + _gap(self.staff, UNKNOWN) + population) / 4


def _gap(ratio: float | None, unknown: float) -> float:
    return unknown if ratio is None else min(abs(log2(ratio)) / FAR, 1.0)


def visible_staff(reader: ReleaseReader, period: str) -> dict[str, float]:
    """The staff of each establishment whose answer the release shows."""
    shown = reader.release.answers.filter(
        (pl.col("question_id") == STAFF)
        & (pl.col("wave_id") == period)
        & (pl.col("state") == "value")
        & (pl.col("value_number") > 0)
    )
    return dict(shown.select("establishment_id", "value_number").iter_rows())


def populations(reader: ReleaseReader, facts: Facts, period: str) -> dict[str, float]:
    """The population of each territory for a period; establishments without a territory are absent."""
    wave = next(item for item in waves_of(reader.release) if item.wave_id == period)
    year = population_year(wave, facts)
    if year is None:
        return {}
    held = ((item.establishment_id, item.population[year[0]]) for item in facts.frame)
    return {name: float(count) for name, count in held if count}


def similar_establishments(reader: ReleaseReader, facts: Facts, establishment_id: str, period: str) -> list[Likeness]:
    """The other establishments of the frame, the most alike first; equals keep the order of the reference."""
    staff, people = visible_staff(reader, period), populations(reader, facts, period)
    own = facts.establishment[establishment_id]
    others = (item for item in facts.frame if item.establishment_id != establishment_id)
    found = [_likeness(facts, own, item, staff, people) for item in others]
    return sorted(found, key=lambda item: item.distance)


def _likeness(
    facts: Facts, own: Establishment, other: Establishment, staff: Mapping[str, float], people: Mapping[str, float]
) -> Likeness:
    return Likeness(
        establishment_id=other.establishment_id,
        same_type=own.type == other.type,
        same_group=facts.peers_of(own.establishment_id) == facts.peers_of(other.establishment_id),
        same_region=own.rss_code == other.rss_code,
        staff=_times(staff, own, other),
        population=_times(people, own, other),
        has_territory=own.establishment_id in people or other.establishment_id in people,
    )


def _times(sizes: Mapping[str, float], own: Establishment, other: Establishment) -> float | None:
    one, two = sizes.get(own.establishment_id), sizes.get(other.establishment_id)
    return None if one is None or two is None else two / one


def likeness_text(item: Likeness, language: Language) -> str:
    """« même type; personnel 1,4 fois le sien; population comparable; autre région »."""
    kind = "même type" if item.same_type else "même groupe de pairs" if item.same_group else "autre type"
    parts = [
        say(kind, language),
        _size(item.staff, ("personnel comparable", "personnel {n} fois le sien", "personnel non publié"), language),
    ]
    if item.has_territory:
        texts = ("population comparable", "population {n} fois la sienne", "population sans objet pour l’un des deux")
        parts.append(_size(item.population, texts, language))
    else:
        parts.append(say("aucun des deux n’a de population de territoire", language))
    parts.append(say("même région" if item.same_region else "autre région", language))
    return "; ".join(parts)


def _size(ratio: float | None, texts: tuple[str, str, str], language: Language) -> str:
    alike, times, unknown = texts
    if ratio is None:
        return say(unknown, language)
    if abs(ratio - 1) <= ALIKE:
        return say(alike, language)
    return say(times, language, n=number(ratio, 1, language))
