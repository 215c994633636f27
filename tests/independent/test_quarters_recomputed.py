"""The quarterly numbers by two ways: the release on one side, the lines of the tables and hand formulas on the
other."""

from pathlib import Path
from statistics import median
from typing import Any

import polars as pl
import pytest

from data.store.releases.release import Release, serve
from tests.independent import arithmetic, followup
from tests.independent.arithmetic import FRAME, Pair, declarations
from tests.independent.followup import INDICATORS, QUARTERS
from tests.independent.workbooks import accepted_workbooks, read_answers

#: One establishment of each peer group, named in every year, with a team of more than two.
THREE = ("cisss-lanaudiere", "ciusss-csmtl", "chum")
ITEMS = {item["id"]: item for item in declarations() if item["id"] in INDICATORS}
RECRUITED = "partners_recruited_count"
Held = dict[tuple[str, str], dict]


@pytest.fixture(scope="module")
def release(demo_var: Path) -> Release:
    return serve(demo_var).release


@pytest.fixture(scope="module")
def quarters(demo_var: Path) -> Held:
    return followup.accepted_quarters(demo_var)


@pytest.fixture(scope="module")
def years(demo_var: Path) -> Held:
    books = accepted_workbooks(demo_var)
    return {key: read_answers(path, arithmetic.VERSION[key[0]]) for key, path in books.items()}


def pairs(subject: str, quarter: str, quarters: Held, years: Held) -> list[Pair]:
    terms = (RECRUITED, "respondents")
    if subject in INDICATORS:
        terms = (INDICATORS[subject]["numerator"], INDICATORS[subject]["denominator"])
    return [followup.pair(*terms, quarter, place, quarters, years) for place in FRAME]


def row(release: Release, subject: str, place: str, quarter: str) -> dict[str, Any]:
    found = release.verdicts.filter(subject_id=subject, place_id=place, period=quarter)
    assert found.height == 1, (subject, place, quarter)
    return found.row(0, named=True)


def shown(release: Release, subject: str, quarter: str) -> set[str]:
    found = release.verdicts.filter(
        pl.col("state").is_in(["value", "true_zero"]),
        subject_id=subject,
        period=quarter,
        place_kind="establishment",
    )
    return set(found["place_id"])


def close(found: float | None, expected: float | None) -> bool:
    if found is None or expected is None:
        return found is None and expected is None
    return found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_release_holds_every_quarter_once(release: Release) -> None:
    held = release.verdicts.filter(period_kind="quarter", place_id="quebec")
    assert held.height == 9 * 20
    assert set(held["period"]) == set(QUARTERS)


@pytest.mark.parametrize("subject", [*INDICATORS, RECRUITED])
def test_the_province_is_what_the_lines_say(release: Release, quarters: Held, years: Held, subject: str) -> None:
    seen = 0
    for quarter in QUARTERS:
        found = row(release, subject, "quebec", quarter)
        everyone = pairs(subject, quarter, quarters, years)
        counted = [one for one in everyone if one.counted]
        if not counted:
            assert (found["state"], found["value"]) == ("not_asked", None)
            continue
        if found["state"] == "suppressed":
            assert all(found[name] is None for name in ("value", "numerator", "denominator", "interval_low"))
            continue
        seen += 1
        assert found["evaluated"] == len(counted), quarter
        assert found["applicable"] == sum(one.applicable for one in everyone), quarter
        visible = shown(release, subject, quarter)
        if subject == RECRUITED or ITEMS[subject]["aggregation"] == "median":
            values = [one.numerator for one in counted if one.establishment in visible]
            assert found["used"] == len(values)
            assert close(found["value"], median(values)), quarter
            expected = arithmetic.median_interval(values)
            assert (found["interval_low"], found["interval_high"]) == pytest.approx(expected)
        else:
            sums_agree(found, ITEMS[subject], counted, visible)
    asked = sum(any(one.counted for one in pairs(subject, name, quarters, years)) for name in QUARTERS)
    # Departures of a quarter are so few that the province itself is often hidden.
    assert seen >= (3 if subject == "team_turnover" else asked - 3), (seen, asked)


