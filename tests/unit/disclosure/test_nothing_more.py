"""Beside what is planted, the demonstration claims no more than the chance rate that its pages show.

A claim is explained by a truth of `planted_truths.toml` or by what `planted_drifts.toml` says of its subject, period
and
direction. The others are counted against chance: at most what 99.9 % of chance would give.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from scipy import stats

from data.store.releases.release import serve
from demo import answers as fictitious_answers
from indicators.statistics.trend import SIGNIFICANT
from indicators.wording.comparison import CHANCE

FOLDER = Path(fictitious_answers.__file__).parent
TRUTHS = tomllib.loads((FOLDER / "planted_truths.toml").read_text("utf-8"))["truths"]
DRIFTS = tomllib.loads((FOLDER / "planted_drifts.toml").read_text("utf-8"))
CERTAINTY = 0.999
MOVED = ["up", "down"]
APART = {"better": 1, "higher": 1, "worse": -1, "lower": -1}
COMPARED = [*APART, "similar"]
OUTSIDE = ["high_95", "high_998", "low_95", "low_998"]
#: Rates of docs/methods.md for a stable series: limits from its own points, and the run chart.
POINT_OUTSIDE, RUN = 0.0026, 0.0312
SERIES = ["subject_kind", "subject_id", "segment", "place_kind", "place_id"]


@pytest.fixture(scope="module")
def verdicts(demo_var: Path) -> pl.DataFrame:
    """Every verdict, but the regions of one establishment, which repeat it."""
    found = serve(demo_var).release.verdicts
    alone = found.filter((pl.col("place_kind") == "region") & (pl.col("applicable") > 1))["place_id"].unique().to_list()
    several = (pl.col("place_kind") != "region") | pl.col("place_id").is_in(alone)
    quarter = pl.col("period").str.split("-").list.last()
    moment = pl.when(pl.col("period_kind") == "year").then(pl.lit("year")).otherwise(quarter)
    return found.filter(several).with_columns(moment=moment)


def at_most(claims: int, tested: int, rate: float) -> bool:
    """Whether so many claims may come from chance alone."""
    return claims <= stats.binom.ppf(CERTAINTY, tested, rate)


def drifts() -> pl.DataFrame:
    """Each declared drift as a row a subject, kind of period and quarter, with its way."""
    rows = [
        (subject, item["period_kind"], moment, way)
        for item in DRIFTS["drifts"]
        for subject in item["subjects"]
        for moment, way in item["moves"].items()
    ]
    return pl.DataFrame(rows, schema=["subject_id", "period_kind", "moment", "way"], orient="row")


def planted_changes() -> pl.DataFrame:
    """The planted rises and falls and the declared events; one of the whole province is also that of its parts."""
    told = {"no_to_yes": "up", "yes_to_no": "down", "up": "up", "down": "down"}
    rows = [
        (
            item["subject_id"],
            item["period"],
            None if item["place_kind"] == "province" else item["place_id"],
            way,
        )
        for item in TRUTHS
        if (way := told.get(item["expect"].get("change_state", "")))
    ]
    rows += [
        (subject, item["period"], item["place_id"], item["moves"])
        for item in DRIFTS["events"]
        for subject in item["subjects"]
    ]
    schema = {"subject_id": pl.String, "period": pl.String, "place": pl.String, "planted": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def unsteady() -> list[tuple[str, str]]:
    """The subjects whose series are not stable, with their kind of period."""
    return [
        (subject, item["period_kind"])
        for item in DRIFTS["drifts"]
        if item.get("signals")
        for subject in item["subjects"]
    ]


def changes_tested(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Every change that was tested, whether a claim was made, and whether something planted explains it."""
    tested = verdicts.filter(pl.col("change_state").is_in([*MOVED, "not_detectable"]))
    tested = tested.join(drifts(), on=["subject_id", "period_kind", "moment"], how="left")
    planted = planted_changes()
    everywhere = planted.filter(pl.col("place").is_null()).drop("place").unique(["subject_id", "period"])
    here = planted.drop_nulls("place").rename({"place": "place_id", "planted": "planted_here"})
    tested = tested.join(everywhere, on=["subject_id", "period"], how="left")
    tested = tested.join(
        here.unique(["subject_id", "period", "place_id"]), on=["subject_id", "period", "place_id"], how="left"
    )
    ways = [pl.col(name) == pl.col("change_state") for name in ("way", "planted", "planted_here")]
    return tested.with_columns(
        claimed=pl.col("change_state").is_in(MOVED), explained=pl.any_horizontal(ways).fill_null(False)
    )


@pytest.mark.parametrize("period_kind", ["year", "quarter"])
@pytest.mark.parametrize("level", ["establishment", "group"])
def test_changes_that_nothing_explains_are_no_more_than_chance(
    verdicts: pl.DataFrame, period_kind: str, level: str
) -> None:
    own = pl.col("place_kind") == "establishment"
    tested = changes_tested(verdicts).filter(period_kind=period_kind).filter(own if level == "establishment" else ~own)
    claimed = tested.filter(pl.col("claimed") & ~pl.col("explained"))
    assert tested.height > 300
    assert at_most(claimed.height, tested.height, CHANCE), (claimed.height, tested.height)


