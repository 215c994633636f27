"""A value written as the division it is: « 85 ÷ 171 = 49,7 % ». Nothing is computed: the verdict holds all three."""

from indicators.catalogue.model import IndicatorBase, Language
from indicators.verdicts.model import MEDIAN_KINDS, Verdict
from indicators.wording.language import say
from indicators.wording.numbers import number, plain_number, quantity


def formula(verdict: Verdict, indicator: IndicatorBase, language: Language) -> str:
    """The numbers behind a value; empty where there is no value to explain."""
    if verdict.value is None:
        return ""
    value = quantity(verdict.value, _decimals(verdict), verdict.unit(language), language)
    if verdict.kind in MEDIAN_KINDS and not verdict.is_establishment:
        return say("médiane de {n} établissements = {value}", language, n=verdict.used or 0, value=value)
    if verdict.numerator is None or verdict.denominator is None or verdict.is_answer:
        return ""
    top, base = (plain_number(part, language) for part in (verdict.numerator, verdict.denominator))
    per = indicator.multiplier
    if verdict.unit(language).startswith("%") or per == 1:
        return f"{top} ÷ {base} = {value}"
    return f"{top} ÷ {base} × {number(per, 0, language)} = {value}"


def _decimals(verdict: Verdict) -> int:
    """One decimal more than the page shows, unless the value is exact without it."""
    shown = round(verdict.value or 0.0, verdict.decimals)
    return verdict.decimals if shown == verdict.value else verdict.decimals + 1
