"""Where each question and each box of a wave's workbook stands, for writing it and for reading it back."""

import re
from dataclasses import dataclass

from data.facts import Facts
from data.model.survey import Choice, Question, Wave
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say

#: The sheet that a returned workbook gains; it is never read as answers.
CORRECTIONS_SHEETS: dict[Language, str] = {"fr": "À corriger", "en": "To correct"}
MAP_MARK = "observatoire-du-partenariat"
#: The settings of the map sheet, in the order of its rows (row 2 onwards).
MAP_SETTINGS = ("template_version", "wave_id", "language", "kind", "establishment_id")
MAP_HEADER = ("question_id", "choice_id", "sheet", "cell", "code")

#: Rows 1 to 4 hold title, subject, banner and legend; row 5 the heads; answers are in column D.
HEAD_ROW = 5
ANSWER_COLUMN = "D"
#: What may be typed in any answer cell instead of an answer.
MARKS = ("ne sait pas", "sans objet")

SHEETS = {
    "A": "A Identification",
    "B": "B Structure",
    "C": "C Équipe",
    "D": "D Budget",
    "E": "E Partenaires",
    "F": "F Mandats",
    "G": "G Gouvernance",
    "H": "H Milieux cliniques",
    "I": "I Reconnaissance",
    "J": "J Formation",
    "K": "K Évaluation",
    "L": "L Comités et CdP",
    "M": "M Défis et consentement",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a section's sheet: a question, one box of a multiple choice, or a note (no question)."""

    row: int
    code: str
    question: Question | None = None
    choice: Choice | None = None
    note: str = ""

    @property
    def cell(self) -> str:
        """The address of the answer, « D14 »."""
        return f"{ANSWER_COLUMN}{self.row}"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One section's sheet with its rows in order."""

    section: str
    name: str
    title: str
    lines: tuple[SheetLine, ...]


def code_of(question: Question) -> str:
    """The short code of a question, section letter and order on three digits: « B010 »."""
    return f"{question.section}{question.order:03d}"


def box_code(question: Question, choice: Choice) -> str:
    """The short code of a box of a multiple choice: « C050.3 »."""
    return f"{code_of(question)}.{choice.order}"


def choices_of(question: Question, facts: Facts) -> tuple[Choice, ...]:
    """The permitted choices of a question in their declared order; Oui and Non for a yes/no question."""
    if question.kind == "boolean":
        return facts.choice_lists["yes_no"]
    if not question.choice_list:
        return ()
    return tuple(item for item in facts.choice_lists[question.choice_list] if item.choice_id in question.choices)


def conditions_of(question: Question, facts: Facts) -> tuple[str, ...]:
    """The codes of the questions on which `question` depends, « B010 »; empty when it is always asked."""
    words = dict.fromkeys(re.findall(r"[a-z][a-z0-9_]*", question.applies_if or ""))
    return tuple(code_of(facts.question[word]) for word in words if word in facts.question)


def plan_sheets(wave: Wave, language: Language, facts: Facts) -> tuple[SheetPlan, ...]:
    """The sheets of a wave's workbook, with only the questions of its version of the questionnaire."""
    titles = {item.choice_id: item for item in facts.choice_lists["questionnaire_section"]}
    questions = facts.questionnaire(wave.version)
    plans = []
    for section in dict.fromkeys(question.section for question in questions):
        title = pick(titles[section], "label", language)
        lines: list[SheetLine] = []
        row = HEAD_ROW
        if section == "M":
            row += 1
            lines.append(SheetLine(row, "", note=confidentiality(language)))
        for question in (item for item in questions if item.section == section):
            row += 1
            lines.append(SheetLine(row, code_of(question), question))
            for choice in choices_of(question, facts) if question.kind == "multichoice" else ():
                row += 1
                lines.append(SheetLine(row, box_code(question, choice), question, choice))
        plans.append(SheetPlan(section, say(SHEETS[section], language), f"{section} · {title}", tuple(lines)))
    return tuple(plans)


def confidentiality(language: Language) -> str:
    """The note that stands above the questions on challenges and consent."""
    return say(
        "Confidentialité. N’inscrivez aucun nom de personne ni renseignement de santé. Les commentaires sont relus "
        "avant toute publication. Les petits nombres sont masqués dans tous les cas. La haute direction choisit, "
        "à la question {code}, comment vos réponses paraissent; sans choix de sa part, elles ne paraissent que dans "
        "des regroupements.",
        language,
        code="M050",
    )
