"""The waves of the survey and the periods of the quarterly follow-up: year, questionnaire version, dates, template.

A new wave, a new layout of the workbook or a new year of quarters is written here and nowhere else.
"""

from datetime import date, timedelta
from itertools import pairwise

from data.model import Version, Wave

WAVES: tuple[Wave, ...] = (
    Wave(
        wave_id="2023-2024",
        version="v1",
        start=date(2023, 4, 1),
        end=date(2024, 3, 31),
        opens_on=date(2024, 4, 15),
        due_on=date(2024, 6, 15),
        template_version="2024.1",
    ),
    Wave(
        wave_id="2024-2025",
        version="v2",
        start=date(2024, 4, 1),
        end=date(2025, 3, 31),
        opens_on=date(2025, 4, 14),
        due_on=date(2025, 6, 13),
        template_version="2025.1",
    ),
    Wave(
        wave_id="2025-2026",
        version="v2",
        start=date(2025, 4, 1),
        end=date(2026, 3, 31),
        opens_on=date(2026, 4, 13),
        due_on=date(2026, 6, 12),
        template_version="2026.1",
    ),
)


#: Each fiscal year followed by quarter, and the version of the questionnaire whose questions are asked.
YEARS_BY_QUARTER: tuple[tuple[int, Version], ...] = (
    (2021, "v2"),
    (2022, "v2"),
    (2023, "v2"),
    (2024, "v2"),
    (2025, "v2"),
)
#: A quarter may be sent from the day after its last one, for so many days.
DAYS_TO_ANSWER = 45


def quarters_of(first_year: int, version: Version) -> tuple[Wave, ...]:
    """The four quarters of the fiscal year that begins in April of `first_year`, « 2025-2026-T1 » to « -T4 »."""
    starts = [date(first_year, month, 1) for month in (4, 7, 10)]
    starts += [date(first_year + 1, month, 1) for month in (1, 4)]
    year = f"{first_year}-{first_year + 1}"
    return tuple(
        Wave(
            wave_id=f"{year}-T{number}",
            version=version,
            start=start,
            end=after - timedelta(days=1),
            opens_on=after,
            due_on=after + timedelta(days=DAYS_TO_ANSWER),
            template_version="",
            collection="quarterly",
            period_kind="quarter",
            fiscal_year=year,
        )
        for number, (start, after) in enumerate(pairwise(starts), start=1)
    )


QUARTERS: tuple[Wave, ...] = tuple(quarter for year in YEARS_BY_QUARTER for quarter in quarters_of(*year))
ALL: tuple[Wave, ...] = WAVES + QUARTERS
_BY_ID = {item.wave_id: item for item in ALL}


class UnknownWave(KeyError):
    """No wave or period has this id; the known ids are in `ALL`."""


def wave(wave_id: str) -> Wave:
    """The wave of a fiscal year written « 2025-2026 », or the period written « 2025-2026-T4 ».

    Raises:
        UnknownWave: `wave_id` is the id of neither.
    """
    if wave_id not in _BY_ID:
        raise UnknownWave(wave_id)
    return _BY_ID[wave_id]


def previous(wave_id: str) -> Wave | None:
    """The wave just before a yearly one, or None for the first; a period reads `yearly_before` instead."""
    position = WAVES.index(wave(wave_id))
    return WAVES[position - 1] if position else None


def yearly_before(period: Wave) -> tuple[Wave, ...]:
    """The yearly waves that had ended by the end of a period, oldest first: what `prev` may read in it."""
    return tuple(item for item in WAVES if item.end <= period.end)
