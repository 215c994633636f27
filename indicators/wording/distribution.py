"""Sentences about many establishments at once: how a peer group spreads, who has no value and why."""

import re
from collections.abc import Sequence

from data.model.survey import PeerGroup
from indicators.catalogue.model import Language
from indicators.statistics.peers import MINIMUM_PEERS
from indicators.verdicts.model import Verdict
from indicators.wording.language import pick, say
from indicators.wording.note import hidden_reason
from indicators.wording.value import absence_word, peer_median_text, value_text


def known(places: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts with a value, smallest first."""
    valued = [item for item in places if item.valued and item.value is not None]
    return sorted(valued, key=lambda item: item.value or 0.0)


def spread(places: Sequence[Verdict], group: PeerGroup, language: Language) -> str:
    """How the known values of a peer group spread: « CIUSSS : de 14 % à 100 %, médiane 57 % »."""
    members = known([item for item in places if item.peer_group_id == group.peer_group_id])
    name = pick(group, "label", language)
    if not members:
        return say("{group} : aucune valeur", language, group=name)
    low, high = value_text(members[0], language), value_text(members[-1], language)
    if members[0].peer_median is None:
        return say(
            "{group} : {n} valeurs; il en faut {needed} pour une médiane",
            language,
            group=name,
            n=len(members),
            needed=MINIMUM_PEERS,
        )
    median = peer_median_text(members[0], language)
    if low == high:
        return say("{group} : toutes les valeurs à {low}", language, group=name, low=low)
    return say(
        "{group} : de {low} à {high}, médiane {median}",
        language,
        group=name,
        low=low,
        high=high,
        median=median,
    )


def absent(places: Sequence[Verdict], language: Language) -> list[tuple[str, str, list[str]]]:
    """Who has no value: the state, why in words, and names. Of a hidden establishment only the rule is told."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for item in places:
        if not item.valued:
            hidden = item.state == "suppressed"
            words = hidden_reason(item, language) if hidden else absence_word(item, language)
            reasons.setdefault((item.state, words), []).append(item.place(language))
    return [(state, words, names) for (state, words), names in reasons.items()]


def part_name(item: Verdict, language: Language) -> str:
    """The short name of a part: what its label says in brackets, « micro », else the label."""
    inside = re.search(r"\(([^()]+)\)$", item.label(language))
    return inside.group(1) if inside else item.label(language)


def strip_alt(
    places: Sequence[Verdict], groups: Sequence[PeerGroup], chosen: Verdict | None, language: Language
) -> str:
    """The sentence of the strip chart: kind, what, extremes, chosen establishment, how many have no value."""
    label = places[0].label(language) if places else ""
    parts = [say("Points par groupe de pairs, {label}", language, label=label)]
    parts += [spread(places, group, language) for group in groups]
    if chosen is not None and chosen.valued:
        parts.append(f"{chosen.place(language)} {value_text(chosen, language)}")
    gone = sum(not item.valued for item in places)
    if gone:
        parts.append(say("{n} établissements sans valeur", language, n=gone))
    return "; ".join(parts) + "."


def series_alt(series: Sequence[Verdict], language: Language) -> str:
    """The sentence of the chart over time."""
    label = series[0].label(language) if series else ""
    points = ", ".join(f"{item.period} {value_text(item, language)}" for item in series)
    return say("Courbe par vague, {label}", language, label=label) + f"; {points}."


def split_finding(parts: Sequence[Verdict], title: str, language: Language) -> str:
    """A split in one line, part by part; the title alone where no part is known."""
    known_parts = [item for item in parts if item.value is not None]
    if parts and parts[0].state == "not_asked":
        absence = say("question non posée en {wave}", language, wave=parts[0].period)
        return say("{title} : {said}", language, title=title, said=absence)
    if not known_parts:
        return title
    said = ", ".join(f"{part_name(item, language)} {value_text(item, language)}" for item in known_parts)
    return say("{title} : {said}", language, title=title, said=said)
