"""The journal of everything stewards do, its verification, and who is entrusted with what."""

import streamlit as st

from data.facts import load_facts
from data.store.journal import log
from etl.publish.publish import AUDIENCES
from etl.steward.permissions import RIGHTS, action_word
from indicators.exports.table_csv import french_csv
from indicators.wording.numbers import day, moment, number
from indicators.wording.periods import period_text
from pages.parts.intake.preview import audience_word
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.parts.intake.workbook_files import download_button
from pages.parts.releases.release_list import SHORT
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, cell, summary_table

NEWEST = 60


def draw_journal(page: StewardPage) -> None:
    """Draw the newest entries, the whole as a file, and the button that verifies the chain."""
    entries = page.service.history()
    section(
        page.say("Journal : {n} entrées", n=number(entries.height, 0, page.language)),
        page.say("Chaque entrée porte l’empreinte de la précédente; rien ne s’y change ni ne s’y retire"),
    )
    with st.container(horizontal=True):
        if st.button(page.say("Vérifier le journal"), key="depot-verify"):
            act_and_rerun(page, lambda: _verify(page))
        download_button(
            page.say("Journal (CSV)"), lambda: french_csv(entries), "journal.csv", "text/csv", "depot-journal-file"
        )
    columns = [
        TableColumn(page.say("Quand (UTC)"), width=20),
        TableColumn(page.say("Qui"), phone=page.say("Qui : "), width=18),
        TableColumn(page.say("Quoi"), phone=page.say("Quoi : "), width=18),
        TableColumn(page.say("Sur quoi, pourquoi"), phone=page.say("Sur quoi, pourquoi : ")),
    ]
    rows = [
        [
            moment(row["acted_at"], page.language),
            row["who"],
            action_word(row["action"], page.language)
            if row["action"] in RIGHTS
            else _other_action(page, row["action"]),
            cell(_subject(page, row["subject"]), row["why"] or ""),
        ]
        for row in entries.reverse().head(NEWEST).to_dicts()
    ]
    if rows:
        summary_table(page.say("Dernières entrées du journal"), columns, rows)
    if entries.height > len(rows):
        note(
            page.say(
                "Les {n} dernières entrées sur {all}; le fichier les contient toutes.",
                n=len(rows),
                all=number(entries.height, 0, page.language),
            )
        )


def _other_action(page: StewardPage, action: str) -> str:
    """The words of an action that is no right of anyone's."""
    words = {
        "refuse": page.say("refuser un fichier"),
        "initiatives_received": page.say("recevoir un classeur des initiatives"),
        "questionnaires_destroyed": page.say("détruire des questionnaires"),
    }
    return words.get(action, action)


def _subject(page: StewardPage, subject: str) -> str:
    """« CISSS de Laval, T4 2025-2026 » for a submission; a release by its readers; else as written."""
    parts = subject.split("/")
    if len(parts) >= 3 and parts[1] in load_facts().establishment:
        return f"{page.name(parts[1])}, {period_text(parts[0], page.language)}"
    if len(parts) == 2 and parts[0] in AUDIENCES:
        who = audience_word(page, "member" if parts[0] == "member" else "visitor")
        return page.say("version {release}, pour {who}", release=parts[1][:SHORT], who=who)
    if len(parts) == 2 and parts[0] == "contest":
        return page.say("signalement {id}", id=parts[1])
    return subject


def _verify(page: StewardPage) -> str:
    broken = log.verify(page.workbench)
    if broken is None:
        number, _ = log.head(page.workbench)
        return page.say("Le journal est intact : {n} entrées, de la première à la dernière.", n=number)
    faults = {
        "altered": page.say("cette entrée a été changée"),
        "missing": page.say("une entrée manque"),
        "unchained": page.say("cette entrée ne suit pas la précédente"),
        "not_as_checkpoint": page.say("elle ne dit plus ce que disait l’ancre d’une publication"),
        "checkpoint_lost": page.say("l’ancre d’une publication a disparu"),
        "checkpoints_unreadable": page.say("le fichier des ancres est illisible"),
    }
    text = "Le journal n’est pas intact, entrée {n} : {fault}. Prévenir l’équipe et garder une copie du dossier."
    return page.say(text, n=broken.entry, fault=faults[broken.fault])


def draw_access(page: StewardPage) -> None:
    """Draw the establishments entrusted by name, and the form that entrusts some."""
    section(
        page.say("Établissements confiés"),
        page.say("À une personne, par le nom sous lequel elle se connecte; ce qui lui est confié s’ajoute à ses rôles"),
    )
    if not page.may("delegate"):
        note(page.say("Confier des établissements demande d’avoir la charge de tous."))
        return
    rows = [
        [
            row["name"],
            ", ".join(page.name(name) for name in row["establishment_ids"]),
            day(row["until"], page.language) if row["until"] else page.say("sans fin"),
            row["given_by"],
        ]
        for row in page.service.delegations().to_dicts()
    ]
    columns = [
        TableColumn(page.say("Personne")),
        TableColumn(page.say("Établissements"), phone=page.say("Établissements : ")),
        TableColumn(page.say("Jusqu’au"), phone=page.say("Jusqu’au : ")),
        TableColumn(page.say("Confié par"), phone=page.say("Confié par : ")),
    ]
    if rows:
        summary_table(page.say("Établissements confiés"), columns, rows)
    else:
        note(page.say("Rien n’est confié par nom."))
    with st.form("depot-delegate", enter_to_submit=False):
        name = st.text_input(page.say("Personne (nom de connexion)"), max_chars=120)
        chosen = st.multiselect(
            page.say("Établissements; aucun pour tout reprendre"),
            [item.establishment_id for item in load_facts().frame],
            format_func=page.name,
            placeholder=page.say("Choisir"),
            key="chips-delegate",
        )
        if st.form_submit_button(page.say("Confier")):
            act_and_rerun(page, lambda: _delegate(page, name, chosen))


def _delegate(page: StewardPage, name: str, chosen: list[str]) -> str:
    page.service.delegate(name, chosen)
    if not chosen:
        return page.say("{name} : plus rien ne lui est confié.", name=name.strip())
    names = ", ".join(page.name(item) for item in chosen)
    return page.say("{name} : {names} lui sont confiés.", name=name.strip(), names=names)
