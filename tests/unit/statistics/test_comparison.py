"""A benchmark outside the interval is a difference; what a difference is worth depends on the declared direction."""

import numpy as np
import polars as pl
import pytest

from indicators.statistics.comparison import against, against_limits
from indicators.verdicts.judgements import move_judgement, side_judgement


def test_the_interval_decides_and_touching_is_similar():
    #            below  above  around touch-high touch-low  none
    low = [10.0, 40.0, 20.0, 10.0, 30.0, np.nan, 10.0]
    high = [20.0, 60.0, 40.0, 30.0, 50.0, 9.0, 20.0]
    benchmark = [30.0, 30.0, 30.0, 30.0, 30.0, 30.0, np.nan]
    codes = ["lower", "higher", "similar", "similar", "similar", "not_compared", "not_compared"]
    assert against(low, high, benchmark).tolist() == codes


@pytest.mark.parametrize(
    ("direction", "higher", "lower"),
    [
        ("higher_better", "better", "worse"),
        ("lower_better", "worse", "better"),
        ("context", "higher", "lower"),
        ("target_range", "higher", "lower"),
    ],
)
def test_only_a_direction_judges(direction, higher, lower):
    rows = pl.DataFrame({"direction": direction, "code": ["higher", "lower", "similar", "not_compared"]})
    words = rows.select(side_judgement("code")).to_series().to_list()
    assert words == [higher, lower, "similar", "not_compared"]


def test_a_value_on_a_limit_is_similar():
    limits = (np.array([1.0, 1.0, 1.0, 1.0, np.nan]), np.array([2.0, 2.0, 2.0, 2.0, 2.0]))
    codes = ["similar", "similar", "lower", "higher", "not_compared"]
    assert against_limits([1.0, 2.0, 0.9, 2.1, 1.5], limits).tolist() == codes


@pytest.mark.parametrize(
    ("state", "direction", "judgement"),
    [
        ("up", "higher_better", "favourable"),
        ("up", "lower_better", "unfavourable"),
        ("down", "lower_better", "favourable"),
        ("no_to_yes", "higher_better", "favourable"),
        ("yes_to_no", "higher_better", "unfavourable"),
        ("yes_to_no", "lower_better", "favourable"),
        ("up", "context", "neutral"),
        ("down", "target_range", "neutral"),
        ("not_detectable", "higher_better", ""),
        ("unchanged", "higher_better", ""),
        ("break", "higher_better", ""),
    ],
)
def test_only_a_change_that_was_seen_is_judged(state, direction, judgement):
    rows = pl.DataFrame({"state": [state], "direction": [direction]})
    assert rows.select(move_judgement("state")).item() == judgement
