"""The acronyms of an initiative's view, spelled out from the glossary before the first is read."""

import re

from data.facts import load_facts
from indicators.initiatives.tree import Tree
from indicators.wording.language import pick
from pages.ui.page_context import PageContext
from pages.ui.styles import note

#: What looks like an acronym in a reference text: « ITSS », « CdP », « GMF-U » without its tail.
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}\b")


def acronyms_line(ctx: PageContext, held: Tree) -> None:
    """Draw « CEPPP : … » for those that the glossary defines; nothing where the view has none."""
    told = [
        ctx.say("{label} : {body}", label=name, body=body.rstrip("."))
        for name, body in _defined(ctx).items()
        if name in _used(ctx, held)
    ]
    if told:
        note(ctx.say("Sigles · {told}.", told="; ".join(told)))


def _defined(ctx: PageContext) -> dict[str, str]:
    """The acronyms of the glossary with what they stand for, or their definition."""
    found = {}
    for term in load_facts().glossary:
        name, _, spelled = (term.en if ctx.language == "en" else term.fr).partition(" (")
        if ACRONYM.fullmatch(name):
            found[name] = spelled.rstrip(")") or pick(term, "definition", ctx.language)
    return found


def _used(ctx: PageContext, held: Tree) -> set[str]:
    """The acronyms of the view's texts, facts and sources."""
    language, item = ctx.language, held.initiative
    words = [pick(item, "name", language), pick(item, "summary", language)]
    for part in held.parts:
        words += [pick(part.component, field, language) for field in ("label", "audience")]
        words += [pick(text, "text", language) for text in part.texts]
    words += [pick(text, "text", language) for text in held.texts]
    for measure in held.all_measures:
        words += [pick(measure.fact, field, language) for field in ("metric", "scope")]
        words.append(measure.source.authors_or_body)
    return set(ACRONYM.findall(" ".join(words)))
