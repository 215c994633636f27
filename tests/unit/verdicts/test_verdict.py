"""What a release may say about a number, each promise on a table small enough to check by hand."""

import json
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from indicators.verdicts.build import build_verdicts, verdict_context
from indicators.verdicts.model import KEY, SCHEMA, Verdict
from tests.builders.verdict_tables import (
    BEFORE,
    CATALOGUE,
    CISSS,
    FACTS,
    FIRST,
    FRAME,
    FTE,
    FTE_RATE,
    HOSPITALS,
    NOW,
    OFFICE,
    RATE,
    REGISTERED,
    SEATS,
    WAVES,
    Cell,
    Hidden,
    indicator,
    only,
    verdicts,
    world,
    yes,
)


def test_a_share_is_counts_wilson_and_coverage():
    verdict = only(verdicts({OFFICE: {NOW: yes(18, 27)}}), "office_share", "quebec")
    assert (verdict.numerator, verdict.denominator, verdict.evaluated, verdict.applicable) == (18, 27, 27, 30)
    assert verdict.value == pytest.approx(66.6666667)
    exact = stats.binomtest(18, 27).proportion_ci(method="wilson")
    assert (verdict.interval_low, verdict.interval_high) == (
        pytest.approx(100 * exact.low),
        pytest.approx(100 * exact.high),
    )
    assert verdict.missing_counts == {"not_answered": 3}
    assert not verdict.coverage_low


def test_one_establishment_answers_yes_or_no_without_interval_peers_or_comparison():
    frame = verdicts({OFFICE: {BEFORE: yes(1, 3), NOW: yes(2, 3)}})
    said_yes, said_no = only(frame, "office_share", FRAME[1]), only(frame, "office_share", FRAME[2])
    assert (said_yes.value, said_yes.answer_id, said_no.value, said_no.answer_id) == (1, "true", 0, "false")
    assert (said_yes.interval_low, said_yes.interval_method, said_yes.comparison, said_yes.peer_median) == (
        None,
        "none",
        "",
        None,
    )
    assert (said_yes.change_state, said_no.change_state, said_yes.change_judgement) == (
        "no_to_yes",
        "unchanged",
        "favourable",
    )
    assert (said_yes.rung, said_yes.needed) == ("change", 0)


def test_under_60_percent_of_those_concerned_coverage_is_low():
    low = only(verdicts({OFFICE: {NOW: yes(9, 17)}}), "office_share", "quebec")
    enough = only(verdicts({OFFICE: {NOW: yes(9, 18)}}), "office_share", "quebec")
    assert (low.coverage_low, enough.coverage_low) == (True, False)


def test_not_applicable_leaves_the_base_and_nothing_evaluated_names_its_state():
    silent = dict.fromkeys(FRAME, "not_applicable")
    states = {
        "not_applicable": silent,
        "not_answered": silent | {FRAME[0]: "does_not_know"},
        "not_asked": dict.fromkeys(FRAME, "not_asked"),
    }
    for state, cells in states.items():
        verdict = only(verdicts({OFFICE: {NOW: cells}}), "office_share", "quebec")
        assert (verdict.state, verdict.value, verdict.points, verdict.rung) == (state, None, 0, "")


def test_a_denominator_of_zero_is_a_value_that_cannot_be_shown():
    frame = verdicts({SEATS: {NOW: {CISSS[0]: (0, 0), CISSS[1]: (3, 4)}}})
    alone, together = (
        only(frame, "partner_seats_filled", CISSS[0]),
        only(frame, "partner_seats_filled", "quebec"),
    )
    assert (alone.state, alone.value) == ("value", None)
    assert "denominator_zero" in alone.note_codes
    assert (together.value, together.evaluated) == (75, 2)


def test_more_events_than_trials_have_no_interval():
    verdict = only(verdicts({SEATS: {NOW: {FRAME[0]: (5, 4)}}}), "partner_seats_filled", "quebec")
    assert (verdict.value, verdict.interval_low, verdict.interval_method) == (125, None, "none")


