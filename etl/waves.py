"""The waves of the survey and the periods of the quarterly follow-up: `data/reference/waves.toml`."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError, model_validator

from data.facts import REFERENCE, FactsError, fault_of
from data.model.survey import Row, Version, Wave


class _QuarterlyYear(Row):
    first_year: int
    version: Version


class _Quarters(Row):
    days_to_answer: int
    years: tuple[_QuarterlyYear, ...]


class _Waves(Row):
    waves: tuple[Wave, ...]
    quarters: _Quarters

    @model_validator(mode="after")
    def _whole_years(self) -> "_Waves":
        if not self.waves:
            raise ValueError("no wave")
        for item in self.waves:
            year = item.start.year
            if (item.wave_id, item.start, item.end) != (
                f"{year}-{year + 1}",
                date(year, 4, 1),
                date(year + 1, 3, 31),
            ):
                raise ValueError(f"{item.wave_id}: a wave is a fiscal year, April 1 to March 31, as « 2025-2026 »")
            if not item.end < item.opens_on <= item.due_on:
                raise ValueError(f"{item.wave_id}: end, opens_on and due_on follow each other")
        for kind, years in (
            ("waves", [item.start.year for item in self.waves]),
            ("quarters", [item.first_year for item in self.quarters.years]),
        ):
            if any(after <= before for before, after in pairwise(years)):
                raise ValueError(f"{kind}: {years} must be in order, each once")
        return self


def _quarters_of(first_year: int, version: Version, days_to_answer: int) -> tuple[Wave, ...]:
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
            due_on=after + timedelta(days=days_to_answer),
            template_version="",
            collection="quarterly",
            period_kind="quarter",
            fiscal_year=year,
        )
        for number, (start, after) in enumerate(pairwise(starts), start=1)
    )


def read_waves(path: Path) -> tuple[tuple[Wave, ...], tuple[Wave, ...]]:
    """The yearly waves and the quarters of a TOML file, each oldest first.

    Raises:
        FactsError: the file is no TOML, or a wave is not whole or not in its place.
    """
    try:
        held = _Waves.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (ValidationError, ValueError) as error:
        raise FactsError(f"{path.name}: {fault_of(error)}") from None
    days = held.quarters.days_to_answer
    years = [_quarters_of(item.first_year, item.version, days) for item in held.quarters.years]
    return held.waves, tuple(quarter for year in years for quarter in year)


WAVES, QUARTERS = read_waves(REFERENCE / "waves.toml")
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
