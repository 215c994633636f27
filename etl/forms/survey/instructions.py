"""The first sheet of the workbook: who fills it in, when, and how each kind of answer is written."""

from xlsxwriter.worksheet import Worksheet

from data.model.survey import Wave
from etl.forms.page import lines_of, write_banner
from etl.forms.styles import Styles
from etl.forms.survey.copy import SurveyCopy, set_page
from etl.forms.survey.plan import SheetPlan, confidentiality
from indicators.catalogue.model import Language
from indicators.wording.language import say
from indicators.wording.numbers import day

WIDTHS = (4, 26, 54, 62)
#: The question that the users' committee answers itself, in version 2.
COMMITTEE_QUESTION = "role_clarity_committee_state"


def write_instructions(sheet: Worksheet, styles: Styles, plans: tuple[SheetPlan, ...], copy: SurveyCopy) -> None:
    """Fill the instructions sheet: steps, how to write each state, confidentiality, and links to the sections."""
    language = copy.language
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    title = say("Questionnaire sur le partenariat avec les usagères et usagers", language)
    sheet.write_string("A1", title, styles.title)
    sheet.write_string("A2", copy.subject, styles.subject)
    row = 2
    if copy.kind == "fictif":
        write_banner(sheet, row, len(WIDTHS), styles, language)
        row += 1
    asks_committee = any(
        line.question and line.question.question_id == COMMITTEE_QUESTION for plan in plans for line in plan.lines
    )
    row = _write_steps(sheet, styles, row + 1, copy.wave, language, asks_committee)
    row = _write_states(sheet, styles, row + 1, language)
    row = _write_note(sheet, styles, row + 1, language)
    _write_contents(sheet, styles, row + 1, plans, language)
    set_page(sheet, copy)
    sheet.fit_to_pages(1, 1)


def _heading(sheet: Worksheet, styles: Styles, row: int, text: str) -> int:
    sheet.set_row(row, 22)
    sheet.write_string(row, 0, text, styles.heading)
    return row + 1


def _write_steps(
    sheet: Worksheet, styles: Styles, row: int, wave: Wave, language: Language, asks_committee: bool
) -> int:
    row = _heading(sheet, styles, row, say("Remplir ce classeur en quatre étapes", language))
    who = (
        "Qui : la personne responsable du partenariat, avec l’appui des finances (section D) et des ressources "
        "humaines (sections A et C)."
    )
    committee = "La section L comporte une question à poser au comité des usagers."
    steps = (
        say(who, language) + (f" {say(committee, language)}" if asks_committee else ""),
        say(
            "Période : l’exercice {wave}, du {start} au {end}. Les décomptes « au 31 mars » portent sur le dernier "
            "jour.",
            language,
            wave=wave.wave_id,
            start=day(wave.start, language),
            end=day(wave.end, language),
        ),
        say(
            "Répondez dans les cellules teintées de la colonne D; le reste est verrouillé, sans mot de passe. "
            "L’astérisque (*) marque une réponse attendue. Un avertissement n’empêche jamais d’écrire.",
            language,
        ),
        say(
            "Retournez le classeur, au format .xlsx et sans mot de passe, au plus tard le {due}. "
            "Une version corrigée remplace la précédente; les deux sont conservées.",
            language,
            due=day(wave.due_on, language),
        ),
    )
    for position, text in enumerate(steps, start=1):
        sheet.set_row(row, 30)
        sheet.write_number(row, 0, position, styles.step)
        sheet.merge_range(row, 1, row, 3, text, styles.body)
        row += 1
    return row


def _write_states(sheet: Worksheet, styles: Styles, row: int, language: Language) -> int:
    row = _heading(sheet, styles, row, say("Comment écrire une réponse", language))
    heads = ("Vous écrivez", "Quand", "Ce que nous lisons")
    for column, head in enumerate(heads, start=1):
        sheet.write_string(row, column, say(head, language), styles.head)
    row += 1
    for written, when, read in STATES:
        lines = max(lines_of(say(when, language), WIDTHS[2] - 2), lines_of(say(read, language), WIDTHS[3] - 2))
        sheet.set_row(row, 14 * lines + 6)
        sheet.write_string(row, 1, say(written, language), styles.example)
        sheet.write_string(row, 2, say(when, language), styles.body)
        sheet.write_string(row, 3, say(read, language), styles.body)
        row += 1
    return row


STATES = (
    (
        "0",
        "Vous avez compté, et il n’y en a pas.",
        "Zéro est une vraie réponse. Un tiret ou une cellule vide n’est pas un zéro.",
    ),
    (
        "ne sait pas",
        "La réponse existe, mais vos registres ne la donnent pas.",
        "« Ne sait pas » satisfait une question marquée d’un astérisque.",
    ),
    (
        "sans objet",
        "La question ne peut pas s’appliquer à votre établissement.",
        "Vous sortez du calcul de cet indicateur; ce n’est pas un manque.",
    ),
    (
        "(vide)",
        "La question dépend d’une réponse qui l’écarte, ou reste sans réponse.",
        "Selon le cas : sans objet, ou sans réponse à compléter.",
    ),
    (
        "1 234,5",
        "Nombres : sans unité; dollars entiers, et non en milliers.",
        "La virgule ou le point décimal sont lus tous les deux; l’unité est dans la colonne E.",
    ),
    (
        "x",
        "Choix multiples : une case par choix, autant de x qu’il en faut.",
        "Aucune case cochée : sans réponse. « Ne sait pas » s’écrit sur la ligne de la question.",
    ),
    ("2026-03-31", "Dates : année, mois, jour.", "Une date tapée autrement est lue si elle n’a qu’un sens."),
)


def _write_note(sheet: Worksheet, styles: Styles, row: int, language: Language) -> int:
    row = _heading(sheet, styles, row, say("Confidentialité et publication", language))
    sheet.set_row(row, 50)
    sheet.merge_range(row, 1, row, 3, confidentiality(language), styles.note)
    return row + 1


def _write_contents(
    sheet: Worksheet, styles: Styles, row: int, plans: tuple[SheetPlan, ...], language: Language
) -> None:
    row = _heading(sheet, styles, row, say("Les sections", language))
    for plan in plans:
        asked = sum(1 for line in plan.lines if line.question and not line.choice)
        sheet.write_url(row, 1, f"internal:'{plan.name}'!A1", styles.link, plan.name)
        sheet.write_string(row, 2, plan.title.split(" · ", 1)[1], styles.body)
        count = "{n} question" if asked == 1 else "{n} questions"
        sheet.write_string(row, 3, say(count, language, n=asked), styles.body)
        row += 1
