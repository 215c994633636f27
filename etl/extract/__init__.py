"""One reader a format: a received file becomes cells, each with the sheet and address it was read at.

Nothing is interpreted here: a cell keeps its text as read; `etl/validate.py` turns it into an answer.
"""

from pathlib import Path

from data.facts import Facts, load_facts
from etl.extract.cells import CELLS, Extracted
from etl.extract.container import looks_like
from etl.extract.refusals import UnreadableFile
from etl.extract.tidy_csv import read_tidy_csv
from etl.extract.workbook import read_workbook


def extract(
    path: str | Path, label: str | None = None, *, wave_id: str | None = None, facts: Facts | None = None
) -> Extracted:
    """Everything that a received file holds, with the address of each cell.

    Args:
        path: the file, wherever it is stored.
        label: the name under which it came, shown to people; the file's own name by default.
        wave_id: the wave that is being received; a file of another one is refused.

    Raises:
        UnreadableFile: the file cannot be read as answers; its `sentence` says why and how to mend it.
    """
    path = Path(path)
    label = label or path.name
    facts = facts or load_facts()
    if looks_like(path, label) == "workbook":
        return read_workbook(path, label, wave_id=wave_id, facts=facts)
    return read_tidy_csv(path, label, wave_id=wave_id, facts=facts)


__all__ = ["CELLS", "Extracted", "UnreadableFile", "extract"]
