"""One establishment's workbook: what came, where it stands in five steps, and what may be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from data.store.paths import received_folder
from etl.feedback.report import SubmissionReport, report_of
from indicators.wording.numbers import moment
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.ui import url_state
from pages.ui.markup import draw, el
from pages.ui.styles import note

REASON_LENGTH = 600


@dataclass(frozen=True)
class ShownSubmission:
    """The newest submission of an establishment: its row, report and stored file, and whether it is published."""

    row: dict[str, Any]
    report: SubmissionReport
    stored: Path | None
    is_published: bool

    @property
    def waits(self) -> bool:
        return self.row["state"] in ("open", "resubmitted", "returned")


def choose_establishment(page: StewardPage, status: pl.DataFrame) -> str:
    """The establishment that the address names, else the first that waits for somebody."""
    names = status["establishment_id"].to_list()
    waiting = status.filter(pl.col("state").is_in(["returned", "resubmitted", "open"]))["establishment_id"].to_list()
    return url_state.select("id", page.say("Établissement"), names, (waiting or names)[0], page.name)


def newest_submission(page: StewardPage, status: pl.DataFrame, establishment_id: str) -> ShownSubmission | None:
    """The submission to show, None where nothing came."""
    row = status.filter(pl.col("establishment_id") == establishment_id).row(0, named=True)
    if row["submission_id"] is None:
        return None
    workbench = page.workbench
    with workbench.session():
        held = workbench.submissions().filter(pl.col("submission_id") == row["submission_id"])
        report = report_of(workbench, [row["submission_id"]], page.language).submissions[0]
        published = workbench.publications("visitor")
    found = held.row(0, named=True)
    last = published["submission_ids"][-1].to_list() if published.height else []
    stored = next(iter(received_folder(page.var).glob(f"{found['file_sha256']}.*")), None)
    return ShownSubmission(found, report, stored, row["submission_id"] in last)


def file_finding(page: StewardPage, item: ShownSubmission | None) -> str:
    """The page's finding about one workbook."""
    if item is None:
        return page.say("Aucun classeur reçu pour cette vague")
    errors, state = item.report.errors, item.row["state"]
    if state == "accepted":
        return page.say("Classeur accepté : {answers} réponses", answers=item.report.answers)
    if state == "withdrawn":
        return page.say("Classeur retiré : la prochaine version sera sans lui")
    if errors:
        texts = "{n} point à corriger avant d’accepter", "{n} points à corriger avant d’accepter"
        return page.say_plural(*texts, errors)
    if state == "returned":
        return page.say("Classeur retourné à l’établissement")
    return page.say("Rien à corriger : le classeur peut être accepté")


def file_subtitle(page: StewardPage, item: ShownSubmission) -> str:
    """« laval.xlsx · reçu le … · 91 réponses lues · empreinte 7c1e…a94f »."""
    sha256 = item.row["file_sha256"]
    return " · ".join(
        (
            item.row["file_label"],
            page.say("reçu le {moment} (UTC)", moment=moment(item.row["received_at"], page.language)),
            page.say("{n} réponses lues", n=item.report.answers),
            page.say("empreinte {print}", print=f"{sha256[:4]}…{sha256[-4:]}"),
        )
    )


def draw_steps(page: StewardPage, item: ShownSubmission) -> None:
    """Draw the five steps: done, now, later, each in words."""
    accepted, errors = item.row["state"] == "accepted", item.report.errors
    current = 5 if accepted else 3 if errors or item.row["state"] == "returned" else 4
    current = 6 if accepted and item.is_published else current
    names = ("Recevoir", "Lire", "Corriger", "Accepter", "Publier")
    steps = []
    for number, name in enumerate(map(page.say, names), start=1):
        if number < current:
            look, word = "done", page.say("fait")
        elif number > current:
            look, word = "later", page.say("plus tard")
        else:
            look, word = "now", page.say("maintenant")
            if number == 3:
                word = page.say("{n} à corriger", n=errors) if errors else page.say("rien à corriger")
        now = "step" if look == "now" else None
        steps.append(el("li", f"{number}. {name} · {word}", class_=f"o-step-{look}", aria_current=now))
    draw(el("ol", steps, class_="o-five", aria_label=page.say("Étapes du classeur")))


def draw_actions(page: StewardPage, item: ShownSubmission) -> None:
    """Draw what may be done now: accept, return with a note, accept with a reason, withdraw."""
    establishment_id = item.row["establishment_id"]
    if not page.may("accept", establishment_id):
        note(page.say("Lecture seule : ce classeur n’est pas confié à votre rôle."))
        return
    with st.container(horizontal=True, key="depot-actions"):
        is_ready = item.waits and not item.report.errors
        if is_ready and st.button(page.say("Accepter le classeur"), type="primary", key="cta-accept"):
            act_and_rerun(page, lambda: _accept(page, item, ""))
        if item.waits:
            _draw_worded_action(
                page,
                "return",
                page.say("Retourner à l’établissement"),
                page.say("Note : quoi corriger, et comment"),
                lambda words: _return(page, item, words),
            )
        if item.waits and item.report.errors:
            _draw_worded_action(
                page,
                "explain",
                page.say("Accepter avec explication"),
                page.say("Pourquoi l’accepter ainsi (montré à côté des nombres après relecture)"),
                lambda words: _accept(page, item, words),
            )
        if item.row["state"] in ("open", "resubmitted", "returned", "accepted"):
            _draw_worded_action(
                page,
                "withdraw",
                page.say("Retirer"),
                page.say("Raison du retrait"),
                lambda words: _withdraw(page, item, words),
            )


def _draw_worded_action(page: StewardPage, key: str, label: str, asked: str, act: Callable[[str], str]) -> None:
    """Draw a button that opens a small form: an action that needs words."""
    with (
        st.popover(label, key=f"depot-{key}"),
        st.form(f"depot-{key}-form", border=False, enter_to_submit=False),
    ):
        words = st.text_area(asked, max_chars=REASON_LENGTH, key=f"depot-{key}-words")
        if st.form_submit_button(label, type="primary", key=f"cta-{key}"):
            act_and_rerun(page, lambda: act(words))


def _accept(page: StewardPage, item: ShownSubmission, reason: str) -> str:
    place = item.row["wave_id"], item.row["establishment_id"]
    done = page.service.accept(*place, reason=reason or None, submission_id=item.row["submission_id"])
    name = page.name(place[1])
    if not any(one.accepted for one in done):
        return page.say("{name}, {wave} : rien n’a été accepté; le relire d’abord.", name=name, wave=place[0])
    text = (
        "{name}, {wave} : accepté avec explication; réponses tenues hors des nombres : {pending}."
        if item.report.errors
        else "{name}, {wave} : accepté, {answers} réponses. Il entrera dans la prochaine version."
    )
    pending = sum(one.pending for one in done)
    return page.say(text, name=name, wave=place[0], pending=pending, answers=item.report.answers)


def _return(page: StewardPage, item: ShownSubmission, words: str) -> str:
    place = item.row["wave_id"], item.row["establishment_id"]
    page.service.return_(*place, words, submission_id=item.row["submission_id"])
    text = "{name}, {wave} : retourné avec votre note; le rappel prêt à copier la reprend."
    return page.say(text, name=page.name(place[1]), wave=place[0])


def _withdraw(page: StewardPage, item: ShownSubmission, words: str) -> str:
    place = item.row["wave_id"], item.row["establishment_id"]
    page.service.withdraw(*place, words)
    text = "{name}, {wave} : retiré; la prochaine version sera sans lui. Le fichier reçu est conservé."
    return page.say(text, name=page.name(place[1]), wave=place[0])
