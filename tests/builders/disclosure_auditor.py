"""An auditor that shares nothing with the house: the whole linear system of what is published, solved in integers.

What it may use is what a reader has: the shown values, the shown sums and who is counted in them, release after
release. True values serve only to say which hidden cells need checking and what rule a reader knows they fell under.
"""

from collections.abc import Iterator, Sequence
from math import inf

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators.disclosure import Protected
from tests.builders.small_survey import GROUP, REGION, Survey

Release = tuple[Survey, Protected]
ENOUGH = 3
#: Indicators whose group value is a median: their sums are not shown.
MEDIANS = {"registered_partners", "dedicated_fte", "partnership_budget"}
PERSONS = {"partners_active_count", "partners_trained_count", "partners_registered_count"}
#: Part and whole: a reader knows that the part is not larger.
PARTS = {"partners_trained_count": "partners_registered_count"}


class System:
    """The equations that releases give for one term: a variable for each establishment and value version."""

    def __init__(self, releases: Sequence[Release], term: str) -> None:
        self.term = term
        self.value: dict[tuple[str, float], float] = {}
        self.known: set[tuple[str, float]] = set()
        self.unnamed: set[tuple[str, float]] = set()
        self.last: set[tuple[str, float]] = set()
        self.sums: set[tuple[frozenset[tuple[str, float]], float]] = set()
        self.wholes: dict[tuple[str, float], float] = {}
        for survey, protected in releases:
            self._read(survey, protected)

    def _read(self, survey: Survey, protected: Protected) -> None:
        named = set(survey.consents.filter(consent="consent_named")["establishment_id"])
        cells: dict[str, tuple[str, float]] = {}
        members: dict[tuple[str, str, str], set[str]] = {}
        shown_answers = self._shown_answers(survey, protected)
        for row in survey.pairs.filter(pl.col("evaluated")).iter_rows(named=True):
            for role in ("numerator", "denominator"):
                if row[f"{role}_term"] != self.term:
                    continue
                place, value = row["establishment_id"], row[role]
                cells[place] = (place, value)
                members.setdefault((row["subject_kind"], row["subject_id"], role), set()).add(place)
        question = self.term.split(" = ")[0]
        for place, cell in cells.items():
            self.value[cell] = cell[1]
            if (place, question) in shown_answers:
                self.known.add(cell)
            if place not in named:
                self.unnamed.add(cell)
            whole = shown_answers.get((place, PARTS.get(question, "")))
            if whole is not None:
                self.wholes[cell] = whole
        self.last = set(cells.values())
        for row in protected.groups.filter(pl.col("visible")).iter_rows(named=True):
            if row["subject_kind"] == "indicator" and row["subject_id"] in MEDIANS:
                continue
            for role in ("numerator", "denominator"):
                counted = members.get((row["subject_kind"], row["subject_id"], role), set())
                inside = {place for place in counted if row["place_id"] in ("quebec", GROUP[place], REGION[place])}
                if inside:
                    self.sums.add((frozenset(cells[place] for place in inside), row[role]))

    @staticmethod
    def _shown_answers(survey: Survey, protected: Protected) -> dict[tuple[str, str], float]:
        keys = ["establishment_id", "question_id"]
        shown = survey.answers.join(protected.hidden_answers, on=keys, how="anti")
        shown = shown.filter(pl.col("state").is_in(["value", "true_zero"]))
        number = pl.coalesce("value_number", (pl.col("value_text") == "true").cast(pl.Float64))
        return {(place, name): value for place, name, value in shown.select(*keys, number.alias("n")).rows()}

    @property
    def hidden(self) -> list[tuple[str, float]]:
        return sorted(set(self.value) - self.known)

    def bounds(self, cell: tuple[str, float]) -> tuple[float, float]:
        if "=" in self.term:
            return 0, 1
        value, whole = cell[1], self.wholes.get(cell, inf)
        if cell in self.unnamed or self.term not in PERSONS:
            return 0, whole
        if 0 < value < 5:
            return 1, min(4, whole)
        if 0 < whole - value < 5:
            return whole - 4, whole - 1
        return 1, whole

    def feasible(self, cell: tuple[str, float], value: float | None, sign: int = 1) -> float | None:
        """The least (`sign` 1) or greatest (-1) feasible value of a cell, or None; `value` fixes the cell to it."""
        names = self.hidden
        column = {name: index for index, name in enumerate(names)}
        rows, totals = [], []
        for members, total in sorted(self.sums, key=repr):
            row = np.zeros(len(names))
            for member in members:
                if member in column:
                    row[column[member]] = 1
                else:
                    total -= self.value[member]
            if row.any():
                rows.append(row)
                totals.append(total)
        low, high = map(np.array, zip(*(self.bounds(name) for name in names), strict=True))
        if value is not None:
            low[column[cell]] = high[column[cell]] = value
        aim = np.zeros(len(names))
        aim[column[cell]] = sign
        # Nobody counts more than this in these tests; it keeps the search bounded.
        high = np.minimum(high, 10_000.0)
        equations = LinearConstraint(np.array(rows), totals, totals) if rows else ()
        found = milp(aim, constraints=equations, bounds=Bounds(low, high), integrality=np.ones(len(names)))
        return None if found.x is None else round(found.x[column[cell]])

    def exposed(self) -> Iterator[tuple[str, str, float, int]]:
        """Every hidden cell that keeps too few values: its term, establishment, value and how many it keeps."""
        for cell in self.hidden:
            least, most = self.feasible(cell, None), self.feasible(cell, None, -1)
            assert least is not None, "what is published contradicts itself"
            assert most is not None
            needed = 2 if "=" in self.term or not 1 <= cell[1] <= 4 else ENOUGH
            kept = 0
            for value in range(int(least), int(most) + 1):
                kept += self.feasible(cell, value) is not None
                if kept >= needed:
                    break
            if kept < needed:
                yield self.term, cell[0], cell[1], kept


def exposed(releases: Sequence[Release], terms: Sequence[str]) -> list[tuple[str, str, float, int]]:
    """Everything that a reader of all the releases can work out about hidden cells of `terms`."""
    return [found for term in terms for found in System(releases, term).exposed()]
