"""What is said of the twelve headlines together: moves named or counted, chance stated, at most three lines."""

from typing import Any

import pytest

from indicators.verdicts.model import Verdict
from indicators.wording.headlines import chance_words, finding, moves

BLANK: dict[str, Any] = {
    "subject_kind": "headline",
    "kind": "headline",
    "direction": "higher_better",
    "place_kind": "province",
    "place_id": "quebec",
    "period": "2025-2026",
    "state": "value",
    "unit_fr": "% des établissements répondants",
    "unit_en": "% of responding establishments",
    "decimals": 0,
    "denominator": 27.0,
}


def headline(code: str, change_state: str, change: float = 0.0) -> Verdict:
    """A headline whose change excludes chance when `change_state` is up or down."""
    return Verdict(
        **BLANK,
        subject_id=code,
        label_fr=f"Signe {code}",
        label_en=f"Sign {code}",
        change_state=change_state,
        change_value=change,
        change_low=change - 5,
        change_high=change + 5,
    )


STILL = [headline(f"R{number:02d}", "not_detectable", 2) for number in range(4, 13)]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ([("R01", "up", 28)], "Signe R01 en hausse de 28 points"),
        (
            [("R01", "up", 28), ("R02", "down", -33)],
            "Signe R01 en hausse de 28 points; signe R02 en baisse de 33 points",
        ),
        (
            [("R01", "up", 28), ("R02", "down", -33), ("R03", "up", 11)],
            "2 signes sur 12 en hausse, 1 en baisse, 9 sans changement décelable",
        ),
        (
            [("R01", "up", 28), ("R02", "up", 33), ("R03", "up", 11)],
            "3 signes sur 12 en hausse; les autres sans changement décelable",
        ),
        ([], "Aucun des 9 signes comparés n’a changé plus que par hasard"),
    ],
)
def test_the_title_names_few_moves_and_counts_more(first: list[tuple[str, str, float]], title: str) -> None:
    told = [headline(*item) for item in first] + STILL
    assert finding(told, "fr").replace("\u00a0", " ") == title


def test_the_title_agrees_with_a_single_rise_in_both_languages() -> None:
    told = [headline("R01", "up", 28), headline("R02", "down", -33), headline("R03", "down", -11), *STILL]
    assert (
        finding(told, "fr").replace("\u00a0", " ")
        == "1 signe sur 12 en hausse, 2 en baisse, 9 sans changement décelable"
    )
    assert finding(told, "en") == "1 of 12 signs up, 2 down, 9 without detectable change"


def test_nothing_to_compare_is_said_so() -> None:
    told = [headline("R01", "first"), headline("R02", "not_asked")]
    assert finding(told, "fr") == "2 signes mesurés; rien encore à quoi les comparer"
    assert moves(told).compared == 0


def test_the_share_expected_by_chance_is_stated() -> None:
    assert chance_words(12, "fr").endswith("moins de 1")
    assert chance_words(40, "fr").endswith("environ 2")
    assert chance_words(40, "en") == "Expected by chance alone: about 2"
