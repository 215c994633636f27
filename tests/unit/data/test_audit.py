"""The journal: whatever is changed, removed or moved in it is found, even when the whole chain is written again."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.journal import log
from data.store.journal.checkpoints import checkpoints, checkpoints_path
from data.store.journal.log import COLUMNS, JournalEntry
from data.store.workbench.submissions import Workbench
from etl.__main__ import main

AT = datetime(2026, 6, 1, 12)
LENGTH = 7
#: Entries with a checkpoint, as at two publications.
ANCHORED = (3, 5)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    bench = Workbench(tmp_path_factory.mktemp("var"))
    for number in range(1, LENGTH + 1):
        act = JournalEntry("accept", f"2025-2026/chum/{number}", "pourquoi", {"errors": number})
        assert log.append(bench, "Ada", [act], at=AT) == number
        if number in ANCHORED:
            checkpoint = log.write_checkpoint(bench, at=AT)
            log.record_checkpoint(bench, f"r{number}", "visitor", AT, checkpoint)
    assert log.verify(bench) is None
    return bench


class Undone(Exception):
    """Takes back what a test did to the journal."""


def found_after(bench: Workbench, *statements: tuple[str, list[Any]]) -> log.Broken | None:
    """What `verify` says after some SQL that no method of the house offers, undone afterwards."""
    broken = None
    try:
        with bench.session() as connection:
            for statement, values in statements:
                connection.execute(statement, values)
            broken = log.verify(bench)
            raise Undone
    except Undone:
        return broken


@given(
    entry=st.integers(1, LENGTH),
    column=st.sampled_from([*COLUMNS[1:], "previous_hash", "hash"]),
    text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
    seconds=st.integers(1, 10**8),
)
def test_any_change_of_any_field_is_found(written, entry, column, text, seconds) -> None:
    with written.session() as connection:
        query = f"SELECT {column} FROM audit_log WHERE entry = ?"
        held = connection.execute(query, [entry]).fetchall()[0][0]
    changed = datetime.fromtimestamp(AT.timestamp() + seconds) if column == "acted_at" else text
    update = (f"UPDATE audit_log SET {column} = ? WHERE entry = ?", [changed, entry])
    broken = found_after(written, update)
    if changed == held:
        assert broken is None
    else:
        assert broken is not None
        assert broken.entry in (entry, entry + 1)


@given(entry=st.integers(1, LENGTH - 1))
def test_any_removed_entry_is_found(written, entry) -> None:
    broken = found_after(written, ("DELETE FROM audit_log WHERE entry = ?", [entry]))
    assert broken == log.Broken(entry, "missing")


@given(first=st.integers(1, LENGTH), second=st.integers(1, LENGTH))
def test_any_two_entries_swapped_are_found(written, first, second) -> None:
    # The key is moved out of the way first: two entries never have the same number.
    moves = [(0, first), (first, second), (second, 0)]
    swap = [("UPDATE audit_log SET entry = ? WHERE entry = ?", list(move)) for move in moves]
    broken = found_after(written, *swap)
    assert (broken is None) == (first == second)


def test_an_end_cut_off_is_seen_as_far_as_the_last_anchor(written) -> None:
    cut = ("DELETE FROM audit_log WHERE entry >= ?", [ANCHORED[-1]])
    assert found_after(written, cut) == log.Broken(ANCHORED[-1], "missing")


def rewritten(bench: Workbench, who: str) -> list[tuple[str, list[Any]]]:
    """A whole chain written again, each hash right, with another name in the first entry."""
    rows = log.entries(bench).to_dicts()
    rows[0]["who"], previous, statements = who, log.ORIGIN, []
    for row in rows:
        row["previous_hash"] = previous
        previous = row["hash"] = log._hash(row, previous)
        statements.append(
            (
                "UPDATE audit_log SET who = ?, previous_hash = ?, hash = ? WHERE entry = ?",
                [row["who"], row["previous_hash"], row["hash"], row["entry"]],
            )
        )
    return statements


def test_a_chain_rewritten_whole_is_seen_by_its_anchors(written) -> None:
    assert found_after(written, *rewritten(written, "Ada")) is None
    broken = found_after(written, *rewritten(written, "Eve"))
    assert broken == log.Broken(ANCHORED[0], "not_as_checkpoint")
    # Rewriting the copy kept beside the publication as well changes nothing to the file outside.
    forged = [*rewritten(written, "Eve"), ("DELETE FROM publication_anchors", [])]
    assert found_after(written, *forged) == log.Broken(ANCHORED[0], "not_as_checkpoint")


def test_an_anchor_removed_altered_or_unreadable_is_seen(written) -> None:
    path = checkpoints_path(written.var)
    before = path.read_bytes()
    lines = before.splitlines(keepends=True)
    altered = json.loads(lines[0]) | {"hash": "f" * 64}
    forgeries = {
        b"".join(lines[1:]): "checkpoint_lost",
        json.dumps(altered).encode() + b"\n" + lines[1]: "not_as_checkpoint",
        before[:-10]: "checkpoints_unreadable",
    }
    try:
        for forged, fault in forgeries.items():
            path.write_bytes(forged)
            broken = log.verify(written)
            assert broken is not None
            assert broken.fault == fault
    finally:
        path.write_bytes(before)
    assert log.verify(written) is None


def test_the_file_of_anchors_only_grows(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    seen = b""
    for _ in range(3):
        log.append(bench, "Ada", [JournalEntry("accept", "x")], at=AT)
        log.write_checkpoint(bench, at=AT)
        now = checkpoints_path(tmp_path).read_bytes()
        assert now.startswith(seen)
        assert len(now) > len(seen)
        seen = now
    assert [item.entry for item in checkpoints(tmp_path)] == [1, 2, 3]


def test_acts_are_kept_with_what_was_done_or_not_at_all(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)

    def failing() -> None:
        with bench.session():
            log.append(bench, "Ada", [JournalEntry("accept", "x")], at=AT)
            raise Undone

    with pytest.raises(Undone):
        failing()
    assert log.head(bench) == (0, log.ORIGIN)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_command_says_what_is_broken(language, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    bench = Workbench(tmp_path)
    log.append(
        bench, "Ada", [JournalEntry("accept", "2025-2026/chum/0", "parce que"), JournalEntry("check", "x")], at=AT
    )
    assert main(["audit", "verify", "--lang", language]) == 0
    assert main(["audit", "show", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert "2025-2026/chum/0" in told
    assert "parce que" in told
    with bench.session() as connection:
        connection.execute("UPDATE audit_log SET who = 'Eve' WHERE entry = 1")
    assert main(["audit", "verify", "--lang", language]) == 1
    assert " 1 " in capsys.readouterr().out
