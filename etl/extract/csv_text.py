"""The text of a CSV as people save it: its encoding, its separator, its records."""

import csv
import io

from etl.extract.container import UTF_16
from etl.extract.refusals import UnreadableFile

SEPARATORS = (",", ";", "\t")
ENCODINGS = {"utf-16": "UTF-16", "utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252"}


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


def separator_of(text: str) -> str:
    """The separator of the first line: the one that parts it most."""
    head = text.lstrip().split("\n", 1)[0]
    return max(SEPARATORS, key=head.count)


def records_of(text: str, separator: str, label: str) -> list[list[str]]:
    """The lines of the file; a line is one record, as a spreadsheet numbers its rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise UnreadableFile("csv_quotes", file=label, read=reader.line_num) from None
