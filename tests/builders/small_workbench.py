"""A workbench small enough to publish many times: thirty establishments, a dozen questions, answers put in directly."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from data.facts import load_facts
from data.store.workbench.submissions import Workbench

FRAME = [item.establishment_id for item in load_facts().frame]
WAVES = ("2024-2025", "2025-2026")
START = datetime(2026, 5, 1, 9, 30)
CONSENTS = (*["consent_named"] * 8, "consent_network", "consent_aggregate")

Value = float | bool | str | None
Given = Mapping[str, Value]


def invented(chance: random.Random) -> dict[str, Value]:
    """The answers of one establishment; small numbers and blanks are frequent, so that protection has work."""
    active = chance.choice([0, 2, 4, 8, 14, 40, 60])
    staff = chance.randrange(2_000, 20_000)
    given: dict[str, Value] = {
        "publication_consent_choice": chance.choice(CONSENTS),
        "has_office": chance.random() < 0.6,
        "offices_count": float(chance.randrange(1, 4)),
        "has_partnership_lead": chance.random() < 0.7,
        "dedicated_team_fte": chance.choice([0.0, 0.5, 1.5, 4.0, 9.5]),
        "budget_total_cad": float(chance.randrange(10, 400) * 1_000),
        "partners_registered_count": float(active + chance.randrange(0, 60)),
        "partners_active_count": float(active),
        "partners_trained_count": float(chance.randrange(0, active + 1)),
        "staff_headcount_count": float(staff),
        "staff_trained_count": float(chance.randrange(0, staff // 10)),
        "improvement_committees_count": float(chance.randrange(4, 20)),
        "improvement_committees_with_partner_count": float(chance.randrange(0, 4)),
    }
    for name in chance.sample(sorted(set(given) - {"publication_consent_choice"}), 1):
        given[name] = None
    return given


class Steward:
    """Somebody who enters, replaces and withdraws submissions, a day after the other."""

    def __init__(self, var: Path, seed: int = 0) -> None:
        self.workbench = Workbench(var)
        self.workbench.set_kind("fictif")
        self.chance = random.Random(seed)
        self.day = START
        self.number = 0

    def accepted(self) -> dict[tuple[str, str], str]:
        """The accepted submission of each establishment and wave."""
        rows = self.workbench.accepted().select("establishment_id", "wave_id", "submission_id").iter_rows()
        return {(row[0], row[1]): row[2] for row in rows}

    def send(self, establishment_id: str, wave_id: str, given: Given) -> None:
        """Have a submission accepted in place of the one before."""
        self.number += 1
        self.day += timedelta(days=1)
        earlier = self.accepted().get((establishment_id, wave_id))
        workbench = self.workbench
        with workbench.session():
            sha256 = f"{self.number:012x}".ljust(64, "0")
            name = f"{wave_id}/{establishment_id}/{sha256[:12]}"
            workbench.add_submissions(
                pl.DataFrame([{"submission_id": name, "establishment_id": establishment_id, "wave_id": wave_id}]),
                [workbench.cells([])],
                file_sha256=sha256,
                file_label=f"{establishment_id}_{self.number}.xlsx",
                language="fr",
                template_version="2026.1",
                format="template",
                received_at=self.day,
                received_by="steward",
            )
            empty = workbench.answers([])
            rows = [
                {
                    "submission_id": name,
                    "establishment_id": establishment_id,
                    "wave_id": wave_id,
                    "question_id": question,
                    **_answer(value),
                    "raw": str(value),
                    "sheet": "Feuille",
                    "cell": f"D{row}",
                }
                for row, (question, value) in enumerate(given.items(), start=4)
            ]
            answers = pl.DataFrame(rows, schema=empty.schema)
            workbench.save_checked(answers, workbench.problems([]), {name: "open"})
            if earlier:
                workbench.set_state(earlier, "superseded", by="steward", at=self.day)
            workbench.set_state(name, "accepted", by="steward", at=self.day)

    def withdraw(self, establishment_id: str, wave_id: str) -> None:
        """Take an accepted submission out."""
        self.day += timedelta(days=1)
        name = self.accepted()[establishment_id, wave_id]
        self.workbench.set_state(name, "withdrawn", by="steward", at=self.day, reason="à refaire")

    def answers_of(self, establishment_id: str, wave_id: str) -> dict[str, Value]:
        """What an accepted submission says."""
        held = self.workbench.answers([self.accepted()[establishment_id, wave_id]])
        return {
            row["question_id"]: _value(row["value_text"], row["value_number"]) for row in held.iter_rows(named=True)
        }


def _answer(value: Value) -> dict[str, str | float | None]:
    if value is None:
        return {"state": "not_answered", "value_text": None, "value_number": None}
    if isinstance(value, bool | str):
        return {"state": "value", "value_text": str(value).lower(), "value_number": None}
    return {
        "state": "value" if value else "true_zero",
        "value_text": f"{value:g}",
        "value_number": float(value),
    }


def _value(text: str | None, number: float | None) -> Value:
    if number is not None:
        return number
    return {"true": True, "false": False}.get(text or "", text)


def begun(var: Path, seed: int = 0) -> Steward:
    """A steward whose two waves have come in, but for six establishments each."""
    steward = Steward(var, seed)
    with steward.workbench.session():
        for wave in WAVES:
            for name in steward.chance.sample(FRAME, len(FRAME) - 6):
                steward.send(name, wave, invented(steward.chance))
    return steward
