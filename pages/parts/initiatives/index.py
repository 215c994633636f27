"""The index of the Initiatives page: a row each, the recommendations they touch, where and when they take place."""

import polars as pl

from data.facts import load_facts
from indicators.charts import initiative_map, initiative_timeline
from indicators.initiatives.tree import Tree, trees
from indicators.initiatives.views import load_views
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from pages.parts.initiatives.choice import PRACTICES, short_name
from pages.parts.initiatives.collected_section import collected_of
from pages.parts.initiatives.elements import chart_or_list, html_list, later
from pages.parts.initiatives.heading import recommendation_links, years
from pages.parts.initiatives.matrix import matrix
from pages.parts.initiatives.periods import lanes, planned_words
from pages.ui.chart import chart_style
from pages.ui.data_table import data_table
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.styles import heading, link_html, note, quiet_line, section
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon

PORTRAIT = "portrait"


def index_view(ctx: PageContext) -> None:
    """Draw the index."""
    every = list(trees(load_facts()).values())
    initiatives = [item for item in every if item.name != PORTRAIT]
    heading(
        ctx.say("Initiatives · un portrait et {n} initiatives", n=len(initiatives)),
        ctx.say("{n} initiatives documentées : des chiffres publiés, peu de résultats encore", n=len(initiatives)),
        ctx.say(
            "{n} chiffres publiés, réels, chacun avec sa source; ce que les équipes recueillent est montré à part",
            n=len(load_facts().published_facts),
        ),
    )
    columns = [
        TableColumn(ctx.say("Initiative")),
        TableColumn(ctx.say("Lieu et dates"), phone=ctx.say("Lieu et dates : ")),
        TableColumn(ctx.say("Chiffres publiés")),
        TableColumn(ctx.say("Recommandations"), phone=ctx.say("Recommandations : ")),
        TableColumn(ctx.say("À venir"), phone=ctx.say("À venir : ")),
    ]
    rows = table_html(ctx.say("Le portrait et les initiatives"), columns, [_row(ctx, tree) for tree in every])
    draw(el("div", rows, class_="o-rows"))
    matrix(ctx, initiatives)
    _map(ctx, initiatives)
    _timeline(ctx, every)
    words = ctx.say("Pratiques partagées : {n}", n=len(collected_of(ctx).practices()))
    draw(el("p", link_html(link("initiatives", id=PRACTICES), words), class_="o-source"))


def _row(ctx: PageContext, tree: Tree) -> list[Child]:
    item, language, view = tree.initiative, ctx.language, load_views()[tree.name]
    shown = [tree.measure_of[name] for name in view.figures]
    figures = (
        [pick(measure.fact, "metric", language), colon(language), el("b", measure.words(language))] for measure in shown
    )
    source = shown[0].source
    year = f", {source.year}" if source.year else ""
    recommendations: list[Child] = [recommendation_links(ctx, item.recommendations_primary)]
    if item.recommendations_secondary:
        further = recommendation_links(ctx, item.recommendations_secondary)
        recommendations.append(quiet_line(ctx.say("de plus loin : "), further))
    if item.initiative_id == PORTRAIT:
        recommendations = [ctx.say("il énonce les douze")]
    name = link_html(link("initiatives", id=item.initiative_id), pick(item, "name", language))
    return [
        join([name, quiet_line(pick(item, "summary", language))]),
        cell(pick(item, "territory", language), years(ctx, item)),
        join([html_list(figures, "o-plain"), quiet_line(el("span", source.authors_or_body, lang="fr"), year)]),
        join(recommendations),
        later(view.to_come.words(tree, language)),
    ]


def _map(ctx: PageContext, initiatives: list[Tree]) -> None:
    language, regions = ctx.language, load_facts().regions
    by_region: dict[str, list[str]] = {}
    for tree in initiatives:
        for code in tree.initiative.regions:
            by_region.setdefault(code, []).append(short_name(ctx, tree.name))
    section(
        ctx.say("{n} régions sur {all} ont une initiative documentée", n=len(by_region), all=len(regions)),
        ctx.say("Tuile pleine : au moins une initiative y a lieu; faits publiés"),
        chart=True,
    )
    full = {item.code: pick(item, "name", language) for item in regions}
    lines = [f"{full[code]} ({', '.join(names)})" for code, names in sorted(by_region.items())]
    chart_or_list(
        initiative_map.spec(chart_style(ctx, fictitious=False)),
        initiative_map.rows(by_region, regions, language),
        ctx.say("Carte en tuiles des régions ayant une initiative : {places}.", places="; ".join(lines)),
        lines,
        "initiatives-map",
    )
    unnamed = [pick(tree.initiative, "name", language) for tree in initiatives if not tree.initiative.regions]
    names = list_text(unnamed, language)
    note(ctx.say("{names} : territoires pilotes non nommés par la source, absents de la carte.", names=names))
    note(ctx.say("Le portrait concerne tout le Québec."))
    shown = pl.DataFrame(
        {
            ctx.say("Région"): [full[code] for code in sorted(by_region)],
            ctx.say("Initiatives"): [", ".join(by_region[code]) for code in sorted(by_region)],
        }
    )
    data_table(ctx, "initiatives-regions", shown)


def _timeline(ctx: PageContext, every: list[Tree]) -> None:
    periods = lanes(ctx, every)
    section(
        ctx.say(
            "De {low} à {high} : {done} périodes publiées, {planned} annoncées sans résultat",
            low=initiative_timeline.FIRST,
            high=initiative_timeline.LAST - 1,
            done=sum(not lane.planned for lane in periods),
            planned=sum(lane.planned for lane in periods),
        ),
        ctx.say(
            "Barre pleine : période publiée · barre pointillée : annoncée, sans résultat publié · une année sans jour "
            "prend toute l’année"
        ),
        chart=True,
    )
    names: list[str] = []
    for lane in periods:
        # A lane without a name is of the initiative above it.
        names.append(lane.name or names[-1])
    data = initiative_timeline.rows(periods)
    has_planned = bool(data["planned"].any())
    chart_or_list(
        initiative_timeline.spec(chart_style(ctx, fictitious=False), lanes=len(periods), has_planned=has_planned),
        {"lanes": data},
        ctx.say("Frise des périodes publiées : {lanes}.", lanes="; ".join(lane.words for lane in periods)),
        (f"{name} · {lane.words}" for name, lane in zip(names, periods, strict=True)),
        "initiatives-timeline",
    )
    note(
        ctx.say(
            "Les années des chiffres de contexte sont celles d’autres sources : elles sont dans la vue de l’initiative."
        )
    )
    shown = pl.DataFrame(
        {
            ctx.say("Initiative"): names,
            ctx.say("Période"): [lane.words for lane in periods],
            ctx.say("Statut"): [planned_words(ctx, lane.planned) for lane in periods],
        }
    )
    data_table(ctx, "initiatives-frise", shown)
