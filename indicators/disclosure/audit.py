"""What a reader can still work out: the range of each hidden cell, given every sum that is or was shown.

Cells that all the same sums count make an **atom**. The audit supposes that a reader knows the total of each atom:
it is at least what any difference, complement or second release can give, so no combination of sums has to be
searched. Within an atom the range is exact. Between atoms it can only be wider than found here, never narrower.
"""

from collections.abc import Iterable, Mapping
from math import inf

import numpy as np

from data.facts import Facts
from indicators.disclosure.cells import Bounds, ConfidentialAnswers, Hidden, Policy
from indicators.disclosure.sums import Sums

#: Sums of dollars and FTE are compared to the nearest millionth.
TOLERANCE = 1e-6


def ordered_questions(facts: Facts) -> dict[str, list[tuple[str, bool]]]:
    """Each question → those that bound it by an error rule (`a <= b`); True where the other is the larger.

    An answer that breaks an error rule is not accepted as a value, so a reader may count on these.
    """
    found: dict[str, list[tuple[str, bool]]] = {question.question_id: [] for question in facts.questions}
    for rule in facts.rules:
        if rule.severity != "error":
            continue
        for part in rule.expression.split(" and "):
            words = part.split()
            if len(words) == 3 and words[1] in ("<=", ">=") and words[0] in found and words[2] in found:
                small, large = (words[0], words[2]) if words[1] == "<=" else (words[2], words[0])
                found[small].append((large, True))
                found[large].append((small, False))
    return found


def bounds_of(
    term: Sums,
    secret: np.ndarray,
    hidden: Hidden,
    answers: ConfidentialAnswers,
    order: Mapping[str, list[tuple[str, bool]]],
    policy: Policy,
) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and largest value of each cell before any sum is looked at; its value where it is shown."""
    low, high = term.values.copy(), term.values.copy()
    for index in np.flatnonzero(secret):
        low[index], high[index] = _bounds(term, int(index), hidden, answers, order, policy)
    return low, high


def _bounds(
    term: Sums,
    index: int,
    hidden: Hidden,
    answers: ConfidentialAnswers,
    order: Mapping[str, list[tuple[str, bool]]],
    policy: Policy,
) -> Bounds:
    if term.kind == "answer":
        return 0, 1
    value, place = float(term.values[index]), term.places[index]
    if not term.current[index]:
        # Hidden by an earlier release, for a reason that is not kept: the narrowest one is supposed.
        small = term.persons and 0 < value < policy.threshold
        return (1, policy.threshold - 1) if small else (0, inf)
    if len(term.questions) != 1:
        return -inf, inf
    question = term.questions[0]
    low, high = hidden.bounds[term.wave, place, question]
    for other, is_larger in order[question]:
        key = (term.wave, place, other)
        if key in answers.number and key not in hidden.bounds:
            limit = answers.number[key]
            low, high = (low, min(high, limit)) if is_larger else (max(low, limit), high)
    return min(low, value), max(high, value)


def atoms(sets: np.ndarray) -> np.ndarray:
    """A number for each cell, the same for cells that the same sets count; -1 for cells that none counts."""
    if not sets.size:
        return np.full(sets.shape[1], -1)
    # A column as bytes: some thousand small tables are told apart in an assembly.
    columns = [column.tobytes() for column in np.packbits(sets, axis=0).T]
    number = {column: at for at, column in enumerate(sorted(set(columns)))}
    labels = np.fromiter((number[column] for column in columns), int, len(columns))
    return np.where(sets.any(axis=0), labels, -1)


def exposed_cells(
    term: Sums, secret: np.ndarray, low: np.ndarray, high: np.ndarray, labels: np.ndarray, policy: Policy
) -> list[np.ndarray]:
    """The hidden cells of each atom that gives one of them away; the cells of atoms that hold are left out."""
    found = []
    for label in np.unique(labels[secret]):
        members = np.flatnonzero(secret & (labels == label))
        if label >= 0 and not _keeps_enough_values(term, members, low[members], high[members], policy):
            found.append(members)
    return found


def _keeps_enough_values(term: Sums, members: np.ndarray, low: np.ndarray, high: np.ndarray, policy: Policy) -> bool:
    """Whether every hidden cell of an atom keeps enough values when the atom's total is known."""
    total = term.values[members].sum()
    least = np.maximum(low, total - _sums_of_others(high))
    most = np.minimum(high, total - _sums_of_others(low))
    if term.kind == "answer":
        return bool(np.all(most - least >= 1 - TOLERANCE))
    if term.kind == "count":
        return bool(np.all(most - least >= policy.feasible_values - 1 - TOLERANCE))
    wide_enough = most - least > policy.feasible_width * np.where(np.isfinite(most), most, 0) + TOLERANCE
    return bool(np.all(wide_enough))


def _sums_of_others(limits: np.ndarray) -> np.ndarray:
    """For each limit the sum of all the others, infinite as soon as one of them is."""
    endless = ~np.isfinite(limits)
    finite = np.where(endless, 0, limits)
    rest = finite.sum() - finite
    if endless.any():
        rest[endless.sum() - endless > 0] = limits[endless][0]
    return rest


def sets_left(sets: np.ndarray, published: np.ndarray, dropped: Iterable[int]) -> np.ndarray:
    """The sets that stay known when some of the published ones are no longer shown."""
    kept = published.copy()
    kept[list(dropped)] = False
    return sets[kept]
