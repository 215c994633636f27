"""Sentences of a verdict, in French and in English, from its own fields: the only texts that pages print about a number.

Short texts (value, interval, coverage, missing, state) and those about change come from two neighbours and are named
here too, so that a page imports from one place.
"""

from collections.abc import Callable

import polars as pl

from indicators.indicator import Language
from indicators.language import say
from indicators.verdict_change_texts import (
    change_interval_text,
    change_sentence,
    change_text,
    change_words,
    detectable_text,
)
from indicators.verdict_model import MEDIAN_KINDS, SCHEMA, Verdict
from indicators.verdict_texts import (
    careful,
    counts_text,
    coverage_text,
    decimals_of,
    establishments_text,
    figure,
    has_counts_first,
    interval_text,
    is_percent,
    measured,
    missing_text,
    state_code,
    state_word,
    value_text,
)

__all__ = [
    "card",
    "change_interval_text",
    "change_sentence",
    "change_text",
    "change_words",
    "comparison_words",
    "counts_text",
    "coverage_text",
    "detail",
    "detectable_text",
    "finding",
    "hidden_reason",
    "interval_text",
    "measured",
    "missing_text",
    "note_sentences",
    "peers_sentence",
    "rung_sentence",
    "state_code",
    "state_word",
    "value_text",
    "written",
]

