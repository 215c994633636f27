"""Sommaire: where the network stands on the twelve recommendations, in two minutes."""

import streamlit as st

from indicators.exports.verdict_table import verdict_table
from indicators.wording.headlines import finding
from pages.parts.overview.headline_table import (
    board_html,
    changes_html,
    headline_cards,
    headline_table,
    total_strip,
)
from pages.parts.overview.moves import who_moved
from pages.ui.data_table import download
from pages.ui.page_context import visit
from pages.ui.sources import source_line
from pages.ui.styles import anchor, heading, section
from pages.ui.url_state import link

here = visit()
reading, language, period = here.reading, here.language, here.period
headlines = reading.headlines(period)
respondents = reading.respondents(period)
earlier = reading.before(period)

subtitle = here.say(
    "Vague {period} · {k} établissements sur {n} ont répondu",
    period=period,
    k=respondents.received,
    n=respondents.frame,
)
if earlier:
    then = reading.respondents(earlier)
    subtitle += here.say(
        " · comparée à la vague {period} ({k} sur {n})", period=earlier, k=then.received, n=then.frame
    )
heading(here.say("Sommaire · 12 recommandations"), finding(headlines, language), subtitle)
headline_cards(here, headlines)

section(
    here.say("Ce que compte le réseau"),
    here.say(
        "Sommes des établissements qui ont répondu, {period} · rien n’est estimé pour les autres",
        period=period,
    ),
)
total_strip(here)

section(
    here.say("Où en est le réseau, recommandation par recommandation"),
    here.say(
        "Un signe déclaré par recommandation, en % des établissements · disque : {period}, avec intervalle à 95 % · anneau : {earlier}",
        period=period,
        earlier=earlier or here.say("aucune vague"),
    ),
)
headline_table(here, headlines)
download(here, "sommaire", lambda: verdict_table(headlines, here.language))

who_moved(here)
st.html(f'<div class="o-two"><div>{changes_html(here)}</div><div>{board_html(here)}</div></div>')
source_line(
    here,
    here.say("Intervalle de Wilson; changement : intervalle de Newcombe."),
    anchor(link("method"), here.say("Méthode")),
)
