"""Answers become numerators and denominators: one pair per subject, establishment and wave, then sums by place.

Terms are evaluated as columns over all submissions of a wave; who meets which term is one relational query.
Nothing is divided here: numerator and denominator stay apart, so that a denominator of 0 still enters the sums.
"""

from collections.abc import Iterable
from typing import Any

import duckdb
import polars as pl

from data.expressions.columns import POPULATION, previous_state_name, state_name
from data.expressions.wave_tables import period_tables, yearly_tables
from data.facts import Facts
from data.model.survey import VALUED_STATES, Version, Wave
from indicators.catalogue.model import Catalogue
from indicators.catalogue.terms import NOT_ASKED, compiled_term, quarterly_terms_frame, terms_frame

#: evaluated (establishment, wave, version, role, term → value, rank) ⋈ terms → one pair per subject and
#: establishment. The rank of a pair is the first of its missing states in the order of precedence of `states`.
PAIRS_QUERY = """
WITH pair AS (
    SELECT t.subject_kind, t.subject_id, t.segment, e.establishment_id, e.wave_id, e.version,
        max(CASE WHEN t.role = 'numerator' THEN t.term END) AS numerator_term,
        max(CASE WHEN t.role = 'denominator' THEN t.term END) AS denominator_term,
        max(CASE WHEN t.role = 'numerator' THEN e.value END) AS numerator,
        max(CASE WHEN t.role = 'denominator' THEN e.value END) AS denominator,
        max(CASE WHEN t.role = 'numerator' AND t.is_condition THEN 1 ELSE 0 END) AS is_condition,
        min(e.rank) AS rank
    FROM evaluated e
    JOIN terms t ON t.version = e.version AND t.role = e.role AND t.term = e.term
    GROUP BY t.subject_kind, t.subject_id, t.segment, e.establishment_id, e.wave_id, e.version
)
SELECT p.subject_kind, p.subject_id, p.segment, p.establishment_id, p.wave_id, p.version,
    p.numerator_term, p.denominator_term,
    CASE WHEN s.is_evaluated THEN p.numerator END AS numerator,
    CASE WHEN s.is_evaluated THEN p.denominator END AS denominator,
    s.is_evaluated AS evaluated,
    s.is_applicable AS applicable,
    CASE WHEN s.is_evaluated AND p.is_condition = 0 AND p.numerator = 0 THEN 'true_zero' ELSE s.state END AS state
FROM pair p
JOIN states s ON s.rank = p.rank
ORDER BY p.wave_id, p.subject_kind, p.subject_id, p.segment, p.establishment_id
"""

#: pairs ⋈ places → sums over the complete pairs of each place, and how many of each missing state. Sums are
#: exact decimals: a sum of floats depends on who answered what, so its last digit could tell hidden values apart.
GROUPS_QUERY = """
SELECT p.subject_kind, p.subject_id, p.segment, m.place_kind, m.place_id, p.wave_id, p.version,
    CAST(sum(CASE WHEN p.evaluated THEN CAST(p.numerator AS DECIMAL(38, 12)) END) AS DOUBLE) AS numerator,
    CAST(sum(CASE WHEN p.evaluated THEN CAST(p.denominator AS DECIMAL(38, 12)) END) AS DOUBLE) AS denominator,
    CAST(sum(CASE WHEN p.evaluated THEN 1 ELSE 0 END) AS BIGINT) AS evaluated,
    CAST(sum(CASE WHEN p.applicable THEN 1 ELSE 0 END) AS BIGINT) AS applicable,
    CAST(sum(CASE WHEN p.state = 'not_asked' THEN 1 ELSE 0 END) AS BIGINT) AS not_asked,
    CAST(sum(CASE WHEN p.state = 'not_applicable' THEN 1 ELSE 0 END) AS BIGINT) AS not_applicable,
    CAST(sum(CASE WHEN p.state = 'invalid_pending' THEN 1 ELSE 0 END) AS BIGINT) AS invalid_pending,
    CAST(sum(CASE WHEN p.state = 'does_not_know' THEN 1 ELSE 0 END) AS BIGINT) AS does_not_know,
    CAST(sum(CASE WHEN p.state = 'not_answered' THEN 1 ELSE 0 END) AS BIGINT) AS not_answered
FROM pairs p
JOIN places m ON m.establishment_id = p.establishment_id
GROUP BY p.subject_kind, p.subject_id, p.segment, m.place_kind, m.place_id, p.wave_id, p.version
ORDER BY p.wave_id, p.subject_kind, p.subject_id, p.segment, m.place_kind DESC, m.place_id
"""

