"""What a person must read before anyone else: free texts to review, and numbers that readers contest."""

from html import escape

import streamlit as st

from data.facts import load_facts
from etl.review.review import TEXT_MAX
from etl.review.texts import ReviewText
from indicators.wording.answers import question_code
from indicators.wording.language import pick, say
from indicators.wording.numbers import day
from pages.parts.intake.steward_page import Bench, attempt
from pages.ui.styles import note, section
from pages.ui.tables import Column, cell, summary_table

AT_ONCE = 10
ANSWER_LENGTH = 2_000


def draw_texts(bench: Bench) -> None:
    """Draw the texts that wait, a few at a time, then those already decided."""
    found = bench.desk.texts()
    waiting = [item for item in found if item.state == "waiting"]
    section(
        bench.say("Textes à relire : {n}", n=len(waiting)),
        bench.say(
            "Commentaires, explications et raisons; aucun n’est publié avant d’avoir été lu par quelqu’un"
        ),
    )
    if not waiting:
        note(bench.say("Aucun texte n’attend."))
    for item in waiting[:AT_ONCE]:
        _review_form(bench, item)
    if len(waiting) > AT_ONCE:
        note(bench.say("Les {n} premiers textes sur {all}.", n=AT_ONCE, all=len(waiting)))
    decided = [item for item in found if item.state != "waiting"]
    if decided and st.toggle(
        bench.say("Montrer les textes déjà lus ({n})", n=len(decided)), key="depot-decided"
    ):
        _decided(bench, decided)


def _about(bench: Bench, item: ReviewText) -> str:
    kinds = {
        "comment": say("commentaire", bench.language),
        "explanation": say("explication", bench.language),
        "reason": say("raison de l’acceptation", bench.language),
    }
    question = load_facts().question.get(item.question_id or "")
    told = f"{question_code(question)} {pick(question, 'label', bench.language)}" if question else ""
    parts = (bench.name(item.establishment_id), item.wave_id, kinds[item.kind], told)
    return " · ".join(part for part in parts if part)


def _review_form(bench: Bench, item: ReviewText) -> None:
    with st.container(border=True, key=f"depot-text-{item.text_id}"):
        st.html(
            f'<p class="o-note">{escape(_about(bench, item))}</p><blockquote class="o-quote">{escape(item.text)}</blockquote>'
        )
        if not bench.may("review", item.establishment_id):
            return
        with st.form(f"depot-review-{item.text_id}", border=False, enter_to_submit=False):
            redacted = st.text_area(
                bench.say("Texte à publier à la place, s’il faut en retirer quelque chose"),
                value=item.text,
                max_chars=max(TEXT_MAX, len(item.text)),
            )
            with st.container(horizontal=True):
                as_it_is = st.form_submit_button(
                    bench.say("Publier tel quel"), key=f"depot-pub-{item.text_id}"
                )
                changed = st.form_submit_button(
                    bench.say("Publier le texte modifié"), key=f"depot-red-{item.text_id}"
                )
                kept = st.form_submit_button(bench.say("Ne pas publier"), key=f"depot-keep-{item.text_id}")
    if as_it_is:
        attempt(bench, lambda: _decide(bench, item, "publish", None))
    if changed:
        attempt(bench, lambda: _decide(bench, item, "redact", redacted))
    if kept:
        attempt(bench, lambda: _decide(bench, item, "keep", None))


def _decide(bench: Bench, item: ReviewText, decision, redacted: str | None) -> str:
    bench.desk.review(item.text_id, decision, redacted)
    words = {
        "publish": say(
            "{about} : sera publié tel quel dans la prochaine version.", bench.language, about="{about}"
        ),
        "redact": say(
            "{about} : le texte modifié sera publié dans la prochaine version.",
            bench.language,
            about="{about}",
        ),
        "keep": say("{about} : ne sera pas publié.", bench.language, about="{about}"),
    }
    return words[decision].replace("{about}", _about(bench, item))


def _decided(bench: Bench, found: list[ReviewText]) -> None:
    states = {
        "published": say("publié tel quel", bench.language),
        "redacted": say("publié modifié", bench.language),
        "kept": say("non publié", bench.language),
    }
    columns = [
        Column(bench.say("Texte"), width=60),
        Column(bench.say("Décision"), phone=bench.say("Décision : ")),
        Column(bench.say("Par"), phone=bench.say("Par : ")),
    ]
    rows = [
        [
            cell(_about(bench, item), item.shown or item.text),
            escape(states[item.state]),
            cell(item.decided_by or "", day(item.decided_at, bench.language) if item.decided_at else ""),
        ]
        for item in found
    ]
    summary_table(bench.say("Textes déjà lus"), columns, rows)


def draw_contests(bench: Bench) -> None:
    """Draw the numbers that readers say are wrong, those without an answer first."""
    rows = bench.desk.contested().to_dicts()
    waiting = [row for row in rows if row["answer"] is None]
    section(
        bench.say("Nombres signalés sans réponse : {n}", n=len(waiting)),
        bench.say("Envoyés par le lien « Signaler un nombre » des pages; rien n’en est publié"),
    )
    if not rows:
        note(bench.say("Aucun signalement."))
    for row in [*waiting, *(row for row in rows if row["answer"] is not None)]:
        _contest(bench, row)


def _contest(bench: Bench, row: dict) -> None:
    with st.container(border=True, key=f"depot-contest-{row['contest_id']}"):
        link = escape(row["permalink"])
        who = (
            bench.say("pour répondre : {contact}", contact=row["contact"])
            if row["contact"]
            else bench.say("sans adresse de réponse")
        )
        told = f"{day(row['sent_at'], bench.language)} · {who}"
        st.html(
            f'<p class="o-note">{escape(told)}</p><blockquote class="o-quote">{escape(row["message"])}</blockquote>'
            f'<p class="o-note"><a class="o-link" href="{link}" rel="noreferrer">{link}</a></p>'
        )
        if row["answer"] is not None:
            answered = bench.say(
                "Répondu par {name} : {answer}", name=row["answered_by"], answer=row["answer"]
            )
            st.html(f'<p class="o-text">{escape(answered)}</p>')
            return
        if not bench.may("answer_contest"):
            return
        with st.form(f"depot-answer-{row['contest_id']}", border=False, enter_to_submit=False):
            words = st.text_area(bench.say("Réponse, et ce qui a été fait"), max_chars=ANSWER_LENGTH)
            sent = st.form_submit_button(bench.say("Garder la réponse"))
    if sent:
        attempt(bench, lambda: _answer(bench, row["contest_id"], words))


def _answer(bench: Bench, contest_id: str, words: str) -> str:
    bench.desk.answer_contest(contest_id, words)
    return bench.say("Réponse gardée. L’envoyer à la personne reste à faire, si elle a laissé une adresse.")
