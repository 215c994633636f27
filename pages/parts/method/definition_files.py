"""The definitions and the questionnaire as tables for the files."""

import polars as pl

from data.facts import Facts
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.answers import question_code
from indicators.wording.language import pick


def definition_table(catalogue: Catalogue, language: Language) -> pl.DataFrame:
    """One row an indicator: words, terms of both versions, kind, intervals and suppression."""
    rows = [
        {
            "indicator_id": item.id,
            "code": item.code,
            "recommendations": "|".join(item.recommendations),
            "title": words.title,
            "definition": words.definition,
            "rationale": words.rationale,
            "caveat": words.caveat,
            "unit": words.unit,
            "comparability": words.comparability,
            "kind": item.kind,
            "direction": item.direction,
            "level": item.level,
            "timing": item.timing,
            "numerator": item.numerator,
            "denominator": item.denominator,
            "numerator_v1": item.v1.numerator if item.v1 else "",
            "denominator_v1": item.v1.denominator if item.v1 else "",
            "series_break_at": item.series_break_at or "",
            "multiplier": item.multiplier,
            "decimals": item.decimals,
            "interval": item.interval,
            "interval_establishment": item.interval_establishment,
            "suppression": "|".join(item.suppression),
        }
        for item in catalogue.indicator.values()
        for words in (item.words(language),)
    ]
    return pl.DataFrame(rows)


def dictionary_table(facts: Facts, language: Language) -> pl.DataFrame:
    """One row a question: words, kind, choices, condition and versions."""
    rows = [
        {
            "question_id": item.question_id,
            "code": question_code(item),
            "label": pick(item, "label", language),
            "help": pick(item, "help", language),
            "kind": item.kind,
            "unit": item.unit or "",
            "choices": "|".join(item.choices),
            "applies_if": item.applies_if or "",
            "is_required": item.is_required,
            "timing": item.timing,
            "since_version": item.since_version,
            "until_version": item.until_version or "",
            "suppression": "|".join(item.suppression),
        }
        for item in facts.questions
    ]
    return pl.DataFrame(rows)
