"""The tidy CSV, one answer a line: establishment, period, question, value, for any number of establishments.

The file is read as four columns; only what is faulty is looked at line by line.
"""

from pathlib import Path
from typing import Any

import polars as pl

from data.facts import Facts
from data.model.survey import Question
from etl.extract.cells import CELLS, Extracted
from etl.extract.grid import column_letter
from etl.extract.identity import find_establishment, find_wave, simplified
from etl.extract.refusals import UnreadableFile
from etl.extract.table.csv_text import Dialect
from etl.forms.survey.plan import choices_of, code_of
from etl.validate.problems import Problem, problem
from etl.waves import wave

COLUMNS = {
    "establishment": ("establishment", "establishment_id", "établissement", "etablissement"),
    "period": ("period", "période", "periode", "wave", "vague"),
    "question": ("question", "question_id"),
    "value": ("value", "valeur", "answer", "réponse", "reponse"),
}
#: What an answer of the file is for.
ANSWER = ["establishment_id", "wave_id", "question_id"]


def is_tidy(names: list[str]) -> bool:
    """Whether the first line has a column of questions, which only a table of one answer a line has."""
    return any(simplified(name) in COLUMNS["question"] for name in names)


def read_tidy_csv(
    records: list[list[str]], dialect: Dialect, label: str, *, wave_id: str | None, facts: Facts
) -> Extracted:
    """The answers of a tidy CSV; a question of the wave's version without a line is blank.

    Raises:
        UnreadableFile: a column is missing, nothing is answered, or a line names an unknown establishment or wave.
    """
    columns = _columns(records, label)
    sheet = Path(label).stem
    notes = [dialect.note(sheet)]
    extra = [name.strip() for at, name in enumerate(records[0]) if at not in columns.values() and name.strip()]
    if extra:
        text_fr = "Colonnes ajoutées, ignorées : {columns}."
        notes.append(problem("warning", "extra_columns", text_fr, values={"columns": ", ".join(extra)}, sheet=sheet))
    entries = _known(_lines(records, columns), columns, label, sheet, wave_id, facts, notes)
    if entries.is_empty():
        raise UnreadableFile("csv_no_answer", file=label)
    cells = _cells(_answered_once(entries, sheet, notes), sheet, facts)
    whose, waves = (set(entries[name].unique()) for name in ("establishment_id", "wave_id"))
    french = simplified(records[0][columns["value"]]) in ("valeur", "réponse", "reponse")
    return Extracted(
        format="tidy_csv",
        kind=None,
        wave_id=waves.pop() if len(waves) == 1 else None,
        establishment_id=whose.pop() if len(whose) == 1 else None,
        language="fr" if french else "en",
        template_version=None,
        parts=(cells,),
        notes=notes,
    )


def _columns(records: list[list[str]], label: str) -> dict[str, int]:
    """The place of each of the four columns in the first line."""
    heads = [simplified(name) for name in records[0]] if records else []
    found: dict[str, int] = {}
    for name, accepted in COLUMNS.items():
        for at, head in enumerate(heads):
            if head in accepted and name not in found:
                found[name] = at
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        read = ", ".join(f"« {name.strip()} »" for name in records[0][:6]) if records else "—"
        raise UnreadableFile("csv_columns", file=label, read=read, expected=", ".join(missing))
    return found


def _lines(records: list[list[str]], columns: dict[str, int]) -> pl.DataFrame:
    """The four columns of every line that is not blank, with its number in the file."""
    lines = {
        name: pl.Series([record[at] if at < len(record) else "" for record in records[1:]], dtype=pl.String)
        for name, at in columns.items()
    }
    filled = pl.Series([any(map(str.strip, record)) for record in records[1:]], dtype=pl.Boolean)
    return pl.DataFrame(lines).with_row_index("line", offset=2).filter(filled)


