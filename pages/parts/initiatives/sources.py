"""What an initiative's sources print: every published fact with source and locator, every text, its structure."""

from html import escape
from itertools import groupby

import streamlit as st

from data.model.initiatives import InitiativeText, Source
from indicators.initiatives.tree import Measure, Part, Tree
from indicators.wording.language import pick
from indicators.wording.numbers import number, plain_number
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.wording import choice_label

#: A published figure is full, a planned one is still empty, a figure of another source is a short dash.
STATUS_SIGNS = {"published": "value", "planned": "milestone_not_started", "context": "not_applicable"}
SEASONS = {
    "autumn": "automne {year}",
    "winter": "hiver {year}",
    "spring": "printemps {year}",
    "summer": "été {year}",
}


def sources_of(ctx: PageContext, held: Tree) -> None:
    """Draw every published fact of an initiative in one table, then its structure and its texts, folded."""
    facts = held.all_measures
    section(
        ctx.say("Tous les chiffres publiés : {n}", n=len(facts)),
        ctx.say("Faits réels, tels que leur source les imprime; aucun n’est mêlé à une valeur fictive."),
    )
    sources = {item.source.source_id: item.source for item in facts}
    named = " — ".join(_whole_source(source) for source in sources.values())
    words = ctx.say("Source : ") if len(sources) == 1 else ctx.say("Sources : ")
    st.html(f'<p class="o-note">{escape(words)}{named}</p>')
    columns = [
        TableColumn(ctx.say("Ce qui est mesuré")),
        TableColumn(ctx.say("Valeur imprimée"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Période et portée"), phone=ctx.say("Période et portée : ")),
        TableColumn(ctx.say("Statut"), phone=ctx.say("Statut : ")),
        TableColumn(ctx.say("Repère et source"), phone=ctx.say("Source : ")),
    ]
    caption = ctx.say("Chiffres publiés, {name}", name=pick(held.initiative, "name", ctx.language))
    rows = [_fact_row(ctx, measure, part) for part, measure in _with_parts(held)]
    st.html(f'<div class="o-fixed o-facts">{table_html(caption, columns, rows)}</div>')
    _structure(ctx, held)
    _texts(ctx, held)


def _with_parts(held: Tree) -> list[tuple[Part | None, Measure]]:
    """Every fact with its component, in the order of the reference."""
    found: list[tuple[Part | None, Measure]] = [(None, measure) for measure in held.measures]
    found += [(part, measure) for part in held.parts for measure in part.measures]
    return sorted(found, key=lambda item: item[1].fact.fact_id)


def _fact_row(ctx: PageContext, measure: Measure, part: Part | None) -> list[str]:
    """One fact as cells: what, how much, when and where, status, locator and source; its id is the row's anchor."""
    fact, language = measure.fact, ctx.language
    under = "" if part is None else escape(pick(part.component, "label", language))
    line = f'<span class="o-line">{under}</span>' if under else ""
    value = measure.words(language)
    source = measure.source
    short = f"{source.authors_or_body.split(':')[0].split(';')[0].strip()}{f', {source.year}' if source.year else ''}"
    return [
        f'<span class="o-fact" id="{escape(fact.fact_id)}">{escape(pick(fact, "metric", language))}</span>{line}',
        escape(value) if measure.precision == "words" else cell(value, strong=True),
        cell(measure.time_point(language), pick(fact, "scope", language)),
        sign(STATUS_SIGNS[measure.status], choice_label("fact_status", measure.status, ctx.language)),
        f'<span lang="fr">{escape(fact.locator)}</span><span class="o-line" lang="fr">{escape(short)}</span>',
    ]


def _whole_source(source: Source) -> str:
    """Title, authors and year, the title linked where it has a stable address."""
    year = f", {source.year}" if source.year else ""
    title = source_link(source, source.title)
    return f'{title}, <span lang="fr">{escape(source.authors_or_body)}</span>{year}'


def count_words(ctx: PageContext, measure: Measure) -> str:
    """« 66 personnes formées »: an exact number, then what it counts."""
    metric = pick(measure.fact, "metric", ctx.language).split(" (")[0]
    return f"{number(measure.exact or 0.0, 0, ctx.language)}\u00a0{metric[:1].lower()}{metric[1:]}"


def source_link(source: Source, words: str) -> str:
    """The source as HTML, linked where it has a stable address."""
    if not source.url:
        return f'<span lang="fr">{escape(words)}</span>'
    return f'<a class="o-link" lang="fr" href="{escape(source.url)}" target="_blank" rel="noopener">{escape(words)}</a>'


def cited(ctx: PageContext, *measures: Measure) -> str:
    """« Source : titre · repère; repère » of some facts, as a line of HTML."""
    found: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    for item in measures:
        name = item.source.source_id
        links[name] = source_link(item.source, item.source.title)
        if item.fact.locator not in found.setdefault(name, []):
            found[name].append(item.fact.locator)
    told = [f'{links[name]} · <span lang="fr">{escape("; ".join(locators))}</span>' for name, locators in found.items()]
    words = ctx.say("Source : ") if len(told) == 1 else ctx.say("Sources : ")
    return f'<p class="o-source">{escape(words)}{" — ".join(told)}</p>'


def texts_of(held: Tree, kind: str, component_id: str | None = None) -> list[InitiativeText]:
    """The texts of one kind in their order; of one component where it is given."""
    found = [text for part in held.parts for text in part.texts] + list(held.texts)
    kept = [text for text in found if text.kind == kind and component_id in (None, text.component_id)]
    return sorted(kept, key=lambda text: text.order)


def text_items(ctx: PageContext, texts: list[InitiativeText], *, numbered: bool = False) -> str:
    """Texts as a list of HTML; nothing for none."""
    if not texts:
        return ""
    tag = "ol" if numbered else "ul"
    lines = "".join(f"<li>{escape(pick(text, 'text', ctx.language))}</li>" for text in texts)
    return f"<{tag}>{lines}</{tag}>"


def group(title: str, *content: str) -> str:
    """One group of short lists, as HTML."""
    return f'<div><h3 class="o-h3">{escape(title)}</h3>{"".join(content)}</div>'


def groups(*held: str) -> None:
    """Draw groups side by side; they stack where there is no room."""
    st.html(f'<div class="o-groups">{"".join(held)}</div>')


def season(ctx: PageContext, start: str) -> str:
    """« automne 2025 » from 2025-autumn."""
    year, _, name = start.partition("-")
    return ctx.say(SEASONS[name], year=year) if name in SEASONS else start


def hours(ctx: PageContext, value: float) -> str:
    """« 3,5 h »."""
    return ctx.say("{hours} h", hours=plain_number(value, ctx.language))


def _structure(ctx: PageContext, held: Tree) -> None:
    if not held.parts:
        return
    lines = []
    for part in held.parts:
        item = part.component
        details = [pick(item, "audience", ctx.language)]
        if item.duration_h_min is not None:
            details.append(hours(ctx, float(item.duration_h_min)))
        if item.planned_start:
            details.append(ctx.say("prévu : {start}", start=season(ctx, item.planned_start)))
        if item.evaluation_points:
            details.append(ctx.say("évalué à {months} mois", months=", ".join(item.evaluation_points)))
        tail = " · ".join(detail for detail in details if detail)
        lines.append(
            f'<li>{escape(pick(item, "label", ctx.language))}<span class="o-quiet"> {escape(tail)}</span></li>'
        )
    with st.expander(ctx.say("Structure : {n} éléments", n=len(lines))):
        st.html(f'<ol class="o-steps">{"".join(lines)}</ol>')


def _texts(ctx: PageContext, held: Tree) -> None:
    texts = sorted([*held.texts, *(text for part in held.parts for text in part.texts)], key=lambda item: item.order)
    if not texts:
        note(ctx.say("Rien de plus n’est publié; la suite s’ajoutera ici avec sa source."))
        return
    blocks = []
    for kind, members in groupby(texts, key=lambda text: text.kind):
        lines = "".join(
            f'<dd>{escape(pick(text, "text", ctx.language))} <span class="o-quiet">({escape(text.locator)})</span></dd>'
            for text in members
        )
        blocks.append(f"<dt>{escape(choice_label('initiative_text_kind', kind, ctx.language))}</dt>{lines}")
    with st.expander(ctx.say("Ce que disent les sources, dans nos mots : {n} textes", n=len(texts))):
        st.html(f'<dl class="o-terms">{"".join(blocks)}</dl>')


def fact_words(ctx: PageContext, measure: Measure) -> str:
    """« Repère : Volet 1 »: where in the source a figure stands."""
    return ctx.say("repère : {locator}", locator=measure.fact.locator)