#: Which missing state a pair takes when its terms have several: the first of these. `value` comes last.
PRECEDENCE = ("not_asked", "not_applicable", "invalid_pending", "does_not_know", "not_answered", "value")
RANK = {state: rank for rank, state in enumerate(PRECEDENCE, start=1)}
#: The states that leave the base of coverage.
OUTSIDE = ("not_asked", "not_applicable")
MISSING = PRECEDENCE[:-1]


def states_frame() -> pl.DataFrame:
    """The states of a pair in their order of precedence, and what each means for coverage."""
    return pl.DataFrame({"state": PRECEDENCE, "rank": list(RANK.values())}).with_columns(
        is_evaluated=pl.col("state") == "value", is_applicable=~pl.col("state").is_in(OUTSIDE)
    )


def _value_and_rank(term: str, role: str, version: Version, facts: Facts) -> tuple[pl.Expr, pl.Expr]:
    """The value of a term as a number, and the rank of its state."""
    missing = pl.lit(None, pl.Float64)
    compiled = compiled_term(term, facts, version)
    if term == NOT_ASKED:
        return missing, pl.lit(RANK["not_asked"])
    if compiled is None:
        # Respondents: the pair is complete as soon as its numerator is evaluated.
        return pl.lit(1.0), pl.lit(RANK["value"])
    value = compiled.column.cast(pl.Float64)
    known = {**RANK, **dict.fromkeys(VALUED_STATES, RANK["value"])}
    states = [state_name(name) for name in compiled.names]
    states += [previous_state_name(name) for name in compiled.previous]
    ranks = [pl.col(name).replace_strict(known, return_dtype=pl.Int32) for name in states]
    if compiled.uses_population:
        # No population is a fact of the establishment, known without any answer.
        ranks.append(pl.when(pl.col(POPULATION).is_null()).then(RANK["not_applicable"]))
    rank = pl.min_horizontal(*ranks, pl.lit(RANK["not_answered"]))
    rank = pl.when(value.is_not_null()).then(RANK["value"]).otherwise(rank)
    if role == "denominator" and compiled.is_condition:
        rank = pl.when(value == 0).then(RANK["not_applicable"]).otherwise(rank)
    return value, rank


def evaluate_terms(wide: pl.DataFrame, terms: pl.DataFrame, version: Version, facts: Facts) -> pl.DataFrame:
    """One row per establishment, wave, role and term of the version: value and rank of the state."""
    asked = terms.filter(pl.col("version") == version).select("version", "role", "term").unique()
    asked = asked.sort("role", "term").with_row_index("column").cast({"column": pl.String})
    values, ranks = [], []
    for column, _, role, term in asked.iter_rows():
        value, rank = _value_and_rank(term, role, version, facts)
        values.append(value.alias(column))
        ranks.append(rank.cast(pl.Int32).alias(column))
    keys = ["establishment_id", "wave_id"]
    long = wide.select(*keys, *values).unpivot(index=keys, variable_name="column", value_name="value")
    states = wide.select(*keys, *ranks).unpivot(index=keys, variable_name="column", value_name="rank")
    return long.join(states, on=[*keys, "column"], how="inner").join(asked, on="column").drop("column")


