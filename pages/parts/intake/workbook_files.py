"""Files that the steward's page hands out, and the workbooks of targets and initiatives that come back."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import streamlit as st

from etl.forms.receive import FormReceipt
from indicators.wording.numbers import moment
from pages.parts.intake.steward_page import OUTCOME_KEY, StewardPage, outcome_of
from pages.parts.intake.upload import PASS_KEY, clear_upload_list, upload
from pages.parts.intake.upload_route import forget_files
from pages.ui.styles import note

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_button(label: str, make: Callable[[], bytes | str], name: str, mime: str, key: str) -> None:
    """Draw a button for a file that is made when it is asked for."""
    st.download_button(label, make, name, mime, key=key, on_click="ignore", icon=":material/download:")


def bytes_of(write: Callable[[Path], object]) -> bytes:
    """The workbook that `write` writes to a path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "classeur.xlsx"
        write(path)
        return path.read_bytes()


def note_last_received(page: StewardPage, versions: pl.DataFrame) -> None:
    """Say which workbook came last; versions are oldest first (file_label, received_by, received_at)."""
    if versions.height:
        last = versions.row(-1, named=True)
        text = "« {file} », reçu de {name} le {moment} (UTC)."
        when = moment(last["received_at"], page.language)
        note(page.say(text, file=last["file_label"], name=last["received_by"], moment=when))


def receive_workbooks(page: StewardPage, receive: Callable[[list[Path]], Iterable[FormReceipt]]) -> None:
    """Draw the upload; hand the files that have come to `receive` and keep the sentences of their receipts."""
    files = upload(page.person, page.language)
    if not files:
        return

    def sentences() -> str:
        lines = []
        for receipt in receive(files):
            lines.append(receipt.sentence)
            lines += [f"{item.place} {item.message(page.language)}" for item in receipt.problems]
        return "\n".join(lines)

    st.session_state[OUTCOME_KEY] = outcome_of(sentences, page.language)
    forget_files(st.session_state[PASS_KEY], files)
    clear_upload_list()
    st.rerun()
