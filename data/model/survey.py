"""Contracts of the reference rows: questions, choices, rules, establishments, waves and the tables beside them.

Every model is frozen and refuses unknown fields, so a column that drifts in a CSV stops the load.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, SerializerFunctionWrapHandler, model_serializer

ValueState = Literal[
    "value",
    "true_zero",
    "not_answered",
    "does_not_know",
    "not_applicable",
    "not_asked",
    "invalid_pending",
    "suppressed",
]
#: The two states that carry a value.
VALUED_STATES = ("value", "true_zero")
#: The states of a cell in which somebody answered something that can be read.
ANSWERED_STATES = (*VALUED_STATES, "does_not_know", "not_applicable")
#: Whether answers are invented or real; a workbench and its releases hold one kind for good.
DataKind = Literal["fictif", "reel"]
Version = Literal["v1", "v2"]
PeriodKind = Literal["year", "quarter", "period13"]
QuestionKind = Literal["text", "date", "count", "fte", "amount", "boolean", "choice", "multichoice"]
NUMBER_KINDS = ("count", "fte", "amount")
SuppressionRule = Literal["persons", "team_size", "province_only"]


def _blank_to_none(value: Any) -> Any:
    return None if value == "" else value


def _split_list(value: Any) -> Any:
    """A `|` list of a CSV cell as a tuple; an empty cell is an empty tuple."""
    if isinstance(value, str):
        return tuple(part for part in value.split("|") if part)
    return value


def _split_suppression(value: Any) -> Any:
    return () if value == "none" else _split_list(value)


Number = Annotated[float | None, BeforeValidator(_blank_to_none)]
Whole = Annotated[int | None, BeforeValidator(_blank_to_none)]
Text = Annotated[str | None, BeforeValidator(_blank_to_none)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split_list)]
Suppression = Annotated[tuple[SuppressionRule, ...], BeforeValidator(_split_suppression)]


class Row(BaseModel):
    """Base of all contracts: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    #: The columns that a table may have beside the fields, None for none.
    more_columns: ClassVar[re.Pattern[str] | None] = None


class Question(Row):
    """One question of the questionnaire; `since_version`/`until_version` bound the versions that ask it."""

    question_id: str
    section: str
    order: int
    label_fr: str
    label_en: str
    help_fr: str
    help_en: str
    kind: QuestionKind
    unit: Text
    min: Number
    max: Number
    choice_list: Text
    choices: Words
    is_required: bool
    applies_if: Text
    timing: Literal["stock", "flow"]
    counts_people: bool
    since_version: Version
    until_version: Annotated[Version | None, BeforeValidator(_blank_to_none)]
    suppression: Suppression

    def asked_in(self, version: Version) -> bool:
        """Whether the question belongs to `version` of the questionnaire."""
        return self.since_version <= version and (self.until_version is None or version <= self.until_version)


class Choice(Row):
    """One entry of an answer list or an interface list; for `_state` lists `order` is the ordinal scale."""

    choice_list: str
    choice_id: str
    label_fr: str
    label_en: str
    order: int
    is_default: bool


class QuestionnaireChange(Row):
    """How a v1 question became a v2 question, and whether its series goes on."""

    question_id_v1: Text
    question_id_v2: Text
    kind_of_change: Literal["renamed", "rescoped", "split", "reworded", "dropped", "added"]
    series_breaks: bool
    note_fr: str
    note_en: str


class Rule(Row):
    """A check between answers; it makes a finding only when its expression is false."""

    rule_id: str
    severity: Literal["error", "warning"]
    expression: str
    message_fr: str
    message_en: str
    versions: Words
    fields: Words


class AnswerMark(Row):
    """How a word or a dash in a cell is read; `scope` is `any`, `boolean` or the `mark_scope` of a survey tool."""

    mark: str
    scope: str
    state: ValueState
    value: Text


class Establishment(Row):
    """An establishment of the network; `in_survey_frame` says whether the survey asks it.

    A column `population_2024`, one for each year known, holds its population on July 1 of that year.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Whole]
    more_columns: ClassVar = re.compile(r"population_(\d{4})")

    establishment_id: str
    name_fr: str
    name_2026_fr: str
    short_name_fr: str
    short_name_en: str
    type: Literal["CISSS", "CIUSSS", "CHU", "INSTITUT", "CRSSS", "NORD_AUTOCHTONE"]
    is_sante_quebec: bool
    in_survey_frame: bool
    counted_in_34: bool
    rss_code: str
    rss_name_fr: str
    rss_name_en: str
    rts_code: Text
    city: str
    population_note_fr: str
    population_note_en: str
    name_valid_from: Text
    name_valid_to: Text
    source_fr: str
    source_en: str
    note_fr: str
    note_en: str
    provenance_internal: str

    @property
    def population(self) -> dict[int, int | None]:
        """The population by year, None where the establishment serves no territory of its own."""
        return {int(name[-4:]): value for name, value in self.__pydantic_extra__.items()}

    @model_serializer(mode="wrap")
    def _in_file_order(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """A release keeps the columns in the order of the file: the populations, then their note."""
        row = handler(self)
        populations = {name: row.pop(name) for name in self.__pydantic_extra__ if name in row}
        before = list(row)[: list(row).index("population_note_fr")]
        return {name: row[name] for name in before} | populations | row


class Region(Row):
    code: str
    name_fr: str
    name_en: str
    tile_col: int
    tile_row: int


class PeerGroup(Row):
    """Declared peers: the establishments of the frame whose type is listed."""

    peer_group_id: str
    label_fr: str
    label_en: str
    types: Words
    note_fr: str
    note_en: str


class NetworkTotal(Row):
    """A plain sum of the overview, over `question_id_v1` or `question_id_v2` according to the wave."""

    total_id: str
    order: int
    question_id_v2: str
    question_id_v1: str
    label_fr: str
    label_en: str
    unit_fr: str
    unit_en: str
    decimals: int
    series_break_at: Text
    suppression_note_fr: str
    suppression_note_en: str


class GlossaryTerm(Row):
    term_id: str
    fr: str
    en: str
    definition_fr: str
    definition_en: str
    synonyms_fr: Words
    synonyms_en: Words


class KeyMessage(Row):
    id: str
    title_fr: str
    title_en: str
    indicators: Words


class PriceIndex(Row):
    geography: str
    year: int
    index: float
    base: str
    source_id: str


class QuarterlyQuestion(Row):
    question_id: str
    order: int
    period_kind: Words
    period_timing: Literal["period_end", "period_sum", "period_distinct"]
    timing_note_fr: str
    timing_note_en: str


class QuarterlyIndicator(Row):
    indicator_id: str
    numerator: str
    denominator: str
    comparable_with_yearly: bool
    note_fr: str
    note_en: str


class Wave(Row):
    """One collection: a fiscal year, or a part of one, asked with one version of the questionnaire.

    `wave_id` is the period as written, « 2025-2026 » or « 2025-2026-T1 »; `start` and `end` are its first and last
    day. `fiscal_year` is the fiscal year it belongs to, empty where that is the wave itself.
    """

    wave_id: str
    version: Version
    start: date
    end: date
    opens_on: date
    due_on: date
    template_version: str
    collection: Literal["yearly", "quarterly"] = "yearly"
    period_kind: PeriodKind = "year"
    fiscal_year: str = ""

    @property
    def year(self) -> str:
        """The fiscal year that the period belongs to, « 2025-2026 »."""
        return self.fiscal_year or self.wave_id
