"""Secondary hiding: what totals would give back is hidden too, or the total is not shown.

Every step looks at all terms as they stand and changes them together, so the order of rows never matters. A choice
reads values only where they are still shown, or through totals that are; hence two hidden values of the same kind
that swap places, every shown total staying the same, lead to the same outcome.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from math import inf

import numpy as np
import polars as pl

from data.model.survey import Version
from indicators.catalogue.model import Catalogue
from indicators.disclosure.audit import atoms, bounds_of, exposed_cells, ordered_questions, sets_left
from indicators.disclosure.cells import (
    ANYTHING,
    Bounds,
    Hidden,
    Key,
    Policy,
    hide_revealing,
    is_share_of_persons,
    revealing_questions,
)
from indicators.disclosure.periods import PeriodRule
from indicators.disclosure.sums import Family, Sums
from indicators.disclosure.unprotected import Unprotected

#: Hidden counts of things that are exposed get company up to this number at once: adding one after the other until
#: the sum is large enough would tell that the sum of the first ones was small.
COMPANY = 3
#: What it costs the reader that a row is not shown, by place: the province's figures go last.
COST = {"province": 100, "peer_group": 1}
#: Regions are decided on last (regions.py): no answer and no other row is ever hidden for the sake of their sums.
REGION = "region"
#: Totals and headlines stand on the first screen, so an indicator gives way before them.
COST_OF_KIND = {"indicator": 1, "count_of_period": 1, "headline": 3, "total": 3}


@dataclass
class _Step:
    """What one look at all terms decides: answers to hide with what a reader still knows, rows not to show."""

    answers: dict[Key, Bounds]
    rows: set[int]

    def hide(self, key: Key, bounds: Bounds) -> None:
        """Hide an answer; when two terms ask for it, a reader knows what both tell."""
        low, high = self.answers.get(key, bounds)
        self.answers[key] = max(low, bounds[0]), min(high, bounds[1])


def hide_secondary(
    sums: Sequence[Sums], unprotected: Unprotected, hidden: Hidden, policy: Policy, by_periods: PeriodRule
) -> np.ndarray:
    """Which rows of the groups may be shown (one flag a row), once `hidden` holds everything that must be.

    `hidden` grows in place. It ends because every step hides an answer or a row more.

    Args:
        by_periods: what a year and its quarters ask to hide besides.
    """
    groups, answers = unprotected.groups, unprotected.by_key
    facts, catalogue = unprotected.facts, unprotected.catalogue
    following, order = revealing_questions(facts, policy), ordered_questions(facts)
    visible = open_rows(groups, catalogue) & (groups["place_kind"] != REGION).to_numpy()
    small = small_sums(sums, groups, catalogue, policy)
    seen: dict[tuple[str, str], tuple[bytes, ...]] = {}
    while True:
        hide_revealing(hidden, answers, following)
        step = _Step(*by_periods(hidden, visible))
        for term in sums:
            secret = term.hidden(hidden)
            low, high = bounds_of(term, secret, hidden, answers, order, policy)
            looked_at = secret.tobytes(), low.tobytes(), high.tobytes(), visible[term.rows].tobytes()
            if seen.get((term.wave, term.term)) == looked_at:
                continue  # It decided the same at the last step, and that is done.
            seen[term.wave, term.term] = looked_at
            _protect_cells(term, secret, low, high, visible, step, policy)
            _withhold_totals(term, secret, step)
            _withhold_small(term, small, visible, step)
        rows = [row for row in step.rows if visible[row]]
        if not step.answers and not rows:
            return visible
        visible[rows] = False
        for key, bounds in step.answers.items():
            hidden.add(key, bounds)


def open_rows(groups: pl.DataFrame, catalogue: Catalogue) -> np.ndarray:
    """Every row, but those of `province_only` indicators for a smaller place."""
    province_only = [item.id for item in catalogue.indicator.values() if "province_only" in item.suppression]
    kept_back = (
        (pl.col("subject_kind") == "indicator")
        & pl.col("subject_id").is_in(province_only)
        & (pl.col("place_kind") != "province")
    )
    return groups.select(~kept_back).to_series().to_numpy().copy()


# --- one hidden answer among shown ones ---------------------------------------------------------------------------


def _protect_cells(
    term: Sums, secret: np.ndarray, low: np.ndarray, high: np.ndarray, visible: np.ndarray, step: _Step, policy: Policy
) -> None:
    """For each atom that gives a cell away: hide the next smallest answers, or else stop showing a sum."""
    if not secret.any():
        return
    published = term.published(visible)
    labels = atoms(term.sets[published])
    for members in exposed_cells(term, secret, low, high, labels, policy):
        partners, bounds = _partners(term, secret, members, labels, policy)
        for index in partners:
            for question in term.questions:
                step.hide((term.wave, term.places[index], question), bounds)
        if not partners:
            step.rows |= _rows_to_withhold(term, secret, low, high, published, members, policy)


def _partners(
    term: Sums, secret: np.ndarray, members: np.ndarray, labels: np.ndarray, policy: Policy
) -> tuple[list[int], Bounds]:
    """The shown cells to hide beside the exposed `members`, and what a reader will know of them.

    Persons, FTE and dollars: the smallest that are not 0, and where persons are counted all those equal to it, so
    that hidden values may swap. No hidden partner is larger than the smallest value left: the audit supposes that a
    reader knows this rule. Other counts (offices, bodies, meetings) are hidden for want of consent only and are 1 or 2
    nearly everywhere; there the smallest would protect nothing, so the next in turn are taken, whatever their values.
    A hidden yes needs a no beside it.
    """
    near = labels == labels[members[0]]
    shown = np.flatnonzero(term.current & ~secret & ~term.known & near & _has_room(term, secret, policy))
    if term.kind == "answer":
        return _next_in_turn(term, shown[term.values[shown] != term.values[members[0]]]), ANYTHING
    if term.kind == "count" and not term.persons:
        return _next_in_turn(term, shown, max(1, COMPANY - len(members))), ANYTHING
    shown = shown[term.values[shown] > 0]
    if not len(shown):
        return [], ANYTHING
    smallest = shown[term.values[shown] == term.values[shown].min()]
    chosen = smallest.tolist() if term.persons else _next_in_turn(term, smallest)
    ceiling = float(min(term.values[np.setdiff1d(shown, chosen)], default=inf))
    return chosen, (1, ceiling - 1) if term.persons else (0, ceiling)


def _has_room(term: Sums, secret: np.ndarray, policy: Policy) -> np.ndarray:
    """Which cells are in a peer group where one more answer may be hidden."""
    room = np.zeros(len(term.cells), bool)
    for home in np.unique(term.homes):
        inside = term.current & (term.homes == home)
        room[term.homes == home] = (inside & ~secret).sum() - 1 >= policy.visible_share * inside.sum()
    return room


def _next_in_turn(term: Sums, cells: np.ndarray, many: int = 1) -> list[int]:
    """The first `many` of some cells: in another order for each question and wave, so that nobody pays every time."""

    def turn(index: int) -> bytes:
        return sha256("|".join((term.wave, *term.questions, term.places[index])).encode()).digest()

    return sorted(cells.tolist(), key=turn)[:many]


# --- a sum that must not be shown ---------------------------------------------------------------------------------


def _rows_to_withhold(
    term: Sums,
    secret: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    published: np.ndarray,
    members: np.ndarray,
    policy: Policy,
) -> set[int]:
    """The rows to withhold so that the exposed cells are safe, or can be made so: as few and as small as possible."""
    best: tuple[float, set[int]] | None = None
    for dropped in _sets_to_drop(term, published, {str(home) for home in term.homes[members]}):
        rows = {item.row: item for index in dropped for item in term.carriers[index] if item.place_kind != REGION}
        cost = float(sum(COST[item.place_kind] * COST_OF_KIND[item.family[0]] for item in rows.values()))
        if rows and (best is None or cost < best[0]):
            labels = atoms(sets_left(term.sets, published, dropped))
            still = [
                cells
                for cells in exposed_cells(term, secret, low, high, labels, policy)
                if np.isin(members, cells).any()
            ]
            if all(_partners(term, secret, cells, labels, policy)[0] for cells in still):
                best = (cost, set(rows))
    if best:
        return best[1]
    # Only earlier releases are left to give it away: nothing more of this term is shown.
    return {item.row for index in np.flatnonzero(published) for item in term.carriers[index]}


def _sets_to_drop(term: Sums, published: np.ndarray, homes: set[str]) -> Iterator[list[int]]:
    """Sets that may stop being shown together: of one family or of all, from the exposed groups to everything.

    A group is never withheld alone while the province and the others are shown, or its sum is their difference; the
    audit of what is left sees to it.
    """
    # What an earlier release has shown cannot be taken back.
    families = _families(term, published & ~term.former)
    size = {home: float(term.values[term.current & (term.homes == home)].sum()) for home in np.unique(term.homes)}
    others = sorted((home for home in size if home not in homes), key=lambda home: (size[home], home))
    scopes = [[family] for family in sorted(families)] + [sorted(families)]
    for scope in scopes:
        for places in (
            *(homes | set(more) for count in range(len(others) + 1) for more in combinations(others, count)),
            homes | {"quebec"},
            {*homes, *others, "quebec"},
        ):
            yield sorted({families[family][place] for family in scope for place in places & set(families[family])})


def _families(term: Sums, published: np.ndarray) -> dict[Family, dict[str, int]]:
    """The shown sets of each family by place."""
    families: dict[Family, dict[str, int]] = defaultdict(dict)
    for index in np.flatnonzero(published):
        for item in term.carriers[index]:
            if item.place_kind != REGION:
                families[item.family][item.place_id] = int(index)
    return families


def _withhold_totals(term: Sums, secret: np.ndarray, step: _Step) -> None:
    """A network total of a group with a hidden member is not shown; the province's stays under audit."""
    for index, carriers in enumerate(term.carriers):
        if (secret & term.sets[index]).any():
            step.rows |= {item.row for item in carriers if item.family[0] == "total" and item.place_kind != "province"}


