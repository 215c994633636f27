"""The steward's commands: receive → check → accept, what they say, and what they leave in the workbench."""

import csv
import json
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from demo.__main__ import main as demonstration
from etl import waves
from etl.__main__ import COMMANDS, main
from etl.forms.survey import write_template
from etl.receive.receive import Delivery, receive_files
from etl.review.accept import accept
from etl.steward.status import status
from etl.validate.check import check

WAVE = waves.wave("2023-2024")
#: A whole first-version answer without error.
ANSWERS: dict[str, object] = {
    "reference_date": WAVE.end,
    "months_covered_count": 12,
    "staff_headcount_count": 9000,
    "has_office": True,
    "offices_count": 1,
    "office_direction_choice": "quality",
    "has_partnership_lead": True,
    "team_headcount_count": 6,
    "office_team_fte": 4.5,
    "team_job_titles_choices": ["advisor"],
    "has_dedicated_budget": True,
    "partnership_budget_cad": 400_000,
    "partners_registered_count": 120,
    "partners_active_12m_count": 80,
    "recruitment_channels_choices": ["web_form"],
    "mandate_domains_choices": ["domain_care"],
    "has_recognition_rules": True,
    "recognition_modes_choices": ["expenses"],
    "staff_training_participations_count": 50,
    "partners_trained_count": 30,
    "has_partner_onboarding": True,
    "users_committees_count": 3,
    "users_committee_link_state": "link_written",
    "joint_meetings_count": 4,
    "cdp_member": True,
    "challenges_choices": ["challenge_turnover"],
    "success_factors_choices": ["success_network"],
    "publication_consent_choice": "consent_named",
}


def workbook(folder: Path, name: str = "laval.xlsx", place: str = "cisss-laval", **changed: object) -> Path:
    path = folder / name
    write_template(path, WAVE, "fr", place, answers=ANSWERS | changed, kind="fictif")
    return path


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.fixture
def bench(var) -> Workbench:
    return Workbench(var)


def states(bench: Workbench) -> list[str]:
    return bench.submissions()["state"].to_list()


def test_a_whole_workbook_goes_from_received_to_accepted(bench, tmp_path):
    (receipt,) = receive_files(bench, [workbook(tmp_path)], Delivery("Ada", at=datetime(2024, 5, 2, 9)))
    assert receipt.status == "received"
    assert states(bench) == ["open"]
    result = check(bench)
    assert result.errors == 0, result.problems.to_dicts()
    (done,) = accept(bench, by="Ada", at=datetime(2024, 5, 3))
    assert done.outcome == "accepted"
    assert bench.accepted()["accepted_at"].to_list() == [datetime(2024, 5, 3)]
    answers = bench.answers([receipt.submission_id])
    assert answers.height == 32
    fte = answers.row(by_predicate=pl.col("question_id") == "office_team_fte", named=True)
    assert (fte["state"], fte["value_number"]) == ("value", 4.5)


def test_an_error_returns_the_workbook_and_a_corrected_one_replaces_it(bench, tmp_path):
    receive_files(bench, [workbook(tmp_path, partners_registered_count="environ 120")], Delivery("Ada"))
    assert check(bench).errors == 1
    assert states(bench) == ["returned"]
    assert [item.outcome for item in accept(bench, by="Ada")] == ["has_errors"]
    corrected = workbook(tmp_path, "laval-2.xlsx", partners_registered_count=120)
    (receipt,) = receive_files(bench, [corrected], Delivery("Ada"))
    assert receipt.status == "resubmitted"
    assert states(bench) == ["superseded", "resubmitted"]
    assert check(bench).errors == 0
    accept(bench, by="Ada")
    assert states(bench) == ["superseded", "accepted"]


def test_a_later_file_leaves_the_accepted_one_in_place_until_it_is_accepted(bench, var, tmp_path):
    receive_files(bench, [workbook(tmp_path)], Delivery("Ada"))
    check(bench)
    accept(bench, by="Ada")
    receive_files(bench, [workbook(tmp_path, "laval-2.xlsx", offices_count=2)], Delivery("Ada"))
    assert states(bench) == ["accepted", "resubmitted"]
    assert status(bench, var).waves[0].corrections == 1
    check(bench)
    accept(bench, by="Ada")
    assert states(bench) == ["superseded", "accepted"]


def test_receiving_the_same_file_again_changes_nothing(bench, tmp_path):
    path = workbook(tmp_path)
    receive_files(bench, [path], Delivery("Ada"))
    check(bench)
    accept(bench, by="Ada")
    (again,) = receive_files(bench, [path], Delivery("Ada"))
    assert again.status == "already"
    assert states(bench) == ["accepted"]


def test_checking_twice_says_the_same(bench, tmp_path):
    receive_files(bench, [workbook(tmp_path, office_team_fte="4,5 ETC")], Delivery("Ada"))
    first, second = check(bench), check(bench)
    assert first.problems.equals(second.problems)
    assert bench.problems(first.submissions["submission_id"].to_list()).height == first.problems.height


def test_nothing_is_accepted_before_it_is_checked(bench, tmp_path):
    receive_files(bench, [workbook(tmp_path)], Delivery("Ada"))
    assert [item.outcome for item in accept(bench, by="Ada")] == ["not_checked"]


