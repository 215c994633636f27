"""What a release may say about a number and the wave before, and the evidence level that a series has reached."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from indicators.verdicts.evidence_levels import (
    EVIDENCE_LEVELS,
    evidence_level,
    levels_within_reach,
    reaches,
    with_evidence_levels,
)
from indicators.wording.change import change_sentence
from tests.builders.verdict_tables import (
    BEFORE,
    CISSS,
    FACTS,
    FIRST,
    FRAME,
    FTE,
    FTE_RATE,
    NOW,
    RATE,
    REGISTERED,
    SEATS,
    Hidden,
    indicator,
    only,
    verdicts,
    yes,
)


def test_a_total_is_a_sum_without_interval_nor_judgement():
    offices = ("total", "offices", "")
    frame = verdicts(
        {offices: {BEFORE: {FRAME[0]: (2, 1), FRAME[1]: (3, 1)}, NOW: {FRAME[0]: (5, 1), FRAME[2]: (4, 1)}}}
    )
    verdict = only(frame, "offices", "quebec")
    assert (verdict.value, verdict.unit_fr, verdict.interval_method) == (9, "bureaux", "none")
    # only the first establishment answered both waves: 5 − 2
    assert (verdict.change_value, verdict.change_n, verdict.change_state) == (3, 1, "not_computed")
    assert "same_establishments" in verdict.note_codes


def test_a_total_says_no_change_that_would_disclose_who_came_or_left():
    offices = ("total", "offices", "")
    cells: dict[str, Any] = {FRAME[0]: (5, 1), FRAME[1]: Hidden((4, 1))}
    came = verdicts({offices: {BEFORE: {FRAME[0]: (2, 1)}, NOW: cells}})
    stayed = verdicts({offices: {BEFORE: {FRAME[0]: (2, 1), FRAME[1]: Hidden((1, 1))}, NOW: cells}})
    assert only(came, "offices", "quebec").change_value is None
    assert only(stayed, "offices", "quebec").change_value == 6


def test_group_shares_change_by_newcombe_on_the_sums():
    frame = verdicts({SEATS: {BEFORE: {FRAME[0]: (20, 40), FRAME[1]: (28, 40)}, NOW: {FRAME[0]: (56, 70)}}})
    verdict = only(frame, "partner_seats_filled", "quebec")
    # the anchor of the methods: 56/70 against 48/80
    assert verdict.change_method == "newcombe"
    assert [round(v or 0, 2) for v in (verdict.change_value, verdict.change_low, verdict.change_high)] == [
        20,
        5.24,
        33.39,
    ]
    assert (verdict.change_state, verdict.change_judgement, verdict.change_from) == (
        "up",
        "favourable",
        BEFORE,
    )
    assert verdict.change_detectable == pytest.approx(22, abs=1)


def test_rates_and_counts_change_by_an_exact_ratio():
    counts = {REGISTERED: {BEFORE: {CISSS[0]: (14, 1)}, NOW: {CISSS[0]: (49, 1)}}}
    rates = {RATE: {BEFORE: {CISSS[0]: (30, 2000)}, NOW: {CISSS[0]: (15, 2000)}}}
    frame = verdicts(counts | rates)
    count, rate = only(frame, "registered_partners", CISSS[0]), only(frame, RATE[1], "quebec")
    assert (count.change_method, count.change_value, count.change_state) == ("rate_ratio", 3.5, "up")
    low, high = stats.binomtest(49, 63).proportion_ci(method="exact")
    assert (count.change_low, count.change_high) == (
        pytest.approx(low / (1 - low)),
        pytest.approx(high / (1 - high)),
    )
    assert (rate.change_value, rate.change_state, rate.change_judgement) == (0.5, "down", "neutral")


def test_medians_change_over_the_same_visible_establishments():
    before = {name: (10 + i, 1) for i, name in enumerate(CISSS[:7])}
    now: dict[str, Any] = {name: (13 + i, 1) for i, name in enumerate(CISSS[:7])}
    now |= {CISSS[8]: (500, 1), CISSS[6]: Hidden((1, 1))}
    verdict = only(verdicts({FTE: {BEFORE: before, NOW: now}}), "dedicated_fte", "territorial-cisss")
    assert (verdict.change_method, verdict.change_value, verdict.change_state) == ("wilcoxon", 3, "up")
    assert (verdict.change_up, verdict.change_down, verdict.change_unchanged, verdict.change_n) == (
        6,
        0,
        0,
        6,
    )


def test_a_median_that_moves_against_the_ranks_is_no_change():
    before = {name: (value, 1) for name, value in zip(CISSS, (1, 2, 3, 50, 60, 70, 80), strict=False)}
    now = {name: (value, 1) for name, value in zip(CISSS, (2, 3, 4, 49, 61, 71, 81), strict=False)}
    verdict = only(verdicts({FTE: {BEFORE: before, NOW: now}}), "dedicated_fte", "territorial-cisss")
    assert (verdict.change_value, verdict.change_state) == (-1, "not_detectable")


def test_bootstrap_ratios_pool_what_is_hidden_into_one_unit():
    rng = np.random.default_rng(1)
    cells = {
        name: (float(x), float(n))
        for name, x, n in zip(CISSS, rng.gamma(3, 2, 14), rng.uniform(2e3, 9e3, 14), strict=True)
    }

    def frame(one: float, two: float) -> pl.DataFrame:
        hidden = {CISSS[0]: Hidden((one, 3000)), CISSS[1]: Hidden((two, 3000))}
        regions = [FACTS.establishment[name].rss_code for name in CISSS[:2]]
        return verdicts({FTE_RATE: {BEFORE: cells | hidden, NOW: cells | hidden}}, closed=regions)

    same = frame(1.1, 3.3)
    verdict = only(same, "dedicated_fte_per_1000_staff", "territorial-cisss")
    assert verdict.interval_method == "bootstrap"
    assert (verdict.interval_low or 0) < (verdict.value or 0) < (verdict.interval_high or 0)
    assert (verdict.change_method, verdict.change_value, verdict.change_state) == (
        "bootstrap",
        0,
        "not_detectable",
    )
    assert same.equals(frame(3.3, 1.1))
    assert not same.equals(frame(3.3, 2.2))


def test_a_ratio_of_few_establishments_moves_without_a_claim():
    few = CISSS[:3]
    before = dict.fromkeys(few, (1.0, 3000.0))
    now = dict.fromkeys(few, (9.0, 3000.0))
    verdict = only(
        verdicts({FTE_RATE: {BEFORE: before, NOW: now}}), "dedicated_fte_per_1000_staff", "territorial-cisss"
    )
    assert (verdict.interval_low, verdict.interval_high, verdict.interval_method) == (None, None, "none")
    assert (verdict.change_low, verdict.change_high) == (None, None)
    assert verdict.change_value == pytest.approx(8 / 3)
    assert (verdict.change_state, verdict.change_judgement) == ("not_computed", "")
    words = change_sentence(verdict, "fr"), change_sentence(verdict, "en")
    assert words[0].endswith("; trop peu d’établissements distincts pour tester l’écart\u00a0: il en faut 6.")
    assert words[1].endswith("; too few distinct establishments to test the difference: 6 are needed.")


def test_without_an_interval_a_difference_is_given_untested():
    frame = verdicts({FTE: {BEFORE: {CISSS[0]: (2.5, 1)}, NOW: {CISSS[0]: (4, 1)}}})
    verdict = only(frame, "dedicated_fte", CISSS[0])
    assert (verdict.change_method, verdict.change_value, verdict.change_state) == (
        "difference",
        1.5,
        "not_computed",
    )
    assert (verdict.comparison, verdict.rung, verdict.needed) == ("not_compared", "value", 0)


def test_a_series_break_and_a_question_not_asked_stop_every_comparison():
    policy, plan = indicator("recognition_policy_adopted"), indicator("local_plan_aligned")
    headline, budget = ("headline", "R08", ""), ("total", "budget", "")
    tables: dict[Any, Any] = {
        key: {FIRST: yes(5, 9), BEFORE: yes(6, 9), NOW: yes(7, 9)} for key in (policy, headline, budget)
    }
    tables[plan] = {FIRST: dict.fromkeys(FRAME, "not_asked"), BEFORE: yes(6, 9), NOW: yes(7, 9)}
    frame = verdicts(tables)
    for name in ("recognition_policy_adopted", "R08", "budget"):
        states = [only(frame, name, "quebec", period).change_state for period in (FIRST, BEFORE)]
        assert states == ["first", "break"]
        assert [only(frame, name, "quebec", period).points for period in (FIRST, BEFORE, NOW)] == [1, 1, 2]
        assert only(frame, name, "quebec", BEFORE).series_break
        assert only(frame, name, "quebec", BEFORE).change_value is None
    states = [only(frame, "local_plan_aligned", "quebec", period).change_state for period in (FIRST, BEFORE, NOW)]
    assert states == ["first", "not_asked", "not_detectable"]


def test_attendances_have_no_interval_and_are_flagged():
    cells = {BEFORE: {CISSS[0]: (80, 900)}, FIRST: {CISSS[0]: (950, 900)}}
    frame = verdicts({indicator("staff_trained"): cells})
    for place in (CISSS[0], "quebec"):
        old, new = (only(frame, "staff_trained", place, period) for period in (FIRST, BEFORE))
        assert (old.interval_method, new.interval_method) == ("none", "wilson")
        assert "attendances" in old.note_codes
        assert (new.note_codes.count("attendances"), new.change_state) == (0, "break")


@pytest.mark.parametrize(
    ("kind", "place", "points", "reached", "needed"),
    [
        ("ratio", "establishment", 0, "", 0),
        ("ratio", "establishment", 1, "value", 2),
        ("ratio", "establishment", 2, "change", 5),
        ("rate", "province", 4, "sparkline", 5),
        ("state", "province", 5, "trend", 10),
        ("state", "establishment", 5, "change", 0),
        ("count", "establishment", 3, "change", 0),
        ("mean", "establishment", 3, "value", 0),
        ("mean", "peer_group", 5, "sparkline", 10),
        ("rate", "establishment", 10, "run_chart", 12),
        ("rate", "establishment", 12, "xmr_provisional", 13),
        ("rate", "establishment", 13, "xmr", 0),
    ],
)
def test_each_evidence_level_needs_its_points(kind, place, points, reached, needed):
    assert evidence_level(kind, place, points) == (reached, needed)


def test_a_break_starts_the_points_again_and_a_gap_does_not():
    rows = pl.DataFrame(
        {
            "period_order": range(8),
            "valid": [True, True, False, True, True, True, True, True],
            "series_break": [False, False, False, False, False, True, False, False],
        }
    ).with_columns(series=0, place_order=0, level=pl.lit("group"), kind=pl.lit("rate"))
    counted = with_evidence_levels(rows)
    assert counted["points"].to_list() == [1, 2, 0, 3, 4, 1, 2, 3]
    assert counted["segment_points"].to_list() == [4, 4, 4, 4, 4, 3, 3, 3]
    assert counted["rung"].to_list()[3:6] == ["sparkline", "sparkline", "value"]


@pytest.mark.parametrize("kind", ["ratio", "rate", "state", "count", "amount", "mean", "total", "headline"])
@pytest.mark.parametrize("level", ["establishment", "group"])
def test_a_column_reaches_what_its_kind_and_points_allow(kind, level):
    rows = pl.DataFrame({"points": range(20)}).with_columns(kind=pl.lit(kind), level=pl.lit(level))
    within_reach = dict(levels_within_reach(kind, level))
    for name, needed in EVIDENCE_LEVELS:
        expected = [name in within_reach and points >= needed for points in range(20)]
        assert rows.select(reaches(name)).to_series().to_list() == expected, name
