"""A received CSV: one answer a line, or one row an establishment."""

from collections.abc import Mapping
from pathlib import Path

from data.facts import Facts
from data.store.workbench.mappings import Declared
from etl.extract.cells import Extracted
from etl.extract.refusals import UnreadableFile
from etl.extract.table.consolidated import read_consolidated
from etl.extract.table.csv_text import first_record, read_text, records_of
from etl.extract.table.head import find_head
from etl.extract.table.table import text_table
from etl.extract.table.tidy_csv import is_tidy, read_tidy_csv


def read_csv_file(
    path: Path, label: str, *, wave_id: str | None, facts: Facts, declared: Mapping[str, Declared]
) -> Extracted:
    """The answers of a CSV of either shape.

    Raises:
        UnreadableFile: neither shape, or as `read_tidy_csv` and `read_consolidated` say.
    """
    text, dialect = read_text(path.read_bytes())
    names = first_record(text, dialect.separator)
    if is_tidy(names):
        records = records_of(text, dialect.separator, label)
        return read_tidy_csv(records, dialect, label, wave_id=wave_id, facts=facts)
    table = text_table(text, dialect, label)
    head = find_head(table, facts, declared)
    if head is None:
        read = ", ".join(f"« {name.strip()} »" for name in names[:6]) or "—"
        raise UnreadableFile("csv_columns", file=label, read=read, expected="establishment, question, value")
    notes = [dialect.note(table.sheet)]
    return read_consolidated(table, head, label, wave_id=wave_id, facts=facts, declared=declared, notes=notes)
