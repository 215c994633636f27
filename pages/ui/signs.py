"""Signs: shapes that carry a meaning in print and in the dark, each followed by its word.

A sign is an empty span with a CSS mask, so it takes the theme's colour; screen readers skip it and read the word.
"""

from functools import lru_cache
from typing import get_args
from urllib.parse import quote

from markupsafe import Markup

from data.model.survey import ValueState
from indicators.catalogue.model import Language
from indicators.wording.value import state_word
from pages.ui.markup import draw, el

LINE = "fill='none' stroke='#000' stroke-width='1.8'"
#: Drawings in a box of 16; only their outline matters, the colour is the text's.
DRAWINGS = {
    # eight states of a value
    "value": "<circle cx='8' cy='8' r='5'/>",
    "true_zero": f"<g {LINE}><circle cx='8' cy='8' r='6.6'/><ellipse cx='8' cy='8' rx='1.9' ry='3.2'/></g>",
    "not_answered": f"<circle cx='8' cy='8' r='6.4' stroke-dasharray='2.9 2.1' {LINE}/>",
    "does_not_know": (
        "<path fill='none' stroke='#000' stroke-width='2.1' d='M4.8 5.2C4.9 3.2 6.2 2.2 8 2.2s3.2 1.1 3.2 2.9"
        "C11.2 7.4 8 7.3 8 10.2'/><circle cx='8' cy='13.2' r='1.4'/>"
    ),
    "not_applicable": "<path d='M2 7h12v2H2z'/>",
    "not_asked": f"<rect x='2.6' y='2.6' width='10.8' height='10.8' {LINE}/>",
    "invalid_pending": (
        f"<path {LINE} stroke-linejoin='round' d='M8 1.9 14.8 14H1.2z'/>"
        "<path d='M7.1 6h1.8v4H7.1zM7.1 11h1.8v1.8H7.1z'/>"
    ),
    "suppressed": (f"<rect x='2' y='2' width='12' height='12' {LINE}/><path {LINE} d='M2 9 9 2M2 14 14 2M7 14l7-7'/>"),
    # comparison with a benchmark
    "better": "<circle cx='8' cy='8' r='6.4'/>",
    "worse": "<path d='M8 .8 15.2 8 8 15.2.8 8z'/>",
    "similar": "<circle cx='8' cy='8' r='5.6' fill='none' stroke='#000' stroke-width='2'/>",
    "higher": f"<path {LINE} stroke-linejoin='round' d='M8 2.2 14.4 13.4H1.6z'/>",
    "lower": f"<path {LINE} stroke-linejoin='round' d='M8 13.8 1.6 2.6h12.8z'/>",
    "not_compared": "<path d='M4.5 7h7v2h-7z'/>",
    # change between two waves
    "up": "<path d='M8 2 15 14H1z'/>",
    "down": "<path d='M8 14 1 2h14z'/>",
    "flat": "<path d='M2 4.6h12v2H2zM2 9.4h12v2H2z'/>",
    "break": "<path fill='none' stroke='#000' stroke-width='1.8' d='M0 8h5M11 8h5M6 12.5 10 3.5'/>",
    # milestones
    "milestone_done": (
        "<path fill-rule='evenodd' d='M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8zM6.9 11.6 3.4 8.2l1.3-1.3"
        " 2.2 2.1 4.4-4.4 1.3 1.3z'/>"
    ),
    "milestone_under_way": f"<circle cx='8' cy='8' r='6.4' {LINE}/><path d='M8 1.6a6.4 6.4 0 0 1 0 12.8z'/>",
    "milestone_not_started": f"<circle cx='8' cy='8' r='6.4' {LINE}/>",
    "milestone_unknown": f"<circle cx='8' cy='8' r='6.4' stroke-dasharray='2.9 2.1' {LINE}/>",
    # marks of a yes and of a no
    "yes": "<rect x='2.5' y='2.5' width='11' height='11'/>",
    "missing": f"<rect x='2.6' y='2.6' width='10.8' height='10.8' stroke-dasharray='2.7 2.7' {LINE}/>",
    "no": "<rect x='3.4' y='3.4' width='9.2' height='9.2' fill='none' stroke='#000' stroke-width='2.2'/>",
}
#: The colour that repeats a shape's meaning; other signs stay in the colour of the text.
TONES = {
    "better": "good",
    "worse": "bad",
    "similar": "flat",
    "not_compared": "flat",
    "flat": "flat",
    "break": "flat",
    "milestone_done": "good",
    "milestone_under_way": "accent",
    "milestone_not_started": "flat",
    "milestone_unknown": "flat",
    "no": "bad",
}
JUDGEMENT_TONES = {"favourable": "good", "unfavourable": "bad", "neutral": "ink"}


@lru_cache(maxsize=1)
def sign_css() -> str:
    """The CSS that gives every sign its mask."""
    rules = []
    for name, drawing in DRAWINGS.items():
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"
        rules.append(f'.o-sign-{name}{{--o-mask:url("data:image/svg+xml,{quote(svg)}")}}')
    return "".join(rules)


def sign(name: str, word: str = "", tone: str | None = None) -> Markup:
    """A sign and its word; without a word it is decoration beside a text that already says it.

    `tone` (good, bad, flat, accent, ink) overrides the sign's own colour.
    """
    colour = TONES.get(name, "ink") if tone is None else tone
    mark = el("span", class_=f"o-sign o-sign-{name} o-{colour}", aria_hidden="true")
    return el("span", mark, " ", word, class_="o-signed") if word else mark


def change_sign(change_state: str, change_judgement: str) -> Markup:
    """The mark of a change: a triangle only where chance is excluded, coloured by what it means."""
    if change_state in ("up", "no_to_yes"):
        return sign("up", tone=JUDGEMENT_TONES.get(change_judgement, "ink"))
    if change_state in ("down", "yes_to_no"):
        return sign("down", tone=JUDGEMENT_TONES.get(change_judgement, "ink"))
    if change_state in ("not_detectable", "unchanged"):
        return sign("flat")
    return sign("break") if change_state == "break" else sign("not_compared")


def tone_of(change_state: str, change_judgement: str) -> str:
    """The colour of a mark that moved: only a change beyond chance is coloured."""
    moved = change_state in ("up", "down", "no_to_yes", "yes_to_no")
    return JUDGEMENT_TONES.get(change_judgement, "ink") if moved else "flat"


def state_sign(state: str, language: Language) -> Markup:
    """The sign of a value's state with its word."""
    return sign(state, state_word(state, language))


def states_legend(language: Language, label: str) -> None:
    """Draw the signs of all states of a value with their words; `label` names the list for screen readers."""
    items = [el("li", state_sign(state, language)) for state in get_args(ValueState)]
    draw(el("ul", items, class_="o-signs", aria_label=label))
