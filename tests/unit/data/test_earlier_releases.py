"""A release of earlier code opens: what it was made without is read empty, and compared with nothing."""

from hashlib import sha256
from pathlib import Path

import pytest

from data.facts import load_facts
from data.store.connection import open_database
from data.store.paths import releases_folder
from data.store.releases.pointer import history
from data.store.releases.release import ReleaseUnreadable, read_release, serve
from indicators.catalogue import load_catalogue
from indicators.release_diff.differences import differences
from indicators.release_reader.facts import facts_of
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import SCHEMA
from tests.builders.earlier_release import LATER_COLUMNS, earlier_house


@pytest.fixture
def old_id(demo_var: Path, tmp_path: Path) -> str:
    return earlier_house(demo_var, tmp_path)


def test_what_it_was_made_without_is_empty(old_id: str, tmp_path: Path) -> None:
    served = serve(tmp_path, release_id=old_id)
    assert (served.release.id, served.unreadable) == (old_id, None)
    release = served.release
    assert release.comments.is_empty()
    assert set(release.waves["period_kind"]) == {"year"}
    assert set(release.waves["collection"]) == {"yearly"}
    assert release.answers["explanation"].is_null().all()
    assert not set(LATER_COLUMNS["verdicts"]) & set(release.verdicts.columns)


def test_it_is_read_as_any_other(old_id: str, tmp_path: Path) -> None:
    reader = ReleaseReader(serve(tmp_path, release_id=old_id).release)
    assert reader.release.verdicts.schema == SCHEMA
    assert reader.periods == ("2023-2024", "2024-2025")
    assert reader.periods_of("quarter") == ()
    headlines = reader.headlines("2024-2025")
    assert [item.subject_id for item in headlines] == [item.id for item in load_catalogue().recommendations]
    assert all(item.period_kind == "year" and item.note_codes == () for item in headlines)
    assert not reader.has_targets
    assert reader.milestone_statuses == {}
    assert reader.respondents("2024-2025").frame == len(load_facts().frame)
    assert len(facts_of(reader.release).questions) > 80


def test_only_what_both_hold_is_compared(old_id: str, demo_var: Path, tmp_path: Path) -> None:
    old = serve(tmp_path, release_id=old_id).release
    same = read_release(demo_var, history(demo_var, "visitor")[3])
    assert same.verdicts.width > old.verdicts.width
    found = differences(old, same)
    # The followed quarters are defined in one of them alone; nothing that is shown differs for that.
    assert found.count == 0
    newest = serve(tmp_path).release
    assert differences(old, newest).by_cause.keys() <= {"wave", "target", "definition"}


def test_a_file_without_verdicts_is_no_release(old_id: str, tmp_path: Path) -> None:
    with open_database(releases_folder(tmp_path) / "other.duckdb") as connection:
        connection.execute("CREATE TABLE waves (wave_id VARCHAR)")
    known = history(tmp_path, "visitor")[0]
    path = releases_folder(tmp_path) / "other.duckdb"
    asked = known.model_copy(update={"release_id": "other", "file_sha256": sha256(path.read_bytes()).hexdigest()})
    with pytest.raises(ReleaseUnreadable, match="no table meta, verdicts"):
        read_release(tmp_path, asked)
