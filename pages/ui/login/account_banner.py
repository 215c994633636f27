"""The band that says who is reading, and the links that log in and out."""

from html import escape

import streamlit as st

from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.ui.login.role_settings import settings
from pages.ui.login.session_user import SessionUser
from pages.ui.url_state import consume_param, same_page, sticky_param

#: What a link adds to an address to log in or out; the frame obeys it before anything is drawn.
ASKED = "session"


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
    """Draw who is reading; nothing for a visitor of a house without a login.

    Args:
        reads_members: whether the release read is the members' one.
    """
    if person.trouble is not None:
        words = person.trouble.sentence(language)
        st.html(f'<div class="o-band o-band-account" role="alert"><p>{escape(words)}</p></div>')
        return
    if person.standing == "visitor" and not can_log_in():
        return
    left, right = (
        _words(person, language),
        [*_reading(person, language, reads_members), *_door(person, language)],
    )
    ends = f"<p>{' · '.join(right)}</p>" if right else ""
    st.html(f'<div class="o-band o-band-account" role="note"><p>{left}</p>{ends}</div>')


def _words(person: SessionUser, language: Language) -> str:
    if person.standing == "local":
        name = say("Mode local", language)
        why = say(
            "aucune connexion n’est configurée et le navigateur est sur cette machine; tous les rôles sont ouverts.",
            language,
        )
        return f"<strong>{escape(name)}</strong> — {escape(why)}"
    if person.standing == "expired":
        return escape(say("Votre session a pris fin; vous lisez comme tout le monde.", language))
    if person.standing == "signed_in":
        text = "{name} · {role}"
        return escape(say(text, language, name=person.name, role=person.role_words(language)))
    return escape(say("Vous lisez comme tout le monde.", language))


def _reading(person: SessionUser, language: Language, reads_members: bool) -> list[str]:
    """Which release is read, and the link to the other one."""
    if person.audience == "visitor":
        return []
    local = person.standing == "local"
    if reads_members:
        return [
            escape(say("Version des membres", language)),
            _link(say("lire la version publique", language), lecture="" if local else "public", version=""),
        ]
    if local:
        return [_link(say("lire la version des membres", language), lecture="membres", version="")]
    if sticky_param("lecture") == "public":
        return [_link(say("Revenir à la version des membres", language), lecture="", version="")]
    return []


def _door(person: SessionUser, language: Language) -> list[str]:
    if person.standing == "signed_in":
        return [_link(say("Se déconnecter", language), **{ASKED: "fermer"})]
    if person.standing in ("visitor", "expired"):
        return [_link(say("Se connecter", language), **{ASKED: "ouvrir"})]
    return []


def _link(words: str, **changed: str) -> str:
    return f'<a href="{escape(same_page(**changed))}" target="_self">{escape(words)}</a>'
