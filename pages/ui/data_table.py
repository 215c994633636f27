"""The table twin of a chart or of a page, and its files: the same rows, the same order, the same strings."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from indicators.exports.table_csv import file_name, french_csv, neutral_csv, stamped
from pages.ui.page_context import Visit
from pages.ui.tables import Column, cell, summary_table


def twin(here: Visit, name: str, shown: pl.DataFrame, data: Callable[[], pl.DataFrame] | None = None) -> None:
    """Draw « Tableau des valeurs » and « Télécharger » side by side.

    `shown` holds ready strings, its first column names the row; `data` makes the frame of the files
    (numbers, not strings) when a file is asked for, else the files hold `shown`. `name` names widget and file.
    """
    with st.container(horizontal=True):
        with st.popover(here.say("Tableau des valeurs"), icon=":material/table:", key=f"table-{name}"):
            columns = [Column(head, phone=f"{head} : ") for head in shown.columns]
            rows = [[cell(str(value)) for value in row] for row in shown.iter_rows()]
            summary_table(here.say("Tableau des valeurs"), columns, rows)
        download(here, name, data or (lambda: shown))


def download(here: Visit, name: str, data: Callable[[], pl.DataFrame]) -> None:
    """Draw « Télécharger » : a CSV for Excel in French and a neutral one, each row naming its release."""

    def table() -> pl.DataFrame:
        return stamped(data(), here.release)

    with st.popover(here.say("Télécharger"), icon=":material/download:", key=f"files-{name}"):
        st.download_button(
            here.say("CSV pour Excel en français (point-virgule)"),
            lambda: french_csv(table()),
            file_name(name, here.release, "excel-fr"),
            "text/csv",
            key=f"csv-fr-{name}",
            on_click="ignore",
        )
        st.download_button(
            here.say("CSV neutre (virgule, point décimal)"),
            lambda: neutral_csv(table()),
            file_name(name, here.release, ""),
            "text/csv",
            key=f"csv-{name}",
            on_click="ignore",
        )
