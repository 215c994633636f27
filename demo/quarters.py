"""Invented answers of the quarterly follow-up, twenty quarters that agree with the three yearly waves.

The last quarter of a year gives its March 31 figures, recruits and departures add up to the year's, and distinct
persons stay between the year's number and the sum of its quarters. Two years before the first wave are counted back.
"""

from functools import cache

import numpy as np

from demo import partners, structure
from demo.structure import Figures
from demo.traits import WAVES, at, fte, ids, maturity, stream, team
from etl import waves

#: The quarters of the demonstration: those declared up to its last wave.
QUARTERS = tuple(item for item in waves.QUARTERS if item.year <= WAVES[-1])
#: How the flows of a year fall on its quarters: little moves in summer.
WEIGHTS = (0.27, 0.17, 0.28, 0.28)
#: The part of a year's active partners with a mandate in each of its quarters.
ACTIVE_PART = (0.6, 0.54, 0.6, 0.59)
#: One person trained in twelve comes back in another quarter of the year.
TRAINED_AGAIN = 0.08

#: Planted: active partners by quarter, at establishments that answer every one and hide none.
ACTIVE: dict[str, tuple[int, ...]] = {
    # Thirteen quarters around 31, then seven around 40.
    "cisss-lanaudiere": (33, 28, 34, 29, 33, 28, 34, 30, 34, 28, 33, 29, 33, 41, 37, 43, 38, 42, 38, 41),
    # Wide swings, then seven points that rise.
    "cisss-laurentides": (
        *(125, 150, 104, 139, 101, 147, 112, 143, 103, 140, 108, 146, 118),
        *(90, 100, 112, 124, 137, 151, 165),
    ),
    # Nothing but noise.
    "ciusss-mcq": (34, 37, 32, 35, 30, 36, 33, 38, 34, 31, 35, 33, 37, 32, 34, 36, 31, 35, 33, 36),
    # One summer in which mandates were suspended.
    "cisss-ca": (31, 33, 29, 32, 30, 33, 31, 28, 32, 13, 30, 33, 29, 32, 31, 34, 30, 32, 29, 33),
}


def _year(quarter: int) -> int:
    """The place of a quarter's fiscal year among `WAVES`; below 0 before the first wave."""
    first = int(WAVES[0][:4])
    return int(QUARTERS[quarter].year[:4]) - first


def _split(name: str, year: int, totals: np.ndarray) -> np.ndarray:
    """Four whole parts of each total, quarter by establishment."""
    drawn = [
        stream(f"{name} by quarter {year} {index}").multinomial(total, WEIGHTS) for index, total in enumerate(totals)
    ]
    return np.array(drawn).T


@cache
def _flows(year: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Persons registered when a year begins, recruited and left during it."""
    if year >= 0:
        registered, recruited, left = partners.register(year)
        start = partners.register(year - 1)[0] if year else np.maximum(registered - recruited + left, 5)
        return start, recruited, left
    end = _flows(year + 1)[0]
    recruited = stream(f"recruited {year}").binomial(end, 0.13 + 0.08 * maturity(0))
    left = stream(f"left {year}").binomial(end, 0.09)
    return np.maximum(end - recruited + left, 5), recruited, left


@cache
def _register(year: int) -> tuple[np.ndarray, np.ndarray]:
    """Registered at the end of each quarter and recruited during it, quarter by establishment."""
    start, recruited, left = _flows(year)
    end = partners.register(year)[0] if year >= 0 else _flows(year + 1)[0]
    came, went = _split("recruited", year, recruited), _split("left", year, left)
    registered = np.maximum(start + np.cumsum(came - went, axis=0), 5)
    # The register's own slips show on the day it is counted.
    registered[3] = end
    return registered, came


@cache
def _active(year: int) -> np.ndarray:
    """Registered persons with a mandate during each quarter."""
    yearly = partners.active(max(year, 0))
    noise = stream(f"active by quarter {year}").normal(0, 0.025, (4, len(ids())))
    counts = np.rint(yearly * 0.97 ** max(-year, 0) * (np.array(ACTIVE_PART)[:, None] + noise)).astype(int)
    first = 4 * (year - _year(0))
    for name, planted in ACTIVE.items():
        counts[:, at(name)] = planted[first : first + 4]
    return np.minimum(np.minimum(counts, yearly), _register(year)[0])


@cache
def _trained(year: int) -> np.ndarray:
    """Staff trained during each quarter: each counts in every quarter in which it trains."""
    persons = np.array(partners.training(max(year, 0))["staff_trained_count"])
    if year < 0:
        persons = stream(f"staff trained {year}").binomial(persons, 0.9**-year)
    fresh = _split("trained", year, persons)
    again = stream(f"trained again {year}").binomial(np.maximum(persons - fresh, 0), TRAINED_AGAIN / 3)
    return np.minimum(fresh + again, persons)


def _fte_at_end(year: int) -> np.ndarray:
    """Full-time equivalents when a year ends: a little fewer each year before the first wave."""
    return fte(year) if year >= 0 else np.round(fte(0) * (1 + 0.05 * year), 1)


@cache
def _fte(year: int) -> np.ndarray:
    """Dedicated full-time equivalents on the last day of each quarter: one step a year, in a quarter of its own."""
    changed_in = stream(f"fte step {year}").integers(0, 4, len(ids()))
    return np.where(np.arange(4)[:, None] >= changed_in, _fte_at_end(year), _fte_at_end(year - 1))


@cache
def _team_left(year: int) -> np.ndarray:
    """Persons who left the team during each quarter."""
    if year >= 0:
        persons = np.array(structure.people(year)["team_left_count"])
    else:
        persons = stream(f"team left {year}").binomial(team(0), 0.17)
    return _split("team left", year, persons)


@cache
def figures(quarter: int) -> Figures:
    """Every question of a quarter → one answer an establishment, in reference order."""
    year, number = _year(quarter), quarter % 4
    registered, recruited = _register(year)
    return {
        "partners_registered_count": registered[number].tolist(),
        "partners_active_count": _active(year)[number].tolist(),
        "partners_recruited_count": recruited[number].tolist(),
        "staff_trained_count": _trained(year)[number].tolist(),
        "dedicated_team_fte": _fte(year)[number].tolist(),
        "team_left_count": _team_left(year)[number].tolist(),
    }
