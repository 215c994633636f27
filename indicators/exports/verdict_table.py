"""Verdicts as the rows of a file: numbers stay numbers, words in the reader's language, states as codes."""

from collections.abc import Iterable

import polars as pl

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.finding import finding
from indicators.wording.language import say


def verdict_table(verdicts: Iterable[Verdict], language: Language) -> pl.DataFrame:
    """One row a verdict, in the order given, with what is needed to read it away from its page."""
    heads = {
        "subject": say("sujet", language),
        "segment": say("segment", language),
        "label": say("libellé", language),
        "place": say("lieu", language),
        "period": say("vague", language),
        "state": say("état", language),
        "value": say("valeur", language),
        "unit": say("unité", language),
        "numerator": say("numérateur", language),
        "denominator": say("dénominateur", language),
        "interval_low": say("intervalle à 95 %, bas", language),
        "interval_high": say("intervalle à 95 %, haut", language),
        "interval_method": say("méthode de l’intervalle", language),
        "evaluated": say("établissements évalués", language),
        "applicable": say("établissements visés", language),
        "change": say("changement", language),
        "change_from": say("depuis", language),
        "change_low": say("changement, bas", language),
        "change_high": say("changement, haut", language),
        "change_state": say("état du changement", language),
        "sentence": say("phrase", language),
    }
    rows = [
        {
            "subject": item.subject_id,
            "segment": item.segment,
            "label": item.label(language),
            "place": item.place(language),
            "period": item.period,
            "state": item.state,
            "value": item.value,
            "unit": item.unit(language),
            "numerator": item.numerator,
            "denominator": item.denominator,
            "interval_low": item.interval_low,
            "interval_high": item.interval_high,
            "interval_method": item.interval_method,
            "evaluated": item.evaluated,
            "applicable": item.applicable,
            "change": item.change_value,
            "change_from": item.change_from,
            "change_low": item.change_low,
            "change_high": item.change_high,
            "change_state": item.change_state,
            "sentence": finding(item, language),
        }
        for item in verdicts
    ]
    return pl.DataFrame(rows, schema=list(heads), infer_schema_length=None).rename(heads)
