"""What is worth saying of a table's columns: the tool, what is missing, set aside, or there twice."""

from collections.abc import Iterable

import polars as pl

from etl.extract.grid import column_letter
from etl.extract.table.head import Head
from etl.extract.table.headers import ColumnTarget, Headers
from etl.extract.table.survey_tools import ExportLayout
from etl.extract.table.table import Table
from etl.forms.survey.plan import code_of
from etl.validate.problems import Problem, problem

#: Columns or codes named one by one in a sentence.
NAMED = 12
#: Cells answered twice that get a problem each; a column copied whole is one mistake.
TWICE = 50


def layout_note(layout: ExportLayout, sheet: str) -> Problem:
    """What kind of table was recognised."""
    if not layout.tool:
        return problem("warning", "layout_read", "Lu comme une table d’une ligne par établissement.", sheet=sheet)
    texts = {
        "": "Lu comme un export de {tool}.",
        "codes": "Lu comme un export de {tool} (codes).",
        "labels": "Lu comme un export de {tool} (libellés).",
    }
    text = texts[layout.writes]
    return problem("warning", "layout_read", text, values={"tool": layout.tool}, sheet=sheet)


def head_notes(
    table: Table, head: Head, headers: Headers, targets: dict[int, ColumnTarget], rows: pl.DataFrame
) -> list[Problem]:
    """What the columns lack or hold beside the answers of one wave."""
    notes = []
    wave_id = rows["wave_id"][0]

    def note(code: str, text: str, **values: object) -> None:
        notes.append(problem("warning", code, text, values=values, sheet=table.sheet, wave_id=wave_id))

    answered = {target.question_id for target in targets.values()}
    known = {"establishment_id", "fiscal_year_text"}
    missing = [item for item in headers.questions if item.question_id not in answered | known]
    if missing:
        text = "Questions sans colonne, lues comme vides : {codes}."
        note("columns_missing", text, codes=_name_list(code_of(item) for item in missing))
    at = rows["row"] - 1
    places = [place for place in table.places if place not in head.headers]
    untitled = [place for place in places if _has_values(table, place, at)]
    if untitled:
        text = "Colonnes sans titre, ignorées : {columns}."
        note("extra_columns", text, columns=_name_list(column_letter(place) for place in untitled))
    asked = {item.question_id for item in headers.questions}
    elsewhere = [
        place
        for place, target in head.targets.items()
        if target.question_id and target.question_id not in asked and _has_values(table, place, at)
    ]
    if elsewhere:
        text = "Colonnes de questions que la vague {wave} ne pose pas, laissées de côté : {columns}."
        note("not_asked_here", text, wave=wave_id, columns=_name_list(column_letter(place) for place in elsewhere))
    return notes


def duplicate_notes(table: Table, targets: dict[int, ColumnTarget], rows: pl.DataFrame) -> list[Problem]:
    """Two columns that hold the same answer: said once, and each row where they differ is a problem at its cell."""
    places: dict[ColumnTarget, list[int]] = {}
    for place, target in sorted(targets.items()):
        if target.role in ("answer", "box", "other"):
            places.setdefault(target, []).append(place)
    notes = []
    for target, (first, *others) in places.items():
        for other in others:
            values = {"header": column_letter(other), "first": column_letter(first)}
            text = "La colonne {header} répond à la même question que la colonne {first}; la première remplie est lue."
            notes.append(problem("warning", "duplicate_header", text, values=values, sheet=table.sheet))
            notes += _twice(table, target, first, other, rows)
    return notes


def _twice(table: Table, target: ColumnTarget, first: int, other: int, rows: pl.DataFrame) -> list[Problem]:
    at = rows["row"] - 1
    read = rows.with_columns(
        one=table.texts.get_column(str(first)).gather(at).str.strip_chars(),
        two=table.texts.get_column(str(other)).gather(at).str.strip_chars(),
    ).filter((pl.col("one") != "") & (pl.col("two") != "") & (pl.col("one") != pl.col("two")))
    text = (
        "« {read} » lu pour une question déjà répondue en {first}; une seule réponse est attendue. Effacez une des "
        "cellules."
    )
    return [
        problem(
            "error",
            "answered_twice",
            text,
            values={"read": row["two"], "first": table.where(row["row"], first)},
            question_id=target.question_id,
            sheet=table.sheet,
            cell=table.where(row["row"], other),
            read=row["two"],
            establishment_id=row["establishment_id"],
            wave_id=row["wave_id"],
        )
        for row in read.head(TWICE).iter_rows(named=True)
    ]


def _has_values(table: Table, place: int, at: pl.Series) -> bool:
    texts = table.texts.get_column(str(place)).gather(at).str.strip_chars()
    return bool((texts.fill_null("") != "").any())


def _name_list(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(known[:NAMED]) + (", …" if len(known) > NAMED else "")
