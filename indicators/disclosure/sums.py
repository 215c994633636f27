"""What a release gives away as sums: for each term and wave, its value by establishment and every sum shown of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import polars as pl

from data.expressions.compile import RESPONDENTS, compile_expression
from data.expressions.grammar import Compiled
from data.facts import Facts
from indicators.catalogue.model import Amount, Catalogue, Count, Mean
from indicators.catalogue.terms import NOT_ASKED, compiled_term
from indicators.contracts import LEDGER
from indicators.disclosure.cells import Hidden
from indicators.disclosure.periods import Periods
from indicators.disclosure.unprotected import Unprotected

#: yes or no; whole numbers; anything in between (FTE, dollars).
SumKind = Literal["answer", "count", "measure"]
#: A sum is read as the numerator or the denominator of a subject, or as the number of establishments it applies to.
Role = Literal["numerator", "denominator", "applicable"]
#: Subject kind, subject, segment, role, wave: what makes a province's sum and its groups' sums one family.
Family = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Carrier:
    """One row of the groups that shows a sum, and the family it belongs to."""

    row: int
    family: Family
    place_kind: str
    place_id: str


@dataclass
class Sums:
    """One term of one wave: a column of cells (an establishment with a value), a row per set of cells summed.

    Attributes:
        cells: « establishment@value »; an unchanged value is the same cell from release to release.
        known: cells that an earlier release has shown one by one.
        sets: which cells each sum counts (sets × cells).
        former: which sets an earlier release has shown; they stay known, whatever is withheld now.
        carriers: who shows each set now.
    """

    wave: str
    term: str
    kind: SumKind
    persons: bool
    questions: tuple[str, ...]
    cells: list[str]
    places: list[str]
    current: np.ndarray
    homes: np.ndarray
    values: np.ndarray
    known: np.ndarray
    sets: np.ndarray
    former: np.ndarray
    carriers: list[list[Carrier]]

    def hidden(self, hidden: Hidden) -> np.ndarray:
        """Which cells a reader does not know: hidden now, or of an earlier release and not shown by it."""
        secret = [
            not current or any((self.wave, place, name) in hidden.bounds for name in self.questions)
            for place, current in zip(self.places, self.current, strict=True)
        ]
        return np.array(secret, bool) & ~self.known

    @cached_property
    def rows(self) -> np.ndarray:
        """The rows of the groups that show one of the sets."""
        return np.array([item.row for carriers in self.carriers for item in carriers], int)

    def published(self, visible: np.ndarray) -> np.ndarray:
        """Which sets a reader knows, when only the `visible` rows of the groups are shown."""
        shown = [any(visible[item.row] for item in rows) for rows in self.carriers]
        return np.array(shown, bool) | self.former


@dataclass
class _Draft:
    """A term of a wave while its uses are collected."""

    values: dict[str, float] = field(default_factory=dict)
    #: For a condition that no subject evaluates: whether what depends on it applied to the establishment.
    applied: dict[str, float] = field(default_factory=dict)
    members: dict[Family, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: Establishments whose 0 counts too, by family: left out by a condition, they are missing from a published number.
    left_out: dict[Family, set[str]] = field(default_factory=lambda: defaultdict(set))


def shows_sums(kind: str, subject: str, catalogue: Catalogue) -> bool:
    """Whether a subject's group value is made of sums; a median, as of the counts of a period, shows none."""
    if kind == "count_of_period":
        return False
    return kind != "indicator" or not isinstance(catalogue.indicator[subject], Count | Amount | Mean)


def collect(unprotected: Unprotected, earlier: Sequence[pl.DataFrame]) -> list[Sums]:
    """Every term of every wave whose sums could give an answer away, in a fixed order.

    Args:
        earlier: the ledgers of the releases already published for the audience.
    """
    facts = unprotected.facts
    drafts, shown, former = _drafts(unprotected), _shown(unprotected.groups), _former(earlier)
    return [
        _sums_of(wave, term, drafts[wave, term], shown, former.get((wave, term), {}), facts)
        for wave, term in sorted(drafts)
        if drafts[wave, term].members and compile_expression(term, facts, None).names
    ]


