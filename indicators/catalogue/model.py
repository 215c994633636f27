"""What a recommendation and an indicator are: the closed family of kinds that a catalogue file may declare.

A declaration says which questions and conditions make the numerator and the denominator; it computes nothing.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from data.model.survey import Row, SuppressionRule, Version

IntervalMethod = Literal["wilson", "byar", "exact", "poisson_exact", "bootstrap", "none"]
Direction = Literal["higher_better", "lower_better", "target_range", "context"]
Level = Literal["micro", "meso", "macro"]
Addressee = Literal["sante_quebec", "msss", "establishment_executives", "cdp"]
Language = Literal["fr", "en"]


class IndicatorWords(Row):
    """Everything a reader is told about an indicator, in one language."""

    title: str
    short_title: str
    definition: str
    rationale: str
    caveat: str
    unit: str
    comparability: str
    source: str


class FirstVersion(Row):
    """The terms in a wave asked with version 1 of the questionnaire."""

    numerator: str
    denominator: str
    interval: IntervalMethod


class IndicatorBase(Row):
    """Fields common to all kinds. Terms follow the grammar of data/expressions/compile.py."""

    id: str
    code: str
    #: Each member of the family narrows these two to its own words.
    kind: str
    aggregation: str
    also: tuple[str, ...] = ()
    numerator: str
    denominator: str
    v1: FirstVersion | None = None
    series_break_at: Version | None = None
    multiplier: float = 1
    decimals: int
    direction: Direction
    level: Level
    timing: Literal["stock", "flow"]
    interval: IntervalMethod
    interval_establishment: IntervalMethod
    suppression: tuple[SuppressionRule, ...] = ()
    counts_people_numerator: bool = False
    counts_people_denominator: bool = False
    comparable_across_types: bool
    framework: str | None = None
    fr: IndicatorWords
    en: IndicatorWords

    def words(self, language: Language) -> IndicatorWords:
        return self.fr if language == "fr" else self.en

    def terms(self, version: Version) -> tuple[str, str] | None:
        """Numerator and denominator for a version, or None where the indicator is not asked."""
        if version == "v2":
            return self.numerator, self.denominator
        return (self.v1.numerator, self.v1.denominator) if self.v1 else None

    def interval_for(self, version: Version) -> IntervalMethod:
        """The interval of a group's value for a version."""
        return self.v1.interval if version == "v1" and self.v1 else self.interval

    @property
    def recommendation(self) -> str:
        """The recommendation that holds the declaration, « R01 »."""
        return self.code.split("-")[0]

    @property
    def recommendations(self) -> tuple[str, ...]:
        """Every recommendation that the indicator follows, its own first."""
        return (self.recommendation, *self.also)

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of a split, each a numerator of its own; one empty segment otherwise."""
        return ("",)


class ShareOfEstablishments(IndicatorBase):
    """k of n establishments answer a condition."""

    kind: Literal["share_of_establishments"]
    aggregation: Literal["share"]


class State(IndicatorBase):
    """k of n establishments reached at least a state of an ordered list."""

    kind: Literal["state"]
    aggregation: Literal["share"]


class Ratio(IndicatorBase):
    """A sum over a sum, both from the same establishments."""

    kind: Literal["ratio"]
    aggregation: Literal["ratio_of_sums"]


class Rate(IndicatorBase):
    """Counted events or persons per `multiplier` of a base."""

    kind: Literal["rate"]
    aggregation: Literal["ratio_of_sums"]

    @model_validator(mode="after")
    def _per_something(self) -> "Rate":
        if self.multiplier <= 1:
            raise ValueError("a rate needs a multiplier above 1")
        return self


class Count(IndicatorBase):
    """A counted quantity; a group shows the median of its establishments."""

    kind: Literal["count"]
    aggregation: Literal["median"]


class Amount(IndicatorBase):
    """A measured quantity (FTE, dollars); a group shows the median of its establishments."""

    kind: Literal["amount"]
    aggregation: Literal["median"]


class Mean(IndicatorBase):
    """A quantity read per establishment; a group shows the median of its establishments."""

    kind: Literal["mean"]
    aggregation: Literal["median"]


class Split(IndicatorBase):
    """Shares of one whole: the numerator's `+` terms, one segment each."""

    kind: Literal["split"]
    aggregation: Literal["ratio_of_sums"]

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(term.strip() for term in self.numerator.split("+"))


Indicator = Annotated[
    ShareOfEstablishments | State | Ratio | Rate | Count | Amount | Mean | Split, Field(discriminator="kind")
]


class RecommendationWords(Row):
    title: str
    summary: str
    headline: str


class Headline(Row):
    """The one declared sign of a recommendation: an indicator's numerator, or a condition of its own."""

    indicator: str | None = None
    condition: str | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Headline":
        if (self.indicator is None) == (self.condition is None):
            raise ValueError("a headline names either an indicator or a condition")
        return self


class MilestoneWords(Row):
    label: str
    evidence_expected: str


class Milestone(Row):
    """A step whose status a steward records with its evidence; unknown until then."""

    id: str
    scope: Literal["provincial", "establishment"]
    due: str | None = None
    fr: MilestoneWords
    en: MilestoneWords

    def words(self, language: Language) -> MilestoneWords:
        return self.fr if language == "fr" else self.en


class Recommendation(Row):
    """One of the twelve recommendations, with its headline, milestones and indicators."""

    id: str
    addressee: Addressee
    addressee_secondary: Addressee | None = None
    level: Level
    kind: Literal["milestone", "measured", "both"]
    fr: RecommendationWords
    en: RecommendationWords
    headline: Headline
    milestones: tuple[Milestone, ...]
    indicators: tuple[Indicator, ...]

    def words(self, language: Language) -> RecommendationWords:
        return self.fr if language == "fr" else self.en


class Featured(Row):
    """The indicators shown where only one or a few have room, in order (featured.toml says where)."""

    partnership_office: str
    territory_first: str
    compare_first: str
    establishment_cards: tuple[str, ...]
    profile_cards: tuple[str, ...]

    @property
    def ids(self) -> set[str]:
        first = {self.partnership_office, self.territory_first, self.compare_first}
        return first | {*self.establishment_cards, *self.profile_cards}


class Catalogue(Row):
    """The twelve recommendations in order, with every indicator by id."""

    recommendations: tuple[Recommendation, ...]

    @cached_property
    def recommendation(self) -> dict[str, Recommendation]:
        return {item.id: item for item in self.recommendations}

    @cached_property
    def indicator(self) -> dict[str, IndicatorBase]:
        return {indicator.id: indicator for item in self.recommendations for indicator in item.indicators}

    def followed_by(self, recommendation_id: str) -> tuple[IndicatorBase, ...]:
        """The indicators that follow a recommendation: its own, then those of other files that name it."""
        own = self.recommendation[recommendation_id].indicators
        return (*own, *(item for item in self.indicator.values() if recommendation_id in item.also))

    def headline_terms(self, recommendation_id: str, version: Version) -> tuple[str, str] | None:
        """Condition and denominator of a headline, or None where the version does not ask it."""
        headline = self.recommendation[recommendation_id].headline
        if headline.indicator:
            return self.indicator[headline.indicator].terms(version)
        return (headline.condition or "", "respondents") if version == "v2" else None
