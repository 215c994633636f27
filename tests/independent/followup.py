"""Quarterly answers read straight from the received tables with csv alone, and the terms of a quarter worked out from
them."""

import csv
import re
from pathlib import Path

import duckdb

from tests.independent.arithmetic import VERSION, Pair
from tests.independent.workbooks import MARKS, NUMBER, Answer, clean, table

#: The twenty quarters with their last day, written out by hand from the fiscal year.
QUARTERS = {
    f"{year}-{year + 1}-T{number}": end.format(year, year + 1)
    for year in range(2021, 2026)
    for number, end in enumerate(("{0}-06-30", "{0}-09-30", "{0}-12-31", "{1}-03-31"), start=1)
}
YEARLY_END = {wave: f"{wave[-4:]}-03-31" for wave in VERSION}
POPULATION_OF_YEAR = {"2021": "2021", "2022": "2021", "2023": "2023", "2024": "2024", "2025": "2024"}
INDICATORS = {row["indicator_id"]: row for row in table("quarterly_indicators.csv")}
Answers = dict[str, Answer]


def accepted_quarters(var: Path) -> dict[tuple[str, str], Answers]:
    """(quarter, establishment) → question → (state, value), of the tables whose lines count."""
    with duckdb.connect(str(var / "workbench.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "SELECT wave_id, establishment_id, file_sha256 FROM submissions "
            "WHERE state = 'accepted' AND format = 'tidy_csv'"
        ).fetchall()
    lines: dict[str, list[list[str]]] = {}
    for sha256 in {sha256 for *_, sha256 in rows}:
        with (var / "received" / f"{sha256}.csv").open(encoding="utf-8-sig", newline="") as file:
            lines[sha256] = list(csv.reader(file, delimiter=";"))[1:]
    given = {
        (sha256, period, place, question): text
        for sha256, held in lines.items()
        for place, period, question, text in held
    }
    found: dict[tuple[str, str], Answers] = {}
    for wave, place, sha256 in rows:
        own = {key[3]: text for key, text in given.items() if key[:3] == (sha256, wave, place)}
        found[wave, place] = {question: read(text) for question, text in own.items()}
    return found


def read(text: str) -> Answer:
    digits = text.replace(",", ".")
    if NUMBER.fullmatch(digits):
        return ("true_zero" if float(digits) == 0 else "value"), float(digits)
    return MARKS[clean(text)]["state"], None


def term(
    text: str,
    quarter: str,
    place: dict[str, str],
    given: Answers | None,
    years: dict[tuple[str, str], Answers],
) -> tuple[float | None, str]:
    """A term's value in a quarter, or None with the state that says why."""
    if text == "reference.population":
        population = place[f"population_{POPULATION_OF_YEAR[quarter[:4]]}"]
        return (float(population), "value") if population else (None, "not_applicable")
    earlier = re.fullmatch(r"prev\((\w+)\)", text)
    if earlier:
        ended = [wave for wave, end in sorted(YEARLY_END.items()) if end <= QUARTERS[quarter]]
        if not ended:
            return None, "not_asked"
        own = [years[wave, place["establishment_id"]] for wave in ended if (wave, place["establishment_id"]) in years]
        state, value = own[-1][earlier[1]] if own else ("not_answered", None)
    else:
        state, value = given[text] if given is not None else ("not_answered", None)
    return (float(value), state) if state in ("value", "true_zero") else (None, state)


def pair(
    numerator: str,
    denominator: str,
    quarter: str,
    place: dict[str, str],
    quarters: dict[tuple[str, str], Answers],
    years: dict[tuple[str, str], Answers],
) -> Pair:
    name = place["establishment_id"]
    given = quarters.get((quarter, name))
    above, why = term(numerator, quarter, place, given, years)
    reasons = {why} if above is None else set()
    below = 1.0
    if denominator != "respondents":
        found, why = term(denominator, quarter, place, given, years)
        reasons |= {why} if found is None else set()
        below = found if found is not None else 0.0
    if reasons:
        return Pair(name, None, None, not reasons & {"not_applicable", "not_asked"})
    return Pair(name, above, below, True)
