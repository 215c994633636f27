"""Communauté stratégique (ITSS): two groups and who supports them, four principles, 18 to 24 months, and its boards."""

from html import escape

import streamlit as st

from indicators.initiatives.tree import Part, Tree, tree
from indicators.wording.language import pick
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.practice_notes import practices_of
from pages.parts.initiatives.project_log import boards
from pages.parts.initiatives.sources import cited, group, groups, sources_of, text_items, texts_of
from pages.ui.page_context import Visit
from pages.ui.styles import section

INITIATIVE = "communaute-strategique-itss"
PILOTS, PRINCIPLES, AIMS, GROUPS, SIZE, SUPPORT, LENGTH = (f"{INITIATIVE}-{rank:02d}" for rank in range(1, 8))


def strategic_view(here: Visit) -> None:
    """Draw the view."""
    held = tree(INITIATIVE)

    def words(fact_id: str) -> str:
        return fact_of(held, fact_id).words(here.language)

    view_head(
        here,
        held,
        here.say(
            "Un modèle en {groups} et {principles}, sur {length}; aucun résultat publié",
            groups=words(GROUPS),
            principles=words(PRINCIPLES),
            length=words(LENGTH),
        ),
        [
            here.say(
                "{groups}, appuyés par {support}.", groups=_capital(words(GROUPS)), support=words(SUPPORT)
            ),
            here.say("Groupe d’action : {size}; durée : {length}.", size=words(SIZE), length=words(LENGTH)),
            here.say(
                "Projets pilotes : {pilots}, {when}.",
                pilots=words(PILOTS),
                when=fact_of(held, PILOTS).time_point(here.language),
            ),
        ],
        [
            here.say("Le nom des territoires pilotes : non publié."),
            here.say("Ce que les projets pilotes ont changé, en chiffres : non publié."),
            here.say("Le financement : non publié."),
        ],
    )
    _structure(here, held)
    _principles(here, held)
    boards(here)
    practices_of(here, initiative_id=INITIATIVE)
    sources_of(here, held)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _structure(here: Visit, held: Tree) -> None:
    parts = held.of_type("group")
    section(
        here.say(
            "Une structure temporaire : {groups} et {support}",
            groups=fact_of(held, GROUPS).words(here.language),
            support=fact_of(held, SUPPORT).words(here.language),
        ),
        here.say("Qui la compose et ce que chacun fait; notre résumé de la source"),
    )
    groups(*(group(pick(part.component, "label", here.language), _part(here, part)) for part in parts))
    duration = "".join(
        f"<p>{escape(pick(item, 'text', here.language))}</p>" for item in texts_of(held, "duration")
    )
    groups(
        group(
            here.say("Durée habituelle : {length}", length=fact_of(held, LENGTH).words(here.language)),
            duration,
        ),
        group(here.say("But"), text_items(here, texts_of(held, "aim"))),
    )
    st.html(cited(here, fact_of(held, GROUPS)))


def _part(here: Visit, part: Part) -> str:
    return (
        f'<p class="o-note">{escape(pick(part.component, "audience", here.language))}</p>'
        f"{text_items(here, list(part.texts))}"
    )


def _principles(here: Visit, held: Tree) -> None:
    principles, aims = texts_of(held, "principle"), texts_of(held, "objective")
    section(
        here.say("{n} principes et {k} objectifs", n=len(principles), k=len(aims)),
        here.say("Ce sur quoi la démarche s’appuie et ce qu’elle vise; notre résumé de la source"),
    )
    groups(
        group(here.say("Principes"), text_items(here, principles, numbered=True)),
        group(here.say("Objectifs de la démarche"), text_items(here, aims, numbered=True)),
    )
    st.html(cited(here, fact_of(held, PRINCIPLES)))