def _drafts(unprotected: Unprotected) -> dict[tuple[str, str], _Draft]:
    """Each term's value by establishment, and who is counted in each family of sums.

    What a quarter reads of a year is counted with that year's answers, so that its sums are audited beside theirs.
    """
    facts, catalogue, periods = unprotected.facts, unprotected.catalogue, unprotected.periods
    answers, drafts = unprotected.by_key, defaultdict[tuple[str, str], _Draft](_Draft)
    columns = ["subject_kind", "subject_id", "segment", "wave_id", "establishment_id", "version", "state"]
    terms = ["evaluated", "numerator_term", "numerator", "denominator_term", "denominator"]
    for kind, subject, segment, wave, place, version, state, *pair in unprotected.pairs.select(columns + terms).rows():
        counted = pair[0] and shows_sums(kind, subject, catalogue)
        for role, term, value in (("numerator", *pair[1:3]), ("denominator", *pair[3:5])):
            if term in (RESPONDENTS, NOT_ASKED):
                continue
            family, compiled = (kind, subject, segment, role, wave), compiled_term(term, facts, version)
            if counted:
                home, home_term = _yearly_term(wave, place, term, compiled, periods)
                drafts[home, home_term].values[place] = value
                drafts[home, home_term].members[family].add(place)
            if compiled and role == "denominator" and compiled.is_condition and state == "not_applicable":
                drafts[wave, term].left_out[family].add(place)
            for condition in _conditions(compiled.names if compiled else (), facts):
                names = compile_expression(condition, facts, None).names
                if all(answers.has_value((wave, place, name)) for name in names):
                    draft, applies = drafts[wave, condition], float(state != "not_applicable")
                    draft.left_out[(kind, subject, segment, "applicable", wave)].add(place)
                    draft.applied[place] = max(applies, draft.applied.get(place, 0.0))
    for draft in drafts.values():
        draft.values = draft.applied | draft.values
        for family, places in draft.left_out.items():
            for place in places:
                if draft.values.setdefault(place, 0.0) == 0 or family[3] == "applicable":
                    draft.members[family].add(place)
    return drafts


def _yearly_term(wave: str, place: str, term: str, compiled: Compiled | None, periods: Periods) -> tuple[str, str]:
    """The wave and question of a yearly answer that the term of a quarter is, else the wave and term themselves."""
    key = None
    if compiled and compiled.previous and not compiled.names:
        key = periods.previous_key(wave, place, compiled.previous[0])
    elif compiled:
        key = periods.same.get((wave, place, term))
    return (key[0], key[2]) if key else (wave, term)


def _conditions(questions: Iterable[str], facts: Facts) -> set[str]:
    """The conditions under which questions are asked: how many establishments meet them is shown as coverage."""
    return {condition for name in questions if (condition := facts.question[name].applies_if)}


def _shown(groups: pl.DataFrame) -> dict[tuple[str, str, str, str], list[tuple[int, str, str]]]:
    """Rows of the groups, with their place, by subject, segment and wave."""
    rows: dict[tuple[str, str, str, str], list[tuple[int, str, str]]] = defaultdict(list)
    keys = ["subject_kind", "subject_id", "segment", "wave_id", "place_kind", "place_id"]
    for row, (kind, subject, segment, wave, place_kind, place_id) in enumerate(groups.select(keys).rows()):
        rows[kind, subject, segment, wave].append((row, place_kind, place_id))
    return rows


def _former(earlier: Sequence[pl.DataFrame]) -> dict[tuple[str, str], dict[frozenset[str], bool]]:
    """The sets of cells that earlier releases showed, by wave and term; True for a cell shown on its own."""
    former: dict[tuple[str, str], dict[frozenset[str], bool]] = defaultdict(dict)
    for ledger in earlier:
        for wave, term, kind, members in ledger.select("wave_id", "term", "place_kind", "members").rows():
            cells = frozenset(members)
            former[wave, term][cells] = former[wave, term].get(cells, False) or kind == "establishment"
    return former


