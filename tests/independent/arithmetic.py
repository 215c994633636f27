"""Numerators, denominators and intervals worked out by hand formulas and scipy, from a plain dictionary of answers."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

from tests.independent.workbooks import QUESTIONS, Answer, table, truth

CATALOGUE = Path(__file__).parents[2] / "indicators" / "catalogue"
FRAME = [row for row in table("establishments.csv") if row["in_survey_frame"] == "true"]
POPULATION = {"2023-2024": "population_2023", "2024-2025": "population_2024", "2025-2026": "population_2024"}
VERSION = {"2023-2024": "v1", "2024-2025": "v2", "2025-2026": "v2"}


def declarations() -> list[dict[str, Any]]:
    """The 44 declarations as their files hold them; a split gives one declaration a segment."""
    items = []
    for path in sorted(CATALOGUE.glob("r*.toml")):
        for item in tomllib.loads(path.read_text("utf-8"))["indicators"]:
            if item["kind"] == "split":
                items += [
                    {**item, "numerator": part.strip(), "segment": part.strip()}
                    for part in item["numerator"].split("+")
                ]
            else:
                items.append({**item, "segment": ""})
    return items


@dataclass
class Pair:
    """One establishment's two terms; `counted` is a complete pair, `applicable` stays in the coverage base."""

    establishment: str
    numerator: float | None
    denominator: float | None
    applicable: bool

    @property
    def counted(self) -> bool:
        return self.numerator is not None and self.denominator is not None


def term(text: str, answers: dict[str, Answer] | None, place: dict[str, str], wave: str) -> tuple[float | None, str]:
    """A term's value, or None with the state that says why."""
    if text == "reference.population":
        population = place[POPULATION[wave]]
        return (float(population), "value") if population else (None, "not_applicable")
    if answers is None:
        return None, "not_answered"
    if re.fullmatch(r"\w+", text):
        state, value = answers[text]
        return (float(value), state) if state in ("value", "true_zero") else (None, state)
    holds, state = truth(text, answers)
    return (None, state) if holds is None else (float(holds), "value")


def pair(item: dict[str, Any], answers: dict[str, Answer] | None, place: dict[str, str], wave: str) -> Pair:
    declared = item if VERSION[wave] == "v2" else item.get("v1")
    if declared is None:
        return Pair(place["establishment_id"], None, None, False)
    numerator, why = term(declared["numerator"], answers, place, wave)
    reasons = {why} if numerator is None else set()
    if declared["denominator"] == "respondents":
        denominator = None if numerator is None else 1.0
    else:
        denominator, why = term(declared["denominator"], answers, place, wave)
        is_condition = not re.fullmatch(r"[\w.]+", declared["denominator"])
        if is_condition and denominator == 0:
            denominator, why = None, "not_applicable"
        reasons |= {why} if denominator is None else set()
    if numerator is None or denominator is None:
        numerator = denominator = None
    return Pair(place["establishment_id"], numerator, denominator, not reasons & {"not_applicable", "not_asked"})


def wilson(x: float, n: float, scale: float) -> tuple[float, float]:
    """The roots of the score equation, found as scipy finds them."""
    found = stats.binomtest(int(x), int(n)).proportion_ci(0.95, method="wilson")
    return found.low * scale, found.high * scale


def poisson(x: float) -> tuple[float, float]:
    low = float(stats.chi2.ppf(0.025, 2 * x)) / 2 if x else 0.0
    return low, float(stats.chi2.ppf(0.975, 2 * x + 2)) / 2


def byar(x: float) -> tuple[float, float]:
    if x < 10:
        return poisson(x)
    z = stats.norm.ppf(0.975)
    return x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3, (x + 1) * (
        1 - 1 / (9 * (x + 1)) + z / (3 * (x + 1) ** 0.5)
    ) ** 3


def median_interval(values: list[float]) -> tuple[float, float] | None:
    """Order statistics j and n+1−j with the largest j whose two tails stay within 2.5 % each."""
    ordered, n = sorted(values), len(values)
    ranks = [j for j in range(1, n // 2 + 1) if stats.binom.cdf(j - 1, n, 0.5) <= 0.025]
    return (ordered[ranks[-1] - 1], ordered[n - ranks[-1]]) if ranks else None


def bootstrap(pairs: list[tuple[float, float]], scale: float) -> tuple[float, float] | None:
    """Percentiles of resampled establishments; none under six, like the limits of a median."""
    if len(pairs) < 6:
        return None
    drawn = np.random.default_rng(20261122).integers(0, len(pairs), size=(20_000, len(pairs)))
    terms = np.array(pairs)[drawn].sum(axis=1)
    ratios = terms[:, 0] / np.where(terms[:, 1] == 0, np.nan, terms[:, 1]) * scale
    return tuple(np.nanpercentile(ratios, [2.5, 97.5]))  # type: ignore[return-value]


def questions_of(item: dict[str, Any]) -> set[str]:
    return {word for word in re.findall(r"\w+", f"{item['numerator']} {item['denominator']}") if word in QUESTIONS}
