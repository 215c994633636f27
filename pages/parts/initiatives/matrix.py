"""Recommendations × initiatives: which one carries which, closely or from afar, and which recommendation has none."""

from html import escape

import polars as pl
import streamlit as st

from indicators.initiatives.tree import Tree
from indicators.wording.lists import list_text
from pages.parts.initiatives.choice import SHORT
from pages.ui.data_table import download
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import link_html, section
from pages.ui.tables import TableColumn, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon


def matrix(ctx: PageContext, held: list[Tree]) -> None:
    """Draw one row a recommendation and one column an initiative; a recommendation without any says so."""
    recommendations = ctx.reader.catalogue.recommendations
    bare = [item.id for item in recommendations if not any(_tie(tree, item.id) for tree in held)]
    section(
        ctx.say("{names} n’ont aucune initiative liée", names=list_text(bare, ctx.language))
        if bare
        else ctx.say("Chaque recommandation a au moins une initiative liée"),
        ctx.say(
            "{k} recommandations, {n} initiatives · disque : lien principal · anneau : lien secondaire",
            k=len(recommendations),
            n=len(held),
        ),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("Recommandation"), width=40),
        *(TableColumn(_short(ctx, tree), phone=f"{_short(ctx, tree)}{colon(ctx.language)}") for tree in held),
    ]
    rows = []
    for item in recommendations:
        title = link_html(link("recommendation", id=item.id), item.words(ctx.language).title)
        name = f'<span class="o-code">{item.id}</span>{title}'
        if item.id in bare:
            empty = sign("missing", ctx.say("aucune"))
            rows.append([name, *([empty] * len(held))])
        else:
            rows.append([name, *(_mark(ctx, _tie(tree, item.id)) for tree in held)])
    table = table_html(ctx.say("Recommandations et initiatives"), columns, rows)
    st.html(f'<div class="o-ties">{table}</div>')
    download(ctx, "initiatives-recommandations", lambda: _frame(ctx, held))


def _tie(tree: Tree, recommendation: str) -> str:
    """`primary`, `secondary`, or nothing."""
    if recommendation in tree.initiative.recommendations_primary:
        return "primary"
    return "secondary" if recommendation in tree.initiative.recommendations_secondary else ""


def _mark(ctx: PageContext, tie: str) -> str:
    if tie == "primary":
        return sign("value", ctx.say("principale"))
    if tie == "secondary":
        return sign("milestone_not_started", ctx.say("secondaire"))
    return f'<span class="o-hidden o-untied">{escape(ctx.say("pas de lien"))}</span>'


def _short(ctx: PageContext, tree: Tree) -> str:
    return ctx.say(SHORT[tree.initiative.initiative_id])


def _frame(ctx: PageContext, held: list[Tree]) -> pl.DataFrame:
    rows = [
        {
            "recommendation_id": item.id,
            **{tree.initiative.initiative_id: _tie(tree, item.id) for tree in held},
        }
        for item in ctx.reader.catalogue.recommendations
    ]
    return pl.DataFrame(rows)
