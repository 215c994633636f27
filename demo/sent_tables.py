"""Invented tables of the quarterly follow-up: one for everyone with its gaps, and one of a late establishment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demo.quarters import QUARTERS, figures
from demo.traits import ALWAYS_LATE, at, ids

#: Establishment, period.
Key = tuple[str, str]
LAST = QUARTERS[-1].wave_id

#: Quarters that nobody sent.
GAPS: frozenset[Key] = frozenset(
    {
        ("cisss-gaspesie", "2022-2023-T2"),
        ("crsss-bj", "2021-2022-T1"),
        ("crsss-bj", "2021-2022-T2"),
        ("chusj", "2023-2024-T3"),
        ("chusj", "2023-2024-T4"),
        ("ciusss-nim", "2023-2024-T4"),
        ("iucpq", "2024-2025-T2"),
        ("ciusss-codim", "2025-2026-T3"),
        ("ciusss-codim", LAST),
        ("cisss-me", LAST),
    }
)
#: What is written in place of a number.
WORDS: dict[tuple[str, str, str], str] = {
    ("cusm", "2024-2025-T1", "staff_trained_count"): "unknown",
    ("chum", "2022-2023-T3", "staff_trained_count"): "NSP",
    ("iucpq", "2024-2025-T3", "partners_active_count"): "ne sait pas",
    ("cisss-bsl", "2023-2024-T1", "team_left_count"): "n/d",
}
#: As its yearly workbook, its last quarter comes after the publication.
LATE: Key = (ALWAYS_LATE, LAST)
HEADINGS = ("établissement", "période", "question", "valeur")


@dataclass(frozen=True)
class SentTable:
    """One tidy CSV: who and when, each with its answers as typed."""

    file_name: str
    received_on: date
    submissions: tuple[Key, ...]

    def write(self, path: Path) -> None:
        """The table as a French spreadsheet saves it: semicolons, decimal commas, the byte-order mark."""
        lines = [HEADINGS, *self.lines()]
        text = "".join(";".join(line) + "\r\n" for line in lines)
        path.write_bytes(text.encode("utf-8-sig"))

    def lines(self) -> Iterable[tuple[str, str, str, str]]:
        """Establishment, period, question and value as typed, one answer a line."""
        for key in self.submissions:
            for question, answer in answers_of(*key).items():
                yield *key, question, answer


def answers_of(establishment_id: str, period: str) -> dict[str, str]:
    """The answers of an establishment for a quarter as they are typed, by question."""
    quarter = next(index for index, item in enumerate(QUARTERS) if item.wave_id == period)
    row = at(establishment_id)
    return {
        question: WORDS.get((establishment_id, period, question), str(values[row]).replace(".", ","))
        for question, values in figures(quarter).items()
    }


def sent() -> tuple[SentTable, ...]:
    """The tables in the order of receipt: everyone's five years, then the quarter that came late."""
    everyone = tuple((name, item.wave_id) for name in ids() for item in QUARTERS)
    on_time = tuple(key for key in everyone if key not in GAPS and key != LATE)
    return (
        SentTable("suivi-trimestriel_2021-2026.csv", date(2026, 5, 20), on_time),
        SentTable(f"suivi-trimestriel_{LAST}_{ALWAYS_LATE}.csv", date(2026, 9, 8), (LATE,)),
    )
