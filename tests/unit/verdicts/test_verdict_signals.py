"""What a release says of a series of quarters, a funnel and a target: each promise on numbers checked by hand."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from etl.waves import QUARTERS
from indicators.verdicts.model import Verdict
from tests.builders.verdict_tables import (
    BEFORE,
    CISSS,
    NOW,
    OFFICE,
    REGISTERED,
    WAVES,
    Hidden,
    indicator,
    only,
    verdicts,
)

#: A rate of the quarterly follow-up: x active partners per 100 000 inhabitants.
ACTIVE = indicator("active_partners_per_100k_population")
FOLLOWED = indicator("registered_partners")
TRAINED = indicator("staff_trained")
PERIODS = [wave.wave_id for wave in QUARTERS]
LAST = PERIODS[-1]
#: A place of two establishments, so that its sum is no establishment's own.
GASPESIE = ("cisss-gaspesie", "cisss-iles")
STABLE = [40, 42, 39, 41, 40, 38, 42, 41, 39, 40, 41, 42, 38, 40]


def series(values: list[float | None], subject: tuple[str, str, str] = ACTIVE, base: float = 100_000) -> pl.DataFrame:
    """One establishment's values in the first quarters; None is a quarter that it did not answer."""
    cells: dict[str, Any] = {
        period: {CISSS[0]: "not_answered" if value is None else (value, base)}
        for period, value in zip(PERIODS, values, strict=False)
    }
    return verdicts({subject: cells}, waves=QUARTERS)


def told(frame: pl.DataFrame, many: int, place: str = CISSS[0], subject: tuple[str, str, str] = ACTIVE) -> Verdict:
    """The verdict of the quarter with that number, from 1."""
    return only(frame, subject[1], place, PERIODS[many - 1])


def test_four_points_say_nothing_of_a_trend_and_five_that_rise_do():
    frame = series([40, 60, 85, 115, 150])
    fourth, fifth = told(frame, 4), told(frame, 5)
    assert (fourth.trend, fourth.rung, fourth.needed) == ("", "sparkline", 5)
    assert (fifth.trend, fifth.trend_judgement, fifth.rung, fifth.needed) == ("up", "neutral", "trend", 10)
    assert (fifth.period_kind, fifth.run_signal, fifth.xmr_mean) == ("quarter", "", None)


def test_a_trend_needs_five_neighbours_and_their_intervals():
    gap = told(series([40, 60, None, 85, 115, 150]), 6)
    assert (gap.points, gap.trend) == (5, "not_calculable")
    assert told(series([40, 41, 40, 39, 40]), 5).trend == "none"
    # Everybody trained, five times: a share of x = n allows no trend.
    assert told(series([10] * 5, TRAINED, 10), 5, subject=TRAINED).trend == "not_calculable"


def test_a_run_chart_begins_at_ten_points_and_looks_no_further_than_its_own():
    frame = series([*range(30, 40), 20, 20])
    ninth, tenth, twelfth = told(frame, 9), told(frame, 10), told(frame, 12)
    assert (ninth.run_signal, ninth.run_median) == ("", None)
    # Ten rising points: five under the median then five over it, one crossing where at least two are needed.
    assert (tenth.run_median, tenth.run_longest, tenth.run_crossings) == (34.5, 5, 1)
    assert (tenth.run_longest_limit, tenth.run_crossings_limit) == (
        round(np.log2(10)) + 3,
        stats.binom.ppf(0.05, 9, 0.5),
    )
    assert tenth.run_signal == "crossings"
    assert twelfth.run_median == 33.5


def test_twelve_points_give_provisional_limits_and_thirteen_the_icon():
    eleven, twelve, thirteen = (series(STABLE[:many]) for many in (11, 12, 13))
    assert told(eleven, 11).xmr_mean is None
    verdict = told(twelve, 12)
    values = np.array(STABLE[:12], float)
    spread = np.abs(np.diff(values)).mean()
    assert verdict.rung == "xmr_provisional"
    assert verdict.xmr_mean == pytest.approx(values.mean())
    assert (verdict.xmr_low, verdict.xmr_high) == (
        pytest.approx(values.mean() - 2.66 * spread),
        pytest.approx(values.mean() + 2.66 * spread),
    )
    assert verdict.xmr_near_high == pytest.approx(values.mean() + 2 / 3 * 2.66 * spread)
    assert (verdict.variation, verdict.assurance) == ("", "")
    last = told(thirteen, 13)
    assert (last.rung, last.variation, last.assurance) == ("xmr", "common", "no_target")
    # The chart is one: its first point has the lines of the whole series, and no icon.
    first = told(thirteen, 1)
    assert (first.xmr_mean, first.xmr_low, first.variation) == (last.xmr_mean, last.xmr_low, "")


