"""The workbooks of the initiatives: out to their teams, and back in; and the questionnaires due for destruction."""

from functools import partial

import streamlit as st

from data.store.workbench.initiatives import initiative_versions
from etl.forms.initiatives.sheets import INITIATIVES
from etl.forms.initiatives.workbook import write_in_force
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.parts.intake.workbook_files import (
    XLSX,
    bytes_of,
    download_button,
    note_last_received,
    receive_workbooks,
)
from pages.ui.styles import note, section

SENDER_LENGTH = 80


def draw_initiatives(page: StewardPage) -> None:
    """Draw what came last, the two workbooks, the place where they come back, and the destruction."""
    versions = initiative_versions(page.workbench)
    section(
        page.say("Classeurs des initiatives : {n} versions reçues", n=versions.height),
        page.say("Un classeur renvoyé remplace en entier ce que la même équipe avait envoyé"),
    )
    if not page.may("initiatives"):
        note(page.say("Recevoir ces classeurs demande d’avoir la charge de tous les établissements."))
        return
    note_last_received(page, versions)
    _draw_workbooks(page)
    replace = st.toggle(
        page.say("Accepter que des lignes en vigueur ne soient plus dans le classeur"), key="depot-replace"
    )
    receive_workbooks(page, lambda files: page.service.receive_initiatives(*files, replace=replace))
    section(page.say("Questionnaires dont le jour est venu"))
    note(page.say("Leurs lignes et leurs fichiers sont détruits; les résultats déjà publiables restent."))
    if st.button(page.say("Détruire ce qui est dû"), key="depot-purge"):
        act_and_rerun(page, lambda: page.service.purge_initiatives().sentence(page.language))


def _draw_workbooks(page: StewardPage) -> None:
    """Draw the workbooks to send: questionnaires alone and empty, since those received never go out again."""
    with st.columns([2, 3])[0]:
        sender = st.text_input(
            page.say("Équipe à qui est le classeur (vide : toutes ensemble)"),
            max_chars=SENDER_LENGTH,
            key="depot-sender",
        ).strip()
    tools: tuple[str, ...] = tuple(part for part in INITIATIVES.parts if part != "training")
    files: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("tools", page.say("Classeur des outils, prérempli"), page.say("initiatives.xlsx"), tools),
        (
            "training",
            page.say("Classeur des questionnaires, vierge"),
            page.say("questionnaires.xlsx"),
            ("training",),
        ),
    ]
    with st.container(horizontal=True):
        for key, label, name, parts in files:
            write = partial(write_in_force, page.workbench, parts=parts, sender=sender, language=page.language)
            download_button(label, partial(bytes_of, write), name, XLSX, f"depot-initiatives-{key}")
