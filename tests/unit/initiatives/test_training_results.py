"""Results of the invented cohort, recomputed from its questionnaires with scipy alone."""

import math
from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy import special, stats

from demo.training_cohort import enrolment, questionnaires
from etl.forms.initiatives.sheets import ITEMS
from indicators.initiatives.results import training_results

UNTIL = date(2026, 12, 31)
COHORT = questionnaires(UNTIL)
PLACES = ("module_id", "territory_id", "setting_id")


@pytest.fixture(scope="module")
def published() -> pl.DataFrame:
    rows = [
        {**row, "month": int(row["month"]), "sender": "", "file_label": "x.xlsx"} | {"comment": None} for row in COHORT
    ]
    answers = pl.DataFrame(rows, schema_overrides=dict.fromkeys(ITEMS, pl.Float64))
    return training_results(answers, pl.DataFrame(enrolment(UNTIL)), ITEMS, kind="fictif")[0]


def inside(row: dict, place: dict) -> bool:
    return all(place[name] in ("", row[name]) for name in PLACES)


def scores(place: dict, month: int, measure: str) -> dict[str, float]:
    """Each complete questionnaire's value by participant, from the raw rows."""
    found = {}
    for row in COHORT:
        if inside(row, place) and int(row["month"]) == month and None not in [row[name] for name in ITEMS]:
            values = [row[name] for name in ITEMS]
            found[row["participant_code"]] = np.mean(values) if measure == "score" else row[measure]
    return found


def answered(place: dict, month: int) -> int:
    return sum(inside(row, place) and int(row["month"]) == month for row in COHORT)


def test_every_published_change_is_what_scipy_finds(published):
    shown = published.filter((pl.col("state") == "value") & (pl.col("month") > 0))
    assert shown.height >= 60
    for row in shown.iter_rows(named=True):
        before, after = scores(row, 0, row["measure"]), scores(row, row["month"], row["measure"])
        both = sorted(set(before) & set(after))
        first, second = np.array([before[code] for code in both]), np.array([after[code] for code in both])
        test = stats.ttest_rel(second, first)
        interval = test.confidence_interval(0.95)
        difference = second - first
        dz = difference.mean() / difference.std(ddof=1)
        degrees = len(both) - 1
        hedges = special.gamma(degrees / 2) / (math.sqrt(degrees / 2) * special.gamma((degrees - 1) / 2))
        assert row["pairs"] == len(both)
        assert row["change"] == pytest.approx(difference.mean())
        assert (row["change_low"], row["change_high"]) == pytest.approx((interval.low, interval.high))
        assert row["effect"] == pytest.approx(hedges * dz)
        expected = "none" if interval.low <= 0 <= interval.high else "up" if interval.low > 0 else "down"
        assert row["change_state"] == expected


def test_response_and_attrition_are_counted_from_the_rows(published):
    shown = published.filter((pl.col("state") == "value") & (pl.col("measure") == "score"))
    for row in shown.iter_rows(named=True):
        started, now = answered(row, 0), answered(row, row["month"])
        assert (row["started"], row["answered"]) == (started, now)
        if row["month"]:
            assert row["response_share"] == pytest.approx(now / started)
            assert row["attrition_share"] == pytest.approx(1 - now / started)
            assert row["file_rows"] == started + now
        else:
            enrolled = sum(item["enrolled"] for item in enrolment(UNTIL) if inside(item, row))
            assert row["enrolled"] == enrolled
            assert row["response_share"] == pytest.approx(started / enrolled)


def test_a_level_at_the_start_has_its_interval(published):
    row = published.row(
        by_predicate=(pl.col("module_id") == "gmf-oc-m1")
        & (pl.col("territory_id") == "")
        & (pl.col("setting_id") == "")
        & (pl.col("month") == 0)
        & (pl.col("measure") == "item_2"),
        named=True,
    )
    values = list(scores(row, 0, "item_2").values())
    expected = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    assert row["level"] == pytest.approx(np.mean(values))
    assert (row["level_low"], row["level_high"]) == pytest.approx(expected)


def test_no_result_rests_on_fewer_than_five_pairs_and_a_hidden_place_holds_nothing(published):
    shown = published.filter((pl.col("state") == "value") & (pl.col("month") > 0))
    assert shown["pairs"].min() >= 5
    hidden = published.filter(pl.col("state") == "suppressed")
    assert hidden.height > 0
    told = {"kind", "initiative_id", *PLACES, "month", "measure", "state"}
    assert all(hidden[name].null_count() == hidden.height for name in hidden.columns if name not in told)


def test_no_level_is_told_at_a_follow_up(published):
    # With it and the change, the start of the few who left between two time points could be worked out.
    assert published.filter(pl.col("month") > 0)["level"].null_count() == published.filter(pl.col("month") > 0).height


def test_a_blank_statement_leaves_the_pair_out_but_not_the_answer(published):
    row = published.row(
        by_predicate=(pl.col("module_id") == "gmf-oc-m2")
        & (pl.col("territory_id") == "chicoutimi")
        & (pl.col("setting_id") == "oc")
        & (pl.col("month") == 1)
        & (pl.col("measure") == "score"),
        named=True,
    )
    assert (row["answered"], row["pairs"]) == (15, 14)


def test_no_row_count_goes_beyond_its_own_result(published):
    """A file's total, less the modules shown, would tell how many answered in a hidden one."""
    for row in published.iter_rows(named=True):
        if row["state"] == "suppressed":
            assert row["file_rows"] is None
            assert row["file_labels"] is None
        else:
            assert row["file_rows"] == (row["started"] + (row["answered"] if row["month"] else 0))


def test_a_number_is_published_without_the_noise_of_its_sums(published):
    for value in published["change"].drop_nulls():
        assert value == float(f"{value:.12g}")
