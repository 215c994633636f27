"""Answers read straight from the cells of the received workbooks, with openpyxl and the reference CSV files alone.

Nothing here is shared with the house's own reading (etl/) or evaluation (indicators/): it is the second opinion.
"""

import csv
import re
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import load_workbook

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
Answer = tuple[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


QUESTIONS = {row["question_id"]: row for row in table("questionnaire.csv")}
CHOICES = table("choices.csv")
ORDER = {row["choice_id"]: int(row["order"]) for row in CHOICES}
MARKS = {
    SPACES.sub(" ", row["mark"]).strip().lower(): row for row in table("answer_marks.csv") if row["scope"] == "any"
}
YES = {"oui", "o", "yes", "y", "vrai", "true", "1", "x", "✓"}
NO = {"non", "n", "no", "faux", "false", "0"}


def accepted_workbooks(var: Path) -> dict[tuple[str, str], Path]:
    """(wave, establishment) → the received file whose answers count."""
    with duckdb.connect(str(var / "workbench.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "SELECT wave_id, establishment_id, file_sha256 FROM submissions "
            "WHERE state = 'accepted' AND format = 'template'"
        ).fetchall()
    return {(wave, place): var / "received" / f"{sha256}.xlsx" for wave, place, sha256 in rows}


def read_cells(path: Path) -> dict[str, Any]:
    """Code of column A (« B010 », « C050.3 ») → content of the answer cell in column D."""
    book = load_workbook(path, data_only=True)
    cells = {}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row in sheet.iter_rows(max_col=4):
            code = row[0].value
            if isinstance(code, str) and re.fullmatch(r"[A-M]\d{3}(\.\d+)?", code):
                cells[code] = row[3].value
    return cells


def clean(text: Any) -> str:
    return SPACES.sub(" ", str(text)).strip().lower().replace("'", "’")


def read_one(question: dict[str, str], content: Any) -> Answer:
    """(state, value) of a cell that is not a list of boxes; « blank » is settled later."""
    if content is None or clean(content) in ("", "-", "–", "—"):
        return "blank", None
    kind, text = question["kind"], clean(content)
    if kind in ("count", "fte", "amount"):
        digits = SPACES.sub("", str(content)).replace("$", "").replace(",", ".")
        if NUMBER.fullmatch(digits):
            number = float(digits)
            return ("true_zero" if number == 0 else "value"), number
    elif kind == "boolean":
        if text in YES or text in NO:
            return "value", text in YES
    elif kind == "choice":
        for choice in CHOICES:
            if choice["choice_list"] == question["choice_list"] and text in (
                clean(choice["label_fr"]),
                clean(choice["label_en"]),
                choice["choice_id"],
            ):
                return "value", choice["choice_id"]
    if text in MARKS:
        state = MARKS[text]["state"]
        return ("blank" if state == "not_answered" else state), None
    return ("value", text) if kind in ("text", "date") else ("invalid_pending", None)


def read_boxes(question: dict[str, str], cells: dict[str, Any], code: str) -> Answer:
    ticked = []
    for choice in CHOICES:
        if choice["choice_list"] == question["choice_list"]:
            content = cells.get(f"{code}.{choice['order']}")
            if content is None or clean(content) in ("", "-"):
                continue
            if clean(content) in MARKS:
                return MARKS[clean(content)]["state"], None
            if clean(content) in YES:
                ticked.append(choice["choice_id"])
    return ("value", ticked) if ticked else ("blank", None)


def asked(question: dict[str, str], version: str) -> bool:
    return question["since_version"] <= version and (
        not question["until_version"] or version <= question["until_version"]
    )


def read_answers(path: Path, version: str) -> dict[str, Answer]:
    """Every question of a version → (state, value), blanks settled by `applies_if`."""
    cells = read_cells(path)
    answers: dict[str, Answer] = {}
    for name, question in QUESTIONS.items():
        if not asked(question, version):
            answers[name] = ("not_asked", None)
            continue
        code = f"{question['section']}{int(question['order']):03d}"
        answers[name] = (
            read_boxes(question, cells, code)
            if question["kind"] == "multichoice"
            else read_one(question, cells.get(code))
        )
    for name, question in QUESTIONS.items():
        applies = truth(question["applies_if"], answers)[0] if question["applies_if"] else None
        state, value = answers[name]
        if state == "blank":
            answers[name] = ("not_applicable" if applies is False else "not_answered", None)
        elif applies is False and state == "does_not_know":
            answers[name] = ("not_applicable", None)
        else:
            answers[name] = (state, value)
    return answers


def truth(condition: str, answers: dict[str, Answer]) -> tuple[bool | None, str]:
    """A condition's truth (None when it cannot be said) and the state that explains a None."""
    if " or " in condition:
        parts = [truth(part, answers)[0] for part in condition.split(" or ")]
        return (True if True in parts else None if None in parts else False), ""
    left, sign, right = condition.split()
    state, value = answers[left]
    if state not in ("value", "true_zero"):
        return None, state
    if sign == "includes":
        return right in value, state
    if right in ("true", "false"):
        return value is (right == "true"), state
    if NUMBER.fullmatch(right):
        return {"=": value == float(right), ">": value > float(right), ">=": value >= float(right)}[sign], state
    return (value == right if sign == "=" else ORDER[value] >= ORDER[right]), state
