"""What may be wrong in a cell of any form, in one sentence of either language each; a form adds its own by code."""

from typing import Any

from etl.forms.declaration import Form
from etl.forms.reader import FormCell
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A value given as a pair is French and English. What points at a person is never repeated in a sentence.
SENTENCES = {
    "formula_without_value": "Formule sans valeur calculée; taper la valeur.",
    "blank": "Case vide sous « {head} »; l’inscrire, par exemple « {example} ».",
    "blank_text": "Case vide sous « {head} »; l’inscrire en quelques mots.",
    "not_in_list": "« {read} » lu sous « {head} »; choisir dans la liste, par exemple « {example} ».",
    "not_a_number": "« {read} » lu; un nombre est attendu, par exemple « {example} ».",
    "not_whole": "{read} lu; un nombre entier est attendu, par exemple « {example} ».",
    "out_of_range": "{read} lu sous « {head} »; un nombre entier de {low} à {high} est attendu.",
    "below": "{read} lu sous « {head} »; un nombre entier d’au moins {low} est attendu.",
    "not_a_date": "« {read} » lu; une date est attendue, par exemple {example}.",
    "future_date": "{read} lu, un jour qui n’est pas encore venu; inscrire la date réelle.",
    "text_too_long": "{n} caractères lus; {most} au plus.",
    "trace_email": "Une adresse de courriel est lue; ce texte ne doit identifier personne. L’enlever.",
    "trace_phone": "Un numéro de téléphone est lu; ce texte ne doit identifier personne. L’enlever.",
    "trace_health_number": "Un numéro d’assurance maladie est lu; ce texte ne doit identifier personne. L’enlever.",
    "trace_name": "Un nom de personne est lu, ou ce qui en a la forme; dire plutôt la fonction, ou le milieu.",
    "trace_quotation": "Une citation est lue; les mots d’une personne peuvent l’identifier. Résumer dans vos mots.",
    "code_email": (
        "Le code est une adresse de courriel, qui identifie la personne; un code tel que « {example} » est attendu."
    ),
    "code_phone": (
        "Le code a la forme d’un numéro de téléphone ou de dossier, qui identifie la personne; un code tel que "
        "« {example} » est attendu."
    ),
    "code_health_number": (
        "Le code est un numéro d’assurance maladie, qui identifie la personne; un code tel que « {example} » est "
        "attendu."
    ),
    "code_name": "Le code a la forme d’un nom, qui identifie la personne; un code tel que « {example} » est attendu.",
    "code_shape": (
        "« {read} » lu; le code attendu est fait de une à trois lettres puis de deux à cinq chiffres, par exemple "
        "« {example} »."
    ),
    "link": "« {read} » lu; une adresse qui commence par https:// est attendue.",
    "said_twice": "Déjà inscrit à la ligne {row}; garder une seule des deux.",
    "negative": "{read} lu; un nombre de 0 ou plus est attendu.",
}
#: Of these the cell itself may say who somebody is: it is not repeated.
UNREPEATED = ("trace_", "code_email", "code_phone", "code_health_number", "code_name")


def finding(form: Form, code: str, cell: FormCell, **values: Any) -> Problem:
    """The finding of one cell, with its two sentences."""
    sentence = form.sentences.get(code) or SENTENCES[code]
    values = {"read": cell.text} | values

    def message(language: Language, at: int) -> str:
        return say(sentence, language, **{k: v[at] if isinstance(v, tuple) else v for k, v in values.items()})

    return Problem(
        severity="warning" if code in form.warnings else "error",
        code=code,
        message_fr=message("fr", 0),
        message_en=message("en", 1),
        sheet=cell.sheet,
        cell=cell.address,
        read=None if code.startswith(UNREPEATED) else cell.text or None,
    )
