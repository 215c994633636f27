"""The page and the command line at the same workbench: nothing acknowledged is lost, and nobody sees a traceback."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from data.store.journal import log
from data.store.workbench import contests
from data.store.workbench.submissions import Workbench
from tests.faults.hammer import PLACES, table

ROOT = Path(__file__).parents[2]
SECONDS = 60.0 if os.environ.get("OBSERVATOIRE_LONG") else 10.0


def started(var: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, "OBSERVATOIRE_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended by signal")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    Workbench(var).set_kind("fictif")
    page = started(var, "tests.faults.hammer", str(var), str(SECONDS), "page")
    told: list[tuple[str, int, str, str]] = []
    number, deadline = 0, time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        number += 1
        place = PLACES[number % len(PLACES)]
        path = table(tmp_path, "ligne", number, place)
        whose = ("--wave", "2025-2026", "--establishment", place, "--by", "ligne")
        for words in (
            ("receive", str(path), "--by", "ligne"),
            ("check", *whose),
            ("accept", *whose, "--reason", "tel quel"),
            ("publish", "--by", "ligne"),
        ):
            command = started(var, "etl", *words)
            out, err = command.communicate()
            told.append((words[0], command.returncode, out, err))
    page_out, page_err = page.communicate(timeout=120)

    assert page.returncode == 0, page_err
    for action, code, out, err in told:
        assert "Traceback" not in out + err, err
        assert code in (0, 1), (action, code, out, err)
        assert code == 0 or out.strip() or err.strip()
    assert all("Reçus : 1".replace(" :", "\u00a0:") in out for action, _, out, _ in told if action == "receive")
    report = json.loads(page_out)
    assert not [text for text in report["refused"] if "occupé" in text], "the workbench was held for too long"
    assert report["done"]["receive"] > 0

    bench = Workbench(var)
    assert log.verify(bench) is None
    entries = log.entries(bench)
    done: dict[str, Counter[str]] = {
        who: Counter(entries.filter(pl.col("who") == who)["action"].to_list()) for who in ("page", "ligne")
    }
    assert {name: done["page"][name] for name in report["done"]} == report["done"]
    received = sum(action == "receive" for action, *_ in told)
    accepted = sum(action == "accept" and code == 0 for action, code, *_ in told)
    assert done["ligne"]["receive"] == received
    assert done["ligne"]["accept"] == accepted
    submissions = bench.submissions()
    assert submissions.height == received + report["done"]["receive"]
    assert contests.contests(bench).height == report["done"]["contest"]
    # Two stewards never both have the last word: one accepted submission an establishment, every other one replaced.
    assert bench.accepted().group_by("establishment_id", "wave_id").len()["len"].to_list() == [1] * len(
        bench.accepted()
    )
    changes = Counter(bench.state_changes().filter(pl.col("state") == "accepted")["changed_by"].to_list())
    assert changes == Counter({who: done[who]["accept"] for who in done if done[who]["accept"]})
