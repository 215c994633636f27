"""An initiative's view: its head, the sections of its file, the practices shared and all its published facts."""

from collections.abc import Callable
from typing import Any

from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import AnySection, View, ViewSection
from pages.parts.initiatives.charts import counts_chart, member_map, shares_chart
from pages.parts.initiatives.evaluation import evaluation_grid, observations
from pages.parts.initiatives.groups import groups_of
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.messages import message_signs, messages
from pages.parts.initiatives.outputs import outputs_tracker
from pages.parts.initiatives.practice_notes import practices_of
from pages.parts.initiatives.project_log import project_log
from pages.parts.initiatives.qualitative_log import qualitative_log
from pages.parts.initiatives.sources import cited, sources_of
from pages.parts.initiatives.tables import components_table, figures_table, timeline
from pages.parts.initiatives.training import training
from pages.ui.markup import draw
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

#: Kind of section → what draws it.
DRAW: dict[str, Callable[[PageContext, Tree, Any], None]] = {
    "groups": groups_of,
    "counts": counts_chart,
    "shares": shares_chart,
    "member_map": member_map,
    "components": components_table,
    "figures": figures_table,
    "timeline": timeline,
    "evaluation_grid": evaluation_grid,
    "project_log": project_log,
    "messages": messages,
    "message_signs": message_signs,
    "observations": observations,
    "outputs": outputs_tracker,
    "qualitative_log": qualitative_log,
    "training": training,
}
CHARTS = ("counts", "shares", "member_map")


def initiative_view(ctx: PageContext, tree: Tree, view: View) -> None:
    """Draw the view of one initiative."""
    view_head(ctx, tree, view)
    for item in view.sections:
        _section(ctx, tree, item)
    practices_of(ctx, initiative_id=tree.name)
    sources_of(ctx, tree)


def _section(ctx: PageContext, tree: Tree, item: AnySection) -> None:
    if not isinstance(item, ViewSection):
        DRAW[item.kind](ctx, tree, item)
        return
    if item.title:
        subtitle = item.subtitle.words(tree, ctx.language) if item.subtitle else ""
        section(item.title.words(tree, ctx.language), subtitle, chart=item.kind in CHARTS)
    DRAW[item.kind](ctx, tree, item)
    if item.sources:
        draw(cited(ctx, *(tree.measure_of[name] for name in item.sources)))
    if item.note:
        note(item.note.words(tree, ctx.language))
