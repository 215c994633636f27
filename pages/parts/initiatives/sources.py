"""What an initiative's sources print: every published fact with source and locator, every text, its structure."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from data.model.initiatives import Source
from indicators.initiatives.tree import Measure, Part, Tree
from indicators.initiatives.views.phrases import hours
from indicators.wording.language import pick
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, quiet_line, section
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


def sources_of(ctx: PageContext, tree: Tree) -> None:
    """Draw every published fact of an initiative in one table, then its structure and its texts, folded."""
    facts = tree.all_measures
    section(
        ctx.say("Tous les chiffres publiés : {n}", n=len(facts)),
        ctx.say("Faits réels, tels que leur source les imprime; aucun n’est mêlé à une valeur fictive."),
    )
    sources = {item.source.source_id: item.source for item in facts}
    named = [[source_link(source), ", ", _french(source.authors_or_body), _year(source)] for source in sources.values()]
    draw(_sources_line(ctx, named, "o-note"))
    columns = [
        TableColumn(ctx.say("Ce qui est mesuré")),
        TableColumn(ctx.say("Valeur imprimée"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Période et portée"), phone=ctx.say("Période et portée : ")),
        TableColumn(ctx.say("Statut"), phone=ctx.say("Statut : ")),
        TableColumn(ctx.say("Repère et source"), phone=ctx.say("Source : ")),
    ]
    caption = ctx.say("Chiffres publiés, {name}", name=pick(tree.initiative, "name", ctx.language))
    in_order = sorted(tree.measures_by_part, key=lambda item: item[1].fact.fact_id)
    rows = [_fact_row(ctx, measure, part) for part, measure in in_order]
    draw(el("div", table_html(caption, columns, rows), class_="o-fixed o-facts"))
    if tree.parts:
        with st.expander(ctx.say("Structure : {n} éléments", n=len(tree.parts))):
            draw(el("ol", (_structure_line(ctx, part) for part in tree.parts), class_="o-steps"))
    if not tree.all_texts:
        note(ctx.say("Rien de plus n’est publié; la suite s’ajoutera ici avec sa source."))
        return
    with st.expander(ctx.say("Ce que disent les sources, dans nos mots : {n} textes", n=len(tree.all_texts))):
        draw(
            el(
                "dl",
                (_texts(ctx, kind, texts) for kind, texts in groupby(tree.all_texts, lambda text: text.kind)),
                class_="o-terms",
            )
        )


def _fact_row(ctx: PageContext, measure: Measure, part: Part | None) -> list[Child]:
    """One fact as cells: what, how much, when and where, status, locator and source; its id is the row's anchor."""
    fact, language, value = measure.fact, ctx.language, measure.words(ctx.language)
    body = measure.source.authors_or_body.split(":")[0].split(";")[0].strip()
    return [
        join(
            [
                el("span", pick(fact, "metric", language), class_="o-fact", id=fact.fact_id),
                quiet_line(pick(part.component, "label", language)) if part else None,
            ]
        ),
        value if measure.precision == "words" else cell(value, strong=True),
        cell(measure.time_point(language), pick(fact, "scope", language)),
        sign(STATUS_SIGNS[measure.status], choice_label("fact_status", measure.status, ctx.language)),
        join([_french(fact.locator), el("span", body, _year(measure.source), class_="o-line", lang="fr")]),
    ]


def _french(words: str) -> Markup:
    """A source's own words, in French on every page."""
    return el("span", words, lang="fr")


def _year(source: Source) -> str:
    return f", {source.year}" if source.year else ""


def source_link(source: Source) -> Markup:
    """The title of a source, linked where it has a stable address."""
    if not source.url:
        return _french(source.title)
    return el("a", source.title, class_="o-link", lang="fr", href=source.url, target="_blank", rel="noopener")


def cited(ctx: PageContext, *measures: Measure) -> Markup:
    """« Source : titre · repère; repère » of some facts."""
    locators: dict[str, dict[str, None]] = {}
    for item in measures:
        locators.setdefault(item.source.source_id, {})[item.fact.locator] = None
    sources = {item.source.source_id: item.source for item in measures}
    named = [[source_link(sources[name]), " · ", _french("; ".join(parts))] for name, parts in locators.items()]
    return _sources_line(ctx, named, "o-source")


def _sources_line(ctx: PageContext, named: list[list[Child]], look: str) -> Markup:
    words = ctx.say("Source : ") if len(named) == 1 else ctx.say("Sources : ")
    return el("p", words, join(named, " — "), class_=look)


def season(ctx: PageContext, start: str) -> str:
    """« automne 2025 » from 2025-autumn."""
    year, _, name = start.partition("-")
    return ctx.say(SEASONS[name], year=year) if name in SEASONS else start


def _structure_line(ctx: PageContext, part: Part) -> Markup:
    item = part.component
    details = [
        pick(item, "audience", ctx.language),
        hours(item.duration_h_min, ctx.language) if item.duration_h_min is not None else "",
        ctx.say("prévu : {start}", start=season(ctx, item.planned_start)) if item.planned_start else "",
        ctx.say("évalué à {months} mois", months=", ".join(item.evaluation_points)) if item.evaluation_points else "",
    ]
    tail = " · ".join(filter(None, details))
    return el("li", pick(item, "label", ctx.language), el("span", f" {tail}", class_="o-quiet"))


def _texts(ctx: PageContext, kind, texts) -> Markup:
    lines = (
        el("dd", pick(text, "text", ctx.language), " ", el("span", f"({text.locator})", class_="o-quiet"))
        for text in texts
    )
    return join([el("dt", choice_label("initiative_text_kind", kind, ctx.language)), *lines])
