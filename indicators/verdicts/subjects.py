"""The subjects of verdicts: every indicator, headline, total and count of a period, with its words and unit."""

from collections.abc import Iterable, Iterator
from typing import Any

from data.facts import Facts
from indicators.catalogue.model import Catalogue, IndicatorBase
from indicators.catalogue.terms import quarterly_subjects

SUBJECT = ["subject_kind", "subject_id", "segment"]
RESPONDING = ("% des établissements répondants", "% of responding establishments")
#: Units of questions are given in French alone.
UNITS_EN = {"personnes": "persons"}
#: A text in French, and the same in English.
Words = tuple[str, str]
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


def _words(
    subject_kind: str,
    subject_id: str,
    kind: str,
    unit: Words,
    label: Words,
    claim: Words = ("", ""),
    suppression: Iterable[str] = (),
    **other: Any,
) -> dict[str, Any]:
    """What is declared of a subject in every period: a plain count that judges nothing, unless `other` says more."""
    return {
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "segment": "",
        "kind": kind,
        "direction": "context",
        "multiplier": 1.0,
        "decimals": 0,
        "unit_fr": unit[0],
        "unit_en": unit[1],
        "label_fr": label[0],
        "label_en": label[1],
        "claim_fr": claim[0],
        "claim_en": claim[1],
        "suppression": "|".join(suppression),
        "across_types": False,
        **other,
    }


def _indicators(catalogue: Catalogue, facts: Facts) -> Iterator[Subject]:
    for indicator in catalogue.indicator.values():
        for segment in indicator.segments:
            words = _words(
                "indicator",
                indicator.id,
                indicator.kind,
                (indicator.fr.unit, indicator.en.unit),
                _labels(indicator, segment, facts),
                _own_claims(catalogue, indicator),
                indicator.suppression,
                segment=segment,
                direction=indicator.direction,
                multiplier=indicator.multiplier,
                decimals=indicator.decimals,
                across_types=indicator.comparable_across_types,
            )
            yield words, indicator


def _headlines(catalogue: Catalogue) -> Iterator[Subject]:
    for item in catalogue.recommendations:
        indicator = catalogue.indicator[item.headline.indicator] if item.headline.indicator else None
        label = item.fr.title, item.en.title
        words = _words(
            "headline",
            item.id,
            "headline",
            RESPONDING,
            (indicator.fr.short_title, indicator.en.short_title) if indicator else label,
            (item.fr.headline, item.en.headline),
            indicator.suppression if indicator else (),
            direction=indicator.direction if indicator else "higher_better",
            multiplier=100.0,
            across_types=True,
        )
        yield words, indicator


def _totals(facts: Facts) -> Iterator[Subject]:
    for total in facts.totals:
        words = _words(
            "total",
            total.total_id,
            "total",
            (total.unit_fr, total.unit_en),
            (total.label_fr, total.label_en),
            suppression=facts.question[total.question_id_v2].suppression,
            decimals=total.decimals,
        )
        yield words, total.series_break_at


def _counts_of_period(facts: Facts) -> Iterator[Subject]:
    """What is followed by period without any yearly indicator: the answers themselves, as counts."""
    for kind, subject, _, _ in quarterly_subjects(facts):
        if kind == "count_of_period":
            question = facts.question[subject]
            unit = question.unit or ""
            # The label speaks of the year that the same question covers in the yearly survey.
            label = (
                question.label_fr.replace("l’exercice", "la période"),
                question.label_en.replace("the year", "the period"),
            )
            units = unit, UNITS_EN.get(unit, unit)
            yield _words(kind, subject, "count", units, label, suppression=question.suppression), None


def subjects(catalogue: Catalogue, facts: Facts) -> Iterator[Subject]:
    """Every subject in catalogue order: its words, and what declares it (an indicator, or the version it breaks at)."""
    yield from _indicators(catalogue, facts)
    yield from _headlines(catalogue)
    yield from _totals(facts)
    yield from _counts_of_period(facts)
