"""The words of a verdict: what is printed, in both languages, for fields written by hand."""

import inspect
import pkgutil
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import product

import pytest

from indicators import wording
from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import comparison_words, peers_sentence
from indicators.wording.finding import card, detail, finding
from indicators.wording.language import NO_BREAK
from indicators.wording.note import rung_sentence
from indicators.wording.value import coverage_text, missing_text, value_text
from tests.builders.told_verdicts import alone, everything, made, median, plain, ratio

#: What a parameter is given, from the verdict to be told.
MADE_OF: dict[object, Callable[[Verdict], object]] = {
    Verdict: lambda verdict: verdict,
    Sequence[Verdict]: lambda verdict: [verdict],
}
Sentences = Callable[[Verdict, Language], list[str]]


def sentences_of(function: Callable[..., object]) -> Sentences | None:
    """What a function says of one verdict; None where it needs more than verdicts and a language."""
    needed = [item for item in inspect.signature(function).parameters.values() if item.default is item.empty]
    made_of = [MADE_OF.get(item.annotation) for item in needed]
    if Language not in [item.annotation for item in needed] or not any(made_of):
        return None
    if any(make is None and item.annotation is not Language for make, item in zip(made_of, needed, strict=True)):
        return None
    return lambda verdict, language: strings_in(function(*(make(verdict) if make else language for make in made_of)))


def strings_in(said: object) -> list[str]:
    """The texts that a function gives, alone, in a list or in rows."""
    if isinstance(said, str):
        return [said]
    return [text for item in said for text in strings_in(item)] if isinstance(said, list | tuple) else []


def sentences_of_one_verdict() -> dict[str, Sentences]:
    """Every public function of the words that says something of verdicts in a language, by name.

    Derived, so that a new sentence is held to the promises below without being listed.
    """
    modules = [import_module(f"{wording.__name__}.{item.name}") for item in pkgutil.iter_modules(wording.__path__)]
    return {
        f"{module.__name__}.{name}": sentences
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if (sentences := sentences_of(function)) is not None
    }


ONE_VERDICT = sentences_of_one_verdict()


@pytest.mark.parametrize(
    ("verdict", "french", "english"),
    [
        (
            made(),
            "18 établissements sur 27 ont un plan local arrimé",
            "18 of 27 establishments have an aligned local plan",
        ),
        (
            made(numerator=1.0),
            "Établissements qui ont un plan local arrimé : 1 sur 27",
            "Establishments that have an aligned local plan: 1 of 27",
        ),
        (
            made(claim_fr="", claim_en=""),
            "Plan local arrimé : 18 établissements sur 27",
            "Aligned local plan: 18 of 27 establishments",
        ),
        (
            made(place_kind="peer_group", place_fr="CIUSSS", place_en="CIUSSSs", numerator=7.0, denominator=9.0),
            "CIUSSS — 7 établissements sur 9 ont un plan local arrimé",
            "CIUSSSs — 7 of 9 establishments have an aligned local plan",
        ),
        (ratio(), "Instances avec partenaire : 57 % (41 sur 72)", "Bodies with a partner: 57% (41 of 72)"),
        (median(), "ETC dédiés : médiane de 12,4 ETC", "Dedicated FTE: median of 12.4 FTE"),
        (median(**alone()), "ETC dédiés : 12,4 ETC", "Dedicated FTE: 12.4 FTE"),
        (made(**alone(value=1.0)), "Plan local arrimé : oui", "Aligned local plan: yes"),
        (made(**alone(value=0.0)), "Plan local arrimé : non", "Aligned local plan: no"),
        (
            made(state="not_asked", value=None),
            "Plan local arrimé : question non posée en 2025-2026",
            "Aligned local plan: not asked in 2025-2026",
        ),
        (
            made(**alone(state="does_not_know", value=None)),
            "Plan local arrimé : ne sait pas",
            "Aligned local plan: does not know",
        ),
        (
            ratio(value=None),
            "Instances avec partenaire : — (dénominateur de 0)",
            "Bodies with a partner: — (denominator of 0)",
        ),
        (
            ratio(**alone(state="suppressed", value=None)),
            "Valeur supprimée : elle décrirait moins de 5 personnes, ou une autre s’en déduirait",
            "Value suppressed: it would describe fewer than 5 people, or give another away",
        ),
        (
            made(**alone(state="suppressed", value=None, notes='["not_named"]')),
            "Valeur non publiée : l’établissement n’est présenté que dans les ensembles",
            "Value not published: the establishment is shown within groups only",
        ),
        (
            median(**alone(state="suppressed", value=None, band="1-2", notes='["team_size"]')),
            "ETC dédiés : 1 à 2 ETC, donné par tranche",
            "Dedicated FTE: 1 to 2 FTE, given as a band",
        ),
    ],
)
def test_the_finding_counts_first_in_both_languages(verdict, french, english):
    assert plain(finding(verdict, "fr")) == french
    assert plain(finding(verdict, "en")) == english


