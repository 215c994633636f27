"""Charts that the Indicateur and Comparer pages both draw: dot strip, dumbbell, stacked bars of a split."""

from collections.abc import Collection, Sequence

import polars as pl
from markupsafe import Markup

from data.model.survey import PeerGroup
from indicators.charts import dumbbell, split, strip
from indicators.charts.theme import scale_of
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.distribution import spread, strip_alt
from indicators.wording.value import value_text
from pages.ui.chart import chart, chart_style
from pages.ui.markup import join
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign
from pages.ui.styles import bullets, note, section
from pages.ui.wording import colon

#: The verdicts of an earlier period and of a later one, place by place.
Pairs = Sequence[tuple[Verdict, Verdict]]


def dot_strip(
    ctx: PageContext,
    places: Sequence[Verdict],
    groups: Sequence[PeerGroup],
    unit: str,
    focus: Verdict | None,
    named: Collection[str],
    key: str,
) -> None:
    """Draw a dot an establishment and a row a peer group, under the spread of the focus's peers or of the first group.

    Args:
        named: ids of the establishments to mark, with or without a focus.
        key: of the chart on its page.
    """
    language = ctx.language
    group = next((item for item in groups if focus and item.peer_group_id == focus.peer_group_id), groups[0])
    subtitle = ctx.say(
        "{unit} · un point par établissement · bande : moitié centrale des pairs, trait : médiane", unit=unit
    )
    section(spread(places, group, language), subtitle, chart=True)
    data = strip.rows(places, groups, language, focus.place_id if focus else "")
    if data["places"].is_empty():
        note(ctx.say("Aucune valeur d’établissement ne peut être montrée pour cette vague."))
        return
    data["places"] = _mark(data["places"], [item.place(language) for item in places if item.place_id in named])
    ready = strip.spec(
        chart_style(ctx),
        scale_of(places[0].unit(language)),
        has_bands=data["groups"]["median"].null_count() < data["groups"].height,
        has_chosen=bool(data["places"]["chosen"].any()),
        rows=len(groups),
    )
    chart(ready, data, strip_alt(places, groups, focus, language), key=key)


def _mark(dots: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The dots with the named ones marked; one name a row, so that names do not overlap."""
    marked = dots.with_columns(chosen=pl.col("name").is_in(names))
    first = pl.col("name").filter("chosen").first().over("group")
    return marked.with_columns(
        name=pl.when((pl.col("name") == first) | ~pl.col("chosen")).then("name").otherwise(pl.lit(""))
    )


def dumbbells(ctx: PageContext, pairs: Pairs, alt: str, key: str) -> None:
    """Draw a ring and a disc for each pair of values, earlier and later; nothing where no pair has a scale.

    Args:
        alt: the text alternative, which gives `dumbbell_values`.
        key: of the chart on its page.
    """
    language = ctx.language
    ends = dumbbell.rows(pairs, language)
    if ends.is_empty():
        return
    ready = dumbbell.spec(
        chart_style(ctx),
        scale_of(pairs[0][1].unit(language)),
        has_intervals=ends["low"].null_count() < ends.height,
        rows=ends["row"].n_unique(),
    )
    chart(ready, {"ends": ends}, alt, key=key)


def dumbbell_values(ctx: PageContext, pairs: Pairs) -> str:
    """« CHUM 40 % → 52 %; … » for the pairs that `dumbbells` draws."""
    return "; ".join(
        f"{after.place(ctx.language)} {value_text(before, ctx.language)} → {value_text(after, ctx.language)}"
        for before, after in pairs
        if dumbbell.drawable(before, after)
    )


def change_list(ctx: PageContext, verdicts: Sequence[Verdict]) -> Markup:
    """One line a verdict: the sign of its change, its place and the change in a sentence."""
    language = ctx.language
    return bullets(
        join(
            [
                change_sign(item.change_state, item.change_judgement),
                f" {item.place(language)}{colon(language)}{change_sentence(item, language)}",
            ]
        )
        for item in verdicts
    )


def split_bars(
    ctx: PageContext,
    wholes: Sequence[Sequence[Verdict]],
    names: Sequence[str],
    title: str,
    key: str,
    *,
    by_wave: bool = False,
) -> bool:
    """Draw a stacked bar for each whole; false where there is no value to draw.

    Args:
        wholes: the parts of each place, or of each wave of one place, in the order of `names`.
        names: of the parts.
        title: the subject's short title, for those who do not see the bars.
        key: of the chart on its page.
    """
    language = ctx.language
    data = split.rows([list(parts) for parts in wholes], list(names), language, by_wave=by_wave)
    if data.is_empty():
        return False
    ready = split.spec(
        chart_style(ctx),
        parts=len(names),
        has_texts=bool((data["text"] != "").any()),
        rows=data["row"].n_unique(),
    )
    if by_wave:
        said = "; ".join(
            f"{parts[0].period} {', '.join(value_text(item, language) for item in parts)}" for parts in wholes
        )
        alt = ctx.say("Barres empilées par vague, {title} : {said}.", title=title, said=said)
    else:
        pairs = zip(names, wholes[0], strict=True)
        said = ", ".join(f"{name} {value_text(item, language)}" for name, item in pairs)
        alt = ctx.say("Barres empilées, {title} : {said}.", title=title, said=said)
    chart(ready, {"parts": data}, alt, key=key)
    return True
