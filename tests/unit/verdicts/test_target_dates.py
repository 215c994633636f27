"""A target holds from the period under way when it was decided, and may be that of a region: through the workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from data.store.workbench.decisions import decisions_in_force
from data.store.workbench.submissions import Workbench
from etl.forms.targets import receive_targets
from etl.forms.targets.decisions import decisions_of
from etl.forms.targets.lists import load_lists
from indicators.verdicts.decisions import Target, targets_frame
from indicators.verdicts.model import Verdict
from indicators.verdicts.target_status import with_targets
from indicators.wording.signal import target_sentence, target_words
from pages.parts.recommendation.target_cell import target_cell
from tests.builders.targets_workbook import filled
from tests.builders.verdict_tables import BEFORE, CATALOGUE, FACTS, NOW, OFFICE, WAVES, only, verdicts, yes

AT = datetime(2026, 7, 3, 9)
LAST_DAY = WAVES[1].end
#: Three regions with two establishments or more, and one that is one establishment.
MONTREAL = next(region for region in FACTS.regions if region.name_fr == "Montréal")
CELLS = {OFFICE: {BEFORE: yes(20, 30), NOW: yes(24, 30)}}


def entered(tmp_path: Path, *rows: tuple) -> tuple[Target, ...]:
    """The targets that a workbook with these rows puts in force."""
    (tmp_path / "var").mkdir()
    bench = Workbench(tmp_path / "var")
    receipt = receive_targets(bench, filled(tmp_path / "a.xlsx", targets=rows), by="Ada", received_at=AT)
    assert receipt.status == "accepted", receipt.problems
    return decisions_of(decisions_in_force(bench)[1]).targets


def judged(targets: Sequence[Target]) -> pl.DataFrame:
    return verdicts(CELLS, targets=targets_frame(targets))


@pytest.mark.parametrize(
    ("decided_on", "before"),
    [(date(2024, 4, 1), True), (LAST_DAY, True), (date(2025, 4, 1), False), (date(2026, 3, 31), False)],
)
def test_a_target_holds_for_the_period_under_way_and_later_ones(tmp_path: Path, decided_on: date, before: bool) -> None:
    targets = entered(tmp_path, ("office_share", "quebec", 70, None, "Motif", decided_on, "Direction"))
    frame = judged(targets)
    earlier, now = (only(frame, "office_share", "quebec", period) for period in (BEFORE, NOW))
    assert (now.target_low, now.target_state) == (70, "met")
    assert (earlier.target_low, earlier.target_state) == ((70, "not_met") if before else (None, "none"))
    assert (earlier.target_note == "not_yet") is not before


def test_a_target_decided_after_the_last_period_judges_none(tmp_path: Path) -> None:
    targets = entered(tmp_path, ("office_share", "quebec", 70, None, "Motif", date(2026, 5, 20), "Direction"))
    frame = judged(targets)
    assert set(frame["target_state"]) == {"none"}
    assert frame.filter(pl.col("target_note") == "not_yet").height == len(CELLS[OFFICE])


def test_an_earlier_period_says_that_there_was_no_target_at_that_date(tmp_path: Path) -> None:
    targets = entered(tmp_path, ("office_share", "quebec", 70, None, "Motif", date(2025, 9, 15), "Direction"))
    earlier = only(judged(targets), "office_share", "quebec", BEFORE)
    assert target_words(earlier, "fr") == "aucune cible à cette date"
    assert target_words(earlier, "en") == "no target at that date"
    assert target_sentence(earlier, "fr") == ""
    assert "aucune cible à cette date" in target_cell(earlier, "fr")
    elsewhere = only(judged(targets), "office_share", "territorial-cisss", BEFORE)
    assert target_words(elsewhere, "fr") == "aucune cible"


def test_quarters_are_judged_from_the_one_of_the_decision() -> None:
    fields = {"subject_id": "x", "place_kind": "province", "place_id": "quebec", "low": 1.0}
    target = Target(**fields, reason="Motif", decided_on=date(2025, 9, 15), author="Direction")
    ends = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    rows = pl.DataFrame({"period_end": ends}).with_columns(
        *(pl.lit(fields[name]).alias(name) for name in ("subject_id", "place_kind", "place_id")),
        *(pl.lit(2.0).alias(name) for name in ("value", "interval_low", "interval_high")),
        targeted=True,
        valid=True,
        coverage_low=False,
        state=pl.lit("value"),
    )
    found = with_targets(rows, targets_frame([target]))
    assert found["target_state"].to_list() == ["none", "met", "met"]


@pytest.mark.parametrize("typed", ["Montréal (région)", "Montréal (region)", "06", "region/06"])
def test_a_region_may_have_a_target_of_its_own(tmp_path: Path, typed: str) -> None:
    assert MONTREAL.code == "06"
    targets = entered(tmp_path, ("office_share", typed, 50, None, "Motif", date(2025, 9, 15), "Direction"))
    assert (targets[0].place_kind, targets[0].place_id) == ("region", "06")
    frame = judged(targets)
    told: Verdict = only(frame, "office_share", "06")
    assert (told.place_kind, told.target_low) == ("region", 50)
    assert told.target_state in ("met", "not_met")
    assert only(frame, "office_share", "quebec").target_state == "none"


def test_the_places_of_the_workbook_are_the_regions_that_hold_someone_of_the_survey() -> None:
    words = load_lists()
    listed = {name.split("/")[1] for name in words.entries("place", "fr") if name.startswith("region/")}
    assert listed == {item.rss_code for item in FACTS.frame}
    texts = list(words.entries("place", "fr").values())
    assert len(texts) == len(set(texts))
    assert CATALOGUE.indicator["office_share"].segments == ("",)
