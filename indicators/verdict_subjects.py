"""What is declared about each subject in each wave: the words, units, methods and breaks that its verdicts need."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from data.facts import Facts
from data.model import Establishment, Wave
from indicators.indicator import Catalogue, IndicatorBase

SUBJECT = ["subject_kind", "subject_id", "segment"]
PROVINCE = ("Québec", "Québec")
RESPONDING = ("% des établissements répondants", "% of responding establishments")
#: In v1 this question counts attendances, not persons (REFERENCE, « Versions »).
ATTENDANCES = "staff_training_participations_count"
POPULATION = "reference.population"

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
    "period": pl.String,
    "wave_order": pl.Int64,
    "previous": pl.String,
    "previous_asked": pl.Boolean,
    "series_break": pl.Boolean,
    "method_group": pl.String,
    "method_establishment": pl.String,
    "population_older": pl.Boolean,
    "attendances": pl.Boolean,
}


def _population_is_older(wave: Wave) -> bool:
    """Whether the population in use for a wave is not that of its fiscal year's first year."""
    prefix = "population_"
    years = [int(name.removeprefix(prefix)) for name in Establishment.model_fields if name[-4:].isdigit()]
    # Figures are as of July 1: a fiscal year that ends in March can use those of its first year at the latest.
    known = [year for year in years if year < wave.end.year]
    return not known or max(known) != wave.start.year


def _own_claims(catalogue: Catalogue, indicator: IndicatorBase) -> tuple[str, str]:
    """The verb phrase of an indicator that is the headline of its recommendation."""
    recommendation = catalogue.recommendation[indicator.recommendation]
    if recommendation.headline.indicator != indicator.id:
        return "", ""
    return recommendation.fr.headline, recommendation.en.headline


def _labels(indicator: IndicatorBase, segment: str, facts: Facts) -> tuple[str, str]:
    """The short title, or for a part of a split what its question counts."""
    if not segment:
        return indicator.fr.short_title, indicator.en.short_title
    question = facts.question[segment]
    fr, en = question.label_fr.removeprefix("Dont "), question.label_en.removeprefix("Of which ")
    return fr[:1].upper() + fr[1:], en[:1].upper() + en[1:]


def _indicators(catalogue: Catalogue, facts: Facts) -> Iterator[tuple[dict[str, Any], IndicatorBase]]:
    for indicator in catalogue.indicator.values():
        claims = _own_claims(catalogue, indicator)
        for segment in indicator.segments:
            labels = _labels(indicator, segment, facts)
            yield (
                {
                    "subject_kind": "indicator",
                    "subject_id": indicator.id,
                    "segment": segment,
                    "kind": indicator.kind,  # type: ignore[attr-defined]
                    "direction": indicator.direction,
                    "multiplier": indicator.multiplier,
                    "decimals": indicator.decimals,
                    "unit_fr": indicator.fr.unit,
                    "unit_en": indicator.en.unit,
                    "label_fr": labels[0],
                    "label_en": labels[1],
                    "claim_fr": claims[0],
                    "claim_en": claims[1],
                    "suppression": "|".join(indicator.suppression),
                },
                indicator,
            )


def _headlines(catalogue: Catalogue) -> Iterator[tuple[dict[str, Any], IndicatorBase | None]]:
    for item in catalogue.recommendations:
        indicator = catalogue.indicator[item.headline.indicator] if item.headline.indicator else None
        yield (
            {
                "subject_kind": "headline",
                "subject_id": item.id,
                "segment": "",
                "kind": "headline",
                "direction": indicator.direction if indicator else "higher_better",
                "multiplier": 100.0,
                "decimals": 0,
                "unit_fr": RESPONDING[0],
                "unit_en": RESPONDING[1],
                "label_fr": indicator.fr.short_title if indicator else item.fr.title,
                "label_en": indicator.en.short_title if indicator else item.en.title,
                "claim_fr": item.fr.headline,
                "claim_en": item.en.headline,
                "suppression": "|".join(indicator.suppression) if indicator else "",
            },
            indicator,
        )


def _totals(facts: Facts) -> Iterator[tuple[dict[str, Any], str | None]]:
    for total in facts.totals:
        question = facts.question[total.question_id_v2]
        yield (
            {
                "subject_kind": "total",
                "subject_id": total.total_id,
                "segment": "",
                "kind": "total",
                "direction": "context",
                "multiplier": 1.0,
                "decimals": total.decimals,
                "unit_fr": total.unit_fr,
                "unit_en": total.unit_en,
                "label_fr": total.label_fr,
                "label_en": total.label_en,
                "claim_fr": "",
                "claim_en": "",
                "suppression": "|".join(question.suppression),
            },
            total.series_break_at,
        )


def _terms(words: dict[str, Any], source: Any, catalogue: Catalogue, version: Any) -> tuple[str, str] | None:
    if words["subject_kind"] == "headline":
        return catalogue.headline_terms(words["subject_id"], version)
    return source.terms(version) if isinstance(source, IndicatorBase) else ("", "")


def _methods(words: dict[str, Any], source: Any, version: Any) -> tuple[str, str]:
    """Interval methods of a group and of an establishment in a version."""
    if words["subject_kind"] == "headline":
        return "wilson", "none"
    if not isinstance(source, IndicatorBase):
        return "none", "none"
    group = source.interval_for(version)
    # Terms that allow no interval to a group (attendances over persons) allow none to an establishment.
    return group, "none" if group == "none" else source.interval_establishment


def declare(catalogue: Catalogue, facts: Facts, waves: Sequence[Wave]) -> pl.DataFrame:
    """One row per subject, segment and wave, in catalogue order, with everything declared about it."""
    ordered = sorted(waves, key=lambda wave: wave.start)
    subjects = [*_indicators(catalogue, facts), *_headlines(catalogue), *_totals(facts)]
    rows = []
    for words, source in subjects:
        break_at = source.series_break_at if isinstance(source, IndicatorBase) else source
        previous: Wave | None = None
        for order, wave in enumerate(ordered):
            terms = _terms(words, source, catalogue, wave.version)
            asked_before = previous is not None and bool(_terms(words, source, catalogue, previous.version))
            changed = previous is not None and previous.version != wave.version
            methods = _methods(words, source, wave.version)
            rows.append(
                words
                | {
                    "period": wave.wave_id,
                    "wave_order": order,
                    "previous": previous.wave_id if previous else "",
                    "previous_asked": asked_before,
                    "series_break": changed and break_at == wave.version and asked_before,
                    "method_group": methods[0],
                    "method_establishment": methods[1],
                    "population_older": POPULATION in " ".join(terms or ()) and _population_is_older(wave),
                    "attendances": ATTENDANCES in " ".join(terms or ()),
                }
            )
            previous = wave
    return pl.DataFrame(rows, schema=_TYPES).with_row_index("subject_order")


def places(facts: Facts) -> pl.DataFrame:
    """One row per place, province then peer groups then establishments, with its names and its peer group."""
    rows = [("province", "quebec", *PROVINCE, "")]
    rows += [
        ("peer_group", group.peer_group_id, group.label_fr, group.label_en, "")
        for group in facts.peer_groups
        if group.peer_group_id != "all"
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
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row").with_row_index(
        "place_order"
    )
