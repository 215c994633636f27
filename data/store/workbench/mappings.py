"""What a steward confirmed of the headers and codes of a wave's tables, kept in the workbench for the next file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from data.store.connection import select
from data.store.workbench.submissions import Workbench

#: Stands for every question in `Declared.codes`.
EVERY_QUESTION = "*"


@dataclass(frozen=True)
class Declared:
    """The confirmed headers and codes of one wave.

    Attributes:
        headers: header → (question_id, choice_id or None); an empty question_id holds no answer.
        codes: question_id (or « * ») → code → choice id, or state of value for a code of missing.
    """

    headers: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def codes_of(self, question_id: str) -> dict[str, str]:
        """The codes that hold for a question, those of every question included."""
        return {**self.codes.get(EVERY_QUESTION, {}), **self.codes.get(question_id, {})}


def declared(workbench: Workbench) -> dict[str, Declared]:
    """Everything confirmed so far, by wave id."""
    with workbench.session() as connection:
        headers = select(connection, "SELECT wave_id, header, question_id, choice_id FROM header_mappings")
        codes = select(connection, "SELECT wave_id, question_id, code, meaning FROM declared_codes")
    kept_headers: dict[str, dict[str, tuple[str, str | None]]] = {}
    kept_codes: dict[str, dict[str, dict[str, str]]] = {}
    for wave_id, header, question_id, choice_id in headers.iter_rows():
        kept_headers.setdefault(wave_id, {})[header] = (question_id, choice_id)
    for wave_id, question_id, code, meaning in codes.iter_rows():
        kept_codes.setdefault(wave_id, {}).setdefault(question_id, {})[code] = meaning
    return {
        wave_id: Declared(kept_headers.get(wave_id, {}), kept_codes.get(wave_id, {}))
        for wave_id in {*kept_headers, *kept_codes}
    }


def keep_declared(workbench: Workbench, wave_id: str, given: Declared, *, by: str, at: datetime) -> None:
    """Add headers and codes to what is confirmed for a wave; the newest word on a header or a code holds."""
    whom = {"wave_id": wave_id, "confirmed_by": by, "confirmed_at": at}
    headers = [
        {**whom, "header": header, "question_id": question, "choice_id": choice}
        for header, (question, choice) in given.headers.items()
    ]
    codes = [
        {**whom, "question_id": question, "code": code, "meaning": meaning}
        for question, meanings in given.codes.items()
        for code, meaning in meanings.items()
    ]
    with workbench.session() as connection:
        for table, rows, key in (("header_mappings", headers, "header"), ("declared_codes", codes, "code")):
            if not rows:
                continue
            frame = pl.DataFrame(rows, schema_overrides={"choice_id": pl.String} if key == "header" else {})
            connection.register("confirmed_rows", frame.to_arrow())
            connection.execute(f"INSERT OR REPLACE INTO {table} BY NAME SELECT * FROM confirmed_rows")
            connection.unregister("confirmed_rows")