_COMPARISONS = {
    "better": "mieux que les pairs",
    "worse": "moins bien que les pairs",
    "similar": "comparable aux pairs",
    "higher": "plus haut que les pairs, sans jugement",
    "lower": "plus bas que les pairs, sans jugement",
    "not_compared": "non comparé",
}
_NOTES = {
    "attendances": "En version 1, des présences étaient comptées, non des personnes : la valeur peut dépasser 100.",
    "count_date": "Dénombré à une autre date que celle demandée.",
    "denominator_zero": "Dénominateur de 0 : aucun rapport n’est calculé.",
    "few_peers": "Trop peu de pairs ont répondu pour une médiane.",
    "hidden_in_median": "La médiane ne porte que sur les valeurs visibles.",
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
        return say("Valeur supprimée : elle décrirait une équipe d’une ou deux personnes", language)
    return say("Valeur supprimée : elle décrirait moins de 5 personnes", language)


def card(verdict: Verdict, language: Language) -> str:
    """The verdict in about forty characters: « 18 établissements sur 27 », « 57 % · 41 sur 72 », « médiane : 12,4 ETC »."""
    if verdict.band:
        return value_text(verdict, language)
    if "not_named" in verdict.note_codes:
        return say("non publié", language)
    if not verdict.valued:
        return state_word(verdict.state, language)
    if verdict.value is None or verdict.is_answer:
        return value_text(verdict, language)
    if has_counts_first(verdict):
        return establishments_text(verdict, language)
    if verdict.kind in MEDIAN_KINDS and not verdict.is_establishment:
        return say("médiane : {value}", language, value=measured(verdict, language))
    if is_percent(verdict):
        return f"{value_text(verdict, language)} · {counts_text(verdict, language)}"
    return measured(verdict, language)


def _headline(verdict: Verdict, language: Language) -> str:
    """« 18 établissements sur 27 ont… »; with fewer than two, « Établissements qui ont… : 1 sur 27 »."""
    claim = verdict.claim_fr if language == "fr" else verdict.claim_en
    if not claim:
        counts = establishments_text(verdict, language)
        return say("{label} : {body}", language, label=verdict.label(language), body=counts)
    if (verdict.numerator or 0) >= 2:
        return say("{counts} {claim}", language, counts=establishments_text(verdict, language), claim=claim)
    counts = counts_text(verdict, language)
    return say("Établissements qui {claim} : {counts}", language, claim=claim, counts=counts)


def _body(verdict: Verdict, language: Language) -> str:
    """What stands after the label: the value in words."""
    if verdict.band:
        return say("{band}, donné par tranche", language, band=value_text(verdict, language))
    if not verdict.valued:
        if verdict.state == "not_asked":
            return say("question non posée en {wave}", language, wave=verdict.period)
        return state_word(verdict.state, language) if verdict.is_establishment else _nobody(verdict, language)
    if verdict.value is None:
        return say("— (dénominateur de 0)", language)
    if verdict.is_answer:
        return say("oui", language) if verdict.value else say("non", language)
    if verdict.kind in MEDIAN_KINDS and not verdict.is_establishment:
        return say("médiane de {value}", language, value=measured(verdict, language))
    if verdict.kind == "total":
        return value_text(verdict, language)
    counts = counts_text(verdict, language)
    if is_percent(verdict):
        return say("{value} ({counts})", language, value=value_text(verdict, language), counts=counts)
    return measured(verdict, language)


def _nobody(verdict: Verdict, language: Language) -> str:
    if verdict.state == "not_applicable":
        return say("sans objet ici", language)
    return say("aucune réponse", language)


def finding(verdict: Verdict, language: Language) -> str:
    """The finding, fit for a title: « 18 établissements sur 27 ont un plan local… »; no final stop."""
    if verdict.state == "suppressed" and not verdict.band:
        return hidden_reason(verdict, language)
    label = verdict.label(language)
    if has_counts_first(verdict) and verdict.value is not None:
        text = _headline(verdict, language)
    else:
        text = say("{label} : {body}", language, label=label, body=_body(verdict, language))
    if verdict.place_kind == "peer_group":
        return say("{place} — {body}", language, place=verdict.place(language), body=text)
    return text


def _interval_part(verdict: Verdict, language: Language) -> str:
    limits = interval_text(verdict, language)
    return say("intervalle à 95 % : {limits}", language, limits=limits) if limits else ""


def _coverage_part(verdict: Verdict, language: Language) -> str:
    coverage = coverage_text(verdict, language)
    if not coverage:
        return ""
    if verdict.coverage_low:
        return say("{coverage} : couverture insuffisante pour conclure", language, coverage=coverage)
    return say("{coverage} établissements", language, coverage=coverage)


def peers_sentence(verdict: Verdict, language: Language) -> str:
    """« médiane de 9 pairs : 57 % »; under five, how many are needed; empty where nothing is compared."""
    if not verdict.is_establishment or verdict.is_answer or verdict.peer_n is None:
        return ""
    if verdict.peer_median is not None:
        shown = figure(
            verdict, verdict.peer_median, careful(decimals_of(verdict), verdict.peer_median), language
        )
        return say("médiane de {n} pairs : {value}", language, n=verdict.peer_n, value=shown)
    if verdict.peer_n == 1:
        return say("1 pair a répondu; il en faut 5 pour une médiane", language)
    if not verdict.peer_n:
        return say("aucun pair n’a répondu; il en faut 5 pour une médiane", language)
    return say("{n} pairs ont répondu; il en faut 5 pour une médiane", language, n=verdict.peer_n)


def detail(verdict: Verdict, language: Language) -> str:
    """The subtitle: unit, counts, interval, coverage or peers, period, separated by middle dots."""
    parts = [] if verdict.is_answer else [verdict.unit(language)]
    if verdict.state == "suppressed":
        return " · ".join([*parts, verdict.period])
    if verdict.valued:
        counts = "" if verdict.value is None else counts_text(verdict, language)
        parts += [counts, _interval_part(verdict, language)]
    parts += [_coverage_part(verdict, language), peers_sentence(verdict, language) if verdict.valued else ""]
    missing = "" if verdict.valued else missing_text(verdict, language)
    return " · ".join(part for part in (*parts, missing, verdict.period) if part)


def comparison_words(verdict: Verdict, language: Language) -> str:
    """« mieux que les pairs », « comparable aux pairs »…; empty where a comparison makes no sense."""
    return say(_COMPARISONS[verdict.comparison], language) if verdict.comparison else ""


def rung_sentence(verdict: Verdict, language: Language) -> str:
    """« 2 points valides; il en faut 5 pour parler de tendance. »; empty at the top of the ladder or without a value."""
    if not verdict.needed:
        return ""
    text = "{n} point valide" if verdict.points == 1 else "{n} points valides"
    points = say(text, language, n=verdict.points)
    return say(_RUNGS[verdict.needed], language, points=points, needed=verdict.needed)


def note_sentences(verdict: Verdict, language: Language) -> list[str]:
    """The notes of a verdict as sentences, in the order of their codes."""
    return [say(_NOTES[code], language) for code in verdict.note_codes]


def written(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` (with the fields of a verdict) and their six sentence columns."""
    makers = {"sentence_card": card, "sentence": finding, "detail": detail}
    languages: tuple[Language, ...] = ("fr", "en")
    columns: dict[str, tuple[Callable[[Verdict, Language], str], Language]] = {
        f"{name}_{language}": (make, language) for name, make in makers.items() for language in languages
    }
    fields = rows.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items() if name not in columns)
    # The frame's types are the model's: building without checks keeps a publication within its second.
    verdicts = [Verdict.model_construct(**row) for row in fields.iter_rows(named=True)]
    texts = {name: [make(item, language) for item in verdicts] for name, (make, language) in columns.items()}
    return rows.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in texts.items())
