"""Constant dollars against numbers worked out by hand from the published index (2023: 157.1; 2024: 160.9)."""

import pytest

from data.facts import load_facts
from data.model.survey import PriceIndex
from indicators.release_reader.dollars import (
    amounts_text,
    base_year,
    constant_dollars,
    constant_text,
    is_dollars,
    method_text,
    price_source,
    reason_text,
)

#: fiscal year, nominal, by hand: nominal × 160.9 ÷ index of the first calendar year.
BY_HAND = [
    ("2019-2020", 136_000.0, 160_900.0),  # 136 000 × 160.9 ÷ 136.0
    ("2021-2022", 141_600.0, 160_900.0),  # 141 600 × 160.9 ÷ 141.6
    ("2023-2024", 157_100.0, 160_900.0),  # 157 100 × 160.9 ÷ 157.1
    ("2023-2024", 349_500.0, 357_953.8510),  # 56 234 550 ÷ 157.1
    ("2024-2025", 349_500.0, 349_500.0),  # the base year's own dollars
    ("2023-2024", 0.0, 0.0),
]


@pytest.mark.parametrize(("year", "nominal", "expected"), BY_HAND)
def test_an_amount_takes_the_index_of_its_first_calendar_year(year, nominal, expected):
    found = constant_dollars(nominal, year)
    assert found.value == pytest.approx(expected, abs=1e-4)
    assert (found.base_year, found.base_index, found.reason) == (2024, 160.9, "")
    assert found.index_year == int(year[:4])


def test_a_quarter_takes_the_index_of_its_fiscal_year():
    # The last quarter of 2023-2024 is in 2024, and still takes 2023.
    assert constant_dollars(157_100, "2023-2024-T4").value == pytest.approx(160_900)


def test_a_year_without_index_is_not_evaluated_and_says_why():
    found = constant_dollars(349_500, "2025-2026")
    assert (found.value, found.reason, found.index_year, found.index) == (None, "no_index", 2025, None)
    assert constant_text(found, "fr") == "—"
    assert "2025" in reason_text(found, "fr")
    assert "2025" in reason_text(found, "en")


def test_a_missing_amount_stays_missing():
    found = constant_dollars(None, "2023-2024")
    assert (found.value, found.reason) == (None, "no_amount")
    assert amounts_text(None, "2023-2024", "fr") == "—"


def test_both_dollars_are_said_together():
    assert amounts_text(349_500, "2023-2024", "fr") == "349\u00a0500\u00a0$ courants; 357\u00a0954\u00a0$ de 2024"
    assert amounts_text(349_500, "2023-2024", "en") == "$349,500 in current dollars; $357,954 in 2024 dollars"
    assert amounts_text(349_500, "2025-2026", "fr").startswith("349\u00a0500\u00a0$ courants; non évalué")
    assert amounts_text(349_500, "2025-2026", "en").startswith("$349,500 in current dollars; not evaluated")


def test_a_new_year_of_the_index_becomes_the_base():
    prices = [
        PriceIndex(geography="Canada", year=year, index=index, base="2002 = 100", source_id="src-statcan-cpi")
        for year, index in ((2024, 160.0), (2025, 164.0), (2023, 150.0))
    ]
    found = constant_dollars(150, "2023-2024", prices)
    assert (found.value, found.base_year) == (pytest.approx(164), 2025)
    assert constant_dollars(164, "2025-2026", prices).value == pytest.approx(164)


def test_another_geography_is_never_taken_for_canada():
    prices = [PriceIndex(geography="Québec", year=2024, index=155.0, base="2002 = 100", source_id="src-statcan-cpi")]
    assert base_year(prices) is None
    found = constant_dollars(100, "2024-2025", prices)
    assert (found.value, found.reason, found.base_year) == (None, "no_index", None)
    assert "non évalué" in amounts_text(100, "2024-2025", "fr", prices=prices)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_method_names_its_base_its_indices_and_its_source(language):
    text = method_text(language)
    for row in load_facts().price_index:
        assert str(row.year) in text
    assert "2002 = 100" in text
    assert price_source().title in text


def test_only_plain_dollars_are_converted():
    assert is_dollars("$")
    assert not is_dollars("$ par 100 000 $")
    assert not is_dollars("%")
