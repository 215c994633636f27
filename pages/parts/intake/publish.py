"""Publish with a note, under embargo if wanted, and go back to an earlier version."""

from datetime import date

import streamlit as st

from data.store.releases.pointer import current, history, releases_of
from data.store.releases.release import Audience
from etl.publish.publish import AUDIENCES, REASONS
from indicators.wording.headlines import reason_word
from indicators.wording.numbers import day, moment
from pages.parts.intake.preview import audience_word, draw_preview
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.parts.releases.release_list import SHORT
from pages.ui.styles import note, section, text

NOTE_LENGTH = 500


def draw_publication(page: StewardPage) -> None:
    """Draw the effect, then the two actions for those who publish."""
    draw_preview(page)
    if not page.may("publish"):
        note(page.say("Publier et revenir en arrière demandent le rôle de responsable de la publication."))
        return
    left, right = st.columns(2, gap="large")
    with left:
        _publish_form(page)
    with right:
        _draw_current(page)
        _roll_back_form(page)


def _publish_form(page: StewardPage) -> None:
    section(page.say("Publier"), page.say("Les deux publics ensemble, ou l’un des deux"), chart=True)
    with st.form("depot-publish", enter_to_submit=False):
        reason = st.selectbox(page.say("Pourquoi"), REASONS, format_func=lambda name: reason_word(name, page.language))
        note_fr = st.text_area(page.say("Note en français, lue par tous"), max_chars=NOTE_LENGTH)
        note_en = st.text_area(page.say("Note en anglais, lue par tous"), max_chars=NOTE_LENGTH)
        wanted: list[Audience] = [
            audience
            for audience in AUDIENCES
            if st.checkbox(
                page.say("Publier pour : {who}", who=audience_word(page, audience)),
                value=True,
                key=f"depot-publish-{audience}",
            )
        ]
        embargo = st.text_input(page.say("Sous embargo jusqu’au (AAAA-MM-JJ; vide : tout de suite)"), max_chars=10)
        if st.form_submit_button(page.say("Publier"), type="primary", key="cta-publish"):
            act_and_rerun(page, lambda: _publish(page, str(reason), note_fr, note_en, wanted, embargo))


def _publish(page: StewardPage, reason: str, note_fr: str, note_en: str, wanted: list[Audience], embargo: str) -> str:
    if not wanted:
        return page.say("Rien n’est publié : aucun public n’était coché.")
    if not note_fr.strip() or not note_en.strip():
        return page.say("Rien n’est publié : la note manque en français ou en anglais.")
    public_from = None
    if embargo.strip():
        try:
            public_from = date.fromisoformat(embargo.strip())
        except ValueError:
            text = (
                "Rien n’est publié : « {read} » lu comme date d’embargo; une date est attendue, "
                "par exemple « 2026-11-30 »."
            )
            return page.say(text, read=embargo.strip())
    done = page.service.publish(note_fr.strip(), note_en.strip(), reason, audiences=wanted, public_from=public_from)
    lines = []
    for item in done:
        text = (
            "Version {release} publiée pour {who}."
            if item.created
            else "Pour {who}, aucune version nouvelle : la version {release} dit déjà la même chose."
        )
        lines.append(page.say(text, release=item.release_id, who=audience_word(page, item.audience)))
    if public_from is not None:
        lines.append(page.say("Embargo : elle se lira à partir du {day}.", day=day(public_from, page.language)))
    return "\n".join(lines)


def _draw_current(page: StewardPage) -> None:
    """Draw what each audience reads now, and what waits under embargo."""
    section(page.say("Ce que chacun lit"), chart=True)
    for audience in AUDIENCES:
        now = current(page.var, audience)
        who = audience_word(page, audience)
        if now is None:
            text(page.say("Pour {who} : aucune version.", who=who))
            continue
        words = "Pour {who} : version {release}, publiée le {day}."
        text(page.say(words, who=who, release=now.release_id[:SHORT], day=day(now.published_at, page.language)))
        for item in releases_of(page.var, audience).releases:
            if item.public_from and item not in history(page.var, audience) and not item.held_back:
                words = "Pour {who} : version {release} sous embargo jusqu’au {moment} (UTC)."
                until = moment(item.public_from, page.language)
                text(page.say(words, who=who, release=item.release_id[:SHORT], moment=until))


def _roll_back_form(page: StewardPage) -> None:
    section(
        page.say("Revenir à une version"),
        page.say("La version remplacée reste lisible par son lien"),
        chart=True,
    )
    earlier = [
        (audience, item)
        for audience in AUDIENCES
        for item in history(page.var, audience)
        if item.release_id != getattr(current(page.var, audience), "release_id", None)
    ]
    if not earlier:
        note(page.say("Il n’y a pas d’autre version à laquelle revenir."))
        return
    with st.form("depot-rollback", enter_to_submit=False):
        chosen = st.selectbox(
            page.say("Version"),
            range(len(earlier)),
            format_func=lambda at: page.say(
                "{day} · {release} · {who}",
                day=day(earlier[at][1].published_at, page.language),
                release=earlier[at][1].release_id[:SHORT],
                who=audience_word(page, earlier[at][0]),
            ),
        )
        why = st.text_area(page.say("Raison du retour"), max_chars=NOTE_LENGTH)
        if st.form_submit_button(page.say("Revenir à cette version")):
            act_and_rerun(page, lambda: _roll_back(page, earlier[chosen or 0], why))


def _roll_back(page: StewardPage, target: tuple, why: str) -> str:
    audience, item = target
    page.service.roll_back(audience, item.release_id, why)
    text = "Pour {who}, la version lue est de nouveau celle du {day} ({release})."
    when = day(item.published_at, page.language)
    return page.say(text, who=audience_word(page, audience), day=when, release=item.release_id)
