"""The top of an initiative's view: its name, its finding, and in three columns what it is, what is known, what is not."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.model.initiatives import Initiative
from indicators.initiatives.tree import Tree
from indicators.wording.language import pick
from pages.parts.initiatives.acronyms import acronyms_line
from pages.parts.initiatives.collected_section import what_is_real
from pages.ui.page_context import PageContext
from pages.ui.styles import bullets, heading, link_html
from pages.ui.url_state import link
from pages.ui.wording import choice_label


def view_head(ctx: PageContext, held: Tree, finding: str, known: Sequence[str], to_come: Sequence[str]) -> None:
    """Draw the title and the three columns.

    Args:
        finding: the title, with its number.
        known: what sources publish, in short sentences.
        to_come: what is not known yet, and what would tell it.
    """
    item, language = held.initiative, ctx.language
    parts = [
        ctx.say("{n} chiffres publiés", n=len(held.all_measures)),
        choice_label("initiative_status", item.status, ctx.language),
        ctx.say("source la plus récente : {year}", year=_newest(ctx, held)),
    ]
    heading(
        " · ".join([pick(item, "name", language), place_and_dates(ctx, item)]),
        finding,
        " · ".join(part for part in parts if part),
    )
    what_is_real(ctx)
    acronyms_line(ctx, held)
    columns = [
        (ctx.say("De quoi s’agit-il?"), _what(ctx, item), ""),
        (ctx.say("Ce qui est connu"), bullets([escape(words) for words in known]), ""),
        (
            ctx.say("Ce qui n’est pas encore connu"),
            bullets([escape(words) for words in to_come]),
            " o-later",
        ),
    ]
    told = "".join(
        f'<div class="{look.strip()}"><h2 class="o-h3">{escape(title)}</h2>{content}</div>'
        for title, content, look in columns
    )
    st.html(f'<div class="o-known">{told}</div>')


def place_and_dates(ctx: PageContext, item: Initiative) -> str:
    """« Centre-Sud de Montréal · depuis 2017 (fin non publiée) »."""
    return " · ".join(part for part in (pick(item, "territory", ctx.language), years(ctx, item)) if part)


def years(ctx: PageContext, item: Initiative) -> str:
    """« 2012 à 2014 », « depuis 2017, fin non publiée », « sans date »."""
    start, end = (item.start or "")[:4], (item.end or "")[:4]
    if start and end:
        return ctx.say("{low} à {high}", low=start, high=end)
    return ctx.say("depuis {start}, fin non publiée", start=start) if start else ctx.say("sans date")


def linked(ctx: PageContext, ids: Sequence[str]) -> str:
    """Recommendations as links, separated by commas; « aucune » for none."""
    return ", ".join(link_html(link("recommendation", id=name), name) for name in ids) or escape(ctx.say("aucune"))


def _what(ctx: PageContext, item: Initiative) -> str:
    lines = [f"<p>{escape(pick(item, 'summary', ctx.language))}</p>"]
    if item.recommendations_primary:
        lines.append(
            f'<p class="o-note">{escape(ctx.say("Recommandations liées : "))}{linked(ctx, item.recommendations_primary)}'
            f" · {escape(ctx.say('de plus loin : '))}{linked(ctx, item.recommendations_secondary)}</p>"
        )
    return "".join(lines)


def _newest(ctx: PageContext, held: Tree) -> str:
    """The year of the newest source; « sans date » where none says it."""
    found = [measure.source.year for measure in held.all_measures if measure.source.year]
    return str(max(found)) if found else ctx.say("sans date")
