"""`python -m demo`: write the demonstration and publish its five releases."""

import sys
from typing import Annotated, Any

import typer
from rich.console import Console

from data.store.paths import var_folder
from data.store.releases.pointer import read_pointer
from data.store.workbench.submissions import Workbench
from demo.build import BesideRealWorkbench, run
from etl.cli.console import DONE, NO_VALUE, REFUSED, CommandLine, command, run_application
from indicators.catalogue.model import Language


def build(language: Language) -> Any:
    """The one command, with its help in `language`."""
    text = "Fabriquer les vagues de démonstration et les publier."
    return command("demonstration", demonstration, text, language)


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused beside real answers, 2 misused."""
    return run_application(build, "python -m demo", arguments)


def demonstration(
    cli: CommandLine,
    if_absent: Annotated[
        bool,
        typer.Option(
            "--if-absent",
            metavar=NO_VALUE,
            help="Ne rien faire si une version existe déjà ou si les données sont réelles.",
        ),
    ] = False,
) -> int:
    """Build the demonstration."""
    return DONE if build_demonstration(cli.language, if_absent=if_absent) else REFUSED


def build_demonstration(language: Language, *, if_absent: bool = False) -> bool:
    """Whether the demonstration stands, after a sentence that says what was added.

    Args:
        if_absent: leave alone a folder that has something to show, or that holds real answers.
    """
    var = var_folder()
    if if_absent and (read_pointer(var) or (Workbench.exists(var) and Workbench(var).kind == "reel")):
        return True
    console = Console()
    try:
        outcome = run(var, language=language, console=Console(stderr=True))
    except BesideRealWorkbench as error:
        console.print(error.sentence(language), soft_wrap=True, markup=False)
        return False
    console.print(outcome.sentence(language), soft_wrap=True, markup=False)
    return True


if __name__ == "__main__":
    sys.exit(main())
