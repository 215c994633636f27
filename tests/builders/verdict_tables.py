"""Pairs and sums small enough to write by hand, and the verdicts that follow from them."""

from collections.abc import Iterable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import polars as pl

from data.facts import load_facts
from data.model.survey import Wave
from indicators.catalogue import load_catalogue
from indicators.evaluation.evaluate import places_frame, roll_up
from indicators.verdicts.build import build_verdicts, verdict_context
from indicators.verdicts.model import Verdict

FACTS = load_facts()
CATALOGUE = load_catalogue()
CISSS = FACTS.members("territorial-cisss")
HOSPITALS = FACTS.members("hospital-institute")
FRAME = tuple(item.establishment_id for item in FACTS.frame)


def wave(year: int, version: Any) -> Wave:
    return Wave(
        wave_id=f"{year}-{year + 1}",
        version=version,
        start=date(year, 4, 1),
        end=date(year + 1, 3, 31),
        opens_on=date(year + 1, 4, 14),
        due_on=date(year + 1, 6, 14),
        template_version="1",
    )


WAVES = (wave(2023, "v1"), wave(2024, "v2"), wave(2025, "v2"))
FIRST, BEFORE, NOW = (wave.wave_id for wave in WAVES)
NUMBERS = {"numerator": pl.Float64, "denominator": pl.Float64}
#: A pair as (numerator, denominator), a missing state, or either hidden.
Cell = tuple[float, float] | str


class Hidden:
    """A pair that may not be shown, with the band that may stand for it."""

    def __init__(self, cell: Cell, band: str = "") -> None:
        self.cell, self.band = cell, band


def pair(subject: tuple[str, str, str], establishment: str, wave: str, cell: Any) -> dict[str, Any]:
    visible, band = True, ""
    if isinstance(cell, Hidden):
        visible, band, cell = False, cell.band, cell.cell
    complete = not isinstance(cell, str)
    return {
        "subject_kind": subject[0],
        "subject_id": subject[1],
        "segment": subject[2],
        "establishment_id": establishment,
        "wave_id": wave,
        "version": next((item.version for item in WAVES if item.wave_id == wave), "v2"),
        "numerator_term": "x",
        "denominator_term": "n",
        "numerator": float(cell[0]) if complete else None,
        "denominator": float(cell[1]) if complete else None,
        "evaluated": complete,
        "applicable": complete or cell not in ("not_applicable", "not_asked"),
        "state": "value" if complete else cell,
        "visible": visible,
        "band": band,
    }


def world(tables: dict[tuple[str, str, str], dict[str, dict[str, Any]]], closed: Iterable[str] = ()) -> Any:
    """Pairs of every subject and wave of `tables`, whoever is not named there being silent; `closed` groups are
    hidden."""
    pairs = [
        pair(subject, establishment, wave, cells.get(establishment, "not_answered"))
        for subject, waves in tables.items()
        for wave, cells in waves.items()
        for establishment in FRAME
    ]
    frame = pl.DataFrame(pairs, infer_schema_length=None, schema_overrides=NUMBERS)
    groups = roll_up(frame.drop("visible", "band"), places_frame(FACTS))
    return SimpleNamespace(pairs=frame, groups=groups.with_columns(visible=~pl.col("place_id").is_in(list(closed))))


def verdicts(
    tables: Any,
    closed: Iterable[str] = (),
    flags: pl.DataFrame | None = None,
    waves: Sequence[Wave] = WAVES,
    **decided: pl.DataFrame,
) -> pl.DataFrame:
    """The verdicts of `tables`; `decided` holds targets and rebases."""
    shown = world(tables, closed)
    return build_verdicts(shown.pairs, shown.groups, verdict_context(CATALOGUE, FACTS, waves, flags, **decided))


def only(frame: pl.DataFrame, subject_id: str, place_id: str, period: str = NOW, segment: str = "") -> Verdict:
    keys = {"subject_id": subject_id, "place_id": place_id, "period": period, "segment": segment}
    return Verdict(**frame.row(by_predicate=pl.all_horizontal(pl.col(k) == v for k, v in keys.items()), named=True))


def indicator(name: str, segment: str = "") -> tuple[str, str, str]:
    return "indicator", name, segment


OFFICE = indicator("office_share")
SEATS = indicator("partner_seats_filled")
RATE = indicator("clinical_team_partners_per_1000_staff")
REGISTERED = indicator("registered_partners")
FTE = indicator("dedicated_fte")
FTE_RATE = indicator("dedicated_fte_per_1000_staff")


def yes(k: int, n: int) -> dict[str, Cell]:
    """k yes and n − k no, in the order of the frame."""
    return {name: (float(i < k), 1.0) for i, name in enumerate(FRAME[:n])}
