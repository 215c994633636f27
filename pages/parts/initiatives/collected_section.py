"""A block of what teams collected, set apart from published facts: fictitious ones say so at its head."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from data.initiative_collection import load_collection
from indicators.initiatives.collected import Collected
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

#: A title that already says it in the reader's language is left as it is.
SAYS_SO = {"fr": re.compile("fictif|fictive", re.IGNORECASE), "en": re.compile("fictitious", re.IGNORECASE)}


def collected_of(ctx: PageContext) -> Collected:
    """What the initiatives collected, as the release read holds it."""
    return Collected(ctx.release)


@contextmanager
def collected_block(ctx: PageContext, name: str, finding: str, subtitle: str) -> Iterator[None]:
    """Draw what is inside beside a rule, under a band that says whether it is fictitious.

    `name` is the block's own key. Nothing published is ever drawn inside.
    """
    kind = ctx.release.kind
    with st.container(key=f"collected-{kind}-{name}"):
        draw(_band(ctx))
        collected_section(ctx, finding, subtitle)
        yield


def collected_section(ctx: PageContext, finding: str, subtitle: str = "", *, chart: bool = False) -> None:
    """Draw a heading inside a block, « Exemple fictif : … » where the release is: it may be read or copied alone."""
    section(collected_title(ctx, finding), subtitle, chart=chart)


def collected_title(ctx: PageContext, words: str) -> str:
    """A heading of collected data; on a fictitious release it carries the word, in the reader's own language."""
    if ctx.release.kind != "fictif" or SAYS_SO[ctx.language].search(words):
        return words
    return ctx.say("Exemple fictif : {body}", body=words)


def what_is_real(ctx: PageContext) -> None:
    """Draw the line under a view's title that says which parts are published facts and which were collected."""
    words = (
        ctx.say(
            "Sur cette page, le réel : les faits publiés, chacun avec sa source. Le fictif : seulement les blocs "
            "bordés dont chaque titre porte le mot « fictif » ou « fictive »."
        )
        if ctx.release.kind == "fictif"
        else ctx.say(
            "Sur cette page : les faits publiés, chacun avec sa source; et, dans les blocs bordés, ce que les équipes "
            "ont recueilli."
        )
    )
    note(words)


def list_word(ctx: PageContext, list_id: str, entry: str) -> str:
    """The name of an entry of the workbook's lists."""
    return pick(load_collection().label(list_id, entry), "label", ctx.language)


def free_text(words: str) -> Markup:
    """What a team wrote: its workbook is in French, and so are its words on every page."""
    return el("span", words, lang="fr")


def free_text_note(ctx: PageContext) -> None:
    """Draw the line that says why a team's words are not translated."""
    note(ctx.say("Les textes inscrits par l’équipe sont laissés tels quels."))


def _band(ctx: PageContext) -> Markup:
    """The line at the head of a block: fictitious data, or the day of the release."""
    if ctx.release.kind == "fictif":
        example = ctx.say("exemple généré pour montrer l’outil; ce ne sont pas des chiffres publiés.")
        words = el("span", el("strong", ctx.say("Données fictives")), f" — {example}")
        return el("p", words, class_="o-band o-band-fictif", role="note")
    dated = day(ctx.release.published_at, ctx.language)
    words = ctx.say("Données recueillies, version du {day}; les chiffres des sources sont à part.", day=dated)
    return el("p", words, class_="o-band", role="note")


def to_come(ctx: PageContext, words: str, title: str = "", subtitle: str = "") -> None:
    """Draw « à venir » and what it would take, in the quiet colour, under a heading where one is given."""
    if title:
        section(title, subtitle)
    draw(el("p", el("strong", ctx.say("À venir")), f" · {words}", class_="o-note o-later"))
