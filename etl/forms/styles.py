"""The cell formats of the workbooks to fill in, and their colours."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from data.model.survey import Question
from indicators.catalogue.model import Language

INK, INK2, INK3 = "#17212B", "#46535F", "#5F6B77"
PANEL, RULE, EDGE = "#F4F6F8", "#D5DCE3", "#76838F"
ACCENT, ACCENT_SOFT = "#7B2A5E", "#F3E6EE"
FICTITIOUS, FICTITIOUS_INK = "#FFF1CC", "#4F3700"
FONT = "Calibri"


@dataclass(frozen=True)
class Styles:
    """Every format of the workbook by its use. Build it with `make_styles`."""

    title: Format
    subject: Format
    banner: Format
    legend: Format
    head: Format
    head_answer: Format
    code: Format
    question: Format
    label: Format
    required: Format
    box_label: Format
    help: Format
    unit: Format
    note: Format
    heading: Format
    body: Format
    step: Format
    link: Format
    example: Format
    answers: dict[str, Format]
    locked_answer: Format
    long_text: Format
    box: Format
    free_text: Format
    not_expected: Format

    def answer(self, question: Question) -> Format:
        """The format of the answer cell of a question, by its kind."""
        if question.kind == "text" and question.max:
            return self.long_text
        return self.answers.get(question.kind, self.answers["choice"])


def make_styles(workbook: xlsxwriter.Workbook, language: Language) -> Styles:
    """The formats of `workbook`; number formats follow the language's money sign."""

    def style(**options: Any) -> Format:
        base: dict[str, Any] = {
            "font_name": FONT,
            "font_size": 10.5,
            "font_color": INK,
            "valign": "vcenter",
        }
        return workbook.add_format(base | options)

    rule: dict[str, Any] = {"bottom": 1, "bottom_color": RULE}
    head: dict[str, Any] = {"bold": True, "bottom": 2, "bottom_color": EDGE, "indent": 1}
    small: dict[str, Any] = {"font_size": 9.5, "font_color": INK2, "text_wrap": True, "indent": 1}
    answer: dict[str, Any] = {
        "bg_color": ACCENT_SOFT,
        "border": 1,
        "border_color": EDGE,
        "text_wrap": True,
        "locked": False,
        "font_size": 11,
        "align": "left",
        "indent": 1,
    }
    money = '#,##0 "$"' if language == "fr" else '"$"#,##0'
    number_formats = {
        "count": "#,##0",
        "fte": "#,##0.0##",
        "amount": money,
        "date": "yyyy-mm-dd",
        "text": "@",
    }
    return Styles(
        title=style(bold=True, font_size=16),
        subject=style(font_color=INK2),
        banner=style(bold=True, bg_color=FICTITIOUS, font_color=FICTITIOUS_INK),
        legend=style(font_color=INK3, italic=True, font_size=9.5),
        head=style(**head, bg_color=PANEL, font_color=INK2),
        head_answer=style(**head, bg_color=ACCENT, font_color="#FFFFFF"),
        code=style(font_color=INK3, font_size=9, indent=1, **rule),
        question=style(bold=True, text_wrap=True, indent=1, **rule),
        label=style(bold=True),
        required=style(bold=True, font_color=ACCENT),
        box_label=style(text_wrap=True, indent=3, **rule),
        help=style(**small, **rule),
        unit=style(**small, **rule),
        note=style(text_wrap=True, bg_color=PANEL, border=1, border_color=RULE, indent=1),
        heading=style(bold=True, font_size=12, font_color=ACCENT),
        body=style(text_wrap=True, indent=1),
        step=style(bold=True, font_color=ACCENT, align="center"),
        link=style(font_color=ACCENT, underline=1, indent=1),
        example=style(bold=True, bg_color=ACCENT_SOFT, border=1, border_color=EDGE, text_wrap=True, indent=1),
        answers={kind: style(**answer, num_format=code) for kind, code in number_formats.items()}
        | {"choice": style(**answer)},
        locked_answer=style(**(answer | {"locked": True, "bg_color": PANEL, "num_format": "@"})),
        long_text=style(**(answer | {"valign": "top", "num_format": "@", "font_size": 10})),
        box=style(**(answer | {"align": "center", "indent": 0})),
        free_text=style(**(answer | {"bg_color": "#FFFFFF", "font_size": 9.5, "num_format": "@"})),
        not_expected=workbook.add_format({"bg_color": RULE, "font_color": INK3}),
    )