def test_accepting_with_a_reason_keeps_doubtful_answers_out_of_every_number(bench, tmp_path):
    path = workbook(tmp_path, partners_active_12m_count=200, office_team_fte="4,5 ETC", joint_meetings_count=None)
    (receipt,) = receive_files(bench, [path], Delivery("Ada"))
    check(bench)
    (done,) = accept(bench, establishment_id="cisss-laval", by="Ada", reason="Registre en reconstruction")
    assert (done.outcome, done.pending) == ("accepted_with_reason", 3)
    answers = bench.answers([receipt.submission_id])
    held = {row["question_id"]: row for row in answers.to_dicts()}
    # The rule says that these two contradict each other, not which one is wrong.
    for name, raw in (("partners_active_12m_count", "200"), ("partners_registered_count", "120")):
        assert held[name]["state"] == "invalid_pending"
        assert held[name]["value_number"] is None
        assert held[name]["raw"] == raw
    assert held["office_team_fte"]["state"] == "invalid_pending"
    assert held["joint_meetings_count"]["state"] == "not_answered"
    assert held["offices_count"]["value_number"] == 1
    assert bench.submissions()["reason"].to_list() == ["Registre en reconstruction"]


def test_a_jump_is_measured_against_the_accepted_answers_of_the_wave_before(bench, tmp_path):
    receive_files(bench, [workbook(tmp_path)], Delivery("Ada"))
    check(bench)
    after = waves.wave("2024-2025")
    path = tmp_path / "after.xlsx"
    write_template(path, after, "fr", "cisss-laval", answers={"staff_headcount_count": 100}, kind="fictif")
    receive_files(bench, [path], Delivery("Ada"))
    assert "jump_staff_headcount_count" not in check(bench, after.wave_id).problems["code"].to_list()
    accept(bench, WAVE.wave_id, by="Ada")
    assert "jump_staff_headcount_count" in check(bench, after.wave_id).problems["code"].to_list()


def test_a_table_of_several_establishments_gives_a_receipt_each(bench, tmp_path):
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["establishment", "period", "question", "value"])
        rows.writerow(["cisss-laval", "2023-2024", "has_office", "non"])
        rows.writerow(["chum", "2023-2024", "has_office", "oui"])
        rows.writerow(["chum", "2023-2024", "has_office", "non"])
    refused = receive_files(bench, [path], Delivery("Ada"))
    assert [item.status for item in refused] == ["refused"]
    receipts = receive_files(bench, [path], Delivery("Ada", kind="fictif"))
    assert {item.establishment_id for item in receipts} == {"cisss-laval", "chum"}
    # What the reader of the file remarked outlives every check.
    for _ in range(2):
        assert "answered_twice" in check(bench).problems["code"].to_list()


def test_the_commands_tell_what_happened_and_their_exit_code_says_it(var, tmp_path, capsys):
    good, bad = workbook(tmp_path), workbook(tmp_path, "chum.xlsx", "chum", office_team_fte="4,5 ETC")
    assert main(["receive", str(good), str(bad), "--by", "Ada"]) == 0
    assert "Reçus : 2. Refusés : 0." in capsys.readouterr().out.replace("\u00a0", " ")
    assert main(["check"]) == 1
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "C Équipe!D" in told
    assert "« 4,5 ETC » lu" in told
    assert main(["accept"]) == 1
    assert "Acceptés : 1. En attente : 1." in capsys.readouterr().out.replace("\u00a0", " ")
    assert main(["accept", "--establishment", "chum", "--reason", "Confirmé par écrit"]) == 0
    assert main(["status", "--lang", "en"]) == 0
    assert "2 of 30" in capsys.readouterr().out


def test_the_report_is_also_json_in_the_reader_s_language(var, tmp_path, capsys):
    main(["receive", str(workbook(tmp_path, office_team_fte="4,5 ETC"))])
    capsys.readouterr()
    assert main(["check", "--json", "--lang", "en"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["submissions"]
    (sheet,) = entry["sheets"]
    (problem,) = sheet["problems"]
    assert problem["cell"].startswith(f"{sheet['sheet']}!D")
    assert (problem["read"], problem["expected"], problem["example"]) == ("4,5 ETC", "a number of FTE", "3.5")


def test_templates_are_written_and_a_whole_folder_is_received(var, tmp_path, capsys):
    out = tmp_path / "envoi"
    assert main(["template", "--wave", "2023-2024", "--establishment", "chum", "--out", str(out), "--fictif"]) == 0
    assert [path.name for path in out.iterdir()] == ["chum-2023-2024.xlsx"]
    assert main(["receive", str(out)]) == 0
    assert main(["check", "--wave", "2024-2025"]) == 0
    assert main(["check", "--wave", "2023-2024"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["inconnu"],
        ["receive"],
        ["check", "--inconnue"],
        ["check", "--wave", "1999-2000"],
        ["check", "--establishment", "nulle-part"],
        ["accept", "--reason", "Sans établissement"],
        ["accept", "--establishment", "chum", "--reason", " "],
        ["publish", "--audience", "tous"],
        ["publish", "--reason", "envie"],
        ["status", "--lang", "de"],
    ],
)
def test_a_misused_command_is_told_in_one_sentence(arguments, var, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert told.err.strip() or told.out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_exists_in_both_languages(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    assert main([command, "--help"]) == 0
    french = capsys.readouterr().out
    assert main([command, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "Montrer cette aide" in french
    assert "Show this help" in english


def test_the_whole_network_is_received_checked_and_accepted_together(bench, tmp_path):
    names = [item.establishment_id for item in load_facts().frame][:6]
    files = [workbook(tmp_path, f"{name}.xlsx", name) for name in names]
    receive_files(bench, files, Delivery("Ada"))
    check(bench)
    accept(bench, by="Ada")
    assert states(bench) == ["accepted"] * len(names)


def test_the_demonstration_is_not_added_where_something_stands(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    Workbench(tmp_path).set_kind("reel")
    assert demonstration(["--if-absent"]) == 0
    assert demonstration([]) == 1
    assert not (tmp_path / "fictitious").exists()
    capsys.readouterr()
