"""Sommaire: where the network stands on the twelve recommendations, in two minutes."""

from html import escape

import streamlit as st

from indicators.exports.verdict_table import verdict_table
from indicators.headlines import finding, since, to_the_board
from pages.components.choices import link
from pages.components.look import anchor, bullets, heading, section, section_html
from pages.components.overview_parts import headline_cards, headline_table, total_strip
from pages.components.sources import source_line
from pages.components.twin import download
from pages.components.visit import previous_reading, visit

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
download(here, "sommaire", lambda: verdict_table(headlines, language))

changes = since(previous_reading(here), reading, language)
items = [f'<span class="o-tag">{escape(item.tag)}</span> {escape(item.words)}' for item in changes]
before = reading.release.previous_id
changed = section_html(here.say("Ce qui a changé avec cette version"), anchor="changements")
changed += bullets(
    items
    or [
        escape(
            here.say("Première version : il n’y en a pas de plus ancienne à comparer.")
            if before is None
            else here.say("Aucun signe ne se lit autrement que dans la version précédente.")
        )
    ]
)
board = section_html(here.say("À porter au conseil d’administration")) + bullets(
    [escape(line) for line in to_the_board(reading, period, language)]
)
st.html(f'<div class="o-two"><div>{changed}</div><div>{board}</div></div>')
source_line(
    here,
    here.say("Intervalle de Wilson; changement : intervalle de Newcombe."),
    anchor(link("method"), here.say("Méthode")),
)
