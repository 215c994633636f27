"""Recommandation: one recommendation, its sign, its milestones, its indicators, and who has or has not."""

from indicators.exports.verdict_table import verdict_table
from indicators.wording.headlines import sentence
from indicators.wording.sentences import detail
from pages.components import choices
from pages.components.details import apply_details
from pages.components.look import heading, section
from pages.components.milestones import milestone_track
from pages.components.multiples_block import small_multiples
from pages.components.practice_notes import subject_practices
from pages.components.recommendation_parts import (
    addressees,
    followed,
    indicator_table,
    peer_group_table,
    shares_over_time,
    summary_and_gap,
    who_has,
)
from pages.components.sources import source_line
from pages.components.subject_choice import Subject
from pages.components.territory_map import region_map
from pages.components.territory_regions import territory
from pages.components.twin import download
from pages.components.visit import visit

here = visit()
apply_details()
reading, language, period = here.reading, here.language, here.period
ids = [item.id for item in reading.catalogue.recommendations]
chosen = choices.segmented("id", here.say("Recommandation"), ids)

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
