"""Recommendations × initiatives: which one carries which, closely or from afar, and which recommendation has none."""

from html import escape

import polars as pl
import streamlit as st

from indicators.initiatives.tree import Tree
from indicators.wording.lists import spoken_list
from pages.parts.initiatives.choice import SHORT
from pages.ui.data_table import download
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.styles import anchor, section
from pages.ui.tables import Column, table_html
from pages.ui.typography import colon
from pages.ui.url_state import link


def matrix(here: Visit, held: list[Tree]) -> None:
    """Draw one row a recommendation and one column an initiative; a recommendation without any says so."""
    recommendations = here.reading.catalogue.recommendations
    bare = [item.id for item in recommendations if not any(_tie(tree, item.id) for tree in held)]
    section(
        here.say("{names} n’ont aucune initiative liée", names=spoken_list(bare, here.language))
        if bare
        else here.say("Chaque recommandation a au moins une initiative liée"),
        here.say(
            "{k} recommandations, {n} initiatives · disque : lien principal · anneau : lien secondaire",
            k=len(recommendations),
            n=len(held),
        ),
        chart=True,
    )
    columns = [
        Column(here.say("Recommandation"), width=40),
        *(Column(_short(here, tree), phone=f"{_short(here, tree)}{colon(here.language)}") for tree in held),
    ]
    rows = []
    for item in recommendations:
        title = anchor(link("recommendation", id=item.id), item.words(here.language).title)
        name = f'<span class="o-code">{item.id}</span>{title}'
        if item.id in bare:
            empty = sign("missing", here.say("aucune"))
            rows.append([name, *([empty] * len(held))])
        else:
            rows.append([name, *(_mark(here, _tie(tree, item.id)) for tree in held)])
    table = table_html(here.say("Recommandations et initiatives"), columns, rows)
    st.html(f'<div class="o-ties">{table}</div>')
    download(here, "initiatives-recommandations", lambda: _frame(here, held))


def _tie(tree: Tree, recommendation: str) -> str:
    """`primary`, `secondary`, or nothing."""
    if recommendation in tree.initiative.recommendations_primary:
        return "primary"
    return "secondary" if recommendation in tree.initiative.recommendations_secondary else ""


def _mark(here: Visit, tie: str) -> str:
    if tie == "primary":
        return sign("value", here.say("principale"))
    if tie == "secondary":
        return sign("milestone_not_started", here.say("secondaire"))
    return f'<span class="o-hidden o-untied">{escape(here.say("pas de lien"))}</span>'


def _short(here: Visit, tree: Tree) -> str:
    return here.say(SHORT[tree.initiative.initiative_id])


def _frame(here: Visit, held: list[Tree]) -> pl.DataFrame:
    rows = [
        {
            "recommendation_id": item.id,
            **{tree.initiative.initiative_id: _tie(tree, item.id) for tree in held},
        }
        for item in here.reading.catalogue.recommendations
    ]
    return pl.DataFrame(rows)
