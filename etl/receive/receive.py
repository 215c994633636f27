"""Receive: keep each file as it came, then what it holds as a submission of its establishment and wave.

One unreadable file never stops the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from data.facts import Facts, load_facts
from data.store.workbench.mappings import Declared, declared
from data.store.workbench.submissions import StoredFile, Workbench
from etl.extract import Extracted, HeadersUnknown, UnreadableFile, extract
from etl.receive.receipts import Receipt, Status
from etl.receive.resubmission import with_changes
from etl.receive.take import Delivery, SubmissionIntake
from indicators.catalogue.model import Language
from indicators.wording.language import say

SUFFIXES = (".xlsx", ".ods", ".csv")
READERS = 2


def receive_files(
    workbench: Workbench,
    files: Iterable[Path],
    delivery: Delivery,
    *,
    labels: Sequence[str] | None = None,
    facts: Facts | None = None,
    progress: Callable[[], None] = lambda: None,
    submissions: Callable[[int, int], None] = lambda done, total: None,
    noted: Callable[[list[Receipt]], None] = lambda receipts: None,
) -> list[Receipt]:
    """What became of each file, in order; every file that exists is kept, even one that cannot be read.

    Args:
        labels: the names under which people know the files, one each, where the paths do not say them.
        facts: the reference tables, the project's own unless given.
        progress: called once a file.
        submissions: called as the submissions of a file are written: how many so far, and of how many.
        noted: called with the receipts in the transaction that keeps what was read.
    """
    facts = facts or load_facts()
    if labels is not None:
        named = list(zip(files, labels, strict=True))
    else:
        named = [(found, found.name) for path in files for found in within(path)]
    with workbench.session():
        kept = [keep(workbench, path, delivery.at, delivery.language, label) for path, label in named]
        confirmed = declared(workbench)
    # Reading stays outside any transaction: nobody waits for the workbench meanwhile.
    with ThreadPoolExecutor(READERS) as pool:
        read: list[Receipt | tuple[StoredFile, Extracted]] = []
        for result in pool.map(lambda stored: _read(stored, delivery, facts, confirmed), kept):
            read.append(result)
            progress()
    with workbench.session():
        intake = SubmissionIntake(workbench, delivery, facts, submissions)
        receipts = [
            receipt
            for result in read
            for receipt in ([result] if isinstance(result, Receipt) else intake.take(*result))
        ]
        receipts = with_changes(workbench, receipts, delivery.language)
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
    delivery: Delivery,
    facts: Facts,
    confirmed: Mapping[str, Declared],
) -> Receipt | tuple[StoredFile, Extracted]:
    if isinstance(stored, Receipt):
        return stored
    try:
        found = extract(stored.path, stored.label, wave_id=delivery.wave_id, facts=facts, declared=confirmed)
    except UnreadableFile as error:
        status: Status = "waiting" if isinstance(error, HeadersUnknown) else "refused"
        wave = error.wave_id if isinstance(error, HeadersUnknown) else None
        return Receipt(stored.label, status, error.sentence(delivery.language), wave_id=wave, sha256=stored.sha256)
    return stored, found


__all__ = ["Delivery", "Receipt", "Status", "keep", "receive_files", "within"]
