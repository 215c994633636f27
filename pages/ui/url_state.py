"""Choices of the reader, kept in the URL by id: this file alone reads and writes the address.

`?id=` is the subject of a page; `lang`, `version`, `vague` and `lecture` (« public » or « membres », for those who may
read both) follow the reader from page to page. A menu click drops the query, so those four are remembered for the
session and written back.
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.menu import PAGES
from pages.ui.styles import note

#: Between the ids of a choice of several; no id holds it.
SEPARATOR = "."
#: What follows the reader from page to page, with the value that an address need not carry.
STICKY = {"lang": "fr", "version": "", "vague": "", "lecture": ""}
#: A choice → those that rest on it, which a new one takes out of the address.
DEPENDENT = {"id": ("part",), "cadence": ("depuis",), "vague": ("depuis",), "trimestre": ("depuis",)}
#: An address may hold anything, of any length: only so much of it is repeated to the reader.
REPEATED = 60


def sticky_param(name: str) -> str:
    """The value of one of `STICKY`: from the address, else as chosen earlier in the session."""
    memory = f"kept-{name}"
    value = st.query_params.get(name)
    if value is None:
        value = st.session_state.get(memory, STICKY[name])
        if value != STICKY[name]:
            st.query_params[name] = value
    st.session_state[memory] = value
    return value


def consume_param(name: str) -> str:
    """The value of a parameter that acts once: it is taken out of the address; empty when absent."""
    value = st.query_params.get(name, "")
    if value:
        del st.query_params[name]
    return value


def language() -> Language:
    """The reader's language; an unknown one is French."""
    return "en" if sticky_param("lang") == "en" else "fr"


def link(page: str, **choices: str) -> str:
    """The address of a page with its choices; language, version and wave are kept unless given.

    Relative, so that it holds under any base path.
    """
    query = {name: st.session_state.get(f"kept-{name}", STICKY[name]) for name in STICKY} | choices
    shown = {name: value for name, value in query.items() if value and value != STICKY.get(name)}
    return f"./{PAGES[page].path}" + (f"?{urlencode(shown)}" if shown else "")


def same_page(**choices: str) -> str:
    """The address of the page being read, with some choices changed; an empty one is left out."""
    query = {**st.query_params.to_dict(), **choices}
    return f"?{urlencode({name: value for name, value in query.items() if value})}"


def permalink(page: str, release_id: str, period: str) -> str:
    """The address of what is read now: the same page, choices, wave and release."""
    query = {**st.query_params.to_dict(), "vague": period, "version": release_id}
    query.pop("lecture", None)
    return f"/{PAGES[page].path}?{urlencode(query)}"


def param(name: str, options: Sequence[str], default: str) -> str:
    """The option that the address names under `name`, else `default`; draws nothing."""
    asked = sticky_param(name) if name in STICKY else st.query_params.get(name)
    return asked if asked is not None and asked in options else default


def _write(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
    for resting in DEPENDENT.get(name, ()):
        if resting in st.query_params:
            del st.query_params[resting]


def _say_unknown(asked: Sequence[str], options: Sequence[str]) -> None:
    """Say under a choice that the address asks for an id that does not exist there."""
    absent = next((item for item in asked if item not in options), "")
    if absent:
        shown = absent if len(absent) <= REPEATED else f"{absent[:REPEATED]}…"
        words = "L’adresse demande « {asked} », qui n’existe pas ici; voici le choix habituel."
        note(say(words, language(), asked=shown))


def _widget_key(name: str, current: str) -> str:
    """A key whose widget shows what the address says, also after « back » or a link."""
    key = f"choice-{name}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    return key


def segmented(name: str, label: str, options: Sequence[str], shown: Callable[[str], str] = str) -> str:
    """The chosen id among a few, as a row of buttons."""
    current = param(name, options, options[0])
    key = _widget_key(name, current)
    picked = st.segmented_control(
        label,
        options,
        format_func=shown,
        key=key,
        on_change=_write,
        args=(name, key),
        required=True,
        label_visibility="collapsed",
    )
    _say_unknown([st.query_params.get(name, "")], options)
    return picked or current


def select(name: str, label: str, options: Sequence[str], default: str, shown: Callable[[str], str] = str) -> str:
    """The chosen id among many, as a list one can type into."""
    current = param(name, options, default)
    key = _widget_key(name, current)
    picked = st.selectbox(label, options, format_func=shown, key=key, on_change=_write, args=(name, key))
    _say_unknown([st.query_params.get(name, "")], options)
    return picked or current


def text_input(name: str, label: str, placeholder: str) -> str:
    """The words typed by the reader, kept in the address so that a search can be sent to someone."""
    current = st.query_params.get(name, "")
    key = _widget_key(name, current)

    def write() -> None:
        st.query_params[name] = st.session_state[key]
        if not st.session_state[key]:
            del st.query_params[name]

    return st.text_input(label, key=key, on_change=write, placeholder=placeholder) or ""


def multiselect(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], placeholder: str
) -> list[str]:
    """The chosen ids, in the order they were chosen; the address names them one after the other, without a repeat."""
    asked = dict.fromkeys(st.query_params.get(name, "").split(SEPARATOR))
    current = [item for item in asked if item in options]
    key = f"choice-{name}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current

    def write() -> None:
        st.query_params[name] = SEPARATOR.join(st.session_state[key])
        if not st.session_state[key]:
            del st.query_params[name]

    picked = st.multiselect(label, options, format_func=shown, key=key, on_change=write, placeholder=placeholder)
    _say_unknown(list(asked), options)
    return picked
