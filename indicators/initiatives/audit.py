"""Which groups of people a reader could work out from the sets that were ever shown, exactly.

A shown set gives the sum of its members' answers. Sums can be added and subtracted, so a group is known as soon as its
indicator vector lies in the span of the shown sets. Members are digests: nobody is named here.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Members = frozenset[str]
KeyT = TypeVar("KeyT", bound=Hashable)
Matrix = NDArray[np.float64]
#: What counts as nothing when a vector is projected on the span of sets of zeros and ones.
NOTHING = 1e-9


class DisclosureAudit(Generic[KeyT]):
    """Looks at every way of showing some places: which small groups would be disclosed.

    Args:
        candidates: the sets behind each place, by family: sums of one family add up, those of two never do.
        before: what releases have already shown; a group that they give away by themselves is not counted again.
        threshold: a group of fewer people is small.
    """

    def __init__(
        self,
        candidates: Mapping[KeyT, Mapping[str, Members]],
        before: Sequence[Mapping[str, Members]],
        threshold: int,
    ) -> None:
        families = sorted({name for sets in candidates.values() for name in sets})
        self._families: list[_Family[KeyT]] = []
        for name in families:
            now = {key: sets[name] for key, sets in candidates.items() if sets.get(name)}
            self._families.append(_family(now, [sets[name] for sets in before if sets.get(name)], threshold))

    def disclosed_groups(self, shown: Collection[KeyT]) -> list[Members]:
        """The small groups that showing these places would give away."""
        return [group for family in self._families for group in family.disclosed_groups(shown)]


@dataclass(frozen=True)
class _Family(Generic[KeyT]):
    """One family over its atoms, the groups that no set tells apart: a row a set, a row a small group."""

    places: dict[KeyT, Matrix]
    before: Matrix
    small: Matrix
    groups: list[Members]

    def disclosed_groups(self, shown: Collection[KeyT]) -> list[Members]:
        rows = [self.places[key] for key in shown if key in self.places]
        known = _in_span(self.small, np.vstack([self.before, *rows]))
        return [self.groups[at] for at in np.flatnonzero(known)]


def _family(now: Mapping[KeyT, Members], before: Sequence[Members], threshold: int) -> _Family[KeyT]:
    sets = [*now.values(), *before]
    atoms: dict[tuple[bool, ...], set[str]] = {}
    for member in sorted(frozenset().union(*sets)):
        atoms.setdefault(tuple(member in item for item in sets), set()).add(member)
    # A row a set, a column an atom: whether the set holds it.
    table = np.array(list(atoms), dtype=np.float64).T.reshape(len(sets), len(atoms))
    earlier = table[len(now) :]
    sizes = [len(members) for members in atoms.values()]
    chosen = list(_small_unions(sizes, threshold))
    small = np.zeros((len(chosen), len(atoms)))
    for row, union in enumerate(chosen):
        small[row, list(union)] = 1
    fresh = np.flatnonzero(~_in_span(small, earlier))
    members = list(atoms.values())
    return _Family(
        places={key: table[[at]] for at, key in enumerate(now)},
        before=earlier,
        small=small[fresh],
        groups=[frozenset().union(*(members[at] for at in chosen[row])) for row in fresh],
    )


def _small_unions(sizes: Sequence[int], threshold: int) -> Iterator[tuple[int, ...]]:
    """The atoms of every group of 1 to `threshold` − 1 people."""
    few = [at for at, size in enumerate(sizes) if size < threshold]
    for many in range(1, threshold):
        for union in combinations(few, many):
            if sum(sizes[at] for at in union) < threshold:
                yield union


def _in_span(vectors: Matrix, rows: Matrix) -> NDArray[np.bool_]:
    """Which vectors are sums and differences of the rows."""
    if not len(rows) or not len(vectors):
        return np.zeros(len(vectors), dtype=bool)
    _, sizes, directions = np.linalg.svd(rows, full_matrices=False)
    basis = directions[sizes > NOTHING * max(1.0, float(sizes.max(initial=0.0)))]
    return np.abs(vectors - vectors @ basis.T @ basis).max(axis=1) < NOTHING
