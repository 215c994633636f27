"""The acronyms of an initiative's view, spelled out from the glossary before the first is read."""

import re

from data.facts import load_facts
from indicators.initiatives.tree import Tree
from indicators.wording.language import pick
from pages.ui.page_context import PageContext
from pages.ui.styles import note

#: What looks like an acronym in a reference text: « ITSS », « CdP », « GMF-U » without its tail.
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}\b")


def acronyms_line(ctx: PageContext, tree: Tree) -> None:
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
    found = {}
    for term in load_facts().glossary:
        name, _, spelled = (term.en if ctx.language == "en" else term.fr).partition(" (")
        if ACRONYM.fullmatch(name):
            found[name] = spelled.rstrip(")") or pick(term, "definition", ctx.language)
    return found


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
