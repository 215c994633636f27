"""The top of an initiative's view: its name, its finding, then what it is, what is known and what is not."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from data.facts import load_facts
from data.model.initiatives import Initiative
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import View
from indicators.initiatives.views.phrases import ViewLine
from indicators.wording.language import pick
from pages.parts.initiatives.collected_section import what_is_real
from pages.parts.initiatives.elements import html_list
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.styles import heading, link_html, note
from pages.ui.url_state import link
from pages.ui.wording import choice_label

#: What looks like an acronym in a reference text: « ITSS », « CdP », « GMF-U » without its tail.
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}\b")


def view_head(ctx: PageContext, tree: Tree, view: View) -> None:
    """Draw the title and the three columns."""
    item = tree.initiative
    years_of_sources = [measure.source.year for measure in tree.all_measures if measure.source.year]
    newest = str(max(years_of_sources)) if years_of_sources else ctx.say("sans date")
    parts = [
        ctx.say("{n} chiffres publiés", n=len(tree.all_measures)),
        choice_label("initiative_status", item.status, ctx.language),
        ctx.say("source la plus récente : {year}", year=newest),
    ]
    place = [pick(item, "name", ctx.language), pick(item, "territory", ctx.language), years(ctx, item)]
    heading(" · ".join(filter(None, place)), view.finding.words(tree, ctx.language), " · ".join(filter(None, parts)))
    what_is_real(ctx)
    _acronyms(ctx, tree)
    draw(
        el(
            "div",
            _column(ctx.say("De quoi s’agit-il?"), _what(ctx, item)),
            _column(ctx.say("Ce qui est connu"), _lines(ctx, tree, view.known)),
            _column(ctx.say("Ce qui n’est pas encore connu"), _lines(ctx, tree, view.unknown), look="o-later"),
            class_="o-known",
        )
    )


def _column(title: str, content: Child, look: str | None = None) -> Markup:
    return el("div", el("h2", title, class_="o-h3"), content, class_=look)


def _lines(ctx: PageContext, tree: Tree, lines: Sequence[ViewLine]) -> Markup | None:
    shown = [line for line in lines if line.release in (None, ctx.release.kind)]
    return html_list((line.words(tree, ctx.language) for line in shown), "o-list")


def years(ctx: PageContext, item: Initiative) -> str:
    """« 2012 à 2014 », « depuis 2017, fin non publiée », « sans date »."""
    start, end = (item.start or "")[:4], (item.end or "")[:4]
    if start and end:
        return ctx.say("{low} à {high}", low=start, high=end)
    return ctx.say("depuis {start}, fin non publiée", start=start) if start else ctx.say("sans date")


def recommendation_links(ctx: PageContext, ids: Sequence[str]) -> Child:
    """Recommendations as links, separated by commas; « aucune » for none."""
    return join((link_html(link("recommendation", id=name), name) for name in ids), ", ") or ctx.say("aucune")


def _what(ctx: PageContext, item: Initiative) -> Markup:
    tied = [
        ctx.say("Recommandations liées : "),
        recommendation_links(ctx, item.recommendations_primary),
        f" · {ctx.say('de plus loin : ')}",
        recommendation_links(ctx, item.recommendations_secondary),
    ]
    summary = el("p", pick(item, "summary", ctx.language))
    return join([summary, el("p", tied, class_="o-note") if item.recommendations_primary else None])


def _acronyms(ctx: PageContext, tree: Tree) -> None:
    """Draw « CEPPP : … » for those that the glossary defines; nothing where the view has none."""
    used = _used(ctx, tree)
    spelled_out = [
        ctx.say("{label} : {body}", label=name, body=body.rstrip("."))
        for name, body in _defined(ctx).items()
        if name in used
    ]
    if spelled_out:
        note(ctx.say("Sigles · {told}.", told="; ".join(spelled_out)))


def _defined(ctx: PageContext) -> dict[str, str]:
    """The acronyms of the glossary with what they stand for, or their definition."""
    meanings = {}
    for term in load_facts().glossary:
        name, _, spelled = (term.en if ctx.language == "en" else term.fr).partition(" (")
        if ACRONYM.fullmatch(name):
            meanings[name] = spelled.rstrip(")") or pick(term, "definition", ctx.language)
    return meanings


def _used(ctx: PageContext, tree: Tree) -> set[str]:
    """The acronyms of the view's texts, facts and sources."""
    language = ctx.language
    rows = [(tree.initiative, ("name", "summary"))]
    rows += [(part.component, ("label", "audience")) for part in tree.parts]
    rows += [(text, ("text",)) for text in tree.all_texts]
    rows += [(measure.fact, ("metric", "scope")) for measure in tree.all_measures]
    words = [pick(row, field, language) for row, fields in rows for field in fields]
    words += [measure.source.authors_or_body for measure in tree.all_measures]
    return set(ACRONYM.findall(" ".join(words)))
