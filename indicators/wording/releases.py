"""What changed between two releases, in words: one line a verdict, and counts by label."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from indicators.catalogue.model import Language
from indicators.release_diff.differences import ChangedVerdict, Differences
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_interval_text, change_text, change_words
from indicators.wording.comparison import comparison_words, peers_sentence
from indicators.wording.finding import finding
from indicators.wording.language import say
from indicators.wording.note import note_sentences, rung_sentence
from indicators.wording.numbers import number
from indicators.wording.periods import period_text
from indicators.wording.signal import (
    assurance_words,
    funnel_words,
    limits_text,
    outlier_words,
    signal_words,
    target_text,
    target_words,
    trend_words,
    variation_words,
)
from indicators.wording.value import counts_text, coverage_text, interval_text, missing_text, state_word, value_text

CAUSE_WORDS: Mapping[str, str] = {
    "wave": "nouvelle vague",
    "late_answer": "réponse tardive",
    "withdrawal": "retrait",
    "correction": "correction",
    "definition": "définition",
    "method": "méthode",
    "target": "cible",
}
ASPECT_WORDS: Mapping[str, str] = {
    "value": "valeur",
    "interval": "intervalle à 95 %",
    "coverage": "couverture",
    "target": "cible",
    "change": "changement",
    "peers": "pairs",
    "signal": "signal",
    "rung": "points valides",
    "funnel": "entonnoir",
    "notes": "précisions",
    "words": "libellé",
}
#: What stands for a verdict that a release does not hold.
ABSENT = "absent"


def cause_word(cause: str, language: Language) -> str:
    """The label of a change: « réponse tardive »."""
    return say(CAUSE_WORDS[cause], language)


def causes_words(changed: ChangedVerdict, language: Language) -> str:
    """All the labels of a change, the main one first: « correction, cible »."""
    return ", ".join(cause_word(cause, language) for cause in changed.causes)


def _value(verdict: Verdict, language: Language) -> str:
    """« 67 % (18 sur 27) », « 14 partenaires », or the state in words."""
    if not verdict.valued and not verdict.band:
        return state_word(verdict.state, language)
    counts = counts_text(verdict, language)
    shown = value_text(verdict, language)
    return say("{value} ({counts})", language, value=shown, counts=counts) if counts else shown


def _change(verdict: Verdict, language: Language) -> list[str]:
    size, limits = change_text(verdict, language), change_interval_text(verdict, language)
    words = change_words(verdict, language)
    return [words, "" if size in words else size, limits]


def _signal(verdict: Verdict, language: Language) -> list[str]:
    told = (signal_words, trend_words, variation_words, assurance_words, limits_text)
    return list(dict.fromkeys(words(verdict, language) for words in told))


#: How each aspect is said, and its name where its words do not name it; in the order in which a reader wants them.
_PARTS: Mapping[str, tuple[str, Callable[[Verdict, Language], list[str]]]] = {
    "value": ("", lambda verdict, language: [_value(verdict, language)]),
    "interval": ("intervalle à 95 %", lambda verdict, language: [interval_text(verdict, language)]),
    "coverage": (
        "couverture",
        lambda verdict, language: [coverage_text(verdict, language), missing_text(verdict, language)],
    ),
    "target": (
        "",
        lambda verdict, language: [target_words(verdict, language), target_text(verdict, language)],
    ),
    "change": ("changement", _change),
    "peers": (
        "",
        lambda verdict, language: [peers_sentence(verdict, language), comparison_words(verdict, language)],
    ),
    "signal": ("signal", _signal),
    "rung": ("", lambda verdict, language: [rung_sentence(verdict, language)]),
    "funnel": (
        "",
        lambda verdict, language: [funnel_words(verdict, language), outlier_words(verdict, language)],
    ),
    "notes": ("précisions", note_sentences),
    "words": (
        "libellé",
        lambda verdict, language: [
            verdict.label(language),
            verdict.claim_fr if language == "fr" else verdict.claim_en,
            verdict.unit(language),
            verdict.place(language),
        ],
    ),
}


def parts(changed: ChangedVerdict, language: Language) -> Iterator[tuple[str, str, str]]:
    """What reads otherwise: the aspect, its words before and after with what they share left out; « — » for none.

    A difference too small for the decimals shown, or in a number that no page prints, gives nothing.
    """
    for aspect, (_, words) in _PARTS.items():
        if aspect not in changed.aspects:
            continue
        said = [
            [say(ABSENT, language)] if item is None else [text for text in words(item, language) if text]
            for item in (changed.before, changed.after)
        ]
        before, after = (
            "; ".join(text for text in texts if text not in others) or "—" for texts, others in (said, said[::-1])
        )
        if before != after:
            yield aspect, before, after


def reads_otherwise(changed: ChangedVerdict, language: Language) -> bool:
    """Whether any of its words differ."""
    return next(parts(changed, language), None) is not None


def before_after(changed: ChangedVerdict, language: Language) -> str:
    """« 12 → 14 », or the first part that reads otherwise: « intervalle à 95 % : de 2 à 4 → de 1 à 4 »."""
    for aspect, before, after in parts(changed, language):
        name, moved = _PARTS[aspect][0], f"{before} → {after}"
        return say("{part} : {moved}", language, part=say(name, language), moved=moved) if name else moved
    return say("rien de ce qui s’affiche ne change", language)


def aspect_word(aspect: str, language: Language) -> str:
    """The name of an aspect, for a column of a file."""
    return say(ASPECT_WORDS[aspect], language)


def subject_words(changed: ChangedVerdict, language: Language) -> str:
    """The subject and its period: « Partenaires actifs, 2025-2026 »."""
    now = now_of(changed)
    return say(
        "{label}, {period}",
        language,
        label=now.label(language),
        period=period_text(now.period, language),
    )


def now_of(changed: ChangedVerdict) -> Verdict:
    """The verdict after, or before where it is gone: for its words and its place."""
    found = changed.after or changed.before
    if found is None:
        raise ValueError("a change has at least one side")
    return found


def line(changed: ChangedVerdict, language: Language) -> str:
    """The whole change: « CISSS de Laval — Partenaires actifs, 2025-2026 : 12 → 14 (correction) »."""
    return say(
        "{place} — {subject} : {moved} ({causes})",
        language,
        place=now_of(changed).place(language),
        subject=subject_words(changed, language),
        moved=before_after(changed, language),
        causes=causes_words(changed, language),
    )


def place_line(changed: ChangedVerdict, language: Language) -> str:
    """The same under a heading that names subject and label: « CISSS de Laval, 2025-2026 : 12 → 14 ».

    Other labels than the main one are still named.
    """
    now, others = now_of(changed), changed.causes[1:]
    text = say(
        "{place}, {period} : {moved}",
        language,
        place=now.place(language),
        period=period_text(now.period, language),
        moved=before_after(changed, language),
    )
    if not others:
        return text
    more = ", ".join(cause_word(cause, language) for cause in others)
    return say("{text} (aussi : {more})", language, text=text, more=more)


def counted(found: Differences, language: Language) -> str:
    """« 26 résultats changés »."""
    if not found.count:
        return say("aucun résultat changé", language)
    text = "{n} résultat changé" if found.count == 1 else "{n} résultats changés"
    return say(text, language, n=number(found.count, 0, language))


def counted_by_cause(found: Differences, language: Language) -> str:
    """« réponse tardive : 1 075 · cible : 12 »; empty where nothing changed."""
    return " · ".join(
        say("{cause} : {n}", language, cause=cause_word(cause, language), n=number(count, 0, language))
        for cause, count in found.by_cause.items()
    )


def headline_lines(found: Differences, language: Language, period: str | None = None) -> list[str]:
    """The network's headlines that read otherwise: « R01 : 18 établissements sur 27 ont… (avant : 17 sur 27) »."""
    own = (pl.col("subject_kind") == "headline") & (pl.col("place_kind") == "province")
    if period is not None:
        own &= pl.col("period") == period
    lines = []
    for changed in found.where(own):
        if changed.before is None or changed.after is None:
            continue
        then, now = _value(changed.before, language), _value(changed.after, language)
        if then == now and "change" not in changed.aspects and "target" not in changed.aspects:
            continue
        lines.append(
            say(
                "{code} : {moved} — {finding} ({causes})",
                language,
                code=changed.after.subject_id,
                moved=before_after(changed, language),
                finding=finding(changed.after, language),
                causes=causes_words(changed, language),
            )
        )
    return lines
