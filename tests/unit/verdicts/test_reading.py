"""What a reading promises: it selects the release's own rows, and never computes."""

from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.releases.release import serve
from indicators.release_reader.reader import PROVINCE, ReleaseReader
from indicators.verdicts.model import KEY


@pytest.fixture
def reader(demo: Path) -> ReleaseReader:
    return ReleaseReader(serve(demo).release)


def test_every_verdict_is_found_by_its_key_and_is_its_own_row(reader: ReleaseReader) -> None:
    frame = reader.release.verdicts
    assert frame.select(KEY).is_unique().all()
    for record in frame.sample(200, seed=1).iter_rows(named=True):
        kind, subject, segment, place_kind, place_id, period = (record[name] for name in KEY)
        found = reader.verdict(kind, subject, period, (place_kind, place_id), segment)
        assert found is not None
        assert found.model_dump() == record


def test_what_the_release_does_not_hold_is_none(reader: ReleaseReader) -> None:
    assert reader.verdict("headline", "R99", reader.periods[-1]) is None
    assert reader.verdict("headline", "R01", "1999-2000") is None


def test_the_twelve_headlines_come_in_order(reader: ReleaseReader) -> None:
    headlines = reader.headlines(reader.periods[-1])
    assert [item.subject_id for item in headlines] == [f"R{number:02d}" for number in range(1, 13)]
    assert {(item.place_kind, item.place_id) for item in headlines} == {PROVINCE}


def test_a_series_has_one_verdict_a_wave_oldest_first(reader: ReleaseReader) -> None:
    series = reader.series("indicator", "office_share")
    assert [item.period for item in series] == list(reader.periods)
    assert list(reader.periods) == sorted(reader.periods)


def test_a_distribution_holds_every_establishment_of_the_frame_once(reader: ReleaseReader) -> None:
    found = reader.distribution("indicator", "office_share", reader.periods[-1])
    assert sorted(item.place_id for item in found) == sorted(item.establishment_id for item in load_facts().frame)


def test_peer_groups_come_without_the_whole_frame(reader: ReleaseReader) -> None:
    found = reader.by_peer_group("headline", "R02", reader.periods[-1])
    assert [item.place_id for item in found] == [group.peer_group_id for group in reader.peer_groups]
    assert "all" not in {item.place_id for item in found}


def test_respondents_are_counted_from_the_submissions(reader: ReleaseReader) -> None:
    for period in reader.periods:
        asked = reader.release.submissions.filter(pl.col("wave_id") == period)
        seen = reader.respondents(period)
        assert seen.frame == len(load_facts().frame)
        assert seen.received == asked.filter(pl.col("status") == "accepted").height
        assert seen.frame - seen.received == len(seen.absent_ids)


def test_cells_come_in_the_order_asked_and_hidden_ones_have_only_a_state(reader: ReleaseReader) -> None:
    answers = reader.release.answers
    hidden = answers.filter(pl.col("state") == "suppressed").row(0, named=True)
    names = ["partners_active_count", hidden["question_id"], "offices_count"]
    cells = reader.cells(names, hidden["establishment_id"], hidden["wave_id"])
    assert [item.question_id for item in cells] == [
        name for name in names if name in {item.question_id for item in cells}
    ]
    cell = next(item for item in cells if item.question_id == hidden["question_id"])
    told = (cell.value_text, cell.value_number, cell.file_label, cell.sheet, cell.cell, cell.received_on)
    assert told == (None,) * 6
