"""The table of a chart or of a page, and its files: the same rows, the same order, the same strings."""

from collections.abc import Callable, Sequence
from functools import partial

import polars as pl
import streamlit as st

from indicators.exports.table_csv import file_name, french_csv, neutral_csv, stamped
from indicators.exports.verdict_table import verdict_table
from indicators.figures.figure import text_columns
from indicators.verdicts.model import Verdict
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


def verdicts_table(ctx: PageContext, name: str, verdicts: Sequence[Verdict], *columns: str) -> None:
    """Draw the table of verdicts in words, one a row, and its files with their numbers.

    Args:
        columns: keys of `COLUMNS` of indicators/figures/figure.py; the first one names the row.
    """
    shown = pl.DataFrame(text_columns(verdicts, columns, ctx.language))
    data_table(ctx, name, shown, lambda: verdict_table(verdicts, ctx.language))


def download(ctx: PageContext, name: str, data: Callable[[], pl.DataFrame]) -> None:
    """Draw « Télécharger » : a CSV for Excel in French and a neutral one, each row naming its release."""
    files = (
        (ctx.say("CSV pour Excel en français (point-virgule)"), french_csv, "excel-fr", "csv-fr"),
        (ctx.say("CSV neutre (virgule, point décimal)"), neutral_csv, "", "csv"),
    )
    with st.popover(ctx.say("Télécharger"), icon=":material/download:", key=f"files-{name}"):
        for label, write, variant, key in files:
            st.download_button(
                label,
                partial(_file, ctx, data, write),
                file_name(name, ctx.release, variant),
                "text/csv",
                key=f"{key}-{name}",
                on_click="ignore",
            )


def _file(ctx: PageContext, data: Callable[[], pl.DataFrame], write: Callable[[pl.DataFrame], bytes]) -> bytes:
    return write(stamped(data(), ctx.release))
