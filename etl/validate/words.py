"""The sentences about a cell: what was read, what was expected, an example, in both languages."""

from data.facts import Facts
from data.model.survey import NUMBER_KINDS, Question, Wave
from etl.validate.problems import Problem, Severity
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import number

#: Every code that reading a cell can give; the others are rule ids.
SEVERITIES: dict[str, Severity] = {
    "not_a_number": "error",
    "not_whole": "error",
    "out_of_range": "error",
    "not_a_date": "error",
    "not_a_choice": "error",
    "text_too_long": "error",
    "mark_with_choice": "error",
    "required_blank": "error",
    "required_not_known": "warning",
    "not_applicable_declared": "warning",
    "answer_not_expected": "warning",
}
SENTENCES = {
    "mark_with_choice": "« {read} » lu à côté d’un choix coché : garder les choix, ou « {read} » seul.",
    "required_blank": (
        "Rien de lu à une question obligatoire; {expected}. « Ne sait pas » et « sans objet » sont permis."
    ),
    "required_not_known": (
        "« {read} » lu à une question obligatoire : la réponse sera publiée comme non connue. Confirmer ou corriger."
    ),
    "not_applicable_declared": "« {read} » lu; la question paraît s’appliquer. Confirmer ou corriger.",
    "answer_not_expected": (
        "« {read} » lu, alors que la question ne s’applique pas selon vos autres réponses. Confirmer ou corriger."
    ),
    "text_too_long": "{read} caractères lus; {expected}.",
}
WITH_EXAMPLE = "« {read} » lu; {expected}, par exemple « {example} »."
WITHOUT_EXAMPLE = "« {read} » lu; {expected}."
#: A longer list of choices is cut in the sentence; the drop-down list in the workbook holds it whole.
CHOICES_SAID = 9


def decimals_of(value: float) -> int:
    """How many decimals a value is said with: none when whole, at most two."""
    return next((places for places in (0, 1) if abs(value - round(value, places)) < 1e-9), 2)


def number_said(value: float, language: Language) -> str:
    """« 1 234,5 » with no more decimals than the value has."""
    return number(value, decimals_of(value), language)


def expected(code: str, question: Question, facts: Facts, language: Language) -> str:
    """What an answer to the question should be, as in « un montant en dollars attendu »."""
    if code == "text_too_long":
        return say("au plus {most} attendus", language, most=number_said(question.max or 0, language))
    if question.kind in ("choice", "multichoice"):
        labels = [pick(facts.answer_choice[choice], "label", language) for choice in question.choices]
        said = " · ".join(labels[:CHOICES_SAID]) + (" · …" if len(labels) > CHOICES_SAID else "")
        return say("un de ces choix attendu : {choices}", language, choices=said)
    if question.kind == "boolean":
        return say("« oui » ou « non » attendu", language)
    if question.kind == "date":
        return say("une date attendue", language)
    if question.kind == "text":
        return say("un texte attendu", language)
    if code == "out_of_range" and question.min is not None and question.max is not None:
        low, high = (number_said(bound, language) for bound in (question.min, question.max))
        return say("un nombre de {low} à {high} attendu", language, low=low, high=high)
    if question.kind == "amount":
        return say("un montant en dollars attendu", language)
    if question.kind == "fte":
        return say("un nombre d’ETC attendu", language)
    return say("un nombre entier attendu", language)


def example(question: Question, wave: Wave, language: Language) -> str | None:
    """An answer that would be read, within the question's bounds; None for a choice whose list is said."""
    if question.kind == "date":
        return wave.end.isoformat()
    if question.kind not in NUMBER_KINDS:
        return None
    high = question.max if question.max is not None else 100_000.0
    usual = {"count": 12.0, "fte": 3.5, "amount": 24_500.0 if high < 1e9 else 350_000_000.0}[question.kind]
    within = min(max(usual, question.min or 0), high if question.kind != "amount" or high > 1000 else 25)
    return number_said(within, language)


def cell_problem(
    code: str, question: Question, facts: Facts, wave: Wave, *, read: str | None, **where: str | None
) -> Problem:
    """The problem of one cell, its sentence in both languages.

    Args:
        read: the text of the cell as it stands.
        where: sheet, cell and establishment_id.
    """
    messages: dict[Language, str] = {}
    for language in ("fr", "en"):
        shown = example(question, wave, language)
        text = SENTENCES.get(code, WITH_EXAMPLE if shown else WITHOUT_EXAMPLE)
        values = {
            "read": read or "",
            "expected": expected(code, question, facts, language),
            "example": shown or "",
        }
        messages[language] = say(text, language, **values)
    is_fault = SEVERITIES[code] == "error"
    return Problem(
        severity=SEVERITIES[code],
        code=code,
        message_fr=messages["fr"],
        message_en=messages["en"],
        question_id=question.question_id,
        read=read,
        expected=expected(code, question, facts, "fr") if is_fault else None,
        example=example(question, wave, "fr") if is_fault else None,
        wave_id=wave.wave_id,
        **where,
    )
