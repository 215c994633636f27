"""The two commands of the initiatives' workbook: write it or destroy what is due, and receive it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from data.model.survey import DataKind
from etl.cli.console import DONE, NO_VALUE, REFUSED, Misused
from indicators.catalogue.model import Language
from indicators.wording.language import say

if TYPE_CHECKING:
    from etl.forms.initiatives.plan import Part


def add_initiatives_commands(
    app: typer.Typer, command: type[Any], language: Language, by_option: Any, user: Callable[[], str]
) -> None:
    """Add `initiatives` and `receive-initiatives` to the application, with their help in `language`."""

    def t(text: str) -> str:
        return say(text, language)

    @app.command(
        "initiatives",
        cls=command,
        help=t("Classeur des initiatives : l’écrire, ou détruire les questionnaires dont le jour est venu."),
    )
    def initiatives(
        action: Annotated[str, typer.Argument(metavar="[purge]", help=t("purge : détruire ce qui est dû."))] = "",
        template: Annotated[
            Path | None,
            typer.Option("--template", "--gabarit", metavar=t("FICHIER"), help=t("Où écrire le classeur.")),
        ] = None,
        part: Annotated[
            list[str] | None,
            typer.Option(
                "--part",
                "--partie",
                metavar="training|qualitative|evaluation|outputs|boards|practices",
                help=t("La seule partie voulue; peut être répétée."),
            ),
        ] = None,
        sender: Annotated[
            str,
            typer.Option("--sender", "--equipe", metavar=t("NOM"), help=t("L’équipe à qui est ce classeur.")),
        ] = "",
        real: bool | None = typer.Option(
            None,
            "--reel/--fictif",
            "--real/--fictitious",
            metavar=NO_VALUE,
            help=t("Données réelles ou fictives."),
        ),
        by: str | None = by_option,
    ) -> None:
        kind: DataKind | None = None if real is None else "reel" if real else "fictif"
        if action == "purge" and template is None:
            destroy(by or user(), language)
        elif not action and template is not None:
            raise typer.Exit(DONE if write(template, known(part, language), sender, kind, language) else REFUSED)
        else:
            raise Misused(t("Indiquer « purge » ou « --template FICHIER », l’un ou l’autre."))

    @app.command(
        "receive-initiatives",
        cls=command,
        help=t("Recevoir le classeur des initiatives : une version nouvelle, ou rien."),
    )
    def receive_initiatives(
        file: Annotated[Path, typer.Argument(metavar=t("FICHIER"), help=t("Le classeur rempli."))],
        replace: Annotated[
            bool,
            typer.Option(
                "--replace",
                "--remplacer",
                metavar=NO_VALUE,
                help=t("Accepter que des lignes en vigueur n’y soient plus."),
            ),
        ] = False,
        by: str | None = by_option,
    ) -> None:
        raise typer.Exit(REFUSED if receive(file, by or user(), language, replace=replace) else DONE)


def known(asked: list[str] | None, language: Language) -> "tuple[Part, ...]":
    """The parts asked for, all of them when none is.

    Raises:
        Misused: one of them is no part.
    """
    from etl.forms.initiatives.plan import PARTS, ordered

    for name in asked or ():
        if name not in PARTS:
            text = "Partie « {read} » inconnue : {known}."
            raise Misused(say(text, language, read=name, known=", ".join(PARTS)))
    return ordered(asked or PARTS)


def write(path: Path, parts: "tuple[Part, ...]", sender: str, kind: DataKind | None, language: Language) -> bool:
    """Whether the workbook was written, prefilled with what is in force; never over another file.

    Questionnaires are left out: pseudonymous rows do not leave the workbench.
    """
    from data.store.paths import var_folder
    from data.store.workbench.submissions import Workbench
    from etl.forms.initiatives.outgoing import write_in_force

    console = Console(highlight=False)
    path = path / say("initiatives.xlsx", language) if path.is_dir() else path
    if path.exists():
        text = "{path} existe déjà et n’est pas remplacé; indiquer un autre nom."
        console.print(say(text, language, path=path), style="bold", soft_wrap=True, markup=False)
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_in_force(Workbench(var_folder()), path, parts=parts, sender=sender, language=language, kind=kind)
    console.print(say("Classeur écrit : {path}.", language, path=path), soft_wrap=True, markup=False)
    return True


def receive(file: Path, by: str, language: Language, *, replace: bool) -> bool:
    """Whether the workbook was refused, after a line for each of its problems and one for the outcome."""
    from etl.cli.collect import desk

    console = Console(highlight=False)
    (receipt,) = desk(by, language).receive_initiatives(file, replace=replace)
    for found in receipt.problems:
        console.print(f"{found.place} : {found.message(language)}", soft_wrap=True, markup=False)
    style = "bold" if receipt.refused else None
    console.print(receipt.sentence, style=style, soft_wrap=True, markup=False)
    return receipt.refused


def destroy(by: str, language: Language) -> None:
    """Destroy what is due, after which a sentence says what it was."""
    from etl.cli.collect import desk

    done = desk(by, language).purge_initiatives()
    told = done.sentence(language)
    Console(highlight=False).print(told, soft_wrap=True, markup=False)
