"""XmR chart: the limits that a stable series keeps, and the points that leave them (methods, section 5).

Arrays are (series, points) in the order of time; NaN is a missing point. A gap, like a rebase, is not stepped
over: no moving range is taken across it and every run ends there, because « consecutive » means consecutive periods.
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.comparison import StringArray
from indicators.statistics.intervals import Floats
from indicators.statistics.rounding import Signs, sign, sizes

Flags = NDArray[np.bool_]

#: 3/d₂ with d₂ = 1.128, the mean range of two normal values.
LIMIT = 2.66
NEAR = LIMIT * 2 / 3
#: D₄ for ranges of two: above it a moving range is itself out of control.
SCREEN = 3.267
RUN = 7
#: Under this number of points a segment has no limits; at this number they are provisional and carry no icon.
PROVISIONAL_AT = 12
BASELINES = range(12, 21)

#: Rule codes in priority order; 0 is common cause (or a missing point).
RULES = ("", "outside", "trend", "two_of_three", "shift")


class Lines(NamedTuple):
    """Mean, limits and near limits at each point, in the unit of the series."""

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


class Marks(NamedTuple):
    """Which points each rule marks, whatever the others say; `trend` is 1 rising, −1 falling, `off_mean` ±1 or 0."""

    outside: Flags
    trend: Signs
    two_of_three: Flags
    shift: Flags
    off_mean: Signs


class ControlChart(NamedTuple):
    """Lines, each point's rule and side (1 high, −1 low), which points exist, and how many share their segment."""

    lines: Lines
    rule: Signs
    side: Signs
    valid: Flags
    points: NDArray[np.int64]


def _segment(segment: ArrayLike | None, shape: tuple[int, ...]) -> NDArray[np.int64]:
    found = np.broadcast_to(np.asarray(0 if segment is None else segment, dtype=np.int64), shape)
    if (np.diff(found, axis=1) < 0).any():
        raise ValueError("segments must follow time: their numbers may not go down")
    return found


def _mean(values: Floats, among: Flags) -> Floats:
    """Mean of each row's chosen values, exact when they are all equal; NaN where none is chosen."""
    count = among.sum(axis=1, keepdims=True)
    least = np.min(values, axis=1, keepdims=True, where=among, initial=np.inf)
    least = np.where(count > 0, least, 0.0)
    above = np.sum(np.where(among, values, least) - least, axis=1, keepdims=True)
    return least + np.divide(above, count, out=np.full(above.shape, np.nan), where=count > 0)


def limits(
    values: ArrayLike, segment: ArrayLike | None = None, baseline: int | None = None, screened: bool = False
) -> Lines:
    """Lines of each segment: x̄, x̄ ± 2.66·mMR and x̄ ± ⅔·2.66·mMR; NaN where no two points are neighbours.

    `baseline` freezes them on the first 12 to 20 valid points of each segment. `screened` leaves out, once, moving
    ranges of 3.267·mMR or more; the mean keeps its points. mMR = 0 puts every limit on the mean. Wheeler 2000; Nelson
    1982.
    """
    if baseline is not None and baseline not in BASELINES:
        raise ValueError(f"a baseline has {BASELINES[0]} to {BASELINES[-1]} points, not {baseline}")
    values = np.atleast_2d(np.asarray(values, dtype=np.float64))
    segment = _segment(segment, values.shape)
    mean, spread = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    for label in np.unique(segment):
        inside = segment == label
        among = inside & ~np.isnan(values)
        if baseline is not None:
            among &= among.cumsum(axis=1) <= baseline
        ranges, pairs = np.abs(np.diff(values, axis=1)), among[:, 1:] & among[:, :-1]
        average = _mean(ranges, pairs)
        if screened:
            average = _mean(ranges, pairs & ((ranges < SCREEN * average) | (average == 0)))
        mean, spread = np.where(inside, _mean(values, among), mean), np.where(inside, average, spread)
    far, near = LIMIT * spread, NEAR * spread
    return Lines(np.where(np.isnan(spread), np.nan, mean), mean - far, mean + far, mean - near, mean + near)


def _all_in_window(flags: Flags, length: int) -> Flags:
    """For each window of `length` neighbours, whether all are flagged."""
    if flags.shape[1] < length:
        return np.zeros((flags.shape[0], 0), dtype=np.bool_)
    return np.asarray(sliding_window_view(flags, length, axis=1).all(axis=-1))


def _spread(hits: Flags, length: int, width: int) -> Flags:
    """All points of the windows that hit."""
    covered = np.zeros((hits.shape[0], width), dtype=np.bool_)
    for offset in range(length if hits.shape[1] else 0):
        covered[:, offset : offset + hits.shape[1]] |= hits
    return covered


def _trend(steps: Signs) -> Signs:
    """1 or −1 at every point of six steps the same way; a summit of two trends keeps the one that ends there."""
    width = steps.shape[1] + 1
    rising, falling = (_spread(_all_in_window(steps == way, RUN - 1), RUN, width) for way in (1, -1))
    into = np.concatenate([np.zeros((steps.shape[0], 1), dtype=np.int8), steps], axis=1)
    return np.where(rising & falling, into, rising.astype(np.int8) - falling.astype(np.int8)).astype(np.int8)


