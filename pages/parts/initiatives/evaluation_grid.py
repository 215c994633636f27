"""Evaluation questions × methods × status: what the source asks, and where the team says that it stands."""

from data.model.initiative_collection import load_collection
from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import EvaluationGrid
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import collected_block, collected_of, to_come
from pages.parts.initiatives.elements import group, groups, later
from pages.parts.initiatives.groups import texts_list
from pages.ui.markup import Child, draw, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import quiet_line
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
