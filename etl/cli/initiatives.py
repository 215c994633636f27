"""The workbook of the initiatives: write it, receive it, destroy the questionnaires that are due."""

from pathlib import Path
from typing import Annotated

import typer

from data.store.paths import var_folder
from data.store.workbench.submissions import Workbench
from etl.cli.console import DONE, NO_VALUE, REFUSED, CommandLine, Misused
from etl.cli.options import By, FilledWorkbook, Real, kind_of, new_file, print_receipt, service
from etl.forms.initiatives.sheets import INITIATIVES
from etl.forms.initiatives.workbook import write_in_force


def write_or_purge(
    cli: CommandLine,
    action: Annotated[str, typer.Argument(metavar="[purge]", help="purge : détruire ce qui est dû.")] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", "--gabarit", metavar="FICHIER", help="Où écrire le classeur."),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part", "--partie", metavar="|".join(INITIATIVES.parts), help="La seule partie voulue; peut être répétée."
        ),
    ] = None,
    sender: Annotated[
        str, typer.Option("--sender", "--equipe", metavar="NOM", help="L’équipe à qui est ce classeur.")
    ] = "",
    real: Real = None,
    by: By = None,
) -> int:
    """Write the workbook, prefilled with what is in force, or destroy what is due.

    Never over another file, and without the questionnaires: pseudonymous rows do not leave the workbench.
    """
    if action == "purge" and template is None:
        cli.print(service(cli, by).purge_initiatives().sentence(cli.language))
        return DONE
    if action or template is None:
        raise Misused(cli.say("Indiquer « purge » ou « --template FICHIER », l’un ou l’autre."))
    for name in part or ():
        if name not in INITIATIVES.parts:
            raise Misused(
                cli.say("Partie « {read} » inconnue : {known}.", read=name, known=", ".join(INITIATIVES.parts))
            )
    path = new_file(cli, template, cli.say("initiatives.xlsx"))
    if path is None:
        return REFUSED
    write_in_force(
        Workbench(var_folder()),
        path,
        parts=INITIATIVES.ordered(part or INITIATIVES.parts),
        sender=sender,
        language=cli.language,
        kind=kind_of(real),
    )
    cli.print(cli.say("Classeur écrit : {path}.", path=path))
    return DONE


def receive(
    cli: CommandLine,
    file: FilledWorkbook,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            "--remplacer",
            metavar=NO_VALUE,
            help="Accepter que des lignes en vigueur n’y soient plus.",
        ),
    ] = False,
    by: By = None,
) -> int:
    """A line for each problem of the workbook and one for the outcome."""
    (receipt,) = service(cli, by).receive_initiatives(file, replace=replace)
    return print_receipt(cli, receipt)
