"""A table with one row an establishment: consolidated by hand, or exported by a survey tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from data.facts import Facts
from data.store.workbench.mappings import Declared
from etl import waves
from etl.extract.cells import Extracted
from etl.extract.grid import address, column_letter
from etl.extract.refusals import HeadersUnknown
from etl.extract.table.answers import TableAnswers, columns_of
from etl.extract.table.data_rows import Identity, data_rows, last_of_each
from etl.extract.table.decimal_sign import decimal_sign_notes
from etl.extract.table.head import Head, choose_layout
from etl.extract.table.head_notes import duplicate_notes, head_notes, layout_note
from etl.extract.table.headers import ColumnTarget, Headers, bare
from etl.extract.table.table import Table
from etl.validate.problems import Problem
from indicators.catalogue.model import Language


@dataclass(frozen=True)
class _Part:
    """The rows of one wave, and what each column holds there."""

    headers: Headers
    targets: dict[int, ColumnTarget]
    rows: pl.DataFrame

    def alike(self, other: "_Part") -> bool:
        """Whether the cells of both are read in the same way."""
        mine, others = self.headers, other.headers
        return (mine.questions, mine.declared, self.targets) == (
            others.questions,
            others.declared,
            other.targets,
        )


@dataclass(frozen=True)
class _Parts:
    """The cells of every version's rows, built each time they are asked for."""

    answers: tuple[tuple[TableAnswers, pl.DataFrame], ...]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        for answers, rows in self.answers:
            yield from answers.parts(rows)


def read_consolidated(
    table: Table,
    head: Head,
    label: str,
    *,
    wave_id: str | None,
    facts: Facts,
    declared: Mapping[str, Declared],
    notes: list[Problem],
) -> Extracted:
    """The answers of a table, each with its true address.

    Args:
        head: where its headers are, from `find_head`.
        declared: what was confirmed of headers and codes, by wave.
        notes: what was already remarked on the file.

    Raises:
        HeadersUnknown: a column is neither known, nor declared, nor of the tool: the file waits.
        UnreadableFile: a row names an unknown establishment or wave, or there is none.
    """
    layout = choose_layout(table, head, facts)
    identity = head.identity(wave_id)
    answering = [place for place, target in head.targets.items() if target.role in ("answer", "box", "other")]
    rows, said = data_rows(table, identity, answering, wave_id, label, facts)
    letter = column_letter(identity.establishment)
    rows, twice = last_of_each(rows, table.sheet, letter)
    notes = [*_notes_by_row(notes, rows), layout_note(layout, table.sheet), *said, *twice]
    parts: list[_Part] = []
    for found in dict.fromkeys(rows["wave_id"]):
        headers = Headers(facts.asked(waves.wave(found)), facts, layout, declared.get(found))
        targets = _targets(head, headers, label, found)
        own = rows.filter(pl.col("wave_id") == found)
        asked = {item.question_id for item in headers.questions}
        # A question of another version is asked nowhere here: its column is looked at only to say what was left out.
        notes += head_notes(table, head, headers, targets, own)
        notes += duplicate_notes(table, targets, own)
        kept = {place: target for place, target in targets.items() if target.question_id in asked}
        notes += decimal_sign_notes(table, headers.questions, kept, own)
        parts.append(_Part(headers, kept, own))
    answers = _answers(table, identity, parts, facts)
    whose, when = rows["establishment_id"].unique().to_list(), rows["wave_id"].unique().to_list()
    return Extracted(
        format=layout.layout_id,
        kind=None,
        wave_id=when[0] if len(when) == 1 else None,
        establishment_id=whose[0] if len(whose) == 1 else None,
        language=_language(head, facts),
        template_version=None,
        parts=_Parts(tuple(zip(answers, [part.rows for part in parts], strict=True))),
        notes=notes,
        places=tuple(place for part in parts for place in part.rows.select("establishment_id", "wave_id").rows()),
    )


def _answers(table: Table, identity: Identity, parts: list[_Part], facts: Facts) -> list[TableAnswers]:
    """The reader of each wave's rows; waves with the same questions and columns share one, read once."""
    read: list[TableAnswers] = []
    for at, part in enumerate(parts):
        same = next((before for before in range(at) if parts[before].alike(part)), None)
        if same is not None:
            read.append(read[same])
            continue
        rows = pl.concat(other.rows for other in parts if other.alike(part))
        fixed = _fixed(table, identity, part.targets, rows)
        columns = columns_of(part.headers.questions, part.targets)
        read.append(TableAnswers(table, columns, part.headers.layout, part.headers.declared, facts, fixed))
    return read


def _notes_by_row(notes: list[Problem], rows: pl.DataFrame) -> list[Problem]:
    """The notes, each about a row told to the one whose row it is: what was read there is for nobody else.

    What was remarked of a row that is left aside (a total, an earlier row of the same establishment) goes with it.
    """
    whose = {row: place for row, *place in rows.select("row", "establishment_id", "wave_id").iter_rows()}
    owned = []
    for note in notes:
        place = whose.get(address(note.cell)[0]) if note.cell else None
        if place:
            owned.append(replace(note, establishment_id=place[0], wave_id=place[1]))
        elif note.cell is None:
            owned.append(note)
    return owned


def _targets(head: Head, headers: Headers, label: str, wave_id: str) -> dict[int, ColumnTarget]:
    """What each column holds in one wave; a header that nothing tells makes the file wait."""
    targets: dict[int, ColumnTarget] = {}
    unknown: list[str] = []
    for place, text in head.headers.items():
        target = headers.target(text)
        if target is None:
            # Known in another version of the questionnaire: not asked here.
            target = head.asked.get(place)
            if target is not None and target.role in ("answer", "box", "other", "mark"):
                continue
        if target is None:
            unknown.append(text)
        else:
            targets[place] = target
    if unknown:
        raise HeadersUnknown(unknown, file=label, wave=wave_id)
    return targets


def _fixed(
    table: Table, identity: Identity, targets: dict[int, ColumnTarget], rows: pl.DataFrame
) -> dict[str, tuple[int | None, dict[str, str]]]:
    """The two questions that the columns of identity answer, by id: what a name there stands for."""
    at, when = rows["row"] - 1, identity.wave
    texts = table.texts.get_column(str(identity.establishment)).gather(at)
    fixed: dict[str, tuple[int | None, dict[str, str]]] = {
        "establishment_id": (identity.establishment, _stands_for(texts, rows["establishment_id"]))
    }
    if not any(target.question_id == "fiscal_year_text" for target in targets.values()):
        # Without a column of waves the rows are all of the wave that is received.
        fixed["fiscal_year_text"] = (
            (None, {"": rows["wave_id"][0]})
            if when is None
            else (when, _stands_for(table.texts.get_column(str(when)).gather(at), rows["wave_id"]))
        )
    return fixed


def _stands_for(texts: pl.Series, names: pl.Series) -> dict[str, str]:
    """Each text that is another than the name it stands for."""
    both = pl.DataFrame({"text": texts, "name": names}).filter(pl.col("text") != pl.col("name"))
    return dict(both.unique(maintain_order=True).iter_rows())


def _language(head: Head, facts: Facts) -> Language:
    """The language of the headers, by the texts of questions among them; French where neither tells."""
    seen = {bare(text) for text in head.headers.values()}
    english = sum(bare(item.label_en) in seen for item in facts.questions)
    french = sum(bare(item.label_fr) in seen for item in facts.questions)
    return "en" if english > french else "fr"
