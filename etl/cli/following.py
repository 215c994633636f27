"""How a wave advances: the status of its establishments, the reminders, who is entrusted with whom, the journal."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from data.store.journal import log
from etl.cli.console import DONE, REFUSED, CommandLine
from etl.cli.options import (
    By,
    Establishment,
    Wave,
    known_day,
    known_establishment,
    known_wave,
    service,
    short_name,
)
from etl.steward.wave_status import rates
from etl.waves import WAVES
from indicators.wording.numbers import day, moment, percent
from indicators.wording.submissions import submission_word

FAULTS_FR = {
    "altered": "Journal altéré : l’entrée {entry} n’est plus celle qui a été écrite.",
    "missing": "Journal altéré : l’entrée {entry} manque.",
    "unchained": "Journal altéré : l’entrée {entry} ne suit pas celle qui la précède.",
    "not_as_checkpoint": (
        "Journal réécrit : l’entrée {entry} n’est plus celle qu’une publication a ancrée hors de la base."
    ),
    "checkpoint_lost": "Ancre perdue : celle de l’entrée {entry} manque au fichier des ancres.",
    "checkpoints_unreadable": "Le fichier des ancres ne se lit plus; le journal ne peut être comparé à rien.",
}


def wave_status(cli: CommandLine, wave: Wave = None, by: By = None) -> None:
    """A table of the establishments that a wave asks, then the rates of answer; the latest wave unless given."""
    found = service(cli, by).wave_status(known_wave(cli, wave) or WAVES[-1].wave_id)
    table = Table()
    for heading in ("Établissement", "État", "Reçu le", "Retard (jours)", "Depuis (jours)", "À corriger"):
        table.add_column(cli.say(heading))
    for row in found.iter_rows(named=True):
        cells = (
            short_name(cli, row["establishment_id"]),
            submission_word(row["state"], cli.language),
            day(row["received_at"], cli.language) if row["received_at"] else "—",
            "—" if row["days_late"] is None else str(row["days_late"]),
        )
        table.add_row(*map(escape, cells), str(row["age_days"]), str(row["errors"]))
    Console(highlight=False).print(table)
    seen = rates(found)
    words = {
        "received": seen.received,
        "asked": seen.asked,
        "reporting": "—" if seen.reporting is None else percent(seen.reporting, 0, cli.language),
        "punctual": "—" if seen.punctual is None else percent(seen.punctual, 0, cli.language),
    }
    text = "Ont répondu : {received} sur {asked} ({reporting}). À temps : {punctual}."
    cli.print(cli.say(text, **words), bold=True)


def reminders(
    cli: CommandLine,
    wave: Wave = None,
    out: Annotated[Path | None, typer.Option("--out", "--dossier", metavar="DOSSIER", help="Où écrire.")] = None,
    by: By = None,
) -> None:
    """Print the e-mails of a wave, or write each as a text file; the latest wave unless given."""
    wave_id = known_wave(cli, wave) or WAVES[-1].wave_id
    found = service(cli, by).reminders(wave_id)
    for item in found:
        text = f"{item.subject}\n\n{item.body}\n"
        if out is None:
            cli.print(f"--- {short_name(cli, item.establishment_id)}\n{text}")
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{item.establishment_id}-{wave_id}-{item.kind}.txt").write_text(text, "utf-8")
    cli.print(cli.say("Courriels prêts : {count}; rien n’est envoyé d’ici.", count=len(found)))


def delegate(
    cli: CommandLine,
    name: Annotated[str | None, typer.Argument(metavar="NOM", help="La personne.")] = None,
    establishments: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Les établissements; aucun pour les reprendre.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", "--jusqu-au", metavar="2026-09-01", help="Le dernier jour."),
    ] = None,
    by: By = None,
) -> None:
    """Entrust establishments to somebody, or print who has which."""
    for item in establishments or []:
        known_establishment(cli, item)
    last_day, steward = known_day(cli, until), service(cli, by)
    if name is not None:
        steward.delegate(name, establishments or [], until=last_day)
    colon = " : " if cli.language == "fr" else ": "
    for row in steward.delegations().iter_rows(named=True):
        places = ", ".join(short_name(cli, item) for item in row["establishment_ids"])
        end = f" → {day(row['until'], cli.language)}" if row["until"] else ""
        cli.print(f"{row['name']}{end}{colon}{places}")
    if name is not None:
        text = "{count} établissements confiés à {name}." if establishments else "Plus rien n’est confié à {name}."
        cli.print(cli.say(text, count=len(establishments or []), name=name))


def verify_journal(cli: CommandLine) -> int:
    """A sentence that says whether the journal is whole."""
    workbench = service(cli).workbench
    broken = log.verify(workbench)
    if broken is None:
        count = log.head(workbench)[0]
        cli.print(cli.say("Journal intact : {count} entrées, chacune liée à la précédente.", count=count))
        return DONE
    cli.print(cli.say(FAULTS_FR[broken.fault], entry=broken.entry), bold=True)
    return REFUSED


def show_journal(cli: CommandLine, wave: Wave = None, establishment: Establishment = None) -> None:
    """Print the entries of the journal."""
    establishment_id = known_establishment(cli, establishment)
    for row in service(cli).history(known_wave(cli, wave), establishment_id).iter_rows(named=True):
        parts = [row["entry"], moment(row["acted_at"], cli.language), row["who"], row["action"], row["subject"]]
        cli.print(" · ".join(map(str, [*parts, row["why"]] if row["why"] else parts)))
