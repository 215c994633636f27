"""What changes the release that readers see: preview, publish, rollback."""

from typing import Annotated, Any

import typer

from etl.cli.console import CommandLine, Misused
from etl.cli.options import By, known_day, service
from etl.publish.publish import AUDIENCES, REASONS
from indicators.wording.numbers import day
from indicators.wording.releases import cause_word

AUDIENCES_FR = {"visitor": "visiteurs", "member": "membres de la CdP"}
Readers = Annotated[
    str,
    typer.Option("--audience", metavar="visitor|member", help="Qui lira : tout le monde, ou les membres de la CdP."),
]


def _known_audience(cli: CommandLine, audience: str) -> Any:
    if audience not in AUDIENCES:
        raise Misused(cli.say("Public « {audience} » inconnu : visitor ou member.", audience=audience))
    return audience


def _audience_words(cli: CommandLine, audience: str, release_id: str) -> dict[str, str]:
    return {"audience": cli.say(AUDIENCES_FR[audience]), "release": release_id}


def preview(cli: CommandLine, audience: Readers = "visitor", by: By = None) -> None:
    """Print what a publication would change for an audience: how many verdicts, why, and on how many pages."""
    found = service(cli, by).preview(_known_audience(cli, audience))
    words = _audience_words(cli, audience, found.release_id)
    if found.differences is None:
        cli.print(cli.say("Première version pour les {audience} : {release}.", **words))
    elif found.changes_nothing:
        text = "Rien ne changerait pour les {audience} : la version {release} dit déjà la même chose."
        cli.print(cli.say(text, **words))
    else:
        text = "Verdicts qui changeraient pour les {audience} : {count}."
        cli.print(cli.say(text, **words, count=found.differences.count), bold=True)
        colon = " : " if cli.language == "fr" else ": "
        for cause, number in found.differences.by_cause.items():
            cli.print(f"    {cause_word(cause, cli.language)}{colon}{number}")
        cli.print(cli.say("Pages touchées : {count}.", count=found.differences.pages.height))


def publish(
    cli: CommandLine,
    note: Annotated[str, typer.Option(metavar="TEXTE", help="Ce qui change, en français.")] = "",
    note_en: Annotated[str, typer.Option(metavar="TEXTE", help="Ce qui change, en anglais.")] = "",
    audience: Annotated[
        str | None,
        typer.Option(
            metavar="visitor|member",
            help="Un seul public : tout le monde, ou les membres de la CdP; les deux sinon.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="|".join(REASONS), help="Pourquoi publier.")] = "wave",
    public_from: Annotated[
        str | None,
        typer.Option(
            "--public-from",
            "--until",
            "--a-partir-du",
            metavar="2026-09-01",
            help="Sous embargo jusqu’à ce jour.",
        ),
    ] = None,
    by: By = None,
) -> None:
    """Publish, and name the release of each audience."""
    audiences = AUDIENCES if audience is None else (_known_audience(cli, audience),)
    if reason not in REASONS:
        known = ", ".join(REASONS)
        raise Misused(cli.say("Raison « {reason} » inconnue : {known}.", reason=reason, known=known))
    first_day = known_day(cli, public_from)
    for item in service(cli, by).publish(note, note_en, reason, audiences, first_day):
        text = (
            "Version {release} publiée pour les {audience}."
            if item.created
            else "Aucune version nouvelle pour les {audience} : la version {release} dit déjà la même chose."
        )
        cli.print(cli.say(text, **_audience_words(cli, item.audience, item.release_id)))
    if first_day is not None:
        cli.print(cli.say("Sous embargo : personne ne la lit avant le {day}.", day=day(first_day, cli.language)))


def roll_back(
    cli: CommandLine,
    release_id: Annotated[str, typer.Argument(metavar="VERSION", help="La version à remettre.")],
    audience: Readers = "visitor",
    why: Annotated[str, typer.Option("--why", "--raison", metavar="TEXTE", help="Pourquoi y revenir.")] = "",
    by: By = None,
) -> None:
    """Return to an earlier release, and say which one is read."""
    service(cli, by).roll_back(_known_audience(cli, audience), release_id, why)
    words = _audience_words(cli, audience, release_id)
    cli.print(cli.say("Les {audience} lisent de nouveau la version {release}.", **words))
