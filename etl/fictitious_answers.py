"""The invented answers of an establishment for a wave, as a careful person would give them.

They obey every rule between answers; what reality adds (blanks, slips, late corrections) is `fictitious_reality`.
"""

from functools import cache

from data.facts import load_facts
from etl import fictitious_partners, fictitious_practices, fictitious_structure
from etl.fictitious_structure import Figures
from etl.fictitious_traits import WAVES, at

SECTIONS = (
    fictitious_structure.identity,
    fictitious_structure.office,
    fictitious_structure.plan,
    fictitious_structure.people,
    fictitious_structure.budget,
    fictitious_partners.figures,
    fictitious_practices.figures,
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
    return {
        question.question_id: table[question.question_id][row]
        for question in load_facts().questionnaire(version)
    }
