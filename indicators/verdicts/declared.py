"""What is declared about each subject in each period, and about each place: the two small tables that verdicts join.

Rows of a table of verdicts carry the two numbers `subject_order` and `place_order`; a subject, a period or a place in
words is looked up here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from data.expressions.columns import POPULATION
from data.expressions.wide import population_year
from data.facts import Facts
from data.model.survey import Version, Wave
from indicators.catalogue.model import Catalogue, IndicatorBase
from indicators.catalogue.terms import NOT_ASKED, quarterly_subjects
from indicators.verdicts.subjects import subjects

PROVINCE = ("Québec", "Québec")
#: In v1 this question counts attendances, not persons (REFERENCE, « Versions »).
ATTENDANCES = "staff_training_participations_count"

_TYPES: dict[str, Any] = {
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "segment": pl.String,
    "kind": pl.String,
    "direction": pl.String,
    "multiplier": pl.Float64,
    "decimals": pl.Int64,
    "unit_fr": pl.String,
    "unit_en": pl.String,
    "label_fr": pl.String,
    "label_en": pl.String,
    "claim_fr": pl.String,
    "claim_en": pl.String,
    "suppression": pl.String,
    "across_types": pl.Boolean,
    "series": pl.UInt32,
    "period": pl.String,
    "period_kind": pl.String,
    "period_order": pl.UInt32,
    "period_end": pl.Date,
    "previous": pl.String,
    "previous_order": pl.UInt32,
    "previous_asked": pl.Boolean,
    "series_break": pl.Boolean,
    "method_group": pl.String,
    "method_establishment": pl.String,
    "of_population": pl.Boolean,
    "population_older": pl.Boolean,
    "attendances": pl.Boolean,
    "targeted": pl.Boolean,
}
#: Terms of what is followed by period: (subject kind, subject) → numerator, denominator.
_Followed = dict[tuple[str, str], tuple[str, str]]


def _yearly_terms(words: dict[str, Any], source: Any, catalogue: Catalogue, version: Version) -> Any:
    if words["subject_kind"] == "headline":
        return catalogue.headline_terms(words["subject_id"], version)
    return source.terms(version) if isinstance(source, IndicatorBase) else ("", "")


def _terms(
    words: dict[str, Any], source: Any, catalogue: Catalogue, followed: _Followed, wave: Wave
) -> tuple[str, str] | None:
    """Numerator and denominator of a subject in a period, or None where it is not asked."""
    if wave.collection == "quarterly":
        return followed.get((words["subject_kind"], words["subject_id"]))
    return _yearly_terms(words, source, catalogue, wave.version)


def _methods(words: dict[str, Any], source: Any, version: Version) -> tuple[str, str]:
    """Interval methods of a group and of an establishment in a version."""
    if words["subject_kind"] == "headline":
        return "wilson", "none"
    if words["subject_kind"] == "count_of_period":
        return "exact", "poisson_exact"
    if not isinstance(source, IndicatorBase):
        return "none", "none"
    group = source.interval_for(version)
    # Terms that allow no interval to a group (attendances over persons) allow none to an establishment.
    return group, "none" if group == "none" else source.interval_establishment


def _by_kind(waves: Sequence[Wave]) -> list[list[Wave]]:
    """The periods oldest first, those of one kind together: a series never mixes kinds."""
    ordered = sorted(waves, key=lambda wave: wave.start)
    kinds = dict.fromkeys(wave.period_kind for wave in ordered)
    return [
        [wave for wave in ordered if wave.period_kind == kind]
        for kind in sorted(kinds, key=("year", "quarter", "period13").index)
    ]


def _is_followed(words: dict[str, Any], followed: _Followed, wave: Wave) -> bool:
    """Whether a period's collection has a row for the subject at all."""
    if wave.collection == "quarterly":
        return (words["subject_kind"], words["subject_id"]) in followed
    return words["subject_kind"] != "count_of_period"


