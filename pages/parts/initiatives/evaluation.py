"""A participatory evaluation: the questions of the source, the team's grid of methods and status, and observations."""

from collections import Counter

from data.initiative_collection import load_collection
from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import CollectedSection, EvaluationGrid
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import (
    collected_block,
    collected_of,
    free_text,
    free_text_note,
    list_word,
    to_come,
)
from pages.parts.initiatives.elements import group, groups, later
from pages.parts.initiatives.groups import texts_list
from pages.ui.markup import Child, draw, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import quiet_line
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.wording import colon

STATUS_SIGNS = {
    "planned": "milestone_not_started",
    "under_way": "milestone_under_way",
    "done": "milestone_done",
    "dropped": "not_applicable",
}
KIND_SIGNS = {"observation": "value", "benefit": "up", "risk": "down"}


def evaluation_grid(ctx: PageContext, tree: Tree, item: EvaluationGrid) -> None:
    """Draw the questions as published, then the team's grid, or that it is to come."""
    questions = {
        part.component.component_id: pick(part.component, "label", ctx.language)
        for part in tree.of_type(item.components)
    }
    groups(group(name, texts_list(ctx, list(tree.part_of[part].texts))) for part, name in questions.items())
    rows = collected_of(ctx).rows("evaluation_grid", initiative_id=tree.name)
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
        used = {row.cells["method"] for row in rows}
        methods = [entry.entry_id for entry in load_collection().lists["evaluation_method"] if entry.entry_id in used]
        names = [list_word(ctx, "evaluation_method", method) for method in methods]
        columns = [
            TableColumn(ctx.say("Question"), width=28),
            *(TableColumn(name, phone=f"{name}{colon(ctx.language)}") for name in names),
        ]
        row_of = {(row.cells["question_id"], row.cells["method"]): row for row in reversed(rows)}
        table = [
            [name, *(_cell(ctx, row_of.get((question, method))) for method in methods)]
            for question, name in questions.items()
        ]
        draw(table_html(ctx.say("Questions d’évaluation, méthodes et état"), columns, table))


def _cell(ctx: PageContext, row: CollectedRow | None) -> Child:
    if row is None:
        return later(ctx.say("rien d’inscrit"))
    status = row.cells["status"]
    dated = quiet_line(ctx.say("état au {day}", day=day(row.dated_on, ctx.language))) if row.dated_on else None
    return join([sign(STATUS_SIGNS[status], list_word(ctx, "evaluation_status", status)), dated])


def observations(ctx: PageContext, tree: Tree, _: CollectedSection) -> None:
    """Draw the observations of an initiative, or say that none was entered."""
    rows = collected_of(ctx).rows("observations", initiative_id=tree.name)
    if not rows:
        to_come(
            ctx,
            ctx.say("aucune observation n’a été inscrite; le classeur de l’initiative a une feuille pour cela."),
            ctx.say("Observations et effets proches"),
            ctx.say("Ce que les partenaires notent, à mesure"),
        )
        return
    count = Counter(row.cells["observation_kind"] for row in rows)
    finding = ctx.say(
        "{n} observations inscrites : {benefits} sur un bénéfice, {risks} sur un risque",
        n=len(rows),
        benefits=count["benefit"],
        risks=count["risk"],
    )
    subtitle = ctx.say("Inscrites par les partenaires, à mesure; ce que l’on a vu ou entendu, sans mesure")
    with collected_block(ctx, "observations", finding, subtitle):
        columns = [
            TableColumn(ctx.say("Observation"), width=48),
            TableColumn(ctx.say("Sorte"), phone=ctx.say("Sorte : ")),
            TableColumn(ctx.say("Question"), phone=ctx.say("Question : ")),
            TableColumn(ctx.say("Méthode et date"), phone=ctx.say("Méthode et date : ")),
        ]
        table = [_observation(ctx, tree, row) for row in rows]
        draw(table_html(ctx.say("Observations et effets proches"), columns, table))
        free_text_note(ctx)


def _observation(ctx: PageContext, tree: Tree, row: CollectedRow) -> list[Child]:
    kind, method = row.cells["observation_kind"], row.cells.get("method")
    return [
        free_text(row.cells["text"]),
        sign(KIND_SIGNS[kind], list_word(ctx, "observation_kind", kind), "ink"),
        pick(tree.part_of[row.cells["question_id"]].component, "label", ctx.language),
        cell(
            list_word(ctx, "evaluation_method", method) if method else ctx.say("méthode non inscrite"),
            ctx.say("notée le {day}", day=day(row.dated_on, ctx.language)) if row.dated_on else "",
        ),
    ]
