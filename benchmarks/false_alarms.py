"""How often a stable series is flagged: `python -m benchmarks.false_alarms` prints the tables of docs/methods.md."""

import numpy as np
from numpy.typing import NDArray

from indicators.statistics.control_chart import LIMIT, NEAR, RULES, Lines, control_chart, marks, variation
from indicators.statistics.intervals import byar, wilson
from indicators.statistics.run_chart import run_chart
from indicators.statistics.trend import trend_of_rates, trend_of_shares

SERIES, POINTS, SEED = 10_000, 24, 20240331
#: Mean moving range of independent normal values, in standard deviations: 2/√π.
MEAN_RANGE = 2 / np.sqrt(np.pi)

#: What the limits rest on → baseline, screened.
CASES: dict[str, tuple[int | None, bool]] = {
    "limits from the 24 points": (None, False),
    "the same, screened": (None, True),
    "baseline frozen at 12": (12, False),
    "baseline frozen at 20": (20, False),
}


def stable(series: int = SERIES, points: int = POINTS, seed: int = SEED) -> NDArray[np.float64]:
    """Independent normal values, mean 0 and variance 1."""
    return np.random.default_rng(seed).normal(size=(series, points))


def long_lines(shape: tuple[int, ...]) -> Lines:
    """The lines that an endless baseline gives: ± 2.66·2/√π = ± 3.0015 standard deviations."""
    return Lines(*(np.full(shape, MEAN_RANGE * by) for by in (0.0, -LIMIT, LIMIT, -NEAR, NEAR)))


def by_rule(values: NDArray[np.float64], lines: Lines) -> dict[str, float]:
    """Share of series that each rule, then any rule, marks somewhere; and share of points outside the limits."""
    found = marks(values, lines)
    each = (found.outside, found.trend != 0, found.two_of_three, found.shift)
    rates = {name: float(flags.any(axis=1).mean()) for name, flags in zip(RULES[1:], each, strict=True)}
    any_rule = np.any(np.stack(each), axis=0)
    return rates | {
        "any": float(any_rule.any(axis=1).mean()),
        "outside_points": float(found.outside.mean()),
        "last": float(any_rule[:, -1].mean()),
    }


def control_chart_rates() -> dict[str, dict[str, float]]:
    """Rates of `by_rule` for an endless baseline and for each way of estimating the limits."""
    values = stable()
    rates = {"endless baseline": by_rule(values, long_lines(values.shape))}
    for name, (baseline, screened) in CASES.items():
        chart = control_chart(values, baseline=baseline, screened=screened)
        rates[name] = by_rule(values, chart.lines)
        lit = variation(chart, "higher_better") != "common_cause"
        assert np.isclose(rates[name]["last"], lit.mean())
    return rates


def other_rates() -> dict[str, float]:
    """Share of stable series that the run chart and the recent trend flag."""
    rng = np.random.default_rng(SEED)
    n = np.full((SERIES, 5), 400)
    events = rng.binomial(n, 0.3)
    low, high = wilson(events, n)
    counts = rng.poisson(40, size=(SERIES, 5))
    few, many = byar(counts)
    trends = {
        "recent trend, share 30 % of 400": trend_of_shares(events, n),
        "the same, weighted slope": trend_of_rates(events / n, low, high),
        "recent trend, rate on 40 events": trend_of_rates(counts, few, many),
    }
    rates = {"run chart, 24 points": float(run_chart(stable()).signal.mean())}
    return rates | {name: float((found.state != "none").mean()) for name, found in trends.items()}


def report() -> str:
    """Both tables as Markdown, in percent."""
    head = (
        "lines",
        "outside",
        "trend",
        "two of three",
        "shift",
        "any rule",
        "points outside",
        "last point lit",
    )
    rows = [(name, *(f"{100 * rate:.2f}" for rate in rates.values())) for name, rates in control_chart_rates().items()]
    tables = [
        [head, ("---",) * len(head), *rows],
        [
            ("method", "stable series flagged"),
            ("---",) * 2,
            *((name, f"{100 * rate:.2f}") for name, rate in other_rates().items()),
        ],
    ]
    return "\n\n".join("\n".join("| " + " | ".join(row) + " |" for row in table) for table in tables)


if __name__ == "__main__":
    print(report())
