"""The list of releases: when, why, what each changed, and the way to read the dashboard as it was."""

from collections.abc import Sequence
from html import escape

import polars as pl
import streamlit as st

from data.store.paths import var_folder
from data.store.releases.pointer import Pointed, clock, current, history, shelf
from indicators.wording.headlines import reason_word
from indicators.wording.numbers import day, moment
from pages.ui.data_table import download
from pages.ui.page_context import Visit
from pages.ui.release_cache import counted_changes
from pages.ui.styles import anchor, bullets, section
from pages.ui.tables import Column, cell, summary_table
from pages.ui.url_state import link, same_page

#: Enough of an id to tell releases apart in a line.
SHORT = 8


def listed(here: Visit) -> list[Pointed]:
    """The releases that this reader may read, newest first."""
    return history(var_folder(), here.release.audience)


def title(here: Visit, releases: Sequence[Pointed]) -> str:
    """How many releases there are, and which one is read unasked."""
    read = current(var_folder(), here.release.audience)
    dated = day(read.published_at, here.language) if read else "—"
    if len(releases) == 1:
        return here.say("Une seule version publiée, celle du {day}", day=dated)
    return here.say("{n} versions publiées; l’actuelle est celle du {day}", n=len(releases), day=dated)


def before_of(pointed: Pointed, releases: Sequence[Pointed]) -> Pointed | None:
    """The release published before one, None for the first."""
    place = releases.index(pointed)
    return releases[place + 1] if place + 1 < len(releases) else None


def releases_table(here: Visit, releases: Sequence[Pointed]) -> None:
    """Draw one row a release, newest first, and offer the list as a file."""
    columns = [
        Column(here.say("Version"), width=20),
        Column(here.say("Genre"), width=13),
        Column(here.say("Note"), width=27),
        Column(here.say("Résultats changés"), phone=here.say("Résultats changés : "), width=20),
        Column(here.say("Lire"), width=20),
    ]
    read = current(var_folder(), here.release.audience)
    rows = [_row(here, item, releases, read) for item in releases]
    summary_table(here.say("Les versions publiées, de la plus récente à la plus ancienne"), columns, rows)
    download(here, "versions", lambda: _table(here, releases))


def _note(here: Visit, item: Pointed) -> str:
    return item.note_fr if here.language == "fr" else item.note_en


def _changed(here: Visit, item: Pointed, releases: Sequence[Pointed]) -> tuple[str, str]:
    """How many verdicts a release changed, and by label."""
    before = before_of(item, releases)
    if before is None:
        return here.say("première version"), ""
    found = counted_changes(before, item, here.language)
    return found or (here.say("illisible"), here.say("Un des deux fichiers manque ou est abîmé."))


def _row(here: Visit, item: Pointed, releases: Sequence[Pointed], read: Pointed | None) -> list[str]:
    is_current = read is not None and item.release_id == read.release_id
    marks = [here.say("version actuelle")] if is_current else []
    if item.release_id == here.release.id and not here.is_current:
        marks.append(here.say("vous la lisez"))
    dated = day(item.published_at, here.language)
    under = " · ".join([item.release_id[:SHORT], *marks])
    readers = here.say("membres") if here.release.audience == "member" else here.say("tout le monde")
    nature = here.say("données fictives") if here.release.kind == "fictif" else here.say("données réelles")
    # Its own id, also for the current one: a permanent link keeps its numbers when another becomes current.
    links = [anchor(link("overview", version=item.release_id), here.say("Lire cette version"))]
    if before_of(item, releases):
        address = same_page(apres=item.release_id, avant="") + "#changements"
        links.append(anchor(address, here.say("Voir ce qui change")))
    return [
        cell(dated, under, strong=is_current),
        cell(reason_word(item.reason, here.language), here.say("{a} · {b}", a=nature, b=readers)),
        escape(_note(here, item)),
        cell(*_changed(here, item, releases)),
        "<br>".join(links),
    ]


def _table(here: Visit, releases: Sequence[Pointed]) -> pl.DataFrame:
    """The list as the rows of a file."""
    rows = []
    for item in releases:
        count, causes = _changed(here, item, releases)
        rows.append(
            {
                here.say("version publiée"): item.release_id,
                here.say("publiée le"): item.published_at.date(),
                here.say("genre"): reason_word(item.reason, here.language),
                here.say("note"): _note(here, item),
                here.say("résultats changés"): count,
                here.say("par étiquette"): causes,
            }
        )
    return pl.DataFrame(rows)


def waiting(here: Visit) -> None:
    """Draw, for those who publish alone, what is under embargo and what a rollback holds back."""
    if not here.person.handles_files:
        return
    now = clock()
    lines = []
    for item in shelf(var_folder(), here.release.audience).releases:
        named = here.say(
            "{id} · publiée le {day}", id=item.release_id[:SHORT], day=day(item.published_at, here.language)
        )
        if item.held_back:
            words = here.say(
                "{name} : retenue par un retour en arrière, jusqu’à une nouvelle publication.", name=named
            )
        elif item.public_from is not None and item.waits(now):
            when = moment(item.public_from, here.language)
            words = here.say("{name} : sous embargo; publique le {when} (UTC).", name=named, when=when)
        else:
            continue
        lines.append(escape(words))
    if lines:
        section(
            here.say("À venir : ce que vous seuls voyez"),
            here.say("Aucun lecteur ne peut lire ces versions ni savoir qu’elles existent"),
        )
        st.html(bullets(lines))
