"""The change of each peer group since the previous wave."""

from indicators.charts import dumbbell
from indicators.charts.theme import scale_of
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.value import value_text
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart, chart_style
from pages.ui.markup import Child, draw
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign
from pages.ui.styles import bullets, section
from pages.ui.wording import colon


def peer_group_changes(ctx: PageContext, chosen: Selection) -> None:
    """Draw a dumbbell a peer group, then each change in words; nothing for a first wave."""
    earlier = ctx.reader.before(ctx.period)
    if earlier is None or chosen.is_split:
        return
    pairs = _pairs(ctx, chosen.indicator.id, earlier)
    section(
        ctx.say("Par groupe de pairs, depuis {earlier}", earlier=earlier),
        ctx.say(
            "Anneau : {earlier} · disque : {period}, avec intervalle à 95 %",
            earlier=earlier,
            period=ctx.period,
        ),
        chart=True,
    )
    ends = dumbbell.rows(pairs, ctx.language)
    if not ends.is_empty():
        ready = dumbbell.spec(
            chart_style(ctx),
            scale_of(pairs[0][1].unit(ctx.language)),
            has_intervals=ends["low"].null_count() < ends.height,
            rows=ends["row"].n_unique(),
        )
        chart(ready, {"ends": ends}, _alt(ctx, chosen, pairs), key="dumbbell")
    draw(bullets(_line(ctx, after) for _, after in pairs))


def _line(ctx: PageContext, after: Verdict) -> list[Child]:
    mark = change_sign(after.change_state, after.change_judgement)
    return [mark, " ", after.place(ctx.language), colon(ctx.language), change_sentence(after, ctx.language)]


def _pairs(ctx: PageContext, indicator_id: str, earlier: str) -> list[tuple[Verdict, Verdict]]:
    found = []
    for group in ctx.reader.peer_groups:
        place = ("peer_group", group.peer_group_id)
        before = ctx.reader.verdict("indicator", indicator_id, earlier, place)
        after = ctx.reader.verdict("indicator", indicator_id, ctx.period, place)
        if before is not None and after is not None:
            found.append((before, after))
    return found


def _alt(ctx: PageContext, chosen: Selection, pairs: list[tuple[Verdict, Verdict]]) -> str:
    title = chosen.indicator.words(ctx.language).short_title
    ends = "; ".join(
        f"{after.place(ctx.language)} {value_text(before, ctx.language)} → {value_text(after, ctx.language)}"
        for before, after in pairs
        if dumbbell.drawable(before, after)
    )
    return ctx.say("Avant et après par groupe de pairs, {title} : {ends}.", title=title, ends=ends)
