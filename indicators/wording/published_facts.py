"""Published facts as their sources print them: exact, approximate, a range, or words alone."""

from data.model.initiatives import PublishedFact
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import money, plain_number, with_percent

MONEY = "$"
#: A year is a name, not a quantity: no thousands mark.
YEARS = ("année", "an")


def fact_value(fact: PublishedFact, language: Language) -> str:
    """« 66 personnes », « environ 10 personnes », « environ 18 à 24 mois », or the words of a fact without a number."""
    unit = pick(fact, "unit", language)
    if fact.value_min is None:
        return unit
    low = _number(fact, fact.value_min, language)
    text = low
    if fact.value_max is not None and fact.value_max != fact.value_min:
        text = say("{low} à {high}", language, low=low, high=_number(fact, fact.value_max, language))
    if unit == "%":
        text = with_percent(text, language)
    elif fact.unit_fr not in (MONEY, *YEARS):
        text = f"{text} {unit}"
    return say("environ {value}", language, value=text) if fact.is_approximate else text


def _number(fact: PublishedFact, value: float, language: Language) -> str:
    if fact.unit_fr == MONEY:
        return money(value, language)
    if fact.unit_fr in YEARS:
        return str(int(value))
    return plain_number(value, language)
