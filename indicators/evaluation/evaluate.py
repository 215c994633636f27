"""Answers become numerators and denominators: one pair per subject, establishment and wave, then sums by place.

Terms are evaluated as columns over all submissions of a wave; who meets which term is one relational query.
Nothing is divided here: numerator and denominator stay apart, so that a denominator of 0 still enters the sums.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from data.expressions.columns import POPULATION, previous_state_name, state_name
from data.expressions.wide import widen, with_latest, with_previous, with_reference
from data.facts import Facts
from data.model.survey import VALUED_STATES, Version, Wave
from indicators.catalogue.model import Catalogue
from indicators.catalogue.terms import NOT_ASKED, compiled_term, quarterly_terms_frame, terms_frame
from indicators.evaluation import queries

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


def frame_answers(answers: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """The wave's answers side by side, one row for every establishment of the frame, answered or not.

    Raises:
        ValueError: an establishment has two accepted submissions for the wave.
    """
    return _everyone(widen(answers.filter(pl.col("wave_id") == wave.wave_id), facts.asked(wave)), wave, facts)


def _everyone(wide: pl.DataFrame, wave: Wave, facts: Facts) -> pl.DataFrame:
    """The widened answers of one wave or period, with a row for each establishment of the frame without any."""
    twice = wide.filter(pl.col("establishment_id").is_duplicated())["establishment_id"].unique().sort()
    if len(twice):
        raise ValueError(f"two accepted submissions in wave {wave.wave_id}: {', '.join(twice)}")
    frame = pl.DataFrame({"establishment_id": [item.establishment_id for item in facts.frame_of(wave)]})
    everyone = frame.join(wide, on="establishment_id", how="left", maintain_order="left")
    # Who sent nothing has not answered; the terms decide what is known of them all the same.
    states = pl.col(f"^.*{state_name('')}$").fill_null("not_answered")
    return with_reference(everyone.with_columns(states, wave_id=pl.lit(wave.wave_id)), wave, facts)


def period_answers(
    answers: pl.DataFrame,
    periods: Sequence[Wave],
    yearly: Sequence[tuple[Wave, pl.DataFrame]],
    names: Iterable[str],
    facts: Facts,
) -> pl.DataFrame:
    """The answers of periods that ask the same questions, one row per establishment of the frame and period.

    Args:
        yearly: the yearly waves, oldest first, each with the widened answers of those who answered it.
        names: the questions that `prev` reads.
    """
    ids = [period.wave_id for period in periods]
    wide = widen(answers.filter(pl.col("wave_id").is_in(ids)), facts.asked(periods[0]))
    sent = wide.partition_by("wave_id", as_dict=True)
    names, rows = tuple(names), []
    for period in periods:
        earlier = [held for wave, held in yearly if wave.end <= period.end]
        everyone = _everyone(sent.get((period.wave_id,), wide.clear()), period, facts)
        rows.append(with_latest(everyone, earlier, names, facts.changes))
    return pl.concat(rows, how="vertical_relaxed")


def _reading(term: str, role: str, version: Version, facts: Facts) -> tuple[pl.Expr, pl.Expr]:
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
        value, rank = _reading(term, role, version, facts)
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
    yearly = [wave for wave in waves if wave.collection == "yearly"]
    periods = [wave for wave in waves if wave.collection == "quarterly"]
    widened = [(wave, frame_answers(answers, wave, facts)) for wave in yearly]
    pairs = []
    if yearly:
        terms, evaluated, earlier = terms_frame(catalogue, facts), [], None
        for wave, current in widened:
            known = with_previous(current, earlier, facts.changes)
            evaluated.append(evaluate_terms(known, terms, wave.version, facts))
            earlier = current
        pairs.append(_paired(pl.concat(evaluated), terms))
    if periods:
        terms = quarterly_terms_frame(facts)
        names = terms.explode("previous")["previous"].drop_nulls().unique().sort()
        answered = [(wave, wide.drop_nulls("submission_id")) for wave, wide in widened]
        evaluated = [
            evaluate_terms(period_answers(answers, alike, answered, names, facts), terms, key[0], facts)
            for key, alike in _alike(periods).items()
        ]
        pairs.append(_paired(pl.concat(evaluated), terms))
    return pl.concat(pairs)


def _alike(periods: Iterable[Wave]) -> dict[tuple[Version, str], list[Wave]]:
    """The periods by version and kind: those of one list ask the same questions."""
    found: dict[tuple[Version, str], list[Wave]] = {}
    for period in periods:
        found.setdefault((period.version, period.period_kind), []).append(period)
    return found


def _paired(evaluated: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The pairs that evaluated terms make, with the questions that each term reads."""
    pairs = queries.run(
        queries.PAIRS,
        evaluated=evaluated,
        terms=terms.drop("questions", "previous"),
        states=states_frame(),
    )
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
    groups = queries.run(queries.GROUPS, pairs=relation, places=places)
    counts = [pl.when(pl.col(state) > 0).then(pl.format('"{}": {}', pl.lit(state), pl.col(state))) for state in MISSING]
    missing = pl.concat_str(counts, separator=", ", ignore_nulls=True)
    return groups.with_columns(missing=pl.lit("{") + missing + pl.lit("}")).drop(MISSING)
