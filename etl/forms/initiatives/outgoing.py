"""The workbook that a team fills in, prefilled with what is in force for it."""

from collections.abc import Sequence
from pathlib import Path

from data.store.workbench.initiatives import entries_in_force, version_of
from data.store.workbench.submissions import DataKind, Workbench
from etl.forms.initiatives.plan import Part, ordered
from etl.forms.initiatives.workbook import rows_of, write_initiatives
from indicators.catalogue.model import Language


def write_in_force(
    workbench: Workbench,
    path: Path,
    *,
    parts: Sequence[Part],
    sender: str = "",
    language: Language = "fr",
    kind: DataKind | None = None,
) -> None:
    """Write the workbook to `path` with what this sender has in force.

    Questionnaires are left out: pseudonymous rows do not leave the workbench.
    """
    filled = ordered(set(parts) - {"training"})
    rows = {
        table: held for part in filled for table, held in rows_of(entries_in_force(workbench, part, sender)).items()
    }
    write_initiatives(
        path,
        rows,
        parts=parts,
        sender=sender,
        language=language,
        kind=kind or workbench.kind or "reel",
        based_on={part: version_of(workbench, part, sender) for part in filled},
    )
