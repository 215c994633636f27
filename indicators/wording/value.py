"""The short texts of a verdict: its value, interval, counts, coverage and missing kinds, as every page prints them."""

from indicators.catalogue.model import Language
from indicators.verdicts.model import MEDIAN_KINDS, YES_NO_KINDS, Verdict
from indicators.wording.language import say
from indicators.wording.numbers import number, plain_number, quantity, rounded

#: Under this denominator a percentage has no decimals: they would suggest a precision that is not there.
DECIMALS_FROM = 100
#: Decimals added at most so that a limit that is not 0 does not read as 0.
MORE_DECIMALS = 3
NO_NUMBER = "—"

_WORDS = {
    "value": "valeur",
    "true_zero": "zéro déclaré",
    "not_answered": "sans réponse",
    "does_not_know": "ne sait pas",
    "not_applicable": "sans objet",
    "not_asked": "non demandé",
    "invalid_pending": "invalide, à corriger",
    "suppressed": "supprimé (petit nombre)",
}
_CODES = {
    "value": "valeur",
    "true_zero": "0",
    "not_answered": "s. r.",
    "does_not_know": "n. s. p.",
    "not_applicable": "s. o.",
    "not_asked": "n. dem.",
    "invalid_pending": "à corr.",
    "suppressed": "suppr.",
}
_MISSING = {
    "not_answered": ("{n} sans réponse", "{n} sans réponse"),
    "does_not_know": ("{n} ne sait pas", "{n} ne savent pas"),
    "invalid_pending": ("{n} à corriger", "{n} à corriger"),
    "not_applicable": ("{n} sans objet", "{n} sans objet"),
    "not_asked": ("{n} non demandé", "{n} non demandés"),
}
_BANDS = {"0": "0 ETC", "0-1": "moins de 1 ETC", "1-2": "1 à 2 ETC", "0-2": "2 ETC ou moins"}


def state_word(state: str, language: Language) -> str:
    """The word of a state, as beside its sign: « sans réponse »."""
    return say(_WORDS[state], language)


def absence_word(verdict: Verdict, language: Language) -> str:
    """Why a verdict shows no value, in a word or two: its state's word, or « non nommé » without consent."""
    if verdict.state == "suppressed" and "not_named" in verdict.note_codes:
        return say("non nommé", language)
    return state_word(verdict.state, language)


def state_code(state: str, language: Language) -> str:
    """The code of a state in tables and files: « s. r. »."""
    return say(_CODES[state], language)


def is_percent(verdict: Verdict) -> bool:
    return verdict.unit_fr.startswith("%")


def decimals_of(verdict: Verdict) -> int:
    """The decimals of the value: those declared, none for a percentage of fewer than 100."""
    few = verdict.denominator is not None and verdict.denominator < DECIMALS_FROM
    return 0 if is_percent(verdict) and few else verdict.decimals


def decimals_for(decimals: int, *limits: float, mark: float = 0) -> int:
    """`decimals`, or as many more as it takes for limits that are not `mark` not to read as `mark`."""
    for more in range(MORE_DECIMALS):
        if not any(limit != mark and rounded(limit, decimals + more) == mark for limit in limits):
            return decimals + more
    return decimals + MORE_DECIMALS


