"""The tidy CSV, one answer a line: establishment, period, question, value, for any number of establishments."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.facts import Facts
from data.model import Question
from etl.extract.cells import CELLS, Extracted
from etl.extract.container import UTF_16
from etl.extract.grid import column_letter
from etl.extract.identity import find_establishment, find_wave, simplified
from etl.extract.refusals import UnreadableFile
from etl.problems import Problem, problem
from etl.template.plan import choices_of, code_of
from etl.waves import wave

COLUMNS = {
    "establishment": ("establishment", "establishment_id", "établissement", "etablissement"),
    "period": ("period", "période", "periode", "wave", "vague"),
    "question": ("question", "question_id"),
    "value": ("value", "valeur", "answer", "réponse", "reponse"),
}
SEPARATORS = (",", ";", "\t")
ENCODINGS = {"utf-16": "UTF-16", "utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file whose establishment, wave and question are known."""

    establishment_id: str
    wave_id: str
    question: Question
    raw: str
    cell: str


def read_tidy_csv(path: Path, label: str, *, wave_id: str | None, facts: Facts) -> Extracted:
    """The answers of a tidy CSV; a question of the wave's version without a line is blank.

    Raises:
        UnreadableFile: a column is missing, nothing is answered, or a line names an unknown establishment or wave.
    """
    text, encoding = decode(path.read_bytes())
    separator = separator_of(text)
    records = _records(text, separator, label)
    columns = _columns(records, label)
    sheet = Path(label).stem
    notes = [
        problem(
            "warning",
            "csv_dialect",
            "Codage lu : {encoding}; séparateur lu : {separator}.",
            values={
                "encoding": ENCODINGS[encoding],
                "separator": f"« {separator} »" if separator != "\t" else "TAB",
            },
            sheet=sheet,
        )
    ]
    extra = [
        name.strip() for at, name in enumerate(records[0]) if at not in columns.values() and name.strip()
    ]
    if extra:
        text_fr = "Colonnes ajoutées, ignorées : {columns}."
        notes.append(
            problem("warning", "extra_columns", text_fr, values={"columns": ", ".join(extra)}, sheet=sheet)
        )
    entries = _entries(records, columns, label, sheet, wave_id, facts, notes)
    if not entries:
        raise UnreadableFile("csv_no_answer", file=label)
    cells = _cells(entries, sheet, facts, notes)
    whose = {entry.establishment_id for entry in entries}
    waves = {entry.wave_id for entry in entries}
    french = simplified(records[0][columns["value"]]) in ("valeur", "réponse", "reponse")
    return Extracted(
        format="tidy_csv",
        kind=None,
        wave_id=waves.pop() if len(waves) == 1 else None,
        establishment_id=whose.pop() if len(whose) == 1 else None,
        language="fr" if french else "en",
        template_version=None,
        cells=cells,
        notes=notes,
    )


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8 or UTF-16 by its byte-order mark, else UTF-8, else Windows-1252."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace"), "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def separator_of(text: str) -> str:
    """The separator of the first line: the one that parts it most."""
    head = text.lstrip().split("\n", 1)[0]
    return max(SEPARATORS, key=head.count)


def _records(text: str, separator: str, label: str) -> list[list[str]]:
    """The lines of the file; a line is one record, as a spreadsheet numbers its rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise UnreadableFile("csv_quotes", file=label, read=reader.line_num) from None


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


def _entries(
    records: list[list[str]],
    columns: dict[str, int],
    label: str,
    sheet: str,
    asked: str | None,
    facts: Facts,
    notes: list[Problem],
) -> list[Entry]:
    """The lines with a known question; each of the others becomes a note."""
    letters = {name: column_letter(at) for name, at in columns.items()}
    establishments: dict[str, str] = {}
    waves: dict[str, str] = {}
    questions = {simplified(item.question_id): item for item in facts.questions}
    questions |= {simplified(code_of(item)): item for item in facts.questions}
    entries = []
    for line, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        whose, period, asked_about, raw = (
            record[columns[name]] if columns[name] < len(record) else "" for name in COLUMNS
        )
        if whose not in establishments:
            cell = f"{letters['establishment']}{line}"
            establishments[whose] = find_establishment(whose, facts, file=label, sheet=sheet, cell=cell)
        if period not in waves:
            cell = f"{letters['period']}{line}"
            waves[period] = find_wave(period, asked=asked, file=label, sheet=sheet, cell=cell).wave_id
        question = questions.get(simplified(asked_about))
        wave_id = waves[period]
        if question is None or not question.asked_in(wave(wave_id).version):
            notes.append(
                _unknown_question(
                    asked_about, establishments[whose], wave_id, sheet, f"{letters['question']}{line}"
                )
            )
            continue
        entries.append(Entry(establishments[whose], wave_id, question, raw, f"{letters['value']}{line}"))
    return entries


def _unknown_question(read: str, establishment_id: str, wave_id: str, sheet: str, cell: str) -> Problem:
    return problem(
        "error",
        "unknown_question",
        "Question « {read} » lue; la vague {wave} ne la pose pas. Un identifiant tel que « {example} » est attendu.",
        values={"read": read.strip(), "wave": wave_id, "example": "offices_count"},
        sheet=sheet,
        cell=cell,
        read=read,
        example="offices_count",
        establishment_id=establishment_id,
        wave_id=wave_id,
    )


def _cells(entries: list[Entry], sheet: str, facts: Facts, notes: list[Problem]) -> pl.DataFrame:
    """The rows of `CELLS`: every question of each submission's version, boxes included."""
    given: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in entries:
        answers = given.setdefault((entry.establishment_id, entry.wave_id), {})
        earlier = answers.get(entry.question.question_id)
        if earlier is None:
            answers[entry.question.question_id] = entry
        elif entry.question.kind == "multichoice":
            joined = f"{earlier.raw}|{entry.raw}"
            answers[entry.question.question_id] = Entry(
                entry.establishment_id, entry.wave_id, entry.question, joined, earlier.cell
            )
        else:
            notes.append(_answered_twice(earlier, entry, sheet))
    rows: list[tuple[object, ...]] = []
    for (establishment_id, wave_id), answers in given.items():
        for question in facts.questionnaire(wave(wave_id).version):
            entry = answers.get(question.question_id)
            raw = entry.raw if entry else ""
            cell = entry.cell if entry else None
            if question.kind != "multichoice":
                rows.append((establishment_id, wave_id, question.question_id, None, *_text(raw), sheet, cell))
                continue
            ticked, rest = split_boxes(raw, question, facts)
            rows.append((establishment_id, wave_id, question.question_id, None, *_text(rest), sheet, cell))
            for choice in choices_of(question, facts):
                tick = "x" if choice.choice_id in ticked else ""
                rows.append(
                    (
                        establishment_id,
                        wave_id,
                        question.question_id,
                        choice.choice_id,
                        *_text(tick),
                        sheet,
                        cell,
                    )
                )
    return pl.DataFrame(rows, schema=CELLS, orient="row")


def _text(raw: str) -> tuple[str | None, str, None, None]:
    return (raw or None, "text" if raw.strip() else "blank", None, None)


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


def _answered_twice(earlier: Entry, entry: Entry, sheet: str) -> Problem:
    return problem(
        "error",
        "answered_twice",
        "« {read} » lu pour une question déjà répondue en {first}; une seule réponse est attendue. Effacez une des lignes.",
        values={"read": entry.raw, "first": earlier.cell},
        question_id=entry.question.question_id,
        sheet=sheet,
        cell=entry.cell,
        read=entry.raw,
        establishment_id=entry.establishment_id,
        wave_id=entry.wave_id,
    )
