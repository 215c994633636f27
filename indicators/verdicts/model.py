"""What a verdict is: everything that may be said about one number, in one immutable object (methods, section 9)."""

import json
from typing import NamedTuple, get_args

import polars as pl
from pydantic import BaseModel, ConfigDict

from data.contracts import FrameContract
from data.model.survey import VALUED_STATES
from indicators.catalogue.model import Language

#: One answer is yes or no; a group shows how many said yes.
YES_NO_KINDS = ("share_of_establishments", "state", "headline")
#: A group shows the median of its visible establishments.
MEDIAN_KINDS = ("count", "amount", "mean")


class ShareCounts(NamedTuple):
    """Of how many establishments counted in a share, for how many it holds and for how many it does not."""

    holding: int
    without: int
    counted: int


class Verdict(BaseModel):
    """One number of one subject, place and period; None where the state gives no number.

    `subject_kind` is indicator, headline, total or count_of_period; `place_kind` is province, peer_group, region,
    establishment or custom. `claim` is the subject's verb phrase in the third person plural (« ont un plan local… »),
    where one is declared.

    Counts and values share the unit of `value`, except `change_value` and its limits, which are a ratio when
    `change_method` is `rate_ratio`. Trend and run chart say what the series shows up to this period; the XmR lines and
    rule are those of this point within the whole series. `funnel_expected` is how many establishments chance alone puts
    outside the 95 % limits, on the row of the group whose funnel it is. `phi` is the dispersion of that funnel.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject_kind: str
    subject_id: str
    segment: str = ""
    kind: str
    direction: str
    place_kind: str
    place_id: str
    period: str
    period_kind: str = "year"
    label_fr: str
    label_en: str
    claim_fr: str = ""
    claim_en: str = ""
    place_fr: str = ""
    place_en: str = ""
    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    answer_id: str = ""
    band: str = ""
    unit_fr: str
    unit_en: str
    decimals: int
    interval_low: float | None = None
    interval_high: float | None = None
    interval_method: str = "none"
    evaluated: int | None = None
    applicable: int | None = None
    used: int | None = None
    coverage_low: bool = False
    missing: str = "{}"
    peer_group_id: str = ""
    peer_n: int | None = None
    peer_q1: float | None = None
    peer_median: float | None = None
    peer_q3: float | None = None
    comparison: str = ""
    change_from: str = ""
    change_state: str = "first"
    change_value: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    change_method: str = ""
    change_detectable: float | None = None
    change_judgement: str = ""
    change_n: int | None = None
    change_up: int | None = None
    change_down: int | None = None
    change_unchanged: int | None = None
    points: int = 0
    needed: int = 0
    rung: str = ""
    series_break: bool = False
    target_low: float | None = None
    target_high: float | None = None
    target_state: str = "none"
    target_note: str = ""
    funnel: str = ""
    funnel_adjusted: str = ""
    outlier_methods: int | None = None
    funnel_expected: float | None = None
    phi: float | None = None
    trend: str = ""
    trend_judgement: str = ""
    run_signal: str = ""
    run_longest: int | None = None
    run_longest_limit: int | None = None
    run_crossings: int | None = None
    run_crossings_limit: int | None = None
    run_median: float | None = None
    xmr_mean: float | None = None
    xmr_low: float | None = None
    xmr_high: float | None = None
    xmr_near_low: float | None = None
    xmr_near_high: float | None = None
    xmr_rule: str = ""
    xmr_side: int | None = None
    xmr_segment: int | None = None
    variation: str = ""
    assurance: str = ""
    notes: str = "[]"

    @property
    def valued(self) -> bool:
        """Whether the state carries a value (which a denominator of 0 may still leave empty)."""
        return self.state in VALUED_STATES

    @property
    def is_establishment(self) -> bool:
        return self.place_kind == "establishment"

    @property
    def is_answer(self) -> bool:
        """Whether the value is one establishment's yes or no."""
        return self.is_establishment and self.kind in YES_NO_KINDS

    @property
    def counts(self) -> ShareCounts | None:
        """The establishments of a share of establishments; None where no count is known."""
        if self.numerator is None or self.denominator is None:
            return None
        holding, counted = int(self.numerator), int(self.denominator)
        return ShareCounts(holding, counted - holding, counted)

    @property
    def missing_counts(self) -> dict[str, int]:
        """How many establishments lack a value, by state."""
        return json.loads(self.missing)

    @property
    def note_codes(self) -> tuple[str, ...]:
        return tuple(json.loads(self.notes))

    def unit(self, language: Language) -> str:
        return self.unit_fr if language == "fr" else self.unit_en

    def label(self, language: Language) -> str:
        """The subject's short title."""
        return self.label_fr if language == "fr" else self.label_en

    def place(self, language: Language) -> str:
        return self.place_fr if language == "fr" else self.place_en


_POLARS = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}


def _column_type(annotation: type) -> pl.DataType:
    plain = next((part for part in get_args(annotation) if part is not type(None)), annotation)
    return _POLARS[plain]()


#: The columns of the verdicts table and their types, in order.
SCHEMA: dict[str, pl.DataType] = {
    name: _column_type(field.annotation)  # type: ignore[arg-type]
    for name, field in Verdict.model_fields.items()
}
#: What identifies a verdict within a release.
KEY = ["subject_kind", "subject_id", "segment", "place_kind", "place_id", "period"]
VERDICTS = FrameContract("verdicts", tuple(KEY), {name: (kind, "as `Verdict` says") for name, kind in SCHEMA.items()})


def with_current_columns(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Verdicts of any release with the columns of `SCHEMA`; one that an older release lacks has its default."""
    if verdicts.columns == list(SCHEMA):
        return verdicts
    absent = [
        pl.lit(field.get_default(), dtype=SCHEMA[name]).alias(name)
        for name, field in Verdict.model_fields.items()
        if name not in verdicts.columns and not field.is_required()
    ]
    return verdicts.with_columns(absent).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
