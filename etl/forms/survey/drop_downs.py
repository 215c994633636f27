"""Drop-down lists and gentle checks of the answer cells: they warn, they never refuse « ne sait pas »."""

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

#: The list of the marks alone, and of the establishments' ids.
MARK_LIST, FRAME_LIST = "marks", "establishments"
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
        "accepted": list(ACCEPTED_MARKS),
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
    marks = say("Sinon : « ne sait pas » ou « sans objet ».", language)
    if line.choice is not None:
        return {
            "validate": "list",
            "source": ["x"],
            "error_message": say("Un x coche la case; vide, elle ne l’est pas.", language),
        }
    if question.question_id == "establishment_id":
        return {
            "validate": "list",
            "source": f"={ranges[FRAME_LIST]}",
            "error_message": say("Choisir l’identifiant dans la liste.", language),
        }
    if question.kind == "multichoice":
        return {
            "validate": "list",
            "source": f"={ranges[MARK_LIST]}",
            "input_title": say("Choix multiples", language),
            "input_message": say(
                "Cochez les cases ci-dessous. Cette cellule ne sert qu’à « ne sait pas » ou « sans objet ».",
                language,
            ),
            "error_message": say("Cochez plutôt les cases ci-dessous.", language),
        }
    if question.kind in ("choice", "boolean"):
        return {
            "validate": "list",
            "source": f"={ranges[question.question_id]}",
            "error_message": say("Cette réponse n’est pas dans la liste.", language),
        }
    if question.kind in NUMBER_KINDS:
        expected = _expected(question, language)
        return {
            "validate": "custom",
            "value": _number_formula(line.cell, question, ranges["accepted"]),
            "input_title": say("Nombre", language)
            if question.kind != "amount"
            else say("Montant en dollars", language),
            "input_message": f"{expected} {marks}",
            "error_message": f"{expected} {marks}",
        }
    if question.kind == "date":
        expected = say("Une date, par exemple {example}.", language, example="2026-03-31")
        cell = line.cell
        return {
            "validate": "custom",
            "value": f"=OR(ISNUMBER({cell}),COUNTIF({ranges['accepted']},{cell})>0)",
            "input_title": say("Date", language),
            "input_message": f"{expected} {marks}",
            "error_message": f"{expected} {marks}",
        }
    if question.kind == "text" and question.max:
        return {
            "validate": "length",
            "criteria": "<=",
            "value": int(question.max),
            "error_message": say("{n} caractères au plus", language, n=int(question.max)),
        }
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
    show = money if question.kind == "amount" else _plain
    what = {
        "count": "Un nombre entier",
        "fte": "Un nombre, décimales permises",
        "amount": "Un montant en dollars (et non en milliers)",
    }[question.kind]
    text = say(what, language)
    if high is not None:
        text += " " + say("entre {low} et {high}", language, low=show(low, language), high=show(high, language))
    return text + (say("; 0 est une vraie réponse.", language) if low == 0 else ".")


def _plain(value: float, language: Language) -> str:
    return number(value, 0, language)