def of_drift(verdicts: pl.DataFrame) -> Iterator[tuple[dict[str, Any], str, pl.DataFrame]]:
    """Each drift, its way, and the changes of the province and the peer groups that it should show in."""
    groups = verdicts.filter(
        pl.col("place_kind").is_in(["province", "peer_group"]), pl.col("change_value").is_not_null()
    )
    for item in DRIFTS["drifts"]:
        for moment, way in item["moves"].items():
            yield (
                item,
                way,
                groups.filter(pl.col("subject_id").is_in(item["subjects"]), moment=moment).filter(
                    period_kind=item["period_kind"]
                ),
            )


def test_each_declared_drift_is_seen_and_goes_the_way_it_is_declared(verdicts: pl.DataFrame) -> None:
    """A drift that explained nothing would only hide false alarms."""
    for item, way, found in of_drift(verdicts):
        claims = found.filter(pl.col("change_state").is_in(MOVED))
        along = claims.filter(change_state=way).height
        assert found.height, item["id"]
        assert 2 * along > claims.height or not claims.height, (item["id"], way, along, claims.height)
    for item in DRIFTS["drifts"]:
        claims = [found.filter(change_state=way).height for one, way, found in of_drift(verdicts) if one is item]
        assert sum(claims), item["id"]


def test_each_declared_event_is_seen(verdicts: pl.DataFrame) -> None:
    for item in DRIFTS["events"]:
        found = verdicts.filter(
            pl.col("subject_id").is_in(item["subjects"]), place_id=item["place_id"], period=item["period"]
        )
        assert set(found["change_state"]) == {item["moves"]}, item["id"]


def test_signals_that_nothing_explains_are_no_more_than_chance(verdicts: pl.DataFrame) -> None:
    unstable = pl.DataFrame(unsteady(), schema=["subject_id", "period_kind"], orient="row")
    steady = verdicts.join(unstable, on=["subject_id", "period_kind"], how="anti")
    drawn = steady.filter(pl.col("xmr_mean").is_not_null(), pl.col("value").is_not_null())
    assert drawn.height > 100
    outside = drawn.filter(xmr_rule="outside").height
    assert at_most(outside, drawn.height, POINT_OUTSIDE), (outside, drawn.height)
    last = steady.filter(pl.col("run_signal") != "").sort("period").group_by(SERIES).last()
    told = last.filter(pl.col("run_signal") != "none").height
    assert last.height > 4
    assert at_most(told, last.height, RUN), (told, last.height)
    trends = steady.filter(pl.col("trend").is_in([*MOVED, "none"]))
    claims = trends.filter(pl.col("trend").is_in(MOVED)).height
    assert at_most(claims, trends.height, float(stats.chi2.sf(SIGNIFICANT, 1))), (claims, trends.height)


def test_planted_noise_alone_gives_no_signal_at_all(verdicts: pl.DataFrame) -> None:
    stable = [item for item in TRUTHS if item["expect"].get("variation") == "common" and item["kind"] == "stable"]
    assert stable
    for item in stable:
        found = verdicts.filter(
            pl.col("place_id") == item["place_id"],
            pl.col("subject_id") == item["subject_id"],
            pl.col("period_kind") == "quarter",
        )
        planted = {
            truth["period"] for truth in TRUTHS if truth["place_id"] == item["place_id"] and truth["kind"] == "outside"
        }
        marked = set(found.filter(pl.col("xmr_rule") != "")["period"])
        assert marked == planted
        assert not set(found["run_signal"]) & {"shift", "crossings", "both"}


def test_where_establishments_are_alike_those_apart_are_no_more_than_chance(verdicts: pl.DataFrame) -> None:
    names = [name for item in DRIFTS["alike"] for name in item["subjects"]]
    alike = verdicts.filter(pl.col("subject_id").is_in(names), place_kind="establishment")
    compared = alike.filter(pl.col("comparison").is_in(COMPARED))
    apart = compared.filter(pl.col("comparison").is_in(list(APART))).height
    assert compared.height > 100
    assert at_most(apart, compared.height, CHANCE), (apart, compared.height)
    placed = alike.filter(pl.col("funnel") != "")
    out = placed.filter(pl.col("funnel").is_in(OUTSIDE)).height
    assert at_most(out, placed.height, CHANCE), (out, placed.height)
    far = placed.filter(pl.col("funnel").str.ends_with("998")).height
    assert at_most(far, placed.height, 0.002), (far, placed.height)


def test_who_stands_apart_does_not_change_sides(verdicts: pl.DataFrame) -> None:
    """Real differences last: apart by chance, one in two would be on the other side the next time it is apart."""
    side = pl.col("comparison").replace_strict(APART, default=0, return_dtype=pl.Int64)
    own = verdicts.filter(pl.col("comparison").is_in(COMPARED), place_kind="establishment").sort("period")
    sides = own.with_columns(side=side).with_columns(
        next=pl.col("side").shift(-1).over([*SERIES, "period_kind"], order_by="period")
    )
    apart = sides.filter(pl.col("side") != 0, pl.col("next").is_not_null())
    turned = apart.filter(pl.col("side") * pl.col("next") < 0)
    assert apart.height > 300
    assert at_most(turned.height, apart.height, CHANCE / 2), (turned.height, apart.height)
