"""Recommandation: one recommendation, its sign, its milestones, its indicators, and who has or has not."""

from indicators.exports.verdict_table import verdict_table
from indicators.wording.headlines import sentence
from indicators.wording.sentences import detail
from pages.parts.initiatives.practice_notes import subject_practices
from pages.parts.recommendation.summary import (
    addressees,
    followed,
    indicator_table,
    peer_group_table,
    shares_over_time,
    summary_and_gap,
    who_has,
)
from pages.parts.territory.regions import territory
from pages.parts.territory.tile_map import region_map
from pages.ui import url_state
from pages.ui.data_table import download
from pages.ui.detail_styles import apply_details
from pages.ui.milestones import milestone_track
from pages.ui.multiples_section import small_multiples
from pages.ui.page_context import visit
from pages.ui.sources import source_line
from pages.ui.styles import heading, section
from pages.ui.subject_choice import Subject

here = visit()
apply_details()
reading, language, period = here.reading, here.language, here.period
ids = [item.id for item in reading.catalogue.recommendations]
chosen = url_state.segmented("id", here.say("Recommandation"), ids)

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
    detail(headline, language) if headline else "",
)

summary_and_gap(here, item, headline)

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
small_multiples(here, shares_over_time(here, chosen, rows), chosen, here.say("Indicateur"))

section(
    here.say("Par groupe de pairs"),
    here.say("Part des établissements qui {claim}", claim=words.headline),
    chart=True,
)
peer_group_table(here, chosen)
region_map(here, territory(here, Subject("headline", chosen, "")), listed=True)
who_has(here, chosen)
subject_practices(here, chosen)
source_line(here, here.say("Intervalle de Wilson; changement : intervalle de Newcombe."))
