"""A figure: a chart with its title, alternative text, table and file rows, made once from the verdicts that it shows.

Each module of this room makes one kind. The sentences of a kind stand beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.theme import Spec
from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import comparison_words
from indicators.wording.language import say
from indicators.wording.periods import period_text
from indicators.wording.signal import funnel_words, outlier_words, rule_words
from indicators.wording.value import (
    absence_word,
    counts_text,
    coverage_text,
    interval_text,
    peer_median_text,
    value_text,
)

#: Columns of a table in words: the head in French, and what the column says of a verdict.
COLUMNS: Mapping[str, tuple[str, Callable[[Verdict, Language], str]]] = {
    "establishment": ("Établissement", Verdict.place),
    "group": ("Groupe", Verdict.place),
    "indicator": ("Indicateur", Verdict.label),
    "part": ("Part", Verdict.label),
    "period": ("Période", lambda item, language: period_text(item.period, language)),
    "value": ("Valeur", value_text),
    "counts": ("Nombres", counts_text),
    "interval": ("Intervalle à 95 %", interval_text),
    "coverage": ("Établissements", coverage_text),
    "peer_median": ("Médiane des pairs", peer_median_text),
    "comparison": ("Comparaison", comparison_words),
    "funnel": ("Entonnoir", funnel_words),
    "methods": ("Méthodes", outlier_words),
    "signal": ("Signal", rule_words),
    "state": ("État", absence_word),
}


def text_columns(verdicts: Sequence[Verdict], columns: Sequence[str], language: Language) -> dict[str, list[str]]:
    """The verdicts in words, by the head of each column; nothing to say is a dash."""
    heads = ((say(head, language), words) for head, words in (COLUMNS[column] for column in columns))
    return {head: [words(item, language) or "—" for item in verdicts] for head, words in heads}


@dataclass(frozen=True)
class Figure:
    """A chart and what says the same as it.

    `spec` is None where the verdicts hold nothing to draw; `data` are its data sets by name; `table` holds ready
    strings, its first column names the row; `verdicts` are the rows of the files; `height` replaces the chart's own.
    """

    title: str
    subtitle: str
    alt: str
    spec: Spec | None
    data: Mapping[str, pl.DataFrame]
    table: pl.DataFrame
    verdicts: tuple[Verdict, ...]
    height: int | None = None

    def file(self, language: Language) -> pl.DataFrame:
        """The rows of the figure's files: numbers, not strings."""
        return verdict_table(self.verdicts, language)