def figure(verdict: Verdict, value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """A number of the verdict's scale with the mark of its unit: « 67 % », « 24 350 $ », « 12,4 »."""
    return quantity(value, decimals, verdict.unit_fr, language, sign=sign)


def peer_median_text(verdict: Verdict, language: Language) -> str:
    """The peers' median: « 57 % », « 133,5 » for a count's between two whole numbers; empty without one."""
    if verdict.peer_median is None:
        return ""
    decimals = decimals_of(verdict)
    if verdict.kind == "count" and not float(verdict.peer_median).is_integer():
        decimals = max(decimals, 1)
    return figure(verdict, verdict.peer_median, decimals_for(decimals, verdict.peer_median), language)


def value_text(verdict: Verdict, language: Language) -> str:
    """The value as a table prints it: « 67 % », « Oui », « 1 à 2 ETC », « s. r. »; « — » over a denominator of 0."""
    if verdict.band:
        return say(_BANDS[verdict.band], language)
    if not verdict.valued:
        return state_code(verdict.state, language)
    if verdict.value is None:
        return NO_NUMBER
    if verdict.is_answer:
        return say("Oui", language) if verdict.value else say("Non", language)
    return figure(verdict, verdict.value, decimals_of(verdict), language)


def measured(verdict: Verdict, language: Language) -> str:
    """The value with its whole unit: « 12,4 ETC », « 2,35 $ par 100 000 $ », « 12 % du personnel »."""
    text, unit = value_text(verdict, language), verdict.unit(language)
    if verdict.value is None or verdict.is_answer:
        return text
    rest = unit[1:].strip() if unit[:1] in "%$" else unit
    return f"{text} {rest}".strip()


def counts_text(verdict: Verdict, language: Language) -> str:
    """« 18 sur 27 » where the value is a part of a whole, « 45 pour 23 412 » for a rate; empty elsewhere."""
    if verdict.numerator is None or verdict.denominator is None or verdict.is_answer:
        return ""
    if verdict.kind in MEDIAN_KINDS or verdict.kind == "total":
        return ""
    x, n = plain_number(verdict.numerator, language), plain_number(verdict.denominator, language)
    if is_percent(verdict):
        return say("{x} sur {n}", language, x=x, n=n)
    return say("{x} pour {n}", language, x=x, n=n)


def establishments_text(verdict: Verdict, language: Language) -> str:
    """« 18 établissements sur 27 », the counts of a group's yes-or-no question; empty where they are not shown."""
    k, n = verdict.numerator, verdict.denominator
    if k is None or n is None:
        return ""
    text = "{k} établissement sur {n}" if k < 2 else "{k} établissements sur {n}"
    return say(text, language, k=plain_number(k, language), n=plain_number(n, language))


def span(verdict: Verdict, low: float, high: float, decimals: int, language: Language) -> str:
    """« de 48 à 81 % »: two limits, the mark of the unit written once in French."""
    last = figure(verdict, high, decimals, language)
    if language == "fr" or is_percent(verdict):
        return say("de {low} à {high}", language, low=number(low, decimals, language), high=last)
    return say("de {low} à {high}", language, low=figure(verdict, low, decimals, language), high=last)


def interval_text(verdict: Verdict, language: Language) -> str:
    """The 95 % interval: « de 48 à 81 % »; empty where there is none."""
    low, high = verdict.interval_low, verdict.interval_high
    if low is None or high is None:
        return ""
    decimals = decimals_of(verdict)
    if verdict.kind == "count" and float(low).is_integer() and float(high).is_integer():
        decimals = 0
    return span(verdict, low, high, decimals_for(decimals, low, high), language)


def coverage_text(verdict: Verdict, language: Language) -> str:
    """« 27/30 »: establishments evaluated over those concerned; empty for one establishment or a hidden sum."""
    if verdict.is_establishment or verdict.evaluated is None or verdict.applicable is None:
        return ""
    return f"{number(verdict.evaluated, 0, language)}/{number(verdict.applicable, 0, language)}"


def missing_text(verdict: Verdict, language: Language) -> str:
    """Who has no value, by kind: « 3 sans réponse, 1 ne sait pas »; the state's word for one establishment."""
    counts = verdict.missing_counts
    if verdict.is_establishment:
        return "" if verdict.valued else absence_word(verdict, language)
    return ", ".join(
        say(words[counts[state] > 1], language, n=counts[state])
        for state, words in _MISSING.items()
        if counts.get(state)
    )


def has_counts_first(verdict: Verdict) -> bool:
    """Whether the verdict is a group's yes-or-no question, told by its counts before its share."""
    return verdict.kind in YES_NO_KINDS and not verdict.is_establishment


def base_text(verdict: Verdict, language: Language) -> str:
    """What a value rests on: « 18 sur 27 » for a share, « médiane de 27 établissements »."""
    if verdict.kind not in MEDIAN_KINDS and verdict.kind != "total":
        return counts_text(verdict, language)
    if verdict.is_establishment or not verdict.valued or verdict.used is None:
        return ""
    if verdict.kind == "total":
        return say("somme de {n} établissements", language, n=verdict.used)
    return say("médiane de {n} établissements", language, n=verdict.used)


def gap_words(verdict: Verdict, language: Language) -> str:
    """How many of the respondents a headline does not hold for, in units; empty where no count is known."""
    if verdict.counts is None:
        return ""
    _, gap, n = verdict.counts
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
    if verdict.counts is None:
        return ""
    gap = verdict.counts.without
    if gap == 0:
        return say("aucun écart", language)
    return say("{n} établissement" if gap == 1 else "{n} établissements", language, n=gap)


def line_text(item: Verdict, value: float, language: Language) -> str:
    """The value of a line as its axis writes it; a mean of counts between two whole numbers keeps one decimal."""
    decimals = decimals_of(item)
    if item.kind in MEDIAN_KINDS and not float(value).is_integer():
        decimals = max(decimals, 1)
    return figure(item, value, decimals_for(decimals, value), language)
