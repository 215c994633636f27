"""Tables of published facts: planned components, figures with year and source, and dated steps in a line."""

from indicators.initiatives.tree import Part, Tree
from indicators.initiatives.views.model import Components, Figures, Timeline
from indicators.initiatives.views.phrases import hours
from indicators.wording.language import pick
from pages.parts.initiatives.elements import later
from pages.parts.initiatives.sources import STATUS_SIGNS, season
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.wording import choice_label


def components_table(ctx: PageContext, tree: Tree, item: Components) -> None:
    """Draw the planned components of a type, none of which has a published result."""
    columns = [
        TableColumn(ctx.say("Module"), width=34),
        TableColumn(ctx.say("Pour qui"), phone=ctx.say("Pour qui : ")),
        TableColumn(ctx.say("Durée"), number=True, phone=ctx.say("Durée : ")),
        TableColumn(ctx.say("Début projeté"), phone=ctx.say("Début projeté : ")),
        TableColumn(ctx.say("Évaluation"), phone=ctx.say("Évaluation : ")),
        TableColumn(ctx.say("Résultat publié"), phone=ctx.say("Résultat publié : ")),
    ]
    rows = [_component(ctx, part) for part in tree.of_type(item.components)]
    draw(table_html(item.caption.words(tree, ctx.language), columns, rows))


def _component(ctx: PageContext, part: Part) -> list[Child]:
    item, unknown = part.component, ctx.say("non publié")
    planned = sign(STATUS_SIGNS["planned"], choice_label("fact_status", "planned", ctx.language))
    return [
        pick(item, "label", ctx.language),
        pick(item, "audience", ctx.language),
        unknown if item.duration_h_min is None else hours(item.duration_h_min, ctx.language),
        join([planned, season(ctx, item.planned_start) if item.planned_start else unknown], " "),
        ctx.say("à {months} mois", months=", ".join(item.evaluation_points)),
        later(unknown),
    ]


def figures_table(ctx: PageContext, tree: Tree, item: Figures) -> None:
    """Draw figures that the source quotes, with year, source and scope."""
    columns = [
        TableColumn(ctx.say("Ce qui est mesuré")),
        TableColumn(ctx.say("Valeur imprimée"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Année et source"), phone=ctx.say("Année et source : ")),
        TableColumn(ctx.say("Portée"), phone=ctx.say("Portée : ")),
    ]
    rows: list[list[Child]] = [
        [
            pick(measure.fact, "metric", ctx.language),
            measure.words(ctx.language),
            cell(measure.time_point(ctx.language), measure.source.authors_or_body),
            cell(
                pick(measure.fact, "scope", ctx.language),
                ctx.say("repère : {locator}", locator=measure.fact.locator),
            ),
        ]
        for measure in (tree.measure_of[name] for name in item.facts)
    ]
    draw(table_html(item.caption.words(tree, ctx.language), columns, rows))


def timeline(ctx: PageContext, tree: Tree, item: Timeline) -> None:
    """Draw the dated steps, first to last."""
    lines = (
        el("li", sign(step.sign), el("b", step.when.words(tree, ctx.language)), step.what.words(tree, ctx.language))
        for step in item.steps
    )
    draw(el("ol", lines, class_="o-track"))
