"""The table of a chart or of a page, and its files: the same rows, the same order, the same strings."""

from collections.abc import Callable, Sequence
from functools import partial

import polars as pl
import streamlit as st

from indicators.catalogue.model import Language
from indicators.exports.table_csv import file_name, french_csv, neutral_csv, stamped
from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import comparison_words
from indicators.wording.periods import period_text
from indicators.wording.signal import funnel_words, outlier_words, rule_words
from indicators.wording.value import (
    absence_word,
    counts_text,
    coverage_text,
    interval_text,
    peer_median_text,
    value_text,
)
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
        columns: keys of `_columns`; the first one names the row.
    """
    heads = _columns(ctx)
    shown = {
        head: [words(item, ctx.language) or "—" for item in verdicts]
        for head, words in (heads[column] for column in columns)
    }
    data_table(ctx, name, pl.DataFrame(shown), lambda: verdict_table(verdicts, ctx.language))


def _columns(ctx: PageContext) -> dict[str, tuple[str, Callable[[Verdict, Language], str]]]:
    """Each column's head and what it says of a verdict; nothing to say is a dash."""
    return {
        "establishment": (ctx.say("Établissement"), Verdict.place),
        "group": (ctx.say("Groupe"), Verdict.place),
        "indicator": (ctx.say("Indicateur"), Verdict.label),
        "part": (ctx.say("Part"), Verdict.label),
        "period": (ctx.say("Période"), lambda item, language: period_text(item.period, language)),
        "value": (ctx.say("Valeur"), value_text),
        "counts": (ctx.say("Nombres"), counts_text),
        "interval": (ctx.say("Intervalle à 95 %"), interval_text),
        "coverage": (ctx.say("Établissements"), coverage_text),
        "peer_median": (ctx.say("Médiane des pairs"), peer_median_text),
        "comparison": (ctx.say("Comparaison"), comparison_words),
        "funnel": (ctx.say("Entonnoir"), funnel_words),
        "methods": (ctx.say("Méthodes"), outlier_words),
        "signal": (ctx.say("Signal"), rule_words),
        "state": (ctx.say("État"), absence_word),
    }


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
