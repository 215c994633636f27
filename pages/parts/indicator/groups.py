"""The change of each peer group since the previous wave."""

from indicators.figures.change import dumbbell_figure
from indicators.verdicts.model import Verdict
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart_style
from pages.ui.figures import change_list, draw_figure
from pages.ui.markup import draw
from pages.ui.page_context import PageContext


def peer_group_changes(ctx: PageContext, chosen: Selection) -> None:
    """Draw a dumbbell a peer group, then each change in words; nothing for a first wave."""
    earlier = ctx.reader.before(ctx.period)
    if earlier is None or chosen.is_split:
        return
    pairs = _pairs(ctx, chosen.indicator.id, earlier)
    title = ctx.say("Par groupe de pairs, depuis {earlier}", earlier=earlier)
    key = ctx.say("Anneau : {earlier} · disque : {period}, avec intervalle à 95 %", earlier=earlier, period=ctx.period)
    label = chosen.indicator.words(ctx.language).short_title
    draw_figure(ctx, dumbbell_figure(pairs, title, key, chart_style(ctx), by_group=label), "dumbbell")
    draw(change_list(ctx, [after for _before, after in pairs]))


def _pairs(ctx: PageContext, indicator_id: str, earlier: str) -> list[tuple[Verdict, Verdict]]:
    found = []
    for group in ctx.reader.peer_groups:
        place = ("peer_group", group.peer_group_id)
        before = ctx.reader.verdict("indicator", indicator_id, earlier, place)
        after = ctx.reader.verdict("indicator", indicator_id, ctx.period, place)
        if before is not None and after is not None:
            found.append((before, after))
    return found
