"""Whole verdicts of a network in which nothing ever happens: each claim stays at the rate that its method promises."""

from dataclasses import replace

import polars as pl
import pytest

from benchmarks.verdicts import network, pairs, waves
from indicators.catalogue import load_catalogue
from indicators.evaluation.evaluate import places_frame, roll_up
from indicators.verdicts.build import build_verdicts, verdict_context

PLACES, PERIODS = 140, 20
MOVED = ["up", "down"]


@pytest.fixture(scope="module")
def still() -> pl.DataFrame:
    """Verdicts of invented pairs whose true values are the same in every period."""
    facts, catalogue, times = network(PLACES), load_catalogue(), waves(PERIODS)
    facts = replace(facts, totals=(), quarterly_indicators=(), quarterly_questions=())
    made = pairs(facts, catalogue, times)
    sums = roll_up(made.drop("visible", "band"), places_frame(facts)).with_columns(visible=pl.lit(True))
    return build_verdicts(made, sums, verdict_context(catalogue, facts, times))


@pytest.mark.parametrize(
    ("method", "most"), [("newcombe", 0.06), ("rate_ratio", 0.05), ("wilcoxon", 0.05), ("bootstrap", 0.095)]
)
def test_changes_are_claimed_no_more_than_chance_would(still: pl.DataFrame, method: str, most: float) -> None:
    """Ratios of few establishments are the least sure: see the table of docs/methods.md."""
    told = still.filter(pl.col("change_state").is_in([*MOVED, "not_detectable"]), change_method=method)
    assert told.height > 500
    claimed = told.filter(pl.col("change_state").is_in(MOVED)).height
    assert 0 < claimed <= most * told.height


def test_trends_are_claimed_at_the_threshold_of_the_method(still: pl.DataFrame) -> None:
    told = still.filter(pl.col("trend").is_in([*MOVED, "none"]), pl.col("interval_method").is_in(["wilson", "byar"]))
    claimed = told.filter(pl.col("trend") != "none").height
    assert told.height > 20_000
    assert claimed <= 0.003 * told.height


def test_places_outside_the_funnel_are_no_more_than_its_limits_let(still: pl.DataFrame) -> None:
    told = still.filter(pl.col("funnel") != "", place_kind="establishment")
    outside = told.filter(pl.col("funnel") != "inside").height
    far = told.filter(pl.col("funnel").str.ends_with("998")).height
    assert told.height > 30_000
    assert 0 < outside <= 0.05 * told.height
    assert 0 < far <= 0.003 * told.height


def test_run_charts_light_up_no_more_than_chance_would(still: pl.DataFrame) -> None:
    told = still.filter(pl.col("run_signal") != "").sort("period")
    last = told.group_by("subject_id", "segment", "place_kind", "place_id").last()
    lit = last.filter(pl.col("run_signal") != "none").height
    assert last.height > 3000
    assert 0 < lit <= 0.035 * last.height
