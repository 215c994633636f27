"""The commands of the desk: accept, return, withdraw, follow a wave, review texts, answer readers, read the journal."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from etl.cli.arguments import known_day, known_establishment, known_wave
from etl.cli.console import DONE, REFUSED, Misused
from indicators.catalogue.model import Language
from indicators.wording.language import say


def add_desk_commands(
    app: typer.Typer,
    classes: tuple[type[Any], type[Any]],
    language: Language,
    options: tuple[Any, Any, Any],
    user: Callable[[], str],
) -> None:
    """Add the commands of the desk to the application, with their help in `language`.

    Args:
        classes: those of a group and of a command.
        options: those of the wave, of the establishment and of who acts.
    """
    group, command = classes
    wave_option, establishment_option, by_option = options

    def t(text: str) -> str:
        return say(text, language)

    def text_option(*names: str, help_text: str) -> Any:
        return typer.Option(None, *names, metavar=t("TEXTE"), help=t(help_text))

    def whose(wave: str | None, establishment: str | None) -> tuple[str, str]:
        known = known_wave(wave, language)
        place = known_establishment(establishment, language, known)
        if known is None or place is None:
            raise Misused(t("Dire de quel classeur il s’agit : ajouter --wave et --establishment."))
        return known, place

    def wave_asked(wave: str | None) -> str:
        from etl.waves import WAVES

        return known_wave(wave, language) or WAVES[-1].wave_id

    @app.command("accept", cls=command, help=t("Accepter ce qui est vérifié et sans erreur."))
    def accept(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        reason: Annotated[
            str | None,
            typer.Option(
                "--reason",
                "--motif",
                metavar=t("TEXTE"),
                help=t("Pourquoi accepter malgré des erreurs; avec --establishment."),
            ),
        ] = None,
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        asked = known_wave(wave, language)
        place = known_establishment(establishment, language, asked)
        if reason is not None and (not reason.strip() or place is None):
            raise Misused(t("Un motif vaut pour un seul établissement : ajouter --establishment et un texte."))
        left = steward.accept(asked, place, reason=reason, by=by or user(), language=language)
        raise typer.Exit(REFUSED if left else DONE)

    @app.command("return", cls=command, help=t("Retourner un classeur avec une note."))
    def give_back(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        note: str | None = text_option("--note", help_text="Ce qu’il faut corriger."),
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        steward.give_back(*whose(wave, establishment), note or "", by=by or user(), language=language)

    @app.command("withdraw", cls=command, help=t("Retirer un classeur : la prochaine version sera sans lui."))
    def withdraw(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        why: str | None = text_option("--why", "--raison", help_text="Pourquoi le retirer."),
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        steward.withdraw(*whose(wave, establishment), why or "", by=by or user(), language=language)

    @app.command("explain", cls=command, help=t("Expliquer une réponse acceptée telle quelle."))
    def explain(
        question: Annotated[str, typer.Argument(metavar="QUESTION", help=t("L’identifiant de la question."))],
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        text: str | None = text_option("--text", "--texte", help_text="L’explication; rien pour la retirer."),
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        steward.explain(*whose(wave, establishment), question, text or "", by=by or user(), language=language)

    @app.command("board", cls=command, help=t("Dire où en est chaque établissement d’une vague."))
    def board(wave: str | None = wave_option, by: str | None = by_option) -> None:
        from etl.cli import steward

        steward.board(wave_asked(wave), by=by or user(), language=language)

    @app.command("reminders", cls=command, help=t("Écrire les courriels de rappel d’une vague, sans les envoyer."))
    def reminders(
        wave: str | None = wave_option,
        out: Annotated[
            Path | None, typer.Option("--out", "--dossier", metavar=t("DOSSIER"), help=t("Où écrire."))
        ] = None,
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        steward.reminders(wave_asked(wave), out, by=by or user(), language=language)

    @app.command("review", cls=command, help=t("Relire les textes libres : les publier, les caviarder ou les garder."))
    def review(
        text_id: Annotated[
            str | None, typer.Argument(metavar=t("TEXTE"), help=t("Le texte; la liste sans lui."))
        ] = None,
        decision: Annotated[
            str | None, typer.Argument(metavar="publish|redact|keep", help=t("Ce qui est décidé."))
        ] = None,
        redacted: str | None = text_option("--text", "--texte", help_text="Ce qui est publié à la place."),
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward
        from etl.review.review import DECISIONS

        if text_id is None:
            raise typer.Exit(REFUSED if steward.texts(by=by or user(), language=language) else DONE)
        if decision not in DECISIONS:
            raise Misused(t("Dire ce qui est décidé : publish, redact ou keep."))
        steward.review(text_id, DECISIONS[decision], redacted, by=by or user(), language=language)

    @app.command("contested", cls=command, help=t("Voir les nombres que des lecteurs signalent, et leur répondre."))
    def contested(
        contest_id: Annotated[
            str | None,
            typer.Argument(metavar=t("SIGNALEMENT"), help=t("Celui à qui répondre; la liste sans lui.")),
        ] = None,
        answer: str | None = text_option("--answer", "--reponse", help_text="La réponse."),
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        if contest_id is None:
            raise typer.Exit(REFUSED if steward.contested(by=by or user(), language=language) else DONE)
        steward.answer_contest(contest_id, answer or "", by=by or user(), language=language)

    @app.command("delegate", cls=command, help=t("Confier des établissements à une personne, ou voir qui en a."))
    def delegate(
        name: Annotated[str | None, typer.Argument(metavar=t("NOM"), help=t("La personne."))] = None,
        establishments: Annotated[
            list[str] | None,
            typer.Argument(metavar="ID", help=t("Les établissements; aucun pour les reprendre.")),
        ] = None,
        until: Annotated[
            str | None,
            typer.Option("--until", "--jusqu-au", metavar="2026-09-01", help=t("Le dernier jour.")),
        ] = None,
        by: str | None = by_option,
    ) -> None:
        from etl.cli import steward

        for item in establishments or []:
            known_establishment(item, language)
        steward.delegate(name, establishments or [], known_day(until, language), by=by or user(), language=language)

    journal = typer.Typer(cls=group, no_args_is_help=True, help=t("Le journal de tout ce qui est fait."))
    app.add_typer(journal, name="audit")

    @journal.command("verify", cls=command, help=t("Vérifier que rien du journal n’a été altéré."))
    def verify() -> None:
        from etl.cli import steward

        raise typer.Exit(DONE if steward.audit_verify(by=user(), language=language) else REFUSED)

    @journal.command("show", cls=command, help=t("Montrer le journal."))
    def show(wave: str | None = wave_option, establishment: str | None = establishment_option) -> None:
        from etl.cli import steward

        place = known_establishment(establishment, language)
        steward.audit_show(known_wave(wave, language), place, by=user(), language=language)
