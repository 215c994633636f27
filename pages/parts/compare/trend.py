"""The series of the establishments compared as small multiples, and the parts of a split as bars."""

from indicators.figures.split import split_figure
from indicators.wording.distribution import split_finding
from indicators.wording.value import absence_word
from pages.parts.compare.choice import Comparison
from pages.ui.chart import chart_style
from pages.ui.figures import draw_figure, figure_table, no_value
from pages.ui.multiples_section import draw_multiples
from pages.ui.page_context import PageContext
from pages.ui.styles import note
from pages.ui.subject_choice import part_names

#: More views than this are no longer read side by side: peer groups stand for their members.
MOST = 8


def trends(ctx: PageContext, chosen: Comparison) -> None:
    """Draw a small view an establishment chosen by name, or a peer group with the network before them."""
    reader, places = ctx.reader, _groups(ctx)
    if not chosen.is_yes_no and 1 < len(chosen.named) <= MOST:
        places = [("establishment", name) for name in chosen.named]
    series = [
        reader.series(chosen.subject_kind, chosen.subject_id, place, chosen.segment, chosen.kind) for place in places
    ]
    views = [(held[-1].place(ctx.language), held) for held in series if held]
    draw_multiples(ctx, views, "comparer", ctx.say("Nom"))


def _groups(ctx: PageContext) -> list[tuple[str, str]]:
    groups = [("peer_group", group.peer_group_id) for group in ctx.reader.peer_groups]
    return [("province", "quebec"), *groups]


def split_parts(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the parts of a split, one bar an establishment named or a peer group; nothing for another subject."""
    indicator, language = chosen.indicator, ctx.language
    if indicator is None or len(indicator.segments) < 2:
        return
    places = _groups(ctx)
    if 0 < len(chosen.named) <= MOST:
        places = [("province", "quebec"), *(("establishment", name) for name in chosen.named)]
    wholes = [
        [
            item
            for part in indicator.segments
            if (item := ctx.reader.verdict("indicator", indicator.id, chosen.period, place, part))
        ]
        for place in places
    ]
    names = list(part_names(ctx, indicator.id).values())
    title = indicator.words(language).short_title
    subtitle = ctx.say(
        "{unit} · du plus foncé au plus pâle · aucune répartition idéale n’est connue",
        unit=indicator.words(language).unit,
    )
    finding = split_finding(wholes[0], title, language)
    figure = split_figure(wholes, names, title, chart_style(ctx), title=finding, subtitle=subtitle)
    if not draw_figure(ctx, figure, "compare-split", absent=no_value(ctx)):
        return
    if absent := [parts[0] for parts in wholes if parts and any(item.value is None for item in parts)]:
        without_bar = "; ".join(f"{item.place(language)}, {absence_word(item, language)}" for item in absent)
        note(ctx.say("Sans barre : {names}.", names=without_bar))
    figure_table(ctx, figure, "parts")
