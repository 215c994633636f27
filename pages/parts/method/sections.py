"""The parts of the Méthode page: how a number is made, definitions, glossary, questionnaire, access, sources."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from data.facts import load_facts
from data.model.survey import Question
from indicators.catalogue.model import IndicatorBase
from indicators.catalogue.terms import VERSIONS
from indicators.search.words import matches
from indicators.wording.answers import question_code
from indicators.wording.language import pick, typeset
from indicators.wording.numbers import day
from pages.parts.method.definition_files import definition_table, dictionary_table
from pages.ui.data_table import download
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import states_legend
from pages.ui.styles import bullets, link_html, note, quiet_line, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link
from pages.ui.wording import typeset_text

#: `making` and `access`: parts with a title and paragraphs; `licences`: paragraphs alone. Each in both languages.
TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


def _paragraphs(ctx: PageContext, part: dict[str, Any]) -> list[Markup]:
    texts = part["en"] if ctx.language == "en" else map(typeset, part["fr"])
    return [el("p", text, class_="o-text") for text in texts]


def _draw_texts(ctx: PageContext, name: str) -> None:
    """Draw each part in a column of its own: title, then paragraphs."""
    blocks = [
        el("div", el("h2", part[f"title_{ctx.language}"], class_="o-h2 o-h2-chart"), _paragraphs(ctx, part))
        for part in TEXTS[name]
    ]
    draw(el("div", blocks, class_="o-columns"))


def making(ctx: PageContext) -> None:
    """How a number is made, and what is not done."""
    _draw_texts(ctx, "making")
    states_legend(ctx.language, ctx.say("Les huit états d’une valeur"))
    version = ctx.say(
        "Version des méthodes : {version}; publiée le {day}.",
        version=ctx.release.method_version,
        day=day(ctx.release.published_at, ctx.language),
    )
    note(version)


def _query(ctx: PageContext, name: str) -> str:
    return st.text_input(ctx.say("Chercher dans cette liste"), key=f"query-{name}")


def definitions(ctx: PageContext) -> None:
    """All indicators with their definition, terms and cautions."""
    query = _query(ctx, "definitions")
    labels = {
        (name, item.choice_id): pick(item, "label", ctx.language)
        for name in ("indicator_kind", "direction", "interval_method")
        for item in load_facts().choice_lists[name]
    }
    found = [item for item in ctx.reader.catalogue.indicator.values() if matches(query, *_searched(ctx, item))]
    section(
        ctx.say("{n} indicateurs définis", n=len(found)),
        ctx.say("Tels qu’ils étaient le jour de la version lue"),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("Indicateur")),
        TableColumn(ctx.say("Définition et termes")),
        TableColumn(ctx.say("Nature et intervalle"), phone=ctx.say("Nature : ")),
        TableColumn(ctx.say("Prudence"), phone=ctx.say("Prudence : ")),
    ]
    rows = []
    for item in found:
        words = item.words(ctx.language)
        title = link_html(link("indicator", id=item.id), words.short_title)
        interval = f"{labels['interval_method', item.interval]} · {labels['direction', item.direction]}"
        rows.append(
            [
                [el("span", item.code, class_="o-code"), title, quiet_line(words.unit)],
                [
                    typeset_text(words.definition, ctx.language),
                    quiet_line(_terms(item.numerator, item.denominator), _first_terms(ctx, item)),
                ],
                cell(labels["indicator_kind", item.kind], interval),
                typeset_text(words.caveat, ctx.language),
            ]
        )
    summary_table(ctx.say("Définitions des indicateurs"), columns, rows)
    download(ctx, "definitions", lambda: definition_table(ctx.reader.catalogue, ctx.language))


def _terms(numerator: str, denominator: str) -> Markup:
    return join([el("code", numerator), " ÷ ", el("code", denominator)])


def _first_terms(ctx: PageContext, item: IndicatorBase) -> Markup | str:
    """The terms of version 1, where they differ."""
    if item.v1 is None:
        return f" · {ctx.say('non demandé en version 1')}"
    if (item.v1.numerator, item.v1.denominator) == (item.numerator, item.denominator):
        return ""
    broken = ctx.say(" (rupture de série)") if item.series_break_at else ""
    return join([el("br"), ctx.say("version 1 : "), _terms(item.v1.numerator, item.v1.denominator), broken])


def _searched(ctx: PageContext, item: IndicatorBase) -> tuple[str, ...]:
    words = item.words(ctx.language)
    return (item.code, item.id, words.title, words.short_title, words.definition, words.caveat)


def glossary(ctx: PageContext) -> None:
    """Every term with its other names, found under any of them."""
    query = _query(ctx, "glossary")
    french = ctx.language == "fr"
    found = [
        term
        for term in load_facts().glossary
        if matches(
            query,
            term.fr,
            term.en,
            term.definition_fr,
            term.definition_en,
            *term.synonyms_fr,
            *term.synonyms_en,
        )
    ]
    lines = []
    for term in found:
        name, other = (term.fr, term.en) if french else (term.en, term.fr)
        synonyms = term.synonyms_fr if french else term.synonyms_en
        also = ctx.say("Aussi : {names}.", names=", ".join(synonyms)) if synonyms else ""
        translation = el("span", "· ", el("span", other, lang="en" if french else "fr"), class_="o-quiet")
        lines += [
            el("dt", name, " ", translation, id=f"terme-{term.term_id}"),
            el("dd", f"{pick(term, 'definition', ctx.language)} {also}"),
        ]
    section(ctx.say("{n} termes", n=len(found)), chart=True)
    draw(el("dl", lines, class_="o-terms"))


def dictionary(ctx: PageContext) -> None:
    """The questionnaire: every question, its versions, and how it changed."""
    query = _query(ctx, "dictionary")
    facts = released_facts(ctx)
    changed = {
        item.question_id_v2: item for item in facts.changes if item.question_id_v2 and item.kind_of_change != "added"
    }
    dropped = {item.question_id_v1: item for item in facts.changes if item.question_id_v1}
    found = [
        item
        for item in facts.questions
        if matches(query, item.question_id, question_code(item), item.label_fr, item.label_en)
    ]
    section(
        ctx.say("{n} questions", n=len(found)),
        ctx.say("Version 1 : vague 2023-2024 · version 2 : vagues suivantes"),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("Question")),
        TableColumn(ctx.say("Aide et choix")),
        TableColumn(ctx.say("Versions"), phone=ctx.say("Versions : ")),
        TableColumn(ctx.say("Changement"), phone=ctx.say("Changement : ")),
    ]
    rows = []
    for item in found:
        change = changed.get(item.question_id) or dropped.get(item.question_id)
        breaks = ctx.say("Rupture de série. ") if change and change.series_breaks else ""
        rows.append(
            [
                [
                    el("span", question_code(item), class_="o-code"),
                    pick(item, "label", ctx.language),
                    quiet_line(el("code", item.question_id)),
                ],
                [pick(item, "help", ctx.language), quiet_line(_choices(ctx, item))],
                ", ".join(version for version in VERSIONS if item.asked_in(version)),
                breaks + pick(change, "note", ctx.language) if change else "—",
            ]
        )
    summary_table(ctx.say("Dictionnaire des données"), columns, rows)
    download(ctx, "dictionnaire", lambda: dictionary_table(facts, ctx.language))


def _choices(ctx: PageContext, item: Question) -> str:
    if not item.choice_list:
        return item.unit or ""
    entries = released_facts(ctx).choice_lists[item.choice_list]
    return "; ".join(pick(entry, "label", ctx.language) for entry in entries if entry.choice_id in item.choices)


def access(ctx: PageContext) -> None:
    """The accessibility statement."""
    _draw_texts(ctx, "access")


def sources(ctx: PageContext) -> None:
    """Every source, with its link where it has a stable one, then the licences."""
    section(ctx.say("Sources"), chart=True)
    items = []
    for item in load_facts().sources:
        outside = {"class_": "o-link", "href": item.url, "target": "_blank", "rel": "noopener"}
        title = el("a", item.title, **outside) if item.url else item.title
        year = f" ({item.year})" if item.year else ""
        rest = f"{year}. {item.authors_or_body.rstrip('.')}."
        items.append(join([title, rest, el("span", f" {pick(item, 'note', ctx.language)}", class_="o-quiet")]))
    draw(bullets(items))
    section(ctx.say("Licences et nature des contenus"), chart=True)
    draw(_paragraphs(ctx, TEXTS["licences"][0]))


PARTS: dict[str, tuple[str, Callable[[PageContext], None]]] = {
    "calcul": ("Comment un chiffre est fait", making),
    "indicateurs": ("Définitions", definitions),
    "glossaire": ("Glossaire", glossary),
    "questionnaire": ("Questionnaire", dictionary),
    "accessibilite": ("Accessibilité", access),
    "sources": ("Sources et licences", sources),
}
