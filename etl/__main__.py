"""The commands, in the order in which a steward uses them: `python -m etl --help`."""

import sys
from typing import Annotated, Any

import typer

from etl.cli.console import group, run_application
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: Command → the function that answers it, and its help.
COMMANDS: dict[str, tuple[str, str]] = {
    "template": ("collect:template", "Écrire le classeur à remplir d’une vague."),
    "receive": ("collect:receive", "Recevoir des classeurs (.xlsx) ou des tables (.csv)."),
    "check": ("collect:check", "Vérifier tout ce qui attend, et dire quelle cellule corriger."),
    "accept": ("submissions:accept", "Accepter ce qui est vérifié et sans erreur."),
    "return": ("submissions:return_", "Retourner un classeur avec une note."),
    "withdraw": ("submissions:withdraw", "Retirer un classeur : la prochaine version sera sans lui."),
    "explain": ("submissions:explain", "Expliquer une réponse acceptée telle quelle."),
    "board": ("following:wave_status", "Dire où en est chaque établissement d’une vague."),
    "reminders": ("following:reminders", "Écrire les courriels de rappel d’une vague, sans les envoyer."),
    "review": ("review:review", "Relire les textes libres : les publier, les caviarder ou les garder."),
    "contested": ("review:contested", "Voir les nombres que des lecteurs signalent, et leur répondre."),
    "delegate": ("following:delegate", "Confier des établissements à une personne, ou voir qui en a."),
    "report": ("feedback:report", "Dire ce que la dernière vérification a trouvé."),
    "corrected": ("feedback:corrected", "Écrire le classeur annoté de chaque envoi où il reste à corriger."),
    "profile": ("feedback:profile", "Écrire la page d’un établissement à partir de son envoi."),
    "preview": ("publishing:preview", "Dire ce qu’une publication changerait, sans rien écrire."),
    "publish": ("publishing:publish", "Publier tout ce qui est accepté : une version nouvelle."),
    "rollback": ("publishing:roll_back", "Revenir à une version antérieure, pour un public."),
    "targets": ("targets:write", "Écrire le classeur des cibles, des jalons et des recalages."),
    "receive-targets": ("targets:receive", "Recevoir ce classeur : une version nouvelle, ou rien."),
    "initiatives": (
        "initiatives:write_or_purge",
        "Classeur des initiatives : l’écrire, ou détruire les questionnaires dont le jour est venu.",
    ),
    "receive-initiatives": (
        "initiatives:receive",
        "Recevoir le classeur des initiatives : une version nouvelle, ou rien.",
    ),
    "mapping": (
        "mapping:mapping",
        "Proposer ce que contiennent les colonnes inconnues d’une table, et le confirmer.",
    ),
    "status": ("collect:status", "Dire où en est chaque vague, et quelle version se lit."),
}
JOURNAL: dict[str, tuple[str, str]] = {
    "verify": ("following:verify_journal", "Vérifier que rien du journal n’a été altéré."),
    "show": ("following:show_journal", "Montrer le journal."),
}


def build(language: Language) -> Any:
    """The group of all commands, its help in `language`."""

    def options(
        lang: Annotated[
            str, typer.Option("--lang", metavar="fr|en", help=say("Langue des réponses.", language))
        ] = "fr",
    ) -> None:
        # Read before the application exists (`language_of`), so that the help itself follows it.
        del lang

    title = say("Observatoire du partenariat : des classeurs reçus à une version publiée.", language)
    found = group("etl", title, COMMANDS, language, options)
    found.commands["audit"] = group("audit", say("Le journal de tout ce qui est fait.", language), JOURNAL, language)
    return found


def main(arguments: list[str] | None = None) -> int:
    """The exit code of one command: 0 done, 1 something was refused or is to correct, 2 misused."""
    return run_application(build, "python -m etl", arguments)


if __name__ == "__main__":
    sys.exit(main())
