"""What the columns of a table hold: the proposals, and what a steward confirms of them."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from data.facts import load_facts
from etl.cli.console import DONE, REFUSED, CommandLine, Misused
from etl.cli.options import By, Wave, service
from etl.extract import UnreadableFile
from etl.mapping.propose import UnknownGoal, checked_mapping, confirmed_mapping, propose
from etl.waves import WAVES
from indicators.wording.language import pick
from indicators.wording.numbers import number

#: A score from which a proposal is near enough to be taken without reading it, when the steward says so.
SURE = 0.85


def mapping(
    cli: CommandLine,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="La table, .csv, .xlsx ou .ods.")],
    wave: Wave = None,
    confirmed: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm",
            "--confirmer",
            metavar="TITRE=QUESTION",
            help="Ce qu’une colonne contient : question, question/choix, ou rien pour l’ignorer.",
        ),
    ] = None,
    above: Annotated[
        float | None,
        typer.Option(
            "--accept-above",
            "--accepter-des",
            metavar="0.85",
            help="Confirmer les propositions de ce score ou plus.",
        ),
    ] = None,
    codes: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar="QUESTION:CODE=SENS",
            help="Ce qu’un code veut dire : un choix, ou does_not_know, not_applicable, not_answered; * pour toutes.",
        ),
    ] = None,
    by: By = None,
) -> int:
    """A table of the proposals once what is confirmed is kept, and how many columns still wait."""
    wave_id = wave or WAVES[-1].wave_id
    headers = dict(_pair(cli, item) for item in confirmed or ())
    meanings: dict[str, dict[str, str]] = {}
    for item in codes or ():
        question_code, meaning = _pair(cli, item)
        question_id, _, code = question_code.partition(":")
        meanings.setdefault(question_id, {})[code] = meaning
    steward = service(cli, by)
    try:
        proposals = propose(file, wave_id, confirmed_mapping(steward.workbench, wave_id))
        if above is not None:
            near = {item.header: _goal(item) for item in proposals if item.question_id and item.score >= above}
            headers = near | headers
        if headers or meanings:
            steward.confirm_mapping(wave_id, checked_mapping(wave_id, headers, meanings))
            proposals = propose(file, wave_id, confirmed_mapping(steward.workbench, wave_id))
    except UnreadableFile as error:
        cli.print(error.sentence(cli.language), bold=True)
        return REFUSED
    except UnknownGoal as error:
        text = (
            "« {goal} » n’est ni une question de la vague {wave}, ni un de ses choix; "
            "« question » ou « question/choix » est attendu."
        )
        raise Misused(cli.say(text, goal=error.args[0], wave=wave_id)) from None
    waiting = [item for item in proposals if item.score < 1.0]
    if proposals:
        Console(highlight=False).print(_table(cli, proposals))
    text = (
        "{waiting} colonnes attendent d’être confirmées (« --confirm », « --accept-above {sure} »)."
        if waiting
        else "Toutes les colonnes sont connues ou confirmées; le fichier peut être reçu."
    )
    cli.print(cli.say(text, waiting=len(waiting), sure=SURE))
    return REFUSED if waiting else DONE


def _pair(cli: CommandLine, text: str) -> tuple[str, str]:
    """« titre=question » in two; the header itself may hold an equals sign."""
    left, equals, right = text.rpartition("=")
    if not equals:
        raise Misused(cli.say("« {text} » : un titre, le signe =, puis une question sont attendus.", text=text))
    return left, right.strip()


def _goal(item: Any) -> str:
    return f"{item.question_id}/{item.choice_id}" if item.choice_id else item.question_id


def _table(cli: CommandLine, proposals: list[Any]) -> Table:
    facts = load_facts()
    table = Table()
    for heading in ("Colonne", "Titre lu", "Proposition", "Question", "Score"):
        table.add_column(cli.say(heading))
    for item in proposals:
        if item.question_id:
            label = pick(facts.question[item.question_id], "label", cli.language)
            if item.choice_id:
                label += f" — {pick(facts.answer_choice[item.choice_id], 'label', cli.language)}"
        else:
            label = cli.say("colonne ignorée" if item.score == 1.0 else "aucune question proche")
        score = cli.say("confirmé") if item.score == 1.0 else number(item.score, 2, cli.language)
        table.add_row(item.column, " ".join(item.header.split()), _goal(item), label, score)
    return table
