"""Why a verdict shows no more than it does: its notes, the rule that hides it, the points that are missing."""

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.language import say

_NOTES = {
    "attendances": "En version 1, des présences étaient comptées, non des personnes : la valeur peut dépasser 100.",
    "count_date": "Dénombré à une autre date que celle demandée.",
    "denominator_zero": "Dénominateur de 0 : aucun rapport n’est calculé.",
    "few_peers": "Trop peu de pairs ont répondu pour une médiane.",
    "hidden_in_median": "La médiane ne porte que sur les valeurs visibles.",
    "no_population": (
        "L’établissement n’a pas de population de territoire : un taux par 100 000 habitants est sans objet."
    ),
    "not_named": "L’établissement n’est présenté que dans les ensembles.",
    "partial_year": "Exercice incomplet : moins de douze mois sont couverts.",
    "population_older": "La population utilisée précède l’exercice; la plus récente au dossier.",
    "same_establishments": "Seuls les établissements qui ont répondu aux deux vagues sont comparés.",
    "team_size": "Équipe d’une ou deux personnes : les valeurs exactes sont supprimées.",
}
_RUNGS = {
    2: "{points}; il en faut {needed} pour parler de changement.",
    5: "{points}; il en faut {needed} pour parler de tendance.",
    10: "{points}; il en faut {needed} pour un graphique séquentiel.",
    12: "{points}; il en faut {needed} pour une carte de contrôle provisoire.",
    13: "{points}; il en faut {needed} pour une carte de contrôle.",
}


def hidden_reason(verdict: Verdict, language: Language) -> str:
    """Why a suppressed value is not shown, as far as the declared rules tell; no final stop."""
    if not verdict.is_establishment:
        return say("Valeur supprimée : une valeur masquée pourrait s’en déduire", language)
    if "not_named" in verdict.note_codes:
        return say("Valeur non publiée : l’établissement n’est présenté que dans les ensembles", language)
    if "team_size" in verdict.note_codes:
        return say(
            "Valeur supprimée : elle décrirait une équipe d’une ou deux personnes, ou une autre s’en déduirait",
            language,
        )
    return say("Valeur supprimée : elle décrirait moins de 5 personnes, ou une autre s’en déduirait", language)


def rung_sentence(verdict: Verdict, language: Language) -> str:
    """« 2 points valides; il en faut 5 pour parler de tendance. »; empty where no point is missing."""
    if not verdict.needed:
        return ""
    text = "{n} point valide" if verdict.points == 1 else "{n} points valides"
    points = say(text, language, n=verdict.points)
    return say(_RUNGS[verdict.needed], language, points=points, needed=verdict.needed)


def note_sentences(verdict: Verdict, language: Language) -> list[str]:
    """The notes of a verdict as sentences, in the order of their codes."""
    return [say(_NOTES[code], language) for code in verdict.note_codes]
