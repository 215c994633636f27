"""A process that works at the desk as the page does, for some seconds; what was acknowledged is printed as JSON.

Run by tests/faults/test_two_processes.py: python -m tests.faults.hammer VAR SECONDS NAME
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

from data.model.roles import local_actor
from etl.faults import sentence_of_fault
from etl.steward.service import StewardService

PLACES = ("chum", "cusm", "iucpq", "icm")


def table(folder: Path, name: str, number: int, place: str) -> Path:
    """A small table of one answer, another one each time."""
    path = folder / f"{name}-{number}.csv"
    start = f"{place},2025-2026"
    lines = ("establishment,period,question,value", f"{start},offices_count,{number % 90 + 1}")
    # Whose table it is makes it another file: the same bytes would have come already.
    path.write_text("\n".join([*lines, f"{start},challenges_comment_text,{name} {number}", ""]), "utf-8")
    return path


def main(var: Path, seconds: float, name: str) -> None:
    """Receive, check, return, accept, contest and publish in turn until the time is over."""
    desk = StewardService(var, local_actor(name))
    folder = var.parent / name
    folder.mkdir(exist_ok=True)
    done: Counter[str] = Counter()
    refused: list[str] = []
    deadline, number = time.monotonic() + seconds, 0
    while time.monotonic() < deadline:
        number += 1
        place = PLACES[number % len(PLACES)]
        path = table(folder, name, number, place)
        acts = {
            "receive": lambda path=path: len([r for r in desk.receive([path], kind="fictif") if not r.refused]),
            "check": lambda place=place: desk.check("2025-2026", place).submissions.height,
            "return": lambda place=place: bool(desk.return_("2025-2026", place, "à revoir")),
            "accept": lambda place=place: len([a for a in desk.accept("2025-2026", place, "tel quel") if a.accepted]),
            "contest": lambda number=number: bool(
                desk.contest("/indicateur", f"{name} {number}", sender=f"{name}{number}")
            ),
        }
        for action, act in acts.items():
            try:
                done[action] += act()
            except Exception as error:
                sentence = sentence_of_fault(error, "fr")
                if sentence is None:
                    raise
                refused.append(sentence)
    print(json.dumps({"done": done, "refused": refused}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
