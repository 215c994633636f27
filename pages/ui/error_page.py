"""The pages shown when nothing is published yet, or after an unexpected error."""

import streamlit as st

from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.ui.banners import language_link
from pages.ui.markup import draw, el
from pages.ui.styles import link_html, text
from pages.ui.url_state import language, link


def no_release_page(reader_language: Language) -> None:
    """Draw what to type, and where, to publish a first release."""
    draw(
        el("p", language_link(reader_language), style="text-align:right;margin:0"),
        el("h1", say("Aucune version n’est encore publiée", reader_language), class_="o-h1"),
    )
    text(
        say("Le tableau de bord montre des versions publiées; il n’en trouve aucune dans son dossier.", reader_language)
    )
    text(say("Pour une démonstration avec des données fictives, dans le dossier du projet :", reader_language))
    st.code("python -m demo", language=None)
    text(
        say(
            "Pour vos classeurs : déposez-les avec « receive », puis « check », « accept » et « publish ».",
            reader_language,
        )
    )


def error_page(_error: Exception) -> bool:
    """Tell the reader that nothing is lost; Streamlit writes the details to the log, and True keeps its box away."""
    reader_language = language()
    title = say("La page n’a pas pu s’afficher", reader_language)
    words = say(
        "Rien n’est perdu : les données publiées sont intactes. Le problème a été noté pour l’équipe.", reader_language
    )
    back = link_html(link("overview"), say("Revenir au Sommaire", reader_language))
    alert = [el("h1", title, class_="o-h1"), el("p", words, class_="o-text"), el("p", back, class_="o-text")]
    draw(el("div", alert, role="alert"))
    return True
