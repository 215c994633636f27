"""Training evaluation: the paired results of every place, and which of them may be shown.

A place is a territory and a setting of one module; an empty one is all together. Only complete pairs (all items
answered at the start and at the time point) enter a change: completers only, and every page says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import combinations, product

import numpy as np
import polars as pl

from indicators.initiatives.audit import DisclosureAudit, Members

MONTHS = (0, 1, 3)
FOLLOW_UPS = (1, 3)
#: A release holds no result of fewer complete pairs; configuration, as no text of Québec sets it.
LEAST_PAIRS = 5
SCORE = "score"
#: What hiding a place costs the reader, by how many of territory and setting it names.
COST = {0: 4, 1: 2, 2: 3}
#: Up to so many places of a time point every way of hiding some is weighed.
TRIED_TOGETHER = 12
#: Module, territory, setting, month.
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Participant:
    """One participant of a module, by the digests under which shown sets are compared, and by their answers.

    `answers` holds the items by month, NaN for one left blank.
    """

    code: str
    territory_id: str
    setting_id: str
    answers: Mapping[int, tuple[float, ...]]

    def complete(self, month: int) -> bool:
        """Whether every item was answered at a time point."""
        return month in self.answers and not np.isnan(self.answers[month]).any()

    def digest(self, *months: int) -> str:
        """What stands for the person in a set: another one as soon as an answer is corrected."""
        return sha256(repr((self.code, [self.answers[month] for month in months])).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class ShownTraining:
    """What one release showed of a place: the sets behind it by family, and its rows as they were."""

    key: Key
    sets: Mapping[str, Members]
    rows: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True)
class Place:
    """One place of a module at one time point, with everyone behind it."""

    key: Key
    people: tuple[Participant, ...]
    sets: Mapping[str, Members] = field(default_factory=dict)

    @property
    def month(self) -> int:
        return self.key[3]

    @cached_property
    def pairs(self) -> tuple[Participant, ...]:
        """Those who answered everything at the start and at this time point."""
        return tuple(item for item in self.people if item.complete(0) and item.complete(self.month))

    def enough(self) -> bool:
        """Whether there are complete pairs enough to show it; at the start, complete questionnaires."""
        return len(self.pairs) >= LEAST_PAIRS


def people_of(answers: pl.DataFrame, items: Sequence[str]) -> dict[str, tuple[Participant, ...]]:
    """Everyone by module, from the questionnaires of any sender (sender, participant_code, module_id, …, items)."""
    by_person: dict[tuple[str, str, str, str], dict[int, tuple[float, ...]]] = {}
    for row in answers.iter_rows(named=True):
        key = (
            row["module_id"],
            f"{row['sender']}/{row['participant_code']}",
            row["territory_id"],
            row["setting_id"],
        )
        values = tuple(float("nan") if row[name] is None else float(row[name]) for name in items)
        by_person.setdefault(key, {})[row["month"]] = values
    by_module: dict[str, list[Participant]] = {}
    for (module, code, territory, setting), given in sorted(by_person.items()):
        # A follow-up without a start is refused on receipt; what is left alone has no pair to make.
        if 0 in given:
            by_module.setdefault(module, []).append(Participant(code, territory, setting, given))
    return {module: tuple(people) for module, people in by_module.items()}


def places_of(module: str, people: Sequence[Participant]) -> list[Place]:
    """Every place of a module at every time point at which somebody answered, totals included."""
    territories = ["", *sorted({item.territory_id for item in people})]
    settings = ["", *sorted({item.setting_id for item in people})]
    places = []
    for territory, setting, month in product(territories, settings, MONTHS):
        inside = tuple(
            item for item in people if territory in ("", item.territory_id) and setting in ("", item.setting_id)
        )
        if any(month in item.answers for item in inside):
            key = (module, territory, setting, month)
            places.append(Place(key, inside, _sets(inside, month)))
    return places


def _sets(people: Sequence[Participant], month: int) -> dict[str, Members]:
    """The sets that showing a place gives the sums of: who started, whose start is averaged, whose change is."""
    started = frozenset(item.digest(0) for item in people)
    if month == 0:
        return {"started": started, "level": frozenset(item.digest(0) for item in people if item.complete(0))}
    both = frozenset(item.digest(0, month) for item in people if item.complete(0) and item.complete(month))
    return {"started": started, f"change_{month}": both}


def visible_keys(
    places: Sequence[Place], earlier: Iterable[ShownTraining] = (), threshold: int = LEAST_PAIRS
) -> set[Key]:
    """The keys of the places that may be shown: enough pairs, and nothing small to be worked out from all of them.

    Time points are decided in turn, follow-ups first. What earlier releases have shown cannot be taken back and counts
    with the rest: a few people who come later are never the difference of two releases.
    """
    before = [item.sets for item in earlier]
    visible: set[Key] = set()
    for month in (*FOLLOW_UPS, 0):
        # A start is shown only of a place that is shown at a follow-up: without a pair there is no result.
        followed = {key[:3] for key in visible}
        candidates = {
            item.key: item
            for item in places
            if item.month == month and item.enough() and (month or item.key[:3] in followed)
        }
        shown = _largest_safe(candidates, before, threshold)
        before += [candidates[key].sets for key in sorted(shown)]
        visible |= shown
    return visible


def _largest_safe(candidates: Mapping[Key, Place], before: Sequence[Mapping[str, Members]], threshold: int) -> set[Key]:
    """The places that may be shown together, when as little as possible is lost."""
    audit = DisclosureAudit({key: place.sets for key, place in candidates.items()}, before, threshold)
    # What gives a group away alone gives it away in any company.
    possible = {key: place for key, place in candidates.items() if not audit.disclosed_groups([key])}
    for dropped in _sets_to_hide(possible):
        left = set(possible) - dropped
        if not audit.disclosed_groups(sorted(left)):
            return left
    return set()


def _sets_to_hide(candidates: Mapping[Key, Place]) -> Iterator[set[Key]]:
    """Sets of places to hide, from none to all: the least costly first, and of equals the one with the fewest pairs."""
    keys = sorted(candidates)
    if len(keys) > TRIED_TOGETHER:
        by_cost = sorted(keys, key=lambda key: _cost(key, candidates))
        yield from (set(by_cost[:many]) for many in range(len(keys) + 1))
        return
    options = [set(chosen) for many in range(len(keys) + 1) for chosen in combinations(keys, many)]

    def cost(dropped: set[Key]) -> tuple[int, int, list[Key]]:
        costs = [_cost(key, candidates) for key in dropped]
        return sum(first for first, _ in costs), sum(second for _, second in costs), sorted(dropped)

    yield from sorted(options, key=cost)


def _cost(key: Key, candidates: Mapping[Key, Place]) -> tuple[int, int]:
    """What the reader loses with a place: the whole most, then a cell, then a total of one kind; then the pairs."""
    territory, setting = bool(key[1]), bool(key[2])
    return COST[territory + setting], len(candidates[key].pairs)


def span_of(answers: pl.DataFrame, module: str, month: int) -> tuple[date | None, date | None]:
    """The first and the last day of a module's answers at the start and at a time point, all places together."""
    days = answers.filter((pl.col("module_id") == module) & pl.col("month").is_in([0, month]))["answered_on"]
    if days.is_empty():
        return None, None
    first, last = days.min(), days.max()
    return (first if isinstance(first, date) else None), (last if isinstance(last, date) else None)
