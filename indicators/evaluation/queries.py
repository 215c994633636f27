"""The relational queries on the embedded engine: DuckDB in memory, one thread, nothing kept between calls.

Plain joins, `CASE` and grouped sums only, so that the same text runs on a distributed engine.
"""

from typing import Any

import duckdb
import polars as pl

#: evaluated (establishment, wave, version, role, term → value, rank) ⋈ terms → one pair per subject and
#: establishment. The rank of a pair is the first of its missing states in the order of precedence of `states`.
PAIRS = """
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
GROUPS = """
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


def run(query: str, **relations: pl.DataFrame) -> pl.DataFrame:
    """The rows of a query over named frames."""
    # One thread: these relations are small, and several publications may run on the same machine.
    settings: dict[str, Any] = {"threads": 1}
    with duckdb.connect(":memory:", config=settings) as connection:
        for name, frame in relations.items():
            connection.register(name, frame.to_arrow())
        # Not through a cursor of the connection, which does not see its registered frames.
        return connection.sql(query).pl()
