"""The parts of the steward's page: one is drawn at a time, so that only what is opened costs anything."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from etl import waves
from etl.steward.wave_status import rates
from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.menu import PAGES
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
from pages.parts.intake.wave_status import draw_reminders, draw_status_table, status_finding, status_subtitle
from pages.ui import url_state
from pages.ui.login.account_banner import can_log_in
from pages.ui.login.session_user import SessionUser
from pages.ui.styles import heading, send_styles, text


@dataclass(frozen=True)
class Section:
    """A part of the page: its French tab, its French finding, and what draws it.

    A part without a finding draws its own heading.
    """

    tab: str
    finding: str
    draw: Callable[[StewardPage], None]


def draw_page(page: StewardPage) -> None:
    """Draw the part that the address names."""
    send_styles("intake")
    part = SECTIONS[url_state.param("partie", list(SECTIONS), "suivi")]
    if part.finding:
        _draw_head(page, page.say(part.finding))
    part.draw(page)


def draw_refusal(person: SessionUser, language: Language) -> None:
    """Say who may open the page, and how to become one of them."""
    heading(PAGES["intake"].title(language), say("Cette page est réservée aux responsables des données", language))
    words = (
        "Elle sert à recevoir, vérifier et publier les classeurs des établissements. Tout ce qui est publié se lit "
        "dans les autres pages."
    )
    text(say(words, language))
    if person.standing == "signed_in":
        words = "Vous êtes connecté comme {name} ({role}); demandez ce rôle à qui gère les accès."
        text(say(words, language, name=person.name, role=person.role_words(language)))
    elif can_log_in():
        text(say("Si vous en êtes, connectez-vous avec le lien en haut de la page.", language))
    else:
        words = (
            "Aucune connexion n’est configurée ici : la page s’ouvre seulement sur la machine même du tableau de bord."
        )
        text(say(words, language))


def _draw_head(page: StewardPage, finding: str, subtitle: str = "", eyebrow: str = "") -> None:
    """Draw the heading, the row of parts and the outcome of the last action."""
    heading(eyebrow or page.say("Dépôt · vague {wave}", wave=page.wave_id), finding, subtitle)
    url_state.segmented(
        "partie", page.say("Partie de la page"), list(SECTIONS), lambda name: page.say(SECTIONS[name].tab)
    )
    draw_outcome(page)


def _draw_follow_up(page: StewardPage) -> None:
    status = page.wave_status()
    found = rates(status)
    _draw_head(page, status_finding(page, found), status_subtitle(page, found))
    with st.columns([1, 4])[0]:
        # The yearly waves, then the quarters, newest first.
        known = [item.wave_id for item in (*reversed(waves.WAVES), *reversed(waves.QUARTERS))]
        url_state.select("vague", page.say("Vague"), known, page.wave_id)
    if page.may("receive"):
        receive_files(page)
    draw_status_table(page, status)
    if page.may("remind"):
        draw_reminders(page)


def _draw_submission(page: StewardPage) -> None:
    status = page.wave_status()
    head = st.container()
    with st.columns([2, 1, 2])[0]:
        establishment_id = choose_establishment(page, status)
    item = newest_submission(page, status, establishment_id)
    with head:
        eyebrow = page.say("Dépôt · vague {wave} · {name}", wave=page.wave_id, name=page.name(establishment_id))
        _draw_head(page, file_finding(page, item), file_subtitle(page, item) if item else "", eyebrow)
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


#: Id in the address → part of the page, in the order of the tabs.
SECTIONS = {
    "suivi": Section("Suivi", "", _draw_follow_up),
    "classeur": Section("Classeur", "", _draw_submission),
    "publier": Section("Publication", "De l’accepté au publié", draw_publication),
    "textes": Section("Textes", "Ce que quelqu’un doit lire avant tous", draw_texts),
    "signalements": Section("Signalements", "Ce que des lecteurs contestent", draw_contests),
    "cibles": Section("Cibles", "Cibles, jalons et recalages en vigueur", draw_targets),
    "initiatives": Section("Initiatives", "Ce que les équipes des initiatives envoient", draw_initiatives),
    "journal": Section("Journal", "Qui a fait quoi, quand et pourquoi", draw_journal),
    "acces": Section("Accès", "Qui a la charge de quoi", draw_access),
}
