"""A table of one sheet or one CSV as columns of text, each cell at its true row and column."""

from dataclasses import dataclass, field
from pathlib import Path

import fastexcel
import polars as pl

from etl.extract.container import file_kind
from etl.extract.grid import MOMENT, NO_DAY, Grid, column_letter, load_grid
from etl.extract.refusals import UnreadableFile
from etl.extract.table.csv_text import Dialect, frame_of, read_text

#: The types of a cell, as `CELLS.raw_kind` says them.
KINDS = pl.Enum(["text", "number", "date", "bool", "blank"])


@dataclass(frozen=True)
class Table:
    """A table as read: nothing in it is interpreted.

    Attributes:
        sheet: the name of its sheet; of a CSV, the name of the file.
        texts: one text column a column of the sheet, named by its 0-based place; one row a row of the sheet.
        numeric: for a workbook, whether each cell is a number or a yes/no; None for a CSV, where all is text.
        errors: cells in error by 1-based row and 0-based place.
        dialect: how the CSV was read, None for a workbook.
    """

    sheet: str
    texts: pl.DataFrame
    numeric: pl.DataFrame | None = None
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    dialect: Dialect | None = None

    @property
    def places(self) -> list[int]:
        """The 0-based places of the columns."""
        return [int(name) for name in self.texts.columns]

    def row(self, number: int) -> dict[int, str]:
        """The texts of a 1-based row that are not blank, by place."""
        values = self.texts.row(number - 1)
        return {
            place: value.strip()
            for place, value in zip(self.places, values, strict=True)
            if value is not None and value.strip()
        }

    def where(self, row: int, place: int) -> str:
        """The address of a cell, « D14 »."""
        return f"{column_letter(place)}{row}"

    def typed(self, place: int) -> pl.DataFrame:
        """A column's cells with their types: raw, raw_kind, raw_number, raw_date; one row a row of the sheet."""
        name = str(place)
        text = self.texts.select(raw=name)
        wrong = {row: error for (row, at), error in self.errors.items() if at == place}
        if wrong:
            shown = pl.DataFrame({"row": list(wrong), "error": list(wrong.values())}, schema_overrides=ROWS)
            text = text.with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int64))
            text = text.join(shown, on="row", how="left", maintain_order="left")
            text = text.select(raw=pl.coalesce("raw", "error"))
        if self.numeric is None:
            return text.select(_raw(), _kind(pl.lit(False), pl.lit(False)), raw_number=NUMBER, raw_date=DAY)
        flagged = text.with_columns(numeric=self.numeric.get_column(name).is_not_null())
        is_bool = pl.col("numeric") & pl.col("raw").is_in(["true", "false"])
        moment = ~pl.col("numeric") & pl.col("raw").str.contains(f"^{MOMENT.pattern}$")
        no_day = pl.col("raw").str.slice(0, 10).is_in(NO_DAY)
        hour = pl.col("raw").str.slice(11, 8)
        shown = (
            pl.when(moment & no_day)
            .then(hour)
            .when(moment & (hour == "00:00:00"))
            .then(pl.col("raw").str.slice(0, 10))
            .otherwise("raw")
        )
        dated = moment & ~no_day
        number = pl.when(pl.col("numeric") & ~is_bool).then(pl.col("raw").cast(pl.Float64, strict=False))
        day = pl.when(dated).then(pl.col("raw").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False))
        return (
            flagged.with_columns(shown=shown, raw_number=number, raw_date=day, dated=dated, is_bool=is_bool)
            .with_columns(_kind(pl.col("numeric"), pl.col("dated"), pl.col("is_bool")))
            .select(pl.col("shown").alias("raw").pipe(_blank_as_null), "raw_kind", "raw_number", "raw_date")
        )


ROWS = {"row": pl.Int64, "error": pl.String}
NUMBER, DAY = pl.lit(None, pl.Float64), pl.lit(None, pl.Date)


def _blank_as_null(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _raw() -> pl.Expr:
    return _blank_as_null(pl.col("raw")).alias("raw")


def _kind(numeric: pl.Expr, dated: pl.Expr, is_bool: pl.Expr | None = None) -> pl.Expr:
    blank = pl.col("raw").is_null() | (pl.col("raw").str.strip_chars() == "")
    kind = pl.when(blank).then(pl.lit("blank"))
    if is_bool is not None:
        kind = kind.when(is_bool).then(pl.lit("bool"))
    kind = kind.when(numeric).then(pl.lit("number")).when(dated).then(pl.lit("date"))
    return kind.otherwise(pl.lit("text")).cast(KINDS).alias("raw_kind")


def text_table(text: str, dialect: Dialect, label: str) -> Table:
    """The only table of a CSV.

    Raises:
        UnreadableFile: its quotes do not pair.
    """
    return Table(Path(label).stem, frame_of(text, dialect, label), dialect=dialect)


def sheet_table(reader: fastexcel.ExcelReader, name: str) -> Table:
    """A sheet of a workbook as a table."""
    return table_of(load_grid(reader, name))


def table_of(grid: Grid) -> Table:
    """A grid as a table."""
    texts = {str(place): pl.Series(values, dtype=pl.String) for place, values in sorted(grid.texts.items())}
    numeric = {str(place): pl.Series(grid.numeric[place], dtype=pl.Boolean) for place in sorted(grid.texts)}
    return Table(grid.name, pl.DataFrame(texts), pl.DataFrame(numeric), grid.errors)


def tables_of(path: Path, label: str) -> list[Table]:
    """Every table of a file, a sheet each; the only one of a CSV.

    Raises:
        UnreadableFile: the file does not open.
    """
    if file_kind(path, label) == "csv":
        text, dialect = read_text(path.read_bytes())
        return [text_table(text, dialect, label)]
    try:
        reader = fastexcel.read_excel(path)
        return [sheet_table(reader, name) for name in reader.sheet_names]
    except fastexcel.FastExcelError:
        raise UnreadableFile("truncated", file=label) from None