def _known(
    lines: pl.DataFrame,
    columns: dict[str, int],
    label: str,
    sheet: str,
    asked: str | None,
    facts: Facts,
    notes: list[Problem],
) -> pl.DataFrame:
    """The lines with a known question: line, establishment_id, wave_id, question_id, kind, raw, cell.

    Each other line becomes a note; an establishment or a period that is not known refuses the file.
    """
    letters = {name: column_letter(at) for name, at in columns.items()}
    establishments: dict[str, str] = {}
    waves: dict[str, str] = {}
    # A name is looked up once, at the first line that holds it: refusals name the first faulty line of the file.
    first = pl.concat(
        lines.group_by(pl.col(name).alias("read"), maintain_order=True)
        .agg(pl.col("line").first())
        .with_columns(column=pl.lit(name))
        for name in ("establishment", "period")
    ).sort("line", "column")
    for read, line, column in first.iter_rows():
        where = {"file": label, "sheet": sheet, "cell": f"{letters[column]}{line}"}
        if column == "establishment":
            establishments[read] = find_establishment(read, facts, **where)
        else:
            waves[read] = find_wave(read, asked=asked, **where).wave_id
    read = lines.with_columns(
        establishment_id=pl.col("establishment").replace_strict(establishments, return_dtype=pl.String),
        wave_id=pl.col("period").replace_strict(waves, return_dtype=pl.String),
    ).join(_questions(lines, facts, waves), on=["question", "wave_id"], how="left", maintain_order="left")
    for row in read.filter(pl.col("question_id").is_null()).iter_rows(named=True):
        where = (sheet, f"{letters['question']}{row['line']}")
        notes.append(_unknown_question(row["question"], row["establishment_id"], row["wave_id"], *where, facts))
    return read.drop_nulls("question_id").select(
        *("line", "establishment_id", "wave_id", "question_id", "kind"),
        pl.col("value").alias("raw"),
        pl.format(letters["value"] + "{}", "line").alias("cell"),
    )


