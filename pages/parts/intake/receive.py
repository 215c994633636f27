"""Received files: the place to drop them, their progress, and a receipt for each."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from etl.receive.receipts import Receipt
from pages.parts.intake.column_mapping import draw_mapping_forms
from pages.parts.intake.steward_page import StewardPage, draw_status, outcome_of
from pages.parts.intake.upload import PASS_KEY, clear_upload_list, upload
from pages.parts.intake.upload_route import forget_files
from pages.ui.markup import el, join
from pages.ui.signs import sign
from pages.ui.styles import section

RECEIPTS_KEY, FAILED_KEY = "depot-receipts", "depot-failed"


def receive_files(page: StewardPage) -> None:
    """Draw the place to drop files; hand those that have come to the service, check them, and draw their receipts."""
    section(
        page.say("Déposer des classeurs"),
        page.say("Gabarit, classeur consolidé, CSV, ODS ou export d’un outil d’enquête; rien de reçu n’est perdu"),
    )
    files = upload(page.person, page.language)
    # After a failure the files wait for a person: trying again by itself could go on for ever.
    failed = st.session_state.get(FAILED_KEY, False)
    if files and (not failed or st.button(page.say("Réessayer la lecture"), key="depot-again")):
        _hand_over(page, files)
        st.rerun()
    if RECEIPTS_KEY in st.session_state:
        done, sentence, receipts = st.session_state[RECEIPTS_KEY]
        _draw_receipts(page, done, sentence, receipts)
        draw_mapping_forms(page, receipts)


def _hand_over(page: StewardPage, files: list[Path]) -> None:
    bar = st.progress(0.0, text=page.say("Lecture : {k} sur {n}", k=0, n=len(files)))
    read = 0

    def count_read() -> None:
        nonlocal read
        read = min(read + 1, len(files))
        bar.progress(read / len(files), text=page.say("Lecture : {k} sur {n}", k=read, n=len(files)))

    def show_written(done: int, total: int) -> None:
        bar.progress(done / total, text=page.say("Enregistrement : {k} sur {n}", k=done, n=total))

    def show_checked(done: int, total: int) -> None:
        bar.progress(done / total, text=page.say("Vérification : {k} sur {n}", k=done, n=total))

    receipts: list[Receipt] = []

    def act() -> str:
        receipts.extend(page.service.receive(files, progress=count_read, submissions=show_written))
        waves = {item.wave_id for item in receipts if item.wave_id and not item.refused}
        for wave_id in sorted(waves):
            page.service.check(wave_id, progress=show_checked)
        kept = sum(not item.refused for item in receipts)
        return page.say(
            "Reçus : {kept}. Refusés : {refused}. Tout fichier présenté est conservé.",
            kept=kept,
            refused=len(receipts) - kept,
        )

    done, sentence = outcome_of(act, page.language)
    st.session_state[FAILED_KEY] = not receipts
    if receipts:
        forget_files(st.session_state[PASS_KEY], files)
    clear_upload_list()
    st.session_state[RECEIPTS_KEY] = (done, sentence, receipts)


def _draw_receipts(page: StewardPage, done: bool, sentence: str, receipts: list[Receipt]) -> None:
    draw_status(
        done and not any(item.refused for item in receipts),
        el("p", el("strong", sentence)),
        el("ul", [_receipt_line(page, item) for item in receipts], class_="o-receipts"),
    )


def _receipt_line(page: StewardPage, item: Receipt) -> Markup:
    mark = sign("invalid_pending", tone="bad") if item.refused else sign("milestone_done", tone="good")
    notes = [
        el("span", join([remark.place, remark.message(page.language)], " "), class_="o-line") for remark in item.notes
    ]
    return el("li", mark, " ", item.sentence, notes)
