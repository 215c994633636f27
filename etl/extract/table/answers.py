"""The cells of a table, one row a question and box, each with its address; a column at a time, never a cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from data.facts import Facts
from data.model.survey import Question
from data.store.workbench.mappings import Declared
from etl.extract.cells import CELLS, READ_AS
from etl.extract.grid import column_letter
from etl.extract.table.headers import ColumnTarget
from etl.extract.table.meanings import BLANK, Meanings
from etl.extract.table.survey_tools import ExportLayout
from etl.extract.table.table import KINDS, Table

#: What a text stands for, None where it is the answer itself; no function where no text stands for anything else.
Meaning = Callable[[str], str | None] | None
#: Submissions whose cells are built at once: a bound on memory, large enough to be quick.
AT_ONCE = 2_000


@dataclass
class Columns:
    """The 0-based places of the columns that answer one question."""

    question: Question
    own: list[int] = field(default_factory=list)
    boxes: dict[str, list[int]] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    other: int | None = None
    other_choice: str | None = None


def columns_of(questions: tuple[Question, ...], targets: dict[int, ColumnTarget]) -> list[Columns]:
    """The columns of each question, those of one that has none included."""
    found = {question.question_id: Columns(question) for question in questions}
    for place, target in sorted(targets.items()):
        columns = found.get(target.question_id)
        if columns is None:
            continue
        if target.role == "answer":
            columns.own.append(place)
        elif target.role == "box" and target.choice_id:
            columns.boxes.setdefault(target.choice_id, []).append(place)
        elif target.role == "mark" and target.mark:
            columns.marks[target.mark] = place
        elif target.role == "other":
            columns.other, columns.other_choice = place, target.choice_id
    return list(found.values())


class TableAnswers:
    """The cells of the rows of one wave's version in a table."""

    def __init__(
        self,
        table: Table,
        columns: list[Columns],
        layout: ExportLayout,
        declared: Declared,
        facts: Facts,
        fixed: dict[str, tuple[int | None, dict[str, str]]],
    ) -> None:
        """`fixed`: question id → the column that tells whose or when, and what its texts stand for; without a column,
        the only value."""
        self.table, self.layout = table, layout
        decimal = table.dialect.decimal if table.dialect else ""
        self._typed: dict[int, pl.DataFrame] = {}
        self.lines: list[tuple[str, str | None, pl.DataFrame]] = []
        for item in columns:
            meanings = Meanings(item.question, layout, declared, facts, decimal)
            self._add(item, meanings, fixed.get(item.question.question_id))

    def parts(self, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """`CELLS` and `read_as` of so many submissions at a time, in the order of `rows`."""
        for part in rows.iter_slices(AT_ONCE):
            at = part["row"] - 1
            order = pl.int_range(part.height, dtype=pl.UInt32, eager=True)
            whose = part.select("establishment_id", "wave_id", "row").with_columns(_order=order)
            yield (
                pl.concat(
                    whose.hstack(line[at]).with_columns(
                        question_id=pl.lit(question_id), choice_id=pl.lit(choice_id, pl.String)
                    )
                    for question_id, choice_id, line in self.lines
                )
                .sort("_order", maintain_order=True)
                .with_columns(
                    pl.col("raw_kind").cast(pl.String),
                    sheet=pl.lit(self.table.sheet),
                    cell=pl.when(pl.col("letter") != "").then(pl.format("{}{}", "letter", "row")),
                )
                .select(*CELLS, READ_AS)
            )

    def _add(self, item: Columns, meanings: Meanings, fixed: tuple[int | None, dict[str, str]] | None) -> None:
        question_id = item.question.question_id
        if fixed is not None:
            place, known = fixed
            if place is None:
                self.lines.append((question_id, None, self._same(next(iter(known.values())))))
                return
            self.lines.append((question_id, None, self._read([place], known.get)))
            return
        own = self._read(item.own, meanings.of_answer if meanings.may_stand_for else None) if item.own else None
        for mark, place in item.marks.items():
            ticked = self._read([place], lambda text, mark=mark: meanings.of_mark(text, mark))
            ticked = _cleared(ticked, ticked.get_column(READ_AS).is_null())
            own = ticked if own is None else _first(own, ticked)
        if item.other is not None:
            own = self._with_other(item, meanings, own)
        if item.boxes and own is not None:
            # The summary of choices that have boxes of their own says nothing more, unless it is a mark.
            said = own.get_column(READ_AS).fill_null(own.get_column("raw"))
            own = _cleared(own, ~_is_mark(said, meanings))
        if own is not None:
            self.lines.append((question_id, None, own))
        for choice_id, places in item.boxes.items():
            self.lines.append((question_id, choice_id, self._read(places, meanings.of_box)))

    def _with_other(self, item: Columns, meanings: Meanings, own: pl.DataFrame | None) -> pl.DataFrame | None:
        """The text beside « autre » (REFERENCE, « Reading an answer » 7) ticks the box, or stays with the choice."""
        typed = self._read([item.other] if item.other is not None else [], None)
        if item.question.kind == "multichoice":
            marked = _is_mark(typed.get_column("raw"), meanings)
            if item.other_choice is not None:
                text = _cleared(typed, marked)
                boxes = item.boxes.pop(item.other_choice, None)
                if boxes:
                    text = _first(text, self._read(boxes, meanings.of_box))
                self.lines.append((item.question.question_id, item.other_choice, text))
            mark = _cleared(typed, ~marked)
            return mark if own is None else _first(own, mark)
        if own is None:
            return typed
        both = own.with_columns(_text=typed.get_column("raw"), _filled=typed.get_column("raw_kind") != "blank")
        beside = pl.col("_filled") & (pl.col("raw_kind") != "blank")
        is_mark = pl.lit(_is_mark(typed.get_column("raw"), meanings))
        joined = both.with_columns(
            raw=pl.when(beside).then(pl.format("{} : {}", "raw", "_text")).otherwise("raw"),
            read_as=pl.when(beside & is_mark)
            .then("_text")
            .when(beside & pl.col(READ_AS).is_null())
            .then("raw")
            .otherwise(READ_AS),
        ).drop("_text", "_filled")
        return _first(joined, typed)

    def _same(self, text: str) -> pl.DataFrame:
        """One text for every row, in no cell."""
        kind = pl.lit("text").cast(KINDS)
        height = self.table.texts.height
        return pl.select(
            raw=pl.repeat(text, height),
            raw_kind=kind,
            raw_number=pl.lit(None, pl.Float64),
            raw_date=pl.lit(None, pl.Date),
            letter=pl.lit(""),
            read_as=pl.lit(None, pl.String),
        )

    def _read(self, places: list[int], meaning: Meaning) -> pl.DataFrame:
        """The cells of a column, or of several under one header where the first that is filled counts."""
        read = [self._with_meaning(place, meaning) for place in places]
        first = read[0]
        for other in read[1:]:
            first = _first(first, other)
        return first

    def _with_meaning(self, place: int, meaning: Meaning) -> pl.DataFrame:
        if place not in self._typed:
            self._typed[place] = self.table.typed(place).with_columns(letter=pl.lit(column_letter(place)))
        typed = self._typed[place]
        texts = typed.get_column("raw").drop_nulls().unique() if meaning is not None else ()
        told = {text: meaning(text) for text in texts} if meaning is not None else {}
        told = {text: means for text, means in told.items() if means is not None}
        if not told:
            return typed.with_columns(read_as=pl.lit(None, pl.String))
        read_as = pl.col("raw").replace_strict(told, default=None, return_dtype=pl.String)
        # A code is no number: its cell is read by what it stands for.
        kind = pl.when(read_as == BLANK).then(pl.lit("blank")).when(read_as.is_not_null()).then(pl.lit("text"))
        return typed.with_columns(
            read_as=pl.when(read_as != BLANK).then(read_as),
            raw_kind=kind.cast(KINDS).fill_null(pl.col("raw_kind")),
            raw_number=pl.when(read_as.is_null()).then("raw_number"),
        )


def _is_mark(column: pl.Series, meanings: Meanings) -> pl.Series:
    """Whether each text is a mark (« ne sait pas », « s.o. »)."""
    told = {text: meanings.is_mark(text) for text in column.unique() if text is not None}
    return column.replace_strict(told, default=False, return_dtype=pl.Boolean)


def _cleared(line: pl.DataFrame, where: pl.Series) -> pl.DataFrame:
    """`line` with blank cells `where` it says; their addresses stay."""
    kept = pl.lit(~where)
    return line.with_columns(
        raw=pl.when(kept).then("raw"),
        raw_kind=pl.when(kept).then("raw_kind").otherwise(pl.lit("blank").cast(KINDS)),
        raw_number=pl.when(kept).then("raw_number"),
        raw_date=pl.when(kept).then("raw_date"),
        read_as=pl.when(kept).then(READ_AS),
    )


def _first(line: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """`line`, with the cells of `other` where its own are blank and the other's are not."""
    empty = (line.get_column("raw_kind") == "blank") & (other.get_column("raw_kind") != "blank")
    if not empty.any():
        return line
    names = line.columns
    return line.select(other.get_column(name).zip_with(empty, line.get_column(name)).alias(name) for name in names)
