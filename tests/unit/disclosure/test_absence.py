"""Without consent to be named, an establishment is « non nommé » wherever it is shown, never « supprimé (petit
nombre) »."""

from typing import Any

import pytest

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.charts import heat, multiples, profile, series, tiles
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import absent
from indicators.wording.finding import card
from indicators.wording.value import missing_text
from pages.ui.verdict_cells import missing_cell, value_cell
from tests.builders.told_verdicts import alone, plain, ratio

FACTS = load_facts()
WORDS = {"fr": ("non nommé", "supprimé (petit nombre)"), "en": ("not named", "suppressed (small count)")}


def hidden(*notes: str) -> Verdict:
    codes = "[" + ", ".join(f'"{note}"' for note in notes) + "]"
    fields: dict[str, Any] = alone(peer_group_id="hospital-institute", notes=codes, missing='{"suppressed": 1}')
    return ratio(**fields, state="suppressed", value=None, numerator=None, denominator=None)


def everywhere(item: Verdict, language: Language) -> dict[str, str]:
    """What each cell, chart and sentence says of a hidden establishment."""
    drawn = heat.rows([("R03-1", [item])], FACTS.peer_groups, language)["cells"]
    marks = tiles.rows([item], FACTS.establishments, FACTS.regions, language)["marks"]
    own = profile.rows([item], {}, language)["own"]
    return {
        "card": card(item, language),
        "finding": missing_text(item, language),
        "value cell": value_cell(item, language),
        "missing cell": missing_cell(item, language),
        "heat map": drawn["tooltip"][0],
        "heat card": heat.cards([("R03-1", [item])], item.place_id, language)[0].value,
        "tile map": next(text for text in marks["tooltip"] if " · " in text),
        "small multiples": multiples.panels([("", [item])], language)[0].points["text"][0],
        "profile": own["text"][0],
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_who_did_not_consent_is_not_named_and_nothing_else_is_said(language: Language) -> None:
    word, small = WORDS[language]
    for where, text in everywhere(hidden("not_named"), language).items():
        assert word in text, where
        assert small not in text, where
    assert word in series.rows([hidden("not_named")], language, "")["period"][0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_any_other_suppression_keeps_its_word(language: Language) -> None:
    word, small = WORDS[language]
    for notes in ((), ("team_size",)):
        for where, text in everywhere(hidden(*notes), language).items():
            assert small in text, where
            assert word not in text, where


def test_a_list_of_the_absent_says_why_for_each() -> None:
    told = [plain(words) for _, words, _ in absent([hidden("not_named"), hidden()], "fr")]
    assert told == [
        "Valeur non publiée : l’établissement n’est présenté que dans les ensembles",
        "Valeur supprimée : elle décrirait moins de 5 personnes, ou une autre s’en déduirait",
    ]
