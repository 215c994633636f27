"""Which rows of a table are answers, whose, and of which wave; totals and blank rows are told apart and said."""

import re
from dataclasses import dataclass

import polars as pl

from data.facts import Facts
from etl.extract.identity import establishment_ids, find_establishment, find_wave, simplified
from etl.extract.refusals import UnreadableFile
from etl.extract.table.headers import bare
from etl.extract.table.table import Table
from etl.validate.problems import Problem, problem

#: How the first words of a row that sums others are written, simplified.
TOTALS = re.compile(
    r"(grand[- ]|sous[- ]|sub)?(total|totaux)\b.*|(ensemble|moyenne|mediane|somme|cumul|average|mean|sum|median)\b.*"
    r"|(province|quebec|le quebec|region)( .*)?"
)
#: A second line of headers, as humanitarian tools write it.
TAGS = re.compile(r"#\w+.*")
#: Rows named one by one in a sentence.
NAMED = 12


@dataclass(frozen=True)
class Identity:
    """Where a table says whose answers they are and of which wave: 0-based places, None where no column does."""

    head: int
    establishment: int
    wave: int | None


def data_rows(
    table: Table, identity: Identity, answers: list[int], asked: str | None, label: str, facts: Facts
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows that hold answers (`row`, 1-based; establishment_id; wave_id) and what is worth saying of the others.

    Args:
        answers: the places of the columns that hold answers.
        asked: the wave that is received; it stands where no column says the wave.

    Raises:
        UnreadableFile: a row names an unknown establishment or wave, or nothing says the wave.
    """
    names = [str(place) for place in dict.fromkeys([identity.establishment, *answers])]
    filled = pl.any_horizontal(pl.col(name).str.strip_chars().fill_null("") != "" for name in names)
    rows = (
        table.texts.with_columns(_first=_first_word(table.texts.columns))
        .select(
            pl.col("_first"),
            whose=pl.col(str(identity.establishment)),
            when=pl.col(str(identity.wave)) if identity.wave is not None else pl.lit(None, pl.String),
            filled=filled,
        )
        .with_row_index("row", offset=1)
        .filter((pl.col("row") > identity.head) & pl.col("filled"))
        .with_columns(pl.col("row").cast(pl.Int64))
    )
    said = pl.coalesce(pl.when(pl.col("whose").str.strip_chars() != "").then("whose"), "_first")
    kinds = {text: _kind_of(text, facts) for text in rows.select(said.alias("said"))["said"].unique() if text}
    rows = rows.with_columns(kind=said.replace_strict(kinds, default="data", return_dtype=pl.String))
    notes = _notes(rows.filter(pl.col("kind") == "total"), table.sheet)
    rows = rows.filter(pl.col("kind") == "data")
    if rows.is_empty():
        raise UnreadableFile("csv_no_answer", file=label)
    return _named(rows, table, identity, asked, label, facts), notes


def _first_word(columns: list[str]) -> pl.Expr:
    """The first cell of each row that is not blank."""
    return pl.coalesce(pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in columns)


def _kind_of(text: str, facts: Facts) -> str:
    name = bare(text)
    if simplified(text) in establishment_ids(facts):
        return "data"
    if TAGS.fullmatch(name):
        return "tags"
    if TOTALS.fullmatch(name) or name in {bare(item.name_fr) for item in facts.regions}:
        return "total"
    return "data"


def _named(
    rows: pl.DataFrame, table: Table, identity: Identity, asked: str | None, label: str, facts: Facts
) -> pl.DataFrame:
    """`rows` with the ids of establishment and wave; a name is looked up once, where it first stands."""
    first = rows.unique("whose", keep="first", maintain_order=True).select("row", "whose")
    whose = {
        text: find_establishment(
            text, facts, file=label, sheet=table.sheet, cell=table.where(row, identity.establishment)
        )
        for row, text in first.iter_rows()
    }
    if identity.wave is None:
        if asked is None:
            raise UnreadableFile("wave_not_said", file=label, sheet=table.sheet)
        wave = pl.lit(asked)
    else:
        place = identity.wave
        found = {
            text: find_wave(text, asked=asked, file=label, sheet=table.sheet, cell=table.where(row, place)).wave_id
            for row, text in rows.unique("when", keep="first", maintain_order=True).select("row", "when").iter_rows()
        }
        wave = pl.col("when").replace_strict(found, return_dtype=pl.String)
    return rows.select(
        "row",
        pl.col("whose").replace_strict(whose, return_dtype=pl.String).alias("establishment_id"),
        wave.alias("wave_id"),
    )


def last_of_each(rows: pl.DataFrame, sheet: str, letter: str) -> tuple[pl.DataFrame, list[Problem]]:
    """One row an establishment and wave, the last one; each other is a problem that names both."""
    key = ["establishment_id", "wave_id"]
    marked = rows.with_columns(last=pl.col("row").last().over(key))
    notes = [
        problem(
            "error",
            "establishment_twice",
            "« {name} » est en ligne {first} et en ligne {last}; seule la ligne {last} est lue. Retirez l’autre, ou "
            "déposez-les en deux fichiers.",
            values={"name": name, "first": row, "last": last},
            sheet=sheet,
            cell=f"{letter}{row}",
            read=name,
            establishment_id=name,
            wave_id=wave,
        )
        for row, name, wave, last in marked.filter(pl.col("row") != pl.col("last")).iter_rows()
    ]
    return marked.filter(pl.col("row") == pl.col("last")).drop("last"), notes


def _notes(totals: pl.DataFrame, sheet: str) -> list[Problem]:
    if totals.is_empty():
        return []
    numbers = [str(row) for row in totals["row"]]
    shown = ", ".join(numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
    text = "Lignes de total ou de région, laissées de côté : {rows}."
    return [problem("warning", "total_rows", text, values={"rows": shown}, sheet=sheet)]
