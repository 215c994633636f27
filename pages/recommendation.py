"""Recommandation: one recommendation, its sign, its milestones, its indicators, and who has or has not."""

from indicators.exports.verdict_table import verdict_table
from indicators.wording.finding import detail, finding
from pages.parts.initiatives.practice_notes import subject_practices
from pages.parts.recommendation.summary import (
    addressees,
    followed_series,
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
from pages.ui.milestones import milestone_track
from pages.ui.multiples_section import draw_multiples
from pages.ui.page_context import page_context
from pages.ui.sources import source_line
from pages.ui.styles import heading, section, send_styles
from pages.ui.subject_choice import SubjectOption

ctx = page_context()
send_styles("details")
reader, language, period = ctx.reader, ctx.language, ctx.period
ids = [item.id for item in reader.catalogue.recommendations]
chosen = url_state.segmented("id", ctx.say("Recommandation"), ids)

item = reader.catalogue.recommendation[chosen]
words = item.words(language)
headline = reader.verdict("headline", chosen, period)
heading(
    ctx.say(
        "Recommandation {number} · {title} · s’adresse à : {addressees}",
        number=int(chosen[1:]),
        title=words.title,
        addressees=addressees(item, language),
    ),
    finding(headline, language) if headline else words.title,
    detail(headline, language) if headline else "",
)

summary_and_gap(ctx, item, headline)

section(
    ctx.say("Jalons : {n} étapes", n=len(item.milestones)),
    ctx.say("L’état d’un jalon est inscrit avec sa preuve; sans document, il n’est pas connu."),
)
milestone_track(ctx, item.milestones)

rows = followed_series(ctx, chosen)
section(
    ctx.say("Les indicateurs de la recommandation : {n}", n=len(rows)),
    ctx.say(
        "Réseau, {period} · disque : cette vague, avec intervalle à 95 % · anneau : vague précédente",
        period=period,
    ),
)
indicator_table(ctx, rows)
download(ctx, chosen, lambda: verdict_table([row.verdict for row in rows if row.verdict], ctx.language))
draw_multiples(ctx, shares_over_time(ctx, chosen, rows), chosen, ctx.say("Indicateur"))

section(
    ctx.say("Par groupe de pairs"),
    ctx.say("Part des établissements qui {claim}", claim=words.headline),
    chart=True,
)
peer_group_table(ctx, chosen)
region_map(ctx, territory(ctx, SubjectOption("headline", chosen, "")), listed=True)
who_has(ctx, chosen)
subject_practices(ctx, chosen)
source_line(ctx, ctx.say("Intervalle de Wilson; changement : intervalle de Newcombe."))
