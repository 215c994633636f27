"""The workbook of the initiatives: out to their teams, and back in; and the questionnaires whose day has come."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data.store.workbench.initiatives import initiative_versions
from etl.forms.initiatives.sheets import PARTS, Part
from etl.forms.initiatives.workbook import write_in_force
from indicators.wording.numbers import moment
from pages.parts.intake.feedback import XLSX
from pages.parts.intake.steward_page import OUTCOME_KEY, StewardPage, act_and_rerun, outcome_of
from pages.parts.intake.upload import PASS_KEY, handed_over, upload
from pages.parts.intake.upload_route import forget_files
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
    if versions.height:
        last = versions.sort("received_at").row(-1, named=True)
        text = "« {file} », reçu de {name} le {moment} (UTC)."
        when = moment(last["received_at"], page.language)
        note(page.say(text, file=last["file_label"], name=last["received_by"], moment=when))
    _workbooks(page)
    replace = st.toggle(
        page.say("Accepter que des lignes en vigueur ne soient plus dans le classeur"), key="depot-replace"
    )
    files = upload(page.person, page.language)
    if files:
        _take(page, files, replace=replace)
        st.rerun()
    section(page.say("Questionnaires dont le jour est venu"))
    note(page.say("Leurs lignes et leurs fichiers sont détruits; les résultats déjà publiables restent."))
    if st.button(page.say("Détruire ce qui est dû"), key="depot-purge"):
        act_and_rerun(page, lambda: page.service.purge_initiatives().sentence(page.language))


def _workbooks(page: StewardPage) -> None:
    """Draw the workbooks to send: the questionnaires apart, since what is in force of them never goes out."""
    with st.columns([2, 3])[0]:
        sender = st.text_input(
            page.say("Équipe à qui est le classeur (vide : toutes ensemble)"),
            max_chars=SENDER_LENGTH,
            key="depot-sender",
        ).strip()
    others: tuple[Part, ...] = tuple(part for part in PARTS if part != "training")
    files: list[tuple[str, str, str, tuple[Part, ...]]] = [
        ("tools", page.say("Classeur des outils, prérempli"), page.say("initiatives.xlsx"), others),
        (
            "training",
            page.say("Classeur des questionnaires, vierge"),
            page.say("questionnaires.xlsx"),
            ("training",),
        ),
    ]
    with st.container(horizontal=True):
        for key, label, name, parts in files:
            st.download_button(
                label,
                lambda parts=parts: _bytes(page, parts, sender),
                name,
                XLSX,
                key=f"depot-initiatives-{key}",
                on_click="ignore",
                icon=":material/download:",
            )


def _bytes(page: StewardPage, parts: Sequence[Part], sender: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "initiatives.xlsx"
        write_in_force(page.workbench, path, parts=parts, sender=sender, language=page.language)
        return path.read_bytes()


def _take(page: StewardPage, files: list[Path], *, replace: bool) -> None:
    def act() -> str:
        lines = []
        for receipt in page.service.receive_initiatives(*files, replace=replace):
            lines.append(receipt.sentence)
            lines += [f"{item.place} {item.message(page.language)}" for item in receipt.problems]
        return "\n".join(lines)

    st.session_state[OUTCOME_KEY] = outcome_of(act, page.language)
    forget_files(st.session_state[PASS_KEY], files)
    handed_over()
