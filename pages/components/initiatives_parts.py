"""One initiative as its sources describe it: where, when, what, its published figures, its structure, its texts."""

from html import escape
from itertools import groupby

import streamlit as st

from data.facts import load_facts
from data.model import Initiative, PublishedFact, Source
from indicators.formats import money, number
from indicators.language import pick
from indicators.published import fact_value
from pages.components.choices import link
from pages.components.look import anchor, note, section
from pages.components.signs import sign
from pages.components.tables import Column, cell, table_html
from pages.components.visit import Visit

#: A published figure is full, a planned one is still empty, a figure of another source is a short dash.
STATUS_SIGNS = {"published": "value", "planned": "milestone_not_started", "context": "not_applicable"}


def _label(here: Visit, choice_list: str, choice_id: str) -> str:
    entries = {item.choice_id: item for item in load_facts().choice_lists[choice_list]}
    return pick(entries[choice_id], "label", here.language)


def initiative(here: Visit, item: Initiative) -> None:
    """Draw one initiative whole."""
    section(pick(item, "name", here.language), _subtitle(here, item), anchor=item.initiative_id)
    linked = _recommendations(here, item)
    st.html(f'<p class="o-text">{escape(pick(item, "summary", here.language))}</p>{linked}')
    _facts(here, item)
    _structure(here, item)
    _texts(here, item)


def _subtitle(here: Visit, item: Initiative) -> str:
    years = " – ".join(part[:4] for part in (item.start, item.end) if part)
    budget = ""
    if item.budget_cad is not None:
        budget = here.say("financement publié : {amount}", amount=money(item.budget_cad, here.language))
    parts = (
        pick(item, "territory", here.language),
        years,
        _label(here, "initiative_status", item.status),
        budget,
    )
    return " · ".join(part for part in parts if part)


def _recommendations(here: Visit, item: Initiative) -> str:
    lines = []
    for title, ids in (
        (here.say("Recommandations liées : "), item.recommendations_primary),
        (here.say("Liées aussi, de plus loin : "), item.recommendations_secondary),
    ):
        if ids:
            links = ", ".join(anchor(link("recommendation", id=name), name) for name in ids)
            lines.append(f'<p class="o-note">{escape(title)}{links}</p>')
    return "".join(lines)


def _facts(here: Visit, item: Initiative) -> None:
    facts = [fact for fact in load_facts().published_facts if fact.initiative_id == item.initiative_id]
    sources = {source.source_id: source for source in load_facts().sources}
    title = escape(here.say("Chiffres publiés : {n}", n=len(facts)))
    cited = dict.fromkeys(fact.source_id for fact in facts)
    named = " · ".join(_source(sources[name], sources[name].title) for name in cited)
    words = escape(here.say("Source : ") if len(cited) == 1 else here.say("Sources : "))
    st.html(f'<h3 class="o-h3">{title}</h3><p class="o-note">{words}{named}</p>')
    columns = [
        Column(here.say("Ce qui est mesuré")),
        Column(here.say("Valeur imprimée"), number=True, phone=here.say("Valeur : ")),
        Column(here.say("Période et portée"), phone=here.say("Période et portée : ")),
        Column(here.say("Statut"), phone=here.say("Statut : ")),
        Column(here.say("Repère et source"), phone=here.say("Source : ")),
    ]
    rows = [_fact(here, fact, sources[fact.source_id], names_source=len(cited) > 1) for fact in facts]
    caption = here.say("Chiffres publiés, {name}", name=pick(item, "name", here.language))
    st.html(f'<div class="o-fixed o-facts">{table_html(caption, columns, rows)}</div>')


def _source(source: Source, words: str) -> str:
    """The source as HTML, linked where it has a stable address."""
    if not source.url:
        return f'<span lang="fr">{escape(words)}</span>'
    return f'<a class="o-link" lang="fr" href="{escape(source.url)}" target="_blank" rel="noopener">{escape(words)}</a>'


def _fact(here: Visit, fact: PublishedFact, source: Source, *, names_source: bool) -> list[str]:
    year = f" ({source.year})" if source.year else ""
    value = fact_value(fact, here.language)
    known = fact.value_min is not None
    return [
        escape(pick(fact, "metric", here.language)),
        cell(value, strong=True) if known else escape(value),
        cell(pick(fact, "period_label", here.language), pick(fact, "scope", here.language)),
        sign(STATUS_SIGNS[fact.status], _label(here, "fact_status", fact.status)),
        f'<span lang="fr">{escape(fact.locator)}</span>'
        + (
            f'<span class="o-line">{_source(source, source.authors_or_body)}{year}</span>'
            if names_source
            else ""
        ),
    ]


def _structure(here: Visit, item: Initiative) -> None:
    parts = [part for part in load_facts().components if part.initiative_id == item.initiative_id]
    if not parts:
        return
    lines = []
    for part in sorted(parts, key=lambda part: part.order):
        details = [pick(part, "audience", here.language)]
        if part.duration_h_min is not None:
            hours = number(
                part.duration_h_min, 0 if float(part.duration_h_min).is_integer() else 1, here.language
            )
            details.append(here.say("{hours} h", hours=hours))
        if part.planned_start:
            details.append(here.say("prévu : {start}", start=_season(here, part.planned_start)))
        if part.evaluation_points:
            details.append(here.say("évalué à {months} mois", months=", ".join(part.evaluation_points)))
        tail = " · ".join(detail for detail in details if detail)
        lines.append(
            f'<li>{escape(pick(part, "label", here.language))}<span class="o-quiet"> {escape(tail)}</span></li>'
        )
    title = escape(here.say("Structure : {n} éléments", n=len(lines)))
    st.html(f'<h3 class="o-h3">{title}</h3><ol class="o-steps">{"".join(lines)}</ol>')


def _season(here: Visit, start: str) -> str:
    """« automne 2025 » from 2025-autumn."""
    year, _, season = start.partition("-")
    text = {
        "autumn": "automne {year}",
        "winter": "hiver {year}",
        "spring": "printemps {year}",
        "summer": "été {year}",
    }
    return here.say(text[season], year=year) if season in text else start


def _texts(here: Visit, item: Initiative) -> None:
    texts = sorted(
        (text for text in load_facts().texts if text.initiative_id == item.initiative_id),
        key=lambda text: text.order,
    )
    if not texts:
        note(here.say("Rien de plus n’est publié; la suite s’ajoutera ici avec sa source."))
        return
    blocks = []
    for kind, group in groupby(texts, key=lambda text: text.kind):
        lines = "".join(
            f'<dd>{escape(pick(text, "text", here.language))} <span class="o-quiet">({escape(text.locator)})</span></dd>'
            for text in group
        )
        blocks.append(f"<dt>{escape(_label(here, 'initiative_text_kind', kind))}</dt>{lines}")
    with st.expander(here.say("Ce que disent les sources, dans nos mots : {n} textes", n=len(texts))):
        st.html(f'<dl class="o-terms">{"".join(blocks)}</dl>')
