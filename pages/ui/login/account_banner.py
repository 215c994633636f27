"""The banner that says who is reading, and the links that log in and out."""

import streamlit as st
from markupsafe import Markup

from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.ui.login.role_settings import settings
from pages.ui.login.session_user import SessionUser
from pages.ui.markup import Child, draw, el, join
from pages.ui.url_state import consume_param, same_page, sticky_param

#: What a link adds to an address to log in or out; the frame obeys it before anything is drawn.
ASKED = "session"
LOOK = "o-band o-band-account"


def obey_links(person: SessionUser) -> None:
    """Log in or out when the address asks for it; the run ends there, since the browser leaves the page."""
    asked = consume_param(ASKED)
    if asked == "ouvrir" and person.standing in ("visitor", "expired") and can_log_in():
        st.login()
        st.stop()
    if asked == "fermer" and person.standing in ("signed_in", "expired"):
        st.logout()
        st.stop()


def can_log_in() -> bool:
    """Whether a login is configured, and rightly."""
    return hasattr(settings(), "claim")


def account_banner(person: SessionUser, language: Language, *, reads_members: bool) -> None:
    """Draw who is reading; nothing for a visitor where no login is configured.

    Args:
        reads_members: whether the release read is the members' one.
    """
    if person.trouble is not None:
        draw(el("div", el("p", person.trouble.sentence(language)), class_=LOOK, role="alert"))
        return
    if person.standing == "visitor" and not can_log_in():
        return
    actions = [*_release_links(person, language, reads_members), *_login_links(person, language)]
    right = el("p", join(actions, " · ")) if actions else None
    draw(el("div", el("p", _who(person, language)), right, class_=LOOK, role="note"))


def _who(person: SessionUser, language: Language) -> Child:
    if person.standing == "local":
        why = say(
            "aucune connexion n’est configurée et le navigateur est sur cette machine; tous les rôles sont ouverts.",
            language,
        )
        return [el("strong", say("Mode local", language)), f" — {why}"]
    if person.standing == "expired":
        return say("Votre session a pris fin; vous lisez comme tout le monde.", language)
    if person.standing == "signed_in":
        return say("{name} · {role}", language, name=person.name, role=person.role_words(language))
    return say("Vous lisez comme tout le monde.", language)


def _release_links(person: SessionUser, language: Language, reads_members: bool) -> list[Child]:
    """Which release is read, and the link to the other one."""
    if person.audience == "visitor":
        return []
    local = person.standing == "local"
    if reads_members:
        return [
            say("Version des membres", language),
            _link(say("lire la version publique", language), lecture="" if local else "public", version=""),
        ]
    if local:
        return [_link(say("lire la version des membres", language), lecture="membres", version="")]
    if sticky_param("lecture") == "public":
        return [_link(say("Revenir à la version des membres", language), lecture="", version="")]
    return []


def _login_links(person: SessionUser, language: Language) -> list[Child]:
    if person.standing == "signed_in":
        return [_link(say("Se déconnecter", language), **{ASKED: "fermer"})]
    if person.standing in ("visitor", "expired"):
        return [_link(say("Se connecter", language), **{ASKED: "ouvrir"})]
    return []


def _link(words: str, **changed: str) -> Markup:
    return el("a", words, href=same_page(**changed), target="_self")
