"""The text of a CSV as people save it: its encoding, its separator, its decimal sign, its records."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

import polars as pl

from etl.extract.container import UTF_16
from etl.extract.refusals import UnreadableFile
from etl.validate.problems import Problem, problem

SEPARATORS = (",", ";", "\t")
ENCODINGS = {"utf-16": "UTF-16", "utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252"}
#: A number with decimals that is neither « 1,234 » nor « 2026.03.31 ».
DECIMAL = re.compile(r"(?<![\d.,])\d+([.,])\d{1,2}(?![\d.,/-])")
#: Enough of a file to tell its decimal sign, in characters.
LOOKED_AT = 400_000


@dataclass(frozen=True)
class Dialect:
    """How a CSV was read: encoding, separator, and the decimal sign seen most (« » where none was)."""

    encoding: str
    separator: str
    decimal: str

    def note(self, sheet: str) -> Problem:
        """What was detected, for the receipt."""
        texts = {
            ",": "Codage lu : {encoding}; séparateur lu : {separator}; signe décimal lu : la virgule.",
            ".": "Codage lu : {encoding}; séparateur lu : {separator}; signe décimal lu : le point.",
            "": "Codage lu : {encoding}; séparateur lu : {separator}; aucun nombre à décimales.",
        }
        separator = "TAB" if self.separator == "\t" else f"« {self.separator} »"
        values = {"encoding": ENCODINGS[self.encoding], "separator": separator}
        return problem("warning", "csv_dialect", texts[self.decimal], values=values, sheet=sheet)


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8 or UTF-16 by its byte-order mark, else UTF-8, else Windows-1252."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace"), "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def read_text(content: bytes) -> tuple[str, Dialect]:
    """The text of a file, and how it was read."""
    text, encoding = decode(content)
    separator = separator_of(text)
    return text, Dialect(encoding, separator, decimal_of(text, separator))


def separator_of(text: str) -> str:
    """The separator of the first line that holds one outside quotes: the one that parts it most."""
    for line in text.lstrip().split("\n", 20)[:20]:
        bare = re.sub(r'"[^"]*"', "", line)
        if any(separator in bare for separator in SEPARATORS):
            return max(SEPARATORS, key=bare.count)
    return SEPARATORS[0]


def decimal_of(text: str, separator: str) -> str:
    """The decimal sign that most numbers with decimals have, or '' where none has any."""
    head = text[:LOOKED_AT]
    if separator == ",":
        # Between unquoted numbers a comma parts two cells: only a quoted one can be decimal.
        quoted = " ".join(re.findall(r'"([^"]*)"', head))
        head = " | ".join([quoted, head.replace(",", " | ")])
    found = Counter(DECIMAL.findall(head))
    return found.most_common(1)[0][0] if found else ""


def records_of(text: str, separator: str, label: str) -> list[list[str]]:
    """The lines of the file; a line is one record, as a spreadsheet numbers its rows."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise UnreadableFile("csv_quotes", file=label, read=reader.line_num) from None


def first_record(text: str, separator: str) -> list[str]:
    """The first record that is not blank; [] where there is none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return next((record for record in reader if any(cell.strip() for cell in record)), [])


def frame_of(text: str, dialect: Dialect, label: str) -> pl.DataFrame:
    """The records as text columns named by their 0-based place; a shorter record ends with nulls.

    Raises:
        UnreadableFile: quotes do not pair.
    """
    if '"' not in text and text.strip():
        # Eight times quicker; with quotes, the standard reader tells those that do not pair.
        lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
        width = max(line.count(dialect.separator) for line in lines.split("\n")) + 1
        names = [str(place) for place in range(width)]
        return pl.read_csv(
            lines.encode(),
            separator=dialect.separator,
            has_header=False,
            quote_char=None,
            schema=dict.fromkeys(names, pl.String),
            missing_columns="insert",
            truncate_ragged_lines=True,
        )
    records = records_of(text, dialect.separator, label)
    width = max(map(len, records), default=0)
    padded = (record + [None] * (width - len(record)) for record in records)
    columns = list(zip(*padded, strict=True))
    return pl.DataFrame({str(place): pl.Series(values, dtype=pl.String) for place, values in enumerate(columns)})