def marks(values: ArrayLike, lines: Lines, segment: ArrayLike | None = None) -> Marks:
    """What each of the four rules marks by itself, given the lines; nothing is marked where there are none.

    1 strictly outside the limits; 2 the 7 points of 6 strict steps the same way; 3 of 3 neighbours strictly on one
    side of the mean, the two or three strictly beyond the near limit and not outside; 4 the 7 neighbours strictly on
    one side.
    """
    values = np.atleast_2d(np.asarray(values, dtype=np.float64))
    segment = _segment(segment, values.shape)
    size, width = sizes(values), values.shape[1]
    off_mean = sign(values - lines.mean, size)
    high, low = sign(values - lines.upper, size) > 0, sign(values - lines.lower, size) < 0
    beyond = (sign(values - lines.near_upper, size) > 0) | (sign(values - lines.near_lower, size) < 0)
    beyond &= ~(high | low)
    together = segment[:, 1:] == segment[:, :-1]
    steps = np.where(together, sign(np.diff(values, axis=1), size), 0).astype(np.int8)
    two_of_three, shift = np.zeros(values.shape, dtype=np.bool_), np.zeros(values.shape, dtype=np.bool_)
    for way in (1, -1):
        on = off_mean == way
        joined = on[:, 1:] & on[:, :-1] & together
        shift |= _spread(_all_in_window(joined, RUN - 1), RUN, width)
        three = _all_in_window(joined, 2)
        if three.shape[1]:
            three &= sliding_window_view(beyond, 3, axis=1).sum(axis=-1) >= 2
        two_of_three |= _spread(three, 3, width) & beyond & on
    trend = np.where(np.isnan(lines.mean), 0, _trend(steps)).astype(np.int8)
    return Marks(high | low, trend, two_of_three, shift, off_mean)


def control_chart(
    values: ArrayLike, segment: ArrayLike | None = None, baseline: int | None = None, screened: bool = False
) -> ControlChart:
    """The chart of each series: lines, and for each point the first rule that marks it (`RULES`) and its side.

    The side is the way of the trend for rule 2, the side of the mean otherwise. A segment under 12 valid points has no
    line and marks nothing.
    """
    values = np.atleast_2d(np.asarray(values, dtype=np.float64))
    segment = _segment(segment, values.shape)
    valid, points = ~np.isnan(values), np.zeros(values.shape, dtype=np.int64)
    for label in np.unique(segment):
        inside = segment == label
        points = np.where(inside, (valid & inside).sum(axis=1, keepdims=True), points)
    enough = points >= PROVISIONAL_AT
    lines = Lines(*(np.where(enough, line, np.nan) for line in limits(values, segment, baseline, screened)))
    found = marks(values, lines, segment)
    causes = (found.outside, found.trend != 0, found.two_of_three, found.shift)
    rule = np.select(causes, range(1, len(RULES)), default=0).astype(np.int8)
    side = np.where(rule == RULES.index("trend"), found.trend, found.off_mean)
    return ControlChart(lines, rule, np.where(rule == 0, 0, side).astype(np.int8), valid, points)


def _good_side(direction: ArrayLike) -> NDArray[np.int64]:
    """1 where higher is better, −1 where lower is, 0 where nothing is judged."""
    words = np.asarray(direction)
    return np.select([words == "higher_better", words == "lower_better"], [1, -1], default=0)


def variation(chart: ControlChart, direction: ArrayLike) -> StringArray:
    """Icon of each series' last point: `improvement_high`, `concern_low`, `neutral_high`… or `common_cause`.

    Empty where the last point is missing or its segment has fewer than 13 points. `direction` is one word, or one a
    series.
    """
    side, wanted = chart.side[:, -1].astype(np.int64), _good_side(direction)
    shown = chart.valid[:, -1] & (chart.points[:, -1] > PROVISIONAL_AT) & ~np.isnan(chart.lines.mean[:, -1])
    sense = np.select([side * wanted > 0, side * wanted < 0], ["improvement", "concern"], default="neutral")
    icon = np.char.add(sense, np.where(side > 0, "_high", "_low"))
    return np.select([~shown, side == 0], ["", "common_cause"], default=icon)


def assurance(chart: ControlChart, target: ArrayLike, direction: ArrayLike) -> StringArray:
    """Icon of each series' last segment against its target: `will_pass`, `will_fail` or `hit_or_miss`.

    A target on a limit is hit or miss. Empty without a target (NaN), without a judged direction, or under 13 points.
    """
    target, wanted = np.asarray(target, dtype=np.float64), _good_side(direction)
    lower, upper = chart.lines.lower[:, -1], chart.lines.upper[:, -1]
    size = np.maximum(np.abs(lower), np.abs(upper))
    ahead = (sign(target - upper, size) > 0).astype(np.int64) - (sign(target - lower, size) < 0)
    shown = (wanted != 0) & ~np.isnan(target) & ~np.isnan(lower) & (chart.points[:, -1] > PROVISIONAL_AT)
    return np.select(
        [~shown, ahead * wanted > 0, ahead * wanted < 0], ["", "will_fail", "will_pass"], default="hit_or_miss"
    )
