"""Short words beside a verdict's value that tables and cards share."""

from indicators.catalogue.model import Language
from indicators.verdicts.model import MEDIAN_KINDS, Verdict
from indicators.wording.change import change_interval_text, change_text, change_words, detectable_text
from indicators.wording.language import say
from indicators.wording.periods import period_text
from indicators.wording.value import counts_text


def base_text(verdict: Verdict, language: Language) -> str:
    """What a value rests on: « 18 sur 27 » for a share, « médiane de 27 établissements »."""
    if verdict.kind not in MEDIAN_KINDS and verdict.kind != "total":
        return counts_text(verdict, language)
    if verdict.is_establishment or not verdict.valued or verdict.used is None:
        return ""
    if verdict.kind == "total":
        return say("somme de {n} établissements", language, n=verdict.used)
    return say("médiane de {n} établissements", language, n=verdict.used)


def change_note(verdict: Verdict, language: Language) -> str:
    """Under a change: its interval when it moved, else what it would have taken; empty where neither is known."""
    if verdict.change_state in ("up", "down"):
        limits = change_interval_text(verdict, language)
        return say("intervalle {limits}", language, limits=limits) if limits else ""
    return detectable_text(verdict, language) if verdict.change_state == "not_detectable" else ""


def total_change(verdict: Verdict, language: Language) -> str:
    """The change of a network total, over the establishments that answered twice: the two sums differ in who they hold."""
    size = change_text(verdict, language)
    if verdict.change_state == "not_computed" and not size:
        return say("changement non publié", language)
    if not size or verdict.change_n is None:
        return change_words(verdict, language)
    text = "{size} depuis {wave}, sur {n} établissements communs"
    return say(text, language, size=size, wave=period_text(verdict.change_from, language), n=verdict.change_n)


def gap_words(verdict: Verdict, language: Language) -> str:
    """How many of the respondents a headline does not hold for, in units; empty where no count is known."""
    if verdict.numerator is None or verdict.denominator is None:
        return ""
    n = int(verdict.denominator)
    gap = n - int(verdict.numerator)
    if gap == 0:
        return say("C’est le cas des {n} établissements qui ont répondu.", language, n=n)
    return say(
        "Il en manque {gap} pour que ce soit le cas des {n} établissements qui ont répondu.",
        language,
        gap=gap,
        n=n,
    )


def gap_text(verdict: Verdict, language: Language) -> str:
    """The same in a cell: « 9 établissements », « aucun écart »; empty where no count is known."""
    if verdict.numerator is None or verdict.denominator is None:
        return ""
    gap = int(verdict.denominator) - int(verdict.numerator)
    if gap == 0:
        return say("aucun écart", language)
    return say("{n} établissement" if gap == 1 else "{n} établissements", language, n=gap)
