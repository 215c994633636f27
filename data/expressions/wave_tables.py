"""The answers of several waves as tables that compiled expressions read: one row an establishment of the survey frame.

Built once for all of an evaluation; wide.py says what the columns are.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from data.expressions.columns import state_name
from data.expressions.wide import widen, with_latest, with_previous, with_reference
from data.facts import Facts
from data.model.survey import Version, Wave


def yearly_tables(answers: pl.DataFrame, waves: Sequence[Wave], facts: Facts) -> list[tuple[Wave, pl.DataFrame]]:
    """Each yearly wave with its table, in which `prev` reads the wave before.

    Args:
        waves: yearly ones, oldest first.

    Raises:
        ValueError: an establishment has two accepted submissions for a wave.
    """
    tables: list[tuple[Wave, pl.DataFrame]] = []
    for wave in waves:
        wide = widen(answers.filter(pl.col("wave_id") == wave.wave_id), facts.asked(wave))
        before = tables[-1][1] if tables else None
        tables.append((wave, with_previous(_whole_frame(wide, wave, facts), before, facts.changes)))
    return tables


def period_tables(
    answers: pl.DataFrame,
    periods: Sequence[Wave],
    yearly: Sequence[tuple[Wave, pl.DataFrame]],
    names: Iterable[str],
    facts: Facts,
) -> list[tuple[Version, pl.DataFrame]]:
    """One table for all periods that ask the same questions, with its version; `prev` reads the latest yearly answers.

    Args:
        yearly: what `yearly_tables` gives of the waves of the same years.
        names: the questions that `prev` reads.
    """
    answered = [(wave, table.drop_nulls("submission_id")) for wave, table in yearly]
    alike: dict[tuple[Version, str], list[Wave]] = {}
    for period in periods:
        alike.setdefault((period.version, period.period_kind), []).append(period)
    tables, names = [], tuple(names)
    for (version, _), same in alike.items():
        ids = [period.wave_id for period in same]
        wide = widen(answers.filter(pl.col("wave_id").is_in(ids)), facts.asked(same[0]))
        sent, rows = wide.partition_by("wave_id", as_dict=True), []
        for period in same:
            earlier = [table for wave, table in answered if wave.end <= period.end]
            everyone = _whole_frame(sent.get((period.wave_id,), wide.clear()), period, facts)
            rows.append(with_latest(everyone, earlier, names, facts.changes))
        tables.append((version, pl.concat(rows, how="vertical_relaxed")))
    return tables


def _whole_frame(wide: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """The widened answers of one wave or period, with a row for each establishment of the frame without any."""
    twice = wide.filter(pl.col("establishment_id").is_duplicated())["establishment_id"].unique().sort()
    if len(twice):
        raise ValueError(f"two accepted submissions in wave {wave.wave_id}: {', '.join(twice)}")
    frame = pl.DataFrame({"establishment_id": [item.establishment_id for item in facts.frame_of(wave)]})
    everyone = frame.join(wide, on="establishment_id", how="left", maintain_order="left")
    # Who sent nothing has not answered; the terms decide what is known of them all the same.
    states = pl.col(f"^.*{state_name('')}$").fill_null("not_answered")
    return with_reference(everyone.with_columns(states, wave_id=pl.lit(wave.wave_id)), wave, facts)