def test_a_rate_has_poisson_limits_per_multiplier_at_every_level():
    frame = verdicts({RATE: {NOW: {CISSS[0]: (4, 2000), CISSS[1]: (36, 8000)}}})
    small, large = (only(frame, RATE[1], place) for place in (CISSS[0], "quebec"))
    assert small.value == 2
    assert small.interval_low == pytest.approx(stats.chi2.ppf(0.025, 8) / 2 / 2)
    assert small.interval_high == pytest.approx(stats.chi2.ppf(0.975, 10) / 2 / 2)
    assert (large.value, large.interval_method) == (4, "byar")
    assert large.interval_low == pytest.approx(40 * (1 - 1 / 360 - 1.959964 / (3 * 40**0.5)) ** 3 / 10, abs=1e-6)


def test_a_median_rests_on_visible_establishments_only():
    cells: dict[str, Any] = {name: (i + 1, 1) for i, name in enumerate(CISSS[:8])}
    cells[CISSS[7]] = Hidden((1000, 1))
    frame = verdicts({REGISTERED: {NOW: cells}})
    verdict = only(frame, "registered_partners", "territorial-cisss")
    assert (verdict.value, verdict.used, verdict.evaluated) == (4, 7, 8)
    assert (verdict.interval_low, verdict.interval_high, verdict.interval_method) == (1, 7, "exact")
    assert (verdict.numerator, verdict.denominator) == (None, None)
    assert "hidden_in_median" in verdict.note_codes
    nobody = verdicts({REGISTERED: {NOW: {CISSS[0]: Hidden((9, 1))}}})
    assert only(nobody, "registered_partners", "quebec").state == "suppressed"


def test_a_median_of_counts_between_two_numbers_keeps_one_decimal():
    frame = verdicts({REGISTERED: {NOW: {CISSS[0]: (27, 1), CISSS[1]: (28, 1)}}})
    verdict = only(frame, "registered_partners", "quebec")
    assert (verdict.value, verdict.decimals) == (27.5, 1)
    assert only(frame, "registered_partners", CISSS[0]).decimals == 0


def test_a_suppressed_verdict_holds_no_number_at_all():
    cells = {name: (i + 1, 1) for i, name in enumerate(CISSS)}
    frame = verdicts(
        {FTE: {BEFORE: cells, NOW: cells | {CISSS[0]: Hidden((1.4, 1), band="1-2")}}},
        closed=["territorial-cisss"],
    )
    hidden, group = only(frame, "dedicated_fte", CISSS[0]), only(frame, "dedicated_fte", "territorial-cisss")
    assert (hidden.band, hidden.note_codes, group.note_codes) == ("1-2", ("team_size",), ())
    for verdict in (hidden, group):
        assert verdict.state == "suppressed"
        numbers = {name for name, kind in SCHEMA.items() if kind.is_numeric()} - {
            "decimals",
            "points",
            "needed",
        }
        assert all(getattr(verdict, name) is None for name in numbers)
        assert (verdict.points, verdict.missing, verdict.comparison) == (0, "{}", "")


def test_lack_of_consent_is_said_of_the_unnamed_and_of_nobody_else():
    cells = {
        OFFICE: {NOW: {name: Hidden((1, 1)) for name in FRAME[:2]}},
        FTE: {NOW: {FRAME[0]: Hidden((1, 1))}},
    }
    unnamed = pl.DataFrame({"establishment_id": [FRAME[0]], "wave_id": [NOW], "note": ["not_named"]})
    frame = verdicts(cells, flags=unnamed)
    assert only(frame, "office_share", FRAME[0]).note_codes == ("not_named",)
    # Nor is a small team told of one that is hidden whole.
    assert only(frame, "dedicated_fte", FRAME[0]).note_codes == ("not_named",)
    assert only(frame, "office_share", FRAME[1]).note_codes == ()


