"""The waves of the survey, one entry each: year, questionnaire version, dates and template.

A new wave or a new layout of the workbook is written here and nowhere else.
"""

from datetime import date

from data.model import Wave

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


class UnknownWave(KeyError):
    """No wave has this id; the known ids are in `WAVES`."""


def wave(wave_id: str) -> Wave:
    """The wave of a fiscal year written « 2025-2026 ».

    Raises:
        UnknownWave: `wave_id` is not the id of a wave.
    """
    for item in WAVES:
        if item.wave_id == wave_id:
            return item
    raise UnknownWave(wave_id)


def previous(wave_id: str) -> Wave | None:
    """The wave just before `wave_id`, or None for the first one."""
    position = WAVES.index(wave(wave_id))
    return WAVES[position - 1] if position else None
