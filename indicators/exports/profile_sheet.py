"""The words of an establishment's page, from its verdicts and those published of its peers; nothing is worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.model.survey import Establishment, PeerGroup, Wave
from data.store.releases.release import Release
from indicators.catalogue import load_featured
from indicators.catalogue.model import Catalogue, Language
from indicators.exports.profile import NumberRow, ProfileCard, ProfileSheet, SignRow
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.verdicts.own import OwnVerdicts
from indicators.wording.change import change_words
from indicators.wording.comparison import comparison_words, peers_sentence, profile_finding
from indicators.wording.language import pick, say
from indicators.wording.numbers import day
from indicators.wording.value import counts_text, decimals_for, decimals_of, figure, state_word, value_text

#: As many rows as the page holds; the others are on the establishment's page.
ROWS = 20
#: As many lines of what is missing; the others are in the corrected workbook.
LINES = 5


@dataclass(frozen=True)
class About:
    """Whose page, of which wave, made on which day from which file."""

    establishment: Establishment
    group: PeerGroup
    wave: Wave
    received_on: date
    file_label: str
    made_on: date
    is_fictitious: bool


def profile_sheet(
    about: About,
    own: OwnVerdicts,
    release: Release | None,
    catalogue: Catalogue,
    missing: Sequence[str],
    language: Language,
) -> ProfileSheet:
    """The page of an establishment.

    Args:
        release: the public one that its peers are read in.
        missing: a line for each answer that is awaited or to correct.
    """
    held = {item.subject_id: item for item in own.verdicts if item.subject_kind == "indicator" and not item.segment}
    numbers = [
        (indicator.code, held[name])
        for name, indicator in catalogue.indicator.items()
        if name in held and held[name].kind not in YES_NO_KINDS and held[name].valued
    ]
    shown = sorted(numbers, key=lambda row: row[1].peer_median is None)[:ROWS]
    order = {code: at for at, (code, _) in enumerate(numbers)}
    shown.sort(key=lambda row: order[row[0]])
    verdicts = [item for _, item in numbers]
    heads = (
        "Indicateur",
        "Votre valeur",
        "Parmi les pairs",
        "Médiane des pairs",
        "Comparaison",
        "Changement",
    )
    return ProfileSheet(
        language=language,
        title=profile_finding(verdicts, language),
        subtitle=_subtitle(about, own, release, language),
        fictitious=say(
            "Données fictives — valeurs générées pour la démonstration; elles ne décrivent aucun établissement réel.",
            language,
        )
        if about.is_fictitious
        else "",
        embargo=say("Embargo : réservé à l’établissement jusqu’à la prochaine publication.", language),
        made_on=about.made_on,
        footer=_footer(about, release, language),
        page=say("page {page} sur {pages}", language, page=1, pages=1),
        cards=tuple(_card(held[name], language) for name in load_featured().profile_cards if name in held),
        numbers_title=say("Vos nombres parmi ceux de vos pairs", language),
        numbers_heads=tuple(say(head, language) for head in heads),
        numbers_none=say("Aucun nombre reçu ne peut encore se calculer.", language),
        numbers=tuple(_number(code, item, language) for code, item in shown),
        signs_title=say("Les douze signes", language),
        signs_heads=tuple(say(head, language) for head in ("Signe", "Vous", "Pairs", "Changement")),
        signs=_signs(about, own, release, language),
        missing_title=_missing_title(len(missing), language),
        missing=tuple(missing[:LINES]),
        missing_rest=_rest(len(missing) - LINES, language),
        method=say(
            "Vos valeurs viennent de votre envoi, avant toute suppression de petits nombres; ne pas les diffuser. "
            "La bande est la moitié centrale des pairs, le trait leur médiane, le disque votre valeur; les valeurs "
            "des pairs sont celles de la version publiée. Une comparaison n’est dite que si l’intervalle à 95 % de "
            "votre valeur exclut la médiane.",
            language,
        ),
    )


def _subtitle(about: About, own: OwnVerdicts, release: Release | None, language: Language) -> str:
    name = about.establishment.name_2026_fr
    before = pick(about.establishment, "short_name", language)
    parts = [
        say("{name} (anc. {before})", language, name=name, before=before),
        say(
            "vague {wave}, reçu le {day}",
            language,
            wave=about.wave.wave_id,
            day=day(about.received_on, language),
        ),
    ]
    if release is not None and own.peers_period is not None:
        text = "pairs : {group}, vague {wave}, version du {day}"
        group = pick(about.group, "label", language)
        when = day(release.published_at, language)
        parts.append(say(text, language, group=group, wave=own.peers_period, day=when))
    else:
        parts.append(say("aucune version publiée : vos pairs ne se comparent pas encore", language))
    return " · ".join(parts)


def _footer(about: About, release: Release | None, language: Language) -> str:
    made = say(
        "Page faite le {day} à partir de {file}",
        language,
        day=day(about.made_on, language),
        file=about.file_label,
    )
    named = say("version {release}", language, release=release.id[:8]) if release else ""
    nature = say("données fictives", language) if about.is_fictitious else ""
    return " · ".join(part for part in (made, named, nature) if part)


def _card(item: Verdict, language: Language) -> ProfileCard:
    if not item.valued:
        return ProfileCard(item.label(language), "—", state_word(item.state, language), "")
    unit = counts_text(item, language) or item.unit(language)
    return ProfileCard(item.label(language), value_text(item, language), unit, peers_sentence(item, language))


def _number(code: str, item: Verdict, language: Language) -> NumberRow:
    known = [value for value in (item.value, item.peer_q1, item.peer_median, item.peer_q3) if value is not None]
    top = max([*known, 0.0]) * 1.08 or 1.0

    def at(value: float | None) -> float | None:
        return None if value is None else max(value, 0.0) / top

    low, high = at(item.peer_q1), at(item.peer_q3)
    return NumberRow(
        code=code,
        label=item.label(language),
        own=value_text(item, language),
        peers=_median(item, language),
        sign=item.comparison if item.comparison != "not_compared" else "",
        comparison=comparison_words(item, language),
        change=change_words(item, language),
        dot=at(item.value),
        median=at(item.peer_median),
        band=(low, high) if low is not None and high is not None else (),
    )


def _median(item: Verdict, language: Language) -> str:
    """« 57 % (9) »: the peers' median and how many peers it rests on; how many alone where they are too few."""
    if item.peer_n is None or not item.peer_n:
        return "—"
    if item.peer_median is None:
        return f"— ({item.peer_n})"
    shown = figure(item, item.peer_median, decimals_for(decimals_of(item), item.peer_median), language)
    return f"{shown} ({item.peer_n})"


