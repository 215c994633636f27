"""What the search page draws: how many of each kind, each find with its kind and its line, and what to try instead."""

from collections import Counter

import streamlit as st

from data.store.releases.release import Release
from indicators.initiatives.collected import Collected
from indicators.release_reader.reader import ReleaseReader
from indicators.search import Document, Finder, Hit, documents_of
from pages.menu import PAGES
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.styles import kind_label, link_html, note, quiet_line
from pages.ui.url_state import link

#: What can be found, in the plural that heads the choice.
KINDS = {
    "page": "Pages",
    "recommendation": "Recommandations",
    "indicator": "Indicateurs",
    "establishment": "Établissements",
    "initiative": "Initiatives",
    "practice": "Pratiques",
    "fact": "Chiffres publiés",
    "text": "Textes des initiatives",
    "question": "Questions",
    "term": "Glossaire",
}
#: The same in the singular, as the tag of one find.
KIND = {
    "page": "Page",
    "recommendation": "Recommandation",
    "indicator": "Indicateur",
    "establishment": "Établissement",
    "initiative": "Initiative",
    "practice": "Pratique",
    "fact": "Chiffre publié",
    "text": "Texte",
    "question": "Question",
    "term": "Terme",
}
#: Every page but the search itself.
FINDABLE = tuple(page.document for page in PAGES.values() if page.file != "search")
LINE_LETTERS = 190
EXAMPLES = ("rémunération", "patient partenaire", "budget récurrent", "courtage")


class Counted(dict[str, int]):
    """How many finds of each kind, in the order of `KINDS`, with the words of a choice."""

    def label(self, ctx: PageContext, kind: str) -> str:
        if not kind:
            return ctx.say("Tout ({n})", n=sum(self.values()))
        return f"{ctx.say(KINDS[kind])} ({self[kind]})"


def counted(hits: list[Hit]) -> Counted:
    """How many of each kind were found."""
    found = Counter(hit.document.kind for hit in hits)
    return Counted({kind: found[kind] for kind in KINDS if found[kind]})


@st.cache_resource(
    max_entries=4, show_spinner=False, hash_funcs={Release: lambda release: release.id, ReleaseReader: id}
)
def finder_of(release: Release, _reading: ReleaseReader) -> Finder:
    """One index a release and process: built in about a tenth of a second, searched in about a thousandth."""
    return Finder(documents_of(_reading.catalogue, FINDABLE, Collected(release).practices()))


def found_list(ctx: PageContext, documents: list[Document]) -> None:
    """Draw the finds: kind, linked name, and a line about each."""
    lines = []
    for document in documents:
        words = document.words(ctx.language)
        target = link(document.page, **document.choices) + (f"#{document.anchor}" if document.anchor else "")
        line = quiet_line(_short(words.line)) if words.line else None
        lines.append(el("li", kind_label(ctx.say(KIND[document.kind])), link_html(target, words.title), line))
    draw(el("ol", lines, class_="o-list o-found"))


def examples(ctx: PageContext, asked: str) -> None:
    """Draw what to try where nothing was asked, or nothing found."""
    if asked:
        note(ctx.say("Essayer un mot plus court, un synonyme, ou le code d’un indicateur (par exemple R04-2)."))
    links = join((link_html(link("search", q=word), word) for word in map(ctx.say, EXAMPLES)), " · ")
    draw(el("p", ctx.say("Par exemple : "), links, class_="o-text"))


def search_box(ctx: PageContext) -> None:
    """Draw the box above every page; it opens the search page, in the same language and release."""
    kept = {"lang": "en" if ctx.language == "en" else "", "version": "" if ctx.is_current else ctx.release.id}
    label = ctx.say("Chercher dans l’observatoire")
    draw(
        el(
            "form",
            [el("input", type="hidden", name=name, value=value) for name, value in kept.items() if value],
            el("input", class_="o-search-words", type="search", name="q", aria_label=label, placeholder=label),
            el("button", ctx.say("Chercher"), class_="o-search-go", type="submit"),
            class_="o-search",
            role="search",
            action=link("search").partition("?")[0],
            method="get",
        )
    )


def _short(text: str) -> str:
    """The beginning of a text, cut between two words."""
    if len(text) <= LINE_LETTERS:
        return text
    return text[:LINE_LETTERS].rsplit(" ", 1)[0].rstrip(",;:") + "…"
