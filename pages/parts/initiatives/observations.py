"""What partners saw or heard as they went along: observations, and the near-term effects that they report."""

from collections import Counter

from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import Collected
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import collected_block, collected_of, free_text, free_text_note, to_come
from pages.parts.initiatives.evaluation_grid import list_word
from pages.ui.markup import Child, draw
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.tables import TableColumn, cell, table_html

KIND_SIGNS = {"observation": "value", "benefit": "up", "risk": "down"}


def observations(ctx: PageContext, tree: Tree, _: Collected) -> None:
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
