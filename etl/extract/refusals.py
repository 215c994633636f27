"""The refusals: why a file cannot be read at all, each in one sentence of either language.

Each says which file and where, what was read, what was expected, and how to mend it.
"""

from typing import Any

from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A workbook of this survey weighs about 40 kB; these limits only stop accidents and traps.
MAXIMUM_BYTES = 20 * 1024 * 1024
#: A table of text holds a whole network over many waves: 34,000 rows of 91 answers make about 45 MB.
MAXIMUM_TABLE_BYTES = 64 * 1024 * 1024
MAXIMUM_UNPACKED_BYTES = 200 * 1024 * 1024

SENTENCES = {
    "missing_file": "{file} : aucun fichier à cet endroit ({place}); vérifiez le nom et le dossier, puis recommencez.",
    "too_large": (
        "{file} : {read} Mo lus, alors qu’un classeur de l’enquête en fait moins de {limit}; retirez les images ou "
        "les feuilles ajoutées, puis renvoyez-le."
    ),
    "table_too_large": (
        "{file} : {read} Mo lus, alors qu’une table en fait moins de {limit}; partagez-la en plusieurs fichiers, un "
        "par vague par exemple, puis renvoyez-les."
    ),
    "zip_bomb": (
        "{file} : {read} Mo une fois décompressé, alors qu’un classeur de l’enquête en fait moins de {limit}; "
        "recopiez vos réponses dans un classeur neuf."
    ),
    "empty_file": "{file} : le fichier est vide (0 octet); renvoyez le classeur enregistré.",
    "not_a_workbook": (
        "{file} : le contenu lu est {read}, alors qu’un classeur (.xlsx ou .ods) ou un fichier CSV est attendu; "
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
    "document_type": (
        "{file} : la partie « {read} » du classeur déclare un type de document ou des entités, ce qu’aucun tableur "
        "n’écrit; un classeur ordinaire est attendu. Recopiez vos réponses dans un classeur neuf."
    ),
    "not_our_template": (
        "{file} : feuilles lues : {read}; la feuille de repérage « {expected} » du gabarit n’y est pas ou n’est plus "
        "lisible, et aucune feuille n’a une colonne d’établissements. Recopiez vos réponses dans le gabarit de la "
        "vague, qui s’obtient par « python -m etl template »."
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
        "{file} : vague « {read} » lue en {sheet}!{cell}; les vagues connues sont {expected}. Repartez du gabarit "
        "d’une de ces vagues, ou corrigez la période."
    ),
    "unknown_establishment": (
        "{file} : établissement « {read} » lu en {sheet}!{cell}, absent de la liste de référence; un identifiant tel "
        "que « {expected} » est attendu. Choisissez-le dans la liste, puis renvoyez le fichier."
    ),
    "no_establishment": (
        "{file} : aucun établissement n’est inscrit en {sheet}!{cell}; un identifiant tel que « {expected} » est "
        "attendu. Choisissez-le dans la liste, puis renvoyez le fichier."
    ),
    "not_in_frame": (
        "{file} : « {read} », lu en {sheet}!{cell}, est hors du cadre de l’enquête, qui compte {expected} "
        "établissements; vérifiez l’identifiant, ou n’envoyez pas ce fichier."
    ),
    "not_in_frame_then": (
        "{file} : « {read} » n’existait pas au dernier jour de {wave}, dont le cadre compte {expected} établissements; "
        "vérifiez l’établissement et la vague, ou joignez ces réponses à celles de l’établissement qui l’a regroupé."
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
        "{file} : version {read} de ce classeur, alors que la version {expected} est attendue; reportez vos lignes "
        "dans un classeur neuf, qui s’obtient par « python -m etl targets »."
    ),
    "form_sheet": (
        "{file} : la feuille « {expected} » n’y est plus; remettez-la, ou reportez vos lignes dans un classeur neuf."
    ),
    "form_column": (
        "{file} : la colonne « {expected} » n’est plus à la ligne {row} de la feuille « {sheet} »; remettez ce titre, "
        "ou reportez vos lignes dans un classeur neuf."
    ),
    "not_initiatives_workbook": (
        "{file} : ce n’est pas le classeur des initiatives. Repartez de celui que donne « python -m etl initiatives "
        "--template »; les réponses d’un établissement se déposent par « receive »."
    ),
    "other_initiatives_workbook": (
        "{file} : version {read} du classeur des initiatives, alors que la version {expected} est attendue; reportez "
        "vos lignes dans un classeur neuf, qui s’obtient par « python -m etl initiatives --template »."
    ),
    "csv_columns": (
        "{file} : colonnes lues à la ligne 1 : {read}; il manque {expected}. Nommez les quatre colonnes establishment, "
        "period, question et value (ou établissement, période, question et valeur)."
    ),
    "csv_quotes": (
        "{file} : un guillemet ouvert avant la ligne {read} n’est pas refermé, ou un texte suit un guillemet fermé; "
        "des guillemets par paires sont attendus. Corrigez-les, ou réenregistrez le fichier depuis un tableur."
    ),
    "headers_unknown": (
        "{file} : {count} colonnes de la vague {wave} ne sont pas reconnues : {read}. Le fichier est conservé et "
        "attend : confirmez ce qu’elles contiennent (« python -m etl mapping », ou la page Dépôt), puis recevez-le de "
        "nouveau."
    ),
    "no_table": (
        "{file} : aucune table d’une ligne par établissement n’y est reconnue; une colonne « établissement » est "
        "attendue. Nommez ainsi la colonne des établissements, puis recommencez."
    ),
    "wave_not_said": (
        "{file} : aucune colonne ne dit la vague; une colonne « vague » (2025-2026) ou l’exercice est attendu. "
        "Ajoutez-la, ou indiquez la vague à la réception (« --wave »)."
    ),
    "csv_no_answer": (
        "{file} : les titres sont lus, mais aucune ligne de réponse; une ligne par réponse est attendue sous les "
        "titres."
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
        values = {name: item[position] if isinstance(item, tuple) else item for name, item in self.values.items()}
        return say(SENTENCES[self.code], language, **values)

    def __str__(self) -> str:
        return self.sentence("fr")


#: Headers named one by one in the sentence; a table may have thousands that nobody knows.
HEADERS_NAMED = 5


class HeadersUnknown(UnreadableFile):
    """A table some of whose headers nothing tells: it is kept, and waits for a steward to confirm them.

    Attributes:
        headers: those headers as written, in order.
        wave_id: the wave for which they are to be confirmed.
    """

    def __init__(self, headers: list[str], *, file: str, wave: str) -> None:
        shown = [f"« {' '.join(text.split())[:60]} »" for text in headers[:HEADERS_NAMED]]
        more = ", …" if len(headers) > HEADERS_NAMED else ""
        read = ", ".join(shown) + more
        super().__init__("headers_unknown", file=file, wave=wave, read=read, count=len(headers))
        self.headers, self.wave_id = headers, wave
