"""What the frames between the answers and the tables of a release hold (`FrameContract`: columns, types, meanings).

CELLS → ANSWERS (data/contracts.py) → PAIRS → SUMS → with `visible`, SHOWN_PAIRS and SHOWN_SUMS → VERDICTS
(verdicts/model.py, one column a field of `Verdict`).

A quantity keeps its name from stage to stage. Four names change once, on purpose, where the thing becomes wider:

- `wave_id` → `period`, in verdicts: a verdict is of a wave or of a quarter alike;
- `establishment_id` → `place_id`, in verdicts: a place is an establishment or a group of them, as `place_kind` says;
- `indicator_id` → `subject_id`, in PAIRS: a subject is an indicator, a headline (its id is that of the recommendation),
  a network total (`total_id`) or a count of a period (`question_id`), as `subject_kind` says;
- `segment`, the part of a split, is the numerator's question: `question_id` → `segment`, '' for every other subject.
"""

import polars as pl

from data.contracts import FrameContract

_WHO = {
    "establishment_id": (pl.String, "an establishment of the survey frame"),
    "wave_id": (pl.String, "wave or period"),
}
_QUESTION = {"question_id": (pl.String, "as the version of its wave calls it")}
_SUBJECT = {
    "subject_kind": (pl.String, "indicator, headline, total or count_of_period"),
    "subject_id": (pl.String, "indicator, recommendation, total or question"),
    "segment": (pl.String, "part of a split; '' elsewhere"),
}
_PLACE = {
    "place_kind": (pl.String, "province, peer_group or region"),
    "place_id": (pl.String, "« quebec », group, code"),
}

#: Numerators and denominators: every subject, establishment of the survey frame and wave, answered or not.
PAIRS = FrameContract(
    "pairs",
    (*_SUBJECT, *_WHO),
    {
        **_SUBJECT,
        **_WHO,
        "version": (pl.String, "of the questionnaire, v1 or v2"),
        "numerator_term": (pl.String, "expression; '' where the version does not ask it"),
        "denominator_term": (pl.String, "expression, or « respondents »"),
        "numerator": (pl.Float64, "in the unit of its question, 1 or 0 for a condition; null unless evaluated"),
        "denominator": (pl.Float64, "in the unit of its question; null unless evaluated"),
        "evaluated": (pl.Boolean, "both terms have a value"),
        "applicable": (pl.Boolean, "counted in the base of coverage"),
        "state": (pl.String, "value, true_zero, or the first missing state of its terms"),
        "numerator_questions": (pl.List(pl.String), "what the numerator reads, earlier answers included"),
        "denominator_questions": (pl.List(pl.String), "what the denominator reads"),
    },
)

#: Sums of the complete pairs of each place.
SUMS = FrameContract(
    "sums",
    (*_SUBJECT, *_PLACE, "wave_id"),
    {
        **_SUBJECT,
        **_PLACE,
        "wave_id": (pl.String, "wave or period"),
        "version": (pl.String, "of the questionnaire"),
        "numerator": (pl.Float64, "exact sum; null where no pair is complete"),
        "denominator": (pl.Float64, "exact sum; null where no pair is complete"),
        "evaluated": (pl.Int64, "establishments with a complete pair"),
        "applicable": (pl.Int64, "establishments concerned"),
        "missing": (pl.String, "JSON object: state → establishments"),
    },
)

_VISIBLE = (pl.Boolean, "whether it may be shown to the audience")
SHOWN_PAIRS = FrameContract(
    "pairs after disclosure control",
    PAIRS.key,
    {**PAIRS.columns, "visible": _VISIBLE, "band": (pl.String, "band of a small team's FTE, as « 0-1 »; '' elsewhere")},
)
SHOWN_SUMS = FrameContract("sums after disclosure control", SUMS.key, {**SUMS.columns, "visible": _VISIBLE})

#: The answers that a release gives as « suppressed ».
HIDDEN_ANSWERS = FrameContract("hidden answers", (*_WHO, *_QUESTION), {**_WHO, **_QUESTION})

#: What a release gives away, kept for the next publication; confidential.
LEDGER = FrameContract(
    "ledger",
    ("wave_id", "term", "place_kind", "place_id", "members"),
    {
        "wave_id": (pl.String, "wave or period"),
        "term": (pl.String, "the expression summed"),
        "place_kind": (pl.String, "province, peer_group, region, or establishment for a value shown alone"),
        "place_id": (pl.String, "where it is shown"),
        "members": (pl.List(pl.String), "« establishment@value » of each value summed"),
        "total": (pl.Float64, "the sum, in the unit of the term"),
    },
)

#: What a reader must know of an establishment's numbers in a wave.
NOTES = FrameContract("notes", (*_WHO, "note"), {**_WHO, "note": (pl.String, "partial_year, count_date or not_named")})

#: Texts that were reviewed for publication.
EXPLANATIONS = FrameContract(
    "explanations", (*_WHO, *_QUESTION), {**_WHO, **_QUESTION, "explanation": (pl.String, "why the answer stands")}
)
REASONS = FrameContract("reasons", tuple(_WHO), {**_WHO, "explanation": (pl.String, "why it was accepted as it is")})
COMMENTS = FrameContract(
    "comments",
    (*_WHO, *_QUESTION),
    {
        **_WHO,
        **_QUESTION,
        "comment": (pl.String, "in the establishment's own words"),
        "is_redacted": (pl.Boolean, "a reviewer shortened it"),
    },
)
