"""The store keeps what came, swaps releases whole, and never serves a damaged file."""

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from data.store.connection import StoreUnreadable
from data.store.releases.pointer import history, point_to
from data.store.releases.release import (
    TABLES,
    NoRelease,
    ReleaseMeta,
    pointed_at,
    release_id_of,
    serve,
    write_release,
)
from data.store.workbench.submissions import KindMismatch, Workbench

META = ReleaseMeta("fictif", "visitor", "1", datetime(2026, 7, 6), "wave", "note", "note", None)
CELL = {
    "establishment_id": "chum",
    "wave_id": "2025-2026",
    "question_id": "has_office",
    "choice_id": None,
    "raw": "Oui",
    "raw_kind": "text",
    "raw_number": None,
    "raw_date": None,
    "sheet": "B",
    "cell": "D4",
}
TYPES = {"choice_id": pl.String, "raw_number": pl.Float64, "raw_date": pl.Date}


def tables(value: float) -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame({"place": ["a", "b"], "value": [value, None]}) for name in TABLES}


def publish(var: Path, value: float) -> str:
    release_id, _ = write_release(var, tables(value), META)
    point_to(var, META.audience, pointed_at(var, release_id, META))
    return release_id


def submit(workbench: Workbench, sha256: str = "a" * 64) -> str:
    name = f"2025-2026/chum/{sha256[:12]}"
    whose = {"submission_id": name, "establishment_id": "chum", "wave_id": "2025-2026"}
    workbench.add_submissions(
        pl.DataFrame([whose]),
        [pl.DataFrame([CELL | {"submission_id": name}], schema_overrides=TYPES)],
        file_sha256=sha256,
        file_label="chum.xlsx",
        language="fr",
        template_version="2026.1",
        format="template",
        received_at=datetime(2026, 5, 1),
        received_by="steward",
    )
    return name


def test_the_id_says_the_rows_and_not_their_order_nor_the_day() -> None:
    straight = tables(1.0)
    turned = {name: frame.reverse() for name, frame in straight.items()}
    other_day = ReleaseMeta("fictif", "visitor", "1", datetime(2027, 1, 1), "correction", "", "", "x")
    assert release_id_of(straight, META) == release_id_of(turned, other_day)
    assert release_id_of(straight, META) != release_id_of(tables(1.5), META)
    assert release_id_of(straight, META) != release_id_of(straight, ReleaseMeta(**{**vars(META), "kind": "reel"}))


def test_publishing_the_same_rows_again_writes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, 1.0)
    assert write_release(tmp_path, tables(1.0), META)[1] is False


def test_the_newest_release_is_served_and_older_ones_by_their_id(tmp_path: Path) -> None:
    first, second = publish(tmp_path, 1.0), publish(tmp_path, 2.0)
    assert serve(tmp_path).release.id == second
    assert serve(tmp_path, release_id=first).release.verdicts["value"][0] == 1.0
    assert [item.release_id for item in history(tmp_path, "visitor")] == [second, first]


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: data[:-1] + b"?"]
)
def test_a_damaged_release_gives_the_previous_one_with_a_notice(tmp_path: Path, damage) -> None:
    first, second = publish(tmp_path, 1.0), publish(tmp_path, 2.0)
    path = tmp_path / "releases" / f"{second}.duckdb"
    path.write_bytes(damage(path.read_bytes()))
    served = serve(tmp_path)
    assert (served.release.id, served.unreadable) == (first, second)


def test_a_damaged_release_is_written_whole_again(tmp_path: Path) -> None:
    release_id = publish(tmp_path, 1.0)
    (tmp_path / "releases" / f"{release_id}.duckdb").write_bytes(b"half")
    assert publish(tmp_path, 1.0) == release_id
    assert serve(tmp_path).unreadable is None


def test_an_unknown_release_gives_the_current_one_with_a_notice(tmp_path: Path) -> None:
    current = publish(tmp_path, 1.0)
    served = serve(tmp_path, release_id="no-such-release")
    assert (served.release.id, served.unreadable) == (current, "no-such-release")


def test_no_release_and_a_damaged_pointer_are_told_apart_from_a_fault(tmp_path: Path) -> None:
    with pytest.raises(NoRelease):
        serve(tmp_path)
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "pointer.json").write_text("{half")
    with pytest.raises(NoRelease):
        serve(tmp_path)


def test_the_bytes_received_are_kept_as_they_came(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    workbench = Workbench(tmp_path / "var")
    file = tmp_path / "Réponses.XLSX"
    file.write_bytes(b"not even a workbook")
    stored = workbench.store_file(file)
    assert stored.path.read_bytes() == b"not even a workbook"
    assert (stored.already, workbench.store_file(file).already) == (False, True)


def test_the_same_file_makes_one_submission(tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    submission_id = submit(workbench)
    with pytest.raises(duckdb.ConstraintException):
        submit(workbench)
    assert workbench.submissions().height == 1
    assert workbench.cells([submission_id])["raw"].to_list() == ["Oui"]


def test_each_change_of_state_is_kept(tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    submission_id = submit(workbench)
    workbench.set_state(submission_id, "accepted", by="steward", at=datetime(2026, 5, 2), reason="checked by phone")
    assert workbench.accepted()["submission_id"].to_list() == [submission_id]
    assert workbench.state_changes()["state"].to_list() == ["open", "accepted"]


def test_a_failed_session_leaves_nothing_half_done(tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)

    def interrupted() -> None:
        with workbench.session():
            submit(workbench)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert workbench.submissions().is_empty()


def test_a_workbench_is_fictitious_or_real_for_life(tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    workbench.set_kind("reel")
    with pytest.raises(KindMismatch):
        workbench.set_kind("fictif")
    assert Workbench(tmp_path).kind == "reel"


def test_a_damaged_workbench_is_named(tmp_path: Path) -> None:
    (tmp_path / "workbench.duckdb").write_bytes(b"x" * 5000)
    with pytest.raises(StoreUnreadable):
        Workbench(tmp_path)
