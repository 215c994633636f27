"""Traits of each invented establishment, the same in every wave: size, maturity, team, response, consent.

Everything is drawn from one fixed seed, a separate stream for each name, so that adding a question moves no other.
"""

from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from data.facts import load_facts

SEED = 20260331
WAVES = ("2023-2024", "2024-2025", "2025-2026")

#: Who sends nothing for a wave; two or three, never the same ones.
NON_RESPONDENTS = {
    "2023-2024": ("cisss-iles", "ciusss-nim", "chusj"),
    "2024-2025": ("cisss-gaspesie", "ciusss-slsj", "chu-quebec"),
    "2025-2026": ("cisss-me", "ciusss-codim"),
}
#: Late at every wave; in the last one, later than the publication.
ALWAYS_LATE = "ciusss-csmtl"
ENGLISH = ("cusm", "ciusss-odim")
#: Not to be named: at least two in a peer group or none, so that a group's total still hides each of them.
CONSENT = {
    "crsss-bj": "consent_aggregate",
    "cisss-at": "consent_aggregate",
    "cisss-cn09": "consent_network",
    "icm": "consent_network",
    "inplpp": "consent_network",
}
#: One establishment that accepted to be named after its first wave.
FIRST_CONSENT = {"cisss-bsl": "consent_network"}

#: Hospitals and very small territories, whose size no population predicts.
STAFF = {
    "chu-quebec": 15400,
    "chum": 14100,
    "cusm": 12800,
    "chusj": 7300,
    "iucpq": 3300,
    "icm": 2250,
    "inplpp": 1580,
    "cisss-iles": 840,
    "crsss-bj": 620,
}
MATURITY = {"CHU": 0.62, "CIUSSS": 0.56, "INSTITUT": 0.5, "CISSS": 0.45, "CRSSS": 0.2}
LOW_MATURITY = ("cisss-iles", "cisss-at", "cisss-gaspesie", "cisss-cn09", "crsss-bj", "inplpp")
#: Persons in the small teams, by wave; Outaouais opens its office in the last wave with its positions still vacant.
SMALL_TEAMS = {
    "cisss-at": (0, 0, 0),
    "cisss-iles": (1, 1, 1),
    "crsss-bj": (1, 1, 1),
    "cisss-gaspesie": (1, 1, 1),
    "cisss-cn09": (2, 2, 2),
    "icm": (2, 2, 2),
    "inplpp": (2, 2, 2),
    "cisss-outaouais": (3, 3, 0),
}
NO_OFFICE = {
    "cisss-at": WAVES,
    "crsss-bj": WAVES,
    "cisss-gaspesie": WAVES,
    "inplpp": WAVES,
    "cisss-outaouais": ("2023-2024", "2024-2025"),
}


def stream(name: str, wave: int | None = None) -> np.random.Generator:
    """A random stream of its own for a quantity, the same at every run."""
    return np.random.default_rng([SEED, crc32(name.encode()), 0 if wave is None else wave + 1])


@lru_cache(maxsize=1)
def ids() -> tuple[str, ...]:
    """The establishments of the frame, in reference order: the order of every array here."""
    return tuple(item.establishment_id for item in load_facts().frame)


def at(establishment_id: str) -> int:
    """The place of an establishment in the arrays."""
    return ids().index(establishment_id)


def is_one_of(names: tuple[str, ...] | dict[str, object]) -> np.ndarray:
    """True where the establishment is among `names`."""
    return np.isin(ids(), list(names))


@lru_cache(maxsize=1)
def types() -> np.ndarray:
    return np.array([item.type for item in load_facts().frame])


def in_types(*names: str) -> np.ndarray:
    """True for the establishments of these types."""
    return np.isin(types(), names)


@cache
def answers(wave: int) -> np.ndarray:
    """True where the establishment answers the wave, on time or late."""
    return ~is_one_of(NON_RESPONDENTS[WAVES[wave]])


@cache
def staff(wave: int) -> np.ndarray:
    """Persons employed, growing by 1 to 2 % a year."""
    frame = load_facts().frame
    base = np.array(
        [
            STAFF.get(item.establishment_id, 0)
            or (2400 if item.type == "CIUSSS" else 1700) + 0.0185 * (item.population[2023] or 0)
            for item in frame
        ]
    )
    own = stream("staff").normal(1, 0.05, len(frame))
    growth = stream("staff growth").normal(0.014, 0.006, (len(WAVES), len(frame)))
    growth[0] = 0
    return np.rint(base * own * np.cumprod(1 + growth, axis=0)[wave]).astype(int)


@cache
def maturity(wave: int) -> np.ndarray:
    """How far partnership has come in the establishment, 0 to 1; rises a little each year."""
    base = np.array([MATURITY[kind] for kind in types()]) - 0.22 * is_one_of(LOW_MATURITY)
    return np.clip(base + stream("maturity").normal(0, 0.13, len(ids())) + 0.025 * wave, 0.08, 0.92)


def score(name: str) -> np.ndarray:
    """An order of the establishments for one practice: maturity with luck of its own, the same at every wave."""
    return maturity(0) + stream(f"score {name}").normal(0, 0.22, len(ids()))


def first(order: np.ndarray, wave: int, count: int) -> np.ndarray:
    """True for the `count` highest among those who answer the wave (and for others that reach as high)."""
    return order >= np.sort(order[answers(wave)])[::-1][count - 1] if count else np.zeros(len(order), dtype=bool)


def levels(order: np.ndarray, wave: int, reached: tuple[int, ...]) -> np.ndarray:
    """The level of each establishment, 0 upward: `reached[i]` respondents are at level i + 1 or above."""
    return np.sum([first(order, wave, count) for count in reached], axis=0)


@cache
def team(wave: int) -> np.ndarray:
    """Persons in the partnership team: three to nine, apart from the declared small teams."""
    size = 2.2 + staff(0) / 4200 + 3.2 * maturity(wave) + stream("team").normal(0, 0.7, len(ids()))
    persons = np.clip(np.rint(size), 3, 9).astype(int)
    for name, by_wave in SMALL_TEAMS.items():
        persons[at(name)] = by_wave[wave]
    return persons


@cache
def fte(wave: int) -> np.ndarray:
    """Dedicated full-time equivalents, in tenths; none without a team."""
    part = np.clip(0.45 + 0.45 * maturity(wave) + stream("fte").normal(0, 0.07, len(ids())), 0.3, 0.98)
    return np.round(team(wave) * part, 1)


@cache
def has_office(wave: int) -> np.ndarray:
    return ~np.array([WAVES[wave] in NO_OFFICE.get(name, ()) for name in ids()])


def consent(establishment_id: str, wave: int) -> str:
    """How the establishment allows its answers to be published in the wave."""
    if wave == 0 and establishment_id in FIRST_CONSENT:
        return FIRST_CONSENT[establishment_id]
    return CONSENT.get(establishment_id, "consent_named")
