"""XmR chart: limits against arithmetic done by hand, and each rule on series small enough to read."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.statistics.control_chart import (
    PROVISIONAL_AT,
    RULES,
    Lines,
    assurance,
    control_chart,
    limits,
    marks,
    variation,
)

#: Mean 10, limits 4 and 16, near limits 6 and 14.
DRAWN = (10.0, 4.0, 16.0, 6.0, 14.0)
#: Twelve points, mean 10, eleven ranges of 2: limits 10 ± 5.32, near limits 10 ± 3.546667.
SAW = [9.0, 11.0] * 6


def drawn(values: list[float]) -> Lines:
    return Lines(*(np.full((1, len(values)), line) for line in DRAWN))


def marked(values: list[float], rule: str, segment: list[int] | None = None) -> str:
    """The points that a rule marks on the drawn lines, `x` marked and `.` not."""
    flags = getattr(marks(values, drawn(values), segment), rule)
    return "".join("x" if flag else "." for flag in flags[0])


def test_lines_are_those_worked_by_hand():
    lines = limits(SAW)
    assert [round(float(line[0, 0]), 6) for line in lines] == [10.0, 4.68, 15.32, 6.453333, 13.546667]
    # 1 2 4 7: mean 3.5, ranges 1 2 3, mMR 2
    assert [round(float(line[0, 2]), 6) for line in limits([1, 2, 4, 7])[:3]] == [3.5, -1.82, 8.82]


def test_screening_drops_a_great_range_once_and_never_a_point():
    # 14 ranges of 1 and two of 20: mMR 3.375, 3.267 × 3.375 = 11.03 → mMR of the rest is 1
    values = [10.0, 11.0] * 4 + [30.0] + [10.0, 11.0] * 4
    plain, screened = limits(values), limits(values, screened=True)
    mean = (8 * 10 + 8 * 11 + 30) / 17
    assert (plain.mean[0, 0], screened.mean[0, 0]) == (pytest.approx(mean), pytest.approx(mean))
    ranges = [1] * 7 + [19, 20] + [1] * 7
    assert plain.upper[0, 0] == pytest.approx(mean + 2.66 * sum(ranges) / 16)
    assert screened.upper[0, 0] == pytest.approx(mean + 2.66)
    constant = limits([5.0] * 15, screened=True)
    assert constant.upper[0, 0] == constant.mean[0, 0] == 5.0


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([10, 16.1, 3.9, 10], ".xx."),
        ([10, 16.0, 4.0, 10], "...."),  # on a limit is inside
        ([10, np.nan, 17.0, np.nan], "..x."),
    ],
)
def test_rule_1_is_strictly_outside(values, points):
    assert marked(values, "outside") == points


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([9, 1, 2, 3, 4, 5, 6, 7, 1], ".xxxxxxx."),
        ([7, 6, 5, 4, 3, 2, 1], "xxxxxxx"),
        ([1, 2, 3, 4, 5, 6], "......"),  # five steps
        ([1, 2, 3, 4, 4, 5, 6, 7], "........"),  # a tie ends it
        ([1, 2, 3, np.nan, 4, 5, 6, 7, 8], "........."),  # and so does a gap
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], "xxxxxxxxx"),
        ([0.1, 0.2, 0.1 + 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], "........"),  # a tie in spite of rounding
    ],
)
def test_rule_2_is_six_strict_steps_and_marks_all_seven_points(values, points):
    assert marked(values, "trend") == points


def test_a_summit_belongs_to_the_trend_that_ends_there():
    up_and_down = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    assert marks(up_and_down, drawn(up_and_down)).trend[0].tolist() == [1] * 7 + [-1] * 6
    down_and_up = [-value for value in up_and_down]
    assert marks(down_and_up, drawn(down_and_up)).trend[0].tolist() == [-1] * 7 + [1] * 6


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([9, 15, 11, 15, 9], ".x.x."),  # the middle one, on the same side, is not marked
        ([15, 15, 11], "xx."),
        ([11, 15, 15], ".xx"),
        ([15, 9, 15], "..."),  # not all on one side
        ([15, 10, 15], "..."),  # the mean is no side
        ([15, 14, 15], "x.x"),  # on the near limit is not beyond it
        ([14, 14, 15], "..."),
        ([15, 16, 11], "xx."),  # on the limit is inside, and beyond the near one
        ([15, 17, 11], "..."),  # one outside the limits is rule 1's
        ([15, 17, 15], "x.x"),  # but may stand between two
        ([5, 5, 9], "xx."),  # low side
        ([15, 5, 15, 5], "...."),
        ([15, np.nan, 15], "..."),
        ([15, 15], ".."),  # two points are not three
    ],
)
def test_rule_3_marks_the_two_of_three_beyond_the_near_limit(values, points):
    assert marked(values, "two_of_three") == points


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([9, 11, 12, 11, 12, 11, 12, 11, 9], ".xxxxxxx."),
        ([9, 8, 9, 8, 9, 8, 9, 8], "xxxxxxxx"),
        ([11, 12, 11, 12, 11, 12], "......"),  # six
        ([11, 12, 11, 10, 12, 11, 12, 11], "........"),  # a point on the mean ends it
        ([11, 12, 11, np.nan, 12, 11, 12, 11], "........"),
        ([11, 12, 11, 17, 12, 11, 12], "xxxxxxx"),  # a point outside is on its side too
    ],
)
def test_rule_4_is_seven_points_strictly_on_one_side(values, points):
    assert marked(values, "shift") == points


def test_no_rule_reads_across_a_rebase():
    rising, high = [1, 2, 3, 4, 5, 6, 7, 8], [11, 12, 11, 12, 11, 12, 11, 12]
    halves = [0, 0, 0, 0, 1, 1, 1, 1]
    assert marked(rising, "trend", halves) == marked(high, "shift", halves) == "........"
    assert marked([15, 15, 11], "two_of_three", [0, 1, 1]) == "..."


def test_a_point_takes_the_first_rule_that_marks_it():
    # frozen on a saw around 10: then an outside point that also ends a trend, and points beyond the near limit
    values = [*SAW, 10.2, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]
    chart = control_chart(values, baseline=12)
    names = [RULES[code] for code in chart.rule[0]]
    # all eight from the last tooth on are a shift, 14 and 15 two of three: the trend comes before both
    assert names == [""] * 11 + ["shift"] + ["trend"] * 6 + ["outside"]
    assert chart.side[0].tolist() == [0] * 11 + [1] * 8
    later = control_chart([*SAW, 14.0, 10.5, 14.0, 10.5, 11.0, 10.5, 11.0], baseline=12)
    expected = ["two_of_three", "shift", "two_of_three", *["shift"] * 4]
    assert [RULES[code] for code in later.rule[0, 12:]] == expected


def test_a_gap_takes_two_ranges_away_and_stays_unmarked():
    values = [9.0, 11.0, np.nan, 20.0, 20.0, 20.0]
    lines = limits(values)
    # mean 16; ranges 2, 0, 0: none across the gap
    assert [round(float(line[0, 2]), 6) for line in lines[:3]] == [
        16.0,
        round(16 - 2.66 * 2 / 3, 6),
        17.773333,
    ]
    assert control_chart([*SAW, np.nan, 90.0]).rule[0, 12] == 0


def test_constant_series_have_their_limits_on_the_mean():
    for value in (0.1, 0.0, -3.3, 1e9):
        chart = control_chart(np.full((2, 24), value))
        assert (np.stack(chart.lines) == value).all()
        assert not chart.rule.any()
        assert variation(chart, "higher_better").tolist() == ["common_cause"] * 2


def test_a_frozen_baseline_ignores_what_comes_after():
    lines = limits([*SAW, 50.0, 90.0, 10.0], baseline=12)
    assert (lines.mean == 10).all()
    assert lines.upper[0, -1] == pytest.approx(15.32)
    gap = limits([np.nan, *SAW[:5], np.nan, *SAW[5:], 50.0], baseline=12)
    assert gap.mean[0, -1] == 10
    for wrong in (11, 21):
        with pytest.raises(ValueError, match="12 to 20"):
            limits(SAW, baseline=wrong)


def test_a_rebase_starts_the_limits_again():
    chart = control_chart([*SAW, *(value + 40 for value in SAW)], segment=[0] * 12 + [1] * 12)
    assert (chart.lines.mean[0, 11], chart.lines.mean[0, 12]) == (10, 50)
    assert chart.lines.upper[0, 12] == pytest.approx(55.32)  # the leap is no moving range
    assert not chart.rule.any()
    with pytest.raises(ValueError, match="follow time"):
        limits(SAW, segment=[1] * 6 + [0] * 6)


def test_a_segment_under_twelve_points_has_no_line_and_marks_nothing():
    chart = control_chart([*SAW, *range(8)], segment=[0] * 12 + [1] * 8)
    assert not np.isnan(chart.lines.mean[0, :12]).any()
    assert np.isnan(np.stack(chart.lines)[:, 0, 12:]).all()
    assert not chart.rule.any()
    assert variation(chart, "higher_better").tolist() == assurance(chart, 5, "higher_better").tolist() == [""]


def test_twelve_points_are_provisional_and_thirteen_carry_icons():
    twelve, thirteen = control_chart(SAW), control_chart([*SAW, 9.0])
    assert (twelve.points == PROVISIONAL_AT).all()
    assert not (thirteen.points == PROVISIONAL_AT).any()
    assert variation(twelve, "context").tolist() == assurance(twelve, 5, "lower_better").tolist() == [""]
    assert variation(thirteen, "context").tolist() == ["common_cause"]
    alternate = np.where(np.arange(24) % 2, np.nan, 3.0)
    assert np.isnan(control_chart(alternate).lines.mean).all()  # twelve points, no two of them neighbours


@pytest.mark.parametrize(
    ("last", "direction", "icon"),
    [
        (30.0, "higher_better", "improvement_high"),
        (30.0, "lower_better", "concern_high"),
        (-9.0, "higher_better", "concern_low"),
        (-9.0, "lower_better", "improvement_low"),
        (30.0, "context", "neutral_high"),
        (-9.0, "target_range", "neutral_low"),
        (11.0, "higher_better", "common_cause"),
        (np.nan, "higher_better", ""),
    ],
)
def test_variation_is_the_last_point_in_its_direction(last, direction, icon):
    assert variation(control_chart([*SAW, 9.0, last], baseline=12), direction).tolist() == [icon]


def test_a_rising_trend_under_the_mean_is_high():
    # what is special is that it rises, wherever it still is
    values = [*[14.0, 16.0] * 6, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]
    chart = control_chart(values, baseline=12)
    assert (RULES[chart.rule[0, -1]], chart.side[0, -1]) == ("trend", 1)
    assert chart.lines.mean[0, -1] == 15


def test_assurance_compares_the_target_with_the_last_limits():
    chart = control_chart([[*SAW, 9.0]] * 5, baseline=12)
    targets = [15.4, 15.32, 10.0, 4.6, np.nan]
    higher = ["will_fail", "hit_or_miss", "hit_or_miss", "will_pass", ""]
    lower = ["will_pass", "hit_or_miss", "hit_or_miss", "will_fail", ""]
    assert assurance(chart, targets, "higher_better").tolist() == higher
    assert assurance(chart, targets, "lower_better").tolist() == lower
    assert assurance(chart, targets, "context").tolist() == [""] * 5
    mixed = ["higher_better", "context", "lower_better", "lower_better", "higher_better"]
    assert assurance(chart, targets, mixed).tolist() == ["will_fail", "", "hit_or_miss", "will_fail", ""]


_whole = st.lists(st.one_of(st.integers(-9, 9), st.none()), min_size=13, max_size=30)
_MIRROR = {"improvement_high": "improvement_low", "improvement_low": "improvement_high"}
_MIRROR |= {"concern_high": "concern_low", "concern_low": "concern_high"}


def _array(values: list[int | None]) -> np.ndarray:
    return np.array([[np.nan if value is None else float(value) for value in values]])


@given(_whole, st.floats(-12, 12))
def test_everything_mirrors_when_the_direction_flips(values, target):
    series = _array(values)
    chart, mirror = control_chart(series), control_chart(-series)
    assert np.allclose(mirror.lines.upper, -chart.lines.lower, equal_nan=True)
    assert (mirror.rule == chart.rule).all()
    assert (mirror.side == -chart.side).all()
    icon, turned = variation(chart, "higher_better")[0], variation(mirror, "lower_better")[0]
    assert turned == _MIRROR.get(icon, icon)
    assert assurance(chart, target, "higher_better") == assurance(mirror, -target, "lower_better")


@given(_whole, st.floats(0.001, 1000), st.floats(-1000, 1000))
def test_limits_hold_the_mean_and_scale_decides_nothing(values, scale, shift):
    series = _array(values)
    present = ~np.isnan(series[0])
    assume((present[1:] & present[:-1]).any())
    lines = limits(series)
    for low, high in ((lines.lower, lines.near_lower), (lines.near_lower, lines.mean)):
        assert (low <= high).all()
    for low, high in ((lines.mean, lines.near_upper), (lines.near_upper, lines.upper)):
        assert (low <= high).all()
    assert (control_chart(series).rule == control_chart(series * scale).rule).all()
    assert (control_chart(series).rule == control_chart(series + shift).rule).all()


@given(st.lists(_whole.filter(lambda row: len(row) >= 20), min_size=2, max_size=6))
def test_series_do_not_mix(rows):
    together = control_chart(np.vstack([_array(row[:20]) for row in rows]))
    for index, row in enumerate(rows):
        alone = control_chart(_array(row[:20]))
        assert (alone.rule[0] == together.rule[index]).all()
        assert np.array_equal(alone.lines.upper[0], together.lines.upper[index], equal_nan=True)
