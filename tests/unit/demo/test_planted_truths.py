"""The planted truths are in the workbooks: counted here from the typed answers, with a Newcombe interval of its own."""

import math
import statistics
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.expressions.compile import compile_expression
from data.store.releases.release import serve
from demo import answers as fictitious_answers
from demo import partners as fictitious_partners
from demo.sent_workbooks import sent
from demo.traits import WAVES
from etl.waves import wave as wave_of
from indicators.catalogue import load_catalogue
from tests.builders.invented_tables import FACTS, side_by_side
from tests.builders.last_sent import last_sent

CATALOGUE = load_catalogue()
TRUTHS = Path(fictitious_answers.__file__).parent / "planted_truths.toml"
PLANTED = tomllib.loads(TRUTHS.read_text("utf-8"))["truths"]
#: Those of the quarterly follow-up are counted in test_fictitious_quarters.py.
YEARLY = [truth for truth in PLANTED if truth["period"] in WAVES]


@dataclass(frozen=True)
class Counted:
    """What the accepted workbooks hold for an indicator at a place: sums over complete pairs."""

    numerator: float
    denominator: float
    evaluated: int


def counted(truth: dict[str, Any], wave_id: str) -> Counted | None:
    """The sums of an indicator, counted here from the typed answers; None where the version does not ask it."""
    version = wave_of(wave_id).version
    subject = truth["subject_id"]
    terms = (
        CATALOGUE.indicator[subject].terms(version)
        if truth["subject_kind"] == "indicator"
        else CATALOGUE.headline_terms(subject, version)
    )
    if terms is None:
        return None
    given = {name: item.answers for name, item in last_sent(wave_id).items()}
    rows = side_by_side(wave_id, given)
    if truth["place_kind"] == "establishment":
        rows = rows.filter(pl.col("establishment_id") == truth["place_id"])
    numerator = compile_expression(terms[0], FACTS, version).column.cast(pl.Float64).alias("numerator")
    one = pl.lit(1.0)
    below = one if terms[1] == "respondents" else compile_expression(terms[1], FACTS, version).column
    pairs = rows.select(numerator, below.cast(pl.Float64).alias("denominator")).drop_nulls()
    return Counted(pairs["numerator"].sum(), pairs["denominator"].sum(), pairs.height)


def wilson(x: float, n: float, z: float = 1.959964) -> tuple[float, float]:
    half = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    return (2 * x + z * z - half) / (2 * (n + z * z)), (2 * x + z * z + half) / (2 * (n + z * z))


def change_of(before: Counted, after: Counted) -> str:
    """Newcombe's interval of the difference of two shares: whether it leaves 0 out, and on which side."""
    low, high = wilson(before.numerator, before.denominator)
    low_after, high_after = wilson(after.numerator, after.denominator)
    p, q = after.numerator / after.denominator, before.numerator / before.denominator
    if p - q - math.hypot(p - low_after, high - q) > 0:
        return "up"
    return "down" if p - q + math.hypot(high_after - p, q - low) < 0 else "not_detectable"


@pytest.mark.parametrize("truth", YEARLY, ids=lambda truth: truth["id"])
def test_each_planted_truth_is_in_the_workbooks(truth: dict[str, Any]) -> None:
    expected, period = truth["expect"], truth["period"]
    found = counted(truth, period)
    if expected.get("state") == "not_asked":
        assert found is None
        return
    assert found is not None
    for name in ("numerator", "denominator", "evaluated"):
        if name in expected:
            assert getattr(found, name) == expected[name], name
    if expected.get("change_state") in ("up", "down", "not_detectable"):
        before = counted(truth, WAVES[WAVES.index(period) - 1])
        assert before is not None
        assert change_of(before, found) == expected["change_state"]
    if expected.get("change_state") in ("no_to_yes", "yes_to_no"):
        before = counted(truth, WAVES[WAVES.index(period) - 1])
        assert before is not None
        assert (before.numerator, found.numerator) == ((0, 1) if expected["value"] else (1, 0))
    if expected.get("state") in ("not_answered", "does_not_know", "invalid_pending", "not_applicable"):
        assert found.evaluated == 0


@pytest.mark.parametrize(
    "truth", [truth for truth in YEARLY if truth["kind"] == "outlier"], ids=lambda truth: truth["id"]
)
def test_an_outlier_is_far_from_the_median_of_its_peers(truth: dict[str, Any]) -> None:
    own = counted(truth, truth["period"])
    assert own is not None
    peers = FACTS.members(FACTS.peers_of(truth["place_id"]).peer_group_id)
    others = [counted(truth | {"place_id": name}, truth["period"]) for name in peers if name != truth["place_id"]]
    median = statistics.median(item.numerator / item.denominator for item in others if item and item.denominator)
    low, high = wilson(own.numerator, own.denominator)
    assert low > 2 * median if truth["expect"]["comparison"] == "better" else high < median / 2


def test_the_correction_changes_one_answer_of_one_establishment() -> None:
    one, two = (item.answers for item in sent(WAVES[2]) if item.establishment_id == fictitious_partners.ATTENDANCES)
    assert {name for name in one | two if one.get(name) != two.get(name)} == {"staff_trained_count"}


@pytest.mark.parametrize("truth", PLANTED, ids=lambda truth: truth["id"])
def test_the_dashboard_concludes_each_planted_truth(truth: dict[str, Any], demo_var: Path) -> None:
    verdicts = serve(demo_var).release.verdicts
    named = ("subject_kind", "subject_id", "place_kind", "place_id", "period")
    found = verdicts.filter(*(pl.col(name) == truth[name] for name in named), pl.col("segment") == "")
    assert found.height == 1
    verdict = found.row(0, named=True)
    assert {name: verdict[name] for name in truth["expect"]} == truth["expect"]
