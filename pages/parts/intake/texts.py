"""What a person must read before anyone else: free texts to review, and numbers that readers contest."""

import streamlit as st

from data.facts import load_facts
from etl.review.review import TEXT_MAX
from etl.review.texts import ReviewText
from indicators.wording.answers import question_code
from indicators.wording.language import pick
from indicators.wording.numbers import day
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.ui.markup import draw, el
from pages.ui.styles import note, section, text
from pages.ui.tables import TableColumn, cell, summary_table

AT_ONCE = 10
ANSWER_LENGTH = 2_000


def draw_texts(page: StewardPage) -> None:
    """Draw the texts that wait, a few at a time, then those already decided."""
    found = page.service.texts()
    waiting = [item for item in found if item.state == "waiting"]
    section(
        page.say("Textes à relire : {n}", n=len(waiting)),
        page.say("Commentaires, explications et raisons; aucun n’est publié avant d’avoir été lu par quelqu’un"),
    )
    if not waiting:
        note(page.say("Aucun texte n’attend."))
    for item in waiting[:AT_ONCE]:
        _review_form(page, item)
    if len(waiting) > AT_ONCE:
        note(page.say("Les {n} premiers textes sur {all}.", n=AT_ONCE, all=len(waiting)))
    decided = [item for item in found if item.state != "waiting"]
    if decided and st.toggle(page.say("Montrer les textes déjà lus ({n})", n=len(decided)), key="depot-decided"):
        _decided(page, decided)


def _about(page: StewardPage, item: ReviewText) -> str:
    kinds = {
        "comment": page.say("commentaire"),
        "explanation": page.say("explication"),
        "reason": page.say("raison de l’acceptation"),
    }
    question = load_facts().question.get(item.question_id or "")
    asked = f"{question_code(question)} {pick(question, 'label', page.language)}" if question else ""
    parts = (page.name(item.establishment_id), item.wave_id, kinds[item.kind], asked)
    return " · ".join(part for part in parts if part)


def _review_form(page: StewardPage, item: ReviewText) -> None:
    with st.container(border=True, key=f"depot-text-{item.text_id}"):
        draw(el("p", _about(page, item), class_="o-note"), el("blockquote", item.text, class_="o-quote"))
        if not page.may("review", item.establishment_id):
            return
        with st.form(f"depot-review-{item.text_id}", border=False, enter_to_submit=False):
            redacted = st.text_area(
                page.say("Texte à publier à la place, s’il faut en retirer quelque chose"),
                value=item.text,
                max_chars=max(TEXT_MAX, len(item.text)),
            )
            with st.container(horizontal=True):
                as_it_is = st.form_submit_button(page.say("Publier tel quel"), key=f"depot-pub-{item.text_id}")
                changed = st.form_submit_button(page.say("Publier le texte modifié"), key=f"depot-red-{item.text_id}")
                kept = st.form_submit_button(page.say("Ne pas publier"), key=f"depot-keep-{item.text_id}")
    if as_it_is:
        act_and_rerun(page, lambda: _decide(page, item, "publish", None))
    if changed:
        act_and_rerun(page, lambda: _decide(page, item, "redact", redacted))
    if kept:
        act_and_rerun(page, lambda: _decide(page, item, "keep", None))


def _decide(page: StewardPage, item: ReviewText, decision, redacted: str | None) -> str:
    page.service.review(item.text_id, decision, redacted)
    words = {
        "publish": "{about} : sera publié tel quel dans la prochaine version.",
        "redact": "{about} : le texte modifié sera publié dans la prochaine version.",
        "keep": "{about} : ne sera pas publié.",
    }
    return page.say(words[decision], about=_about(page, item))


def _decided(page: StewardPage, found: list[ReviewText]) -> None:
    states = {
        "published": page.say("publié tel quel"),
        "redacted": page.say("publié modifié"),
        "kept": page.say("non publié"),
    }
    columns = [
        TableColumn(page.say("Texte"), width=60),
        TableColumn(page.say("Décision"), phone=page.say("Décision : ")),
        TableColumn(page.say("Par"), phone=page.say("Par : ")),
    ]
    rows = [
        [
            cell(_about(page, item), item.shown or item.text),
            states[item.state],
            cell(item.decided_by or "", day(item.decided_at, page.language) if item.decided_at else ""),
        ]
        for item in found
    ]
    summary_table(page.say("Textes déjà lus"), columns, rows)


def draw_contests(page: StewardPage) -> None:
    """Draw the numbers that readers say are wrong, those without an answer first."""
    rows = page.service.contested().to_dicts()
    waiting = [row for row in rows if row["answer"] is None]
    section(
        page.say("Nombres signalés sans réponse : {n}", n=len(waiting)),
        page.say("Envoyés par le lien « Signaler un nombre » des pages; rien n’en est publié"),
    )
    if not rows:
        note(page.say("Aucun signalement."))
    for row in [*waiting, *(row for row in rows if row["answer"] is not None)]:
        _contest(page, row)


def _contest(page: StewardPage, row: dict) -> None:
    with st.container(border=True, key=f"depot-contest-{row['contest_id']}"):
        who = (
            page.say("pour répondre : {contact}", contact=row["contact"])
            if row["contact"]
            else page.say("sans adresse de réponse")
        )
        link = row["permalink"]
        draw(
            el("p", f"{day(row['sent_at'], page.language)} · {who}", class_="o-note"),
            el("blockquote", row["message"], class_="o-quote"),
            el("p", el("a", link, class_="o-link", href=link, rel="noreferrer"), class_="o-note"),
        )
        if row["answer"] is not None:
            text(page.say("Répondu par {name} : {answer}", name=row["answered_by"], answer=row["answer"]))
            return
        if not page.may("answer_contest"):
            return
        with st.form(f"depot-answer-{row['contest_id']}", border=False, enter_to_submit=False):
            words = st.text_area(page.say("Réponse, et ce qui a été fait"), max_chars=ANSWER_LENGTH)
            sent = st.form_submit_button(page.say("Garder la réponse"))
    if sent:
        act_and_rerun(page, lambda: _answer(page, row["contest_id"], words))


def _answer(page: StewardPage, contest_id: str, words: str) -> str:
    page.service.answer_contest(contest_id, words)
    return page.say("Réponse gardée. L’envoyer à la personne reste à faire, si elle a laissé une adresse.")
