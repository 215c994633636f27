"""The parts of the steward's page: one is drawn at a time, so that only what is opened costs anything."""

from collections.abc import Callable

import streamlit as st

from etl import waves
from etl.steward.wave_status import rates
from indicators.wording.language import say
from pages.parts.intake.feedback import draw_changes, draw_downloads
from pages.parts.intake.initiatives import draw_initiatives
from pages.parts.intake.journal import draw_access, draw_journal
from pages.parts.intake.problems import draw_explanation, draw_extracts, draw_problems
from pages.parts.intake.publish import draw_publication
from pages.parts.intake.receive import receive_files
from pages.parts.intake.steward_page import StewardPage, draw_outcome
from pages.parts.intake.submission import (
    choose_establishment,
    draw_actions,
    draw_steps,
    file_finding,
    file_subtitle,
    newest_submission,
)
from pages.parts.intake.targets import draw_targets
from pages.parts.intake.texts import draw_contests, draw_texts
from pages.parts.intake.wave_status import draw_reminders, draw_status, status_finding, status_subtitle
from pages.ui import url_state
from pages.ui.styles import heading, send_styles


def draw(page: StewardPage) -> str:
    """Draw the part that the address names; nothing comes back, since the page itself is the answer."""
    send_styles("intake")
    drawn: dict[str, Callable[[StewardPage], None]] = {
        "suivi": _follow,
        "classeur": _file,
        "publier": lambda item: _titled(item, item.say("De l’accepté au publié"), draw_publication),
        "textes": lambda item: _titled(item, item.say("Ce que quelqu’un doit lire avant tous"), draw_texts),
        "signalements": lambda item: _titled(item, item.say("Ce que des lecteurs contestent"), draw_contests),
        "cibles": lambda item: _titled(item, item.say("Cibles, jalons et recalages en vigueur"), draw_targets),
        "initiatives": lambda item: _titled(
            item, item.say("Ce que les équipes des initiatives envoient"), draw_initiatives
        ),
        "journal": lambda item: _titled(item, item.say("Qui a fait quoi, quand et pourquoi"), draw_journal),
        "acces": lambda item: _titled(item, item.say("Qui a la charge de quoi"), draw_access),
    }
    drawn[url_state.param("partie", list(drawn), "suivi")](page)
    return ""


def _parts(page: StewardPage) -> None:
    """Draw the row of parts and the choice of the wave."""
    words = {
        "suivi": say("Suivi", page.language),
        "classeur": say("Classeur", page.language),
        "publier": say("Publication", page.language),
        "textes": say("Textes", page.language),
        "signalements": say("Signalements", page.language),
        "cibles": say("Cibles", page.language),
        "initiatives": say("Initiatives", page.language),
        "journal": say("Journal", page.language),
        "acces": say("Accès", page.language),
    }
    url_state.segmented("partie", page.say("Partie de la page"), list(words), lambda name: words[name])


def _head(page: StewardPage, finding: str, subtitle: str = "") -> None:
    eyebrow = page.say("Dépôt · vague {wave}", wave=page.wave_id)
    heading(eyebrow, finding, subtitle)
    _parts(page)
    draw_outcome(page.language)


def _titled(page: StewardPage, finding: str, body: Callable[[StewardPage], None]) -> None:
    _head(page, finding)
    body(page)


def _wave(page: StewardPage) -> None:
    """Draw the choice of the wave: the yearly ones, then the quarters, newest first."""
    known = [item.wave_id for item in (*reversed(waves.WAVES), *reversed(waves.QUARTERS))]
    url_state.select("vague", page.say("Vague"), known, page.wave_id)


def _follow(page: StewardPage) -> None:
    board = page.wave_status()
    found = rates(board)
    _head(page, status_finding(page, found), status_subtitle(page, found))
    with st.columns([1, 4])[0]:
        _wave(page)
    if page.may("receive"):
        receive_files(page)
    draw_status(page, board)
    if page.may("remind"):
        draw_reminders(page)


def _file(page: StewardPage) -> None:
    board = page.wave_status()
    title = st.container()
    with st.columns([2, 1, 2])[0]:
        establishment_id = choose_establishment(page, board)
    item = newest_submission(page, board, establishment_id)
    with title:
        name = page.name(establishment_id)
        heading(
            page.say("Dépôt · vague {wave} · {name}", wave=page.wave_id, name=name),
            file_finding(page, item),
            file_subtitle(page, item) if item else "",
        )
        _parts(page)
        draw_outcome(page.language)
    if item is None:
        return
    draw_steps(page, item)
    left, right = st.columns([5, 3], gap="large")
    with left:
        draw_problems(page, item)
        draw_actions(page, item)
        draw_explanation(page, item)
        draw_changes(page, item)
        draw_downloads(page, item)
    with right:
        draw_extracts(page, item)
