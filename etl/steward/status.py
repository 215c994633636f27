"""Status: who has sent what in each wave, and which release visitors read."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from data.facts import load_facts
from data.store.releases.pointer import Pointed, clock, read_pointer
from data.store.workbench.submissions import Workbench
from etl.waves import QUARTERS, WAVES

#: States of a submission that still counts for its establishment and wave.
LIVE = ("accepted", "resubmitted", "open", "returned")


@dataclass(frozen=True)
class WaveStatus:
    """One wave: establishments of the frame heard from, by the state of their submission, and those missing.

    Attributes:
        states: establishments by the state of their furthest submission.
        corrections: establishments accepted whose newer file waits.
        missing: ids of the establishments without any submission.
    """

    wave_id: str
    asked: int
    received: int
    states: dict[str, int]
    corrections: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """Where everything stands; `releases` holds the current release of each audience."""

    kind: str | None
    waves: tuple[WaveStatus, ...]
    releases: dict[str, Pointed]


def status(workbench: Workbench, var: Path) -> Status:
    """Where each wave stands, oldest first, then each quarter of which anything came, and the current releases."""
    submissions = workbench.submissions().select("wave_id", "establishment_id", "state")
    facts = load_facts()
    states: dict[tuple[str, str], list[str]] = {}
    for wave_id, establishment_id, state in submissions.iter_rows():
        states.setdefault((wave_id, establishment_id), []).append(state)
    waves = []
    begun = {wave_id for wave_id, _ in states}
    for wave in (*WAVES, *(quarter for quarter in QUARTERS if quarter.wave_id in begun)):
        frame = [item.establishment_id for item in facts.frame_of(wave)]
        heard = {name: states[wave.wave_id, name] for name in frame if (wave.wave_id, name) in states}
        # A correction that waits does not undo the acceptance of the earlier file.
        live = {name: [state for state in LIVE if state in held] for name, held in heard.items()}
        furthest = Counter(held[0] for held in live.values() if held)
        missing = tuple(name for name in frame if not live.get(name))
        corrections = sum("accepted" in held and len(held) > 1 for held in live.values())
        received = len(frame) - len(missing)
        waves.append(WaveStatus(wave.wave_id, len(frame), received, dict(furthest), corrections, missing))
    now = clock()
    pointed = {audience: held for audience, items in read_pointer(var).items() if (held := items.current(now))}
    return Status(workbench.kind, tuple(waves), pointed)
