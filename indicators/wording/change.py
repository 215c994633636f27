"""What is said about a change: no verb of change unless the interval excludes none, and what it would have taken."""

from indicators.catalogue.model import Language
from indicators.statistics.intervals import FEWEST_UNITS
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.numbers import number, rounded
from indicators.wording.periods import period_text
from indicators.wording.value import decimals_for, decimals_of, figure, has_counts_first, is_percent, span

_WORDS = {
    "first": "première vague",
    "break": "non comparable (rupture)",
    "not_detectable": "pas de changement décelable",
    "unchanged": "même réponse",
    "no_to_yes": "non → oui",
    "yes_to_no": "oui → non",
}
#: Five moves, even all in one direction, happen by chance more than once in twenty (2 × ½⁵).
MOVES_NEEDED = 6
#: A difference beyond this many points cannot exist.
ALL_POINTS = 100


def asked_wave(verdict: Verdict, language: Language) -> str:
    """The period that did not ask the question, as a sentence writes it: this one, or the one before."""
    return period_text(verdict.period if verdict.state == "not_asked" else verdict.change_from, language)


def _digits(verdict: Verdict) -> int:
    """Decimals of a change and of its interval together, so that no limit reads as none."""
    mark, decimals = 0.0, decimals_of(verdict)
    if verdict.change_method == "rate_ratio":
        mark, decimals = 1.0, 1
    shown = [item for item in (verdict.change_value, verdict.change_low, verdict.change_high) if item is not None]
    return decimals_for(decimals, *shown, mark=mark)


def _is_points(verdict: Verdict) -> bool:
    return is_percent(verdict) and verdict.change_method != "rate_ratio"


