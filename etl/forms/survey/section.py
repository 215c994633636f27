"""One section's sheet of the workbook: a row a question, a row a box, answers in the tinted column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from data.model.survey import Choice, Question
from etl.forms.page import lines_of, write_banner, write_value
from etl.forms.styles import Styles
from etl.forms.survey.answers import cell_value, ticked_choices
from etl.forms.survey.copy import SurveyCopy, set_page
from etl.forms.survey.drop_downs import add_answer_check
from etl.forms.survey.plan import HEAD_ROW, SheetLine, SheetPlan, conditions_of
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say

HEADS = ("Code", "Question", "Précisions", "Votre réponse", "Unité")
WIDTHS = (9, 46, 56, 34, 17)
#: What the reader fills in only when an earlier answer of the same sheet is Oui.
YES_CONDITION = re.compile(r"(\w+) = true")
LONG_TEXT_HEIGHT = 110
FREE_CHOICE = re.compile(r"^other_|_other$")


@dataclass(frozen=True)
class SectionWriter:
    """Writes one section's sheet."""

    sheet: Worksheet
    plan: SheetPlan
    copy: SurveyCopy
    styles: Styles
    filled: Mapping[str, object]
    ranges: Mapping[str, str]

    def write(self) -> None:
        """Put everything on the sheet: heads, questions, answers, checks, paper and protection."""
        self._write_top()
        for line in self.plan.lines:
            if line.question is None:
                self._write_note(line)
            elif line.choice is not None:
                self._write_box(line, line.question, line.choice)
            else:
                self._write_question(line, line.question)
        set_page(self.sheet, self.copy)
        self.sheet.freeze_panes(HEAD_ROW, 0)
        self.sheet.repeat_rows(0, HEAD_ROW - 1)
        self.sheet.set_selection(next(line.cell for line in self.plan.lines if line.question))

    def _write_top(self) -> None:
        sheet, styles, language = self.sheet, self.styles, self.copy.language
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 26)
        sheet.write_string("A1", self.plan.title, styles.title)
        sheet.write_string("A2", self.copy.subject, styles.subject)
        if self.copy.kind == "fictif":
            write_banner(sheet, 2, len(WIDTHS), styles, language)
        else:
            sheet.set_row(2, 5)
        legend = "* réponse attendue · 0 est une vraie réponse · « ne sait pas » et « sans objet » sont permis partout"
        sheet.write_string("A4", say(legend, language), styles.legend)
        sheet.set_row(HEAD_ROW - 1, 22)
        for column, head in enumerate(HEADS):
            style = styles.head_answer if head == "Votre réponse" else styles.head
            sheet.write_string(HEAD_ROW - 1, column, say(head, language), style)

    def _write_note(self, line: SheetLine) -> None:
        row = line.row - 1
        self.sheet.merge_range(row, 0, row, len(WIDTHS) - 1, line.note, self.styles.note)
        self.sheet.set_row(row, 15 * lines_of(line.note, sum(WIDTHS)) + 12)

    def _write_question(self, line: SheetLine, question: Question) -> None:
        sheet, styles, language = self.sheet, self.styles, self.copy.language
        row = line.row - 1
        label = pick(question, "label", language)
        explained = self._help(question)
        height = max(14.5 * lines_of(label + " *", WIDTHS[1] - 6), 13 * lines_of(explained, WIDTHS[2] - 2), 17)
        is_long = question.kind == "text" and bool(question.max)
        sheet.set_row(row, max(height + 6, LONG_TEXT_HEIGHT if is_long else 0))
        sheet.write_string(row, 0, line.code, styles.code)
        if question.is_required:
            sheet.write_rich_string(row, 1, styles.label, label, styles.required, " *", styles.question)
        else:
            sheet.write_string(row, 1, label, styles.question)
        sheet.write_string(row, 2, explained, styles.help)
        sheet.write_string(row, 4, unit_words(question, language), styles.unit)
        locked = question.question_id in self.copy.prefilled()
        style = styles.locked_answer if locked else styles.answer(question)
        write_value(sheet, line.cell, cell_value(question, self.filled, self.copy), style)
        add_answer_check(sheet, line, question, self.ranges, language)
        self._shade_when_not_expected(line, question)

    def _write_box(self, line: SheetLine, question: Question, choice: Choice) -> None:
        """A box, an « x » when ticked; beside an « autre » choice, room for its words."""
        sheet, styles, language, row = self.sheet, self.styles, self.copy.language, line.row - 1
        label = pick(choice, "label", language)
        sheet.set_row(row, 14 * lines_of(label, WIDTHS[1] - 6) + 4)
        sheet.write_string(row, 0, line.code, styles.code)
        sheet.write_string(row, 1, label, styles.box_label)
        ticked, _ = ticked_choices(question, self.filled)
        write_value(sheet, line.cell, "x" if choice.choice_id in ticked else None, styles.box)
        sheet.write_blank(row, 4, None, styles.unit)
        add_answer_check(sheet, line, question, self.ranges, language)
        if not FREE_CHOICE.search(choice.choice_id):
            sheet.write_blank(row, 2, None, styles.help)
            return
        hint = say("Précisez si vous le voulez; ce texte n’est jamais publié.", language)
        title = say("Précision", language)
        sheet.write_blank(row, 2, None, styles.free_text)
        sheet.data_validation(row, 2, row, 2, {"validate": "any", "input_title": title, "input_message": hint})

    def _help(self, question: Question) -> str:
        """The help of a question, then on which answer it depends."""
        text = pick(question, "help", self.copy.language)
        codes = conditions_of(question, self.copy.facts)
        if not codes:
            return text
        depends = "Selon votre réponse à {codes}; sinon, laisser vide."
        return f"{text} {say(depends, self.copy.language, codes=', '.join(codes))}"

    def _shade_when_not_expected(self, line: SheetLine, question: Question) -> None:
        """Grey the answer while the yes/no question it depends on, on the same sheet, says Non."""
        condition = YES_CONDITION.fullmatch(question.applies_if or "")
        if condition is None:
            return
        on = next(
            (item for item in self.plan.lines if item.question and item.question.question_id == condition[1]),
            None,
        )
        if on is None:
            return
        no = next(item for item in self.copy.facts.choice_lists["yes_no"] if item.choice_id == "false")
        formula = f'=$D${on.row}="{pick(no, "label", self.copy.language)}"'
        options = {"type": "formula", "criteria": formula, "format": self.styles.not_expected}
        self.sheet.conditional_format(line.cell, options)


def unit_words(question: Question, language: Language) -> str:
    """The unit of a number, or how the other kinds of question are answered."""
    if question.kind == "multichoice":
        return say("Cocher d’un x", language)
    if question.kind == "date":
        return say("AAAA-MM-JJ", language)
    if question.kind in ("choice", "boolean"):
        return say("Choisir dans la liste", language)
    if question.kind == "text" and question.max:
        return say("{n} caractères au plus", language, n=int(question.max))
    return say(question.unit, language) if question.unit else ""
