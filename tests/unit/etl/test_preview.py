"""A preview is what publication then changes, exactly, whatever a steward does in between; and each change has its
cause."""

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data.store.releases.pointer import current
from data.store.releases.release import Audience, Release, read_release
from data.store.workbench.decisions import add_decisions
from etl.forms.targets.decisions import tables_of
from etl.publish import publish as publish_module
from etl.publish.preview import preview
from etl.publish.publish import NothingToPublish, publish
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue
from indicators.release_diff.differences import Differences, differences
from indicators.verdicts.decisions import Decisions, PlaceKind, Target
from tests.builders.small_workbench import FRAME, WAVES, Steward, begun, invented

#: Each kind of edit twice, in an order of chance; four times at length.
EDITS = 20 if os.environ.get("OBSERVATOIRE_LONG") else 10
FRAMES = ("changed", "before", "after", "submissions", "milestones", "pages")
INDICATOR = "partnership_lead_share"


def read(var: Path, audience: Audience) -> Release:
    pointed = current(var, audience)
    assert pointed is not None
    return read_release(var, pointed)


def assert_same(one: Differences, other: Differences) -> None:
    assert (one.before_id, one.after_id) == (other.before_id, other.after_id)
    for name in FRAMES:
        assert_frame_equal(getattr(one, name), getattr(other, name))


def redeclared(change: Callable[[dict[str, Any]], None]) -> Catalogue:
    """The catalogue with one indicator declared otherwise."""
    held = load_catalogue().model_dump()
    for recommendation in held["recommendations"]:
        for item in recommendation["indicators"]:
            if item["id"] == INDICATOR:
                change(item)
    return Catalogue.model_validate(held)


class Edits:
    """Random edits, each with the label that its consequences must carry; no submission is touched twice."""

    def __init__(self, steward: Steward, chance: random.Random, patch: pytest.MonkeyPatch) -> None:
        self.steward, self.chance, self.patch = steward, chance, patch
        self.untouched = [(name, wave) for name in FRAME for wave in WAVES]
        chance.shuffle(self.untouched)
        self.number = 0
        self.waiting: list[Callable[[], str]] = []

    def next(self) -> str:
        """Make one edit; its label."""
        self.number += 1
        if not self.waiting:
            self.waiting = [self.late_answer, self.correction, self.withdrawal, self.target, self.definition]
            self.chance.shuffle(self.waiting)
        return self.waiting.pop()()

    def place(self, held: bool) -> tuple[str, str]:
        accepted = self.steward.accepted()
        place = next(item for item in self.untouched if (item in accepted) == held)
        self.untouched.remove(place)
        return place

    def late_answer(self) -> str:
        self.steward.send(*self.place(held=False), invented(self.chance))
        return "late_answer"

    def correction(self) -> str:
        place = self.place(held=True)
        given = self.steward.answers_of(*place)
        fresh = invented(self.chance)
        changed = self.chance.sample(sorted(given), self.chance.choice([1, 1, 4]))
        self.steward.send(*place, given | {name: fresh[name] for name in changed})
        return "correction"

    def withdrawal(self) -> str:
        self.steward.withdraw(*self.place(held=True))
        return "withdrawal"

    def target(self) -> str:
        places: list[tuple[PlaceKind, str]] = [("province", "quebec"), ("peer_group", "territorial-ciusss")]
        kind, place = self.chance.choice(places)
        aim = Target(
            subject_id=INDICATOR,
            place_kind=kind,
            place_id=place,
            low=float(self.number),
            reason="Essai",
            decided_on=date(2026, 5, 1),
            author="Comité",
        )
        add_decisions(
            self.steward.workbench,
            tables_of(Decisions(targets=(aim,))),
            file_sha256=f"{self.number:064x}",
            file_label="cibles.xlsx",
            received_at=self.steward.day,
            received_by="steward",
        )
        return "target"

    def definition(self) -> str:
        answer = self.chance.choice(["true", "false"])

        def change(item: dict[str, Any]) -> None:
            item["numerator"] = f"has_partnership_lead = {answer}"
            item["fr"] |= {"short_title": f"Responsable, énoncé {self.number}"}

        catalogue = redeclared(change)
        self.patch.setattr(publish_module, "load_catalogue", lambda: catalogue)
        return "definition"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


def test_a_preview_is_what_publication_then_changes(tmp_path: Path) -> None:
    chance = random.Random(4)
    steward = begun(tmp_path, seed=4)
    with pytest.MonkeyPatch.context() as patch:
        edits = Edits(steward, chance, patch)
        pending: dict[Audience, set[str]] = {"visitor": set(), "member": set()}
        for audience in pending:
            assert preview(steward.workbench, audience).differences is None
            publish(steward.workbench, tmp_path, audience=audience, by="steward")
        labels: set[str] = set()
        for number in range(EDITS):
            label = edits.next()
            for waiting in pending.values():
                waiting.add(label)
            audience: Audience = chance.choice(["visitor", "visitor", "member"])
            before, untouched = read(tmp_path, audience), files(tmp_path / "releases")
            seen = preview(steward.workbench, audience)
            assert files(tmp_path / "releases") == untouched
            done = publish(steward.workbench, tmp_path, audience=audience, by="steward")
            after = read(tmp_path, audience)
            assert seen.release_id == done.release_id == after.id
            assert seen.changes_nothing == (before.id == after.id) == (not done.created)
            assert seen.differences is not None
            assert_same(seen.differences, differences(before, after))
            assert set(seen.differences.by_cause) <= pending[audience]
            labels |= set(seen.differences.by_cause)
            pending[audience] = set()
            if number % 5 == 0:
                assert preview(steward.workbench, audience).changes_nothing
    assert labels == {"late_answer", "correction", "withdrawal", "target", "definition"}


def test_nothing_accepted_has_no_preview(tmp_path: Path) -> None:
    with pytest.raises(NothingToPublish):
        preview(Steward(tmp_path).workbench)


def test_several_causes_are_all_named_the_main_one_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steward = begun(tmp_path, seed=1)
    publish(steward.workbench, tmp_path, by="steward")
    edits = Edits(steward, random.Random(1), monkeypatch)
    labels = {edits.late_answer(), edits.target(), edits.definition()}
    found = preview(steward.workbench).differences
    assert found is not None
    own = (pl.col("subject_id") == INDICATOR) & (pl.col("place_id") == "quebec")
    causes = {changed.causes for changed in found.where(own & (pl.col("how") == "changed"))}
    assert any(set(item) == labels and item[0] == "late_answer" for item in causes)
