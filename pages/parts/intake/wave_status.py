"""The status of the wave: who is missing, what was returned and for how long, who was on time; the reminders."""

import polars as pl
import streamlit as st

from etl.steward.wave_status import Rates
from indicators.wording.numbers import day, percent
from indicators.wording.submissions import submission_word
from pages.parts.intake.steward_page import StewardPage
from pages.ui.signs import sign
from pages.ui.styles import link_html, note, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import same_page

#: State → its sign and the colour that repeats it.
SIGNS = {
    "missing": ("not_answered", None),
    "open": ("milestone_not_started", "accent"),
    "resubmitted": ("milestone_under_way", "accent"),
    "returned": ("invalid_pending", "bad"),
    "accepted": ("milestone_done", "good"),
    "accepted_explained": ("milestone_done", "good"),
    "withdrawn": ("not_applicable", "flat"),
}


def status_finding(page: StewardPage, found: Rates) -> str:
    """« 27 classeurs acceptés sur 30 établissements »."""
    texts = "{k} classeur accepté sur {n}", "{k} classeurs acceptés sur {n}"
    return page.say_plural(*texts, found.accepted, k=found.accepted, n=found.asked)


def status_subtitle(page: StewardPage, found: Rates) -> str:
    """Reporting rate, on-time rate and the oldest return, in a line."""
    parts = []
    if found.reporting is not None and found.punctual is not None:
        parts.append(
            page.say(
                "reçus : {received} sur {asked} ({share})",
                received=found.received,
                asked=found.asked,
                share=percent(found.reporting, 0, page.language),
            )
        )
        parts.append(
            page.say(
                "à temps : {k} sur {n} ({share})",
                k=found.on_time,
                n=found.asked,
                share=percent(found.punctual, 0, page.language),
            )
        )
    if found.oldest_return_days is not None:
        texts = "plus ancien retour : {n} jour", "plus ancien retour : {n} jours"
        parts.append(page.say_plural(*texts, found.oldest_return_days))
    return " · ".join(parts)


def draw_status_table(page: StewardPage, status: pl.DataFrame) -> None:
    """Draw one row an establishment, those that wait for somebody first."""
    section(
        page.say("Où en est chaque établissement"),
        page.say("Échéance : {due} · ce qui attend quelqu’un vient en premier", due=_due(page, status)),
    )
    columns = [
        TableColumn(page.say("Établissement")),
        TableColumn(page.say("État"), phone=page.say("État : ")),
        TableColumn(page.say("Dans cet état"), number=True, phone=page.say("Dans cet état : ")),
        TableColumn(page.say("Premier envoi"), phone=page.say("Premier envoi : ")),
        TableColumn(page.say("À corriger"), number=True, phone=page.say("À corriger : ")),
        TableColumn(page.say("À confirmer"), number=True, phone=page.say("À confirmer : ")),
        TableColumn(page.say("Envois"), number=True, phone=page.say("Envois : ")),
    ]
    order = {state: place for place, state in enumerate(("returned", "resubmitted", "open", "missing"))}
    rows = sorted(status.to_dicts(), key=lambda row: order.get(row["state"], len(order)))
    summary_table(
        page.say("Établissements de la vague {wave}", wave=page.wave_id),
        columns,
        [_row(page, row) for row in rows],
    )


def _due(page: StewardPage, status: pl.DataFrame) -> str:
    return day(status["due_on"][0], page.language) if status.height else "—"


def _row(page: StewardPage, row: dict) -> list[str]:
    name, tone = SIGNS[row["state"]]
    missing = row["state"] == "missing"
    arrived = "—" if row["received_at"] is None else day(row["received_at"], page.language)
    return [
        link_html(same_page(partie="classeur", id=row["establishment_id"]), page.name(row["establishment_id"])),
        sign(name, submission_word(row["state"], page.language), tone),
        page.say("{n} j", n=row["age_days"]),
        cell(arrived, _lateness(page, row)),
        "—" if missing else str(row["errors"]),
        "—" if missing else str(row["warnings"]),
        str(row["submissions"]),
    ]


def _lateness(page: StewardPage, row: dict) -> str:
    if row["on_time"]:
        return page.say("à temps")
    # What was withdrawn had come: its date stands, and no count of days belongs beside it.
    if not row["days_late"] or row["state"] == "withdrawn":
        return ""
    return page.say_plural("{n} jour de retard", "{n} jours de retard", row["days_late"])


def draw_reminders(page: StewardPage) -> None:
    """Draw the e-mails ready to copy; a person sends them."""
    if not st.toggle(page.say("Préparer les rappels à envoyer"), key="depot-reminders"):
        return
    found = page.service.reminders(page.wave_id)
    section(
        page.say("Rappels prêts à copier : {n}", n=len(found)),
        page.say("Rien n’est envoyé d’ici; chaque texte est dans la langue de l’établissement"),
    )
    if not found:
        note(page.say("Personne n’attend de rappel."))
    for item in found:
        with st.expander(f"{page.name(item.establishment_id)} — {item.subject}"):
            st.code(f"{item.subject}\n\n{item.body}", language=None, wrap_lines=True)