def _rows(catalogue: Catalogue, facts: Facts, waves: Sequence[Wave]) -> Iterator[dict[str, Any]]:
    followed: _Followed = {(kind, name): (top, bottom) for kind, name, top, bottom in quarterly_subjects(facts)}
    comparable = {item.indicator_id for item in facts.quarterly_indicators if item.comparable_with_yearly}
    years = {wave.wave_id: population_year(wave, facts) for wave in waves}
    older = {period: year is None or year[1] for period, year in years.items()}
    number, series = 0, 0
    for words, source in subjects(catalogue, facts):
        break_at = source.series_break_at if isinstance(source, IndicatorBase) else source
        for alike in _by_kind(waves):
            previous: Wave | None = None
            for order, wave in enumerate(item for item in alike if _is_followed(words, followed, item)):
                terms = _terms(words, source, catalogue, followed, wave)
                asked_before = previous is not None and bool(_terms(words, source, catalogue, followed, previous))
                changed = previous is not None and previous.version != wave.version
                methods = _methods(words, source, wave.version)
                of_population = POPULATION in " ".join(terms or (NOT_ASKED,))
                yield words | {
                    "series": series,
                    "period": wave.wave_id,
                    "period_kind": wave.period_kind,
                    "period_order": order,
                    "period_end": wave.end,
                    "previous": previous.wave_id if previous else "",
                    "previous_order": number - 1 if previous else None,
                    "previous_asked": asked_before,
                    "series_break": changed and break_at == wave.version and asked_before,
                    "method_group": methods[0],
                    "method_establishment": methods[1],
                    "of_population": of_population,
                    "population_older": of_population and older[wave.wave_id],
                    "attendances": ATTENDANCES in " ".join(terms or ()),
                    # A target is decided for a year; a period answers to it only where it measures the same thing.
                    "targeted": words["segment"] == ""
                    and (wave.collection == "yearly" or words["subject_id"] in comparable),
                }
                previous, number = wave, number + 1
            series += 1


def declare(catalogue: Catalogue, facts: Facts, waves: Sequence[Wave]) -> pl.DataFrame:
    """One row per subject, segment and period, in catalogue order, with everything declared about it."""
    rows = pl.DataFrame(list(_rows(catalogue, facts, waves)), schema=_TYPES)
    return rows.with_row_index("subject_order")


def places(facts: Facts) -> pl.DataFrame:
    """One row per place: province, peer groups, regions, establishments, with its names and its peer group.

    `unit` orders establishments by id, whatever the order of the reference file. `level` is `establishment` for an
    establishment and for a region that holds only one, since such a region is that establishment; `group` elsewhere.
    """
    rows = [("province", "quebec", *PROVINCE, "")]
    rows += [
        ("peer_group", group.peer_group_id, group.label_fr, group.label_en, "")
        for group in facts.peer_groups
        if group.peer_group_id != "all"
    ]
    held = Counter(item.rss_code for item in facts.frame)
    rows += [
        ("region", region.code, region.name_fr, region.name_en, "") for region in facts.regions if held[region.code]
    ]
    rows += [
        (
            "establishment",
            item.establishment_id,
            item.short_name_fr,
            item.short_name_en,
            facts.peers_of(item.establishment_id).peer_group_id,
        )
        for item in facts.frame
    ]
    names = ["place_kind", "place_id", "place_fr", "place_en", "peer_group_id"]
    found = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    alone = (pl.col("place_kind") == "region") & pl.col("place_id").is_in([x for x, n in held.items() if n == 1])
    single = alone | (pl.col("place_kind") == "establishment")
    return found.with_row_index("place_order").with_columns(
        unit=pl.col("place_id").rank("ordinal"),
        level=pl.when(single).then(pl.lit("establishment")).otherwise(pl.lit("group")),
    )


def without_population(facts: Facts, waves: Sequence[Wave]) -> pl.DataFrame:
    """The establishments that have no population in a period: place_id, period."""
    years = [(wave, population_year(wave, facts)) for wave in waves]
    rows = [
        (item.establishment_id, wave.wave_id)
        for wave, year in years
        for item in facts.frame_of(wave)
        if year is None or item.population[year[0]] is None
    ]
    return pl.DataFrame(rows, schema={"place_id": pl.String, "period": pl.String}, orient="row")