def fingerprint(place: str, value: float) -> str:
    return f"{place}@{float(value)!r}"


def _sums_of(
    wave: str,
    term: str,
    draft: _Draft,
    shown: dict[tuple[str, str, str, str], list[tuple[int, str, str]]],
    former: dict[frozenset[str], bool],
    facts: Facts,
) -> Sums:
    homes = {item.establishment_id: facts.peers_of(item.establishment_id).peer_group_id for item in facts.frame}
    regions = {item.establishment_id: item.rss_code for item in facts.frame}
    now = {fingerprint(place, value): (place, value) for place, value in draft.values.items()}
    before = {cell for members in former for cell in members if cell not in now}
    parts = {cell: cell.rsplit("@", 1) for cell in before}
    described = now | {cell: (place, float(value)) for cell, (place, value) in parts.items()}
    cells = sorted(described)
    column = {cell: index for index, cell in enumerate(cells)}

    carriers: dict[frozenset[str], list[Carrier]] = {cells_of: [] for cells_of, alone in former.items() if not alone}
    for family, places in draft.members.items():
        kind, subject, segment, _, counted_in = family
        for row, place_kind, place_id in shown.get((kind, subject, segment, counted_in), []):
            within = [
                place for place in places if place_kind == "province" or place_id in (homes[place], regions[place])
            ]
            members = frozenset(fingerprint(place, draft.values[place]) for place in within)
            if members:
                carriers.setdefault(members, []).append(Carrier(row, family, place_kind, place_id))
    ordered = sorted(carriers, key=lambda members: (len(members), sorted(members)))
    sets = np.zeros((len(ordered), len(cells)), bool)
    for index, members in enumerate(ordered):
        sets[index, [column[cell] for cell in members]] = True

    compiled = compile_expression(term, facts, None)
    asked = [facts.question[name] for name in compiled.names]
    counts = all(question.kind == "count" for question in asked)
    places = [described[cell][0] for cell in cells]
    return Sums(
        wave=wave,
        term=term,
        kind="answer" if compiled.is_condition else "count" if counts else "measure",
        persons=not compiled.is_condition and counts and any(question.counts_people for question in asked),
        questions=compiled.names,
        cells=cells,
        places=places,
        current=np.array([cell in now for cell in cells], bool),
        homes=np.array([homes[place] for place in places]),
        values=np.array([described[cell][1] for cell in cells], float),
        known=np.array([former.get(frozenset([cell]), False) for cell in cells], bool),
        sets=sets,
        former=np.array([former.get(members) is False for members in ordered], bool),
        carriers=[carriers[members] for members in ordered],
    )


def ledger(sums: Sequence[Sums], hidden: Hidden, visible: np.ndarray) -> pl.DataFrame:
    """What this release shows, kept for the next (contract LEDGER): every sum with its members, every single value."""
    rows = []
    for term in sums:
        secret = term.hidden(hidden)
        for index, carriers in enumerate(term.carriers):
            shown = sorted({(item.place_kind, item.place_id) for item in carriers if visible[item.row]})
            members = [cell for cell, inside in zip(term.cells, term.sets[index], strict=True) if inside]
            total = float(term.values[term.sets[index]].sum())
            rows += [(term.wave, term.term, kind, place, members, total) for kind, place in shown]
        for cell, place, value, is_secret, current in zip(
            term.cells, term.places, term.values.tolist(), secret, term.current, strict=True
        ):
            if current and not is_secret:
                rows.append((term.wave, term.term, "establishment", place, [cell], value))
    return pl.DataFrame(rows, schema=LEDGER.schema, orient="row").sort(
        "wave_id", "term", "place_kind", "place_id", "members"
    )
