"""Recommandation: one recommendation, its sign, its milestones, its indicators, and who has or has not."""

from html import escape

import streamlit as st

from indicators.exports.verdict_table import verdict_table
from indicators.headlines import sentence
from indicators.verdict_words import gap_words
from pages.components import choices
from pages.components.look import heading, note, section
from pages.components.milestones import milestone_track
from pages.components.recommendation_parts import (
    addressees,
    followed,
    indicator_table,
    peer_group_table,
    portrait_link,
    who_has,
)
from pages.components.sources import source_line
from pages.components.twin import download
from pages.components.visit import visit

here = visit()
reading, language, period = here.reading, here.language, here.period
ids = [item.id for item in reading.catalogue.recommendations]
chosen = choices.segmented("id", here.say("Recommandation"), ids)
if absent := choices.unknown("id", ids, language):
    note(absent)

item = reading.catalogue.recommendation[chosen]
words = item.words(language)
headline = reading.verdict("headline", chosen, period)
heading(
    here.say(
        "Recommandation {number} · {title} · s’adresse à : {addressees}",
        number=int(chosen[1:]),
        title=words.title,
        addressees=addressees(item, language),
    ),
    sentence(headline, language) if headline else words.title,
    (headline.detail_fr if language == "fr" else headline.detail_en) if headline else "",
)

gap = gap_words(headline, language) if headline else ""
target = here.say("Aucune cible officielle. L’écart est donné en unités.")
st.html(
    f'<div class="o-two"><div><p class="o-quote">{escape(words.summary)}</p>'
    f'<p class="o-note">{escape(here.say("Résumé de la recommandation, dans nos mots."))} {portrait_link(here)}</p></div>'
    f'<div><h2 class="o-h2 o-h2-chart">{escape(here.say("Écart, en unités"))}</h2>'
    f'<p class="o-text">{escape(gap or here.say("Aucun écart à donner pour cette vague."))}</p><p class="o-note">{escape(target)}</p></div></div>'
)

section(
    here.say("Jalons : {n} étapes", n=len(item.milestones)),
    here.say("L’état d’un jalon est inscrit avec sa preuve; sans document, il n’est pas connu."),
)
milestone_track(here, item.milestones)

rows = followed(here, chosen)
section(
    here.say("Les indicateurs de la recommandation : {n}", n=len(rows)),
    here.say(
        "Réseau, {period} · disque : cette vague, avec intervalle à 95 % · anneau : vague précédente",
        period=period,
    ),
)
indicator_table(here, rows)
download(here, chosen, lambda: verdict_table([row.verdict for row in rows if row.verdict], here.language))

section(
    here.say("Par groupe de pairs"),
    here.say("Part des établissements qui {claim}", claim=words.headline),
    chart=True,
)
peer_group_table(here, chosen)
who_has(here, chosen)
source_line(here, here.say("Intervalle de Wilson; changement : intervalle de Newcombe."))
