"""What the verdicts of one subject and place, oldest first, hold of a control chart and of a run chart."""

from collections.abc import Sequence
from itertools import groupby

from indicators.verdicts.model import Verdict


def has_control_limits(series: Sequence[Verdict]) -> bool:
    """Whether some point has the limits of a control chart."""
    return any(item.xmr_mean is not None for item in series)


def control_signals(series: Sequence[Verdict]) -> list[list[int]]:
    """The indices of the points of each signal: neighbours marked by one rule on one side."""
    keys = [(item.xmr_rule, item.xmr_side) for item in series]
    runs = groupby(range(len(series)), key=lambda index: keys[index])
    return [list(indices) for (rule, _side), indices in runs if rule]


def last_with_median(series: Sequence[Verdict]) -> Verdict | None:
    """The latest verdict with the median of a run chart: its signal is that of the series drawn."""
    return next((item for item in reversed(series) if item.run_median is not None), None)
