"""What disclosure control starts from: answers, pairs and sums before anything is hidden, for all audiences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from data.facts import Facts
from data.model.survey import Version, Wave
from indicators.catalogue.model import Catalogue
from indicators.disclosure.cells import ConfidentialAnswers
from indicators.disclosure.periods import Periods
from indicators.evaluation.evaluate import evaluate, places_frame, roll_up


@dataclass(frozen=True)
class Unprotected:
    """Answers, pairs and sums of the accepted submissions (contracts ANSWERS, PAIRS and SUMS).

    Attributes:
        periods: how the quarters lean on the yearly waves; empty without quarters.
    """

    answers: pl.DataFrame
    pairs: pl.DataFrame
    groups: pl.DataFrame
    facts: Facts
    catalogue: Catalogue
    periods: Periods = field(default_factory=Periods)

    @classmethod
    def of(cls, answers: pl.DataFrame, waves: Sequence[Wave], facts: Facts, catalogue: Catalogue) -> "Unprotected":
        """The pairs and sums of the accepted answers of some waves and periods."""
        pairs = evaluate(answers, facts, catalogue, waves)
        groups = roll_up(pairs, places_frame(facts))
        return cls(answers, pairs, groups, facts, catalogue, Periods.of(waves, answers, facts))

    @cached_property
    def by_key(self) -> ConfidentialAnswers:
        """The answers by wave, establishment and question."""
        return ConfidentialAnswers.read(self.answers)

    @cached_property
    def versions(self) -> dict[str, Version]:
        """The version of the questionnaire by wave."""
        return dict(self.pairs.select("wave_id", "version").unique().iter_rows())
