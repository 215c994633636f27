"""The sentences of one verdict: `card`, then `finding` with its `detail` (title and subtitle), then `paragraph`."""

from indicators.catalogue.model import Language
from indicators.verdicts.model import MEDIAN_KINDS, Verdict
from indicators.wording.change import change_sentence
from indicators.wording.comparison import comparison_words, peers_sentence
from indicators.wording.language import say
from indicators.wording.note import hidden_reason, note_sentences, rung_sentence
from indicators.wording.periods import period_text
from indicators.wording.signal import signal_sentence, signal_words, target_sentence
from indicators.wording.value import (
    absence_word,
    counts_text,
    coverage_text,
    establishments_text,
    has_counts_first,
    interval_text,
    is_percent,
    measured,
    missing_text,
    value_text,
)

#: Groups whose name stands before their finding; the province goes without saying.
NAMED_GROUPS = ("peer_group", "region", "custom")


def card(verdict: Verdict, language: Language) -> str:
    """The verdict in forty characters: « 18 établissements sur 27 », « 57 % · 41 sur 72 », « médiane : 12,4 ETC »."""
    if verdict.band:
        return value_text(verdict, language)
    if not verdict.valued:
        return absence_word(verdict, language)
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
            return say("question non posée en {wave}", language, wave=period_text(verdict.period, language))
        return absence_word(verdict, language) if verdict.is_establishment else _nobody(verdict, language)
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
    if verdict.place_kind in NAMED_GROUPS:
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


def detail(verdict: Verdict, language: Language) -> str:
    """The subtitle: unit, counts, interval, coverage or peers, period, separated by middle dots."""
    parts = [] if verdict.is_answer else [verdict.unit(language)]
    if verdict.state == "suppressed":
        return " · ".join([*parts, period_text(verdict.period, language)])
    if verdict.valued:
        counts = "" if verdict.value is None else counts_text(verdict, language)
        parts += [counts, _interval_part(verdict, language)]
    parts += [_coverage_part(verdict, language), peers_sentence(verdict, language) if verdict.valued else ""]
    missing = "" if verdict.valued else missing_text(verdict, language)
    parts += [missing, period_text(verdict.period, language)]
    return " · ".join(part for part in parts if part)


def _lead(verdict: Verdict, language: Language) -> str:
    """The finding as a sentence, with its interval and what it rests on."""
    text, limits, coverage = finding(verdict, language), "", ""
    if verdict.valued:
        limits, coverage = interval_text(verdict, language), _coverage_part(verdict, language)
    if limits and coverage:
        whole = "{text}, intervalle à 95 % {limits}, d’après {coverage}."
        return say(whole, language, text=text, limits=limits, coverage=coverage)
    if limits:
        return say("{text}, intervalle à 95 % {limits}.", language, text=text, limits=limits)
    if coverage:
        return say("{text}, d’après {coverage}.", language, text=text, coverage=coverage)
    return say("{text}.", language, text=text)


def paragraph(verdict: Verdict, language: Language) -> str:
    """Two or three sentences: the finding, its change, then the most that may be said of signal, target or peers."""
    if verdict.value is None:
        reasons = [] if verdict.state == "suppressed" else note_sentences(verdict, language)
        return " ".join([_lead(verdict, language), *reasons[:1]])
    last = signal_sentence(verdict, language) if signal_words(verdict, language) else ""
    last = last or target_sentence(verdict, language)
    if not last and verdict.peer_median is not None and verdict.comparison:
        words, median = comparison_words(verdict, language), peers_sentence(verdict, language)
        last = say("Par rapport aux pairs : {words} ({median}).", language, words=words, median=median)
    last = last or signal_sentence(verdict, language) or rung_sentence(verdict, language)
    return " ".join(part for part in (_lead(verdict, language), change_sentence(verdict, language), last) if part)
