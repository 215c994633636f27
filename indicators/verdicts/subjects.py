"""The subjects of verdicts: every indicator, headline, total and count of a period, with its words and unit."""

from collections.abc import Iterator
from typing import Any

from data.facts import Facts
from indicators.catalogue.model import Catalogue, IndicatorBase
from indicators.catalogue.terms import quarterly_subjects

SUBJECT = ["subject_kind", "subject_id", "segment"]
RESPONDING = ("% des établissements répondants", "% of responding establishments")
#: Units of questions are given in French alone.
UNITS_EN = {"personnes": "persons"}
#: Words of a subject, and the indicator that declares it or the version at which its series breaks.
Subject = tuple[dict[str, Any], IndicatorBase | str | None]


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
                    "kind": indicator.kind,
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
                    "across_types": indicator.comparable_across_types,
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
                "across_types": True,
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
                "across_types": False,
            },
            total.series_break_at,
        )


def _counts_of_period(facts: Facts) -> Iterator[tuple[dict[str, Any], None]]:
    """What is followed by period without any yearly indicator: the answers themselves, as counts."""
    for kind, subject, _, _ in quarterly_subjects(facts):
        if kind == "count_of_period":
            question = facts.question[subject]
            yield (
                {
                    "subject_kind": kind,
                    "subject_id": subject,
                    "segment": "",
                    "kind": "count",
                    "direction": "context",
                    "multiplier": 1.0,
                    "decimals": 0,
                    "unit_fr": question.unit or "",
                    "unit_en": UNITS_EN.get(question.unit or "", question.unit or ""),
                    # The label speaks of the year that the same question covers in the yearly survey.
                    "label_fr": question.label_fr.replace("l’exercice", "la période"),
                    "label_en": question.label_en.replace("the year", "the period"),
                    "claim_fr": "",
                    "claim_en": "",
                    "suppression": "|".join(question.suppression),
                    "across_types": False,
                },
                None,
            )


def subjects(catalogue: Catalogue, facts: Facts) -> Iterator[Subject]:
    """Every subject in catalogue order: its words, and what declares it (an indicator, or the version it breaks at)."""
    yield from _indicators(catalogue, facts)
    yield from _headlines(catalogue)
    yield from _totals(facts)
    yield from _counts_of_period(facts)
