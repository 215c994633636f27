"""The frame of every page: configuration, language, menu, bands; then the chosen page inside it."""

from pathlib import Path

import streamlit as st

from data.store.releases.release import NoRelease
from indicators.wording.language import say
from pages.parts.search.results import search_box
from pages.ui import url_state
from pages.ui.banners import band, no_release
from pages.ui.login import session_user
from pages.ui.login.account_banner import account_band, obey_links
from pages.ui.page_context import page_context
from pages.ui.styles import apply_look

HERE = Path(__file__).parent
STATIC = HERE / "static"
NAME = "Observatoire du partenariat"

st.set_page_config(page_icon=str(STATIC / "icon.svg"), layout="wide")
for name in url_state.STICKY:
    url_state.sticky_param(name)
language = url_state.language()
person = session_user.present()
obey_links(person)
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
    "releases": "Versions",
    "method": "Méthode",
    "intake": "Dépôt",
    "search": "Recherche",
}


def in_menu(file: str) -> bool:
    """Whether the menu offers a page; the box above every page opens the search, and Dépôt refuses with a sentence."""
    return file != "search" and (file != "intake" or person.handles_files)


menu = [
    st.Page(
        HERE / f"{file}.py",
        title=say(title, language),
        url_path=url_state.PATHS[file],
        default=file == "overview",
        visibility="visible" if in_menu(file) else "hidden",
    )
    for file, title in TITLES.items()
]
chosen = st.navigation(menu, position="top")
st.set_page_config(page_title=f"{chosen.title} · {NAME}")
try:
    ctx = page_context()
except NoRelease:
    account_band(person, language, reads_members=False)
    # A house without a release is filled from this page.
    if chosen.url_path != url_state.PATHS["intake"]:
        no_release(language)
        st.stop()
else:
    band(ctx)
    account_band(person, language, reads_members=ctx.release.audience == "member")
    if chosen.url_path != url_state.PATHS["search"]:
        search_box(ctx)
chosen.run()
