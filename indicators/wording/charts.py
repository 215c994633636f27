"""Titles, subtitles and sentences of the heat map, the tile map, the small multiples and the slopes."""

from collections.abc import Sequence

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import CHANCE, SEVERAL
from indicators.wording.language import say
from indicators.wording.lists import join_alt
from indicators.wording.names import short_place
from indicators.wording.numbers import number
from indicators.wording.periods import period_text
from indicators.wording.value import value_text

Rows = Sequence[tuple[str, Sequence[Verdict]]]
APART = ("better", "worse", "higher", "lower")
COMPARED = (*APART, "similar")
#: Changes that were put to a test.
TESTED = ("up", "down", "not_detectable")


def _count(items: Sequence[Verdict], words: Sequence[str]) -> int:
    return sum(item.comparison in words for item in items)


def _answering(places: Sequence[Verdict], *, yes: bool) -> list[Verdict]:
    return [item for item in places if (item.valued or item.band) and item.is_answer and bool(item.value) == yes]


def _cells(indicators: Rows) -> list[Verdict]:
    return [item for _name, places in indicators for item in places]


def heat_finding(indicators: Rows, language: Language) -> str:
    """« 36 écarts nets sur 256 comparaisons; environ 13 viendraient du hasard seul »."""
    cells = _cells(indicators)
    total, apart = _count(cells, COMPARED), _count(cells, APART)
    if not total:
        return say("Aucune comparaison entre établissements n’est possible", language)
    expected = total * CHANCE
    chance = number(expected, 0 if expected >= 1 else 1, language)
    found = "{k} écarts nets sur {n} comparaisons" if apart > 1 else "{k} écart net sur {n} comparaisons"
    # What is counted and what is expected agree each with its own number.
    lit = "environ {chance} viendrait du hasard seul"
    if expected >= SEVERAL:
        lit = "environ {chance} viendraient du hasard seul"
    said, by_chance = say(found, language, k=apart, n=total), say(lit, language, chance=chance)
    return f"{said}; {by_chance}"


def heat_subtitle(period: str, language: Language) -> str:
    """What a cell holds and how the columns are ordered · period."""
    text = "Valeur et comparaison avec la médiane des pairs · colonnes par type, puis par ordre alphabétique"
    return f"{say(text, language)} · {period_text(period, language)}"


def heat_alt(indicators: Rows, language: Language) -> str:
    """The sentence of the heat map."""
    cells = _cells(indicators)
    places = len({item.place_id for item in cells})
    gone = sum(not item.valued for item in cells)
    sizes = say("{n} indicateurs, {places} établissements", language, n=len(indicators), places=places)
    return join_alt(
        [
            say("Carte de chaleur, {sizes}", language, sizes=sizes),
            heat_finding(indicators, language),
            say("{n} mieux que les pairs", language, n=_count(cells, ("better",))),
            say("{n} moins bien", language, n=_count(cells, ("worse",))),
            say("{n} sans jugement", language, n=_count(cells, ("higher", "lower"))),
            say("{n} cases sans valeur", language, n=gone) if gone else "",
        ]
    )


def tile_finding(places: Sequence[Verdict], language: Language) -> str:
    """« 9 établissements ont répondu non, 18 oui, 3 sans valeur », or how many stand apart from their peers."""
    if not places:
        return say("Aucun établissement à montrer", language)
    gone = sum(not item.valued for item in places)
    if any(item.is_answer for item in places if item.valued):
        yes, no = len(_answering(places, yes=True)), len(_answering(places, yes=False))
        return say(
            "{label} : {yes} oui, {no} non, {gone} sans valeur",
            language,
            label=places[0].label(language),
            yes=yes,
            no=no,
            gone=gone,
        )
    total, apart = _count(places, COMPARED), _count(places, APART)
    if not total:
        return say("{label} : aucune comparaison", language, label=places[0].label(language))
    text = "{k} établissement sur {n} se distingue de ses pairs"
    if apart > 1:
        text = "{k} établissements sur {n} se distinguent de leurs pairs"
    return say(text, language, k=apart, n=total)


