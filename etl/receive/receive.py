"""Receive: keep each file as it came, then what it holds as a submission of its establishment and wave.

One unreadable file never stops the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from data.facts import Facts, load_facts
from data.store.workbench.mappings import Declared, declared
from data.store.workbench.submissions import DataKind, StoredFile, Workbench
from etl.extract import Extracted, HeadersUnknown, UnreadableFile, extract
from etl.receive.receipts import Receipt, Status
from etl.receive.resubmission import with_changes
from etl.receive.take import SubmissionIntake
from indicators.catalogue.model import Language
from indicators.wording.language import say

SUFFIXES = (".xlsx", ".ods", ".csv")
READERS = 2


def receive_files(
    workbench: Workbench,
    files: Iterable[Path],
    *,
    by: str,
    received_at: datetime | None = None,
    wave_id: str | None = None,
    language: Language = "fr",
    kind: DataKind | None = None,
    progress: Callable[[], None] = lambda: None,
    labels: Sequence[str] | None = None,
    reached: frozenset[str] | None = None,
    noted: Callable[[list[Receipt]], None] = lambda receipts: None,
    facts: Facts | None = None,
    submissions: Callable[[int, int], None] = lambda done, total: None,
) -> list[Receipt]:
    """What became of each file, in order; every file that exists is kept, even one that cannot be read.

    Args:
        by: who brings the files.
        received_at: now unless given.
        wave_id: the only wave expected; a file of another one is refused.
        kind: what the files hold; else what they say themselves, else what the workbench holds.
        progress: called once a file.
        labels: the names under which people know the files, one each, where the paths do not say them.
        reached: the only establishments that `by` may bring something for; all of them unless given.
        noted: called with the receipts in the transaction that keeps what was read.
        facts: the reference tables, the project's own unless given.
        submissions: called as the submissions of a file are written: how many so far, and of how many.
    """
    facts = facts or load_facts()
    at = received_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    if labels is not None:
        named = list(zip(files, labels, strict=True))
    else:
        named = [(found, found.name) for path in files for found in within(path)]
    with workbench.session():
        kept = [keep(workbench, path, at, language, label) for path, label in named]
        confirmed = declared(workbench)
    # Reading stays outside any transaction: nobody waits for the workbench meanwhile.
    with ThreadPoolExecutor(READERS) as pool:
        read: list[Receipt | tuple[StoredFile, Extracted]] = []
        for result in pool.map(lambda stored: _read(stored, wave_id, language, facts, confirmed), kept):
            read.append(result)
            progress()
    with workbench.session():
        desk = SubmissionIntake(
            workbench,
            by=by,
            at=at,
            language=language,
            kind=kind,
            facts=facts,
            reached=reached,
            kept=submissions,
        )
        receipts = [
            receipt for result in read for receipt in ([result] if isinstance(result, Receipt) else desk.take(*result))
        ]
        receipts = with_changes(workbench, receipts, language)
        noted(receipts)
    return receipts


def within(path: Path) -> list[Path]:
    """The file itself, or the workbooks and tables of a folder by name."""
    if not path.is_dir():
        return [path]
    return sorted(
        item for item in path.iterdir() if item.suffix.lower() in SUFFIXES and not item.name.startswith(("~$", "."))
    )


def keep(
    workbench: Workbench, path: Path, at: datetime, language: Language, label: str | None = None
) -> StoredFile | Receipt:
    """The file at rest under its SHA-256, or the refusal of one that does not open."""
    label = label or path.name
    try:
        return workbench.store_file(path, label=label, at=at)
    except FileNotFoundError:
        sentence = say(
            "{file} : aucun fichier à cet endroit ({path}); vérifier le nom et le dossier.",
            language,
            file=label,
            path=path.parent,
        )
    except OSError as error:
        sentence = say(
            "{file} : le fichier ne s’ouvre pas sur ce poste ({why}).",
            language,
            file=label,
            why=error.strerror,
        )
    return Receipt(label, "refused", sentence)


def _read(
    stored: StoredFile | Receipt,
    wave_id: str | None,
    language: Language,
    facts: Facts,
    confirmed: Mapping[str, Declared],
) -> Receipt | tuple[StoredFile, Extracted]:
    if isinstance(stored, Receipt):
        return stored
    try:
        found = extract(stored.path, stored.label, wave_id=wave_id, facts=facts, declared=confirmed)
    except UnreadableFile as error:
        status: Status = "waiting" if isinstance(error, HeadersUnknown) else "refused"
        wave = error.wave_id if isinstance(error, HeadersUnknown) else None
        return Receipt(stored.label, status, error.sentence(language), wave_id=wave, sha256=stored.sha256)
    return stored, found


__all__ = ["Receipt", "Status", "keep", "receive_files", "within"]
