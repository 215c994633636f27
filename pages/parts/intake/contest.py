"""« Signaler un nombre »: the form by which a reader contests a number; stewards answer it in Dépôt."""

import secrets

import streamlit as st

from data.store.paths import var_folder
from etl.review.contest import CONTACT_MAX, MESSAGE_MAX
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import note
from pages.ui.url_state import permalink

#: What tells one session from another, and what was answered to its last message.
SENDER_KEY, ANSWER_KEY = "contest-sender", "contest-said"


def contest_form(ctx: PageContext, page: str) -> None:
    """Draw the small form behind its button, and the sentence that confirms; `page` is the file of the page."""
    link = permalink(page, ctx.release.id, ctx.period)
    with (
        st.popover(ctx.say("Signaler un nombre"), type="tertiary", key="contest"),
        st.form("contest-form", border=False, enter_to_submit=False),
    ):
        note(ctx.say("Ce message et l’adresse de cette page vont aux responsables des données; rien n’en est publié."))
        message = st.text_area(ctx.say("Quel nombre paraît faux, et pourquoi"), max_chars=MESSAGE_MAX)
        contact = st.text_input(ctx.say("Pour vous répondre (facultatif)"), max_chars=CONTACT_MAX)
        sent = st.form_submit_button(ctx.say("Envoyer"), type="primary", key="cta-contest")
    if sent:
        st.session_state[ANSWER_KEY] = (link, _send(ctx, link, message, contact))
    answered_link, answer = st.session_state.get(ANSWER_KEY, (None, ""))
    if answered_link == link:
        draw(el("p", answer, class_="o-note", role="status"))


def _send(ctx: PageContext, link: str, message: str, contact: str) -> str:
    """The sentence that says what became of a message."""
    # Imported here, so that only who sends a message waits for the ETL.
    from etl.steward.service import StewardService
    from pages.parts.intake.steward_page import outcome_of

    sender = st.session_state.setdefault(SENDER_KEY, secrets.token_hex(8))

    def act() -> str:
        sent = StewardService(var_folder(), ctx.person, ctx.language).contest(link, message, contact, sender)
        return ctx.say("Merci. Votre message est reçu sous le numéro {id}.", id=sent)

    return outcome_of(act, ctx.language)[1]
