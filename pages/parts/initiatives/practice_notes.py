"""Practice notes that establishments and initiatives share: what was done, under which conditions, and who to ask."""

from markupsafe import Markup

from data.facts import load_facts
from indicators.initiatives.collected import Practice
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.establishment.choice import Profile
from pages.parts.initiatives.choice import PRACTICES
from pages.parts.initiatives.collected_section import (
    collected_block,
    collected_of,
    collected_title,
    free_text,
    free_text_note,
    to_come,
)
from pages.ui import url_state
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.styles import heading, link_html, send_styles
from pages.ui.url_state import link

#: More notes than this are left to the page of all.
FEW = 4


def practices_view(ctx: PageContext) -> None:
    """Draw every practice of the release, filtered by recommendation."""
    collected = collected_of(ctx)
    practices = collected.practices()
    heading(
        ctx.say("Initiatives · pratiques partagées"),
        ctx.say("Pratiques partagées : {n}", n=len(practices)),
        ctx.say("Ce qu’un établissement ou une initiative a fait, dans ses mots; rien n’est évalué ici"),
    )
    if not practices:
        to_come(
            ctx,
            ctx.say("aucune pratique n’a été partagée; le classeur des initiatives a une feuille pour cela."),
        )
        return
    names = ["", *sorted({item.recommendation_id for item in practices})]
    chosen = url_state.segmented(
        "recommandation", ctx.say("Recommandation"), names, lambda name: name or ctx.say("Toutes")
    )
    shown = collected.practices(recommendation_id=chosen or None)
    title = (
        ctx.reader.catalogue.recommendation[chosen].words(ctx.language).title
        if chosen
        else ctx.say("Toutes les recommandations")
    )
    with collected_block(ctx, "practices", title, ctx.say("{n} notes, la plus récente d’abord", n=len(shown))):
        draw(note_html(ctx, item) for item in shown)
        free_text_note(ctx)


def practices_of(ctx: PageContext, **asked: str | None) -> None:
    """Draw the practices that meet every condition given; nothing where there is none."""
    shown = collected_of(ctx).practices(**asked)
    if shown:
        practice_block(ctx, shown, ctx.say("Pratiques partagées : {n}", n=len(shown)))


def practice_block(ctx: PageContext, shown: list[Practice], title: str) -> None:
    """Draw some practice notes under a title, with the way to all of them."""
    send_styles("initiatives")
    key = "-".join(item.practice_id for item in shown[:FEW])
    with collected_block(ctx, f"practice-{key}", title, ctx.say("Notes de qui les partage; rien n’est évalué ici")):
        draw(note_html(ctx, item) for item in shown[:FEW])
        free_text_note(ctx)
        more = link_html(link("initiatives", id=PRACTICES), ctx.say("Toutes les pratiques partagées"))
        draw(el("p", more, class_="o-source"))


def subject_practices(ctx: PageContext, subject_id: str) -> None:
    """Draw what is shared on a recommendation or an indicator; nothing where there is none."""
    if subject_id in ctx.reader.catalogue.recommendation:
        practices_of(ctx, recommendation_id=subject_id)
    else:
        practices_of(ctx, indicator_id=subject_id)


def establishment_practices(ctx: PageContext, shown: Profile) -> None:
    """Draw an establishment's own notes, then those of others on what its peers do more of."""
    place = shown.establishment.establishment_id
    practices_of(ctx, establishment_id=place)
    behind = {item.id for item, verdict in shown.verdicts if shown.is_open and verdict.comparison == "worse"}
    useful = [
        item
        for item in collected_of(ctx).practices()
        if item.establishment_id != place and behind.intersection(item.indicator_ids)
    ]
    if useful:
        practice_block(ctx, useful, ctx.say("Où les pairs font plus, ce que d’autres partagent : {n}", n=len(useful)))


def note_html(ctx: PageContext, item: Practice) -> Markup:
    """One note, its id the anchor that the search names."""
    about = [
        _sharer(ctx, item),
        link_html(link("recommendation", id=item.recommendation_id), item.recommendation_id),
        _indicators(ctx, item),
        day(item.dated_on, ctx.language),
    ]
    target = el("a", item.link, class_="o-link", href=item.link, target="_blank", rel="noopener")
    lines = {
        ctx.say("Conditions : "): free_text(item.conditions) if item.conditions else None,
        ctx.say("Personne-ressource : "): item.contact or ctx.say("non publiée"),
        ctx.say("Lien : "): target if item.link else None,
    }
    return el(
        "div",
        el("h3", collected_title(ctx, item.title), class_="o-h3"),
        el("p", join(about, " · "), class_="o-note"),
        el("p", free_text(item.done)),
        (el("p", el("strong", title), content) for title, content in lines.items() if content),
        class_="o-practice o-fact",
        id=item.practice_id,
    )


def _sharer(ctx: PageContext, item: Practice) -> Markup:
    """Who shares it, linked to its own page."""
    if item.establishment_id:
        known = {place.establishment_id: place for place in released_facts(ctx).establishments}
        name = pick(known[item.establishment_id], "short_name", ctx.language)
        return link_html(link("establishment", id=item.establishment_id), name)
    initiative = next(one for one in load_facts().initiatives if one.initiative_id == item.initiative_id)
    return link_html(link("initiatives", id=initiative.initiative_id), pick(initiative, "name", ctx.language))


def _indicators(ctx: PageContext, item: Practice) -> Markup:
    known = ctx.reader.catalogue.indicator
    names = (
        link_html(link("indicator", id=name), known[name].words(ctx.language).short_title)
        for name in item.indicator_ids
        if name in known
    )
    return join(names, ", ")
