"""What a series of points says: recent trend, run chart, control chart (methods, sections 4 to 6).

Trend and run chart look at the points up to the row's period, as its change does; the control chart is that of the
whole series, and each row holds the lines and the rule at its own point. The evidence levels decide who gets what.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from indicators.statistics import control_chart as xmr
from indicators.statistics.run_chart import run_chart
from indicators.statistics.trend import POINTS as TREND_POINTS
from indicators.statistics.trend import trend_of_rates, trend_of_shares
from indicators.verdicts.columns import float_arrays, float_column
from indicators.verdicts.evidence_levels import reaches
from indicators.verdicts.judgements import move_judgement

_WORDS = ["trend", "run_signal", "xmr_rule", "variation", "assurance"]
_COUNTS = ["run_longest", "run_longest_limit", "run_crossings", "run_crossings_limit", "xmr_side", "xmr_segment"]
_NUMBERS = ["run_median", "xmr_mean", "xmr_low", "xmr_high", "xmr_near_low", "xmr_near_high"]
#: Intervals whose trend is that of a share; any other is that of a rate.
SHARES = "wilson"


@dataclass(frozen=True)
class _Grid:
    """Series (rows) by period (columns): where each row of the table stands, and what it holds."""

    series: np.ndarray
    period: np.ndarray
    shape: tuple[int, int]

    def of(self, values: np.ndarray, absent: float = np.nan) -> np.ndarray:
        """A column of the table as a matrix, `absent` where the table has no row."""
        matrix = np.full(self.shape, absent)
        matrix[self.series, self.period] = values
        return matrix

    def at(self, matrix: np.ndarray) -> np.ndarray:
        """A matrix as a column of the table."""
        return matrix[self.series, self.period]


def _grid(rows: pl.DataFrame) -> _Grid:
    keys = rows.select(pl.struct("series", "place_order", "segment_order").rank("dense").cast(pl.Int64) - 1)
    series, period = keys.to_series().to_numpy(), rows["period_order"].cast(pl.Int64).to_numpy()
    return _Grid(series, period, (int(series.max()) + 1, int(period.max()) + 1))


def with_signals(rows: pl.DataFrame, rebases: pl.DataFrame | None = None) -> pl.DataFrame:
    """`rows` with the fields of trend, run chart and control chart; empty where the evidence level allows none.

    Args:
        rows: with the columns of `with_evidence_levels`; numbers only where they may be shown.
        rebases: subject_id, place_kind, place_id, period from which a series is given new limits.
    """
    rows = rows.with_row_index("_row").with_columns(
        _trend=reaches("trend"),
        _run=reaches("run_chart"),
        _xmr=reaches("xmr_provisional", "segment_points") & pl.col("valid"),
        _icons=reaches("xmr"),
    )
    # The demonstration's yearly series are far from any signal: nothing is laid out for them.
    reach = pl.any_horizontal("_trend", "_run", "_xmr").any().over("series", "place_order", "segment_order")
    kinds = rows.filter(reach).partition_by("period_kind", maintain_order=True)
    empty = [pl.lit("").alias(name) for name in _WORDS]
    empty += [pl.lit(None, pl.Int64).alias(name) for name in _COUNTS]
    empty += [pl.lit(None, pl.Float64).alias(name) for name in _NUMBERS]
    found = [_signals(kind, rebases) for kind in kinds]
    signals = pl.concat(found) if found else rows.clear().select("_row", *empty)
    rows = rows.drop("_trend", "_run", "_xmr", "_icons").join(signals, on="_row", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col(name).fill_null("") for name in _WORDS).drop("_row")
    return rows.with_columns(trend_judgement=move_judgement("trend"))


def _signals(rows: pl.DataFrame, rebases: pl.DataFrame | None) -> pl.DataFrame:
    """The signals of series of one kind of period."""
    grid = _grid(rows)
    return pl.concat(
        [rows.select("_row"), _trends(rows, grid), _runs(rows, grid), _charts(rows, grid, rebases)], how="horizontal"
    )


def _windows(grid: _Grid, chosen: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each chosen row, the values of its period and of those just before, NaN before the first."""
    periods = grid.period[chosen, None] - np.arange(TREND_POINTS - 1, -1, -1)
    found = grid.of(values)[grid.series[chosen, None], np.maximum(periods, 0)]
    return np.where(periods >= 0, found, np.nan)


