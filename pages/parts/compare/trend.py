"""The series of the establishments compared as small multiples, and the parts of a split as bars."""

import polars as pl

from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import split_finding
from indicators.wording.periods import period_text
from indicators.wording.value import absence_word, value_text
from pages.parts.compare.choice import Comparison
from pages.ui.chart_sections import split_bars
from pages.ui.data_table import data_table
from pages.ui.multiples_section import small_multiples
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section
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
    small_multiples(ctx, views, "comparer", ctx.say("Nom"))


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
    section(split_finding(wholes[0], title, language), subtitle, chart=True)
    if not split_bars(ctx, wholes, names, title, "compare-split"):
        note(ctx.say("Aucune valeur d’établissement ne peut être montrée pour cette vague."))
        return
    if absent := [held[0] for held in wholes if held and any(item.value is None for item in held)]:
        without_bar = "; ".join(f"{item.place(language)}, {absence_word(item, language)}" for item in absent)
        note(ctx.say("Sans barre : {names}.", names=without_bar))
    data_table(
        ctx,
        "parts",
        _table(ctx, wholes, names),
        lambda: verdict_table([item for held in wholes for item in held], language),
    )


def _table(ctx: PageContext, wholes: list[list[Verdict]], names: list[str]) -> pl.DataFrame:
    language = ctx.language
    return pl.DataFrame(
        [
            {
                ctx.say("Nom"): held[0].place(language),
                **{name: value_text(item, language) for name, item in zip(names, held, strict=True)},
                ctx.say("Période"): period_text(held[0].period, language),
            }
            for held in wholes
        ]
    )
