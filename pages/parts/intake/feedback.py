"""What goes back to an establishment: its annotated workbook, the report, its own page; and what its newer file changes."""

from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

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
from pages.parts.intake.steward_page import Bench
from pages.parts.intake.submission import Shown
from pages.ui.styles import note, section
from pages.ui.tables import Column, summary_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHANGES_SHOWN = 40
File = tuple[str, Callable[[], bytes], str, str]


def draw_downloads(bench: Bench, item: Shown) -> None:
    """Draw the files to hand back; each is made when it is asked for."""
    # A table of many establishments would show each the answers of the others.
    is_own = len(shares_file(bench.workbench, item.row["submission_id"])) == 1
    files = [*(_annotated(bench, item) if is_own else []), *_reports(bench, item)]
    if waves.wave(item.row["wave_id"]).collection == "yearly":
        files += _profiles(bench, item)
    section(bench.say("À remettre à l’établissement"), chart=True)
    with st.container(horizontal=True):
        for number, (label, make, name, kind) in enumerate(files):
            st.download_button(
                label,
                make,
                name,
                kind,
                key=f"depot-file-{number}",
                on_click="ignore",
                icon=":material/download:",
            )
    note(
        bench.say(
            "Le classeur annoté est celui de l’établissement : mêmes feuilles, cellules à corriger colorées, un commentaire dans chacune. Rien de ce qui a été déposé n’est perdu."
        )
    )


def _stem(item: Shown) -> str:
    return f"{item.row['establishment_id']}-{item.row['wave_id']}"


def _annotated(bench: Bench, item: Shown) -> list[File]:
    def made(language: Language) -> bytes:
        with TemporaryDirectory() as folder:
            out = Path(folder) / "classeur.xlsx"
            corrected_of(bench.workbench, item.row["submission_id"], out, language)
            return out.read_bytes()

    stem = _stem(item)
    return [
        (bench.say("Classeur annoté, en français"), lambda: made("fr"), f"{stem}-a-corriger.xlsx", XLSX),
        (bench.say("Classeur annoté, en anglais"), lambda: made("en"), f"{stem}-to-correct.xlsx", XLSX),
    ]


def _reports(bench: Bench, item: Shown) -> list[File]:
    own = [item.row["submission_id"]]

    def as_workbook() -> bytes:
        held = BytesIO()
        report_xlsx(report_of(bench.workbench, own, bench.language), held)
        return held.getvalue()

    def as_json() -> bytes:
        return report_json(report_of(bench.workbench, own, bench.language)).encode()

    stem = _stem(item)
    return [
        (bench.say("Rapport (.xlsx)"), as_workbook, f"{stem}-rapport.xlsx", XLSX),
        (bench.say("Rapport (JSON)"), as_json, f"{stem}-rapport.json", "application/json"),
    ]


def _profiles(bench: Bench, item: Shown) -> list[File]:
    def made(language: Language) -> bytes:
        return profile_of(bench.workbench, item.row["submission_id"], language)

    stem, kind = _stem(item), "application/pdf"
    return [
        (bench.say("Profil d’une page, en français (PDF)"), lambda: made("fr"), f"{stem}-profil.pdf", kind),
        (bench.say("Profil d’une page, en anglais (PDF)"), lambda: made("en"), f"{stem}-profile.pdf", kind),
    ]


def draw_changes(bench: Bench, item: Shown) -> None:
    """Draw what a file that replaces another one changes, old → new; nothing for a first file."""
    own = item.row["submission_id"]
    before = before_of(bench.workbench, own)
    if before is None:
        return
    found = changes_between(bench.workbench, before, own)
    section(
        bench.say("Changé depuis le fichier précédent : {n}", n=found.height),
        bench.say("Cellules qui se lisent autrement; les autres restent telles qu’elles étaient"),
        chart=True,
    )
    if found.is_empty():
        return
    columns = [
        Column(bench.say("Cellule"), width=22),
        Column(bench.say("Question"), phone=bench.say("Question : ")),
        Column(bench.say("Avant → après"), phone=bench.say("Avant → après : "), width=34),
    ]
    rows = []
    for row in found.head(CHANGES_SHOWN).to_dicts():
        question = load_facts().question[row["question_id"]]
        place = "!".join(part for part in (row["sheet"], row["cell"]) if part)
        rows.append(
            [
                f'<span class="o-cell">{escape(place).replace("!", "!<wbr>")}</span>',
                f'<span class="o-code">{question_code(question)}</span>{escape(pick(question, "label", bench.language))}',
                escape(f"{row['old'] or bench.say('(vide)')} → {row['new'] or bench.say('(vide)')}"),
            ]
        )
    summary_table(bench.say("Cellules changées"), columns, rows)
    if found.height > len(rows):
        note(bench.say("Les {n} premiers changements sur {all}.", n=len(rows), all=found.height))
