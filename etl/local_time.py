"""The day on which something happened in Québec; the workbench keeps times in UTC."""

import polars as pl

ZONE = "America/Toronto"


def local_day(column: str) -> pl.Expr:
    """The local date of a column of UTC times: a file sent the evening of the due date is on time."""
    return pl.col(column).dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE).dt.date()
