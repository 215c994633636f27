"""The establishment's own workbook given back: coloured cells, a comment in each, and a list with links to them.

Only the bytes that must change are changed: drop-downs, formulas, protection, hidden sheets, pictures and names stay
as they were, since they are never read. A CSV or OpenDocument file becomes a workbook with the same cells in the same
places.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from data.store.paths import received_folder
from data.store.workbench.submissions import Workbench
from etl.feedback.corrected.comments import SIGN, comment_on
from etl.feedback.corrected.from_table import is_one_answer_a_line, is_text, is_workbook, sheet_name, workbook_of
from etl.feedback.corrected.list_sheet import insert_first, sheet_xml
from etl.feedback.corrected.package import NamedSheet, Package
from etl.feedback.corrected.sheet import CellRef, cell_ref, read_sheet, restyle, unselect
from etl.feedback.corrected.styles import ANSWER, ERROR, PLAIN, WARNING, CellStyle, WorkbookStyles
from etl.feedback.corrected.xml import Edits
from etl.feedback.report import Finding, next_step, report_of
from etl.forms.hidden_sheets import MAP_SHEET
from etl.forms.survey.plan import CORRECTIONS_SHEETS
from etl.steward.not_possible import NotPossible
from etl.validate.words import SEVERITIES
from indicators.catalogue.model import Language
from indicators.exports.harmless import harmless
from indicators.wording.language import say

#: A box longer than this is not read; the list has it whole.
LONGEST = 1_000


SHARED = (
    "« {file} » contient {n} envois : annoté, il montrerait à chacun les réponses des autres. Le rapport de l’envoi "
    "dit les mêmes cellules; le fichier annoté entier se remet à qui l’a envoyé (« python -m etl corrected »)."
)


class NoSubmission(KeyError):
    """The workbench holds no submission of this id."""


def shares_file(workbench: Workbench, submission_id: str) -> list[str]:
    """The submissions that came in the same file, itself included: a table may hold every establishment's answers.

    Raises:
        NoSubmission: nothing was received under this id.
    """
    held = workbench.submissions()
    found = held.filter(pl.col("submission_id") == submission_id)
    if found.is_empty():
        raise NoSubmission(submission_id)
    return held.filter(pl.col("file_sha256") == found["file_sha256"][0])["submission_id"].to_list()


def corrected_of(
    workbench: Workbench, submission_id: str, out: Path, language: Language, *, whole_file: bool = False
) -> int:
    """Write the corrected workbook of a submission, from its last check; how many cells it asks to look at.

    Args:
        whole_file: mark every submission of a file that holds several, for whoever sent it and may read them all.

    Raises:
        NoSubmission: nothing was received under this id.
        NotPossible: the file holds the answers of others too, and `whole_file` is not asked for.
    """
    with workbench.session():
        ids = shares_file(workbench, submission_id)
        row = workbench.submissions().row(by_predicate=pl.col("submission_id") == submission_id, named=True)
        report = report_of(workbench, ids, language)
    if len(ids) > 1 and not whole_file:
        raise NotPossible(SHARED, file=row["file_label"], n=len(ids))
    stored = next(received_folder(workbench.var).glob(f"{row['file_sha256']}.*"))
    problems = [item for entry in report.submissions for item in entry.problems]
    is_fictitious = report.kind == "fictif"
    write_corrected(stored, problems, out, language, label=row["file_label"], is_fictitious=is_fictitious)
    return len({item.cell for item in problems if item.address})


def write_corrected(
    stored: Path,
    problems: Sequence[Finding],
    out: Path,
    language: Language,
    *,
    label: str | None = None,
    is_fictitious: bool = False,
) -> None:
    """Write a copy of a received file with its problems marked; `stored` is only read.

    Args:
        problems: in the language of the comments, in the order of the list.
        label: the name under which the file came.

    Raises:
        DamagedPart: a part of the workbook is not what it should be.
    """
    label = label or stored.name
    name = sheet_name(label)
    package = Package(stored if is_workbook(stored) else workbook_of(stored, name))
    if is_text(stored):
        # A table has one sheet, named as a workbook allows.
        problems = [replace(item, sheet=name if item.address else item.sheet) for item in problems]
    styles = WorkbookStyles(package)
    worn = styles.marked()
    names = [sheet.name for sheet in package.sheets()]
    mended = ANSWER if MAP_SHEET in names else PLAIN
    for sheet in package.sheets():
        if sheet.name not in CORRECTIONS_SHEETS.values():
            found = [item for item in problems if item.sheet == sheet.name and item.address]
            _mark(package, sheet, found, styles, worn, mended, language)
    # A sheet that the workbook does not have has nothing to link to.
    listed = [item if item.sheet in names else replace(item, address="") for item in problems]
    insert_first(
        package,
        sheet_xml(listed, _notices(stored, label, language), is_fictitious, styles, language),
        language,
    )
    styles.save()
    package.save(out)


def _notices(stored: Path, label: str, language: Language) -> list[str]:
    """What to do with the workbook, and what it was made of where the file was none."""
    returned = (
        "Cliquez sur une cellule de la première colonne pour y aller; corrigez-la, enregistrez, puis renvoyez ce même "
        "classeur. Les couleurs, les commentaires et cette feuille ne gênent pas la lecture."
    )
    made = "Ce classeur est fait à partir de « {file} » : les mêmes valeurs, dans les mêmes lignes et colonnes."
    if is_workbook(stored):
        return [say(returned, language)]
    if is_text(stored) and is_one_answer_a_line(stored):
        # A table of one answer a line is received as a CSV only.
        shown = "Cliquez sur une cellule de la première colonne pour la voir; corrigez « {file} », puis renvoyez-le."
        return [say(shown, language, file=label), say(made, language, file=label)]
    return [say(returned, language), say(made, language, file=label)]


def _mark(
    package: Package,
    sheet: NamedSheet,
    problems: Sequence[Finding],
    styles: WorkbookStyles,
    worn: frozenset[int],
    mended: CellStyle,
    language: Language,
) -> None:
    """Colour the faulty cells of a sheet and comment them; cells mended since lose their mark."""
    rows = {cell_ref(item.address)[0] for item in problems}
    part = read_sheet(package.read(sheet.part), rows, worn)
    places: dict[CellRef, list[Finding]] = {}
    for item in problems:
        places.setdefault(part.shown_at(cell_ref(item.address)), []).append(item)
    if missing := {place[0] for place in places} - rows:
        part = read_sheet(part.part, rows | missing, worn)
    edits = Edits(part.part)
    looks = {place: styles.with_look(part.style_at(place), _cell_style(found)) for place, found in places.items()}
    for place, node in part.cells.items():
        style = int(node.attributes.get("s", 0))
        if style in worn and place not in looks:
            looks[place] = styles.with_look(style, mended)
    restyle(edits, part, looks)
    unselect(edits, part)
    texts = {place: _comment_text(found, language) for place, found in places.items()}
    comment_on(package, sheet.part, part, edits, texts)
    package.write(sheet.part, edits.applied())


def _cell_style(found: Sequence[Finding]) -> CellStyle:
    return ERROR if any(item.is_error for item in found) else WARNING


def _comment_text(found: Sequence[Finding], language: Language) -> str:
    """The words of a comment: each problem of the cell, what stops first."""
    paragraphs = []
    for item in found:
        awaited = (item.message, _example(item, language))
        text = " ".join(part for part in awaited if part)
        step = next_step(item, language)
        paragraphs.append(say("{step} : {text}", language, step=step, text=harmless(text)))
    words = "\n".join(paragraphs)
    return SIGN + (words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")


def _example(item: Finding, language: Language) -> str:
    """What the message does not say: what was expected, and an example."""
    said = item.message.replace("\xa0", " ")
    parts = []
    # Between two answers of a broken rule, the message says all there is to say.
    if item.rule in SEVERITIES and item.expected and item.expected.replace("\xa0", " ") not in said:
        parts.append(say("Attendu : {expected}.", language, expected=item.expected))
    if item.example and item.example.replace("\xa0", " ") not in said:
        parts.append(say("Exemple : {example}.", language, example=item.example))
    return " ".join(parts)
