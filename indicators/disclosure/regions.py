"""Regions, last of all: a region's sum is shown only where it tells nothing of what is hidden so far.

Regions cut across the peer groups, so their sums would single out many an answer that the groups keep together. They
hide no answer and take no other row away: a region is shown when the hidden answers that the other sums keep together
are all in it, or all out of it. So it adds nothing to what a reader can work out, and which regions are withheld
depends on who is hidden, never on the hidden values.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from data.facts import Facts
from indicators.disclosure.audit import atoms
from indicators.disclosure.cells import Hidden, Policy
from indicators.disclosure.periods import PeriodRule
from indicators.disclosure.secondary import REGION, open_rows, small_sums
from indicators.disclosure.sums import Sums
from indicators.disclosure.unprotected import Unprotected
from indicators.evaluation.evaluate import places_frame

#: A sum is a combination of others when what is left of it is no more than rounding.
RESIDUE = 1e-9
_SUBJECT = ["subject_kind", "subject_id", "segment", "wave_id"]


def with_regions(
    visible: np.ndarray,
    sums: Sequence[Sums],
    shown: pl.DataFrame,
    unprotected: Unprotected,
    hidden: Hidden,
    policy: Policy,
    by_periods: PeriodRule,
) -> np.ndarray:
    """Which rows of the groups may be shown, regions included, once everything else is decided.

    Args:
        visible: one flag a row of the groups; no region is among those shown.
        shown: the pairs with `visible`.
        by_periods: what a year and its quarters ask to hide besides.
    """
    groups, facts, catalogue = unprotected.groups, unprotected.facts, unprotected.catalogue
    regions = (groups["place_kind"] == REGION).to_numpy()
    if not regions.any():
        return visible
    visible = np.where(regions, open_rows(groups, catalogue), visible)
    visible &= ~_hidden_alone(shown, groups, facts)
    visible[_rows_telling_states(groups, regions, hidden, facts, visible)] = False
    small = small_sums(sums, groups, catalogue, policy)
    for term in sums:
        secret = term.hidden(hidden)
        together = atoms(term.sets[term.published(visible & ~regions)])
        few = small.get((term.wave, term.term), set())
        for index, carriers in enumerate(term.carriers):
            inside = term.sets[index] & secret
            splits = index in few or _splits(inside, secret, together)
            for item in carriers:
                # A network total with a hidden member is not shown, as a peer group's.
                is_open_total = item.family[0] == "total" and inside.any()
                if item.place_kind == REGION and (splits or is_open_total):
                    visible[item.row] = False
        for index in sorted(few):
            _withhold_combinations(term, secret, index, visible)
    while True:
        telling = [row for row in by_periods(hidden, visible)[1] if regions[row] and visible[row]]
        if not telling:
            return visible
        visible[telling] = False


def _hidden_alone(shown: pl.DataFrame, groups: pl.DataFrame, facts: Facts) -> np.ndarray:
    """The regions of one establishment whose own pair is hidden: such a region is that establishment."""
    region = pl.col("place_kind") == REGION
    # By wave: a region may be left with one establishment after a merger.
    present = shown.select("establishment_id", "wave_id").unique()
    inside = places_frame(facts).filter(region).join(present, on="establishment_id")
    alone = inside.filter(pl.len().over("place_kind", "place_id", "wave_id") == 1)
    hidden = shown.filter(~pl.col("visible")).join(alone, on=["establishment_id", "wave_id"])
    keys = [*_SUBJECT, "place_kind", "place_id"]
    found = groups.join(hidden.select(*keys, alone=True), on=keys, how="left", maintain_order="left", validate="1:1")
    return found["alone"].fill_null(False).to_numpy()


def _splits(inside: np.ndarray, secret: np.ndarray, together: np.ndarray) -> bool:
    """Whether a set takes some of the hidden cells that are kept together, and leaves others."""
    labels = np.unique(together[inside])
    return bool((labels < 0).any() or (secret & np.isin(together, labels) & ~inside).any())


def _withhold_combinations(term: Sums, secret: np.ndarray, few: int, visible: np.ndarray) -> None:
    """Withhold regions, the smallest first, until a withheld sum of a few persons is no combination of shown sums."""
    wanted = (term.sets[few] & secret).astype(float)
    while wanted.any():
        published = np.flatnonzero(term.published(visible))
        known = (term.sets[published] & secret).astype(float)
        parts, *_ = np.linalg.lstsq(known.T, wanted, rcond=None)
        if not len(published) or np.abs(known.T @ parts - wanted).max() > RESIDUE:
            return
        used = [
            [item.row for item in term.carriers[index] if item.place_kind == REGION and visible[item.row]]
            for index in published[np.abs(parts) > RESIDUE]
        ]
        regional = [rows for rows in used if rows]
        if not regional:
            return
        visible[regional[0]] = False


def _rows_telling_states(
    groups: pl.DataFrame, regions: np.ndarray, hidden: Hidden, facts: Facts, visible: np.ndarray
) -> list[int]:
    """The regions that would tell why an unnamed establishment has no value, by counting who has none.

    A row says how many of its establishments are in each state; of one that is not named, even the state is hidden.
    """
    members: dict[tuple[str, str], set[str]] = {}
    for kind, place, establishment in places_frame(facts).iter_rows():
        members.setdefault((kind, place), set()).add(establishment)
    unnamed: dict[str, list[str]] = {}
    for wave, place in sorted(hidden.unnamed):
        unnamed.setdefault(wave, []).append(place)
    rows: dict[tuple[str, ...], list[tuple[int, tuple[str, str]]]] = {}
    places = groups.select(*_SUBJECT, "place_kind", "place_id").rows()
    for row, (*subject, kind, place) in enumerate(places):
        if visible[row] and subject[3] in unnamed:
            rows.setdefault(tuple(subject), []).append((row, (kind, place)))
    # Few ways to be shown, many subjects: each way is looked at once.
    found: dict[tuple[str, tuple[tuple[str, str], ...]], set[tuple[str, str]]] = {}
    telling = []
    for (*_, wave), shown in rows.items():
        others = tuple(place for row, place in shown if not regions[row])
        if (wave, others) not in found:
            cells = np.array(unnamed[wave])
            sets = np.array([[name in members[place] for name in cells] for place in others], bool)
            together = atoms(sets.reshape(len(others), len(cells)))
            everyone = np.ones(len(cells), bool)
            found[wave, others] = {
                place
                for place, names in members.items()
                if place[0] == REGION and _splits(np.isin(cells, list(names)), everyone, together)
            }
        telling += [row for row, place in shown if regions[row] and place in found[wave, others]]
    return telling
