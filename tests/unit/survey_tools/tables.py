"""The exports as each tool writes them, made by hand from its documentation; nothing is shared with the reader."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

from data.facts import load_facts
from data.model.survey import Question
from tests.unit.survey_tools.answers import DK, NA, Other, Value, answers, other_of, questions

Row = list[object]


def code(question: Question) -> str:
    """REFERENCE « Reading an answer » 8: section letter and order on three digits."""
    return f"{question.section}{question.order:03d}"


def label(choice_id: str) -> str:
    return next(item.label_fr for item in load_facts().choices if item.choice_id == choice_id)


def chosen(value: Value) -> tuple[str, ...]:
    """The ids of the choices ticked; none for a blank or a mark."""
    if isinstance(value, Other):
        return value.choices
    return value if isinstance(value, tuple) else ()


def plain(value: Value) -> str:
    """A number with a decimal point, a date in ISO form, a text as it is, a blank as nothing."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def written(header: Sequence[str], rows: Sequence[Row], *, separator: str, quoted: bool) -> str:
    out = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=separator, quoting=style, lineterminator="\r\n")
    writer.writerows([list(header), *rows])
    return out.getvalue()


def limesurvey(path: Path, *, labels: bool) -> None:
    """Its CSV writer: a byte-order mark, every cell quoted, `=` masked, one blank line at the end.

    Yes/no and lists: codes (« Y », « AO03 », « -oth- » and the words in `[other]`) or full answers. Boxes: « Y » or
    nothing; in full answers Oui, Non, and « N/A » where the whole question was not shown.
    """
    system = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
    if labels:
        system = ["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ"]
    header, rows = list(system), [[] for _ in answers()]
    for question in questions():
        name = question.label_fr if labels else code(question)
        sub = " [{}]" if labels else "[{}]"
        other = other_of(question)
        if question.kind == "multichoice":
            boxes = [item for item in question.choices if item != other]
            for position, choice in enumerate(question.choices, start=1):
                if choice in boxes:
                    header.append(name + sub.format(label(choice) if labels else f"SQ{position:03d}"))
            header += [name + sub.format(mark) for mark in (("Ne sait pas", "Sans objet") if labels else ("NSP", "SO"))]
            header += [name + sub.format("Autre" if labels else "other")] if other else []
            for row, own in zip(rows, answers().values(), strict=True):
                value = own[question.question_id]
                yes, no = ("Oui", "N/A" if value is None else "Non") if labels else ("Y", "")
                row += [yes if choice in chosen(value) else no for choice in boxes]
                row += [yes if value == mark else no for mark in (DK, NA)]
                if other:
                    row.append(value.text if isinstance(value, Other) else "")
            continue
        header.append(name)
        if other:
            header.append(name + sub.format("Autre" if labels else "other"))
        for row, own in zip(rows, answers().values(), strict=True):
            value = own[question.question_id]
            row.append(_limesurvey_cell(question, value, labels))
            if other:
                row.append(value.text if isinstance(value, Other) else "")
    header += ["interviewtime", "groupTime12", "B010Time"] if not labels else ["Temps total"]
    stamp = ["2026-05-04 10:22:31", "13", "fr"]
    stamps = stamp if labels else [*stamp, "1873465", "2026-05-04 09:40:00", "2026-05-04 10:22:31"]
    tail = ["2551.2"] if labels else ["2551.2", "310.5", ""]
    full = [[str(at), *stamps, *row, *tail] for at, row in enumerate(rows, start=1)]
    text = written(header, full, separator=",", quoted=True) + "\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())


def _limesurvey_cell(question: Question, value: Value, labels: bool) -> str:
    marks = {DK: "Ne sait pas" if labels else "NSP", NA: "Sans objet" if labels else "SO"}
    if question.kind in ("boolean", "choice") and isinstance(value, str) and value in marks:
        return marks[value]
    if question.kind == "boolean":
        if value is None:
            return "N/A" if labels else ""
        return ("Oui" if value else "Non") if labels else ("Y" if value else "N")
    if isinstance(value, Other):
        return "Autre" if labels else "-oth-"
    if question.kind == "choice" and value is not None:
        position = question.choices.index(str(value)) + 1
        return label(str(value)) if labels else f"AO{position:02d}"
    if isinstance(value, date):
        return f"{value.isoformat()} 00:00:00"
    text = plain(value).replace("\r\n", "\n")
    return "'" + text if text.startswith("=") else text


