"""The eight states of a value, each with its sign and its word."""

from html import escape

import streamlit as st

from data.model.survey import ValueState
from indicators.catalogue.model import Language
from indicators.wording.sentences import state_word
from pages.ui.signs import sign

STATES: tuple[ValueState, ...] = (
    "value",
    "true_zero",
    "not_answered",
    "does_not_know",
    "not_applicable",
    "not_asked",
    "invalid_pending",
    "suppressed",
)


def state_mark(state: str, language: Language) -> str:
    """A state as HTML: its sign, then its word."""
    return sign(state, state_word(state, language))


def states_line(language: Language, label: str) -> None:
    """Draw the eight signs with their words; `label` names the list for screen readers."""
    items = "".join(f"<li>{state_mark(state, language)}</li>" for state in STATES)
    st.html(f'<ul class="o-signs" aria-label="{escape(label)}">{items}</ul>')
