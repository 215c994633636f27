"""The two commands by which stewards enter targets, milestone statuses and rebases."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from data.model.survey import DataKind
from etl.cli.console import DONE, NO_VALUE, REFUSED
from indicators.catalogue.model import Language
from indicators.wording.language import say


def add_targets_commands(
    app: typer.Typer, command: type[Any], language: Language, by_option: Any, user: Callable[[], str]
) -> None:
    """Add `targets` and `receive-targets` to the application, with their help in `language`."""

    def t(text: str) -> str:
        return say(text, language)

    @app.command("targets", cls=command, help=t("Écrire le classeur des cibles, des jalons et des recalages."))
    def targets(
        path: Annotated[
            Path | None,
            typer.Argument(metavar=t("FICHIER"), help=t("Où l’écrire; un fichier ou un dossier.")),
        ] = None,
        real: bool | None = typer.Option(
            None,
            "--reel/--fictif",
            "--real/--fictitious",
            metavar=NO_VALUE,
            help=t("Données réelles ou fictives."),
        ),
    ) -> None:
        kind: DataKind | None = None if real is None else "reel" if real else "fictif"
        raise typer.Exit(DONE if write(path, kind, language) else REFUSED)

    @app.command("receive-targets", cls=command, help=t("Recevoir ce classeur : une version nouvelle, ou rien."))
    def receive_targets(
        file: Annotated[Path, typer.Argument(metavar=t("FICHIER"), help=t("Le classeur rempli."))],
        by: str | None = by_option,
    ) -> None:
        raise typer.Exit(REFUSED if receive(file, by or user(), language) else DONE)


def write(path: Path | None, kind: DataKind | None, language: Language) -> bool:
    """Whether the workbook was written, prefilled with what is in force; never over another file."""
    from data.store.paths import var_folder
    from data.store.workbench.decisions import decisions_in_force
    from data.store.workbench.submissions import Workbench
    from etl.forms.targets import write_targets
    from etl.forms.targets.tables import decisions_of

    console = Console(highlight=False)
    name = say("cibles.xlsx", language)
    path = Path(name) if path is None else path / name if path.is_dir() else path
    if path.exists():
        text = "{path} existe déjà et n’est pas remplacé; indiquer un autre nom."
        console.print(say(text, language, path=path), style="bold", soft_wrap=True, markup=False)
        return False
    workbench = Workbench(var_folder())
    version, tables = decisions_in_force(workbench)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_targets(
        path,
        decisions_of(tables),
        language=language,
        kind=kind or workbench.kind or "reel",
        based_on=version,
    )
    console.print(say("Classeur écrit : {path}.", language, path=path), soft_wrap=True, markup=False)
    return True


def receive(file: Path, by: str, language: Language) -> bool:
    """Whether the workbook was refused, after a line for each of its problems and one for the outcome."""
    from etl.cli.collect import desk

    console = Console(highlight=False)
    receipt = desk(by, language).receive_targets(file)
    for found in receipt.problems:
        console.print(f"{found.place} : {found.message(language)}", soft_wrap=True, markup=False)
    style = "bold" if receipt.refused else None
    console.print(receipt.sentence, style=style, soft_wrap=True, markup=False)
    return receipt.refused
