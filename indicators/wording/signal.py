"""What is said about a series and a target: a word of trend or signal only where its rule fired, with the rule."""

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.numbers import number, quantity
from indicators.wording.value import figure

_RULES = {
    ("outside", 1): "au-dessus de la limite supérieure",
    ("outside", -1): "sous la limite inférieure",
    ("trend", 1): "7 points de suite en hausse",
    ("trend", -1): "7 points de suite en baisse",
    ("two_of_three", 1): "2 points sur 3 près de la limite supérieure",
    ("two_of_three", -1): "2 points sur 3 près de la limite inférieure",
    ("shift", 1): "7 points de suite au-dessus de la moyenne",
    ("shift", -1): "7 points de suite sous la moyenne",
}
_VARIATIONS = {
    "improvement_high": "amélioration : plus haut que d’ordinaire",
    "improvement_low": "amélioration : plus bas que d’ordinaire",
    "concern_high": "préoccupation : plus haut que d’ordinaire",
    "concern_low": "préoccupation : plus bas que d’ordinaire",
    "neutral_high": "plus haut que d’ordinaire, sans jugement",
    "neutral_low": "plus bas que d’ordinaire, sans jugement",
    "common": "variation ordinaire",
}
_ASSURANCES = {
    "will_pass": "à ce rythme, la cible est toujours atteinte",
    "will_fail": "à ce rythme, la cible n’est jamais atteinte",
    "hit_or_miss": "à ce rythme, la cible est atteinte ou manquée au hasard",
    "no_target": "aucune cible",
}
_FUNNELS = {
    "inside": "dans les limites de l’entonnoir",
    "high_95": "au-dessus de la limite à 95 %",
    "low_95": "sous la limite à 95 %",
    "high_998": "au-dessus de la limite à 99,8 %",
    "low_998": "sous la limite à 99,8 %",
}
_TARGETS = {
    "met": "cible atteinte",
    "not_met": "cible non atteinte",
    "not_assessable": "cible non évaluable",
    "none": "aucune cible",
    "not_yet": "aucune cible à cette date",
}
_TARGET_NOTES = {
    "within_interval": "l’intervalle s’étend de part et d’autre de la cible",
    "no_value": "il n’y a pas de valeur",
    "suppressed": "la valeur est supprimée",
    "low_coverage": "la couverture est insuffisante",
}


def rule_words(verdict: Verdict, language: Language) -> str:
    """The control chart's rule at this point: « 7 points de suite au-dessus de la moyenne »; empty where none fired."""
    text = _RULES.get((verdict.xmr_rule, verdict.xmr_side or 0))
    return say(text, language) if text else ""


def variation_words(verdict: Verdict, language: Language) -> str:
    """What the variation icon says, and why: « amélioration : plus haut que d’ordinaire »; empty under 13 points."""
    return say(_VARIATIONS[verdict.variation], language) if verdict.variation else ""


def assurance_words(verdict: Verdict, language: Language) -> str:
    """What the assurance icon says of the target; empty under 13 points."""
    return say(_ASSURANCES[verdict.assurance], language) if verdict.assurance else ""


def trend_words(verdict: Verdict, language: Language) -> str:
    """« tendance à la hausse », « aucune tendance décelable », « tendance non calculable »; empty below that rung."""
    words = {
        "up": "tendance à la hausse",
        "down": "tendance à la baisse",
        "none": "aucune tendance décelable",
        "not_calculable": "tendance non calculable",
    }
    return say(words[verdict.trend], language) if verdict.trend else ""


def trend_sentence(verdict: Verdict, language: Language) -> str:
    """The recent trend in one sentence; empty below that rung."""
    sentences = {
        "up": "Tendance à la hausse sur les cinq derniers points.",
        "down": "Tendance à la baisse sur les cinq derniers points.",
        "none": "Aucune tendance décelable sur les cinq derniers points.",
        "not_calculable": "Tendance non calculable : il faut cinq points de suite, chacun avec son intervalle.",
    }
    return say(sentences[verdict.trend], language) if verdict.trend else ""


def run_words(verdict: Verdict, language: Language) -> str:
    """Which rule of the run chart fired, with its numbers; empty where none did or below that rung."""
    parts = []
    if verdict.run_signal in ("shift", "both"):
        parts.append(
            say(
                "{n} points de suite du même côté de la médiane; le hasard en permet {limit}",
                language,
                n=verdict.run_longest,
                limit=verdict.run_longest_limit,
            )
        )
    if verdict.run_signal in ("crossings", "both"):
        text = "la médiane n’est traversée que {n} fois; le hasard en veut au moins {limit}"
        parts.append(say(text, language, n=verdict.run_crossings, limit=verdict.run_crossings_limit))
    return "; ".join(parts)


