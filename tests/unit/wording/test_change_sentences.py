"""The words of a change: no verb unless it was seen, and what it would have taken to see it."""

import pytest

from indicators.wording.change import change_interval_text, change_sentence, change_words
from indicators.wording.value import interval_text
from tests.builders.told_verdicts import made, median, plain, ratio


@pytest.mark.parametrize(
    ("fields", "words", "sentence"),
    [
        ({"change_state": "first"}, "première vague", "Première vague : aucune comparaison dans le temps."),
        (
            {"change_state": "not_asked"},
            "non demandé en 2024-2025",
            "Question non posée en 2024-2025; aucune comparaison.",
        ),
        (
            {"change_state": "break"},
            "non comparable (rupture)",
            "La définition change entre 2024-2025 et 2025-2026; aucune comparaison.",
        ),
        (
            {
                "change_state": "not_detectable",
                "change_method": "newcombe",
                "change_value": 4.0,
                "change_detectable": 38.1,
            },
            "pas de changement décelable",
            "Pas de changement décelable : avec 27 répondants, il aurait fallu 38 points.",
        ),
        (
            {
                "change_state": "not_detectable",
                "change_method": "newcombe",
                "change_value": 4.0,
                "change_detectable": 114.0,
            },
            "pas de changement décelable",
            "Pas de changement décelable : avec 27 répondants, aucun n’aurait pu l’être.",
        ),
        (
            {
                "change_state": "up",
                "change_method": "newcombe",
                "change_value": 28.4,
                "change_low": 4.2,
                "change_high": 47.6,
            },
            "+28 points, hausse",
            "Hausse de 28 points depuis 2024-2025 (intervalle de 4 à 48).",
        ),
        (
            {
                "change_state": "down",
                "change_method": "newcombe",
                "change_value": -28.4,
                "change_low": -47.6,
                "change_high": -4.2,
            },
            "−28 points, baisse",
            "Baisse de 28 points depuis 2024-2025 (intervalle de −48 à −4).",
        ),
        (
            {
                "change_state": "up",
                "change_method": "rate_ratio",
                "change_value": 1.58,
                "change_low": 1.12,
                "change_high": 2.5,
            },
            "× 1,6, hausse",
            "Hausse : 1,6 fois la valeur de 2024-2025 (intervalle de 1,1 à 2,5).",
        ),
        (
            {
                "change_state": "up",
                "change_method": "wilcoxon",
                "change_value": 3.0,
                "change_up": 12,
                "change_down": 3,
                "change_unchanged": 5,
            },
            "+3 points, hausse",
            "Hausse depuis 2024-2025 : 12 établissements en hausse, 3 en baisse, 5 sans changement.",
        ),
        (
            {
                "change_state": "not_detectable",
                "change_method": "wilcoxon",
                "change_up": 1,
                "change_down": 3,
                "change_unchanged": 0,
            },
            "pas de changement décelable",
            (
                "Pas de changement décelable : 1 établissement en hausse, 3 en baisse, 0 sans changement; "
                "il en faudrait 6 qui bougent."
            ),
        ),
        ({"change_state": "no_to_yes"}, "non → oui", "Non en 2024-2025, oui en 2025-2026."),
        ({"change_state": "unchanged"}, "même réponse", "Même réponse qu’en 2024-2025."),
        (
            {"change_state": "not_computed"},
            "non calculé",
            "Changement non calculé : il manque une valeur comparable.",
        ),
    ],
)
def test_a_change_is_named_only_where_it_was_seen(fields, words, sentence):
    verdict = made(**fields)
    assert plain(change_words(verdict, "fr")) == words
    assert plain(change_sentence(verdict, "fr")) == sentence


def test_differences_without_a_test_use_no_verb_of_change():
    total = {
        "kind": "total",
        "unit_fr": "bureaux",
        "unit_en": "offices",
        "change_state": "not_computed",
        "change_value": 12.0,
    }
    offices = made(**total, change_method="same_establishments", change_n=25)
    assert change_words(offices, "fr") == "+12"
    french = "+12 depuis 2024-2025, sur les 25 établissements qui ont répondu aux deux vagues."
    assert change_sentence(offices, "fr") == french
    leaving = made(**(total | {"change_value": None}), change_method="same_establishments")
    assert "une valeur masquée pourrait s’en déduire" in change_sentence(leaving, "fr")
    budget = median(
        unit_fr="$",
        unit_en="$",
        decimals=0,
        change_state="not_computed",
        change_method="difference",
        change_value=-12000.0,
    )
    assert plain(change_words(budget, "fr")) == "−12 000 $"
    assert plain(change_words(budget, "en")) == "−$12,000"


def test_a_limit_that_is_not_zero_does_not_read_as_zero():
    assert plain(interval_text(ratio(interval_low=0.35, interval_high=21.5), "fr")) == "de 0,4 à 21,5 %"
    assert plain(interval_text(ratio(interval_low=0.0, interval_high=21.5), "fr")) == "de 0 à 22 %"
    rise = made(change_state="up", change_method="newcombe", change_value=11.1, change_low=0.35, change_high=21.5)
    assert plain(change_sentence(rise, "fr")) == "Hausse de 11,1 points depuis 2024-2025 (intervalle de 0,4 à 21,5)."
    ratio_rise = made(change_state="up", change_method="rate_ratio", change_value=1.4, change_low=1.02, change_high=1.9)
    assert change_interval_text(ratio_rise, "fr") == "de 1,02 à 1,90"
