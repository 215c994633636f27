"""Communauté soignante: three roles, what happened since the first collaboration, context apart, and its evaluation."""

from html import escape

import streamlit as st

from indicators.initiatives.reading import CollectedRow
from indicators.initiatives.tree import Tree, tree
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.collected_section import (
    collected_block,
    collected_of,
    free_text,
    free_text_note,
    to_come,
)
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
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.styles import section
from pages.ui.tables import Column, cell, table_html

INITIATIVE = "communaute-soignante"
LENGTH = "communaute-soignante-04"
KIND_SIGNS = {"observation": "value", "benefit": "up", "risk": "down"}


def caring_view(here: Visit) -> None:
    """Draw the view."""
    held = tree(INITIATIVE)
    roles, questions = held.of_type("role"), held.of_type("evaluation_question")
    length = fact_of(held, LENGTH)
    view_head(
        here,
        held,
        here.say(
            "{roles} et {questions}; aucun résultat publié",
            roles=count_words(here, fact_of(held, "communaute-soignante-05")),
            questions=count_words(here, fact_of(held, "communaute-soignante-06")),
        ),
        [
            here.say(
                "{k} rôles décrits, avec {n} responsabilités.", k=len(roles), n=len(texts_of(held, "duty"))
            ),
            here.say(
                "Essai en duo, {place} : {length}, {when}.",
                place=pick(length.fact, "scope", here.language),
                length=length.words(here.language),
                when=_lower(length.time_point(here.language)),
            ),
            here.say("{n} questions d’évaluation posées.", n=len(questions)),
        ],
        [
            here.say("Les réponses aux questions d’évaluation : non publiées."),
            here.say("Les méthodes et leur calendrier : non publiés."),
            here.say("La suite depuis cette présentation, et le montant du financement : non publiés."),
        ],
    )
    section(
        here.say("{n} rôles, chacun avec ses responsabilités", n=len(roles)),
        here.say("Notre résumé de la source; personne n’en remplace une autre"),
    )
    groups(
        *(
            group(
                pick(part.component, "label", here.language),
                f'<p class="o-note">{escape(pick(part.component, "audience", here.language))}</p>',
                text_items(here, list(part.texts)),
            )
            for part in roles
        )
    )
    st.html(cited(here, fact_of(held, "communaute-soignante-05")))
    _track(here, held)
    _context(here, held)
    evaluation_grid(here, held, INITIATIVE)
    _observations(here)
    practices_of(here, initiative_id=INITIATIVE)
    sources_of(here, held)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _track(here: Visit, held: Tree) -> None:
    """The dates that the source gives, first to last, then that nothing else is published."""
    length = fact_of(held, LENGTH)
    year = held.initiative.start or ""
    progress = texts_of(held, "progress")
    section(
        here.say(
            "Première collaboration en {year}, état présenté {when}; la suite n’est pas publiée",
            year=year,
            when=_lower(length.time_point(here.language)),
        ),
        here.say(
            "État présenté à la date de la source; le début est calculé : {length} plus tôt",
            length=length.words(here.language),
        ),
    )
    steps = [
        (
            "milestone_done",
            here.say("{year}, date calculée", year=year),
            here.say(
                "Première collaboration en duo, {place}", place=pick(length.fact, "scope", here.language)
            ),
        ),
        (
            "milestone_done",
            length.time_point(here.language),
            here.say("{length} d’essai; présentation publique", length=length.words(here.language)),
        ),
        ("milestone_unknown", here.say("Depuis"), here.say("Non publié")),
    ]
    lines = "".join(f"<li>{sign(mark)}<b>{escape(when)}</b>{escape(what)}</li>" for mark, when, what in steps)
    st.html(f'<ol class="o-track">{lines}</ol>')
    groups(
        group(here.say("Avancement à cette date"), text_items(here, progress)),
        group(
            here.say("Partenaires et financement"),
            text_items(here, texts_of(held, "partner") + texts_of(held, "funder")),
        ),
        group(here.say("But et modèle"), text_items(here, texts_of(held, "aim") + texts_of(held, "model"))),
    )
    st.html(cited(here, length))


def _context(here: Visit, held: Tree) -> None:
    """Figures of others that the presentation quotes: never results of the initiative."""
    figures = [item for item in held.all_measures if item.status == "context"]
    section(
        here.say("Contexte : {n} chiffres d’autres sources", n=len(figures)),
        here.say(
            "Cités dans la présentation pour situer le quartier; ce ne sont pas des résultats de l’initiative"
        ),
    )
    columns = [
        Column(here.say("Ce qui est mesuré")),
        Column(here.say("Valeur imprimée"), number=True, phone=here.say("Valeur : ")),
        Column(here.say("Année et source"), phone=here.say("Année et source : ")),
        Column(here.say("Portée"), phone=here.say("Portée : ")),
    ]
    rows = [
        [
            escape(pick(item.fact, "metric", here.language)),
            escape(item.words(here.language)),
            cell(item.time_point(here.language), item.source.authors_or_body),
            cell(pick(item.fact, "scope", here.language), fact_words(here, item)),
        ]
        for item in figures
    ]
    st.html(table_html(here.say("Chiffres de contexte"), columns, rows))


def _observations(here: Visit) -> None:
    rows = collected_of(here).rows("observations", initiative_id=INITIATIVE)
    if not rows:
        section(
            here.say("Observations et effets proches"), here.say("Ce que les partenaires notent, à mesure")
        )
        to_come(
            here,
            here.say(
                "aucune observation n’a été inscrite; le classeur de l’initiative a une feuille pour cela."
            ),
        )
        return
    counts = {kind: sum(row.cells["observation_kind"] == kind for row in rows) for kind in KIND_SIGNS}
    finding = here.say(
        "{n} observations inscrites : {benefits} sur un bénéfice, {risks} sur un risque",
        n=len(rows),
        benefits=counts["benefit"],
        risks=counts["risk"],
    )
    with collected_block(
        here,
        "observations",
        finding,
        here.say("Inscrites par les partenaires, à mesure; ce que l’on a vu ou entendu, sans mesure"),
    ):
        columns = [
            Column(here.say("Observation"), width=48),
            Column(here.say("Sorte"), phone=here.say("Sorte : ")),
            Column(here.say("Question"), phone=here.say("Question : ")),
            Column(here.say("Méthode et date"), phone=here.say("Méthode et date : ")),
        ]
        st.html(
            table_html(
                here.say("Observations et effets proches"), columns, [_observation(here, row) for row in rows]
            )
        )
        free_text_note(here)


def _observation(here: Visit, row: CollectedRow) -> list[str]:
    kind = row.cells["observation_kind"]
    question = next(
        part for part in tree(INITIATIVE).parts if part.component.component_id == row.cells["question_id"]
    )
    method = row.cells.get("method")
    return [
        free_text(row.cells["text"]),
        sign(KIND_SIGNS[kind], list_word(here, "observation_kind", kind), "ink"),
        escape(pick(question.component, "label", here.language)),
        cell(
            list_word(here, "evaluation_method", method) if method else here.say("méthode non inscrite"),
            here.say("notée le {day}", day=day(row.dated_on, here.language)) if row.dated_on else "",
        ),
    ]
