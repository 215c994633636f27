"""Tables as CSV files: one that Excel in French opens as it is, one for every other program.

Every row says which release it comes from and whether its data are fictitious: a file leaves its page.
"""

import polars as pl

from data.store.releases.release import Release
from indicators.exports.harmless import harmless_table


def stamped(table: pl.DataFrame, release: Release) -> pl.DataFrame:
    """The table with two more columns: the release and the nature of its data."""
    nature = "données fictives / fictitious data" if release.kind == "fictif" else "données réelles / real data"
    return table.with_columns(pl.lit(release.id).alias("version"), pl.lit(nature).alias("nature"))


def french_csv(table: pl.DataFrame) -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas."""
    return harmless_table(table).write_csv(include_bom=True, separator=";", decimal_comma=True).encode()


def neutral_csv(table: pl.DataFrame) -> bytes:
    """UTF-8 without BOM, commas and decimal points (RFC 4180)."""
    return harmless_table(table).write_csv().encode()


def file_name(name: str, release: Release, variant: str) -> str:
    """« donnees-fictives_R02_3f2a…_excel-fr.csv »: the nature of the data shows before the file is opened."""
    parts = ["donnees-fictives" if release.kind == "fictif" else "", name, release.id[:8], variant]
    return "_".join(part for part in parts if part) + ".csv"