def evaluate(answers: pl.DataFrame, facts: Facts, catalogue: Catalogue, waves: Iterable[Wave]) -> pl.DataFrame:
    """Every pair: one row per subject, segment, establishment of the frame and wave or period.

    A yearly wave evaluates the subjects of the catalogue, a period those of the quarterly follow-up; neither has a
    row for the other's. Numerator and denominator are null unless the pair is complete. `numerator_questions` and
    `denominator_questions` are the questions that each term reads.

    Args:
        answers: those of the accepted submissions of all `waves`, one submission per establishment and wave.
    """
    waves = sorted(waves, key=lambda wave: wave.start)
    periods = [wave for wave in waves if wave.collection == "quarterly"]
    yearly = yearly_tables(answers, [wave for wave in waves if wave.collection == "yearly"], facts)
    pairs = []
    if yearly:
        terms = terms_frame(catalogue, facts)
        evaluated = [evaluate_terms(table, terms, wave.version, facts) for wave, table in yearly]
        pairs.append(_pairs(pl.concat(evaluated), terms))
    if periods:
        terms = quarterly_terms_frame(facts)
        names = terms.explode("previous")["previous"].drop_nulls().unique().sort()
        tables = period_tables(answers, periods, yearly, names, facts)
        pairs.append(_pairs(pl.concat(evaluate_terms(table, terms, v, facts) for v, table in tables), terms))
    return pl.concat(pairs)


def _pairs(evaluated: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The pairs that evaluated terms make, with the questions that each term reads."""
    pairs = _query(PAIRS_QUERY, evaluated=evaluated, terms=terms.drop("questions", "previous"), states=states_frame())
    read = terms.select("version", "term", "questions").unique(["version", "term"])
    for role in ("numerator", "denominator"):
        questions = read.rename({"term": f"{role}_term", "questions": f"{role}_questions"})
        pairs = pairs.join(questions, on=["version", f"{role}_term"], how="left", maintain_order="left")
    return pairs


def places_frame(facts: Facts) -> pl.DataFrame:
    """Which establishment of the frame belongs to which place: the province, its declared peer group, its region.

    Whoever no longer exists in a wave has no pair there, and so counts for none of its places in that wave.
    """
    rows = [("province", "quebec", item.establishment_id) for item in facts.frame]
    for group in facts.peer_groups:
        # « all » has the province's members and is the province.
        if group.peer_group_id != "all":
            rows += [("peer_group", group.peer_group_id, member) for member in facts.members(group.peer_group_id)]
    rows += [("region", item.rss_code, item.establishment_id) for item in facts.frame]
    return pl.DataFrame(rows, schema=["place_kind", "place_id", "establishment_id"], orient="row")


def roll_up(pairs: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Sums over complete pairs, one row per subject, segment, place and wave, with coverage and what is missing.

    Sums are null where no pair is complete. `missing` is a JSON object of the states met and how many of each.
    """
    relation = pairs.drop("numerator_questions", "denominator_questions", strict=False)
    groups = _query(GROUPS_QUERY, pairs=relation, places=places)
    counts = [pl.when(pl.col(state) > 0).then(pl.format('"{}": {}', pl.lit(state), pl.col(state))) for state in MISSING]
    missing = pl.concat_str(counts, separator=", ", ignore_nulls=True)
    return groups.with_columns(missing=pl.lit("{") + missing + pl.lit("}")).drop(MISSING)


def _query(query: str, **relations: pl.DataFrame) -> pl.DataFrame:
    """The rows of a query over named frames."""
    # One thread: these relations are small, and several publications may run on the same machine.
    settings: dict[str, Any] = {"threads": 1}
    with duckdb.connect(":memory:", config=settings) as connection:
        for name, frame in relations.items():
            connection.register(name, frame.to_arrow())
        # Not through a cursor of the connection, which does not see its registered frames.
        return connection.sql(query).pl()
