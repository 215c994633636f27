"""The frame of every page: configuration, language, menu, bands; then the chosen page inside it."""

from pathlib import Path

import streamlit as st

from data.store.release import NoRelease
from indicators.language import say
from pages.components import choices
from pages.components.band import band, no_release
from pages.components.look import apply_look
from pages.components.visit import visit

HERE = Path(__file__).parent
STATIC = HERE / "static"
NAME = "Observatoire du partenariat"

st.set_page_config(page_title=NAME, page_icon=str(STATIC / "icon.svg"), layout="wide")
for name in choices.KEPT:
    choices.kept(name)
language = choices.language()
dark = st.context.theme.type == "dark"
st.logo(str(STATIC / f"logo-{'dark' if dark else 'light'}.svg"), size="large")
apply_look()


def page(file: str, title: str) -> st.Page:
    """A menu entry: the address stays French, the title follows the language."""
    if not (HERE / f"{file}.py").exists():  # DEV
        return None  # DEV
    return st.Page(
        HERE / f"{file}.py",
        title=title,
        url_path=choices.PATHS[file] or None,
        default=not choices.PATHS[file],
    )


menu = {
    "": [
        page("overview", say("Sommaire", language)),
        page("recommendation", say("Recommandations", language)),
        page("indicator", say("Indicateurs", language)),
        page("establishment", say("Établissements", language)),
        page("initiatives", say("Initiatives", language)),
    ],
    say("Données", language): [
        page("completeness", say("Complétude", language)),
        page("method", say("Méthode", language)),
    ],
}
menu = {g: [p for p in ps if p] for g, ps in menu.items()}  # DEV
chosen = st.navigation({g: p for g, p in menu.items() if p}, position="top")  # DEV
try:
    here = visit()
except NoRelease:
    no_release(language)
    st.stop()
band(here)
chosen.run()