def _points(value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    text = "{n} point" if abs(rounded(value, decimals)) < 2 else "{n} points"
    if language == "en" and abs(rounded(value, decimals)) != 1:
        text = "{n} points"
    return say(text, language, n=number(value, decimals, language, sign=sign))


def change_text(verdict: Verdict, language: Language, *, sign: bool = True) -> str:
    """The size of the change: « +28 points », « × 1,3 », « +12 000 $ »; empty where it has none."""
    value = verdict.change_value
    if value is None:
        return ""
    if verdict.change_method == "rate_ratio":
        return f"× {number(value, _digits(verdict), language)}".replace(" ", "\u00a0")
    if _is_points(verdict):
        return _points(value, _digits(verdict), language, sign=sign)
    return figure(verdict, value, _digits(verdict), language, sign=sign)


def change_interval_text(verdict: Verdict, language: Language) -> str:
    """« de 0,4 à 21,5 », in points, in the unit, or as a ratio; empty where there is none."""
    low, high = verdict.change_low, verdict.change_high
    if low is None or high is None:
        return ""
    if is_percent(verdict) or verdict.change_method == "rate_ratio":
        limits = (number(limit, _digits(verdict), language) for limit in (low, high))
        return say("de {low} à {high}", language, **dict(zip(("low", "high"), limits, strict=True)))
    return span(verdict, low, high, _digits(verdict), language)


def change_words(verdict: Verdict, language: Language) -> str:
    """The change in a few words: « +28 points, hausse », « pas de changement décelable », « non → oui »."""
    state, size = verdict.change_state, change_text(verdict, language)
    if state == "not_asked":
        return say("non demandé en {wave}", language, wave=asked_wave(verdict, language))
    if state in ("up", "down"):
        word = say("hausse", language) if state == "up" else say("baisse", language)
        return f"{size}, {word}" if size else word
    if state == "not_computed":
        return size or say("non calculé", language)
    return say(_WORDS[state], language)


def detectable_text(verdict: Verdict, language: Language) -> str:
    """What it would have taken to see a change: « avec 27 répondants, il aurait fallu 38 points »; empty if unknown."""
    needed, n = verdict.change_detectable, verdict.denominator
    if needed is None or n is None:
        return ""
    if verdict.change_method == "rate_ratio":
        return say("il aurait fallu une valeur {n} fois plus élevée", language, n=number(needed, 1, language))
    base = number(n, 0, language)
    if needed > ALL_POINTS:
        if has_counts_first(verdict):
            text = "avec {n} répondants, aucun n’aurait pu l’être"
            if n < 2:
                text = "avec {n} répondant, aucun n’aurait pu l’être"
            return say(text, language, n=base)
        return say("avec un dénominateur de {n}, aucun n’aurait pu l’être", language, n=base)
    points = _points(needed, decimals_for(0, needed), language)
    if not has_counts_first(verdict):
        text = "avec un dénominateur de {n}, il aurait fallu {points}"
    else:
        text = (
            "avec {n} répondants, il aurait fallu {points}"
            if n >= 2
            else "avec {n} répondant, il aurait fallu {points}"
        )
    return say(text, language, n=base, points=points)


def _moves(verdict: Verdict, language: Language) -> str:
    """« 12 établissements en hausse, 3 en baisse, 5 sans changement »."""
    up = verdict.change_up or 0
    text = "{up} établissement en hausse, {down} en baisse, {same} sans changement"
    if up >= 2:
        text = "{up} établissements en hausse, {down} en baisse, {same} sans changement"
    return say(text, language, up=up, down=verdict.change_down or 0, same=verdict.change_unchanged or 0)


def _not_detectable(verdict: Verdict, language: Language) -> str:
    reason = detectable_text(verdict, language)
    if verdict.change_method == "wilcoxon":
        reason = _moves(verdict, language)
        if (verdict.change_up or 0) + (verdict.change_down or 0) < MOVES_NEEDED:
            reason = say("{moves}; il en faudrait {n} qui bougent", language, moves=reason, n=MOVES_NEEDED)
    elif not reason:
        limits = change_interval_text(verdict, language)
        reason = say("intervalle à 95 % {limits}", language, limits=limits) if limits else ""
    if not reason:
        return say("Pas de changement décelable.", language)
    return say("Pas de changement décelable : {reason}.", language, reason=reason)


def _moved(verdict: Verdict, language: Language) -> str:
    wave, limits = period_text(verdict.change_from, language), change_interval_text(verdict, language)
    rise = verdict.change_state == "up"
    if verdict.change_method == "wilcoxon":
        text = "Hausse depuis {wave} : {moves}." if rise else "Baisse depuis {wave} : {moves}."
        return say(text, language, wave=wave, moves=_moves(verdict, language))
    if verdict.change_value is None:
        text = "Hausse depuis {wave}, où la valeur était de 0." if rise else "Baisse depuis {wave}."
        return say(text, language, wave=wave)
    if verdict.change_method == "rate_ratio":
        times = number(verdict.change_value, _digits(verdict), language)
        text = (
            "Hausse : {times} fois la valeur de {wave} (intervalle {limits})."
            if rise
            else "Baisse : {times} fois la valeur de {wave} (intervalle {limits})."
        )
        return say(text, language, times=times, wave=wave, limits=limits)
    size = change_text(verdict, language).lstrip("+−")
    text = (
        "Hausse de {size} depuis {wave} (intervalle {limits})."
        if rise
        else "Baisse de {size} depuis {wave} (intervalle {limits})."
    )
    return say(text, language, size=size, wave=wave, limits=limits)


def _not_computed(verdict: Verdict, language: Language) -> str:
    size, wave = change_text(verdict, language), period_text(verdict.change_from, language)
    if verdict.state == "suppressed":
        return say("Changement non calculé : la valeur est supprimée.", language)
    if not size and verdict.change_method == "same_establishments":
        return say("Changement non calculé : une valeur masquée pourrait s’en déduire.", language)
    if not size:
        return say("Changement non calculé : il manque une valeur comparable.", language)
    if verdict.change_method == "same_establishments":
        text = "{size} depuis {wave}, sur les {n} établissements qui ont répondu aux deux vagues."
        if verdict.change_n == 1:
            text = "{size} depuis {wave}, sur le seul établissement qui a répondu aux deux vagues."
        return say(text, language, size=size, wave=wave, n=verdict.change_n)
    if verdict.change_method == "bootstrap":
        # Whoever is hidden counts together as one: six answers may be fewer than six distinct ones.
        text = "{size} depuis {wave}; trop peu d’établissements distincts pour tester l’écart : il en faut {n}."
        return say(text, language, size=size, wave=wave, n=FEWEST_UNITS)
    return say("{size} depuis {wave}; l’écart n’est pas testé.", language, size=size, wave=wave)


def change_sentence(verdict: Verdict, language: Language) -> str:
    """The change since the previous wave in one sentence, with its interval or with what it would have taken."""
    state = verdict.change_state
    wave, period = (period_text(item, language) for item in (verdict.change_from, verdict.period))
    if state == "first":
        text = "Première vague : aucune comparaison dans le temps."
        if verdict.period_kind != "year":
            text = "Première période : aucune comparaison dans le temps."
        return say(text, language)
    if state == "not_asked":
        return say("Question non posée en {wave}; aucune comparaison.", language, wave=asked_wave(verdict, language))
    if state == "break":
        return say(
            "La définition change entre {wave} et {period}; aucune comparaison.",
            language,
            wave=wave,
            period=period,
        )
    if state == "no_to_yes":
        return say("Non en {wave}, oui en {period}.", language, wave=wave, period=period)
    if state == "yes_to_no":
        return say("Oui en {wave}, non en {period}.", language, wave=wave, period=period)
    if state == "unchanged":
        return say("Même réponse qu’en {wave}.", language, wave=wave)
    if state in ("up", "down"):
        return _moved(verdict, language)
    return _not_detectable(verdict, language) if state == "not_detectable" else _not_computed(verdict, language)


def change_note(verdict: Verdict, language: Language) -> str:
    """Under a change: its interval when it moved, else what it would have taken; empty where neither is known."""
    if verdict.change_state in ("up", "down"):
        limits = change_interval_text(verdict, language)
        return say("intervalle {limits}", language, limits=limits) if limits else ""
    return detectable_text(verdict, language) if verdict.change_state == "not_detectable" else ""


def total_change(verdict: Verdict, language: Language) -> str:
    """The change of a network total, over the establishments that answered both times: the sums hold others too."""
    size = change_text(verdict, language)
    if verdict.change_state == "not_computed" and not size:
        return say("changement non publié", language)
    if not size or verdict.change_n is None:
        return change_words(verdict, language)
    text = "{size} depuis {wave}, sur {n} établissements communs"
    return say(text, language, size=size, wave=period_text(verdict.change_from, language), n=verdict.change_n)