def tile_subtitle(places: Sequence[Verdict], language: Language) -> str:
    """What a mark is · period."""
    if not places:
        return ""
    text = "Un signe par établissement, par région · comparaison avec ses pairs; carré pointillé : sans valeur"
    if any(item.is_answer for item in places if item.valued):
        text = "Un carré par établissement, par région · plein : oui, creux : non, pointillé : sans valeur"
    return f"{say(text, language)} · {period_text(places[0].period, language)}"


def tile_alt(places: Sequence[Verdict], language: Language) -> str:
    """The sentence of the tile map."""
    if not places:
        return ""
    no = [short_place(item, language) for item in _answering(places, yes=False)]
    apart = [short_place(item, language) for item in places if item.comparison in APART]
    return join_alt(
        [
            say("Carte en tuiles des 18 régions, {label}", language, label=places[0].label(language)),
            tile_finding(places, language),
            say("non : {names}", language, names=", ".join(no)) if no else "",
            say("se distinguent : {names}", language, names=", ".join(apart)) if apart else "",
        ]
    )


def multiples_finding(series: Sequence[Sequence[Verdict]], language: Language) -> str:
    """Who moved beyond chance since the last period: « Depuis 2024-2025 : 1 en hausse, 1 en baisse, sur 6 séries »."""
    last = [one[-1] for one in series if one]
    told = [item for item in last if item.change_state in TESTED]
    if not told:
        return say("{n} séries sur une même échelle; aucun changement testé", language, n=len(series))
    up, down = (sum(item.change_state == way for item in told) for way in ("up", "down"))
    earlier, n = period_text(told[-1].change_from, language), len(told)
    if not up and not down:
        text = "Aucun changement décelable depuis {earlier}, sur {n} séries"
        if n == 1:
            text = "Aucun changement décelable depuis {earlier}; {n} série testée"
        return say(text, language, earlier=earlier, n=n)
    moved = [
        say("{n} en hausse", language, n=up) if up else "",
        say("{n} en baisse", language, n=down) if down else "",
    ]
    return say(
        "Depuis {earlier} : {moved}, sur {n} séries",
        language,
        earlier=earlier,
        n=n,
        moved=", ".join(part for part in moved if part),
    )


def multiples_subtitle(series: Sequence[Sequence[Verdict]], language: Language) -> str:
    """Unit · number of periods · the axis · what the ladder allows."""
    first = next((one for one in series if one), ())
    if not first:
        return ""
    unit = first[-1].unit(language)
    text = "même échelle de 0 à 100 % partout" if unit.startswith("%") else "même échelle partout"
    parts = [unit, say("{n} périodes", language, n=len(first)), say(text, language)]
    points = max(one[-1].points for one in series if one)
    if points < 5:
        parts.append(say("moins de 5 points : pas de mot sur la tendance", language))
    return " · ".join(parts)


def slope_finding(pairs: Sequence[tuple[Verdict, Verdict]], language: Language) -> str:
    """Which lines rise and fall beyond chance."""
    moved = {way: [later for _before, later in pairs if later.change_state == way] for way in ("up", "down")}
    parts = []
    for way, text in (("up", "en hausse : {names}"), ("down", "en baisse : {names}")):
        if moved[way]:
            names = ", ".join(
                short_place(item, language) if item.is_establishment else item.place(language) for item in moved[way]
            )
            parts.append(say(text, language, names=names))
    if not parts:
        tested = any(later.change_state in TESTED for _before, later in pairs)
        text = "Pas de changement décelable" if tested else "De l’une à l’autre période, sans test de l’écart"
        return say(text, language)
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]


def slope_alt(pairs: Sequence[tuple[Verdict, Verdict]], language: Language) -> str:
    """The sentence of the slopes."""
    if not pairs:
        return ""
    label = pairs[0][1].label(language)
    said = [
        say(
            "{place} de {before} à {after}",
            language,
            place=short_place(later, language) if later.is_establishment else later.place(language),
            before=value_text(before, language),
            after=value_text(later, language),
        )
        for before, later in pairs
    ]
    periods = ", ".join(period_text(item.period, language) for item in pairs[0])
    return join_alt([say("Pentes, {label}, {periods}", language, label=label, periods=periods), *said])
