"""An invented training cohort: who answered when, and what, from one fixed seed.

Module 1 gains, module 2 does not, one setting is too small to be shown, module 3 has only begun (planted_truths.toml).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from etl.forms.initiatives.sheets import ITEMS

SEED = 20_250_901
DESTROY_ON = date(2027, 12, 31)
LOW, HIGH = 1, 5
COMMENT = "Commentaire fictif."


@dataclass(frozen=True)
class CohortGroup:
    """One module, territory and setting: invited, enrolled, and how many answered at 0, 1 and 3 months.

    `gain` is the chance that a statement rises by one point, `slip` that it falls; `begins`: first day of answers.
    """

    module_id: str
    territory_id: str
    setting_id: str
    letter: str
    invited: int
    enrolled: int
    answered: tuple[int, int, int]
    gain: float
    slip: float
    begins: date


AUTUMN, WINTER, NEXT = date(2025, 10, 6), date(2026, 5, 11), date(2026, 9, 16)
GROUPS = (
    CohortGroup("gmf-oc-m1", "chicoutimi", "gmf", "A", 30, 26, (24, 18, 16), 0.5, 0.08, AUTUMN),
    CohortGroup("gmf-oc-m1", "chicoutimi", "gmf_u", "B", 15, 13, (12, 9, 8), 0.5, 0.08, AUTUMN),
    CohortGroup("gmf-oc-m1", "alma", "gmf", "C", 18, 15, (14, 10, 9), 0.5, 0.08, AUTUMN),
    CohortGroup("gmf-oc-m1", "alma", "gmf_u", "D", 5, 4, (4, 3, 2), 0.5, 0.08, AUTUMN),
    CohortGroup("gmf-oc-m2", "chicoutimi", "oc", "E", 26, 22, (20, 15, 13), 0.22, 0.22, WINTER),
    CohortGroup("gmf-oc-m2", "alma", "oc", "F", 16, 14, (13, 10, 8), 0.22, 0.22, WINTER),
    CohortGroup("gmf-oc-m3", "chicoutimi", "gmf", "G", 12, 8, (6, 0, 0), 0.4, 0.1, NEXT),
    CohortGroup("gmf-oc-m3", "chicoutimi", "oc", "H", 12, 9, (7, 0, 0), 0.4, 0.1, NEXT),
)
#: The one whose questionnaire at 1 month lacks a statement: answered, but no complete pair.
WITH_A_BLANK = ("E", 15, 1)


def questionnaires(until: date) -> list[dict[str, Any]]:
    """Every questionnaire answered up to a day, as the rows of its sheet."""
    return [row for group in GROUPS for row in _of(group) if row["answered_on"] <= until]


def enrolment(until: date) -> list[dict[str, Any]]:
    """Invited and enrolled of every group that has begun by a day."""
    return [
        {
            "module_id": group.module_id,
            "territory_id": group.territory_id,
            "setting_id": group.setting_id,
            "invited": group.invited,
            "enrolled": group.enrolled,
        }
        for group in GROUPS
        if group.begins <= until
    ]


def _of(group: CohortGroup) -> list[dict[str, Any]]:
    # A seed a group: a group that is added later changes no other one.
    chance = Random(f"{SEED}/{group.letter}")
    rows = []
    for person in range(1, group.answered[0] + 1):
        start = [chance.choice((2, 3, 3, 4)) for _ in ITEMS]
        first = group.begins + timedelta(days=chance.randrange(0, 12))
        # Some gain much and some hardly: without that, everybody would change alike.
        share = chance.uniform(0.1, 1.9)
        for month, answered in zip((0, 1, 3), group.answered, strict=True):
            values = start if month == 0 else [_moved(value, group, share, chance) for value in start]
            day = first + timedelta(days=30 * month + (chance.randrange(0, 6) if month else 0))
            # Drawn whether answered or not, so that who stops answering changes nobody else.
            if person <= answered:
                rows.append(_row(group, person, month, day, values))
    return rows


def _moved(value: int, group: CohortGroup, share: float, chance: Random) -> int:
    drawn = chance.random()
    step = 1 if drawn < group.gain * share else -1 if drawn > 1 - group.slip * (2 - share) else 0
    return min(HIGH, max(LOW, value + step))


def _row(group: CohortGroup, person: int, month: int, day: date, values: list[int]) -> dict[str, Any]:
    items: dict[str, int | None] = dict(zip(ITEMS, values, strict=True))
    if (group.letter, person, month) == WITH_A_BLANK:
        items[ITEMS[3]] = None
    return {
        "participant_code": f"{group.letter}-{person:03d}",
        "module_id": group.module_id,
        "territory_id": group.territory_id,
        "setting_id": group.setting_id,
        "month": str(month),
        "answered_on": day,
        **items,
        "comment": COMMENT if person == 1 and month == 0 else None,
    }
