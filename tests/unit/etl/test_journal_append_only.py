"""The journal is only added to: whatever stewards do, no statement changes or removes an entry."""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.store import connection
from data.store.journal import log
from data.store.releases.release import serve
from data.store.workbench.mappings import Declared
from etl.steward.service import StewardService
from tests.builders.initiatives_workbook import answer, training
from tests.builders.steward import WHERE, Clock, service_in
from tests.builders.targets_workbook import TARGET, filled
from tests.unit.etl.test_commands import workbook

JOURNAL = "audit_log"


class RecordedConnection:
    """A DuckDB connection that keeps the text of every statement it is given, by whichever method."""

    def __init__(self, inner: Any, statements: list[str]) -> None:
        self._inner, self._statements = inner, statements

    def __getattr__(self, name: str) -> Any:
        held = getattr(self._inner, name)
        if not callable(held):
            return held

        def call(*args: Any, **options: Any) -> Any:
            self._statements += [item for item in (*args, *options.values()) if isinstance(item, str)]
            made = held(*args, **options)
            return RecordedConnection(made, self._statements) if name in ("cursor", "duplicate") else made

        return call


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Every statement given to DuckDB inside."""
    statements: list[str] = []
    connect = connection._connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_connect", lambda *args: RecordedConnection(connect(*args), statements))
        yield statements


def changes_journal(statement: str) -> bool:
    """Whether a statement names the journal and is neither a reading, an addition nor its declaration."""
    parts = [part.strip().lower() for part in re.sub(r"--[^\n]*", "", statement).split(";")]
    allowed = ("select", "insert into", "create table if not exists")
    return any(
        JOURNAL in part and part != JOURNAL and not (part.startswith(allowed) and " conflict" not in part)
        for part in parts
    )


def whole_round(service: StewardService, folder: Path, clock: Clock) -> dict[str, Callable[[], object]]:
    """Something that each method of the service does, in an order in which each finds what it needs."""
    sent: dict[str, str] = {}
    questionnaires = training(folder / "gmf.xlsx", [answer("AB12")])

    def contest() -> None:
        sent["contest"] = service.contest("/indicateur?id=R01-1", "7 et non 8")

    def publish() -> None:
        service.publish("une", "one")
        service.accept()
        service.receive_targets(filled(folder / "cibles.xlsx", targets=(TARGET,)))
        service.publish("deux", "two")

    def purge() -> None:
        clock.moment = clock.moment.replace(year=2100)
        service.purge_initiatives()

    def again() -> None:
        service.receive([workbook(folder, "laval.xlsx", partners_registered_count="environ 120")])
        service.check()
        service.return_(*WHERE, "Le registre?")
        service.receive([workbook(folder, "laval-2.xlsx", challenges_comment_text="Tout va bien.")])

    def explain() -> None:
        (submission,) = service.wave_status(WHERE[0]).filter(establishment_id=WHERE[1])["submission_id"]
        service.explain(submission, "offices_count", "Un seul bureau")

    return {
        "receive": again,
        "check": service.check,
        "return_": lambda: service.return_(*WHERE, "Revoir le budget"),
        "accept": lambda: service.accept(*WHERE, "Confirmé"),
        "explain": explain,
        "wave_status": lambda: service.wave_status(WHERE[0]),
        "reminders": lambda: service.reminders(WHERE[0]),
        "texts": service.texts,
        "review": lambda: [service.review(item.text_id, "publish") for item in service.texts()],
        "delegate": lambda: service.delegate("m@ex.ca", [WHERE[1]], until=date(2030, 1, 1)),
        "delegations": service.delegations,
        "contest": contest,
        "contested": service.contested,
        "answer_contest": lambda: service.answer_contest(sent["contest"], "Corrigé."),
        "receive_targets": lambda: service.receive_targets(folder / "laval.xlsx"),
        "receive_initiatives": lambda: service.receive_initiatives(questionnaires),
        "confirm_mapping": lambda: service.confirm_mapping(WHERE[0], Declared(headers={"Nb": ("offices_count", None)})),
        "preview": service.preview,
        "publish": publish,
        "roll_back": lambda: service.roll_back("visitor", serve(service.var).release.id, "Trop tôt"),
        "withdraw": lambda: service.withdraw(*WHERE, "À sa demande"),
        "purge_initiatives": purge,
        "history": service.history,
    }


def test_no_action_changes_or_removes_an_entry(tmp_path: Path) -> None:
    clock = Clock()
    service = service_in(tmp_path, clock)
    acts = whole_round(service, tmp_path, clock)
    public = {name for name, _ in inspect.getmembers(StewardService, inspect.isfunction) if not name.startswith("_")}
    assert acts.keys() == public - {"authorised_action"}
    with recorded() as statements:
        for name, act in acts.items():
            before = log.entries(service.workbench).rows()
            act()
            assert log.entries(service.workbench).rows()[: len(before)] == before, name
    assert [item for item in statements if changes_journal(item)] == []
    assert any(JOURNAL in item for item in statements)
    assert log.verify(service.workbench) is None


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        ("SELECT * FROM audit_log", False),
        ("INSERT INTO audit_log SELECT * FROM rows", False),
        ("INSERT INTO audit_log VALUES (1) ON CONFLICT DO UPDATE SET who = 'Eve'", True),
        ("INSERT OR REPLACE INTO audit_log VALUES (1)", True),
        ("DELETE FROM audit_log", True),
        ("SELECT 1; UPDATE audit_log SET who = 'Eve'", True),
        ("-- a note\nDROP TABLE audit_log", True),
    ],
)
def test_a_statement_that_would_change_it_is_seen(statement: str, changes: bool) -> None:
    assert changes_journal(statement) == changes
