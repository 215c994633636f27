"""The invented answers of an establishment for a wave, as a careful person would give them.

They obey every rule between answers; `sent_workbooks` adds blanks, typing errors and late corrections.
"""

from functools import cache

from data.facts import load_facts
from demo import partners, practices, structure
from demo.structure import Figures
from demo.traits import WAVES, at

SECTIONS = (
    structure.identity,
    structure.office,
    structure.plan,
    structure.people,
    structure.budget,
    partners.figures,
    practices.figures,
)


@cache
def figures(wave_id: str) -> Figures:
    """Every question of both versions → one answer an establishment, in reference order."""
    wave = WAVES.index(wave_id)
    together: Figures = {}
    for section in SECTIONS:
        together |= section(wave)
    return together


def answers_of(establishment_id: str, wave_id: str) -> dict[str, object]:
    """Typed answers by question of the wave's version: choice by id, boxes as a list; None where left blank."""
    version = "v1" if wave_id == WAVES[0] else "v2"
    table, row = figures(wave_id), at(establishment_id)
    return {question.question_id: table[question.question_id][row] for question in load_facts().questionnaire(version)}
