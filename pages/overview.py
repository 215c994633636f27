"""Sommaire: where the network stands on the twelve recommendations, in two minutes."""

from indicators.exports.verdict_table import verdict_table
from indicators.wording.headlines import finding
from pages.parts.overview.headline_table import (
    executive_summary,
    headline_cards,
    headline_table,
    network_totals,
    recent_changes,
)
from pages.parts.overview.moves import who_moved
from pages.ui.data_table import download
from pages.ui.markup import draw, el
from pages.ui.page_context import page_context
from pages.ui.sources import source_line
from pages.ui.styles import heading, link_html, section
from pages.ui.url_state import link

ctx = page_context()
reader, language, period = ctx.reader, ctx.language, ctx.period
headlines = reader.headlines(period)
respondents = reader.respondents(period)
earlier = reader.before(period)

subtitle = ctx.say(
    "Vague {period} · {k} établissements sur {n} ont répondu",
    period=period,
    k=respondents.received,
    n=respondents.frame,
)
if earlier:
    then = reader.respondents(earlier)
    subtitle += ctx.say(" · comparée à la vague {period} ({k} sur {n})", period=earlier, k=then.received, n=then.frame)
heading(ctx.say("Sommaire · 12 recommandations"), finding(headlines, language), subtitle)
headline_cards(ctx, headlines)

section(
    ctx.say("Ce que compte le réseau"),
    ctx.say(
        "Sommes des établissements qui ont répondu, {period} · rien n’est estimé pour les autres",
        period=period,
    ),
)
network_totals(ctx)

section(
    ctx.say("Où en est le réseau, recommandation par recommandation"),
    ctx.say(
        "Un signe déclaré par recommandation, en % des établissements · disque : {period}, avec intervalle à 95 % · "
        "anneau : {earlier}",
        period=period,
        earlier=earlier or ctx.say("aucune vague"),
    ),
)
headline_table(ctx, headlines)
download(ctx, "sommaire", lambda: verdict_table(headlines, ctx.language))

who_moved(ctx)
draw(el("div", el("div", recent_changes(ctx)), el("div", executive_summary(ctx)), class_="o-two"))
source_line(
    ctx,
    ctx.say("Intervalle de Wilson; changement : intervalle de Newcombe."),
    link_html(link("method"), ctx.say("Méthode")),
)
