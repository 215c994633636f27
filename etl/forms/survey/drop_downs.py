"""Drop-down lists and checks of the answer cells: they warn, they never refuse « ne sait pas »."""

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.facts import Facts
from data.model.survey import NUMBER_KINDS, Question, Wave
from etl.forms.hidden_sheets import write_lists
from etl.forms.page import add_check
from etl.forms.survey.plan import MARKS, SheetLine, SheetPlan, choices_of
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import money, number

#: The lists of the two marks, of all that is read as one, and of the establishments' ids.
MARK_LIST, ACCEPTED_LIST, FRAME_LIST = "marks", "accepted", "establishments"
ACCEPTED_MARKS = ("ne sait pas", "nsp", "n/d", "sans objet", "s.o.", "does not know", "not applicable", "n/a")


def list_ranges(
    workbook: xlsxwriter.Workbook,
    plans: tuple[SheetPlan, ...],
    language: Language,
    facts: Facts,
    wave: Wave,
) -> dict[str, str]:
    """The address of each drop-down list by question id, written on a hidden sheet: labels, then the two marks."""
    marks = [say(mark, language) for mark in MARKS]
    lists = {
        MARK_LIST: marks,
        ACCEPTED_LIST: list(ACCEPTED_MARKS),
        FRAME_LIST: [item.establishment_id for item in facts.frame_of(wave)],
    }
    for plan in plans:
        for line in plan.lines:
            question = line.question
            if question and question.kind in ("choice", "boolean"):
                labels = [pick(choice, "label", language) for choice in choices_of(question, facts)]
                lists[question.question_id] = labels + marks
    return write_lists(workbook, lists)


def add_answer_check(
    sheet: Worksheet, line: SheetLine, question: Question, ranges: Mapping[str, str], language: Language
) -> None:
    """The drop-down or the check of one answer cell, with its hint."""
    options = _check(line, question, ranges, language)
    if options:
        add_check(sheet, line.cell, options, language)


def _check(line: SheetLine, question: Question, ranges: Mapping[str, str], language: Language) -> dict[str, object]:
    """The validation of an answer cell as xlsxwriter takes it; nothing for a short text."""

    def drop_down(source: str | list[str], error: str) -> dict[str, object]:
        return {"validate": "list", "source": source, "error_message": say(error, language)}

    def formula(value: str, title: str, expected: str) -> dict[str, object]:
        hint = f"{expected} {say('Sinon : « ne sait pas » ou « sans objet ».', language)}"
        title = say(title, language)
        return {
            "validate": "custom",
            "value": value,
            "input_title": title,
            "input_message": hint,
            "error_message": hint,
        }

    if line.choice is not None:
        return drop_down(["x"], "Un x coche la case; vide, elle ne l’est pas.")
    if question.question_id == "establishment_id":
        return drop_down(f"={ranges[FRAME_LIST]}", "Choisir l’identifiant dans la liste.")
    if question.kind == "multichoice":
        hint = "Cochez les cases ci-dessous. Cette cellule ne sert qu’à « ne sait pas » ou « sans objet »."
        shown = {"input_title": say("Choix multiples", language), "input_message": say(hint, language)}
        return drop_down(f"={ranges[MARK_LIST]}", "Cochez plutôt les cases ci-dessous.") | shown
    if question.kind in ("choice", "boolean"):
        return drop_down(f"={ranges[question.question_id]}", "Cette réponse n’est pas dans la liste.")
    if question.kind in NUMBER_KINDS:
        title = "Montant en dollars" if question.kind == "amount" else "Nombre"
        value = _number_formula(line.cell, question, ranges[ACCEPTED_LIST])
        return formula(value, title, _expected(question, language))
    if question.kind == "date":
        value = f"=OR(ISNUMBER({line.cell}),COUNTIF({ranges[ACCEPTED_LIST]},{line.cell})>0)"
        return formula(value, "Date", say("Une date, par exemple {example}.", language, example="2026-03-31"))
    if question.kind == "text" and question.max:
        text = say("{n} caractères au plus", language, n=int(question.max))
        return {"validate": "length", "criteria": "<=", "value": int(question.max), "error_message": text}
    return {}


def _number_formula(cell: str, question: Question, accepted: str) -> str:
    """True for a number between the bounds (whole where persons or things are counted) and for a mark."""
    tests = []
    if question.min is not None:
        tests.append(f"{cell}>={question.min:.0f}")
    if question.max is not None:
        tests.append(f"{cell}<={question.max:.0f}")
    if question.kind == "count":
        tests.append(f"INT({cell})={cell}")
    # AND works out all its parts and INT of a text is an error: IF keeps a text from reaching it.
    inside = f"IF(ISNUMBER({cell}),AND({','.join(tests)}),FALSE)"
    return f"=OR({inside},COUNTIF({accepted},{cell})>0)"


def _expected(question: Question, language: Language) -> str:
    """« Un nombre entier de 0 à 20; 0 est une vraie réponse. »"""
    low, high = question.min or 0, question.max
    expected = {
        "count": "Un nombre entier",
        "fte": "Un nombre, décimales permises",
        "amount": "Un montant en dollars (et non en milliers)",
    }[question.kind]

    def bound(value: float) -> str:
        return money(value, language) if question.kind == "amount" else number(value, 0, language)

    text = say(expected, language)
    if high is not None:
        text += " " + say("entre {low} et {high}", language, low=bound(low), high=bound(high))
    return text + (say("; 0 est une vraie réponse.", language) if low == 0 else ".")
