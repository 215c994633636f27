"""« Signaler un nombre » : whoever reads a number may say that it looks wrong; stewards read it in Dépôt."""

import secrets
from html import escape

import streamlit as st

from data.store.paths import var_folder
from etl.review.contest import CONTACT_MAX, MESSAGE_MAX
from indicators.catalogue.model import Language
from pages.ui.page_context import PageContext
from pages.ui.url_state import permalink

#: What tells one session from another, and what was answered to its last message.
SENDER_KEY, SAID_KEY = "contest-sender", "contest-said"


def contest_form(ctx: PageContext, page: str) -> None:
    """Draw the small form behind its button, and the sentence that confirms; `page` is the file of the page."""
    link = permalink(page, ctx.release.id, ctx.period)
    with (
        st.popover(ctx.say("Signaler un nombre"), type="tertiary", key="contest"),
        st.form("contest-form", border=False, enter_to_submit=False),
    ):
        st.html(
            f'<p class="o-note">{escape(ctx.say("Ce message et l’adresse de cette page vont aux responsables des données; rien n’en est publié."))}</p>'
        )
        message = st.text_area(ctx.say("Quel nombre paraît faux, et pourquoi"), max_chars=MESSAGE_MAX)
        contact = st.text_input(ctx.say("Pour vous répondre (facultatif)"), max_chars=CONTACT_MAX)
        sent = st.form_submit_button(ctx.say("Envoyer"), type="primary", key="cta-contest")
    if sent:
        st.session_state[SAID_KEY] = (link, _send(ctx, link, message, contact))
    told = st.session_state.get(SAID_KEY)
    if told is not None and told[0] == link:
        st.html(f'<p class="o-note" role="status">{escape(told[1])}</p>')


def _send(ctx: PageContext, link: str, message: str, contact: str) -> str:
    """The sentence that says what became of a message."""
    # Only who sends one waits for the desk to be loaded.
    from etl.steward.service import StewardService
    from pages.parts.intake.steward_page import outcome_of

    sender = st.session_state.setdefault(SENDER_KEY, secrets.token_hex(8))
    language: Language = ctx.language

    def act() -> str:
        sent = StewardService(var_folder(), ctx.person, language).contest(link, message, contact, sender)
        return ctx.say("Merci. Votre message est reçu sous le numéro {id}.", id=sent)

    return outcome_of(act, language)[1]