def _signs(about: About, own: OwnVerdicts, release: Release | None, language: Language) -> tuple[SignRow, ...]:
    reader = ReleaseReader(release) if release is not None else None
    rows = []
    for item in own.verdicts:
        if item.subject_kind != "headline":
            continue
        peers = None
        if reader is not None and own.peers_period is not None:
            place = ("peer_group", about.group.peer_group_id)
            peers = reader.verdict("headline", item.subject_id, own.peers_period, place)
        said = value_text(item, language) if item.valued else state_word(item.state, language)
        rows.append(
            SignRow(
                code=item.subject_id,
                label=item.label(language),
                own=said,
                sign=("yes" if item.value else "no") if item.valued else "",
                peers=counts_text(peers, language) if peers is not None and peers.value is not None else "—",
                change=change_words(item, language) if item.valued else "—",
            )
        )
    return tuple(sorted(rows, key=lambda row: row.code))


def _missing_title(count: int, language: Language) -> str:
    if not count:
        return say("Ce qui manque ou est à corriger : rien", language)
    text = (
        "Ce qui manque ou est à corriger : {n} réponse"
        if count == 1
        else "Ce qui manque ou est à corriger : {n} réponses"
    )
    return say(text, language, n=count)


def _rest(more: int, language: Language) -> str:
    if more <= 0:
        return ""
    text = "et {n} autre, dans le classeur corrigé" if more == 1 else "et {n} autres, dans le classeur corrigé"
    return say(text, language, n=more)
