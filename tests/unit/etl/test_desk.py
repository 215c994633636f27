"""The desk: from a file to a published number, each step with who, when and why, each refusal in a sentence."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.model.roles import Actor
from data.store.journal import log
from data.store.releases.release import serve
from etl.forms.survey import write_template
from etl.steward.not_possible import NotPossible
from etl.steward.service import StewardService
from etl.steward.wave_status import rates
from tests.builders.steward import WHERE, Clock, other, service_in, state, told
from tests.unit.etl.test_commands import ANSWERS, WAVE, workbook


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> StewardService:
    return service_in(tmp_path, clock)


def test_a_submission_goes_round_and_each_step_is_in_the_journal(desk, clock, tmp_path) -> None:
    assert state(desk) == "missing"
    desk.receive([workbook(tmp_path, partners_registered_count="environ 120")], labels=["Réponses Laval.xlsx"])
    assert state(desk) == "open"
    assert desk.check().errors == 1
    assert state(desk) == "returned"
    desk.return_(*WHERE, "Le registre compte 120 ou 200 personnes?")
    corrected = workbook(tmp_path, "laval-2.xlsx")
    clock.moment += timedelta(days=3)
    other(desk).receive([corrected])
    assert state(desk) == "resubmitted"
    desk.check()
    (done,) = other(desk).accept(*WHERE, "Confirmé par téléphone")
    assert done.outcome == "accepted_with_reason"
    assert state(desk) == "accepted_explained"
    desk.withdraw(*WHERE, "À sa demande")
    assert state(desk) == "withdrawn"
    told = desk.history(*WHERE).select("who", "action", "why").rows()
    assert told == [
        ("Ada", "receive", ""),
        ("Ada", "check", ""),
        ("Ada", "return", "Le registre compte 120 ou 200 personnes?"),
        ("Grace", "receive", ""),
        ("Ada", "check", ""),
        ("Grace", "accept", "Confirmé par téléphone"),
        ("Ada", "withdraw", "À sa demande"),
    ]
    assert desk.workbench.submissions()["file_label"].to_list() == ["Réponses Laval.xlsx", "laval-2.xlsx"]
    assert log.verify(desk.workbench) is None


def test_what_a_steward_returned_waits_for_another_file(desk, tmp_path) -> None:
    desk.receive([workbook(tmp_path)])
    desk.check()
    desk.return_(*WHERE, "Revoir le budget")
    # The check finds no error, yet somebody asked for a correction.
    desk.check()
    assert state(desk) == "returned"
    assert [item.outcome for item in desk.accept()] == ["returned_by_hand"]
    assert [item.outcome for item in desk.accept(*WHERE, "Budget confirmé")] == ["accepted_with_reason"]


def test_the_second_steward_is_told_who_was_first(desk, tmp_path) -> None:
    desk.receive([workbook(tmp_path)])
    desk.check()
    desk.accept(*WHERE)
    before = desk.history().height
    for late in (
        lambda: other(desk).accept(*WHERE),
        lambda: other(desk).return_(*WHERE, "note"),
    ):
        with pytest.raises(NotPossible) as refused:
            late()
        assert all("Ada" in sentence for sentence in told(refused))
    assert "déjà accepté" in told(refused)[0]
    desk.withdraw(*WHERE, "erreur")
    with pytest.raises(NotPossible) as refused:
        other(desk).withdraw(*WHERE, "erreur")
    assert "déjà retiré par Ada" in told(refused)[0]
    assert desk.history().height == before + 1


def test_a_newer_file_is_not_accepted_unseen(desk, tmp_path) -> None:
    desk.receive([workbook(tmp_path)])
    desk.check()
    seen = desk.wave_status(WAVE.wave_id).filter(pl.col("establishment_id") == WHERE[1])["submission_id"][0]
    desk.receive([workbook(tmp_path, "laval-2.xlsx", offices_count=2)])
    desk.check()
    for act in (
        lambda: desk.accept(*WHERE, submission_id=seen),
        lambda: desk.return_(*WHERE, "note", submission_id=seen),
    ):
        with pytest.raises(NotPossible) as refused:
            act()
        assert "laval-2.xlsx" in told(refused)[0]
    assert state(desk) == "resubmitted"


def test_a_note_or_a_reason_that_says_nothing_is_refused(desk, tmp_path) -> None:
    desk.receive([workbook(tmp_path)])
    for act in (
        lambda: desk.return_(*WHERE, "  "),
        lambda: desk.withdraw(*WHERE, ""),
        lambda: desk.return_(WAVE.wave_id, "chum", "note"),
        lambda: desk.withdraw(WAVE.wave_id, "chum", "why"),
        lambda: desk.roll_back("visitor", "0", " "),
        lambda: desk.explain(f"{WAVE.wave_id}/chum/0", "has_office", "x"),
        lambda: desk.answer_contest("0", "x"),
        lambda: desk.review("0", "publish"),
    ):
        with pytest.raises(NotPossible) as refused:
            act()
        told(refused)
    assert state(desk) == "open"


def test_a_steward_of_one_establishment_reaches_no_other(desk, tmp_path) -> None:
    files = [workbook(tmp_path), workbook(tmp_path, "chum.xlsx", "chum")]
    bound = StewardService(desk.var, Actor("Linus", frozenset({"steward"}), frozenset({"chum"})), now=desk.now)
    receipts = bound.receive(files)
    assert [item.status for item in receipts] == ["refused", "received"]
    assert "confié" in receipts[0].sentence
    desk.receive(files[:1])
    assert bound.check().submissions["establishment_id"].to_list() == ["chum"]
    desk.check()
    assert [item.establishment_id for item in bound.accept()] == ["chum"]
    assert set(bound.history()["subject"].str.split("/").list.get(1)) == {"chum"}
    assert {item.establishment_id for item in bound.texts()} <= {"chum"}
    assert state(desk) == "open"


def test_a_withdrawn_workbook_leaves_the_next_publication_and_the_same_file_does_not_bring_it_back(
    desk, clock, tmp_path
) -> None:
    path = workbook(tmp_path)
    desk.receive([path, workbook(tmp_path, "chum.xlsx", "chum")])
    desk.check()
    desk.accept()
    first = desk.publish("une", "one")
    assert [item.audience for item in first] == ["visitor", "member"]
    desk.withdraw(*WHERE, "À sa demande")
    (again,) = desk.receive([path])
    assert (again.status, state(desk)) == ("already", "withdrawn")
    assert "retiré" in again.sentence
    clock.moment += timedelta(days=1)
    desk.publish("deux", "two", "correction")
    release = serve(desk.var).release
    assert "cisss-laval" not in release.answers["establishment_id"].to_list()
    assert release.previous_id == first[0].release_id
    desk.roll_back("visitor", first[0].release_id, "Trop tôt")
    assert serve(desk.var).release.id == first[0].release_id
    assert desk.history().row(-1, named=True)["why"] == "Trop tôt"
    assert log.verify(desk.workbench) is None


def test_due_dates_ageing_and_rates(desk, clock, tmp_path) -> None:
    table = desk.wave_status(WAVE.wave_id)
    assert table["on_time"].to_list() == [None] * table.height
    clock.moment = datetime.combine(WAVE.due_on, datetime.min.time()) + timedelta(hours=23)
    desk.receive([workbook(tmp_path, office_team_fte="4,5 ETC")])
    # Six hours later it is the day after in UTC, and still the due date in Québec.
    clock.moment += timedelta(hours=4)
    desk.receive([workbook(tmp_path, "chum.xlsx", "chum")])
    clock.moment += timedelta(days=1)
    desk.receive([workbook(tmp_path, "cusm.xlsx", "cusm")])
    desk.check()
    clock.moment += timedelta(days=5)
    table = desk.wave_status(WAVE.wave_id)
    rows = {row["establishment_id"]: row for row in table.to_dicts()}
    assert [rows[name]["on_time"] for name in ("cisss-laval", "chum", "cusm", "icm")] == [
        True,
        True,
        False,
        False,
    ]
    assert [rows[name]["days_late"] for name in ("chum", "cusm", "icm")] == [0, 1, 6]
    assert (rows["cisss-laval"]["state"], rows["cisss-laval"]["age_days"]) == ("returned", 5)
    assert rows["cisss-laval"]["errors"] == 1
    seen = rates(table)
    assert (seen.received, seen.on_time, seen.accepted, seen.oldest_return_days) == (3, 2, 0, 5)
    assert seen.reporting == 300 / seen.asked
    assert seen.punctual == 200 / seen.asked


def test_reminders_are_written_in_the_language_of_the_establishment(desk, clock, tmp_path) -> None:
    faulty = tmp_path / "cusm.xlsx"
    write_template(faulty, WAVE, "en", "cusm", answers=ANSWERS | {"office_team_fte": "about four"}, kind="fictif")
    desk.receive([faulty, workbook(tmp_path)])
    desk.check()
    desk.return_(WAVE.wave_id, "cusm", "See the team sheet.")
    found = {item.establishment_id: item for item in desk.reminders(WAVE.wave_id)}
    assert "cisss-laval" not in found
    returned, first = found["cusm"], found["chum"]
    assert (returned.kind, returned.language, first.kind, first.language) == ("returned", "en", "first", "fr")
    assert "about four" in returned.body
    assert "!D" in returned.body
    assert "See the team sheet." in returned.body
    assert "15 juin 2024" in first.body
    assert "dans 44 jours" in first.body
    assert first.subject.startswith("[données fictives]")
    clock.moment = datetime(2024, 6, 20, 14)
    late = {item.establishment_id: item for item in desk.reminders(WAVE.wave_id)}["chum"]
    assert (late.kind, "5 jours de retard" in late.body) == ("overdue", True)
