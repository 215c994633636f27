"""The workbook of targets, milestone statuses and rebases: write it, receive it."""

from pathlib import Path
from typing import Annotated

import typer

from data.store.paths import var_folder
from data.store.workbench.decisions import decisions_in_force
from data.store.workbench.submissions import Workbench
from etl.cli.console import DONE, REFUSED, CommandLine
from etl.cli.options import By, FilledWorkbook, Real, kind_of, new_file, print_receipt, service
from etl.forms.targets import write_targets
from etl.forms.targets.decisions import decisions_of


def write(
    cli: CommandLine,
    path: Annotated[
        Path | None, typer.Argument(metavar="FICHIER", help="Où l’écrire; un fichier ou un dossier.")
    ] = None,
    real: Real = None,
) -> int:
    """Write the workbook, prefilled with what is in force; never over another file."""
    found = new_file(cli, path or Path(), cli.say("cibles.xlsx"))
    if found is None:
        return REFUSED
    workbench = Workbench(var_folder())
    version, tables = decisions_in_force(workbench)
    kind = kind_of(real) or workbench.kind or "reel"
    write_targets(found, decisions_of(tables), language=cli.language, kind=kind, based_on=version)
    cli.print(cli.say("Classeur écrit : {path}.", path=found))
    return DONE


def receive(cli: CommandLine, file: FilledWorkbook, by: By = None) -> int:
    """A line for each problem of the workbook and one for the outcome."""
    return print_receipt(cli, service(cli, by).receive_targets(file))
