"""One reader a format: a received file becomes cells, each with the sheet and address it was read at.

Nothing is interpreted here: a cell keeps its text as read; `etl/validate.py` turns it into an answer.
"""

from collections.abc import Mapping
from pathlib import Path

from data.facts import Facts, load_facts
from data.store.workbench.mappings import Declared
from etl.extract.cells import CELLS, READ_AS, Extracted
from etl.extract.container import file_kind
from etl.extract.frames import check_frames
from etl.extract.refusals import HeadersUnknown, UnreadableFile
from etl.extract.table.csv_file import read_csv_file
from etl.extract.template.workbook import read_workbook


def extract(
    path: str | Path,
    label: str | None = None,
    *,
    wave_id: str | None = None,
    facts: Facts | None = None,
    declared: Mapping[str, Declared] | None = None,
) -> Extracted:
    """Everything that a received file holds, with the address of each cell.

    Args:
        path: the file, wherever it is stored.
        label: the name under which it came, shown to people; the file's own name by default.
        wave_id: the wave that is being received; a file of another one is refused.
        declared: what was confirmed of the headers and codes of tables, by wave id.

    Raises:
        HeadersUnknown: a table has columns that nothing tells; it waits for a steward to confirm them.
        UnreadableFile: the file cannot be read as answers; its `sentence` says why and how to mend it.
    """
    path = Path(path)
    label = label or path.name
    facts = facts or load_facts()
    read = read_csv_file if file_kind(path, label) == "csv" else read_workbook
    found = read(path, label, wave_id=wave_id, facts=facts, declared=declared or {})
    check_frames(found.submissions, label, facts)
    return found


__all__ = ["CELLS", "READ_AS", "Extracted", "HeadersUnknown", "UnreadableFile", "extract"]
