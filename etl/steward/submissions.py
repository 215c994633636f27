"""Return and withdraw a submission; where none waits any more, say who decided what and when."""

from datetime import datetime
from typing import Any

import polars as pl

from data.store.connection import select
from data.store.workbench.submissions import Workbench
from data.store.workbench.transitions import LIVE, WAITING
from etl.steward.not_possible import NotPossible, place_names
from indicators.wording.numbers import moment


def newest_submission(workbench: Workbench, wave_id: str, establishment_id: str) -> dict[str, Any] | None:
    """The last submission that came, whatever became of it; None when nothing came."""
    found = workbench.submissions().filter(pl.col("wave_id") == wave_id, pl.col("establishment_id") == establishment_id)
    return found.row(-1, named=True) if found.height else None


def waiting_submission(
    workbench: Workbench, wave_id: str, establishment_id: str, submission_id: str | None
) -> dict[str, Any]:
    """The submission that waits, when it is the one asked for (any, unless given).

    Raises:
        NotPossible: none waits, or a newer file has come since.
    """
    found = newest_submission(workbench, wave_id, establishment_id)
    if found is None:
        raise NotPossible("{name}, {wave} : aucun classeur n’a été reçu.", **_words(wave_id, establishment_id))
    if found["state"] not in WAITING:
        raise already_decided(workbench, found)
    if submission_id not in (None, found["submission_id"]):
        raise NotPossible(
            "{name}, {wave} : un fichier plus récent est arrivé (« {file} »); le lire d’abord. Rien n’est changé.",
            **_words(wave_id, establishment_id),
            file=found["file_label"],
        )
    return found


def already_decided(workbench: Workbench, submission: dict[str, Any]) -> NotPossible:
    """The refusal that says who decided of a submission, what and when."""
    with workbench.session() as connection:
        changes = select(
            connection,
            "SELECT changed_by, changed_at FROM state_changes WHERE submission_id = ? AND state = ? ORDER BY rowid "
            "DESC",
            [submission["submission_id"], submission["state"]],
        )
    by, at = changes.row(0)
    text = (
        "{name}, {wave} : déjà accepté par {by} ({when}); rien n’est changé."
        if submission["state"] == "accepted"
        else "{name}, {wave} : déjà retiré par {by} ({when}); rien n’est changé."
    )
    when = (moment(at, "fr"), moment(at, "en"))
    return NotPossible(text, **_words(submission["wave_id"], submission["establishment_id"]), by=by, when=when)


def return_submission(
    workbench: Workbench,
    wave_id: str,
    establishment_id: str,
    note: str,
    *,
    by: str,
    at: datetime,
    submission_id: str | None = None,
) -> str:
    """The id of the submission returned with a note.

    Raises:
        NotPossible: none waits, or the note says nothing.
    """
    if not note.strip():
        raise NotPossible("Un retour demande une note qui dit quoi corriger. Rien n’est changé.")
    with workbench.session():
        found = waiting_submission(workbench, wave_id, establishment_id, submission_id)
        workbench.set_state(found["submission_id"], "returned", by=by, at=at, reason=note.strip())
    return found["submission_id"]


def withdraw(
    workbench: Workbench, wave_id: str, establishment_id: str, why: str, *, by: str, at: datetime
) -> list[str]:
    """The ids of the submissions withdrawn: all that count or wait, so that the next publication is without them.

    Raises:
        NotPossible: there is none, or nothing says why.
    """
    if not why.strip():
        raise NotPossible("Un retrait demande une raison. Rien n’est changé.")
    with workbench.session():
        ids = (
            workbench.submissions()
            .filter(
                pl.col("wave_id") == wave_id,
                pl.col("establishment_id") == establishment_id,
                pl.col("state").is_in(LIVE),
            )["submission_id"]
            .to_list()
        )
        if not ids:
            found = newest_submission(workbench, wave_id, establishment_id)
            if found is not None:
                raise already_decided(workbench, found)
            waiting_submission(workbench, wave_id, establishment_id, None)
        workbench.set_states(ids, "withdrawn", by=by, at=at, reason=why.strip())
    return ids


def _words(wave_id: str, establishment_id: str) -> dict[str, Any]:
    return {"name": place_names(establishment_id), "wave": wave_id}
