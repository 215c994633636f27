"""From the blank workbook to the checked submission: template, receive, check, and where every wave stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from data.facts import load_facts
from data.store.paths import var_folder
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.cli.console import DONE, NO_VALUE, REFUSED, CommandLine
from etl.cli.options import (
    AsJson,
    By,
    Establishment,
    Out,
    Real,
    Wave,
    kind_of,
    known_pair,
    known_wave,
    service,
    short_name,
)
from etl.feedback import report
from etl.forms.survey import write_template
from etl.receive.receive import Receipt, within
from etl.steward.status import status as status_of
from etl.validate.problems import MANY
from indicators.wording.numbers import day


def _progress() -> Progress:
    # On the error stream, so that what a command tells can be kept in a file.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _counter(progress: Progress, title: str) -> Callable[[int, int], None]:
    """What shows how many submissions are done, of how many; nothing until the first are."""
    tasks: list[TaskID] = []

    def show(done: int, total: int) -> None:
        if not tasks:
            tasks.append(progress.add_task(title))
        progress.update(tasks[0], completed=done, total=total)

    return show


def template(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    everyone: Annotated[
        bool, typer.Option("--all", "--tous", metavar=NO_VALUE, help="Un classeur par établissement du cadre.")
    ] = False,
    out: Out = Path(),
    real: Real = None,
) -> None:
    """Write the workbook of one establishment, of all, or a blank one; the latest wave unless given."""
    wave_id, establishment_id = known_pair(cli, wave, establishment, with_workbook=True)
    asked = waves.wave(wave_id) if wave_id else waves.WAVES[-1]
    var, kind = var_folder(), kind_of(real)
    if kind is None and Workbench.exists(var):
        kind = Workbench(var).kind
    names = [item.establishment_id for item in load_facts().frame_of(asked)] if everyone else [establishment_id]
    out.mkdir(parents=True, exist_ok=True)
    with _progress() as progress:
        for name in progress.track(names, description=cli.say("Classeurs")):
            path = out / f"{name or cli.say('vierge')}-{asked.wave_id}.xlsx"
            write_template(path, asked, cli.language, name, kind=kind or "reel")
    text = "{count} classeurs écrits dans {out}." if len(names) > 1 else "Classeur écrit : {path}."
    cli.print(cli.say(text, count=len(names), out=out, path=path))


def receive(
    cli: CommandLine,
    files: Annotated[list[Path], typer.Argument(metavar="FICHIERS", help="Fichiers, ou dossiers qui les contiennent.")],
    wave: Wave = None,
    by: By = None,
    real: Real = None,
) -> int:
    """A line for each file received or refused, then how many."""
    wave_id = known_wave(cli, wave)
    paths = [item for path in files for item in within(path)]
    with _progress() as progress:
        task = progress.add_task(cli.say("Lecture"), total=len(paths))
        receipts = service(cli, by).receive(
            paths,
            wave_id=wave_id,
            kind=kind_of(real),
            progress=lambda: progress.advance(task),
            submissions=_counter(progress, cli.say("Enregistrement")),
        )
    for receipt in _summed_up(cli, receipts):
        cli.print(receipt.sentence, bold=receipt.refused or receipt.waits)
        for note in receipt.notes:
            cli.print(f"    {note.place} {note.message(cli.language)}")
    refused = sum(receipt.refused for receipt in receipts)
    text = "Reçus : {kept}. Refusés : {refused}. Tout fichier présenté est conservé."
    cli.print(cli.say(text, kept=len(receipts) - refused, refused=refused))
    return REFUSED if refused else DONE


def _summed_up(cli: CommandLine, receipts: Sequence[Receipt]) -> Iterator[Receipt]:
    """The receipts, those of one file that say the same in one when they are many."""
    texts = {
        "received": "{file} : reçu pour {places} établissements et {periods} périodes.",
        "resubmitted": (
            "{file} : reçu pour {places} établissements et {periods} périodes; il remplace le fichier précédent."
        ),
        "already": "{file} : déjà reçu pour {places} établissements et {periods} périodes; rien n’est changé.",
    }
    for (label, status), group in groupby(receipts, key=lambda item: (item.label, item.status)):
        alike = list(group)
        if status not in texts or len(alike) <= MANY:
            yield from alike
            continue
        places = len({item.establishment_id for item in alike})
        periods = len({item.wave_id for item in alike})
        sentence = cli.say(texts[status], file=label, places=places, periods=periods)
        yield replace(alike[0], sentence=sentence, notes=tuple(note for item in alike for note in item.notes))


def check(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    as_json: AsJson = False,
    by: By = None,
) -> int:
    """The report of what the check finds in everything that waits."""
    wave_id, establishment_id = known_pair(cli, wave, establishment)
    with _progress() as progress:
        shown = _counter(progress, cli.say("Vérification"))
        result = service(cli, by).check(wave_id, establishment_id, progress=shown)
    if as_json:
        print(report.as_json(result, load_facts(), cli.language))
    else:
        report.show(Console(highlight=False), result, load_facts(), cli.language)
    return REFUSED if result.errors else DONE


def status(cli: CommandLine) -> None:
    """A table of the waves, who is missing, and the current releases."""
    var = var_folder()
    found = status_of(Workbench(var), var)
    console = Console(highlight=False)
    kinds = {"fictif": "Données fictives", "reel": "Données réelles", None: "Espace de travail vide"}
    console.print(cli.say(kinds[found.kind]), style="bold")
    table = Table()
    headings = ("Vague", "Reçus", "Acceptés", "À accepter ou à vérifier", "Retournés", "Corrections en attente")
    for heading in headings:
        table.add_column(cli.say(heading))
    for wave in found.waves:
        states = wave.states
        waiting = states.get("open", 0) + states.get("resubmitted", 0)
        received = cli.say("{received} sur {asked}", received=wave.received, asked=wave.asked)
        numbers = (states.get("accepted", 0), waiting, states.get("returned", 0), wave.corrections)
        table.add_row(wave.wave_id, received, *map(str, numbers))
    console.print(table)
    for wave in found.waves:
        if wave.received and wave.missing:
            names = ", ".join(short_name(cli, name) for name in wave.missing)
            sentence = cli.say("{wave}, sans réponse : {names}.", wave=wave.wave_id, names=names)
            console.print(sentence, markup=False)
    for audience, pointed in found.releases.items():
        text = "Version courante ({audience}) : {release}, publiée le {day}. {note}"
        note = pointed.note_fr if cli.language == "fr" else pointed.note_en
        published = day(pointed.published_at, cli.language)
        cli.print(cli.say(text, audience=audience, release=pointed.release_id, day=published, note=note))
    if not found.releases:
        cli.print(cli.say("Aucune version publiée."))
