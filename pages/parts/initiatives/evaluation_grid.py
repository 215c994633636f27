"""Evaluation questions × methods × status: what the source asks, and where the team says that it stands."""

from html import escape

import streamlit as st

from data.model.initiative_collection import load_collection
from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import collected_block, collected_of, to_come
from pages.parts.initiatives.sources import group, groups, text_items
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import section
from pages.ui.tables import TableColumn, table_html
from pages.ui.wording import colon

STATUS_SIGNS = {
    "planned": "milestone_not_started",
    "under_way": "milestone_under_way",
    "done": "milestone_done",
    "dropped": "not_applicable",
}


def list_word(ctx: PageContext, list_id: str, entry: str) -> str:
    """The name of an entry of the workbook's lists."""
    return pick(load_collection().label(list_id, entry), "label", ctx.language)


def evaluation_grid(ctx: PageContext, held: Tree, initiative_id: str) -> None:
    """Draw the questions as published, then the team's grid, or that it is to come."""
    questions = held.of_type("evaluation_question")
    section(
        ctx.say("{n} questions d’évaluation; leurs réponses ne sont pas publiées", n=len(questions)),
        ctx.say("Évaluation participative, telle qu’annoncée; notre résumé de la source"),
    )
    groups(
        *(group(pick(part.component, "label", ctx.language), text_items(ctx, list(part.texts))) for part in questions)
    )
    rows = collected_of(ctx).rows("evaluation_grid", initiative_id=initiative_id)
    if not rows:
        to_come(ctx, ctx.say("méthodes et état de chaque question : rien n’est inscrit."))
        return
    done = sum(row.cells["status"] == "done" for row in rows)
    finding = ctx.say(
        "Croisements question et méthode : {k} terminé sur {n}"
        if done < 2
        else "Croisements question et méthode : {k} terminés sur {n}",
        k=done,
        n=len(rows),
    )
    with collected_block(
        ctx, "grid", finding, ctx.say("Questions d’évaluation, méthodes et état, inscrits par l’équipe")
    ):
        methods = [item for item in load_collection().lists["evaluation_method"] if _uses(rows, item.entry_id)]
        names = {item.entry_id: pick(item, "label", ctx.language) for item in methods}
        columns = [
            TableColumn(ctx.say("Question"), width=28),
            *(TableColumn(name, phone=f"{name}{colon(ctx.language)}") for name in names.values()),
        ]
        table = [
            [
                escape(pick(part.component, "label", ctx.language)),
                *(_cell(ctx, rows, part.component.component_id, method) for method in names),
            ]
            for part in questions
        ]
        st.html(table_html(ctx.say("Questions d’évaluation, méthodes et état"), columns, table))


def _uses(rows: list[CollectedRow], method: str) -> bool:
    return any(row.cells["method"] == method for row in rows)


def _cell(ctx: PageContext, rows: list[CollectedRow], question: str, method: str) -> str:
    for row in rows:
        if (row.cells["question_id"], row.cells["method"]) == (question, method):
            dated = (
                f'<span class="o-line">{escape(ctx.say("état au {day}", day=day(row.dated_on, ctx.language)))}</span>'
                if row.dated_on
                else ""
            )
            status = row.cells["status"]
            return f"{sign(STATUS_SIGNS[status], list_word(ctx, 'evaluation_status', status))}{dated}"
    return f'<span class="o-later">{escape(ctx.say("rien d’inscrit"))}</span>'
