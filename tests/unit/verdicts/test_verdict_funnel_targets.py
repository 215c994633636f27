"""What a release says of a funnel and of a target: each promise on numbers checked by hand."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from indicators.verdicts.model import Verdict
from tests.builders.verdict_tables import (
    CATALOGUE,
    CISSS,
    FRAME,
    HOSPITALS,
    NOW,
    OFFICE,
    RATE,
    SEATS,
    WAVES,
    Hidden,
    indicator,
    only,
    verdicts,
    yes,
)

#: A rate per 100 000 inhabitants.
ACTIVE = indicator("active_partners_per_100k_population")


# --- funnels ------------------------------------------------------------------------------------------------------


def funnel_of(far: tuple[float, float]) -> pl.DataFrame:
    """Ten establishments that fill half of 40 seats, and one that does otherwise."""
    cells = dict.fromkeys(FRAME[:10], (20.0, 40.0)) | {FRAME[10]: far}
    return verdicts({SEATS: {NOW: cells}})


def test_the_funnel_is_around_what_all_visible_establishments_do_together():
    frame = funnel_of((38, 40))
    far, near = only(frame, SEATS[1], FRAME[10]), only(frame, SEATS[1], FRAME[0])
    # P = 238/440 = 0.541; at n = 40 the limits at 99.8 % are P ± 3.09·√(P(1−P)/40), up to 0.784.
    assert (far.funnel, near.funnel) == ("high_998", "inside")
    # Ten establishments alike leave no dispersion beyond chance: the adjusted limits are as strict.
    assert (far.outlier_methods, far.funnel_adjusted, near.outlier_methods) == (3, "high_998", 0)
    province = only(frame, SEATS[1], "quebec")
    low, high = (238 / 440 + side * 1.959964 * np.sqrt(238 / 440 * 202 / 440 / 40) for side in (-1, 1))
    chance = stats.binom.cdf(np.ceil(low * 40) - 1, 40, 238 / 440) + stats.binom.sf(np.floor(high * 40), 40, 238 / 440)
    assert province.funnel_expected == pytest.approx(11 * chance)
    assert (province.funnel, province.outlier_methods) == ("", None)
    assert far.phi == near.phi == province.phi


def test_a_hidden_establishment_changes_no_funnel():
    cells: dict[str, Any] = dict.fromkeys(FRAME[:10], (20.0, 40.0))
    without = verdicts({SEATS: {NOW: cells}})
    hidden = verdicts({SEATS: {NOW: cells | {FRAME[10]: Hidden((40, 40))}}})
    for name in FRAME[:10]:
        one, two = (only(frame, SEATS[1], name) for frame in (without, hidden))
        assert (one.funnel, one.phi, one.outlier_methods) == (two.funnel, two.phi, two.outlier_methods)
    assert only(hidden, SEATS[1], FRAME[10]).funnel == ""


def test_what_differs_by_type_is_compared_within_its_group_only():
    name, method = sorted(_by_type().items())[0]
    base = 40.0 if method == "wilson" else 4000.0
    cells = dict.fromkeys(CISSS[:6], (20.0, base)) | dict.fromkeys(HOSPITALS[:6], (2.0, base))
    frame = verdicts({indicator(name): {NOW: cells}})
    assert only(frame, name, CISSS[0]).funnel == only(frame, name, HOSPITALS[0]).funnel == "inside"
    assert only(frame, name, "quebec").funnel_expected is None
    assert only(frame, name, "territorial-cisss").funnel_expected is not None


def _by_type() -> dict[str, str]:
    """Indicators with an interval for one establishment that do not compare across types."""
    return {
        item.id: item.interval_establishment
        for item in CATALOGUE.indicator.values()
        if not item.comparable_across_types and item.interval_establishment in ("wilson", "byar")
    }


def test_four_establishments_have_no_funnel():
    frame = verdicts({RATE: {NOW: dict.fromkeys(FRAME[:4], (20, 4000))}})
    verdict = only(frame, RATE[1], FRAME[0])
    assert (verdict.funnel, verdict.outlier_methods, verdict.phi) == ("", None, None)


# --- targets ------------------------------------------------------------------------------------------------------


def with_target(
    low: float | None, high: float | None, place: tuple[str, str] = ("province", "quebec"), **cells: Any
) -> Verdict:
    targets = pl.DataFrame(
        [("office_share", *place, low, high, WAVES[-1].end)],
        schema={
            "subject_id": pl.String,
            "place_kind": pl.String,
            "place_id": pl.String,
            "low": pl.Float64,
            "high": pl.Float64,
            "decided_on": pl.Date,
        },
        orient="row",
    )
    frame = verdicts({OFFICE: {NOW: cells or yes(24, 30)}}, targets=targets)
    return only(frame, "office_share", place[1])


@pytest.mark.parametrize(
    ("low", "high", "state", "note"),
    [
        (80.0, None, "met", "within_interval"),
        (80.1, None, "not_met", "within_interval"),
        (50.0, None, "met", ""),
        (None, 80.0, "met", "within_interval"),
        (80.0, 90.0, "met", "within_interval"),
        (70.0, 80.0, "not_met", "within_interval"),
        (95.0, None, "not_met", ""),
    ],
)
def test_a_value_on_its_target_meets_it_and_a_range_is_half_open(low, high, state, note):
    verdict = with_target(low, high)
    assert (verdict.value, verdict.target_low, verdict.target_high) == (80, low, high)
    assert (verdict.target_state, verdict.target_note) == (state, note)


def test_a_target_without_a_value_or_with_too_few_answers_cannot_be_assessed():
    silent = with_target(50.0, None, **dict.fromkeys(FRAME, "not_answered"))
    few = with_target(50.0, None, **yes(9, 10))
    hidden = with_target(50.0, None, ("establishment", FRAME[0]), **{FRAME[0]: Hidden((1, 1))})
    found = [(item.target_state, item.target_note) for item in (silent, few, hidden)]
    assert found == [
        ("not_assessable", "no_value"),
        ("not_assessable", "low_coverage"),
        ("not_assessable", "suppressed"),
    ]


def test_no_target_is_ever_invented():
    frame = verdicts({OFFICE: {NOW: yes(24, 30)}})
    assert set(frame["target_state"]) == {"none"}
    assert frame["target_low"].null_count() == frame["target_high"].null_count() == frame.height


def test_a_rate_of_an_establishment_without_population_does_not_apply_and_says_why():
    frame = verdicts({ACTIVE: {NOW: {"chum": "not_applicable", CISSS[0]: "not_applicable"}}})
    assert only(frame, ACTIVE[1], "chum").note_codes == ("no_population",)
    assert only(frame, ACTIVE[1], CISSS[0]).note_codes == ()
