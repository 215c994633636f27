"""The command by which a steward confirms what the columns of a table hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from etl.cli.console import DONE, REFUSED, Misused
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say

#: A score from which a proposal is near enough to be taken without reading it, when the steward says so.
SURE = 0.85


def add_mapping_commands(
    app: typer.Typer,
    command: type[Any],
    language: Language,
    options: tuple[Any, Any],
    user: Callable[[], str],
) -> None:
    """Add `mapping` to the application, with its help in `language`; `options` are those of the wave and of who acts."""

    def t(text: str) -> str:
        return say(text, language)

    wave_option, by_option = options

    @app.command(
        "mapping",
        cls=command,
        help=t("Proposer ce que contiennent les colonnes inconnues d’une table, et le confirmer."),
    )
    def mapping(
        file: Annotated[Path, typer.Argument(metavar=t("FICHIER"), help=t("La table, .csv, .xlsx ou .ods."))],
        wave: str | None = wave_option,
        confirmed: Annotated[
            list[str] | None,
            typer.Option(
                "--confirm",
                "--confirmer",
                metavar=t("TITRE=QUESTION"),
                help=t("Ce qu’une colonne contient : question, question/choix, ou rien pour l’ignorer."),
            ),
        ] = None,
        above: Annotated[
            float | None,
            typer.Option(
                "--accept-above",
                "--accepter-des",
                metavar="0.85",
                help=t("Confirmer les propositions de ce score ou plus."),
            ),
        ] = None,
        codes: Annotated[
            list[str] | None,
            typer.Option(
                "--code",
                metavar=t("QUESTION:CODE=SENS"),
                help=t(
                    "Ce qu’un code veut dire : un choix, ou does_not_know, not_applicable, not_answered; * pour toutes."
                ),
            ),
        ] = None,
        by: str | None = by_option,
    ) -> None:
        from etl.waves import WAVES

        wave_id = wave or WAVES[-1].wave_id
        said = dict(_pair(item, language) for item in confirmed or ())
        meanings: dict[str, dict[str, str]] = {}
        for item in codes or ():
            left, meaning = _pair(item, language)
            question_id, _, code = left.partition(":")
            meanings.setdefault(question_id, {})[code] = meaning
        left = run(file, wave_id, said, meanings, above=above, by=by or user(), language=language)
        raise typer.Exit(REFUSED if left else DONE)


def run(
    file: Path,
    wave_id: str,
    said: dict[str, str],
    codes: dict[str, dict[str, str]],
    *,
    above: float | None,
    by: str,
    language: Language,
) -> int:
    """How many columns still wait, after a table of the proposals."""
    from data.store.paths import var_folder
    from etl.extract import UnreadableFile
    from etl.mapping.propose import UnknownGoal, given, known_for, propose
    from etl.steward.permissions import LOCAL
    from etl.steward.service import StewardService

    console = Console(highlight=False)
    desk = StewardService(var_folder(), LOCAL(by), language)
    try:
        proposals = propose(file, wave_id, known_for(desk.workbench, wave_id))
        if above is not None:
            near = {item.header: _goal(item) for item in proposals if item.question_id and item.score >= above}
            said = near | said
        if said or codes:
            desk.confirm_mapping(wave_id, given(wave_id, said, codes))
            proposals = propose(file, wave_id, known_for(desk.workbench, wave_id))
    except UnreadableFile as error:
        console.print(error.sentence(language), style="bold", soft_wrap=True, markup=False)
        return 1
    except UnknownGoal as error:
        text = "« {goal} » n’est ni une question de la vague {wave}, ni un de ses choix; « question » ou « question/choix » est attendu."
        raise Misused(say(text, language, goal=error.args[0], wave=wave_id)) from None
    waiting = [item for item in proposals if item.score < 1.0]
    if proposals:
        console.print(_table(proposals, language))
    text = (
        "{waiting} colonnes attendent d’être confirmées (« --confirm », « --accept-above {sure} »)."
        if waiting
        else "Toutes les colonnes sont connues ou confirmées; le fichier peut être reçu."
    )
    console.print(say(text, language, waiting=len(waiting), sure=SURE), soft_wrap=True, markup=False)
    return len(waiting)


def _pair(text: str, language: Language) -> tuple[str, str]:
    """« titre=question » in two; the header itself may hold an equals sign."""
    left, equals, right = text.rpartition("=")
    if not equals:
        raise Misused(say("« {text} » : un titre, le signe =, puis une question sont attendus.", language, text=text))
    return left, right.strip()


def _goal(item: Any) -> str:
    return f"{item.question_id}/{item.choice_id}" if item.choice_id else item.question_id


def _table(proposals: list[Any], language: Language) -> Table:
    from data.facts import load_facts
    from indicators.wording.numbers import number

    facts = load_facts()
    table = Table()
    for heading in ("Colonne", "Titre lu", "Proposition", "Question", "Score"):
        table.add_column(say(heading, language))
    for item in proposals:
        if item.question_id:
            label = pick(facts.question[item.question_id], "label", language)
            if item.choice_id:
                label += f" — {pick(facts.answer_choice[item.choice_id], 'label', language)}"
        else:
            label = say("colonne ignorée" if item.score == 1.0 else "aucune question proche", language)
        score = say("confirmé", language) if item.score == 1.0 else number(item.score, 2, language)
        table.add_row(item.column, " ".join(item.header.split()), _goal(item), label, score)
    return table