def sums_agree(found: dict[str, Any], item: dict[str, Any], counted: list[Pair], visible: set[str]) -> None:
    numerator, denominator = (sum(getattr(one, name) for one in counted) for name in ("numerator", "denominator"))
    scale = float(item["multiplier"])
    assert close(found["numerator"], numerator)
    assert close(found["denominator"], denominator)
    assert close(found["value"], numerator / denominator * scale)
    low, high = found["interval_low"], found["interval_high"]
    if item["interval"] == "wilson":
        assert (low, high) == pytest.approx(arithmetic.wilson(numerator, denominator, scale))
    elif item["interval"] == "byar":
        assert (low, high) == pytest.approx(tuple(bound / denominator * scale for bound in arithmetic.byar(numerator)))
    elif item["interval"] == "bootstrap":
        units = [(one.numerator, one.denominator) for one in counted if one.establishment in visible]
        rest = [one for one in counted if one.establishment not in visible]
        if rest:
            units.append((sum(one.numerator or 0 for one in rest), sum(one.denominator or 0 for one in rest)))
        expected = arithmetic.bootstrap(units, scale)
        if expected is None:
            assert (low, high) == (None, None)
        else:
            assert (low, high) == pytest.approx(expected, abs=0.1 * (expected[1] - expected[0]))
    else:
        assert (low, high) == (None, None)


@pytest.mark.parametrize("place", THREE)
def test_three_establishments_are_what_their_lines_say(
    release: Release, quarters: Held, years: Held, place: str
) -> None:
    facts = next(item for item in FRAME if item["establishment_id"] == place)
    compared = 0
    for subject in [*INDICATORS, RECRUITED]:
        terms = (RECRUITED, "respondents")
        if subject in INDICATORS:
            terms = (INDICATORS[subject]["numerator"], INDICATORS[subject]["denominator"])
        for quarter in QUARTERS:
            found = row(release, subject, place, quarter)
            own = followup.pair(*terms, quarter, facts, quarters, years)
            if found["state"] == "suppressed":
                assert all(found[name] is None for name in ("value", "numerator", "denominator", "interval_low"))
                continue
            assert (found["state"] in ("value", "true_zero")) == own.counted, (subject, quarter)
            if not own.counted:
                continue
            compared += 1
            scale = float(ITEMS[subject]["multiplier"]) if subject in ITEMS else 1.0
            assert close(found["numerator"], own.numerator), (subject, quarter)
            assert close(found["denominator"], own.denominator), (subject, quarter)
            value = own.numerator / own.denominator * scale if own.denominator else None
            assert close(found["value"], value), (subject, quarter)
            assert (found["interval_low"], found["interval_high"]) == pytest.approx(bounds(subject, own))
    assert compared >= 80, compared


def bounds(subject: str, own: Pair) -> tuple[float | None, float | None]:
    """The interval declared for one establishment."""
    method = ITEMS[subject]["interval_establishment"] if subject in ITEMS else "poisson_exact"
    x, n = own.numerator, own.denominator
    if not n or method == "none":
        return None, None
    scale = float(ITEMS[subject]["multiplier"]) if subject in ITEMS else 1.0
    if method == "wilson":
        return arithmetic.wilson(x, n, scale)
    low, high = arithmetic.poisson(x) if method == "poisson_exact" else arithmetic.byar(x)
    return low / n * scale, high / n * scale


def test_a_quarter_is_compared_with_quarters_only(release: Release) -> None:
    quarterly = release.verdicts.filter(period_kind="quarter")
    assert set(quarterly["subject_kind"]) == {"indicator", "count_of_period"}
    assert quarterly.filter(pl.col("change_from").str.len_chars() == len("2025-2026")).is_empty()
