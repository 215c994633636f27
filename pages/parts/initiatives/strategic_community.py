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
from pages.ui.page_context import PageContext
from pages.ui.styles import section

INITIATIVE = "communaute-strategique-itss"
PILOTS, PRINCIPLES, AIMS, GROUPS, SIZE, SUPPORT, LENGTH = (f"{INITIATIVE}-{rank:02d}" for rank in range(1, 8))


def strategic_view(ctx: PageContext) -> None:
    """Draw the view."""
    held = tree(INITIATIVE)

    def words(fact_id: str) -> str:
        return fact_of(held, fact_id).words(ctx.language)

    view_head(
        ctx,
        held,
        ctx.say(
            "Un modèle en {groups} et {principles}, sur {length}; aucun résultat publié",
            groups=words(GROUPS),
            principles=words(PRINCIPLES),
            length=words(LENGTH),
        ),
        [
            ctx.say("{groups}, appuyés par {support}.", groups=_capital(words(GROUPS)), support=words(SUPPORT)),
            ctx.say("Groupe d’action : {size}; durée : {length}.", size=words(SIZE), length=words(LENGTH)),
            ctx.say(
                "Projets pilotes : {pilots}, {when}.",
                pilots=words(PILOTS),
                when=fact_of(held, PILOTS).time_point(ctx.language),
            ),
        ],
        [
            ctx.say("Le nom des territoires pilotes : non publié."),
            ctx.say("Ce que les projets pilotes ont changé, en chiffres : non publié."),
            ctx.say("Le financement : non publié."),
        ],
    )
    _structure(ctx, held)
    _principles(ctx, held)
    boards(ctx)
    practices_of(ctx, initiative_id=INITIATIVE)
    sources_of(ctx, held)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _structure(ctx: PageContext, held: Tree) -> None:
    parts = held.of_type("group")
    section(
        ctx.say(
            "Une structure temporaire : {groups} et {support}",
            groups=fact_of(held, GROUPS).words(ctx.language),
            support=fact_of(held, SUPPORT).words(ctx.language),
        ),
        ctx.say("Qui la compose et ce que chacun fait; notre résumé de la source"),
    )
    groups(*(group(pick(part.component, "label", ctx.language), _part(ctx, part)) for part in parts))
    duration = "".join(f"<p>{escape(pick(item, 'text', ctx.language))}</p>" for item in texts_of(held, "duration"))
    groups(
        group(
            ctx.say("Durée habituelle : {length}", length=fact_of(held, LENGTH).words(ctx.language)),
            duration,
        ),
        group(ctx.say("But"), text_items(ctx, texts_of(held, "aim"))),
    )
    st.html(cited(ctx, fact_of(held, GROUPS)))


def _part(ctx: PageContext, part: Part) -> str:
    return (
        f'<p class="o-note">{escape(pick(part.component, "audience", ctx.language))}</p>'
        f"{text_items(ctx, list(part.texts))}"
    )


def _principles(ctx: PageContext, held: Tree) -> None:
    principles, aims = texts_of(held, "principle"), texts_of(held, "objective")
    section(
        ctx.say("{n} principes et {k} objectifs", n=len(principles), k=len(aims)),
        ctx.say("Ce sur quoi la démarche s’appuie et ce qu’elle vise; notre résumé de la source"),
    )
    groups(
        group(ctx.say("Principes"), text_items(ctx, principles, numbered=True)),
        group(ctx.say("Objectifs de la démarche"), text_items(ctx, aims, numbered=True)),
    )
    st.html(cited(ctx, fact_of(held, PRINCIPLES)))
