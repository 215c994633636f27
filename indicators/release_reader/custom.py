"""A visitor's own question: any group of establishments, or any two periods, told by the same functions as a release.

Only what the release shows is read. A group with a hidden member is suppressed: its sum less the others would be that
member's answer.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from data.facts import Facts
from data.store.releases.release import Release
from indicators.contracts import NOTES
from indicators.evaluation.evaluate import places_frame, roll_up
from indicators.release_reader.facts import catalogue_of, facts_of
from indicators.release_reader.reader import waves_of
from indicators.verdicts.build import VerdictContext, build_verdicts
from indicators.verdicts.declared import declare, places
from indicators.verdicts.model import Verdict
from indicators.verdicts.subjects import SUBJECT

#: Subject kind, subject id, segment ('' but for a part of a split).
Subject = tuple[str, str, str]
CUSTOM = ("custom", "custom")
LABEL = ("Groupe choisi", "Chosen group")


class UnknownPlace(KeyError):
    """The release has no such place, or no verdict of the subject there."""


def custom_group(
    release: Release, subject: Subject, members: Sequence[str], period: str, since: str | None = None
) -> Verdict:
    """The verdict of a visitor's own group of establishments; suppressed as soon as one of them is hidden.

    Args:
        members: ids of establishments; each counts once.
        since: the period to compare with; the one before `period` if None.

    Raises:
        UnknownPlace: a member is not in the release, or the subject has no verdict for one.
        ValueError: no member, or two periods that do not follow each other in one series.
    """
    chosen = sorted(set(members))
    if not chosen:
        raise ValueError("a group needs at least one establishment")
    pairs = _pairs(release, subject, chosen)
    belongs = pl.DataFrame({"establishment_id": chosen}).with_columns(
        place_kind=pl.lit(CUSTOM[0]), place_id=pl.lit(CUSTOM[1])
    )
    closed = pairs.filter(~pl.col("visible"))["wave_id"].unique()
    groups = roll_up(pairs, belongs).with_columns(visible=~pl.col("wave_id").is_in(closed.implode()))
    return _verdict(release, subject, pairs, groups, belongs, place=CUSTOM, period=period, since=since)


def custom_change(release: Release, subject: Subject, place: tuple[str, str], period: str, since: str) -> Verdict:
    """The published verdict of a place, with its change since another period than the one before.

    Raises:
        UnknownPlace: the release has no verdict of the subject there.
        ValueError: two periods that do not follow each other in one series.
    """
    published = _rows(release, subject, place[0]).filter(place_id=place[1])
    here = published.filter(period=period)
    if here.is_empty() or published.filter(period=since).is_empty():
        raise UnknownPlace(f"{subject} at {place}, {since} to {period}")
    membership = _membership(release)
    belongs = membership.filter(place_kind=place[0], place_id=place[1])
    inside = [place[1]] if place[0] == "establishment" else belongs["establishment_id"].to_list()
    pairs = _pairs(release, subject, inside)
    groups = published.select(
        *SUBJECT, "place_kind", "place_id", "numerator", "denominator", "evaluated", "applicable", "missing",
        wave_id="period", visible=pl.col("state") != "suppressed",
    )  # fmt: skip
    if place[0] == "establishment":
        groups = groups.clear()
    found = _verdict(release, subject, pairs, groups, belongs, place=place, period=period, since=since)
    changed: dict[str, Any] = {name: value for name, value in found.model_dump().items() if name.startswith("change_")}
    hidden = pairs.filter(~pl.col("visible"), pl.col("wave_id").is_in([period, since]))
    if found.change_method == "same_establishments" and hidden.height:
        # Who answered twice cannot be told without saying whether a hidden member did.
        changed |= {"change_value": None, "change_n": None}
    return Verdict(**(here.row(0, named=True) | changed))


def _verdict(
    release: Release,
    subject: Subject,
    pairs: pl.DataFrame,
    groups: pl.DataFrame,
    belongs: pl.DataFrame,
    *,
    place: tuple[str, str],
    period: str,
    since: str | None,
) -> Verdict:
    """The verdict of a place from pairs and sums, by the functions that make a release."""
    declared = _declared(release).filter(
        pl.all_horizontal(pl.col(k) == v for k, v in _subject_columns(subject).items())
    )
    declared = declared if since is None else _with_previous(declared, period, since)
    membership = belongs.select("place_kind", "place_id", "establishment_id")
    # What is published has its notes already.
    nothing = pl.DataFrame(schema={"place_id": pl.String, "period": pl.String})
    context = VerdictContext(declared, _places(release), membership, nothing, NOTES.empty())
    found = build_verdicts(pairs, groups, context)
    found = found.filter(place_kind=place[0], place_id=place[1], period=period)
    if found.is_empty():
        raise UnknownPlace(f"{subject} at {place} in {period}")
    return Verdict(**found.row(0, named=True))


def _subject_columns(subject: Subject) -> dict[str, str]:
    return dict(zip(SUBJECT, subject, strict=True))


def _with_previous(declared: pl.DataFrame, period: str, since: str) -> pl.DataFrame:
    """`declared` with another period before `period`; the series breaks if it does anywhere between the two."""
    ends = {row["period"]: row for row in declared.iter_rows(named=True)}
    now, then = ends.get(period), ends.get(since)
    if not now or not then or now["series"] != then["series"] or then["period_order"] >= now["period_order"]:
        raise ValueError(f"{since} is no earlier period of the series of {period}")
    between = declared.filter(
        (pl.col("series") == now["series"])
        & pl.col("period_order").is_between(then["period_order"], now["period_order"], closed="right")
    )
    new = {
        "previous": since,
        "previous_order": then["subject_order"],
        # The period after `since` says whether `since` asked.
        "previous_asked": bool(between["previous_asked"][0]),
        "series_break": bool(between["series_break"].any()),
    }
    here = pl.col("period") == period
    return declared.with_columns(
        pl.when(here).then(pl.lit(value, declared.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in new.items()
    )


def _rows(release: Release, subject: Subject, place_kind: str) -> pl.DataFrame:
    """The published verdicts of a subject at places of a kind."""
    return release.verdicts.filter(place_kind=place_kind, **_subject_columns(subject))


def _pairs(release: Release, subject: Subject, establishments: Sequence[str]) -> pl.DataFrame:
    """The pairs of some establishments as the release shows them; a hidden one has no number and no state."""
    shown = _rows(release, subject, "establishment").filter(pl.col("place_id").is_in(establishments))
    absent = set(establishments) - set(shown["place_id"])
    if absent:
        raise UnknownPlace(", ".join(sorted(absent)))
    visible = pl.col("state") != "suppressed"
    return shown.select(
        *SUBJECT,
        "numerator",
        "denominator",
        "state",
        "band",
        "answer_id",
        establishment_id="place_id",
        wave_id="period",
        version=pl.lit(""),
        evaluated=visible & (pl.col("evaluated") == 1),
        applicable=visible & (pl.col("applicable") == 1),
        visible=visible,
    )


@lru_cache(maxsize=8)
def _facts(release: Release) -> Facts:
    return facts_of(release)


@lru_cache(maxsize=8)
def _declared(release: Release) -> pl.DataFrame:
    """What the release declares of each subject and period."""
    return declare(catalogue_of(release), _facts(release), waves_of(release))


@lru_cache(maxsize=8)
def _places(release: Release) -> pl.DataFrame:
    """The places of the release, and the visitor's own."""
    known = places(_facts(release))
    own = pl.DataFrame(
        {"place_kind": [CUSTOM[0]], "place_id": [CUSTOM[1]], "place_fr": [LABEL[0]], "place_en": [LABEL[1]]}
    ).with_columns(
        place_order=pl.lit(known.height, known.schema["place_order"]),
        peer_group_id=pl.lit(""),
        unit=pl.lit(0, known.schema["unit"]),
        level=pl.lit("group"),
    )
    return pl.concat([known, own.select(known.columns)])


@lru_cache(maxsize=8)
def _membership(release: Release) -> pl.DataFrame:
    return places_frame(_facts(release))
