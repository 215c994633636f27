"""A disk that fills up at any step of an action: before or after, never half, and a sentence says so.

Every place where bytes are written fails in turn: the copy of a received file, a transaction, a release file, the
pointer, the anchors.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.model.roles import local_actor
from data.store import atomic_write, connection
from data.store.journal import checkpoints, log
from data.store.releases import pointer
from data.store.releases.release import Audience, NoRelease, serve
from data.store.workbench.submissions import Workbench
from etl.__main__ import main
from etl.faults import sentence_of_fault
from etl.publish.publish import Accepted
from etl.steward.service import StewardService
from indicators.release_tables import ReleaseTables
from tests.unit.etl.test_commands import WAVE, workbook


class FullDisk:
    """Counts the writing steps of an action, and fails at the one asked for."""

    def __init__(self, at: int | None) -> None:
        self.at, self.count = at, 0

    def step(self, fault: Callable[[], Exception]) -> None:
        self.count += 1
        if self.count == self.at:
            raise fault()


def no_space() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_space_in_database() -> duckdb.Error:
    return duckdb.IOException("Could not write file: No space left on device")


class Connection:
    """A DuckDB connection whose commits and writing statements are steps."""

    def __init__(self, inner: Any, disk: FullDisk) -> None:
        self._inner, self._disk = inner, disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def commit(self) -> None:
        self._disk.step(no_space_in_database)
        self._inner.commit()

    def execute(self, query: str, *rest: Any) -> Any:
        if query.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "CREATE TABLE V", "CREATE TABLE M")):
            self._disk.step(no_space_in_database)
        return self._inner.execute(query, *rest)


@contextmanager
def failing_at(step: int | None) -> Iterator[FullDisk]:
    """Inside, the disk is full from the writing step asked for (never, for None)."""
    disk = FullDisk(step)
    connect, fsync, write = connection._connect, os.fsync, os.write

    def full_fsync(file: int) -> None:
        disk.step(no_space)
        fsync(file)

    def half_write(file: int, data: bytes) -> int:
        disk.count += 1
        # A full disk takes what still fits and tells how much it was.
        return write(file, data[: len(data) // 2]) if disk.count == disk.at else write(file, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_connect", lambda *args: Connection(connect(*args), disk))
        for module in (atomic_write, pointer, checkpoints):
            patch.setattr(module.os, "fsync", full_fsync)
        patch.setattr(checkpoints.os, "write", half_write)
        yield disk


def snapshot(var: Path) -> dict[str, Any]:
    """Everything that a reader or a steward could see of a folder."""
    bench = Workbench(var)
    try:
        seen = serve(var).release.id, serve(var, "member").release.id
    except NoRelease:
        seen = None
    with bench.session():
        return {
            "submissions": bench.submissions().rows(),
            "changes": bench.state_changes().rows(),
            "publications": bench.publications().drop("ledger").rows(),
            "journal": log.entries(bench).rows(),
            "read": seen,
            "broken": log.verify(bench),
        }


def files_of(var: Path) -> frozenset[str]:
    return frozenset(str(path.relative_to(var)) for path in var.rglob("*"))


ACTS: dict[str, Callable[[StewardService, Path], object]] = {
    "receive": lambda desk, file: desk.receive([file]),
    "check": lambda desk, file: desk.check(),
    "accept": lambda desk, file: desk.accept(),
    "withdraw": lambda desk, file: desk.withdraw(WAVE.wave_id, "cisss-laval", "why"),
    "contest": lambda desk, file: desk.contest("/a", "x"),
    "publish": lambda desk, file: desk.publish(),
    "roll back": lambda desk, file: desk.roll_back("visitor", serve(desk.var).release.id, "why"),
}
#: What must come before each action.
BEFORE = {
    "receive": (),
    "check": ("receive",),
    "accept": ("receive", "check"),
    "withdraw": ("receive", "check", "accept"),
    "contest": (),
    "publish": ("receive", "check", "accept"),
    "roll back": ("receive", "check", "accept", "publish"),
}
MOST_STEPS = 60


@pytest.fixture
def assembled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Working the tables out writes nothing, and gives the same at each step: it is done once an audience."""
    assembled, known = Accepted.tables_for, {}

    def once(accepted: Accepted, audience: Audience) -> ReleaseTables:
        key = (audience, len(accepted.ledgers.get(audience, [])), tuple(accepted.submission_ids))
        if key not in known:
            known[key] = assembled(accepted, audience)
        return known[key]

    monkeypatch.setattr(Accepted, "tables_for", once)


@pytest.mark.usefixtures("assembled_once")
@pytest.mark.parametrize("action", ACTS)
def test_an_action_is_done_or_not_at_every_step_where_the_disk_may_fill_up(action: str, tmp_path: Path) -> None:
    file = workbook(tmp_path)
    start = tmp_path / "start"
    start.mkdir()
    for name in BEFORE[action]:
        ACTS[name](StewardService(start, local_actor("Ada")), file)
    whole_steps = 0
    tried_again: set[frozenset[str]] = set()
    for step in range(1, MOST_STEPS):
        var = tmp_path / f"var{step}"
        shutil.copytree(start, var)
        desk = StewardService(var, local_actor("Ada"))
        before = snapshot(var)
        failed: Exception | None = None
        with failing_at(step) as disk:
            try:
                ACTS[action](desk, file)
            except Exception as error:
                failed = error
        if disk.count < step:
            whole_steps = step - 1
            break
        after = snapshot(var)
        assert after["broken"] is None
        if failed is not None:
            sentences = [sentence_of_fault(failed, language) for language in ("fr", "en")]
            assert sentences[0] is not None, failed
            assert "disque est plein" in sentences[0]
            assert "disk is full" in (sentences[1] or "")
            assert after == before
        # Once there is room again, the action goes through: from each different set of files that a fault leaves.
        left = files_of(var)
        if failed is not None and left not in tried_again:
            tried_again.add(left)
            ACTS[action](StewardService(var, local_actor("Ada")), file)
            mended = snapshot(var)
            assert mended["broken"] is None
            assert mended["journal"] != before["journal"]
            if action == "publish":
                assert mended["read"] is not None
        assert not list(var.rglob("received/*.arriving"))
        shutil.rmtree(var)
    assert whole_steps > 0, "no step of the action was ever made to fail"


def test_the_command_tells_a_full_disk_in_a_sentence(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    Workbench(tmp_path / "var")
    file = workbook(tmp_path)
    capsys.readouterr()
    # The copy of the file comes after the opening of the workbench.
    with failing_at(2):
        assert main(["receive", str(file)]) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    assert "disque est plein" in told.err + told.out
    assert Workbench(tmp_path / "var").submissions().is_empty()
