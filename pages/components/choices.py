"""Choices of the reader, kept in the URL by id: this file alone reads and writes the address.

`?id=` is the subject of a page, `lang`, `version` and `vague` follow the reader from page to page.
A menu click drops the query, so those three are remembered for the session and written back.
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from indicators.indicator import Language
from indicators.language import say

#: Page file → its address. The addresses are French whatever the language, so that a link never changes.
PATHS = {
    "overview": "",
    "recommendation": "recommandation",
    "indicator": "indicateur",
    "compare": "comparer",
    "establishment": "etablissement",
    "territory": "territoire",
    "initiatives": "initiatives",
    "completeness": "completude",
    "method": "methode",
}
#: Between the ids of a choice of several; no id holds it.
SEPARATOR = "."
#: What follows the reader from page to page, with the value that an address need not carry.
KEPT = {"lang": "fr", "version": "", "vague": ""}


def kept(name: str) -> str:
    """The value of `lang`, `version` or `vague`: from the address, else as chosen earlier in the session."""
    memory = f"kept-{name}"
    value = st.query_params.get(name)
    if value is None:
        value = st.session_state.get(memory, KEPT[name])
        if value != KEPT[name]:
            st.query_params[name] = value
    st.session_state[memory] = value
    return value


def language() -> Language:
    """The reader's language; an unknown one is French."""
    return "en" if kept("lang") == "en" else "fr"


def link(page: str, **choices: str) -> str:
    """The address of a page with its choices; language, version and wave are kept unless given.

    Relative, so that it holds under any base path.
    """
    query = {name: st.session_state.get(f"kept-{name}", KEPT[name]) for name in KEPT} | choices
    shown = {name: value for name, value in query.items() if value and value != KEPT.get(name)}
    return f"./{PATHS[page]}" + (f"?{urlencode(shown)}" if shown else "")


def same_page(**choices: str) -> str:
    """The address of the page being read, with some choices changed; an empty one is left out."""
    query = {**st.query_params.to_dict(), **choices}
    return f"?{urlencode({name: value for name, value in query.items() if value})}"


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """The option that the address names under `name`, else `default`; draws nothing."""
    asked = kept(name) if name in KEPT else st.query_params.get(name)
    return asked if asked is not None and asked in options else default


def _write(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]


def _widget_key(name: str, current: str) -> str:
    """A key whose widget shows what the address says, also after « back » or a link."""
    key = f"choice-{name}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    return key


def segmented(name: str, label: str, options: Sequence[str], shown: Callable[[str], str] = str) -> str:
    """The chosen id among a few, as a row of buttons."""
    current = chosen(name, options, options[0])
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
    return picked or current


def select(
    name: str, label: str, options: Sequence[str], default: str, shown: Callable[[str], str] = str
) -> str:
    """The chosen id among many, as a list one can type into."""
    current = chosen(name, options, default)
    key = _widget_key(name, current)
    picked = st.selectbox(label, options, format_func=shown, key=key, on_change=_write, args=(name, key))
    return picked or current


def several(
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

    return st.multiselect(
        label, options, format_func=shown, key=key, on_change=write, placeholder=placeholder
    )


def unknown(name: str, options: Sequence[str], reader_language: Language) -> str:
    """A calm sentence when the address asks for an id that does not exist here; empty otherwise."""
    asked = st.query_params.get(name)
    if asked is None or asked in options:
        return ""
    return say(
        "L’adresse demande « {asked} », absent de cette version; voici le premier choix.",
        reader_language,
        asked=asked,
    )
