"""The options that several commands share, and what they stand for."""

import getpass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from data.facts import load_facts
from data.model.roles import local_actor
from data.model.survey import DataKind
from data.store.paths import var_folder
from etl.cli.console import DONE, NO_VALUE, REFUSED, CommandLine, Misused
from etl.steward.service import StewardService
from etl.waves import ALL, QUARTERS, WAVES, wave
from indicators.wording.language import pick

Wave = Annotated[str | None, typer.Option("--wave", "--vague", metavar="2025-2026", help="La seule vague visée.")]
Establishment = Annotated[
    str | None, typer.Option("--establishment", "--etablissement", metavar="ID", help="Le seul établissement visé.")
]
By = Annotated[str | None, typer.Option("--by", "--par", metavar="NOM", help="Qui agit; la personne connectée sinon.")]
Real = Annotated[
    bool | None,
    typer.Option("--reel/--fictif", "--real/--fictitious", metavar=NO_VALUE, help="Données réelles ou fictives."),
]
AsJson = Annotated[bool, typer.Option("--json", metavar=NO_VALUE, help="Le rapport en JSON.")]
Out = Annotated[Path, typer.Option("--out", "--dossier", metavar="DOSSIER", help="Où écrire.")]
FilledWorkbook = Annotated[Path, typer.Argument(metavar="FICHIER", help="Le classeur rempli.")]


def kind_of(real: bool | None) -> DataKind | None:
    return None if real is None else "reel" if real else "fictif"


def service(cli: CommandLine, by: str | None = None) -> StewardService:
    """The steward's service for `by`, the person logged in unless given, who has every role."""
    return StewardService(var_folder(), local_actor(by or _login()), cli.language)


def _login() -> str:
    """The name of the person logged in, or a dash where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "—"


def short_name(cli: CommandLine, establishment_id: str) -> str:
    return pick(load_facts().establishment[establishment_id], "short_name", cli.language)


def known_wave(cli: CommandLine, wave_id: str | None, *, with_workbook: bool = False) -> str | None:
    """`wave_id` when it is a wave, a quarter or None.

    Args:
        with_workbook: whether it must have a workbook to fill in; quarters come as a table and have none.

    Raises:
        Misused: it is not.
    """
    if wave_id is not None and wave_id not in [item.wave_id for item in (WAVES if with_workbook else ALL)]:
        known = ", ".join(item.wave_id for item in WAVES)
        if not with_workbook:
            known += f", {QUARTERS[0].wave_id} … {QUARTERS[-1].wave_id}"
        raise Misused(cli.say("Vague « {wave} » inconnue : {known}.", wave=wave_id, known=known))
    return wave_id


def known_establishment(cli: CommandLine, establishment_id: str | None, wave_id: str | None = None) -> str | None:
    """`establishment_id` when it is None or an establishment of the frame: of the wave's where one is given.

    Raises:
        Misused: it is not.
    """
    if establishment_id is None:
        return None
    facts = load_facts()
    known = [item.establishment_id for item in facts.frame]
    if establishment_id not in known:
        near = ", ".join(get_close_matches(establishment_id, known, n=3) or known[:3])
        text = "Établissement « {name} » inconnu; par exemple : {near}."
        raise Misused(cli.say(text, name=establishment_id, near=near))
    if wave_id is not None and establishment_id not in [
        item.establishment_id for item in facts.frame_of(wave(wave_id))
    ]:
        text = "La vague {wave} ne demande rien à « {name} », qui n’existait pas à sa fin."
        raise Misused(cli.say(text, wave=wave_id, name=establishment_id))
    return establishment_id


def known_pair(
    cli: CommandLine, wave_id: str | None, establishment_id: str | None, *, with_workbook: bool = False
) -> tuple[str | None, str | None]:
    """A wave and an establishment, each as asked or None.

    Raises:
        Misused: one of them is unknown, or the wave does not ask the establishment.
    """
    known = known_wave(cli, wave_id, with_workbook=with_workbook)
    return known, known_establishment(cli, establishment_id, known)


def required_pair(cli: CommandLine, wave_id: str | None, establishment_id: str | None) -> tuple[str, str]:
    """A wave and an establishment.

    Raises:
        Misused: one of them is absent or unknown, or the wave does not ask the establishment.
    """
    known, place = known_pair(cli, wave_id, establishment_id)
    if known is None or place is None:
        raise Misused(cli.say("Dire de quel classeur il s’agit : ajouter --wave et --establishment."))
    return known, place


def known_day(cli: CommandLine, text: str | None) -> date | None:
    """The day written « 2026-09-01 », or None.

    Raises:
        Misused: it is no day.
    """
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise Misused(cli.say("« {text} » n’est pas une date; l’écrire 2026-09-01.", text=text)) from error


def new_file(cli: CommandLine, path: Path, name: str) -> Path | None:
    """`path`, or `name` in it where it is a folder; None, after a sentence, where such a file exists."""
    path = path / name if path.is_dir() else path
    if path.exists():
        text = "{path} existe déjà et n’est pas remplacé; indiquer un autre nom."
        cli.print(cli.say(text, path=path), bold=True)
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def print_receipt(cli: CommandLine, receipt: Any) -> int:
    """The exit code of a form's receipt, after a line for each of its problems and one for the outcome."""
    for problem in receipt.problems:
        cli.print(f"{problem.place} : {problem.message(cli.language)}")
    cli.print(receipt.sentence, bold=receipt.refused)
    return REFUSED if receipt.refused else DONE
