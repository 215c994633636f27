"""A visitor's own group and pair of periods: told as a release tells, from what it shows."""

from pathlib import Path

import polars as pl
import pytest

from data.store.releases.release import Release, serve
from indicators.release_reader.custom import UnknownPlace, custom_change, custom_group
from indicators.release_reader.reader import ReleaseReader
from indicators.statistics.intervals import wilson
from indicators.verdicts.model import Verdict

SEATS = ("indicator", "partner_seats_filled", "")
OFFICE = ("indicator", "office_share", "")
FTE = ("indicator", "dedicated_fte", "")


@pytest.fixture(scope="module")
def release(demo_var: Path) -> Release:
    return serve(demo_var).release


def of(release: Release, subject: tuple[str, str, str], place: tuple[str, str], period: str) -> Verdict:
    found = ReleaseReader(release).verdict(*subject[:2], period, place, subject[2])
    assert found is not None
    return found


def visible(release: Release, subject: tuple[str, str, str], period: str) -> pl.DataFrame:
    """The establishments that show a value of a subject."""
    return release.verdicts.filter(
        subject_kind=subject[0],
        subject_id=subject[1],
        segment=subject[2],
        place_kind="establishment",
        period=period,
    ).filter(pl.col("value").is_not_null())


def test_a_group_sums_its_members_and_has_the_interval_of_the_sum(release: Release) -> None:
    period = ReleaseReader(release).periods[-1]
    rows = visible(release, SEATS, period).head(4)
    found = custom_group(release, SEATS, rows["place_id"].to_list(), period)
    x, n = rows["numerator"].sum(), rows["denominator"].sum()
    assert (found.numerator, found.denominator, found.evaluated, found.applicable) == (x, n, 4, 4)
    low, high = wilson(x, n)
    assert (found.interval_low, found.interval_high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    assert (found.place_kind, found.place_fr, found.place_en) == ("custom", "Groupe choisi", "Chosen group")


def test_a_median_is_that_of_the_members(release: Release) -> None:
    period = ReleaseReader(release).periods[-1]
    rows = visible(release, FTE, period).head(7)
    found = custom_group(release, FTE, rows["place_id"].to_list(), period)
    assert (found.value, found.used) == (pytest.approx(rows["value"].median()), 7)


def test_a_hidden_member_suppresses_the_group(release: Release) -> None:
    period = ReleaseReader(release).periods[-1]
    hidden = release.verdicts.filter(
        subject_kind="indicator",
        subject_id=SEATS[1],
        place_kind="establishment",
        period=period,
        state="suppressed",
    )["place_id"].to_list()
    members = visible(release, SEATS, period)["place_id"].to_list()[:3]
    found = custom_group(release, SEATS, [*members, hidden[0]], period)
    assert found.state == "suppressed"
    numbers = (
        found.value,
        found.numerator,
        found.denominator,
        found.evaluated,
        found.interval_low,
        found.change_value,
    )
    assert set(numbers) == {None}


def test_a_peer_group_chosen_by_hand_is_the_peer_group(release: Release) -> None:
    """Where nobody is hidden, the visitor's sum and change are those of the release."""
    reader = ReleaseReader(release)
    groups = release.verdicts.filter(
        subject_kind="indicator",
        segment="",
        place_kind="peer_group",
        period=reader.periods[-1],
        state="value",
    )
    same = 0
    for row in groups.iter_rows(named=True):
        if row["interval_method"] == "bootstrap":
            continue
        own = release.verdicts.filter(
            place_kind="establishment", subject_id=row["subject_id"], peer_group_id=row["place_id"]
        )
        if (own["state"] == "suppressed").any():
            continue
        subject = ("indicator", row["subject_id"], "")
        members = own["place_id"].unique().to_list()
        found = custom_group(release, subject, members, row["period"]).model_dump()
        told = {name for name in row if name.startswith(("change_", "interval_"))} - {"change_from"}
        for name in {*told, "value", "numerator", "denominator", "evaluated", "missing", "points", "rung"}:
            assert found[name] == row[name], (row["subject_id"], row["place_id"], name)
        same += 1
    assert same >= 5


def test_the_change_since_the_wave_before_is_the_published_one(release: Release) -> None:
    periods = ReleaseReader(release).periods
    for subject in (SEATS, OFFICE, FTE, ("total", "offices", "")):
        published = of(release, subject, ("province", "quebec"), periods[-1])
        found = custom_change(release, subject, ("province", "quebec"), periods[-1], periods[-2])
        if published.change_method != "same_establishments":
            assert found == published


def test_two_waves_apart_are_compared_as_two_neighbours_are(release: Release) -> None:
    first, _, last = ReleaseReader(release).periods
    found = custom_change(release, OFFICE, ("province", "quebec"), last, first)
    now, then = (of(release, OFFICE, ("province", "quebec"), period) for period in (last, first))
    assert found.change_from == first
    assert found.change_value == pytest.approx((now.value or 0) - (then.value or 0))
    assert found.value == now.value
    seats = custom_change(release, SEATS, ("province", "quebec"), last, first)
    assert (seats.change_state, seats.change_value) == ("not_asked", None)


def test_quarters_of_different_years_may_be_compared_and_a_quarter_and_a_year_may_not(
    release: Release,
) -> None:
    subject = ("indicator", "registered_partners", "")
    quarters = ReleaseReader(release).periods_of("quarter")
    found = custom_change(release, subject, ("province", "quebec"), quarters[-1], quarters[-5])
    assert (found.change_from, found.change_method) == (quarters[-5], "wilcoxon")
    with pytest.raises(ValueError, match="no earlier period"):
        custom_change(release, subject, ("province", "quebec"), quarters[-1], ReleaseReader(release).periods[0])
    with pytest.raises(ValueError, match="no earlier period"):
        custom_change(release, subject, ("province", "quebec"), quarters[0], quarters[1])


def test_an_unknown_place_is_named_and_an_empty_group_refused(release: Release) -> None:
    period = ReleaseReader(release).periods[-1]
    with pytest.raises(UnknownPlace, match="nowhere"):
        custom_group(release, SEATS, ["chum", "nowhere"], period)
    with pytest.raises(ValueError, match="at least one"):
        custom_group(release, SEATS, [], period)
