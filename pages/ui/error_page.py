"""The page of a fault of ours: calm, in the reader's language; Streamlit writes the details to the log."""

from html import escape

import streamlit as st

from indicators.wording.language import say
from pages.ui.url_state import language, link


def error_page(_error: Exception) -> bool:
    """Tell the reader that nothing is lost; True keeps Streamlit's own box away."""
    reader = language()
    title = say("La page n’a pas pu s’afficher", reader)
    words = say("Rien n’est perdu : les données publiées sont intactes. Le problème a été noté pour l’équipe.", reader)
    back = say("Revenir au Sommaire", reader)
    st.html(
        f'<div role="alert"><h1 class="o-h1">{escape(title)}</h1><p class="o-text">{escape(words)}</p>'
        f'<p class="o-text"><a class="o-link" href="{escape(link("overview"))}" target="_self">{escape(back)}</a></p></div>'
    )
    return True