def _trends(rows: pl.DataFrame, grid: _Grid) -> pl.DataFrame:
    states = np.full(rows.height, "", dtype=object)
    shares = (rows["interval_method"] == SHARES).to_numpy()
    asked = rows["_trend"].to_numpy()
    x, n, value, low, high = float_arrays(rows, "numerator", "denominator", "value", "interval_low", "interval_high")
    # A point whose own interval is of another family has none for this trend.
    x, n = np.where(shares, x, np.nan), np.where(shares, n, np.nan)
    low, high = np.where(shares, np.nan, low), np.where(shares, np.nan, high)
    for chosen, judge, columns in (
        (asked & shares, trend_of_shares, (x, n)),
        (asked & ~shares, trend_of_rates, (value, low, high)),
    ):
        rows_of = np.flatnonzero(chosen)
        if rows_of.size:
            states[rows_of] = judge(*(_windows(grid, rows_of, item) for item in columns)).state
    words = pl.Series("trend", states, dtype=pl.String).replace({"not_computed": "not_calculable"})
    return pl.DataFrame([words])


def _runs(rows: pl.DataFrame, grid: _Grid) -> pl.DataFrame:
    """The run chart of each row's series up to its period."""
    chosen = np.flatnonzero(rows["_run"].to_numpy())
    (value,) = float_arrays(rows, "value")
    so_far = grid.of(np.where(rows["valid"].to_numpy(), value, np.nan))[grid.series[chosen]]
    so_far[np.arange(grid.shape[1]) > grid.period[chosen, None]] = np.nan
    found = run_chart(so_far) if chosen.size else None
    signal = np.full(rows.height, "", dtype=object)
    whole = {name: np.full(rows.height, np.nan) for name in (*_COUNTS[:4], "run_median")}
    if found:
        signal[chosen] = np.select(
            [found.long_run & found.few_crossings, found.long_run, found.few_crossings],
            ["both", "shift", "crossings"],
            default="none",
        )
        held = (found.longest, found.longest_allowed, found.crossings, found.crossings_needed, found.median)
        for name, values in zip(whole, held, strict=True):
            whole[name][chosen] = values
    counts = [float_column(name, whole[name]).cast(pl.Int64) for name in _COUNTS[:4]]
    return pl.DataFrame(
        [pl.Series("run_signal", signal, dtype=pl.String), *counts, float_column("run_median", whole["run_median"])]
    )


def _segments(rows: pl.DataFrame, grid: _Grid, rebases: pl.DataFrame | None) -> np.ndarray:
    """How many rebases took effect up to each period of each series."""
    if rebases is None or rebases.is_empty():
        return np.zeros(grid.shape, dtype=np.int64)
    keys = ["subject_id", "place_kind", "place_id", "period"]
    starts = rows.select(keys).join(
        rebases.select(keys).unique().with_columns(starts=pl.lit(1.0)), on=keys, how="left", maintain_order="left"
    )
    return grid.of(starts["starts"].fill_null(0.0).to_numpy(), 0.0).cumsum(axis=1).astype(np.int64)


def _charts(rows: pl.DataFrame, grid: _Grid, rebases: pl.DataFrame | None) -> pl.DataFrame:
    asked, icons = rows["_xmr"].to_numpy(), rows["_icons"].to_numpy()
    (value,) = float_arrays(rows, "value")
    segment = _segments(rows, grid, rebases)
    chart = xmr.control_chart(grid.of(np.where(asked, value, np.nan)), segment)

    def alone(matrix: np.ndarray) -> np.ndarray:
        return grid.at(matrix)[:, None]

    # Each point as the last one of a chart of its own: its icons are its own.
    points = xmr.ControlChart(
        xmr.Lines(*map(alone, chart.lines)),
        *(alone(item) for item in (chart.rule, chart.side, chart.valid, chart.points)),
    )
    direction = rows["direction"].to_numpy()
    low, high = float_arrays(rows, "target_low", "target_high")
    target = np.where(direction == "lower_better", high, low)
    drawn = asked & ~np.isnan(points.lines.mean[:, 0])
    shown = drawn & icons & (points.points[:, 0] > xmr.PROVISIONAL_AT)
    icon, sure = xmr.variation(points, direction), xmr.assurance(points, target, direction)
    rule = np.asarray(xmr.RULES, dtype=object)[points.rule[:, 0]]
    words = {
        "xmr_rule": np.where(drawn, rule, ""),
        "variation": np.where(shown, np.where(icon == "common_cause", "common", icon), ""),
        "assurance": np.where(shown, np.where(sure == "", "no_target", sure), ""),
    }
    lines = [
        float_column(name, np.where(drawn, line[:, 0], np.nan))
        for name, line in zip(_NUMBERS[1:], points.lines, strict=True)
    ]
    whole = {"xmr_side": points.side[:, 0], "xmr_segment": grid.at(segment)}
    counts = [float_column(name, np.where(drawn, values, np.nan)).cast(pl.Int64) for name, values in whole.items()]
    return pl.DataFrame(
        [*(pl.Series(name, values.astype(object), dtype=pl.String) for name, values in words.items()), *counts, *lines]
    )
