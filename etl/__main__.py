"""The commands, in the order in which a steward uses them: `python -m etl --help`.

Everything heavy is imported inside a command, so that help is quick.
"""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from data.model.survey import DataKind
from etl.cli.arguments import known_establishment, known_wave
from etl.cli.console import DONE, NO_VALUE, REFUSED, run_application, speak
from etl.cli.feedback import add_report_commands
from etl.cli.initiatives import add_initiatives_commands
from etl.cli.mapping import add_mapping_commands
from etl.cli.publishing_options import add_publishing_commands
from etl.cli.steward_options import add_desk_commands
from etl.cli.targets import add_targets_commands
from indicators.catalogue.model import Language
from indicators.wording.language import say


def build(language: Language) -> typer.Typer:
    """The application with its help and its answers in `language`."""
    group, command = speak(language)

    def t(text: str) -> str:
        return say(text, language)

    app = typer.Typer(
        cls=group,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help=t("Observatoire du partenariat : des classeurs reçus à une version publiée."),
        subcommand_metavar=t("COMMANDE"),
        options_metavar="[OPTIONS]",
    )
    wave_option = typer.Option(None, "--wave", "--vague", metavar="2025-2026", help=t("La seule vague visée."))
    establishment_option = typer.Option(
        None, "--establishment", "--etablissement", metavar="ID", help=t("Le seul établissement visé.")
    )
    by_option = typer.Option(None, "--by", "--par", metavar=t("NOM"), help=t("Qui agit; la personne connectée sinon."))
    kind_option = typer.Option(
        None,
        "--reel/--fictif",
        "--real/--fictitious",
        metavar=NO_VALUE,
        help=t("Données réelles ou fictives."),
    )

    @app.callback()
    def options(
        lang: Annotated[str, typer.Option("--lang", metavar="fr|en", help=t("Langue des réponses."))] = "fr",
    ) -> None:
        # Read before the application exists (`language_of`), so that the help itself follows it.
        del lang

    @app.command("template", cls=command, help=t("Écrire le classeur à remplir d’une vague."))
    def template(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        everyone: Annotated[
            bool,
            typer.Option("--all", "--tous", metavar=NO_VALUE, help=t("Un classeur par établissement du cadre.")),
        ] = False,
        out: Annotated[Path, typer.Option("--out", "--dossier", metavar=t("DOSSIER"), help=t("Où écrire."))] = Path(),
        real: bool | None = kind_option,
    ) -> None:
        from etl.cli import collect

        asked = known_wave(wave, language, with_workbook=True)
        place = known_establishment(establishment, language, asked)
        collect.template(
            asked,
            place,
            everyone=everyone,
            out=out,
            kind=kind_of(real),
            language=language,
        )

    @app.command("receive", cls=command, help=t("Recevoir des classeurs (.xlsx) ou des tables (.csv)."))
    def receive(
        files: Annotated[
            list[Path],
            typer.Argument(metavar=t("FICHIERS"), help=t("Fichiers, ou dossiers qui les contiennent.")),
        ],
        wave: str | None = wave_option,
        by: str | None = by_option,
        real: bool | None = kind_option,
    ) -> None:
        from etl.cli import collect

        wave_id = known_wave(wave, language)
        refused = collect.receive(files, wave_id, by=by or user(), kind=kind_of(real), language=language)
        raise typer.Exit(REFUSED if refused else DONE)

    @app.command("check", cls=command, help=t("Vérifier tout ce qui attend, et dire quelle cellule corriger."))
    def check(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        as_json: Annotated[bool, typer.Option("--json", metavar=NO_VALUE, help=t("Le rapport en JSON."))] = False,
        by: str | None = by_option,
    ) -> None:
        from etl.cli import collect

        asked = known_wave(wave, language)
        place = known_establishment(establishment, language, asked)
        errors = collect.check(asked, place, by=by or user(), as_json=as_json, language=language)
        raise typer.Exit(REFUSED if errors else DONE)

    add_desk_commands(app, (group, command), language, (wave_option, establishment_option, by_option), user)
    add_report_commands(app, command, language, wave_option, establishment_option)
    add_publishing_commands(app, command, language, by_option, user)
    add_targets_commands(app, command, language, by_option, user)
    add_initiatives_commands(app, command, language, by_option, user)
    add_mapping_commands(app, command, language, (wave_option, by_option), user)

    @app.command("status", cls=command, help=t("Dire où en est chaque vague, et quelle version se lit."))
    def status() -> None:
        from etl.cli import collect

        collect.status(language)

    return app


def user() -> str:
    """The name of the person logged in, or a dash where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "—"


def kind_of(real: bool | None) -> DataKind | None:
    return None if real is None else "reel" if real else "fictif"


def main(arguments: list[str] | None = None) -> int:
    """The exit code of one command: 0 done, 1 something was refused or is to correct, 2 misused."""
    return run_application(build, "python -m etl", arguments)


if __name__ == "__main__":
    sys.exit(main())
