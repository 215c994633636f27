"""What is wrong in a workbook, cell by cell, beside the cells themselves; and why an answer stands as it is."""

from html import escape

import streamlit as st

from etl.extract.window import Window, own_rows, window
from etl.feedback.report import Finding, next_step
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.parts.intake.submission import REASON_LENGTH, ShownSubmission
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, summary_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    awaited = _expected(page, one) if one.expected and one.example else one.message
    mark = (
        sign("invalid_pending", next_step(one, page.language), "bad")
        if one.is_error
        else sign("break", next_step(one, page.language))
    )
    question = f'<span class="o-line">{escape(one.code)}</span>{escape(one.question or "")}' if one.code else "—"
    return [
        f'<span class="o-cell">{place_html(one.cell) or escape(page.say("tout le fichier"))}</span>',
        question,
        f"<strong>{escape(read)}</strong>",
        escape(awaited),
        mark,
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
        within = None if cells is None else own_rows(cells, one.sheet)
        around = window(item.stored, item.row["file_label"], one.sheet, one.address, within=within)
        if around is not None:
            seen.add((one.sheet, one.address))
            st.html(_extract(page, item, one, around))


def _extract(page: StewardPage, item: ShownSubmission, one: Finding, around: Window) -> str:
    faulty = {other.address for other in item.report.problems if other.sheet == one.sheet and other.is_error}
    doubtful = {other.address for other in item.report.problems if other.sheet == one.sheet} - faulty
    title = page.say("Feuille « {sheet} », autour de {cell}", sheet=one.sheet, cell=one.address)
    heads = "".join(f'<th scope="col">{letter}</th>' for letter in around.columns)
    lines = []
    for number, texts in around.rows:
        cells = []
        for letter, text in zip(around.columns, texts, strict=True):
            place = f"{letter}{number}"
            look = "o-cell-bad" if place in faulty else "o-cell-doubt" if place in doubtful else ""
            word = page.say("à corriger") if place in faulty else page.say("à confirmer") if look else ""
            told = f'<span class="o-hidden"> ({escape(word)})</span>' if word else ""
            cells.append(f'<td class="{look}">{escape(text)}{told}</td>')
        lines.append(f'<tr><th scope="row">{number}</th>{"".join(cells)}</tr>')
    label = escape(title)
    corner = f'<td><span class="o-hidden">{escape(page.say("Ligne"))}</span></td>'
    return (
        f'<div class="o-sheet"><h3 class="o-h3">{label}</h3><div class="o-scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{corner}{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div></div>"
    )


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


def place_html(place: str) -> str:
    """« D Budget!D14 », which breaks after the sheet's name and nowhere inside the address."""
    return escape(place).replace("!", "!<wbr>")
