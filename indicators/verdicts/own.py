"""What one establishment may read of itself before anyone else: its own values, beside what is already published.

The verdicts are made by the functions that make a release, from its own answers alone; of its peers, only the numbers
of the release are read. The outcome is for the establishment itself: nothing in it has gone through disclosure control.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data.facts import Facts
from data.model.survey import Wave
from data.store.releases.release import Release
from indicators.catalogue.model import Catalogue
from indicators.evaluation.evaluate import places_frame, roll_up
from indicators.verdicts.build import build_verdicts, verdict_context
from indicators.verdicts.establishments import with_comparison
from indicators.verdicts.model import SCHEMA, Verdict
from indicators.verdicts.subjects import SUBJECT

PEERS = ("peer_n", "peer_q1", "peer_median", "peer_q3")


@dataclass(frozen=True)
class OwnVerdicts:
    """The verdicts of one establishment in one wave; `peers_period` is the published wave its peers are read in."""

    verdicts: tuple[Verdict, ...]
    peers_period: str | None


def own_verdicts(
    pairs: pl.DataFrame,
    release: Release | None,
    establishment_id: str,
    wave: Wave,
    waves: Sequence[Wave],
    facts: Facts,
    catalogue: Catalogue,
) -> OwnVerdicts:
    """Its indicators and headlines in `wave`, whole, compared with the medians that the release publishes.

    Args:
        pairs: from `evaluate`, its own at least; those of others are left aside.
        release: the last public one, None before the first.
        waves: those of `pairs`, oldest first; the changes are since the one before.
    """
    own = pairs.filter(pl.col("establishment_id") == establishment_id).with_columns(
        visible=pl.lit(True), band=pl.lit("")
    )
    membership = places_frame(facts).filter(pl.col("establishment_id") == establishment_id)
    context = replace(verdict_context(catalogue, facts, waves), membership=membership)
    no_groups = roll_up(own, membership).with_columns(visible=pl.lit(True)).clear()
    rows = build_verdicts(own, no_groups, context).filter(
        place_kind="establishment", place_id=establishment_id, period=wave.wave_id
    )
    period = _peers_period(release, wave)
    if release is not None and period is not None:
        rows = _with_published_peers(rows, release, period, wave.wave_id)
    found = tuple(Verdict(**row) for row in rows.select(*SCHEMA).iter_rows(named=True))
    return OwnVerdicts(found, period)


def _peers_period(release: Release | None, wave: Wave) -> str | None:
    """The latest wave of the release, no later than `wave`."""
    if release is None:
        return None
    published = release.waves.filter(pl.col("period_kind") == wave.period_kind, pl.col("start") <= wave.start)
    return published.sort("start")["wave_id"].to_list()[-1] if published.height else None


def _with_published_peers(rows: pl.DataFrame, release: Release, period: str, own_period: str) -> pl.DataFrame:
    """`rows` with the quartiles of the peer group as the release gives them, and the comparison with its median.

    Where the series breaks between the two waves, nothing is compared.
    """
    published = (
        release.verdicts.filter(
            pl.col("place_kind") == "establishment", pl.col("period") == period, pl.col("peer_n") > 0
        )
        .select(*SUBJECT, "peer_group_id", *PEERS)
        .unique([*SUBJECT, "peer_group_id"], maintain_order=True)
    )
    joined = rows.drop(PEERS).join(published, on=[*SUBJECT, "peer_group_id"], how="left", maintain_order="left")
    same = ~pl.col("series_break") if period != own_period else pl.lit(True)
    kept: list[Any] = [pl.when(same).then(pl.col(name)).alias(name) for name in PEERS]
    return with_comparison(joined.with_columns(kept).with_columns(pl.col("peer_n").fill_null(0)))
