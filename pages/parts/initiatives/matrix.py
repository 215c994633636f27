"""Recommendations × initiatives: which one carries which, closely or from afar, and which recommendation has none."""

import polars as pl

from indicators.initiatives.tree import Tree
from indicators.wording.lists import list_text
from pages.parts.initiatives.choice import short_name
from pages.ui.data_table import download
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import link_html, section
from pages.ui.tables import TableColumn, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon


def matrix(ctx: PageContext, trees: list[Tree]) -> None:
    """Draw one row a recommendation and one column an initiative; a recommendation without any says so."""
    recommendations = ctx.reader.catalogue.recommendations
    bare = [item.id for item in recommendations if not any(_tie(tree, item.id) for tree in trees)]
    section(
        ctx.say("{names} n’ont aucune initiative liée", names=list_text(bare, ctx.language))
        if bare
        else ctx.say("Chaque recommandation a au moins une initiative liée"),
        ctx.say(
            "{k} recommandations, {n} initiatives · disque : lien principal · anneau : lien secondaire",
            k=len(recommendations),
            n=len(trees),
        ),
        chart=True,
    )
    names = [short_name(ctx, tree.name) for tree in trees]
    columns = [
        TableColumn(ctx.say("Recommandation"), width=40),
        *(TableColumn(name, phone=f"{name}{colon(ctx.language)}") for name in names),
    ]
    rows: list[list[Child]] = []
    for item in recommendations:
        title = link_html(link("recommendation", id=item.id), item.words(ctx.language).title)
        name = join([el("span", item.id, class_="o-code"), title])
        empty = sign("missing", ctx.say("aucune"))
        rows.append([name, *(empty if item.id in bare else _mark(ctx, _tie(tree, item.id)) for tree in trees)])
    draw(el("div", table_html(ctx.say("Recommandations et initiatives"), columns, rows), class_="o-ties"))
    download(ctx, "initiatives-recommandations", lambda: _frame(ctx, trees))


def _tie(tree: Tree, recommendation: str) -> str:
    """`primary`, `secondary`, or nothing."""
    if recommendation in tree.initiative.recommendations_primary:
        return "primary"
    return "secondary" if recommendation in tree.initiative.recommendations_secondary else ""


def _mark(ctx: PageContext, tie: str) -> Child:
    if tie == "primary":
        return sign("value", ctx.say("principale"))
    if tie == "secondary":
        return sign("milestone_not_started", ctx.say("secondaire"))
    return el("span", ctx.say("pas de lien"), class_="o-hidden o-untied")


def _frame(ctx: PageContext, trees: list[Tree]) -> pl.DataFrame:
    rows = [
        {
            "recommendation_id": item.id,
            **{tree.name: _tie(tree, item.id) for tree in trees},
        }
        for item in ctx.reader.catalogue.recommendations
    ]
    return pl.DataFrame(rows)
