"""Milestones: steps whose state a steward records with its evidence; without a record the state is not known."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.facts import load_facts
from indicators.indicator import Language, Milestone
from indicators.language import pick, say
from pages.components.signs import sign
from pages.components.visit import Visit


def state_of(here: Visit, milestone_id: str) -> str:
    """The recorded state of a milestone; unknown, which is not « not started », without a record."""
    return here.reading.milestone_states.get(milestone_id, "milestone_unknown")


def state_words(state: str, language: Language) -> str:
    """The reference's words for a state: « En cours », « Information non disponible »."""
    choices = {item.choice_id: item for item in load_facts().choice_lists["milestone_state"]}
    return pick(choices[state], "label", language)


def counted_states(states: Sequence[str], language: Language) -> list[tuple[str, str]]:
    """Each state present with its words and count, in the order of the reference."""
    known = (item.choice_id for item in load_facts().choice_lists["milestone_state"])
    return [
        (name, say("{state} : {n}", language, state=state_words(name, language), n=states.count(name)))
        for name in known
        if name in states
    ]


def milestone_signs(here: Visit, milestones: Sequence[Milestone]) -> str:
    """One sign a milestone, and hidden words that count them, as HTML."""
    states = [state_of(here, milestone.id) for milestone in milestones]
    said = ", ".join(words for _, words in counted_states(states, here.language))
    signs = " ".join(sign(state) for state in states)
    return f'<span class="o-marks">{signs}</span><span class="o-hidden">{escape(said)}</span>'


def milestone_track(here: Visit, milestones: Sequence[Milestone]) -> None:
    """Draw the milestones on a line: sign, name, state, due date, evidence expected."""
    steps = []
    for milestone in milestones:
        words = milestone.words(here.language)
        state = state_of(here, milestone.id)
        due = milestone.due or here.say("aucune échéance inscrite")
        line = f"{state_words(state, here.language)} · {due}"
        proof = here.say("Preuve attendue : {proof}", proof=words.evidence_expected)
        steps.append(f"<li>{sign(state)}<b>{escape(words.label)}</b>{escape(line)}<br>{escape(proof)}</li>")
    st.html(f'<ol class="o-track">{"".join(steps)}</ol>')
