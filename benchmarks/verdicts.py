"""How long verdicts take, and how much memory: 1,700 places × 44 indicators × 20 periods, all invented.

`python -m benchmarks.verdicts` prints seconds and peak memory beside what they must stay under.
"""

import resource
import sys
import time
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from data.facts import Facts, load_facts
from data.model.survey import Wave
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue, IndicatorBase, ShareOfEstablishments, State
from indicators.evaluation.evaluate import places_frame, roll_up
from indicators.verdicts.build import build_verdicts, verdict_context

PLACES, PERIODS = 1700, 20
SECONDS_ALLOWED, GIB_ALLOWED = 30.0, 4.0
#: Parts of the pairs that hold no value, and that may not be shown.
MISSING, HIDDEN = 0.08, 0.10
SEED = 20260331


@dataclass(frozen=True)
class Measured:
    """Verdicts made, seconds taken by them, and peak memory of the whole process in GiB."""

    rows: int
    seconds: float
    peak_gib: float


def waves(many: int = PERIODS) -> list[Wave]:
    """Yearly waves of the second version, the last one that of 2025-2026."""
    return [
        Wave(
            wave_id=f"{year}-{year + 1}",
            version="v2",
            start=date(year, 4, 1),
            end=date(year + 1, 3, 31),
            opens_on=date(year + 1, 4, 14),
            due_on=date(year + 1, 6, 14),
            template_version="1",
        )
        for year in range(2026 - many, 2026)
    ]


def network(places: int = PLACES) -> Facts:
    """The reference facts with so many places: province, peer groups, regions, and copies of the establishments."""
    facts = load_facts()
    frame = facts.frame
    groups = 1 + sum(item.peer_group_id != "all" for item in facts.peer_groups)
    many = places - groups - len({item.rss_code for item in frame})
    copies = tuple(
        frame[number % len(frame)].model_copy(update={"establishment_id": f"e{number:04d}"}) for number in range(many)
    )
    return replace(facts, establishments=copies)


def pairs(facts: Facts, catalogue: Catalogue, periods: list[Wave]) -> pl.DataFrame:
    """Pairs of every indicator, establishment and period, as evaluation and disclosure control leave them."""
    draw = np.random.default_rng(SEED)
    ids = pl.Series("establishment_id", [item.establishment_id for item in facts.frame])
    size = np.maximum(draw.lognormal(4, 1, len(ids)), 5).round()
    times = pl.Series("wave_id", [wave.wave_id for wave in periods])
    grid = pl.DataFrame(times).join(pl.DataFrame(ids), how="cross")
    base = np.tile(size, len(times))
    frames = []
    for indicator in catalogue.indicator.values():
        for segment in indicator.segments:
            x, n = _invented(indicator, base, draw)
            complete = draw.random(grid.height) >= MISSING
            frames.append(
                grid.with_columns(
                    subject_kind=pl.lit("indicator"),
                    subject_id=pl.lit(indicator.id),
                    segment=pl.lit(segment),
                    version=pl.lit("v2"),
                    numerator_term=pl.lit("x"),
                    denominator_term=pl.lit("n"),
                    numerator=pl.Series(np.where(complete, x, np.nan)).fill_nan(None),
                    denominator=pl.Series(np.where(complete, n, np.nan)).fill_nan(None),
                    evaluated=pl.Series(complete),
                    applicable=pl.lit(True),
                    state=pl.Series(np.where(complete, "value", "not_answered")),
                    visible=pl.Series(draw.random(grid.height) >= HIDDEN),
                    band=pl.lit(""),
                )
            )
    return pl.concat(frames)


def _invented(indicator: IndicatorBase, base: np.ndarray, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators that the indicator's interval accepts."""
    if isinstance(indicator, ShareOfEstablishments | State) or indicator.aggregation == "median":
        above = draw.random(base.size) < 0.6 if indicator.interval == "wilson" else draw.poisson(base / 4)
        return above.astype(float), np.ones(base.size)
    if indicator.interval == "wilson":
        return draw.binomial(base.astype(int), 0.4).astype(float), base
    if indicator.interval == "byar":
        return draw.poisson(base / 20).astype(float), base * 50
    return draw.gamma(2, base / 40), base


def measure(places: int = PLACES, periods: int = PERIODS) -> Measured:
    """Invent the pairs, then time the verdicts alone."""
    facts, catalogue, times = network(places), load_catalogue(), waves(periods)
    # Only the catalogue's indicators are counted, as the promise does.
    facts = replace(facts, totals=(), quarterly_indicators=(), quarterly_questions=())
    made = pairs(facts, catalogue, times)
    sums = roll_up(made.drop("visible", "band"), places_frame(facts)).with_columns(visible=pl.lit(True))
    start = time.perf_counter()
    verdicts = build_verdicts(made, sums, verdict_context(catalogue, facts, times))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Measured(verdicts.height, seconds, peak)


def main() -> int:
    found = measure()
    print(f"{found.rows:,} verdicts: {found.seconds:.1f} s (allowed {SECONDS_ALLOWED:g}), ", end="")
    print(f"peak {found.peak_gib:.2f} GiB (allowed {GIB_ALLOWED:g})")
    return int(found.seconds > SECONDS_ALLOWED or found.peak_gib > GIB_ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