def run_sentence(verdict: Verdict, language: Language) -> str:
    """The run chart in one sentence; empty below that rung."""
    if not verdict.run_signal:
        return ""
    if verdict.run_signal == "none":
        return say("Autour de sa médiane, la série varie comme le hasard.", language)
    return say("La série s’écarte du hasard : {rule}.", language, rule=run_words(verdict, language))


def signal_words(verdict: Verdict, language: Language) -> str:
    """The rule that fired, in words, whichever method found it: control chart, then run chart, then recent trend."""
    trend = trend_words(verdict, language) if verdict.trend in ("up", "down") else ""
    return rule_words(verdict, language) or run_words(verdict, language) or trend


def signal_sentence(verdict: Verdict, language: Language) -> str:
    """The series in one sentence: the rule that fired, else that nothing stands out; empty where no rule may speak."""
    if rule := rule_words(verdict, language):
        words = variation_words(verdict, language)
        if not words:
            return say("Signal : {rule} (limites provisoires).", language, rule=rule)
        return say("Signal, {words} ({rule}).", language, words=words, rule=rule)
    if verdict.run_signal not in ("", "none"):
        return run_sentence(verdict, language)
    if verdict.variation == "common":
        return say("Variation ordinaire : rien ne ressort de la série.", language)
    return run_sentence(verdict, language) or trend_sentence(verdict, language)


def funnel_words(verdict: Verdict, language: Language) -> str:
    """Where the establishment stands given its size: « au-dessus de la limite à 95 % »; empty without a funnel."""
    return say(_FUNNELS[verdict.funnel], language) if verdict.funnel else ""


def outlier_words(verdict: Verdict, language: Language) -> str:
    """How many of three methods put the establishment apart: « hors des limites selon 2 méthodes sur 3 »."""
    methods = verdict.outlier_methods
    if methods is None:
        return ""
    if not methods:
        return say("dans les limites selon les 3 méthodes", language)
    if methods == 1:
        return say("reste hors des limites selon 1 méthode sur 3", language)
    return say("reste hors des limites selon {n} méthodes sur 3", language, n=methods)


def expected_words(verdict: Verdict, language: Language) -> str:
    """How many establishments chance alone puts outside a group's funnel; empty where it has none."""
    if verdict.funnel_expected is None:
        return ""
    many = number(verdict.funnel_expected, 1, language)
    return say("par hasard seul, environ {n} hors des limites à 95 %", language, n=many)


def target_bounds_text(low: float | None, high: float | None, decimals: int, unit: str, language: Language) -> str:
    """« au moins 60 % », « au plus 15 % », « de 10 à moins de 20 »; empty without a target."""

    def shown(bound: float) -> str:
        # A bound is said as it was decided, even where the indicator's values have fewer decimals.
        places = next((n for n in range(decimals, 4) if abs(bound - round(bound, n)) < 1e-9), 4)
        return quantity(bound, places, unit, language)

    if low is not None and high is not None:
        return say("de {low} à moins de {high}", language, low=shown(low), high=shown(high))
    if low is not None:
        return say("au moins {low}", language, low=shown(low))
    return say("au plus {high}", language, high=shown(high)) if high is not None else ""


def target_text(verdict: Verdict, language: Language) -> str:
    """The target itself: « au moins 60 % »; empty where none was decided."""
    bounds = verdict.target_low, verdict.target_high
    return target_bounds_text(*bounds, verdict.decimals, verdict.unit(language), language)


def target_words(verdict: Verdict, language: Language) -> str:
    """« cible atteinte », « cible non atteinte », « cible non évaluable », « aucune cible »…"""
    not_yet = verdict.target_state == "none" and verdict.target_note == "not_yet"
    state = "not_yet" if not_yet else verdict.target_state
    return say(_TARGETS[state], language)


def target_sentence(verdict: Verdict, language: Language) -> str:
    """The target and what to make of it in one sentence; empty where none was decided."""
    if verdict.target_state == "none":
        return ""
    words, aim = target_words(verdict, language), target_text(verdict, language)
    state = words[:1].upper() + words[1:]
    if verdict.target_note:
        note = say(_TARGET_NOTES[verdict.target_note], language)
        return say("{state} ({aim}) : {note}.", language, state=state, aim=aim, note=note)
    return say("{state} ({aim}).", language, state=state, aim=aim)


def limits_text(verdict: Verdict, language: Language) -> str:
    """The control chart's mean and limits at this point: « moyenne 12,4; limites 8,1 et 16,7 »; empty without any."""
    mean, low, high = verdict.xmr_mean, verdict.xmr_low, verdict.xmr_high
    if mean is None or low is None or high is None:
        return ""
    shown = {
        name: figure(verdict, value, verdict.decimals, language)
        for name, value in (("mean", mean), ("low", low), ("high", high))
    }
    return say("moyenne {mean}; limites {low} et {high}", language, **shown)
