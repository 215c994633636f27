"""The journal of everything stewards do, its verification, and who is entrusted with what."""

from html import escape

import streamlit as st

from data.facts import load_facts
from data.store.journal import log
from etl.publish.publish import AUDIENCES
from etl.steward.permissions import RIGHTS, action_word
from indicators.exports.table_csv import french_csv
from indicators.wording.language import say
from indicators.wording.numbers import day, moment, number
from indicators.wording.periods import period_text
from pages.parts.intake.preview import audience_word
from pages.parts.intake.steward_page import Bench, attempt
from pages.parts.releases.release_list import SHORT
from pages.ui.styles import note, section
from pages.ui.tables import Column, cell, summary_table

NEWEST = 60


def draw_journal(bench: Bench) -> None:
    """Draw the newest entries, the whole as a file, and the button that verifies the chain."""
    entries = bench.desk.history()
    section(
        bench.say("Journal : {n} entrées", n=number(entries.height, 0, bench.language)),
        bench.say("Chaque entrée porte l’empreinte de la précédente; rien ne s’y change ni ne s’y retire"),
    )
    with st.container(horizontal=True):
        if st.button(bench.say("Vérifier le journal"), key="depot-verify"):
            attempt(bench, lambda: _verify(bench))
        st.download_button(
            bench.say("Journal (CSV)"),
            lambda: french_csv(entries),
            "journal.csv",
            "text/csv",
            key="depot-journal-file",
            on_click="ignore",
            icon=":material/download:",
        )
    columns = [
        Column(bench.say("Quand (UTC)"), width=20),
        Column(bench.say("Qui"), phone=bench.say("Qui : "), width=18),
        Column(bench.say("Quoi"), phone=bench.say("Quoi : "), width=18),
        Column(bench.say("Sur quoi, pourquoi"), phone=bench.say("Sur quoi, pourquoi : ")),
    ]
    rows = [
        [
            escape(moment(row["acted_at"], bench.language)),
            escape(row["who"]),
            escape(
                action_word(row["action"], bench.language) if row["action"] in RIGHTS else _other(bench, row)
            ),
            cell(_subject(bench, row["subject"]), row["why"] or ""),
        ]
        for row in entries.reverse().head(NEWEST).to_dicts()
    ]
    if rows:
        summary_table(bench.say("Dernières entrées du journal"), columns, rows)
    if entries.height > len(rows):
        note(
            bench.say(
                "Les {n} dernières entrées sur {all}; le fichier les contient toutes.",
                n=len(rows),
                all=number(entries.height, 0, bench.language),
            )
        )


def _other(bench: Bench, row: dict) -> str:
    words = {
        "refuse": say("refuser un fichier", bench.language),
        "initiatives_received": say("recevoir un classeur des initiatives", bench.language),
        "questionnaires_destroyed": say("détruire des questionnaires", bench.language),
    }
    return words.get(str(row["action"]), str(row["action"]))


def _subject(bench: Bench, subject: str) -> str:
    """« CISSS de Laval, T4 2025-2026 » for a submission; a release by its readers; else as written."""
    parts = subject.split("/")
    if len(parts) >= 3 and parts[1] in load_facts().establishment:
        return f"{bench.name(parts[1])}, {period_text(parts[0], bench.language)}"
    if len(parts) == 2 and parts[0] in AUDIENCES:
        who = audience_word(bench, "member" if parts[0] == "member" else "visitor")
        return bench.say("version {release}, pour {who}", release=parts[1][:SHORT], who=who)
    if len(parts) == 2 and parts[0] == "contest":
        return bench.say("signalement {id}", id=parts[1])
    return subject


def _verify(bench: Bench) -> str:
    broken = log.verify(bench.workbench)
    if broken is None:
        number, _ = log.head(bench.workbench)
        return bench.say("Le journal est intact : {n} entrées, de la première à la dernière.", n=number)
    faults = {
        "altered": say("cette entrée a été changée", bench.language),
        "missing": say("une entrée manque", bench.language),
        "unchained": say("cette entrée ne suit pas la précédente", bench.language),
        "unanchored": say("elle ne dit plus ce que disait l’ancre d’une publication", bench.language),
        "anchor_lost": say("l’ancre d’une publication a disparu", bench.language),
        "anchors_unreadable": say("le fichier des ancres est illisible", bench.language),
    }
    text = (
        "Le journal n’est pas intact, entrée {n} : {fault}. Prévenir l’équipe et garder une copie du dossier."
    )
    return bench.say(text, n=broken.entry, fault=faults[broken.fault])


def draw_access(bench: Bench) -> None:
    """Draw the establishments entrusted by name, and the form that entrusts some."""
    section(
        bench.say("Établissements confiés"),
        bench.say(
            "À une personne, par le nom sous lequel elle se connecte; ce qui lui est confié s’ajoute à ses rôles"
        ),
    )
    if not bench.may("delegate"):
        note(bench.say("Confier des établissements demande d’avoir la charge de tous."))
        return
    rows = [
        [
            escape(row["name"]),
            escape(", ".join(bench.name(name) for name in row["establishment_ids"])),
            escape(day(row["until"], bench.language) if row["until"] else bench.say("sans fin")),
            escape(row["given_by"]),
        ]
        for row in bench.desk.delegations().to_dicts()
    ]
    columns = [
        Column(bench.say("Personne")),
        Column(bench.say("Établissements"), phone=bench.say("Établissements : ")),
        Column(bench.say("Jusqu’au"), phone=bench.say("Jusqu’au : ")),
        Column(bench.say("Confié par"), phone=bench.say("Confié par : ")),
    ]
    if rows:
        summary_table(bench.say("Établissements confiés"), columns, rows)
    else:
        note(bench.say("Rien n’est confié par nom."))
    with st.form("depot-delegate", enter_to_submit=False):
        name = st.text_input(bench.say("Personne (nom de connexion)"), max_chars=120)
        chosen = st.multiselect(
            bench.say("Établissements; aucun pour tout reprendre"),
            [item.establishment_id for item in load_facts().frame],
            format_func=bench.name,
            placeholder=bench.say("Choisir"),
            key="chips-delegate",
        )
        if st.form_submit_button(bench.say("Confier")):
            attempt(bench, lambda: _delegate(bench, name, chosen))


def _delegate(bench: Bench, name: str, chosen: list[str]) -> str:
    bench.desk.delegate(name, chosen)
    if not chosen:
        return bench.say("{name} : plus rien ne lui est confié.", name=name.strip())
    names = ", ".join(bench.name(item) for item in chosen)
    return bench.say("{name} : {names} lui sont confiés.", name=name.strip(), names=names)
