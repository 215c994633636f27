"""Fictitious answers of three establishments to every question, of every kind that a survey tool can export.

A value is: None (blank), DK or NA (said outright), a number, a date, True or False, a text, the id of a choice, a
tuple of
ids, or `Other` (ids, and the words typed beside « autre »). Nothing here knows how a tool writes or how we read.
"""

import random
from dataclasses import dataclass
from datetime import date

from data.facts import load_facts
from data.model.survey import Question
from etl.waves import wave

WAVE = wave("2025-2026")
PLACES = ("cisss-laval", "chum", "iucpq", "crsss-bj")
DK, NA = "ne sait pas", "sans objet"
TEXTS = (
    "Un comité; deux ateliers, trois « outils »",
    'Première ligne\nDeuxième ligne, "entre guillemets"',
    "=1+1",
    "à l’œuvre : 3/4 des équipes",
)
WORDS = "soins critiques et urgence"


@dataclass(frozen=True)
class Other:
    """Choices of which one is « autre », and the words typed beside it."""

    choices: tuple[str, ...]
    text: str = WORDS


Value = None | float | int | str | bool | date | tuple[str, ...] | Other


def questions() -> tuple[Question, ...]:
    return load_facts().questionnaire(WAVE.version)


def other_of(question: Question) -> str | None:
    """The « autre » choice of a question, None where it has none."""
    names = [name for name in question.choices if name.startswith("other_") or name.endswith("_other")]
    return names[0] if names else None


def answers() -> dict[str, dict[str, Value]]:
    """By establishment and question id; the same at each call."""
    draw = random.Random(20260331)
    everyone = {}
    for place in PLACES:
        own: dict[str, Value] = {}
        for question in questions():
            own[question.question_id] = _value(question, draw)
        own["establishment_id"] = place
        own["fiscal_year_text"] = WAVE.wave_id
        everyone[place] = own
    return everyone


def _value(question: Question, draw: random.Random) -> Value:
    chance = draw.random()
    if question.kind == "text":
        return None if chance < 0.2 else draw.choice(TEXTS)
    if chance < 0.12:
        return None
    if chance < 0.22:
        return DK
    if chance < 0.30:
        return NA
    if question.kind == "date":
        return date(2026, draw.randint(1, 3), draw.randint(1, 28))
    if question.kind == "boolean":
        return draw.random() < 0.5
    if question.kind == "choice":
        chosen = draw.choice(question.choices)
        return Other((chosen,)) if chosen == other_of(question) else chosen
    if question.kind == "multichoice":
        chosen = tuple(name for name in question.choices if draw.random() < 0.4) or question.choices[:1]
        return Other(chosen) if other_of(question) in chosen else chosen
    if chance < 0.40:
        return 0
    if question.kind == "count":
        return draw.randint(1, 18)
    return draw.choice([3.5, 12.25, 7]) if question.kind == "fte" else draw.choice([1234.5, 98000, 125000.75])


def as_typed(value: Value) -> object:
    """The value as `write_template` takes it from a person."""
    if isinstance(value, Other):
        first, *others = value.choices
        return [first, *others] if others else first
    return list(value) if isinstance(value, tuple) else value
