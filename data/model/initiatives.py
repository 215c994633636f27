"""Contracts of the initiatives' rows: what an initiative is, what its sources say of it, and the numbers they print."""

from typing import Literal

from data.model.survey import Number, Row, Text, Whole, Words


class Source(Row):
    source_id: str
    title: str
    authors_or_body: str
    year: Whole
    url: Text
    note_fr: str
    note_en: str
    provenance_internal: str


class Initiative(Row):
    initiative_id: str
    name_fr: str
    name_en: str
    kind: str
    territory_fr: str
    territory_en: str
    regions: Words
    start: Text
    end: Text
    budget_cad: Number
    status: str
    recommendations_primary: Words
    recommendations_secondary: Words
    summary_fr: str
    summary_en: str


class InitiativeComponent(Row):
    initiative_id: str
    component_id: str
    component_type: str
    order: int
    label_fr: str
    label_en: str
    duration_h_min: Number
    duration_h_max: Number
    audience_fr: str
    audience_en: str
    planned_start: Text
    evaluation_points: Words


class InitiativeText(Row):
    initiative_id: str
    component_id: Text
    kind: str
    order: int
    text_fr: str
    text_en: str
    source_id: str
    locator: str


class PublishedFact(Row):
    """A number as printed in a public source; never an answer of the survey."""

    fact_id: str
    initiative_id: str
    component: Text
    metric_fr: str
    metric_en: str
    value_min: Number
    value_max: Number
    is_approximate: bool
    unit_fr: str
    unit_en: str
    period_start: Text
    period_end: Text
    period_label_fr: str
    period_label_en: str
    scope_fr: str
    scope_en: str
    status: Literal["published", "planned", "context"]
    source_id: str
    locator: str


class KeyMessageSign(Row):
    """What an indicator would have to show for a message of the portrait to be supported: our proposal.

    `majority` and `minority` stand on one half, the only limit that words such as « surtout » or « la plupart » give;
    `every_part` asks that no part of a split be nil; `context` is shown without a judgement, for want of a limit.
    """

    message_id: str
    order: int
    indicator_id: str
    expectation: Literal["majority", "minority", "every_part", "context"]
