"""What a steward decides of a submission: accept, return, withdraw, explain."""

from collections import Counter
from typing import Annotated

import typer

from etl.cli.console import DONE, REFUSED, CommandLine, Misused
from etl.cli.options import By, Establishment, Wave, known_pair, required_pair, service, short_name
from etl.review.accept import Acceptance
from etl.steward.not_possible import NotPossible, place_names
from etl.steward.submissions import newest_submission
from etl.validate.problems import MANY


def accept(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            "--motif",
            metavar="TEXTE",
            help="Pourquoi accepter malgré des erreurs; avec --establishment.",
        ),
    ] = None,
    by: By = None,
) -> int:
    """A line for each submission that waited, or for each wave where they are many, and how many still wait."""
    wave_id, establishment_id = known_pair(cli, wave, establishment)
    if reason is not None and (not reason.strip() or establishment_id is None):
        raise Misused(cli.say("Un motif vaut pour un seul établissement : ajouter --establishment et un texte."))
    done = service(cli, by).accept(wave_id, establishment_id, reason)
    texts = {
        "accepted": "{name}, {wave} : accepté.",
        "accepted_with_reason": (
            "{name}, {wave} : accepté avec explication; réponses tenues hors des nombres : {pending}."
        ),
        "has_errors": "{name}, {wave} : {errors} à corriger; « check » dit lesquelles.",
        "returned_by_hand": "{name}, {wave} : retourné avec une note; un motif est demandé pour l’accepter tel quel.",
        "not_checked": "{name}, {wave} : pas encore vérifié; lancer « check » d’abord.",
    }
    counted: set[Acceptance] = set()
    if len(done) > MANY:
        counted = {item for item in done if item.outcome == "accepted"}
        for wave_of, count in Counter(item.wave_id for item in done if item in counted).items():
            cli.print(cli.say("{wave} : {count} acceptés.", wave=wave_of, count=count))
    for item in done:
        if item not in counted:
            words = {"name": short_name(cli, item.establishment_id), "wave": item.wave_id}
            sentence = cli.say(texts[item.outcome], **words, errors=item.errors, pending=item.pending)
            cli.print(sentence, bold=not item.accepted)
    left = sum(not item.accepted for item in done)
    text = "Acceptés : {accepted}. En attente : {left}." if done else "Aucun classeur n’attend."
    cli.print(cli.say(text, accepted=len(done) - left, left=left))
    return REFUSED if left else DONE


def return_(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXTE", help="Ce qu’il faut corriger.")] = None,
    by: By = None,
) -> None:
    """Return the submission that waits, with a note."""
    wave_id, establishment_id = required_pair(cli, wave, establishment)
    service(cli, by).return_(wave_id, establishment_id, note or "")
    text = "{name}, {wave} : retourné. « reminders » écrit le courriel qui le dit."
    cli.print(cli.say(text, name=short_name(cli, establishment_id), wave=wave_id))


def withdraw(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    why: Annotated[str | None, typer.Option("--why", "--raison", metavar="TEXTE", help="Pourquoi le retirer.")] = None,
    by: By = None,
) -> None:
    """Withdraw what an establishment sent for a wave."""
    wave_id, establishment_id = required_pair(cli, wave, establishment)
    count = len(service(cli, by).withdraw(wave_id, establishment_id, why or ""))
    text = "{name}, {wave} : retiré ({count}); la prochaine version sera sans ses réponses."
    cli.print(cli.say(text, name=short_name(cli, establishment_id), wave=wave_id, count=count))


def explain(
    cli: CommandLine,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="L’identifiant de la question.")],
    wave: Wave = None,
    establishment: Establishment = None,
    text: Annotated[
        str | None,
        typer.Option("--text", "--texte", metavar="TEXTE", help="L’explication; rien pour la retirer."),
    ] = None,
    by: By = None,
) -> None:
    """Explain an answer of the newest submission of an establishment and wave."""
    wave_id, establishment_id = required_pair(cli, wave, establishment)
    steward = service(cli, by)
    found = newest_submission(steward.workbench, wave_id, establishment_id)
    if found is None:
        raise NotPossible(
            "{name}, {wave} : aucun classeur n’a été reçu.", name=place_names(establishment_id), wave=wave_id
        )
    steward.explain(found["submission_id"], question, text or "")
    cli.print(cli.say("Explication conservée; elle attend une relecture avant toute publication."))
