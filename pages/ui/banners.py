"""The bands above every page: what kind of data, which release, what went wrong with the one asked for."""

from html import escape

import streamlit as st

from indicators.catalogue.model import Language
from indicators.wording.language import say
from indicators.wording.numbers import day
from pages.ui.page_context import PageContext
from pages.ui.url_state import link, same_page, sticky_param


def release_banner(ctx: PageContext) -> None:
    """Draw the bands of this visit: nature of the data, release date, language, and any notice."""
    release = ctx.release
    dated = ctx.say("Version du {day}", day=day(release.published_at, ctx.language))
    changed = f'<a href="{escape(link("overview"))}#changements" target="_self">{ctx.say("ce qui a changé")}</a>'
    kept_link = f'<a href="{escape(same_page(version=release.id))}" target="_self">{ctx.say("lien permanent")}</a>'
    right = f"<p>{escape(dated)} · {changed} · {kept_link} · {language_link(ctx.language)}</p>"
    if release.kind == "fictif":
        name = ctx.say("Données fictives")
        words = ctx.say("valeurs générées pour la démonstration; elles ne décrivent aucun établissement réel.")
        left = f"<p><strong>{escape(name)}</strong> — {escape(words)}</p>"
    else:
        left = f"<p>{escape(ctx.say('Enquête sur le partenariat : réponses des établissements'))}</p>"
    look = "o-band o-band-fictif" if release.kind == "fictif" else "o-band"
    st.html(f'<div class="{look}" role="note">{left}{right}</div>{notices(ctx)}')


def notices(ctx: PageContext) -> str:
    """The HTML of the notices of this visit, empty when the current release is read as asked."""
    dated = day(ctx.release.published_at, ctx.language)
    lines = []
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
        words = ctx.say(text, day=dated)
        lines.append(escape(words))
    if not ctx.is_current:
        newest = f'<a href="{escape(same_page(version=""))}" target="_self">{escape(ctx.say("Voir la version actuelle"))}</a>'
        lines.append(f"{escape(ctx.say('Vous lisez la version du {day}.', day=dated))} {newest}")
    return "".join(f'<div class="o-band o-band-older" role="status"><p>{line}</p></div>' for line in lines)


def language_link(language: Language) -> str:
    """The link that reloads the page in the other language, so that the document's own language follows."""
    other, name = ("en", "English") if language == "fr" else ("", "Français")
    code = other or "fr"
    return f'<a class="o-switch" href="{escape(same_page(lang=other))}" target="_self" hreflang="{code}" lang="{code}">{name}</a>'


def no_release_page(language: Language) -> None:
    """The page of a house where nothing is published yet: what to type, and where."""
    title = say("Aucune version n’est encore publiée", language)
    why = say("Le tableau de bord montre des versions publiées; il n’en trouve aucune dans son dossier.", language)
    how = say("Pour une démonstration avec des données fictives, dans le dossier du projet :", language)
    then = say(
        "Pour vos classeurs : déposez-les avec « receive », puis « check », « accept » et « publish ».",
        language,
    )
    st.html(
        f'<p style="text-align:right;margin:0">{language_link(language)}</p><h1 class="o-h1">{escape(title)}</h1>'
        f'<p class="o-text">{escape(why)}</p><p class="o-text">{escape(how)}</p>'
    )
    st.code("python -m demo", language=None)
    st.html(f'<p class="o-text">{escape(then)}</p>')
