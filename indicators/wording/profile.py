"""What one establishment's verdicts say together: how many stand out from its peers, and how many would by chance."""

from collections.abc import Sequence

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import CHANCE, SEVERAL
from indicators.wording.language import say
from indicators.wording.numbers import number

COMPARED = ("better", "worse", "higher", "lower", "similar")
NONE_FR = "Aucune comparaison avec ses pairs n’est possible pour cette vague."


def standing(verdicts: Sequence[Verdict], language: Language) -> str:
    """The sentence under the name: better, worse, otherwise apart, similar, and what chance alone would give."""
    counts = {word: sum(item.comparison == word for item in verdicts) for word in COMPARED}
    total = sum(counts.values())
    if not total:
        return say(NONE_FR, language)
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
