"""The frame of every page: configuration, language, menu, banners; then the chosen page inside it."""

from pathlib import Path

import streamlit as st

from data.store.releases.release import NoRelease
from pages.menu import PAGES, MenuPage
from pages.parts.search.results import search_box
from pages.ui import url_state
from pages.ui.banners import release_banner
from pages.ui.error_page import no_release_page
from pages.ui.login import session_user
from pages.ui.login.account_banner import account_banner, obey_links
from pages.ui.page_context import page_context
from pages.ui.styles import send_styles

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
send_styles()


def is_in_menu(page: MenuPage) -> bool:
    return page.in_menu == "everyone" or (page.in_menu == "file_handlers" and person.handles_files)


# Flat on purpose: in the drawer of a phone, Streamlit puts a titled group inside a list where only entries may stand.
menu = [
    st.Page(
        HERE / f"{page.file}.py",
        title=page.title(language),
        url_path=page.path,
        default=page.path == "",
        visibility="visible" if is_in_menu(page) else "hidden",
    )
    for page in PAGES.values()
]
chosen = st.navigation(menu, position="top")
st.set_page_config(page_title=f"{chosen.title} · {NAME}")
try:
    ctx = page_context()
except NoRelease:
    account_banner(person, language, reads_members=False)
    # Where nothing is published yet, the first release is made from this page.
    if chosen.url_path != PAGES["intake"].path:
        no_release_page(language)
        st.stop()
else:
    release_banner(ctx)
    account_banner(person, language, reads_members=ctx.release.audience == "member")
    if chosen.url_path != PAGES["search"].path:
        search_box(ctx)
chosen.run()
