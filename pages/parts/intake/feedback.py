"""What goes back to an establishment: annotated workbook, report, profile; and what its newer file changes."""

from collections.abc import Callable
from io import BytesIO

import streamlit as st

from data.facts import load_facts
from etl import waves
from etl.feedback.corrected import corrected_of, shares_file
from etl.feedback.report import report_json, report_of
from etl.feedback.report_xlsx import report_xlsx
from etl.feedback.value_back import profile_of
from etl.receive.resubmission import before_of, changes_between
from indicators.catalogue.model import Language
from indicators.wording.answers import question_code
from indicators.wording.language import pick
from pages.parts.intake.problems import breakable_address
from pages.parts.intake.steward_page import StewardPage
from pages.parts.intake.submission import ShownSubmission
from pages.parts.intake.workbook_files import XLSX, bytes_of, download_button
from pages.ui.markup import el, join
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, summary_table

CHANGES_SHOWN = 40
File = tuple[str, Callable[[], bytes], str, str]


def draw_downloads(page: StewardPage, item: ShownSubmission) -> None:
    """Draw the files to hand back."""
    # A table of many establishments would show each the answers of the others.
    is_own = len(shares_file(page.workbench, item.row["submission_id"])) == 1
    files = [*(_annotated(page, item) if is_own else []), *_reports(page, item)]
    if waves.wave(item.row["wave_id"]).collection == "yearly":
        files += _profiles(page, item)
    section(page.say("À remettre à l’établissement"), chart=True)
    with st.container(horizontal=True):
        for number, (label, make, name, mime) in enumerate(files):
            download_button(label, make, name, mime, f"depot-file-{number}")
    note(
        page.say(
            "Le classeur annoté est celui de l’établissement : mêmes feuilles, cellules à corriger colorées, "
            "un commentaire dans chacune. Rien de ce qui a été déposé n’est perdu."
        )
    )


def _stem(item: ShownSubmission) -> str:
    return f"{item.row['establishment_id']}-{item.row['wave_id']}"


def _annotated(page: StewardPage, item: ShownSubmission) -> list[File]:
    def made(language: Language) -> bytes:
        return bytes_of(lambda path: corrected_of(page.workbench, item.row["submission_id"], path, language))

    stem = _stem(item)
    return [
        (page.say("Classeur annoté, en français"), lambda: made("fr"), f"{stem}-a-corriger.xlsx", XLSX),
        (page.say("Classeur annoté, en anglais"), lambda: made("en"), f"{stem}-to-correct.xlsx", XLSX),
    ]


def _reports(page: StewardPage, item: ShownSubmission) -> list[File]:
    own = [item.row["submission_id"]]

    def as_workbook() -> bytes:
        file = BytesIO()
        report_xlsx(report_of(page.workbench, own, page.language), file)
        return file.getvalue()

    def as_json() -> bytes:
        return report_json(report_of(page.workbench, own, page.language)).encode()

    stem = _stem(item)
    return [
        (page.say("Rapport (.xlsx)"), as_workbook, f"{stem}-rapport.xlsx", XLSX),
        (page.say("Rapport (JSON)"), as_json, f"{stem}-rapport.json", "application/json"),
    ]


def _profiles(page: StewardPage, item: ShownSubmission) -> list[File]:
    def made(language: Language) -> bytes:
        return profile_of(page.workbench, item.row["submission_id"], language)

    stem, kind = _stem(item), "application/pdf"
    return [
        (page.say("Profil d’une page, en français (PDF)"), lambda: made("fr"), f"{stem}-profil.pdf", kind),
        (page.say("Profil d’une page, en anglais (PDF)"), lambda: made("en"), f"{stem}-profile.pdf", kind),
    ]


def draw_changes(page: StewardPage, item: ShownSubmission) -> None:
    """Draw what a file that replaces another one changes, old → new; nothing for a first file."""
    own = item.row["submission_id"]
    before = before_of(page.workbench, own)
    if before is None:
        return
    found = changes_between(page.workbench, before, own)
    section(
        page.say("Changé depuis le fichier précédent : {n}", n=found.height),
        page.say("Cellules qui se lisent autrement; les autres restent telles qu’elles étaient"),
        chart=True,
    )
    if found.is_empty():
        return
    columns = [
        TableColumn(page.say("Cellule"), width=22),
        TableColumn(page.say("Question"), phone=page.say("Question : ")),
        TableColumn(page.say("Avant → après"), phone=page.say("Avant → après : "), width=34),
    ]
    rows = []
    for row in found.head(CHANGES_SHOWN).to_dicts():
        question = load_facts().question[row["question_id"]]
        place = "!".join(part for part in (row["sheet"], row["cell"]) if part)
        rows.append(
            [
                el("span", breakable_address(place), class_="o-cell"),
                join([el("span", question_code(question), class_="o-code"), pick(question, "label", page.language)]),
                f"{row['old'] or page.say('(vide)')} → {row['new'] or page.say('(vide)')}",
            ]
        )
    summary_table(page.say("Cellules changées"), columns, rows)
    if found.height > len(rows):
        note(page.say("Les {n} premiers changements sur {all}.", n=len(rows), all=found.height))
