"""Files that come: the place to drop them, their reading, and a sentence for each."""

from html import escape
from pathlib import Path

import streamlit as st

from etl.receive.receipts import Receipt
from pages.parts.intake.column_mapping import draw_mapping_forms
from pages.parts.intake.steward_page import StewardPage, outcome_of
from pages.parts.intake.upload import PASS_KEY, handed_over, upload
from pages.parts.intake.upload_route import forget_files
from pages.ui.signs import sign
from pages.ui.styles import section

RECEIPTS_KEY, FAILED_KEY = "depot-receipts", "depot-failed"


def receive_files(page: StewardPage) -> None:
    """Draw the place to drop files; hand those that have come to the desk, checked at once, and say what became of each."""
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
    _tell(page)
    held = st.session_state.get(RECEIPTS_KEY)
    if held is not None:
        draw_mapping_forms(page, held[2])


def _hand_over(page: StewardPage, files: list[Path]) -> None:
    bar = st.progress(0.0, text=page.say("Lecture : {k} sur {n}", k=0, n=len(files)))
    read = 0

    def one_more() -> None:
        nonlocal read
        read += 1
        text = page.say("Lecture : {k} sur {n}", k=min(read, len(files)), n=len(files))
        bar.progress(min(read / len(files), 1.0), text=text)

    def written(done: int, total: int) -> None:
        bar.progress(done / total, text=page.say("Enregistrement : {k} sur {n}", k=done, n=total))

    def checked(done: int, total: int) -> None:
        bar.progress(done / total, text=page.say("Vérification : {k} sur {n}", k=done, n=total))

    receipts: list[Receipt] = []

    def act() -> str:
        receipts.extend(page.service.receive(files, progress=one_more, submissions=written))
        waves = {item.wave_id for item in receipts if item.wave_id and not item.refused}
        for wave_id in sorted(waves):
            page.service.check(wave_id, progress=checked)
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
    handed_over()
    st.session_state[RECEIPTS_KEY] = (done, sentence, receipts)


def _tell(page: StewardPage) -> None:
    """Draw what became of the last files."""
    held = st.session_state.get(RECEIPTS_KEY)
    if held is None:
        return
    done, sentence, receipts = held
    lines = "".join(_line(page, item) for item in receipts)
    look = "o-said" if done and not any(item.refused for item in receipts) else "o-said o-said-no"
    st.html(
        f'<div class="{look}" role="status"><p><strong>{escape(sentence)}</strong></p><ul class="o-receipts">{lines}</ul></div>'
    )


def _line(page: StewardPage, item: Receipt) -> str:
    mark = sign("invalid_pending", tone="bad") if item.refused else sign("milestone_done", tone="good")
    notes = "".join(
        f'<span class="o-line">{escape(" ".join(part for part in (note.place, note.message(page.language)) if part))}</span>'
        for note in item.notes
    )
    return f"<li>{mark} {escape(item.sentence)}{notes}</li>"
