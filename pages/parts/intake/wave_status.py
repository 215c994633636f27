"""The board of the wave: who is missing, what was returned and for how long, who was on time; and the reminders."""

from html import escape

import polars as pl
import streamlit as st

from etl.steward.wave_status import Rates
from indicators.wording.language import say
from indicators.wording.numbers import day, percent
from pages.parts.intake.steward_page import Bench
from pages.ui.signs import sign
from pages.ui.styles import anchor, note, section
from pages.ui.tables import Column, cell, summary_table
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


def state_text(bench: Bench, state: str) -> str:
    """The word of a submission's state."""
    words = {
        "missing": say("rien reçu", bench.language),
        "open": say("reçu, à accepter", bench.language),
        "resubmitted": say("corrigé, à accepter", bench.language),
        "returned": say("retourné", bench.language),
        "accepted": say("accepté", bench.language),
        "accepted_explained": say("accepté avec explication", bench.language),
        "withdrawn": say("retiré", bench.language),
        "superseded": say("remplacé", bench.language),
    }
    return words[state]


def board_finding(bench: Bench, found: Rates) -> str:
    """« 27 classeurs acceptés sur 30 établissements »."""
    text = "{k} classeur accepté sur {n}" if found.accepted == 1 else "{k} classeurs acceptés sur {n}"
    return bench.say(text, k=found.accepted, n=found.asked)


def board_subtitle(bench: Bench, found: Rates) -> str:
    """Reporting rate, on-time rate and the oldest return, in a line."""
    parts = []
    if found.reporting is not None and found.punctual is not None:
        parts.append(
            bench.say(
                "reçus : {received} sur {asked} ({share})",
                received=found.received,
                asked=found.asked,
                share=percent(found.reporting, 0, bench.language),
            )
        )
        parts.append(
            bench.say(
                "à temps : {k} sur {n} ({share})",
                k=found.on_time,
                n=found.asked,
                share=percent(found.punctual, 0, bench.language),
            )
        )
    if found.oldest_return_days is not None:
        text = (
            "plus ancien retour : {n} jour"
            if found.oldest_return_days < 2
            else "plus ancien retour : {n} jours"
        )
        parts.append(bench.say(text, n=found.oldest_return_days))
    return " · ".join(parts)


def draw_board(bench: Bench, board: pl.DataFrame) -> None:
    """Draw one row an establishment, those that wait for somebody first."""
    section(
        bench.say("Où en est chaque établissement"),
        bench.say("Échéance : {due} · ce qui attend quelqu’un vient en premier", due=_due(bench, board)),
    )
    columns = [
        Column(bench.say("Établissement")),
        Column(bench.say("État"), phone=bench.say("État : ")),
        Column(bench.say("Dans cet état"), number=True, phone=bench.say("Dans cet état : ")),
        Column(bench.say("Premier envoi"), phone=bench.say("Premier envoi : ")),
        Column(bench.say("À corriger"), number=True, phone=bench.say("À corriger : ")),
        Column(bench.say("À confirmer"), number=True, phone=bench.say("À confirmer : ")),
        Column(bench.say("Envois"), number=True, phone=bench.say("Envois : ")),
    ]
    order = {state: place for place, state in enumerate(("returned", "resubmitted", "open", "missing"))}
    rows = sorted(board.to_dicts(), key=lambda row: order.get(row["state"], len(order)))
    summary_table(
        bench.say("Établissements de la vague {wave}", wave=bench.wave_id),
        columns,
        [_row(bench, row) for row in rows],
    )


def _due(bench: Bench, board: pl.DataFrame) -> str:
    return day(board["due_on"][0], bench.language) if board.height else "—"


def _row(bench: Bench, row: dict) -> list[str]:
    name, tone = SIGNS[row["state"]]
    missing = row["state"] == "missing"
    arrived = "—" if row["received_at"] is None else day(row["received_at"], bench.language)
    return [
        anchor(same_page(partie="classeur", id=row["establishment_id"]), bench.name(row["establishment_id"])),
        sign(name, state_text(bench, row["state"]), tone),
        escape(bench.say("{n} j", n=row["age_days"])),
        cell(arrived, _lateness(bench, row)),
        "—" if missing else str(row["errors"]),
        "—" if missing else str(row["warnings"]),
        str(row["submissions"]),
    ]


def _lateness(bench: Bench, row: dict) -> str:
    if row["on_time"]:
        return bench.say("à temps")
    # What was withdrawn had come: its date stands, and no count of days belongs beside it.
    if not row["days_late"] or row["state"] == "withdrawn":
        return ""
    text = "{n} jour de retard" if row["days_late"] == 1 else "{n} jours de retard"
    return bench.say(text, n=row["days_late"])


def draw_reminders(bench: Bench) -> None:
    """Draw the e-mails ready to copy; a person sends them."""
    if not st.toggle(bench.say("Préparer les rappels à envoyer"), key="depot-reminders"):
        return
    found = bench.desk.reminders(bench.wave_id)
    section(
        bench.say("Rappels prêts à copier : {n}", n=len(found)),
        bench.say("Rien n’est envoyé d’ici; chaque texte est dans la langue de l’établissement"),
    )
    if not found:
        note(bench.say("Personne n’attend de rappel."))
    for item in found:
        with st.expander(f"{bench.name(item.establishment_id)} — {item.subject}"):
            st.code(f"{item.subject}\n\n{item.body}", language=None, wrap_lines=True)
