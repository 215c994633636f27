"""The commands that change what readers see: preview, publish and rollback."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from etl.cli.arguments import known_day
from etl.cli.console import DONE, Misused
from indicators.catalogue.model import Language
from indicators.wording.language import say

REASONS = ("wave", "late_answer", "correction", "definition", "target", "method")


def add_publishing_commands(
    app: typer.Typer, command: type[Any], language: Language, by_option: Any, user: Callable[[], str]
) -> None:
    """Add `preview`, `publish` and `rollback` to the application, with their help in `language`."""

    def t(text: str) -> str:
        return say(text, language)

    def known_audience(audience: str) -> Any:
        from etl.publish.publish import AUDIENCES

        if audience not in AUDIENCES:
            raise Misused(say("Public « {audience} » inconnu : visitor ou member.", language, audience=audience))
        return audience

    @app.command("preview", cls=command, help=t("Dire ce qu’une publication changerait, sans rien écrire."))
    def preview(
        audience: Annotated[
            str,
            typer.Option(metavar="visitor|member", help=t("Qui lira : tout le monde, ou les membres de la CdP.")),
        ] = "visitor",
        by: str | None = by_option,
    ) -> None:
        from etl.cli import publishing

        publishing.preview(known_audience(audience), by=by or user(), language=language)

    @app.command("publish", cls=command, help=t("Publier tout ce qui est accepté : une version nouvelle."))
    def publish(
        note: Annotated[str, typer.Option(metavar=t("TEXTE"), help=t("Ce qui change, en français."))] = "",
        note_en: Annotated[str, typer.Option(metavar=t("TEXTE"), help=t("Ce qui change, en anglais."))] = "",
        audience: Annotated[
            str | None,
            typer.Option(
                metavar="visitor|member",
                help=t("Un seul public : tout le monde, ou les membres de la CdP; les deux sinon."),
            ),
        ] = None,
        reason: Annotated[
            str,
            typer.Option(metavar="wave|late_answer|correction|definition|target|method", help=t("Pourquoi publier.")),
        ] = "wave",
        public_from: Annotated[
            str | None,
            typer.Option(
                "--public-from",
                "--until",
                "--a-partir-du",
                metavar="2026-09-01",
                help=t("Sous embargo jusqu’à ce jour."),
            ),
        ] = None,
        by: str | None = by_option,
    ) -> None:
        from etl.cli import publishing
        from etl.publish.publish import AUDIENCES

        audiences = AUDIENCES if audience is None else (known_audience(audience),)
        if reason not in REASONS:
            raise Misused(
                say(
                    "Raison « {reason} » inconnue : {known}.",
                    language,
                    reason=reason,
                    known=", ".join(REASONS),
                )
            )
        publishing.publish(
            note,
            note_en,
            audiences=audiences,
            reason=reason,
            public_from=known_day(public_from, language),
            by=by or user(),
            language=language,
        )
        raise typer.Exit(DONE)

    @app.command("rollback", cls=command, help=t("Revenir à une version antérieure, pour un public."))
    def rollback(
        release_id: Annotated[str, typer.Argument(metavar="VERSION", help=t("La version à remettre."))],
        audience: Annotated[
            str,
            typer.Option(metavar="visitor|member", help=t("Qui lira : tout le monde, ou les membres de la CdP.")),
        ] = "visitor",
        why: Annotated[str, typer.Option("--why", "--raison", metavar=t("TEXTE"), help=t("Pourquoi y revenir."))] = "",
        by: str | None = by_option,
    ) -> None:
        from etl.cli import publishing

        publishing.roll_back(known_audience(audience), release_id, why, by=by or user(), language=language)
