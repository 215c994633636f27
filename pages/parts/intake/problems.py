"""What is wrong in a workbook, cell by cell, beside the cells themselves; and why an answer stands as it is."""

import streamlit as st
from markupsafe import Markup

from etl.extract.window import Window, submission_rows, window
from etl.feedback.report import Finding, next_step
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.parts.intake.submission import REASON_LENGTH, ShownSubmission
from pages.ui.markup import draw, el, join
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, summary_table

#: Lines drawn at first; the report has them all.
FIRST_LINES = 30
EXTRACTS = 3


def draw_problems(page: StewardPage, item: ShownSubmission) -> None:
    """Draw the table of problems; nothing to draw where nothing was found."""
    found = item.report.problems
    section(
        page.say("Ce qui ne va pas, cellule par cellule") if found else page.say("Rien à signaler dans ce classeur")
    )
    if not found:
        note(page.say("Chaque cellule a été lue et aucune règle n’est enfreinte."))
        return
    columns = [
        TableColumn(page.say("Cellule"), width=20),
        TableColumn(page.say("Question"), phone=page.say("Question : "), width=20),
        TableColumn(page.say("Lu"), phone=page.say("Lu : "), width=17),
        TableColumn(page.say("Attendu"), phone=page.say("Attendu : ")),
        TableColumn(page.say("Suite"), phone=page.say("Suite : "), width=14),
    ]
    everything = len(found) > FIRST_LINES and st.toggle(
        page.say("Montrer les {n} constats", n=len(found)), key="depot-all-problems"
    )
    lines = found if everything else found[:FIRST_LINES]
    summary_table(page.say("Constats par cellule"), columns, [_line(page, one) for one in lines])
    if len(lines) < len(found):
        note(
            page.say(
                "Les {n} premiers constats sur {all}; le rapport les contient tous.",
                n=len(lines),
                all=len(found),
            )
        )


def _line(page: StewardPage, one: Finding) -> list[str]:
    read = page.say("« {text} »", text=one.read) if one.read else page.say("(vide)")
    # An example goes with what one cell should hold; a rule between answers has its own sentence.
    expected = _expected(page, one) if one.expected and one.example else one.message
    step = next_step(one, page.language)
    return [
        el("span", breakable_address(one.cell) or page.say("tout le fichier"), class_="o-cell"),
        join([el("span", one.code, class_="o-line"), one.question]) if one.code else "—",
        el("strong", read),
        expected,
        sign("invalid_pending", step, "bad") if one.is_error else sign("break", step),
    ]


def _expected(page: StewardPage, one: Finding) -> str:
    return page.say("{expected}, par exemple « {example} »", expected=one.expected, example=one.example)


def draw_extracts(page: StewardPage, item: ShownSubmission) -> None:
    """Draw the cells around the first faults, read from the file as it came."""
    if item.stored is None:
        return
    is_template = item.row["format"] == "template"
    cells = None if is_template else page.workbench.cells([item.row["submission_id"]])
    seen: set[tuple[str, str]] = set()
    for one in item.report.problems:
        if not one.address or (one.sheet, one.address) in seen or len(seen) >= EXTRACTS:
            continue
        if any(sheet == one.sheet for sheet, _ in seen):
            # Faults of one sheet are marked in its one extract.
            continue
        # A workbook of the template is one establishment's; any other file may hold everyone's answers.
        within = None if cells is None else submission_rows(cells, one.sheet)
        around = window(item.stored, item.row["file_label"], one.sheet, one.address, within=within)
        if around is not None:
            seen.add((one.sheet, one.address))
            draw(_extract(page, item, one, around))


def _extract(page: StewardPage, item: ShownSubmission, one: Finding, around: Window) -> Markup:
    faulty = {other.address for other in item.report.problems if other.sheet == one.sheet and other.is_error}
    doubtful = {other.address for other in item.report.problems if other.sheet == one.sheet} - faulty

    def cell(address: str, text: str) -> Markup:
        look, word = "", ""
        if address in faulty:
            look, word = "o-cell-bad", page.say("à corriger")
        elif address in doubtful:
            look, word = "o-cell-doubt", page.say("à confirmer")
        return el("td", text, el("span", f" ({word})", class_="o-hidden") if word else None, class_=look or None)

    title = page.say("Feuille « {sheet} », autour de {cell}", sheet=one.sheet, cell=one.address)
    corner = el("td", el("span", page.say("Ligne"), class_="o-hidden"))
    heads = [el("th", letter, scope="col") for letter in around.columns]
    lines = [
        el(
            "tr",
            el("th", str(number), scope="row"),
            [cell(f"{letter}{number}", text) for letter, text in zip(around.columns, texts, strict=True)],
        )
        for number, texts in around.rows
    ]
    table = el("table", el("thead", el("tr", corner, heads)), el("tbody", lines))
    scrolled = el("div", table, class_="o-scroll", role="region", tabindex=0, aria_label=title)
    return el("div", el("h3", title, class_="o-h3"), scrolled, class_="o-sheet")


def draw_explanation(page: StewardPage, item: ShownSubmission) -> None:
    """Draw the form that keeps why one answer stands as it is."""
    asked = [one for one in item.report.problems if one.question_id]
    if not asked or not page.may("explain", item.row["establishment_id"]):
        return
    with (
        st.expander(page.say("Expliquer une réponse confirmée par l’établissement")),
        st.form("depot-why", enter_to_submit=False, border=False),
    ):
        by_id = {one.question_id: one for one in asked}
        question = st.selectbox(
            page.say("Question"),
            list(by_id),
            format_func=lambda name: f"{by_id[name].code} {by_id[name].question}",
        )
        words = st.text_area(
            page.say("Explication (montrée à côté du nombre après relecture)"), max_chars=REASON_LENGTH
        )
        if st.form_submit_button(page.say("Garder l’explication")):
            act_and_rerun(page, lambda: _explain(page, item, str(question), words))


def _explain(page: StewardPage, item: ShownSubmission, question_id: str, words: str) -> str:
    page.service.explain(item.row["submission_id"], question_id, words)
    return page.say("Explication gardée; elle attend dans les textes à relire.")


def breakable_address(address: str | None) -> Markup:
    """« D Budget!D14 », which breaks after the sheet's name and nowhere inside the address."""
    return Markup("!<wbr>").join((address or "").split("!"))
