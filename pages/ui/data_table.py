"""The table of a chart or of a page, and its files: the same rows, the same order, the same strings."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from indicators.exports.table_csv import file_name, french_csv, neutral_csv, stamped
from pages.ui.page_context import PageContext
from pages.ui.tables import TableColumn, cell, summary_table


def data_table(
    ctx: PageContext, name: str, shown: pl.DataFrame, data: Callable[[], pl.DataFrame] | None = None
) -> None:
    """Draw « Tableau des valeurs » and « Télécharger » side by side.

    `shown` holds ready strings, its first column names the row; `data` makes the frame of the files
    (numbers, not strings) when a file is asked for, else the files hold `shown`. `name` names widget and file.
    """
    with st.container(horizontal=True):
        with st.popover(ctx.say("Tableau des valeurs"), icon=":material/table:", key=f"table-{name}"):
            columns = [TableColumn(head, phone=f"{head} : ") for head in shown.columns]
            rows = [[cell(str(value)) for value in row] for row in shown.iter_rows()]
            summary_table(ctx.say("Tableau des valeurs"), columns, rows)
        download(ctx, name, data or (lambda: shown))


def download(ctx: PageContext, name: str, data: Callable[[], pl.DataFrame]) -> None:
    """Draw « Télécharger » : a CSV for Excel in French and a neutral one, each row naming its release."""

    def table() -> pl.DataFrame:
        return stamped(data(), ctx.release)

    with st.popover(ctx.say("Télécharger"), icon=":material/download:", key=f"files-{name}"):
        st.download_button(
            ctx.say("CSV pour Excel en français (point-virgule)"),
            lambda: french_csv(table()),
            file_name(name, ctx.release, "excel-fr"),
            "text/csv",
            key=f"csv-fr-{name}",
            on_click="ignore",
        )
        st.download_button(
            ctx.say("CSV neutre (virgule, point décimal)"),
            lambda: neutral_csv(table()),
            file_name(name, ctx.release, ""),
            "text/csv",
            key=f"csv-{name}",
            on_click="ignore",
        )
