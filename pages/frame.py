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

st.set_page_config(page_icon=str(STATIC / "icon.svg"), layout="wide")
for name in choices.KEPT:
    choices.kept(name)
language = choices.language()
dark = st.context.theme.type == "dark"
st.logo(str(STATIC / f"logo-{'dark' if dark else 'light'}.svg"), size="large")
apply_look()


#: Flat on purpose: in the drawer of a phone, Streamlit puts a titled group inside a list where only entries may stand.
TITLES = {
    "overview": "Sommaire",
    "recommendation": "Recommandations",
    "indicator": "Indicateurs",
    "compare": "Comparer",
    "establishment": "Établissements",
    "territory": "Territoire",
    "initiatives": "Initiatives",
    "completeness": "Complétude",
    "method": "Méthode",
}
menu = [
    st.Page(
        HERE / f"{file}.py",
        title=say(title, language),
        url_path=choices.PATHS[file],
        default=file == "overview",
    )
    for file, title in TITLES.items()
]
chosen = st.navigation(menu, position="top")
st.set_page_config(page_title=f"{chosen.title} · {NAME}")
try:
    here = visit()
except NoRelease:
    no_release(language)
    st.stop()
band(here)
chosen.run()