def small_sums(
    sums: Sequence[Sums], groups: pl.DataFrame, catalogue: Catalogue, policy: Policy
) -> dict[tuple[str, str], set[int]]:
    """The sets that count a few persons, or leave a few out of a share of persons, by wave and term."""
    keys = ["subject_kind", "subject_id", "version", "numerator", "denominator"]
    shares = {}
    for row, (kind, subject, version, part, whole) in enumerate(groups.select(keys).rows()):
        if kind == "indicator" and part is not None and whole is not None:
            declared: Version = version
            if is_share_of_persons(catalogue.indicator[subject], declared):
                shares[row] = whole - part
    small: dict[tuple[str, str], set[int]] = defaultdict(set)
    for term in sums:
        for index, carriers in enumerate(term.carriers):
            left_out = [shares[item.row] for item in carriers if item.family[3] == "numerator" and item.row in shares]
            counted = [float(term.values[term.sets[index]].sum())] if term.persons else []
            if any(0 < number < policy.threshold for number in counted + left_out):
                small[term.wave, term.term].add(index)
    return small


def _withhold_small(term: Sums, small: Mapping[tuple[str, str], set[int]], visible: np.ndarray, step: _Step) -> None:
    """A sum of a few persons is not shown, nor the smallest other group's when the province would give it back."""
    few = small.get((term.wave, term.term), set())
    if not few:
        return
    step.rows |= {item.row for index in few for item in term.carriers[index]}
    # A set stays known as long as somebody shows it, whichever family it is looked at from.
    for places in _families(term, np.ones(len(term.carriers), bool)).values():
        withheld = [place for place, index in places.items() if place != "quebec" and index in few]
        others = [place for place in places if place != "quebec" and place not in withheld]
        known = [place for place in others if any(visible[item.row] for item in term.carriers[places[place]])]
        province = "quebec" in places and any(visible[item.row] for item in term.carriers[places["quebec"]])
        if province and len(withheld) == 1 and known and len(known) == len(others):
            total = {place: float(term.values[term.sets[places[place]]].sum()) for place in known}
            chosen = min(known, key=lambda place: (total[place] == 0, total[place], place))
            step.rows |= {item.row for item in term.carriers[places[chosen]]}
