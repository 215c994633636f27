"""Text that a spreadsheet would run as a formula, made to stay text: the only place that does it, for every export.

A cell that begins with one of these signs is a formula to Excel and LibreOffice when they open a CSV, and again when
somebody edits it in a workbook. An apostrophe before it keeps it a text; a number stays a number.
"""

import re

import polars as pl

APOSTROPHE = "'"
#: The full-width signs too: Excel reads them as the plain ones in some languages.
STARTS = r"^[=+\-@\t\r\n＝＋－＠]"
#: « -12 », « +3,5 », « -1 234,50 $ »: digits in groups, one decimal sign, a unit; nothing that computes.
NUMBER = r"^[+\-]?\$?[0-9]+([ \x{00A0}\x{202F}][0-9]{3})*([.,][0-9]+)?[ \x{00A0}\x{202F}]?[%$]?$"
_STARTS = re.compile(STARTS)
_NUMBER = re.compile(re.sub(r"\\x\{(\w{4})\}", r"\\u\1", NUMBER[:-1]) + r"\Z")


def harmless(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would have run it."""
    return APOSTROPHE + text if _STARTS.match(text) and not _NUMBER.match(text) else text


def harmless_table(table: pl.DataFrame) -> pl.DataFrame:
    """The table with every text and every head made `harmless`; numbers, dates and nulls as they were."""
    texts = [name for name, kind in table.schema.items() if kind in (pl.String, pl.Categorical, pl.Enum)]
    mended = table.with_columns(_harmless(pl.col(name).cast(pl.String)).alias(name) for name in texts)
    return mended.rename({name: harmless(name) for name in table.columns})


def _harmless(column: pl.Expr) -> pl.Expr:
    # `\z` and not `$` alone: a text whose second line computes is no number.
    runs = column.str.contains(STARTS) & ~column.str.contains(NUMBER[:-1] + r"\z")
    return pl.when(runs).then(pl.lit(APOSTROPHE) + column).otherwise(column)
