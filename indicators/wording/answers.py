"""Answers as a reader sees them: a label for a choice, a formatted number, a date."""

from datetime import date
from typing import Protocol

from data.facts import Facts
from data.model.survey import Question
from indicators.catalogue.model import Language
from indicators.wording.language import pick
from indicators.wording.numbers import day, money, plain_number

YES_NO = "yes_no"


class Answer(Protocol):
    """A number or a text; neither where the state of the answer carries no value."""

    @property
    def value_number(self) -> float | None: ...
    @property
    def value_text(self) -> str | None: ...


def answer_text(question: Question, answer: Answer, facts: Facts, language: Language) -> str:
    """The words of an answer; empty where its state carries no value."""
    if answer.value_number is not None:
        if question.kind == "amount":
            return money(answer.value_number, language)
        return plain_number(answer.value_number, language)
    text = answer.value_text
    if text is None:
        return ""
    if question.kind == "boolean":
        return _label(YES_NO, text, facts, language)
    if question.kind in ("choice", "multichoice") and question.choice_list:
        return "; ".join(_label(question.choice_list, choice, facts, language) for choice in text.split("|"))
    return day(date.fromisoformat(text), language) if question.kind == "date" else text


def _label(choice_list: str, choice_id: str, facts: Facts, language: Language) -> str:
    entries = {choice.choice_id: choice for choice in facts.choice_lists[choice_list]}
    return pick(entries[choice_id], "label", language)


def question_code(question: Question) -> str:
    """Section letter and order on three digits, « B010 »: unique across both versions."""
    return f"{question.section}{question.order:03d}"
