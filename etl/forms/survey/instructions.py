"""The first sheet of the workbook: who fills it in, when, and how each kind of answer is written."""

from xlsxwriter.worksheet import Worksheet

from etl.forms.page import lines_of, write_banner
from etl.forms.styles import Styles
from etl.forms.survey.copy import SurveyCopy, set_page
from etl.forms.survey.plan import SheetPlan, confidentiality
from indicators.wording.language import say
from indicators.wording.numbers import day

WIDTHS = (4, 26, 54, 62)
#: The question that the users' committee answers itself, in version 2.
COMMITTEE_QUESTION = "role_clarity_committee_state"
#: What is written, when, and what is read.
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


class InstructionsWriter:
    """Writes the steps, how to write each state, confidentiality and links to the sections; `row` is the next one."""

    def __init__(self, sheet: Worksheet, styles: Styles, plans: tuple[SheetPlan, ...], copy: SurveyCopy) -> None:
        self.sheet, self.styles, self.plans, self.copy = sheet, styles, plans, copy
        self.row = 2

    def write(self) -> None:
        """Put everything on the sheet: title, banner, sections, paper."""
        sheet, styles = self.sheet, self.styles
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 28)
        sheet.write_string(
            "A1", self._say("Questionnaire sur le partenariat avec les usagères et usagers"), styles.title
        )
        sheet.write_string("A2", self.copy.subject, styles.subject)
        if self.copy.kind == "fictif":
            write_banner(sheet, self.row, len(WIDTHS), styles, self.copy.language)
            self.row += 1
        self._write_steps()
        self._write_states()
        self._write_note()
        self._write_contents()
        set_page(sheet, self.copy)
        sheet.fit_to_pages(1, 1)

    def _say(self, text: str, **values: object) -> str:
        return say(text, self.copy.language, **values)

    def _write_heading(self, text: str) -> None:
        """A heading under a blank row."""
        self.sheet.set_row(self.row + 1, 22)
        self.sheet.write_string(self.row + 1, 0, self._say(text), self.styles.heading)
        self.row += 2

    def _write_steps(self) -> None:
        self._write_heading("Remplir ce classeur en quatre étapes")
        for position, text in enumerate(self._steps(), start=1):
            self.sheet.set_row(self.row, 30)
            self.sheet.write_number(self.row, 0, position, self.styles.step)
            self.sheet.merge_range(self.row, 1, self.row, 3, text, self.styles.body)
            self.row += 1

    def _steps(self) -> tuple[str, ...]:
        """Who answers, for which period, where, and by when."""
        wave, language = self.copy.wave, self.copy.language
        asked = {line.question.question_id for plan in self.plans for line in plan.lines if line.question}
        who = (
            "Qui : la personne responsable du partenariat, avec l’appui des finances (section D) et des ressources "
            "humaines (sections A et C)."
        )
        committee = "La section L comporte une question à poser au comité des usagers."
        return (
            self._say(who) + (f" {self._say(committee)}" if COMMITTEE_QUESTION in asked else ""),
            self._say(
                "Période : l’exercice {wave}, du {start} au {end}. Les décomptes « au 31 mars » portent sur le dernier "
                "jour.",
                wave=wave.wave_id,
                start=day(wave.start, language),
                end=day(wave.end, language),
            ),
            self._say(
                "Répondez dans les cellules teintées de la colonne D; le reste est verrouillé, sans mot de passe. "
                "L’astérisque (*) marque une réponse attendue. Un avertissement n’empêche jamais d’écrire.",
            ),
            self._say(
                "Retournez le classeur, au format .xlsx et sans mot de passe, au plus tard le {due}. "
                "Une version corrigée remplace la précédente; les deux sont conservées.",
                due=day(wave.due_on, language),
            ),
        )

    def _write_states(self) -> None:
        self._write_heading("Comment écrire une réponse")
        for column, head in enumerate(("Vous écrivez", "Quand", "Ce que nous lisons"), start=1):
            self.sheet.write_string(self.row, column, self._say(head), self.styles.head)
        self.row += 1
        for state in STATES:
            written, when, read = (self._say(text) for text in state)
            height = max(lines_of(when, WIDTHS[2] - 2), lines_of(read, WIDTHS[3] - 2))
            self.sheet.set_row(self.row, 14 * height + 6)
            self.sheet.write_string(self.row, 1, written, self.styles.example)
            self.sheet.write_string(self.row, 2, when, self.styles.body)
            self.sheet.write_string(self.row, 3, read, self.styles.body)
            self.row += 1

    def _write_note(self) -> None:
        self._write_heading("Confidentialité et publication")
        self.sheet.set_row(self.row, 50)
        self.sheet.merge_range(self.row, 1, self.row, 3, confidentiality(self.copy.language), self.styles.note)
        self.row += 1

    def _write_contents(self) -> None:
        self._write_heading("Les sections")
        for plan in self.plans:
            asked = sum(1 for line in plan.lines if line.question and not line.choice)
            count = "{n} question" if asked == 1 else "{n} questions"
            self.sheet.write_url(self.row, 1, f"internal:'{plan.name}'!A1", self.styles.link, plan.name)
            self.sheet.write_string(self.row, 2, plan.title.split(" · ", 1)[1], self.styles.body)
            self.sheet.write_string(self.row, 3, self._say(count, n=asked), self.styles.body)
            self.row += 1
