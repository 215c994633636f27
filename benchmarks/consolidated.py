"""How long one consolidated CSV of 34,000 rows takes to be received and checked, and a wave of thirty workbooks to be
published: `python -m benchmarks.consolidated` prints seconds and peak memory beside what they must stay under.

All is invented: 1,700 places, copies of the establishments of the frame, answer twenty yearly waves.
"""

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from benchmarks.verdicts import waves as yearly_waves
from data.facts import Facts, load_facts
from data.model.roles import local_actor
from data.store.workbench.submissions import Workbench
from demo.answers import answers_of
from etl import waves
from etl.forms.survey import write_template
from etl.receive.receive import Delivery, receive_files
from etl.steward.service import StewardService
from etl.validate.check import check

PLACES, PERIODS = 1_700, 20
ROWS_ALLOWED, GIB_ALLOWED, WAVE_ALLOWED = 15.0, 2.0, 5.0
SEED = 20260331
#: Rows of a hundred with a slip: a word where a number is asked, a count that cannot be.
SLIPS = 2


@dataclass(frozen=True)
class Step:
    """A step of the benchmark: seconds taken, seconds of processor, submissions it told of, how often it said so."""

    name: str
    seconds: float
    processor: float
    submissions: int
    told: int

    def __str__(self) -> str:
        return (
            f"{self.name:10} {self.submissions:,} submissions: {self.seconds:.1f} s "
            f"({self.processor:.1f} s of processor), progress said {self.told} times"
        )


def places(many: int) -> Facts:
    """The reference facts with so many establishments, copies of those of the frame."""
    facts = load_facts()
    frame = facts.frame
    copies = tuple(
        frame[number % len(frame)].model_copy(
            update={
                "establishment_id": f"lieu-{number:04d}",
                "name_fr": f"Lieu inventé {number}",
                "name_2026_fr": f"Lieu {number}",
                "short_name_fr": f"Lieu {number}",
                "short_name_en": f"Place {number}",
            }
        )
        for number in range(many)
    )
    return replace(facts, establishments=copies)


@contextmanager
def twenty_waves(many: int = PERIODS) -> Iterator[list[str]]:
    """The house with so many yearly waves of the second version, for as long as it lasts."""
    yearly = tuple(wave.model_copy(update={"template_version": "1"}) for wave in yearly_waves(many))
    known = {wave.wave_id: wave for wave in yearly}
    with (
        patch.object(waves, "WAVES", yearly),
        patch.object(waves, "ALL", yearly),
        patch.object(waves, "_BY_ID", known),
    ):
        yield list(known)


def write_csv(path: Path, facts: Facts, wave_ids: list[str]) -> int:
    """A consolidated CSV as a French spreadsheet saves it, with a column for each question of both versions.

    Choices stand by their id.
    """
    draw = random.Random(SEED)
    names = [item.question_id for item in facts.questions]
    models = [answers_of(item.establishment_id, "2025-2026") for item in load_facts().frame]
    shown = [{name: _shown(value) for name, value in model.items()} for model in models]
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["establishment_id", "vague", *names[1:]])
        written = 0
        for wave_id in wave_ids:
            for place in facts.frame:
                row = dict(draw.choice(shown))
                row["fiscal_year_text"] = wave_id
                row["reference_date"] = f"{wave_id[-4:]}-03-31"
                row["staff_headcount_count"] = f"{draw.randint(9_000, 19_000)}"
                row["operating_budget_cad"] = f"{draw.randint(400_000_000, 900_000_000)},{draw.randint(10, 99)} $"
                row["success_comment_text"] = f"Réussite no {written}; à partager, « bientôt »"
                if draw.randrange(100) < SLIPS:
                    row["offices_count"] = "plusieurs"
                writer.writerow([place.establishment_id, wave_id, *(row.get(name, "") for name in names[1:])])
                written += 1
    return written


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, list | tuple):
        return "|".join(_shown(item) for item in value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


def large_table(folder: Path, many: int = PLACES, periods: int = PERIODS) -> list[Step]:
    """One CSV of every place and wave, received and checked."""
    facts = places(many)
    with twenty_waves(periods) as wave_ids:
        rows = write_csv(folder / "regroupe.csv", facts, wave_ids)
        (folder / "var").mkdir()
        workbench = Workbench(folder / "var")

        def receive(told: Callable[[int, int], None]) -> int:
            receipts = receive_files(
                workbench, [folder / "regroupe.csv"], Delivery("banc", kind="fictif"), facts=facts, submissions=told
            )
            return sum(item.status == "received" for item in receipts)

        def look(told: Callable[[int, int], None]) -> int:
            return check(workbench, facts=facts, progress=told).submissions.height

        steps = [_timed("receive", receive), _timed("check", look)]
    for step in steps:
        if step.submissions != rows:
            raise RuntimeError(f"{step.name}: {step.submissions} submissions of {rows}")
    return steps


def thirty_workbooks(folder: Path) -> Step:
    """A wave of thirty workbooks received, checked, accepted and published to both audiences; their writing apart."""
    wave, facts = waves.WAVES[-1], load_facts()
    sent = []
    for item in facts.frame:
        path = folder / f"{item.establishment_id}.xlsx"
        given = answers_of(item.establishment_id, wave.wave_id)
        write_template(path, wave, "fr", item.establishment_id, given, "fictif")
        sent.append(path)
    (folder / "wave").mkdir()
    desk = StewardService(folder / "wave", local_actor("banc"))

    def whole(told: Callable[[int, int], None]) -> int:
        desk.receive(sent, progress=lambda: told(1, len(sent)))
        desk.check()
        done = desk.accept(wave.wave_id)
        desk.publish("Banc d’essai", "Benchmark")
        return sum(item.accepted for item in done)

    return _timed("wave of 30", whole)


def _timed(name: str, act: Callable[[Callable[[int, int], None]], int]) -> Step:
    told: list[int] = []
    start, used = time.perf_counter(), time.process_time()
    done = act(lambda so_far, total: told.append(so_far))
    return Step(name, time.perf_counter() - start, time.process_time() - used, done, len(told))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        wave = thirty_workbooks(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        steps = large_table(Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    seconds = sum(step.seconds for step in steps)
    print(*steps, sep="\n")
    print(f"receive + check: {seconds:.1f} s (allowed {ROWS_ALLOWED:g}), peak {peak:.2f} GiB (allowed {GIB_ALLOWED:g})")
    print(f"{wave} (allowed {WAVE_ALLOWED:g})")
    return int(seconds > ROWS_ALLOWED or peak > GIB_ALLOWED or wave.seconds > WAVE_ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