def test_seven_points_over_the_mean_are_a_shift_and_one_far_point_is_outside():
    shifted = series([30, 32] * 4 + [40, 41, 42, 40, 41, 42, 41])
    rules = [told(shifted, many).xmr_rule for many in range(1, 16)]
    # Mean 35.67, mean moving range 2.14: limits 29.97 and 41.37, near limit 39.47.
    assert rules[-7:] == [
        "two_of_three",
        "two_of_three",
        "outside",
        "two_of_three",
        "two_of_three",
        "outside",
        "two_of_three",
    ]
    assert (told(shifted, 15).variation, told(shifted, 15).xmr_side) == ("neutral_high", 1)
    mild = [told(series([30, 34] * 4 + [35, 37, 36, 35, 37, 36, 35]), many).xmr_rule for many in range(9, 16)]
    assert mild == ["shift"] * 7
    far = told(series([*STABLE[:13], 90]), 14)
    assert (far.xmr_rule, far.xmr_side, far.variation) == ("outside", 1, "neutral_high")


def test_a_missing_quarter_leaves_a_hole_in_the_chart_and_a_hidden_one_no_number():
    cells: dict[str, Any] = {
        period: {CISSS[0]: (value, 100_000)} for period, value in zip(PERIODS, STABLE, strict=False)
    }
    cells[PERIODS[4]] = {CISSS[0]: Hidden((999, 100_000))}
    frame = verdicts({ACTIVE: cells}, waves=QUARTERS)
    hidden, last = told(frame, 5), told(frame, 14)
    assert hidden.state == "suppressed"
    assert (hidden.points, hidden.xmr_mean, hidden.run_median, hidden.trend) == (0, None, None, "")
    assert (last.points, last.xmr_mean) == (13, pytest.approx(np.mean(STABLE[:4] + STABLE[5:])))


def test_an_establishments_count_climbs_no_further_than_its_change():
    frame = series([float(value) for value in STABLE], FOLLOWED, 1)
    own, province = told(frame, 14, subject=FOLLOWED), told(frame, 14, "quebec", FOLLOWED)
    assert (own.rung, own.needed, own.trend, own.run_signal, own.xmr_mean) == ("change", 0, "", "", None)
    assert (province.rung, province.trend, province.xmr_mean) == ("xmr", "", pytest.approx(np.mean(STABLE)))


def test_a_rebase_starts_new_limits():
    rebases = pl.DataFrame(
        {
            "subject_id": [ACTIVE[1]],
            "place_kind": ["establishment"],
            "place_id": [CISSS[0]],
            "period": [PERIODS[5]],
        }
    )
    cells = {period: {CISSS[0]: (value, 100_000)} for period, value in zip(PERIODS, [10] * 5 + STABLE, strict=False)}
    frame = verdicts({ACTIVE: cells}, waves=QUARTERS, rebases=rebases)
    before, after = told(frame, 5), told(frame, 19)
    assert (before.xmr_mean, before.xmr_segment) == (None, None)
    assert (after.xmr_mean, after.xmr_segment) == (pytest.approx(np.mean(STABLE)), 1)


def test_years_and_quarters_never_share_a_series():
    cells: dict[str, Any] = {
        period: {CISSS[0]: (value, 100_000)} for period, value in zip(PERIODS, STABLE, strict=False)
    }
    cells |= {NOW: {CISSS[0]: (500, 100_000)}}
    frame = verdicts({ACTIVE: cells}, waves=[*WAVES, *QUARTERS])
    year, quarter = only(frame, ACTIVE[1], CISSS[0], NOW), told(frame, 14)
    assert (year.points, year.change_from, year.period_kind) == (1, BEFORE, "year")
    assert (quarter.points, quarter.change_from) == (14, PERIODS[12])
    assert only(frame, ACTIVE[1], CISSS[0], PERIODS[0]).change_state == "first"


# --- regions ------------------------------------------------------------------------------------------------------


def test_a_region_of_one_establishment_says_what_that_establishment_says():
    laval = "cisss-laval"
    frame = verdicts({OFFICE: {BEFORE: {laval: (0, 1)}, NOW: {laval: (1, 1)}}, REGISTERED: {NOW: {laval: (40, 1)}}})
    office, registered = only(frame, "office_share", "13"), only(frame, "registered_partners", "13")
    own = only(frame, "registered_partners", laval)
    assert (office.value, office.interval_method, office.change_state) == (100, "none", "no_to_yes")
    assert (office.rung, office.needed) == ("change", 0)
    assert (registered.value, registered.interval_low, registered.interval_method) == (
        own.value,
        own.interval_low,
        "poisson_exact",
    )


def test_a_region_of_several_is_a_group():
    frame = verdicts({OFFICE: {NOW: {GASPESIE[0]: (1, 1), GASPESIE[1]: (0, 1)}}})
    verdict = only(frame, "office_share", "11")
    assert (verdict.value, verdict.evaluated, verdict.applicable, verdict.interval_method) == (
        50,
        2,
        2,
        "wilson",
    )
    assert verdict.place_fr == "Gaspésie–Îles-de-la-Madeleine"