@pytest.mark.parametrize(
    ("verdict", "short", "value"),
    [
        (made(), "18 établissements sur 27", "67 %"),
        (made(numerator=0.0, value=0.0), "0 établissement sur 27", "0 %"),
        (made(**alone(value=1.0)), "Oui", "Oui"),
        (ratio(), "57 % · 41 sur 72", "57 %"),
        (median(), "médiane : 12,4 ETC", "12,4"),
        (median(unit_fr="$", value=24350.0, decimals=0), "médiane : 24 350 $", "24 350 $"),
        (ratio(unit_fr="$ par 100 000 $", value=2.354, decimals=2), "2,35 $ par 100 000 $", "2,35 $"),
        (made(kind="total", unit_fr="bureaux", value=61.0), "61 bureaux", "61"),
        (made(state="not_answered", value=None), "sans réponse", "s. r."),
        (median(**alone(state="suppressed", value=None, band="0-1")), "moins de 1 ETC", "moins de 1 ETC"),
        (ratio(value=None), "—", "—"),
    ],
)
def test_card_and_value_are_short(verdict, short, value):
    assert (plain(card(verdict, "fr")), plain(value_text(verdict, "fr"))) == (short, value)
    assert len(short) <= 40


def test_a_percentage_of_fewer_than_a_hundred_has_no_decimals():
    few, many = ratio(decimals=1), ratio(decimals=1, numerator=410.0, denominator=720.0)
    assert plain(value_text(few, "fr")) == "57 %"
    assert plain(value_text(many, "fr")) == "56,9 %"
    assert value_text(many, "en") == "56.9%"


def test_the_detail_says_unit_counts_interval_coverage_and_period():
    french = (
        "% des établissements répondants · 18 sur 27 · intervalle à 95 % : de 48 à 81 % · 27/30 établissements · "
        "2025-2026"
    )
    english = "% of responding establishments · 18 of 27 · 95% interval: 48 to 81% · 27/30 establishments · 2025-2026"
    assert plain(detail(made(), "fr")) == french
    assert detail(made(), "en") == english
    grey = made(evaluated=16, coverage_low=True)
    assert "16/30 : couverture insuffisante pour conclure" in plain(detail(grey, "fr"))
    assert coverage_text(made(), "fr") == "27/30"
    assert missing_text(made(), "fr") == "2 sans réponse, 1 ne sait pas"
    assert missing_text(made(), "en") == "2 not answered, 1 does not know"


#: Digits that tell nothing of a hidden number: the periods, the regions of Québec, how many verdicts were given.
NO_NUMBER = re.compile(r"202[45]-202[56]|18 (régions|regions)|1 (signes|signs)|1 (hors des|outside the) limit.* 0")
THRESHOLD = "5"


def test_a_hidden_number_leaves_no_trace_in_any_sentence():
    hidden = ratio(**alone(state="suppressed", value=None, numerator=None, denominator=None, interval_low=None))
    for (name, said), language in product(ONE_VERDICT.items(), ("fr", "en")):
        for text in said(hidden, language):
            digits = {character for character in NO_NUMBER.sub("", text) if character.isdigit()}
            assert digits <= {THRESHOLD}, name


def test_the_rung_that_is_missing_is_named():
    assert rung_sentence(made(points=2, needed=5), "fr") == "2 points valides; il en faut 5 pour parler de tendance."
    assert rung_sentence(made(points=3, needed=5), "en") == "3 valid points; 5 are needed to speak of a trend."
    assert rung_sentence(made(points=1, needed=2), "fr") == "1 point valide; il en faut 2 pour parler de changement."
    assert rung_sentence(made(points=13, needed=0), "fr") == ""


def test_few_peers_are_counted_and_enough_peers_have_a_median():
    few = ratio(**alone(peer_n=3))
    enough = ratio(**alone(peer_n=9, peer_median=57.1, comparison="better"))
    assert peers_sentence(few, "fr") == "3 pairs ont répondu; il en faut 5 pour une médiane"
    assert plain(peers_sentence(enough, "fr")) == "médiane de 9 pairs : 57 %"
    assert comparison_words(enough, "fr") == "mieux que les pairs"
    assert peers_sentence(made(), "fr") == ""


def test_french_typography_keeps_numbers_and_signs_together():
    assert value_text(made(), "fr") == f"67{NO_BREAK}%"
    assert f"à 95{NO_BREAK}%{NO_BREAK}:" in detail(made(), "fr")


def test_every_verdict_can_be_told_in_both_languages():
    for verdict in everything():
        for (name, said), language in product(ONE_VERDICT.items(), ("fr", "en")):
            for text in said(verdict, language):
                assert "{" not in text, name
                assert not re.search(r"\bNone\b(?! of the )", text), name
