"""Distribution of an indicator among establishments: dots by peer group, or yes and no by name, and its table."""

from collections.abc import Sequence

from markupsafe import Markup

from data.model.survey import PeerGroup
from indicators.figures.split import split_figure
from indicators.figures.strip import strip_figure
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import absent, part_name
from indicators.wording.language import pick
from indicators.wording.value import counts_text, value_text
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart_style
from pages.ui.data_table import verdicts_table
from pages.ui.figures import draw_figure, no_value
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.sources import source_line
from pages.ui.styles import bullets, hidden, link_html, section
from pages.ui.url_state import link
from pages.ui.wording import colon


def distribution(ctx: PageContext, chosen: Selection) -> None:
    """Draw the distribution among establishments, those without a value, then the table and its files."""
    if chosen.is_split:
        parts_by_group(ctx, chosen)
    elif chosen.is_yes_no:
        answers_by_group(ctx, chosen)
    else:
        figure = strip_figure(chosen.places, ctx.reader.peer_groups, chart_style(ctx), chosen.chosen)
        draw_figure(ctx, figure, "strip", absent=no_value(ctx))
    without_value(ctx, chosen.places)
    source_line(ctx)
    table_of_places(ctx, chosen.indicator.code, _rows(ctx, chosen), is_split=chosen.is_split)


def without_value(ctx: PageContext, places: Sequence[Verdict]) -> None:
    """Name who has no value, by reason; nothing where everyone has one."""
    # A wave that asked nobody names no one: thirty names would say nothing.
    lines = [
        [sign(state, words), f" ({len(names)})", "" if state == "not_asked" else colon(ctx.language) + ", ".join(names)]
        for state, words, names in absent(places, ctx.language)
    ]
    if lines:
        draw(
            el("h3", ctx.say("Établissements sans valeur"), class_="o-h3"),
            bullets(lines, "o-list o-list-plain"),
        )


def answers_by_group(ctx: PageContext, chosen: Selection) -> None:
    """Draw yes and no by name under each peer group: a dot at 0 or 100 % would say less."""
    section(
        ctx.say("Oui ou non, par groupe de pairs"),
        ctx.say("Carré plein : oui · carré creux : non · les autres établissements sont nommés plus bas"),
        chart=True,
    )
    draw(_group_answers(ctx, chosen, group) for group in ctx.reader.peer_groups)


def _group_answers(ctx: PageContext, chosen: Selection, group: PeerGroup) -> Markup:
    place = ("peer_group", group.peer_group_id)
    total = ctx.reader.verdict("indicator", chosen.indicator.id, ctx.period, place)
    members = [item for item in chosen.places if item.peer_group_id == group.peer_group_id and item.valued]
    counts = ""
    if total is not None and total.value is not None:
        counts = f" · {counts_text(total, ctx.language)} ({value_text(total, ctx.language)})"
    names = [
        el(
            "li",
            sign("yes" if item.value else "no"),
            " ",
            link_html(link("establishment", id=item.place_id), item.place(ctx.language)),
            hidden(colon(ctx.language), value_text(item, ctx.language)),
            class_="o-accent" if item.place_id == chosen.establishment_id else None,
        )
        for item in sorted(members, key=lambda item: -(item.value or 0))
    ]
    body = el("ul", names, class_="o-names")
    if not members:
        body = el("p", ctx.say("Aucune réponse d’établissement ne peut être montrée."), class_="o-note")
    return el("h3", pick(group, "label", ctx.language), counts, class_="o-h3") + body


def parts_by_group(ctx: PageContext, chosen: Selection) -> None:
    """Draw the bars of the parts, the network first, then each peer group."""
    reader, indicator, language = ctx.reader, chosen.indicator, ctx.language
    places = [("province", "quebec"), *(("peer_group", group.peer_group_id) for group in reader.peer_groups)]
    wholes = [
        [
            item
            for part in indicator.segments
            if (item := reader.verdict("indicator", indicator.id, ctx.period, place, part))
        ]
        for place in places
    ]
    words = indicator.words(language)
    title = ctx.say("Les parts, par groupe de pairs")
    subtitle = ctx.say("{unit} · du plus foncé au plus pâle · aucune répartition idéale n’est connue", unit=words.unit)
    names, style = [part_name(item, language) for item in wholes[0]], chart_style(ctx)
    figure = split_figure(wholes, names, words.short_title, style, title=title, subtitle=subtitle)
    draw_figure(ctx, figure, "split", absent=no_value(ctx))


def _rows(ctx: PageContext, chosen: Selection) -> list[Verdict]:
    """The verdicts of the table, part by part where there are several."""
    if not chosen.is_split:
        return chosen.places
    found = (
        ctx.reader.distribution("indicator", chosen.indicator.id, ctx.period, part)
        for part in chosen.indicator.segments
    )
    return [item for part in found for item in part]


def table_of_places(ctx: PageContext, name: str, places: Sequence[Verdict], *, is_split: bool = False) -> None:
    """Draw the table of the same establishments as the marks; `is_split` names the part of each row."""
    part = ("part",) if is_split else ()
    columns = ("establishment", *part, "value", "counts", "interval", "comparison", "state")
    verdicts_table(ctx, name, places, *columns)