def _questions(lines: pl.DataFrame, facts: Facts, waves: dict[str, str]) -> pl.DataFrame:
    """Each way in which a question of a wave is written in the file: question, wave_id, question_id, kind."""
    names = {simplified(item.question_id): item for item in facts.questions}
    names |= {simplified(code_of(item)): item for item in facts.questions}
    written = {read: names.get(simplified(read)) for read in lines["question"].unique()}
    rows = [
        (read, wave_id, question.question_id, question.kind)
        for wave_id in sorted(set(waves.values()))
        for read, question in written.items()
        if question is not None and question in facts.asked(wave(wave_id))
    ]
    schema = dict.fromkeys(["question", "wave_id", "question_id", "kind"], pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _unknown_question(read: str, establishment_id: str, wave_id: str, sheet: str, cell: str, facts: Facts) -> Problem:
    example = "offices_count"
    if wave(wave_id).collection == "quarterly":
        example = facts.asked(wave(wave_id))[0].question_id
    return problem(
        "error",
        "unknown_question",
        "Question « {read} » lue; la vague {wave} ne la pose pas. Un identifiant tel que « {example} » est attendu.",
        values={"read": read.strip(), "wave": wave_id, "example": example},
        sheet=sheet,
        cell=cell,
        read=read,
        example=example,
        establishment_id=establishment_id,
        wave_id=wave_id,
    )


def _answered_once(entries: pl.DataFrame, sheet: str, notes: list[Problem]) -> pl.DataFrame:
    """One row an answer: the boxes of a question on several lines are joined, any other second answer is a note."""
    alone = entries.with_columns(
        earlier=pl.col("cell").first().over(ANSWER), is_again=~pl.struct(ANSWER).is_first_distinct()
    )
    boxes = pl.col("kind") == "multichoice"
    for row in alone.filter(pl.col("is_again") & ~boxes).iter_rows(named=True):
        notes.append(_answered_twice(row, sheet))
    joined = pl.when(boxes).then(pl.col("raw").str.join("|").over(ANSWER)).otherwise(pl.col("raw"))
    return alone.with_columns(raw=joined).filter(~pl.col("is_again"))


def _cells(entries: pl.DataFrame, sheet: str, facts: Facts) -> pl.DataFrame:
    """The rows of `CELLS`: every question of each submission's wave, boxes included."""
    submissions = entries.select("establishment_id", "wave_id").unique(maintain_order=True)
    asked = _asked(submissions["wave_id"].unique().to_list(), facts)
    grid = (
        submissions.with_row_index("order")
        .join(asked, on="wave_id", how="inner")
        .join(entries.select(*ANSWER, "raw", "cell"), on=ANSWER, how="left")
        .sort("order", "place", "box")
    )
    several = grid.filter(pl.col("box") >= 0).select("question_id", "raw").unique()
    ticks = [
        (question_id, raw, *split_boxes(raw or "", facts.question[question_id], facts))
        for question_id, raw in several.iter_rows()
    ]
    ticked = pl.DataFrame(
        [(name, raw, choice) for name, raw, chosen, _ in ticks for choice in chosen],
        schema=["question_id", "raw", "choice_id"],
        schema_overrides=dict.fromkeys(["question_id", "raw", "choice_id"], pl.String),
        orient="row",
    ).with_columns(is_ticked=pl.lit(True))
    rests = pl.DataFrame(
        [(name, raw, rest) for name, raw, _, rest in ticks],
        schema=dict.fromkeys(["question_id", "raw", "rest"], pl.String),
        orient="row",
    )
    how = {"how": "left", "nulls_equal": True, "maintain_order": "left"}
    grid = grid.join(ticked, on=["question_id", "raw", "choice_id"], **how)
    grid = grid.join(rests, on=["question_id", "raw"], **how)
    own = pl.when(pl.col("box") < 0).then(pl.col("raw")).when(pl.col("box") == 0).then(pl.col("rest"))
    raw = own.otherwise(pl.when(pl.col("is_ticked")).then(pl.lit("x")))
    blank = raw.str.strip_chars().fill_null("") == ""
    return grid.with_columns(
        raw=raw.replace("", None),
        raw_kind=pl.when(blank).then(pl.lit("blank")).otherwise(pl.lit("text")),
        raw_number=pl.lit(None, pl.Float64),
        raw_date=pl.lit(None, pl.Date),
        sheet=pl.lit(sheet),
    ).select(*CELLS)


def _asked(wave_ids: list[str], facts: Facts) -> pl.DataFrame:
    """The cells of each wave in order: its questions, and after a question with boxes each of these.

    `box` is -1 for a question with a single cell, 0 for the own cell of one with boxes, then the number of the box.
    """
    rows = []
    for wave_id in wave_ids:
        for place, question in enumerate(facts.asked(wave(wave_id))):
            several = question.kind == "multichoice"
            rows.append((wave_id, question.question_id, None, place, 0 if several else -1))
            for box, choice in enumerate(choices_of(question, facts) if several else (), start=1):
                rows.append((wave_id, question.question_id, choice.choice_id, place, box))
    names = dict.fromkeys(["wave_id", "question_id", "choice_id"], pl.String)
    return pl.DataFrame(rows, schema=names | {"place": pl.Int64, "box": pl.Int64}, orient="row")


def split_boxes(raw: str, question: Question, facts: Facts) -> tuple[set[str], str]:
    """The choices ticked in « a|b » or « a;b » (ids or labels), and the words that are no choice."""
    names: dict[str, str] = {}
    for choice in choices_of(question, facts):
        for name in (choice.label_fr, choice.label_en, choice.choice_id):
            names[simplified(name)] = choice.choice_id
    if simplified(raw) in names:
        return {names[simplified(raw)]}, ""
    parts = [part.strip() for part in raw.replace(";", "|").split("|") if part.strip()]
    ticked = {names[simplified(part)] for part in parts if simplified(part) in names}
    return ticked, "; ".join(part for part in parts if simplified(part) not in names)


def _answered_twice(row: dict[str, Any], sheet: str) -> Problem:
    return problem(
        "error",
        "answered_twice",
        "« {read} » lu pour une question déjà répondue en {first}; une seule réponse est attendue. Effacez une des "
        "lignes.",
        values={"read": row["raw"], "first": row["earlier"]},
        question_id=row["question_id"],
        sheet=sheet,
        cell=row["cell"],
        read=row["raw"],
        establishment_id=row["establishment_id"],
        wave_id=row["wave_id"],
    )