def redcap(path: Path, *, labels: bool) -> None:
    """Raw: `champ___code` of 0 and 1, numbered choices, the missing-data codes UNK and NA, as boxes too.

    Labels: « Question (choice=Choix) », Checked and Unchecked, Yes and No, « Complete? ».
    """
    header = (
        ["Record ID", "Event Name", "Survey Timestamp"] if labels else ["record_id", "redcap_event_name", "a_timestamp"]
    )
    rows: list[Row] = [[str(at), "vague_arm_1", "2026-05-04 10:22"] for at in range(1, len(answers()) + 1)]
    yes, no = ("Checked", "Unchecked") if labels else ("1", "0")
    for question in questions():
        name = question.label_fr if labels else code(question).lower()
        if question.kind == "multichoice":
            for position, choice in enumerate(question.choices, start=1):
                header.append(f"{name} (choice={label(choice)})" if labels else f"{name}___{position}")
            header += [f"{name} (choice={mark})" if labels else f"{name}___{mark.lower()}" for mark in ("UNK", "NA")]
        else:
            header.append(name)
        if other_of(question):
            header.append(f"{name} (autre)" if labels else f"{name}_autre")
        for row, own in zip(rows, answers().values(), strict=True):
            value = own[question.question_id]
            if question.kind == "multichoice":
                row += [yes if choice in chosen(value) else no for choice in question.choices]
                row += [yes if value == mark else no for mark in (DK, NA)]
            else:
                row.append(_redcap_cell(question, value, labels))
            if other_of(question):
                row.append(value.text if isinstance(value, Other) else "")
    header.append("Complete?" if labels else "vague_complete")
    for row in rows:
        row.append("Complete" if labels else "2")
    path.write_text(written(header, rows, separator=",", quoted=False), "utf-8", newline="")


def _redcap_cell(question: Question, value: Value, labels: bool) -> str:
    if value in (DK, NA) and question.kind != "text":
        return "UNK" if value == DK else "NA"
    if isinstance(value, bool):
        return ("Yes" if value else "No") if labels else str(int(value))
    if question.kind == "choice" and value is not None:
        choice = value.choices[0] if isinstance(value, Other) else str(value)
        return label(choice) if labels else str(question.choices.index(choice) + 1)
    return plain(value)


def redcap_codes() -> dict[str, dict[str, str]]:
    """The codes of the data dictionary, declared at import: choices are numbered in their order."""
    return {
        item.question_id: {str(at): choice for at, choice in enumerate(item.choices, start=1)}
        for item in questions()
        if item.kind in ("choice", "multichoice")
    }


def forms(path: Path) -> None:
    """Its workbook: the whole text of each question, choices joined by « ; » with one at the end, « autre » as
    typed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    system = [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Heure de la dernière modification",
    ]
    sheet.append(system + [f"{item.label_fr}\xa0" for item in questions()])
    for at, own in enumerate(answers().values(), start=1):
        cells: Row = [at, None, None, "anonymous", None, None]
        for question in questions():
            value = own[question.question_id]
            other = other_of(question)
            if question.kind == "multichoice" and value is not None:
                names = (
                    [NA_OR_DK[str(value)]]
                    if value in (DK, NA)
                    else [
                        value.text if isinstance(value, Other) and item == other else label(item)
                        for item in chosen(value)
                    ]
                )
                cells.append("".join(f"{name};" for name in names))
            elif isinstance(value, Other):
                cells.append(value.text)
            elif isinstance(value, bool):
                cells.append("Oui" if value else "Non")
            elif question.kind == "choice" and value is not None and value not in (DK, NA):
                cells.append(label(str(value)))
            else:
                cells.append(value)
        sheet.append(cells)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)


NA_OR_DK = {DK: "Ne sait pas", NA: "Sans objet"}


def kobo(path: Path, *, labels: bool) -> None:
    """Its CSV: `;`, every cell quoted, `groupe/question`, choices joined by spaces, then a column of 0 and 1 for each.

    An unanswered question leaves its columns of choices blank.
    """
    header, rows = ["start", "end"], [["2026-05-04T09:40:00.000-04:00"] * 2 for _ in answers()]
    for question in questions():
        group = f"Section {question.section}" if labels else f"s_{question.section.lower()}"
        name = f"{group}/{question.label_fr if labels else code(question)}"
        header.append(name)
        choices = [*question.choices, "nsp", "so"] if question.kind == "multichoice" else []
        shown = {"nsp": "Ne sait pas", "so": "Sans objet"} | {item: label(item) for item in question.choices}
        header += [f"{name}/{shown[item] if labels else item}" for item in choices]
        if other_of(question):
            header.append(f"{name}_other")
        for row, own in zip(rows, answers().values(), strict=True):
            value = own[question.question_id]
            ticked = {DK: ("nsp",), NA: ("so",)}.get(value, ()) if isinstance(value, str) else chosen(value)
            if question.kind == "multichoice":
                row.append(" ".join(shown[item] if labels else item for item in ticked))
                row += ["" if not ticked else str(int(item in ticked)) for item in choices]
            elif question.kind == "boolean" and isinstance(value, bool):
                row.append("Oui" if value and labels else "Non" if labels else "oui" if value else "non")
            elif question.kind in ("choice", "boolean") and value is not None:
                item = (
                    value.choices[0] if isinstance(value, Other) else {DK: "nsp", NA: "so"}.get(str(value), str(value))
                )
                row.append(shown[item] if labels else item)
            else:
                row.append(plain(value))
            if other_of(question):
                row.append(value.text if isinstance(value, Other) else "")
    header += [
        "__version__",
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_index",
    ]
    for at, row in enumerate(rows, start=1):
        row += [
            "vXy12",
            str(9000 + at),
            f"uuid-{at}",
            "2026-05-04T14:22:31",
            "",
            "",
            "submitted_via_web",
            str(at),
        ]
    path.write_text(written(header, rows, separator=";", quoted=True), "utf-8", newline="")
