"""Communauté soignante: three roles, what happened since the first collaboration, context apart, and its evaluation."""

from html import escape

import streamlit as st

from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree, tree
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.collected_section import collected_block, collected_of, free_text, free_text_note, to_come
from pages.parts.initiatives.evaluation_grid import evaluation_grid, list_word
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.practice_notes import practices_of
from pages.parts.initiatives.sources import (
    cited,
    count_words,
    fact_words,
    group,
    groups,
    sources_of,
    text_items,
    texts_of,
)
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import section
from pages.ui.tables import TableColumn, cell, table_html

INITIATIVE = "communaute-soignante"
LENGTH = "communaute-soignante-04"
KIND_SIGNS = {"observation": "value", "benefit": "up", "risk": "down"}


def caring_view(ctx: PageContext) -> None:
    """Draw the view."""
    held = tree(INITIATIVE)
    roles, questions = held.of_type("role"), held.of_type("evaluation_question")
    length = fact_of(held, LENGTH)
    view_head(
        ctx,
        held,
        ctx.say(
            "{roles} et {questions}; aucun résultat publié",
            roles=count_words(ctx, fact_of(held, "communaute-soignante-05")),
            questions=count_words(ctx, fact_of(held, "communaute-soignante-06")),
        ),
        [
            ctx.say("{k} rôles décrits, avec {n} responsabilités.", k=len(roles), n=len(texts_of(held, "duty"))),
            ctx.say(
                "Essai en duo, {place} : {length}, {when}.",
                place=pick(length.fact, "scope", ctx.language),
                length=length.words(ctx.language),
                when=_lower(length.time_point(ctx.language)),
            ),
            ctx.say("{n} questions d’évaluation posées.", n=len(questions)),
        ],
        [
            ctx.say("Les réponses aux questions d’évaluation : non publiées."),
            ctx.say("Les méthodes et leur calendrier : non publiés."),
            ctx.say("La suite depuis cette présentation, et le montant du financement : non publiés."),
        ],
    )
    section(
        ctx.say("{n} rôles, chacun avec ses responsabilités", n=len(roles)),
        ctx.say("Notre résumé de la source; personne n’en remplace une autre"),
    )
    groups(
        *(
            group(
                pick(part.component, "label", ctx.language),
                f'<p class="o-note">{escape(pick(part.component, "audience", ctx.language))}</p>',
                text_items(ctx, list(part.texts)),
            )
            for part in roles
        )
    )
    st.html(cited(ctx, fact_of(held, "communaute-soignante-05")))
    _track(ctx, held)
    _context(ctx, held)
    evaluation_grid(ctx, held, INITIATIVE)
    _observations(ctx)
    practices_of(ctx, initiative_id=INITIATIVE)
    sources_of(ctx, held)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _track(ctx: PageContext, held: Tree) -> None:
    """The dates that the source gives, first to last, then that nothing else is published."""
    length = fact_of(held, LENGTH)
    year = held.initiative.start or ""
    progress = texts_of(held, "progress")
    section(
        ctx.say(
            "Première collaboration en {year}, état présenté {when}; la suite n’est pas publiée",
            year=year,
            when=_lower(length.time_point(ctx.language)),
        ),
        ctx.say(
            "État présenté à la date de la source; le début est calculé : {length} plus tôt",
            length=length.words(ctx.language),
        ),
    )
    steps = [
        (
            "milestone_done",
            ctx.say("{year}, date calculée", year=year),
            ctx.say("Première collaboration en duo, {place}", place=pick(length.fact, "scope", ctx.language)),
        ),
        (
            "milestone_done",
            length.time_point(ctx.language),
            ctx.say("{length} d’essai; présentation publique", length=length.words(ctx.language)),
        ),
        ("milestone_unknown", ctx.say("Depuis"), ctx.say("Non publié")),
    ]
    lines = "".join(f"<li>{sign(mark)}<b>{escape(when)}</b>{escape(what)}</li>" for mark, when, what in steps)
    st.html(f'<ol class="o-track">{lines}</ol>')
    groups(
        group(ctx.say("Avancement à cette date"), text_items(ctx, progress)),
        group(
            ctx.say("Partenaires et financement"),
            text_items(ctx, texts_of(held, "partner") + texts_of(held, "funder")),
        ),
        group(ctx.say("But et modèle"), text_items(ctx, texts_of(held, "aim") + texts_of(held, "model"))),
    )
    st.html(cited(ctx, length))


def _context(ctx: PageContext, held: Tree) -> None:
    """Figures of others that the presentation quotes: never results of the initiative."""
    figures = [item for item in held.all_measures if item.status == "context"]
    section(
        ctx.say("Contexte : {n} chiffres d’autres sources", n=len(figures)),
        ctx.say("Cités dans la présentation pour situer le quartier; ce ne sont pas des résultats de l’initiative"),
    )
    columns = [
        TableColumn(ctx.say("Ce qui est mesuré")),
        TableColumn(ctx.say("Valeur imprimée"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Année et source"), phone=ctx.say("Année et source : ")),
        TableColumn(ctx.say("Portée"), phone=ctx.say("Portée : ")),
    ]
    rows = [
        [
            escape(pick(item.fact, "metric", ctx.language)),
            escape(item.words(ctx.language)),
            cell(item.time_point(ctx.language), item.source.authors_or_body),
            cell(pick(item.fact, "scope", ctx.language), fact_words(ctx, item)),
        ]
        for item in figures
    ]
    st.html(table_html(ctx.say("Chiffres de contexte"), columns, rows))


def _observations(ctx: PageContext) -> None:
    rows = collected_of(ctx).rows("observations", initiative_id=INITIATIVE)
    if not rows:
        section(ctx.say("Observations et effets proches"), ctx.say("Ce que les partenaires notent, à mesure"))
        to_come(
            ctx,
            ctx.say("aucune observation n’a été inscrite; le classeur de l’initiative a une feuille pour cela."),
        )
        return
    counts = {kind: sum(row.cells["observation_kind"] == kind for row in rows) for kind in KIND_SIGNS}
    finding = ctx.say(
        "{n} observations inscrites : {benefits} sur un bénéfice, {risks} sur un risque",
        n=len(rows),
        benefits=counts["benefit"],
        risks=counts["risk"],
    )
    with collected_block(
        ctx,
        "observations",
        finding,
        ctx.say("Inscrites par les partenaires, à mesure; ce que l’on a vu ou entendu, sans mesure"),
    ):
        columns = [
            TableColumn(ctx.say("Observation"), width=48),
            TableColumn(ctx.say("Sorte"), phone=ctx.say("Sorte : ")),
            TableColumn(ctx.say("Question"), phone=ctx.say("Question : ")),
            TableColumn(ctx.say("Méthode et date"), phone=ctx.say("Méthode et date : ")),
        ]
        st.html(
            table_html(ctx.say("Observations et effets proches"), columns, [_observation(ctx, row) for row in rows])
        )
        free_text_note(ctx)


def _observation(ctx: PageContext, row: CollectedRow) -> list[str]:
    kind = row.cells["observation_kind"]
    question = next(part for part in tree(INITIATIVE).parts if part.component.component_id == row.cells["question_id"])
    method = row.cells.get("method")
    return [
        free_text(row.cells["text"]),
        sign(KIND_SIGNS[kind], list_word(ctx, "observation_kind", kind), "ink"),
        escape(pick(question.component, "label", ctx.language)),
        cell(
            list_word(ctx, "evaluation_method", method) if method else ctx.say("méthode non inscrite"),
            ctx.say("notée le {day}", day=day(row.dated_on, ctx.language)) if row.dated_on else "",
        ),
    ]