def test_peers_are_the_visible_members_that_reported():
    cells: dict[str, Any] = {name: (i, 10) for i, name in enumerate(CISSS[:6])}
    cells |= {CISSS[6]: Hidden((10, 10)), HOSPITALS[0]: (9, 10)}
    frame = verdicts({SEATS: {NOW: cells}})
    verdict = only(frame, "partner_seats_filled", CISSS[0])
    # values 0, 10, … 50: type 7 gives 12.5, 25 and 37.5
    assert (verdict.peer_n, verdict.peer_q1, verdict.peer_median, verdict.peer_q3) == (6, 12.5, 25, 37.5)
    assert verdict.comparison == "similar"
    lonely = only(frame, "partner_seats_filled", HOSPITALS[0])
    assert (lonely.peer_n, lonely.peer_median, lonely.comparison) == (1, None, "not_compared")
    assert lonely.note_codes == ("few_peers",)


def test_the_comparison_follows_the_direction():
    def cells(multiple: float) -> dict[str, Cell]:
        return {name: (500 if i == 0 else 100, 1000 * multiple) for i, name in enumerate(CISSS[:7])}

    frame = verdicts({SEATS: {NOW: cells(1)}, RATE: {NOW: cells(9)}})
    assert only(frame, "partner_seats_filled", CISSS[0]).comparison == "better"
    assert only(frame, RATE[1], CISSS[0]).comparison == "higher"


def test_an_older_population_is_flagged():
    name = "active_partners_per_100k_population"
    frame = verdicts({indicator(name): {wave: {CISSS[0]: (40, 50000)} for wave in (FIRST, BEFORE, NOW)}})
    flagged = ["population_older" in only(frame, name, "quebec", wave).note_codes for wave in (FIRST, BEFORE, NOW)]
    assert flagged == [False, False, True]


def test_flags_join_the_notes_of_the_establishments_that_show_a_number():
    flags = pl.DataFrame({"establishment_id": FRAME[:2], "wave_id": [NOW] * 2, "note": ["partial_year"] * 2})
    frame = verdicts({OFFICE: {NOW: {FRAME[0]: (1, 1), FRAME[1]: Hidden((1, 1))}}}, flags=flags)
    assert only(frame, "office_share", FRAME[0]).note_codes == ("partial_year",)
    assert "partial_year" not in only(frame, "office_share", FRAME[1]).note_codes


def test_each_part_of_a_split_stands_alone():
    parts = CATALOGUE.indicator["mandate_level_split"].segments
    counts = dict(zip(parts, (12, 6, 2), strict=True))
    frame = verdicts({indicator("mandate_level_split", part): {NOW: {CISSS[0]: (k, 20)}} for part, k in counts.items()})
    found = [only(frame, "mandate_level_split", "quebec", segment=part) for part in parts]
    assert [item.value for item in found] == [60, 30, 10]
    assert [item.interval_method for item in found] == ["wilson"] * 3
    assert found[0].label_fr == "Mandats au niveau des soins (micro)"


def test_the_order_of_the_rows_changes_nothing():
    rng = np.random.default_rng(3)
    cells = {
        wave: {name: (float(rng.gamma(2, 3)), float(rng.uniform(1e3, 9e3))) for name in FRAME} for wave in (BEFORE, NOW)
    }
    told = world({FTE_RATE: cells, FTE: cells, OFFICE: {NOW: yes(11, 20)}})
    shuffled = (
        told.pairs.sample(fraction=1, shuffle=True, seed=1),
        told.groups.sample(fraction=1, shuffle=True, seed=2),
    )
    context = verdict_context(CATALOGUE, FACTS, WAVES)
    one = build_verdicts(told.pairs, told.groups, context)
    assert build_verdicts(*shuffled, context).equals(one)
    assert build_verdicts(told.pairs, told.groups, verdict_context(CATALOGUE, FACTS, WAVES[::-1])).equals(one)


def test_the_table_is_the_model_and_its_keys_are_unique():
    frame = verdicts({OFFICE: {NOW: yes(3, 5)}, SEATS: {NOW: {FRAME[0]: (1, 2)}}})
    assert frame.schema == pl.Schema(SCHEMA)
    assert list(SCHEMA) == list(Verdict.model_fields)
    assert not frame.select(pl.struct(KEY).is_duplicated().any()).item()
    # One province, three peer groups, sixteen regions.
    assert frame.height == 2 * (len(FRAME) + 1 + 3 + 16)
    assert all(json.loads(text) is not None for column in ("notes", "missing") for text in frame[column])
