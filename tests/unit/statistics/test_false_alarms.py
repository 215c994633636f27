"""Stable series are flagged at the rate theory gives, and docs/methods.md prints the rates that come out."""

from functools import cache
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from benchmarks.false_alarms import POINTS, SERIES, by_rule, control_chart_rates, long_lines, report, stable

Z = 2.66 * 2 / np.sqrt(np.pi)


def close(rate: float, expected: float, trials: int = SERIES) -> bool:
    """Within four standard errors of a rate counted on `trials` series."""
    return abs(rate - expected) < 4 * np.sqrt(expected * (1 - expected) / trials)


def long_run(points: int, length: int) -> float:
    """Chance of `length` heads or tails in a row in fair tosses: orders without it are counted by their last run."""
    quiet = [0.0] * length
    quiet[1] = 1.0
    for _ in range(points - 1):
        quiet = [0.0, sum(quiet) / 2, *(value / 2 for value in quiet[1:-1])]
    return 1 - sum(quiet)


def long_trend(points: int, steps: int) -> float:
    """Chance of `steps` rises or falls in a row in a random order, counted by the rank of the last point."""

    @cache
    def quiet(placed: int, rank: int, way: int, run: int) -> float:
        if run == steps:
            return 0.0
        if placed == points:
            return 1.0
        after = [
            quiet(placed + 1, new, 1 if new > rank else -1, run + 1 if way == (1 if new > rank else -1) else 1)
            for new in range(placed + 1)
        ]
        return sum(after) / (placed + 1)

    return 1 - quiet(1, 0, 0, 0)


def two_of_three(points: int) -> float:
    """Chance that some three neighbours are on one side, two of them between near limit and limit."""
    inner = stats.norm.cdf(Z * 2 / 3) - 0.5
    near = stats.norm.cdf(Z) - 0.5 - inner
    zones = {"inner": inner, "near": near, "outer": 0.5 - inner - near}
    kinds = {(side, zone): chance for side in (1, -1) for zone, chance in zones.items()}
    states = {pair: kinds[pair[0]] * kinds[pair[1]] for pair in product(kinds, kinds)}
    for _ in range(points - 2):
        after = dict.fromkeys(states, 0.0)
        for (first, second), chance in states.items():
            for third, weight in kinds.items():
                three = (first, second, third)
                hit = len({side for side, _ in three}) == 1 and sum(zone == "near" for _, zone in three) >= 2
                if not hit:
                    after[second, third] += chance * weight
        states = after
    return 1 - sum(states.values())


def test_the_theory_itself_is_right_on_small_cases():
    assert long_run(7, 7) == pytest.approx(2 / 2**7)
    assert long_run(8, 7) == pytest.approx(6 / 2**8)  # eight alike, or seven at either end
    assert long_trend(7, 6) == pytest.approx(2 / 5040)
    near = stats.norm.cdf(Z) - stats.norm.cdf(Z * 2 / 3)
    assert two_of_three(3) == pytest.approx(2 * (near**3 + 3 * near**2 * (0.5 - near)))


def test_with_an_endless_baseline_each_rule_flags_at_the_exact_rate():
    values = stable()
    found = by_rule(values, long_lines(values.shape))
    outside = 2 * stats.norm.sf(Z)
    assert close(found["outside_points"], outside, values.size)
    assert close(found["outside"], 1 - (1 - outside) ** POINTS)
    assert close(found["trend"], long_trend(POINTS, 6))
    assert close(found["two_of_three"], two_of_three(POINTS))
    assert close(found["shift"], long_run(POINTS, 7))


def _plainly(values: list[float], baseline: int) -> dict[str, bool]:
    """The four rules again, point by point, as one would read them on paper."""
    first = values[:baseline]
    mean = sum(first) / baseline
    spread = sum(abs(b - a) for a, b in pairwise(first)) / (baseline - 1)
    far, near = 2.66 * spread, 2 / 3 * 2.66 * spread

    def threes():
        for at in range(len(values) - 2):
            three = [value - mean for value in values[at : at + 3]]
            if all(off > 0 for off in three) or all(off < 0 for off in three):
                yield sum(near < abs(off) <= far for off in three) >= 2

    sevens = [values[at : at + 7] for at in range(len(values) - 6)]
    return {
        "outside": any(abs(value - mean) > far for value in values),
        "trend": any(seven in (sorted(seven), sorted(seven, reverse=True)) for seven in sevens),
        "two_of_three": any(threes()),
        "shift": any(min(seven) > mean or max(seven) < mean for seven in sevens),
    }


@pytest.mark.parametrize(
    ("name", "baseline"),
    [("limits from the 24 points", 24), ("baseline frozen at 12", 12), ("baseline frozen at 20", 20)],
)
def test_with_estimated_limits_the_rates_are_those_of_the_rules_read_one_point_at_a_time(name, baseline):
    found, trials = control_chart_rates()[name], 4000
    others = np.random.default_rng(baseline).normal(size=(trials, POINTS)).tolist()
    plain = [_plainly(values, baseline) for values in others]
    for rule in ("outside", "trend", "two_of_three", "shift"):
        expected = sum(row[rule] for row in plain) / trials
        # both sides are counted, so their errors add
        error = np.sqrt(found[rule] * (1 - found[rule]) * (1 / SERIES + 1 / trials))
        assert abs(found[rule] - expected) < 4 * error


def test_the_methods_page_prints_the_rates_that_come_out():
    page = (Path(__file__).parents[3] / "docs" / "methods.md").read_text("utf-8")
    assert report() in page
    outside = 2 * stats.norm.sf(Z)
    theory = {
        "a point outside, endless baseline": outside,
        "a series with a point outside": 1 - (1 - outside) ** POINTS,
        "a series with a trend": long_trend(POINTS, 6),
        "a series with two of three": two_of_three(POINTS),
        "a series with a shift": long_run(POINTS, 7),
    }
    for line, chance in theory.items():
        assert f"| {line} | {100 * chance:.2f} |" in page
