"""The same numbers by two ways: the release on one side, the workbooks' cells and hand formulas on the other."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.store.releases.release import Release, serve
from tests.independent import arithmetic
from tests.independent.arithmetic import FRAME, Pair, declarations, pair
from tests.independent.workbooks import accepted_workbooks, read_answers

WAVES = tuple(arithmetic.VERSION)
#: One establishment of each peer group, each with an office, a team of more than two and its name published.
THREE = ("cisss-lanaudiere", "ciusss-csmtl", "chum")


@pytest.fixture(scope="module")
def release(demo_var: Path) -> Release:
    return serve(demo_var).release


@pytest.fixture(scope="module")
def answers(demo_var: Path) -> dict[tuple[str, str], dict]:
    books = accepted_workbooks(demo_var)
    return {key: read_answers(path, arithmetic.VERSION[key[0]]) for key, path in books.items()}


def row(release: Release, item: dict[str, Any], place: str, wave: str) -> dict[str, Any]:
    found = release.verdicts.filter(
        (pl.col("subject_kind") == "indicator")
        & (pl.col("subject_id") == item["id"])
        & (pl.col("segment") == item["segment"])
        & (pl.col("place_id") == place)
        & (pl.col("period") == wave)
    )
    assert found.height == 1, (item["id"], place, wave, found.height)
    return found.row(0, named=True)


def pairs(item: dict[str, Any], answers: dict, wave: str) -> list[Pair]:
    return [pair(item, answers.get((wave, place["establishment_id"])), place, wave) for place in FRAME]


def visible(release: Release, item: dict[str, Any], wave: str) -> set[str]:
    shown = release.verdicts.filter(
        (pl.col("subject_kind") == "indicator")
        & (pl.col("subject_id") == item["id"])
        & (pl.col("segment") == item["segment"])
        & (pl.col("place_kind") == "establishment")
        & (pl.col("period") == wave)
        & (pl.col("state").is_in(["value", "true_zero"]))
    )
    return set(shown["place_id"])


def close(found: float | None, expected: float | None, tolerance: float = 1e-9) -> bool:
    if found is None or expected is None:
        return found is None and expected is None
    return found == pytest.approx(expected, rel=1e-9, abs=tolerance)


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize(
    "item", declarations(), ids=lambda item: f"{item['id']}{item['segment'] and ':' + item['segment']}"
)
def test_the_province_is_what_the_cells_say(release: Release, answers: dict, item: dict[str, Any], wave: str) -> None:
    found = row(release, item, "quebec", wave)
    all_pairs = pairs(item, answers, wave)
    counted = [one for one in all_pairs if one.counted]
    applicable = sum(one.applicable for one in all_pairs)
    if interval_asked(item, wave) is None:
        assert (found["state"], found["value"]) == ("not_asked", None)
        return
    assert (found["evaluated"], found["applicable"]) == (len(counted), applicable)
    assert found["state"] != "suppressed", "the demonstration keeps the province's values visible"
    numerator, denominator = (sum(getattr(one, name) for one in counted) for name in ("numerator", "denominator"))
    scale = float(item["multiplier"])
    method = interval_asked(item, wave)
    if item["aggregation"] == "median":
        shown = visible(release, item, wave)
        values = [one.numerator * scale for one in counted if one.establishment in shown]
        assert found["used"] == len(values)
        assert close(found["value"], float(pl.Series(values).median()))  # type: ignore[arg-type]
        expected = arithmetic.median_interval(values)
        assert (found["interval_low"], found["interval_high"]) == pytest.approx(expected)
        return
    assert close(found["numerator"], numerator)
    assert close(found["denominator"], denominator)
    assert close(found["value"], numerator / denominator * scale)
    if method == "wilson":
        expected = arithmetic.wilson(numerator, denominator, scale)
    elif method == "byar":
        expected = tuple(bound / denominator * scale for bound in arithmetic.byar(numerator))
    elif method == "bootstrap":
        shown = visible(release, item, wave)
        units = [(one.numerator, one.denominator) for one in counted if one.establishment in shown]
        rest = [one for one in counted if one.establishment not in shown]
        if rest:
            units.append((sum(one.numerator or 0 for one in rest), sum(one.denominator or 0 for one in rest)))
        limits = arithmetic.bootstrap(units, scale)
        if limits is None:
            assert (found["interval_low"], found["interval_high"], found["interval_method"]) == (
                None,
                None,
                "none",
            )
            return
        low, high = limits
        assert found["interval_low"] == pytest.approx(low, abs=0.1 * (high - low))
        assert found["interval_high"] == pytest.approx(high, abs=0.1 * (high - low))
        return
    else:
        expected = (None, None)
    assert (found["interval_low"], found["interval_high"]) == pytest.approx(expected)


def interval_asked(item: dict[str, Any], wave: str) -> str | None:
    """The declared interval of a group in a wave, or None where the indicator is not asked."""
    if arithmetic.VERSION[wave] == "v2":
        return item["interval"]
    return item["v1"]["interval"] if "v1" in item else None


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("place", THREE)
def test_three_establishments_are_what_their_cells_say(release: Release, answers: dict, place: str, wave: str) -> None:
    facts = next(item for item in FRAME if item["establishment_id"] == place)
    compared = 0
    for item in declarations():
        found = row(release, item, place, wave)
        own = pair(item, answers.get((wave, place)), facts, wave)
        if found["state"] == "suppressed":
            assert all(found[name] is None for name in ("value", "numerator", "denominator", "interval_low"))
            continue
        assert (found["state"] in ("value", "true_zero")) == own.counted, item["id"]
        if not own.counted:
            continue
        compared += 1
        assert close(found["numerator"], own.numerator), item["id"]
        assert close(found["denominator"], own.denominator), item["id"]
        scale = 1.0 if item["aggregation"] == "share" else float(item["multiplier"])
        value = own.numerator / own.denominator * scale if own.denominator else None
        assert close(found["value"], value), item["id"]
        assert close(found["interval_low"], bounds(item, own, wave)[0]), item["id"]
        assert close(found["interval_high"], bounds(item, own, wave)[1]), item["id"]
    asked = sum(interval_asked(item, wave) is not None for item in declarations())
    assert compared >= 0.7 * asked, f"{compared} of {asked} compared: choose an establishment that shows more"


def bounds(item: dict[str, Any], own: Pair, wave: str) -> tuple[float | None, float | None]:
    method, x, n = item["interval_establishment"], own.numerator, own.denominator
    assert x is not None
    if not n or method == "none" or interval_asked(item, wave) == "none":
        return None, None
    scale = float(item["multiplier"])
    if method == "wilson":
        return arithmetic.wilson(x, n, scale)
    low, high = arithmetic.poisson(x) if method == "poisson_exact" else arithmetic.byar(x)
    return low / n * scale, high / n * scale
