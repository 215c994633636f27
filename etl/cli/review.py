"""What waits for a person's reading: free texts, and the numbers that readers report."""

from typing import Annotated

import typer

from etl.cli.console import DONE, REFUSED, CommandLine, Misused
from etl.cli.options import By, service, short_name
from etl.review.review import DECISIONS
from indicators.wording.numbers import moment

STATES_FR = {"waiting": "à relire", "published": "publié", "redacted": "publié caviardé", "kept": "gardé"}


def review(
    cli: CommandLine,
    text_id: Annotated[str | None, typer.Argument(metavar="TEXTE", help="Le texte; la liste sans lui.")] = None,
    decision: Annotated[str | None, typer.Argument(metavar="publish|redact|keep", help="Ce qui est décidé.")] = None,
    redacted: Annotated[
        str | None,
        typer.Option("--text", "--texte", metavar="TEXTE", help="Ce qui est publié à la place."),
    ] = None,
    by: By = None,
) -> int:
    """Decide of one free text, or print all of them and how many wait."""
    steward = service(cli, by)
    if text_id is not None:
        if decision not in DECISIONS:
            raise Misused(cli.say("Dire ce qui est décidé : publish, redact ou keep."))
        steward.review(text_id, DECISIONS[decision], redacted)
        cli.print(cli.say("Décision conservée pour le texte {id}.", id=text_id))
        return DONE
    found = steward.texts()
    for item in found:
        where = f"{short_name(cli, item.establishment_id)}, {item.wave_id}"
        head = f"{item.text_id} · {where} · {cli.say(STATES_FR[item.state])}"
        cli.print(head, bold=item.state == "waiting")
        cli.print(f"    {item.text}")
        if item.state == "redacted":
            cli.print(f"    → {item.shown}")
    left = sum(item.state == "waiting" for item in found)
    cli.print(cli.say("Textes à relire : {left} sur {count}.", left=left, count=len(found)))
    return REFUSED if left else DONE


def contested(
    cli: CommandLine,
    contest_id: Annotated[
        str | None, typer.Argument(metavar="SIGNALEMENT", help="Celui à qui répondre; la liste sans lui.")
    ] = None,
    answer: Annotated[str | None, typer.Option("--answer", "--reponse", metavar="TEXTE", help="La réponse.")] = None,
    by: By = None,
) -> int:
    """Answer one report on a number, or print all of them and how many wait."""
    steward = service(cli, by)
    if contest_id is not None:
        steward.answer_contest(contest_id, answer or "")
        cli.print(cli.say("Réponse conservée pour le signalement {id}.", id=contest_id))
        return DONE
    rows = steward.contested().to_dicts()
    for row in rows:
        head = f"{row['contest_id']} · {moment(row['sent_at'], cli.language)} · {row['permalink']}"
        cli.print(head, bold=not row["answer"])
        cli.print(f"    {row['message']}")
        if row["contact"]:
            cli.print(f"    {row['contact']}")
        if row["answer"]:
            cli.print(f"    → {row['answer']} ({row['answered_by']})")
    left = sum(row["answer"] is None for row in rows)
    cli.print(cli.say("Signalements sans réponse : {left} sur {count}.", left=left, count=len(rows)))
    return REFUSED if left else DONE
