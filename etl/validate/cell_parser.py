"""What a typed text says: a number, a date or a choice, as column expressions over every cell at once."""

import polars as pl

from data.facts import Facts
from data.model.survey import Question

#: Every kind of space a workbook or a web page puts in a cell, the invisible ones included.
SPACES = r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+"
APOSTROPHES = "[‘ʼ´`′＇]"
MINUS_SIGNS = r"[−–—‐‑]"
#: A day written as a number: days since 1899-12-30, here from 1954 to 2119.
EXCEL_DAYS = (20_000, 80_000)
EXCEL_EPOCH = pl.date(1899, 12, 30)
MONTHS = {
    1: ("janvier", "janv.", "january", "jan."),
    2: ("février", "févr.", "february", "feb."),
    3: ("mars", "march", "mar."),
    4: ("avril", "avr.", "april", "apr."),
    5: ("mai", "may"),
    6: ("juin", "june"),
    7: ("juillet", "juil.", "july"),
    8: ("août", "august", "aug."),
    9: ("septembre", "sept.", "september"),
    10: ("octobre", "oct.", "october"),
    11: ("novembre", "nov.", "november"),
    12: ("décembre", "déc.", "december", "dec."),
}


def clean(text: pl.Expr) -> pl.Expr:
    """The text without outer spaces, each run of spaces as one, apostrophes unified, in small letters."""
    return (
        text.str.normalize("NFC")
        .str.replace_all(SPACES, " ")
        .str.strip_chars(" ")
        .str.replace_all(APOSTROPHES, "’")
        .str.replace_all("'", "’", literal=True)
        .str.to_lowercase()
    )


def fold(text: pl.Expr) -> pl.Expr:
    """`clean`, also without accents: how the label of a choice is compared."""
    return clean(text).str.normalize("NFKD").str.replace_all(r"\p{M}", "")


def with_said(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` with `said`, the text that is read.

    A code or a mark of a survey tool says what it stands for (`read_as`); a cell that its format holds for blank says
    nothing, whatever it holds.
    """
    said = pl.coalesce("read_as", "raw") if "read_as" in cells.columns else pl.col("raw")
    return cells.with_columns(said=pl.when(pl.col("raw_kind") != "blank").then(said))


def with_token(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` with `token`: the cleaned text; a whole number typed as 12.0 says « 12 »."""
    whole = (pl.col("raw_kind") == "number") & (pl.col("raw_number") % 1 == 0)
    text = pl.when(whole).then(pl.col("raw_number").cast(pl.Int64, strict=False).cast(pl.String))
    return cells.with_columns(token=clean(text.otherwise(pl.col("said"))))


def number(text: pl.Expr, is_fte: pl.Expr) -> pl.Expr:
    """The number a cleaned text says, or null: « 1 234,5 $ », « $1,234.50 », « 12 % ».

    Three digits after a single comma are thousands of a count or an amount (neither has thousandths) and
    decimals of an FTE; after a single point they could be either, so a count or an amount is not read.

    Args:
        text: texts from `clean`.
        is_fte: whether the question is asked in full-time equivalents.
    """
    bare = text.str.replace_all(MINUS_SIGNS, "-").str.replace_all(r"[$%]", "").str.strip_chars(" ")
    spaced = bare.str.contains(r"^[+-]? ?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?$")
    plain = bare.str.contains(r"^[+-]? ?[0-9]+(?:[.,][0-9]+)?$")
    commas = bare.str.contains(r"^[+-]? ?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
    one_comma = bare.str.contains(r"^[+-]? ?[1-9][0-9]{0,2},[0-9]{3}$")
    points = bare.str.contains(r"^[+-]? ?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|\.[0-9]{3}(?:\.[0-9]{3})+)$")
    one_point = bare.str.contains(r"^[+-]? ?[1-9][0-9]{0,2}\.[0-9]{3}$")
    joined = bare.str.replace_all(" ", "", literal=True)
    decimal_point = joined.str.replace(",", ".", literal=True)
    return (
        pl.when(commas & ~(one_comma & is_fte))
        .then(joined.str.replace_all(",", "", literal=True))
        .when(points)
        .then(joined.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(one_point & ~is_fte)
        .then(pl.lit(None, dtype=pl.String))
        .when(plain | spaced)
        .then(decimal_point)
        .cast(pl.Float64, strict=False)
    )


def day(text: pl.Expr) -> pl.Expr:
    """The date a cleaned text says, or null: 2026-03-31, 31/3/2026, 31 mars 2026; a time after it is dropped."""
    names = {name: f"/{month}/" for month, words in MONTHS.items() for name in words}
    dated = text.str.replace(r"(?:t| )[0-9]{1,2}[:h][0-9: hms.z]*$", "").str.replace(r"^1er\b", "1")
    year_first = dated.str.extract_groups(r"^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})$")
    day_first = dated.str.extract_groups(r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$")
    words = dated.str.replace_many(names, leftmost=True)
    spoken = words.str.extract_groups(r"^([0-9]{1,2}) ?/([0-9]{1,2})/ ?([0-9]{4})$")
    american = words.str.extract_groups(r"^/([0-9]{1,2})/ ?([0-9]{1,2}),? ([0-9]{4})$")
    return pl.coalesce(
        _date(year_first, "1", "2", "3"),
        _date(day_first, "3", "2", "1"),
        _date(spoken, "3", "2", "1"),
        _date(american, "3", "1", "2"),
    )


def _date(groups: pl.Expr, year: str, month: str, day_of_month: str) -> pl.Expr:
    parts = [groups.struct.field(name) for name in (year, month, day_of_month)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def excel_day(number_typed: pl.Expr) -> pl.Expr:
    """The date behind an Excel day number, or null when the number is no plausible day."""
    plausible = number_typed.is_between(*EXCEL_DAYS)
    days = pl.when(plausible).then(number_typed).floor().cast(pl.Int64)
    return EXCEL_EPOCH + pl.duration(days=days)


def choice_keys(questions: tuple[Question, ...], facts: Facts) -> pl.DataFrame:
    """Every way to write a permitted choice: question_id, key (folded id or label), choice_read, position."""
    rows = []
    for question in questions:
        for position, choice_id in enumerate(question.choices):
            choice = facts.answer_choice[choice_id]
            rows += [
                (question.question_id, text, choice_id, position)
                for text in (choice_id, choice.label_fr, choice.label_en)
            ]
    schema = {"question_id": pl.String, "key": pl.String, "choice_read": pl.String, "position": pl.Int64}
    keys = pl.DataFrame(rows, schema=schema, orient="row").with_columns(key=fold(pl.col("key")))
    return keys.unique(["question_id", "key"], keep="first", maintain_order=True)
