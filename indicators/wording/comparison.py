"""Establishments beside their peers: comparisons, three bands and never ranks, outliers by method."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.lists import join_alt
from indicators.wording.names import short_place
from indicators.wording.numbers import number
from indicators.wording.value import peer_median_text, value_text

#: One comparison in twenty leaves its 95 % interval by chance alone.
CHANCE = 0.05
#: From here on an expected number rounds to two or more, and its verb is in the plural.
SEVERAL = 1.5
COMPARISON_WORDS = {
    "better": "mieux que les pairs",
    "worse": "moins bien que les pairs",
    "similar": "comparable aux pairs",
    "higher": "plus haut que les pairs, sans jugement",
    "lower": "plus bas que les pairs, sans jugement",
    "not_compared": "non comparé",
}


def comparison_words(verdict: Verdict, language: Language) -> str:
    """« mieux que les pairs », « comparable aux pairs »…; empty where a comparison makes no sense."""
    return say(COMPARISON_WORDS[verdict.comparison], language) if verdict.comparison else ""


def peers_sentence(verdict: Verdict, language: Language) -> str:
    """« médiane de 9 pairs : 57 % »; under five, how many are needed; empty where nothing is compared."""
    if not verdict.is_establishment or verdict.is_answer or verdict.peer_n is None:
        return ""
    if verdict.peer_median is not None:
        shown = peer_median_text(verdict, language)
        return say("médiane de {n} pairs : {value}", language, n=verdict.peer_n, value=shown)
    if verdict.peer_n == 1:
        return say("1 pair a répondu; il en faut 5 pour une médiane", language)
    if not verdict.peer_n:
        return say("aucun pair n’a répondu; il en faut 5 pour une médiane", language)
    return say("{n} pairs ont répondu; il en faut 5 pour une médiane", language, n=verdict.peer_n)


@dataclass(frozen=True)
class Bands:
    """Establishments by where their interval lies beside the median of their peers, in the order of the reference."""

    above: tuple[Verdict, ...]
    similar: tuple[Verdict, ...]
    below: tuple[Verdict, ...]
    not_compared: tuple[Verdict, ...]

    @property
    def compared(self) -> int:
        return len(self.above) + len(self.similar) + len(self.below)

    @property
    def apart(self) -> int:
        return len(self.above) + len(self.below)


def band_of(item: Verdict) -> str:
    """`above`, `below`, `similar` or `not_compared`: where the value lies, whatever is thought of it."""
    low_is_better = item.direction == "lower_better"
    bands = {
        "higher": "above",
        "lower": "below",
        "better": "below" if low_is_better else "above",
        "worse": "above" if low_is_better else "below",
        "similar": "similar",
    }
    return bands.get(item.comparison, "not_compared")


def bands(places: Sequence[Verdict]) -> Bands:
    """The establishments in their bands; those without a value are in none."""
    valued = [item for item in places if item.valued]
    held = {
        name: tuple(item for item in valued if band_of(item) == name)
        for name in ("above", "similar", "below", "not_compared")
    }
    return Bands(**held)


def bands_finding(held: Bands, language: Language) -> str:
    """How many stand apart from their peers, and how many would by chance alone."""
    if not held.compared:
        return say("Aucune comparaison avec les pairs n’est possible pour cette vague", language)
    chance = expected(held.compared, language)
    if not held.apart:
        text = "Aucun des {n} établissements comparés ne se distingue de ses pairs"
        if held.compared == 1:
            text = "Le seul établissement comparé ne se distingue pas de ses pairs"
        return say(text, language, n=held.compared)
    if held.apart == 1:
        text = "1 établissement sur {n} se distingue de ses pairs; par hasard seul : {chance}"
        return say(text, language, n=held.compared, chance=chance)
    text = "{k} établissements sur {n} se distinguent de leurs pairs; par hasard seul : {chance}"
    return say(text, language, k=held.apart, n=held.compared, chance=chance)


def expected(compared: int, language: Language) -> str:
    """« environ 1 », « moins de 1 »: how many of so many comparisons leave their 95 % interval by chance alone."""
    many = compared * CHANCE
    if many < 1:
        return say("moins de 1", language)
    return say("environ {n}", language, n=number(many, 0, language))


@dataclass(frozen=True)
class Methods:
    """Whether each of the three methods puts an establishment apart."""

    interval: bool
    funnel: bool
    adjusted: bool


def methods_of(item: Verdict) -> Methods | None:
    """The methods that call the establishment an outlier; None where it is in no funnel."""
    if item.outlier_methods is None:
        return None
    funnel, adjusted = (place not in ("", "inside") for place in (item.funnel, item.funnel_adjusted))
    return Methods(item.outlier_methods > funnel + adjusted, funnel, adjusted)


def outliers(places: Sequence[Verdict]) -> list[Verdict]:
    """The establishments that at least one method puts apart, in the order of the reference."""
    return [item for item in places if item.outlier_methods]


def funnel_finding(
    places: Sequence[Verdict],
    out: Sequence[Verdict],
    whole: Verdict | None,
    language: Language,
    *,
    adjusted: bool = False,
) -> str:
    """« 3 établissements sur 26 sortent de l’entonnoir; environ 1,3 par hasard ».

    The number by chance is that of the unadjusted limits: it is not told of the adjusted ones.
    """
    n = sum(item.funnel != "" for item in places)
    if not out:
        return say("Aucun des {n} établissements ne sort de l’entonnoir", language, n=n)
    text = "{k} établissements sur {n} sortent de l’entonnoir"
    if len(out) == 1:
        text = "{k} établissement sur {n} sort de l’entonnoir"
    said = say(text, language, k=len(out), n=n)
    if adjusted or whole is None or whole.funnel_expected is None:
        return said
    chance = number(whole.funnel_expected, 1, language)
    return say("{said}; environ {chance} par hasard", language, said=said, chance=chance)


def funnel_alt(
    places: Sequence[Verdict],
    out: Sequence[Verdict],
    language: Language,
    chosen: Sequence[Verdict] = (),
) -> str:
    """The sentence of the chart: kind, what, marked establishments, who is outside, how many have no value."""
    label = places[0].label(language) if places else ""
    gone = sum(not item.valued for item in places)
    n = sum(item.funnel != "" for item in places)
    return join_alt(
        [
            say("Entonnoir, {label} selon la taille", language, label=label),
            *(f"{short_place(item, language)} {value_text(item, language)}" for item in chosen if item.funnel),
            say("{k} hors des limites sur {n}", language, k=len(out), n=n),
            say("{n} établissements sans valeur", language, n=gone) if gone > 1 else "",
            ", ".join(f"{short_place(item, language)} {value_text(item, language)}" for item in out[:4]),
        ]
    )


def standing(verdicts: Sequence[Verdict], language: Language) -> str:
    """The sentence under the name: better, worse, otherwise apart, similar, and what chance alone would give."""
    counts = {
        word: sum(item.comparison == word for item in verdicts)
        for word in ("better", "worse", "higher", "lower", "similar")
    }
    total = sum(counts.values())
    if not total:
        return say("Aucune comparaison avec ses pairs n’est possible pour cette vague.", language)
    apart = counts["higher"] + counts["lower"]
    parts = [
        say("mieux que ses pairs pour {n}", language, n=counts["better"]),
        say("moins bien pour {n}", language, n=counts["worse"]),
    ]
    if apart:
        parts.append(say("à l’écart de ses pairs, sans jugement, pour {n}", language, n=apart))
    parts.append(say("comparable pour {n}", language, n=counts["similar"]))
    expected = total * CHANCE
    if expected < SEVERAL:
        text = "Sur {total} comparaisons : {parts}. Environ {chance} ressortirait par hasard."
    else:
        text = "Sur {total} comparaisons : {parts}. Environ {chance} ressortiraient par hasard."
    chance = number(expected, 0 if expected >= 1 else 1, language)
    return say(text, language, total=total, parts="; ".join(parts), chance=chance)


def profile_finding(own: Sequence[Verdict], language: Language) -> str:
    """The title of the profile: what stands out in words, else that little does."""
    better = [item.label(language) for item in own if item.comparison == "better"]
    worse = [item.label(language) for item in own if item.comparison == "worse"]
    if not better and not worse:
        return say("Peu de parts se distinguent nettement de celles des pairs", language)
    if better and worse:
        return say("Mieux que les pairs : {better}; moins bien : {worse}", language, better=better[0], worse=worse[0])
    if better:
        return say("Mieux que les pairs : {better}", language, better=", ".join(better[:2]))
    return say("Moins bien que les pairs : {worse}", language, worse=", ".join(worse[:2]))
