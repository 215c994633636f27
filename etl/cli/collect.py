"""What each command does once its options are read: it calls one step of the house and tells what happened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from data.facts import load_facts
from data.store.paths import var_folder
from data.store.workbench.submissions import DataKind, Workbench
from etl import waves
from etl.validate.problems import MANY
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day

if TYPE_CHECKING:
    from etl.receive.receive import Receipt
    from etl.steward.service import StewardService


def _console() -> Console:
    return Console(highlight=False)


def _progress() -> Progress:
    # On the error stream, so that what a command tells can be kept in a file.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _so_many(progress: Progress, title: str) -> Callable[[int, int], None]:
    """What shows how many submissions are done, of how many; nothing until the first are."""
    tasks: list[TaskID] = []

    def told(done: int, total: int) -> None:
        if not tasks:
            tasks.append(progress.add_task(title))
        progress.update(tasks[0], completed=done, total=total)

    return told


def _name(establishment_id: str, language: Language) -> str:
    return pick(load_facts().establishment[establishment_id], "short_name", language)


def desk(by: str, language: Language) -> "StewardService":
    """The desk of the person at the keyboard."""
    from etl.steward.permissions import LOCAL
    from etl.steward.service import StewardService

    return StewardService(var_folder(), LOCAL(by), language)


def template(
    wave_id: str | None,
    establishment_id: str | None,
    *,
    everyone: bool,
    out: Path,
    kind: DataKind | None,
    language: Language,
) -> None:
    """Write the workbook of one establishment, of all, or a blank one; the latest wave unless given."""
    from etl.forms.survey import write_template

    wave = waves.wave(wave_id) if wave_id else waves.WAVES[-1]
    var = var_folder()
    held = Workbench(var).kind if kind is None and Workbench.exists(var) else None
    facts = load_facts()
    names = [item.establishment_id for item in facts.frame_of(wave)] if everyone else [establishment_id]
    out.mkdir(parents=True, exist_ok=True)
    console = _console()
    with _progress() as progress:
        for name in progress.track(names, description=say("Classeurs", language)):
            label = name or say("vierge", language)
            path = out / f"{label}-{wave.wave_id}.xlsx"
            write_template(path, wave, language, name, kind=kind or held or "reel")
    text = "{count} classeurs écrits dans {out}." if len(names) > 1 else "Classeur écrit : {path}."
    console.print(say(text, language, count=len(names), out=out, path=path), soft_wrap=True, markup=False)


def receive(files: list[Path], wave_id: str | None, *, by: str, kind: DataKind | None, language: Language) -> int:
    """How many files were refused, after a line for each."""
    from etl.receive.receive import within

    paths = [item for path in files for item in within(path)]
    with _progress() as progress:
        task = progress.add_task(say("Lecture", language), total=len(paths))
        receipts = desk(by, language).receive(
            paths,
            wave_id=wave_id,
            kind=kind,
            progress=lambda: progress.advance(task),
            submissions=_so_many(progress, say("Enregistrement", language)),
        )
    console = _console()
    for receipt in _summed_up(receipts, language):
        console.print(
            receipt.sentence,
            style="bold" if receipt.refused or receipt.waits else None,
            soft_wrap=True,
            markup=False,
        )
        for note in receipt.notes:
            console.print(f"    {note.place} {note.message(language)}", soft_wrap=True, markup=False)
    refused = sum(receipt.refused for receipt in receipts)
    text = "Reçus : {kept}. Refusés : {refused}. Tout fichier présenté est conservé."
    console.print(say(text, language, kept=len(receipts) - refused, refused=refused))
    return refused


def _summed_up(receipts: "Sequence[Receipt]", language: Language) -> "Iterator[Receipt]":
    """The receipts, those of one file that say the same in one when they are many."""
    texts = {
        "received": "{file} : reçu pour {places} établissements et {periods} périodes.",
        "resubmitted": "{file} : reçu pour {places} établissements et {periods} périodes; il remplace le fichier précédent.",
        "already": "{file} : déjà reçu pour {places} établissements et {periods} périodes; rien n’est changé.",
    }
    for (label, status), group in groupby(receipts, key=lambda item: (item.label, item.status)):
        alike = list(group)
        if status not in texts or len(alike) <= MANY:
            yield from alike
            continue
        places = len({item.establishment_id for item in alike})
        periods = len({item.wave_id for item in alike})
        sentence = say(texts[status], language, file=label, places=places, periods=periods)
        yield replace(alike[0], sentence=sentence, notes=tuple(note for item in alike for note in item.notes))


def check(wave_id: str | None, establishment_id: str | None, *, by: str, as_json: bool, language: Language) -> int:
    """How many errors were found, after the report."""
    from etl.feedback import report

    with _progress() as progress:
        told = _so_many(progress, say("Vérification", language))
        result = desk(by, language).check(wave_id, establishment_id, progress=told)
    if as_json:
        print(report.as_json(result, load_facts(), language))
    else:
        report.show(_console(), result, load_facts(), language)
    return result.errors


def status(language: Language) -> None:
    """Print a table of the waves, who is missing, and the current releases."""
    from etl.steward.status import status as run

    var = var_folder()
    found = run(Workbench(var), var)
    console = _console()
    kinds = {"fictif": "Données fictives", "reel": "Données réelles", None: "Espace de travail vide"}
    console.print(say(kinds[found.kind], language), style="bold")
    table = Table()
    for heading in (
        "Vague",
        "Reçus",
        "Acceptés",
        "À accepter ou à vérifier",
        "Retournés",
        "Corrections en attente",
    ):
        table.add_column(say(heading, language))
    for wave in found.waves:
        states = wave.states
        waiting = states.get("open", 0) + states.get("resubmitted", 0)
        received = say("{received} sur {asked}", language, received=wave.received, asked=wave.asked)
        numbers = (states.get("accepted", 0), waiting, states.get("returned", 0), wave.corrections)
        table.add_row(wave.wave_id, received, *map(str, numbers))
    console.print(table)
    for wave in found.waves:
        if wave.received and wave.missing:
            names = ", ".join(_name(name, language) for name in wave.missing)
            text = "{wave}, sans réponse : {names}."
            console.print(say(text, language, wave=wave.wave_id, names=names), markup=False)
    for audience, pointed in found.releases.items():
        text = "Version courante ({audience}) : {release}, publiée le {day}. {note}"
        note = pointed.note_fr if language == "fr" else pointed.note_en
        when = day(pointed.published_at, language)
        words = {"audience": audience, "release": pointed.release_id, "day": when, "note": note}
        console.print(say(text, language, **words), soft_wrap=True, markup=False)
    if not found.releases:
        console.print(say("Aucune version publiée.", language))
