"""The portrait's messages in words: what the current release says of each, with the numbers of its verdicts."""

from collections import Counter
from collections.abc import Sequence

from indicators.catalogue.model import Language
from indicators.release_reader.portrait import HALF, MessageStatus, Showing, Sign, Status
from indicators.wording.distribution import part_name
from indicators.wording.finding import card
from indicators.wording.language import say
from indicators.wording.lists import list_text
from indicators.wording.numbers import percent
from indicators.wording.value import interval_text

STATUS_WORDS: dict[Status, str] = {
    "supported": "appuyé",
    "qualified": "nuancé",
    "contradicted": "contredit",
    "not_observable": "pas encore observable",
}
SEVERAL_WORDS: dict[Status, str] = {
    "supported": "appuyés",
    "qualified": "nuancés",
    "contradicted": "contredits",
    "not_observable": "pas encore observables",
}
SHOWING_WORDS: dict[Showing, str] = {
    "supports": "appuie le message",
    "contradicts": "contredit le message",
    "unclear": "ne tranche pas",
    "context": "contexte, sans jugement",
    "low_coverage": "couverture insuffisante",
    "not_observable": "pas encore observable",
}
EXPECTED = {
    "majority": "attendu : plus de {half}",
    "minority": "attendu : moins de {half}",
    "every_part": "attendu : aucune part nulle",
    "context": "sans limite",
}


def portrait_finding(messages: Sequence[MessageStatus], language: Language) -> str:
    """« 7 messages : 6 nuancés et 1 contredit »."""
    found = Counter(item.status for item in messages)
    told = [
        f"{found[name]}\u00a0{say(SEVERAL_WORDS[name] if found[name] > 1 else word, language)}"
        for name, word in STATUS_WORDS.items()
        if found[name]
    ]
    return say("{n} messages : {told}", language, n=len(messages), told=list_text(told, language))


def status_word(status: Status, language: Language) -> str:
    """« appuyé »."""
    return say(STATUS_WORDS[status], language)


def showing_word(showing: Showing, language: Language) -> str:
    """« appuie », « ne tranche pas »."""
    return say(SHOWING_WORDS[showing], language)


def reason(message: MessageStatus, language: Language) -> str:
    """« Signes jugés : 3 sur 4; appuient 1, contredisent 1, ne tranchent pas 1 »."""
    if not message.judged:
        return say("Aucun de ses {n} signes ne peut être jugé.", language, n=len(message.signs))
    text = (
        "Signes jugés : {judged} sur {n}; appuient : {supports}, contredisent : {contradicts}, "
        "ne tranchent pas : {unclear}."
    )
    counts = {name: message.count(name) for name in ("supports", "contradicts", "unclear")}
    return say(text, language, judged=message.judged, n=len(message.signs), **counts)


def expected_words(sign: Sign, language: Language) -> str:
    """« attendu : plus de 50 % »."""
    return say(EXPECTED[sign.expected.expectation], language, half=percent(HALF, 0, language))


def number_words(sign: Sign, language: Language) -> str:
    """The value of a sign with its interval: « 42 % · 124 sur 297, de 36 à 47 % »; every part of a split."""
    if not sign.verdicts:
        return say("aucune valeur dans cette version", language)
    told = []
    for item in sign.verdicts:
        limits, words = interval_text(item, language), card(item, language)
        if limits:
            words = say("{value}, intervalle à 95 % {limits}", language, value=words, limits=limits)
        if item.segment and len(sign.verdicts) > 1:
            words = say("{label} : {body}", language, label=part_name(item, language), body=words)
        told.append(words)
    return "; ".join(told)
