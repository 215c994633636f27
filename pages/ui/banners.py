"""The banners above every page: kind of data, release read, and why it is not the one asked for."""

from markupsafe import Markup

from indicators.catalogue.model import Language
from indicators.wording.numbers import day
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.url_state import link, same_page, sticky_param


def release_banner(ctx: PageContext) -> None:
    """Draw the nature of the data, the release's date, the other language, and any notice."""
    fictitious = ctx.release.kind == "fictif"
    dated = ctx.say("Version du {day}", day=day(ctx.release.published_at, ctx.language))
    changed = el("a", ctx.say("ce qui a changé"), href=f"{link('overview')}#changements", target="_self")
    permanent = el("a", ctx.say("lien permanent"), href=same_page(version=ctx.release.id), target="_self")
    if fictitious:
        words = ctx.say("valeurs générées pour la démonstration; elles ne décrivent aucun établissement réel.")
        nature = el("p", el("strong", ctx.say("Données fictives")), " — ", words)
    else:
        nature = el("p", ctx.say("Enquête sur le partenariat : réponses des établissements"))
    banner = el(
        "div",
        nature,
        el("p", join([dated, changed, permanent, language_link(ctx.language)], " · ")),
        class_="o-band o-band-fictif" if fictitious else "o-band",
        role="note",
    )
    draw(banner, notices(ctx))


def notices(ctx: PageContext) -> Markup:
    """The notices of this page, empty when the current release is read as asked."""
    dated = day(ctx.release.published_at, ctx.language)
    lines: list[Child] = []
    if ctx.unreadable:
        text = "La version la plus récente n’a pas pu être lue. Rien n’est perdu; voici celle du {day}."
        if sticky_param("version") and ctx.person.audience == "visitor":
            # The same words whether it exists or not: an address must not tell.
            text = (
                "La version demandée n’existe pas ou n’est pas publique; une version réservée aux membres se lit "
                "après connexion. Voici la version publique du {day}."
            )
        elif sticky_param("version"):
            text = "La page n’a pas pu lire la version demandée. Rien n’est perdu; voici la version du {day}."
        lines.append(ctx.say(text, day=dated))
    if not ctx.is_current:
        newest = el("a", ctx.say("Voir la version actuelle"), href=same_page(version=""), target="_self")
        lines.append([ctx.say("Vous lisez la version du {day}.", day=dated), " ", newest])
    return join(el("div", el("p", line), class_="o-band o-band-older", role="status") for line in lines)


def language_link(language: Language) -> Markup:
    """The link that reloads the page in the other language, so that the document's own language follows."""
    code, name = ("en", "English") if language == "fr" else ("fr", "Français")
    address = same_page(lang="" if code == "fr" else code)
    return el("a", name, class_="o-switch", href=address, target="_self", hreflang=code, lang=code)
