"""The refusals: why a file cannot be read at all, each in one sentence of either language.

Each says which file and where, what was read, what was expected, and how to mend it.
"""

from typing import Any

from indicators.indicator import Language
from indicators.language import say

#: A workbook of this survey weighs about 40 kB; these limits only stop accidents and traps.
MAXIMUM_BYTES = 20 * 1024 * 1024
MAXIMUM_UNPACKED_BYTES = 200 * 1024 * 1024

SENTENCES = {
    "missing_file": "{file} : aucun fichier à cet endroit ({place}); vérifiez le nom et le dossier, puis recommencez.",
    "too_large": (
        "{file} : {read} Mo lus, alors qu’un classeur de l’enquête en fait moins de {limit}; retirez les images ou "
        "les feuilles ajoutées, puis renvoyez-le."
    ),
    "zip_bomb": (
        "{file} : {read} Mo une fois décompressé, alors qu’un classeur de l’enquête en fait moins de {limit}; "
        "recopiez vos réponses dans un classeur neuf."
    ),
    "empty_file": "{file} : le fichier est vide (0 octet); renvoyez le classeur enregistré.",
    "not_a_workbook": (
        "{file} : le contenu lu est {read}, alors qu’un classeur Excel (.xlsx) ou un fichier CSV est attendu; "
        "ouvrez-le dans son logiciel et enregistrez-le sous « Classeur Excel (.xlsx) »."
    ),
    "encrypted": (
        "{file} : le classeur est chiffré par un mot de passe; un classeur sans mot de passe est attendu. Dans Excel, "
        "Fichier, Informations, Protéger le classeur, effacez le mot de passe, puis renvoyez-le."
    ),
    "truncated": (
        "{file} : le classeur est incomplet ou endommagé (sa fin manque ou ne se lit pas); un envoi interrompu en est "
        "souvent la cause. Renvoyez-le depuis l’original."
    ),
    "macro_enabled": (
        "{file} : le classeur contient des macros (.xlsm); un classeur sans macro est attendu. Enregistrez-le sous "
        "« Classeur Excel (.xlsx) », puis renvoyez-le."
    ),
    "not_our_template": (
        "{file} : feuilles lues : {read}; la feuille de repérage « {expected} » du gabarit n’y est pas ou n’est plus "
        "lisible. Recopiez vos réponses dans le gabarit de la vague, qui s’obtient par « python -m etl template »."
    ),
    "older_template": (
        "{file} : version {read} du gabarit lue en {sheet}!{cell}; la vague {wave} attend la version {expected}. "
        "Recopiez vos réponses dans le gabarit actuel."
    ),
    "newer_template": (
        "{file} : version {read} du gabarit lue en {sheet}!{cell}, plus récente que la version {expected} que cette "
        "installation connaît pour la vague {wave}; mettez l’application à jour."
    ),
    "wrong_wave": (
        "{file} : vague {read} lue en {sheet}!{cell}, alors que la vague {expected} est demandée; envoyez le classeur "
        "de cette vague, ou recevez celui-ci sous la vague {read}."
    ),
    "unknown_wave": (
        "{file} : vague « {read} » lue en {sheet}!{cell}; les vagues connues sont {expected}. Repartez du gabarit d’une "
        "de ces vagues, ou corrigez la période."
    ),
    "unknown_establishment": (
        "{file} : établissement « {read} » lu en {sheet}!{cell}, absent de la liste de référence; un identifiant tel que "
        "« {expected} » est attendu. Choisissez-le dans la liste, puis renvoyez le fichier."
    ),
    "no_establishment": (
        "{file} : aucun établissement n’est inscrit en {sheet}!{cell}; un identifiant tel que « {expected} » est "
        "attendu. Choisissez-le dans la liste, puis renvoyez le fichier."
    ),
    "not_in_frame": (
        "{file} : « {read} », lu en {sheet}!{cell}, est hors du cadre de l’enquête, qui compte {expected} établissements; "
        "vérifiez l’identifiant, ou n’envoyez pas ce fichier."
    ),
    "establishment_mismatch": (
        "{file} : « {read} » lu en {sheet}!{cell}, alors que ce classeur a été préparé pour « {expected} »; remettez "
        "« {expected} », ou partez du gabarit de l’autre établissement."
    ),
    "not_targets_workbook": (
        "{file} : ce n’est pas le classeur des cibles, des jalons et des recalages. Repartez de celui que donne "
        "« python -m etl targets »; les réponses d’un établissement se déposent par « receive »."
    ),
    "other_targets_workbook": (
        "{file} : version {read} de ce classeur, alors que la version {expected} est attendue; reportez vos lignes dans "
        "un classeur neuf, qui s’obtient par « python -m etl targets »."
    ),
    "targets_sheet": (
        "{file} : la feuille « {expected} » n’y est plus; remettez-la, ou reportez vos lignes dans un classeur neuf."
    ),
    "targets_column": (
        "{file} : la colonne « {expected} » n’est plus à la ligne {row} de la feuille « {sheet} »; remettez ce titre, ou "
        "reportez vos lignes dans un classeur neuf."
    ),
    "csv_columns": (
        "{file} : colonnes lues à la ligne 1 : {read}; il manque {expected}. Nommez les quatre colonnes establishment, "
        "period, question et value (ou établissement, période, question et valeur)."
    ),
    "csv_quotes": (
        "{file} : un guillemet ouvert avant la ligne {read} n’est pas refermé, ou un texte suit un guillemet fermé; "
        "des guillemets par paires sont attendus. Corrigez-les, ou réenregistrez le fichier depuis un tableur."
    ),
    "csv_no_answer": (
        "{file} : les titres sont lus, mais aucune ligne de réponse; une ligne par réponse est attendue sous les titres."
    ),
}


class UnreadableFile(Exception):
    """A received file that cannot be read as answers; `sentence` says why in the reader's language.

    Args:
        code: a key of `SENTENCES`.
        values: what fills the sentence: `file` always, then where, what was read, what was expected. A value given
            as a pair is French and English.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def sentence(self, language: Language = "fr") -> str:
        """The refusal in one sentence (or two) of `language`."""
        position = 0 if language == "fr" else 1
        values = {
            name: item[position] if isinstance(item, tuple) else item for name, item in self.values.items()
        }
        return say(SENTENCES[self.code], language, **values)

    def __str__(self) -> str:
        return self.sentence("fr")
