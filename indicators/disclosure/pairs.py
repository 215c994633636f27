"""The pairs of each establishment with what may be shown of them, once it is decided which answers are hidden."""

import polars as pl

from data.expressions.compile import RESPONDENTS
from data.facts import Facts
from indicators.catalogue.model import Catalogue, Rate, Ratio, Split
from indicators.catalogue.terms import compiled_term
from indicators.disclosure.cells import Hidden
from indicators.disclosure.periods import Periods

KEYS = ["wave_id", "establishment_id"]


def shown_pairs(
    pairs: pl.DataFrame, hidden: Hidden, facts: Facts, catalogue: Catalogue, periods: Periods
) -> pl.DataFrame:
    """`pairs` with `visible` and `band`, in the same order.

    A pair is shown when no question of its terms is hidden, conditions and earlier answers included. A ratio that uses
    the size or the money of a small team is not, even where it is 0.
    """
    pairs = pairs.with_row_index("_row")
    read = _questions_read(pairs, facts, periods)
    touched = read.join(_frame(set(hidden.bounds), [*KEYS, "question_id"]), on=[*KEYS, "question_id"], how="semi")
    ratios = [
        item.id
        for item in catalogue.indicator.values()
        if "team_size" in item.suppression and isinstance(item, Ratio | Rate | Split)
    ]
    province_only = [item.id for item in catalogue.indicator.values() if "province_only" in item.suppression]
    of_indicator = pl.col("subject_kind") == "indicator"
    small_ratio = pairs.join(_frame(hidden.small_teams, KEYS), on=KEYS, how="semi").filter(
        of_indicator & pl.col("subject_id").is_in(ratios) & pl.col("evaluated")
    )
    unnamed = pairs.join(_frame(hidden.unnamed, KEYS), on=KEYS, how="semi")
    secret = pl.concat([rows["_row"] for rows in (touched, small_ratio, unnamed)])
    bands = pl.DataFrame(
        [(wave, place, question, band) for (wave, place, question), band in sorted(hidden.bands.items())],
        schema=dict.fromkeys([*KEYS, "numerator_term", "band"], pl.String),
        orient="row",
    )
    # An FTE told by itself has a band; a ratio of it has none.
    banded = pl.when(pl.col("denominator_term") == RESPONDENTS).then(pl.col("band")).fill_null("")
    return (
        pairs.join(bands, on=[*KEYS, "numerator_term"], how="left", maintain_order="left")
        .with_columns(
            visible=~pl.col("_row").is_in(secret.implode())
            & ~(of_indicator & pl.col("subject_id").is_in(province_only)),
            band=banded,
        )
        .drop("_row")
    )


def _questions_read(pairs: pl.DataFrame, facts: Facts, periods: Periods) -> pl.DataFrame:
    """One row per pair and answer that its terms read; an earlier answer stands under its own wave."""
    frames = []
    for role in ("numerator_term", "denominator_term"):
        terms = pairs.select("version", pl.col(role).alias("term")).unique().rows()
        names = [
            (version, term, list(compiled.names), list(compiled.previous))
            for version, term in terms
            if (compiled := compiled_term(term, facts, version))
        ]
        lists = ["question_id", "previous"]
        schema = {"version": pl.String, role: pl.String, **dict.fromkeys(lists, pl.List(pl.String))}
        read = pairs.select("_row", "version", role, *KEYS).join(
            pl.DataFrame(names, schema=schema, orient="row"), on=["version", role]
        )
        frames.append(read.explode("question_id").drop_nulls("question_id").select("_row", *KEYS, "question_id"))
        earlier = read.explode("previous").drop_nulls("previous").select("_row", *KEYS, "previous").rows()
        looked_back = [(row, periods.previous_key(*key)) for row, *key in earlier]
        rows = [(row, *key) for row, key in looked_back if key]
        frames.append(pl.DataFrame(rows, schema=frames[0].schema, orient="row"))
    return pl.concat(frames)


def _frame(keys: set, names: list[str]) -> pl.DataFrame:
    return pl.DataFrame(sorted(keys), schema=dict.fromkeys(names, pl.String), orient="row")
