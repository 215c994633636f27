"""Targets, milestone statuses and rebases: the workbook there and back, versions in the workbench, and in a release."""

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.store.releases.release import serve
from data.store.workbench.decisions import decision_versions, decisions_in_force
from data.store.workbench.submissions import Workbench
from demo.decisions import DECISIONS, enter
from etl import waves
from etl.__main__ import main
from etl.forms import findings
from etl.forms.survey import write_template
from etl.forms.targets import receive_targets, write_targets
from etl.forms.targets.decisions import decisions_of
from etl.forms.targets.lists import load_lists
from etl.forms.targets.sheets import SHEETS, TARGETS
from etl.publish.publish import publish
from etl.receive.receive import Delivery, receive_files
from etl.review.accept import accept
from etl.validate.check import check
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.decisions import (
    UNKNOWN,
    Decisions,
    Target,
    meets,
    network_state,
    published_decisions,
    rebases_frame,
    targets_frame,
)
from indicators.wording.language import english
from indicators.wording.signal import target_bounds_text
from tests.builders.reference_rows import catalogue_files, reference_rows
from tests.builders.targets_workbook import DAY, REBASE, STATUS, TARGET, filled

AT = datetime(2026, 7, 3, 9)
WORDS = load_lists()


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.fixture
def bench(var) -> Workbench:
    return Workbench(var)


def held(bench: Workbench) -> Decisions:
    return decisions_of(decisions_in_force(bench)[1])


def target(low: float | None, high: float | None) -> Target:
    return Target(
        subject_id="team_turnover",
        place_kind="province",
        place_id="quebec",
        low=low,
        high=high,
        reason="fictif",
        decided_on=DAY,
        author="x",
    )


# -- what a target means --------------------------------------------------------------------------------------------
CASES = [
    # low, high, value, met
    (60, None, 60, True),
    (60, None, 59.999, False),
    (None, 15, 15, True),
    (None, 15, 15.001, False),
    (10, 20, 10, True),
    (10, 20, 19.999, True),
    (10, 20, 20, False),
    (10, 20, 9.999, False),
]


@pytest.mark.parametrize(("low", "high", "value", "expected"), CASES)
def test_a_range_is_half_open_and_a_value_is_met_by_itself(low, high, value, expected):
    assert target(low, high).met_by(value) is expected
    row = pl.DataFrame({"v": [value], "l": [low], "h": [high]}, schema=dict.fromkeys("vlh", pl.Float64))
    assert row.select(meets(pl.col("v"), pl.col("l"), pl.col("h"))).item() is expected


def test_nothing_is_met_without_a_value_or_without_a_target():
    row = pl.DataFrame({"v": [None, 3.0], "l": [1.0, None], "h": [None, None]}, schema=dict.fromkeys("vlh", pl.Float64))
    assert row.select(meets(pl.col("v"), pl.col("l"), pl.col("h"))).to_series().to_list() == [None, None]


def test_a_target_is_said_in_its_unit():
    assert target_bounds_text(60, None, 0, "%", "fr") == "au moins 60\u00a0%"
    assert target_bounds_text(None, 12.5, 0, "%", "fr") == "au plus 12,5\u00a0%"
    assert target_bounds_text(10, 20, 1, "partenaires par ETC", "fr") == "de 10,0 à moins de 20,0"
    assert target_bounds_text(10, 20, 1, "partners per FTE", "en") == "from 10.0 to less than 20.0"
    assert target_bounds_text(350_000, None, 0, "$", "en") == "at least $350,000"
    assert target_bounds_text(None, None, 0, "%", "fr") == ""


def test_the_network_has_a_state_only_where_its_establishments_agree_or_one_has_begun():
    assert network_state(["milestone_done"] * 30) == "milestone_done"
    assert network_state(["milestone_done"] + [UNKNOWN] * 29) == "milestone_under_way"
    assert network_state(["milestone_under_way", "milestone_not_started"]) == "milestone_under_way"
    assert network_state(["milestone_not_started"] + [UNKNOWN] * 29) == UNKNOWN
    assert network_state([UNKNOWN] * 30) == UNKNOWN


# -- the workbook ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_in_force_goes_out_and_comes_back_the_same(language, bench, tmp_path):
    write_targets(tmp_path / "a.xlsx", DECISIONS, language=language, kind="fictif")
    receipt = receive_targets(bench, tmp_path / "a.xlsx", by="Ada", received_at=AT, language=language)
    assert receipt.status == "accepted", (receipt.sentence, receipt.problems)
    assert held(bench) == DECISIONS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_entry_of_every_list_is_found_again(language):
    for name in ("indicator", "rebased", "place", "establishment", "milestone", "status", "period"):
        entries = WORDS.entries(name, language)
        assert {key: WORDS.find(name, words) for key, words in entries.items()} == {key: key for key in entries}


def test_the_lists_hold_what_may_be_decided():
    written = [item for file in catalogue_files() for item in file["indicators"]]
    # A split has parts and no number of its own to aim at.
    assert set(WORDS.entries("indicator", "fr")) == {item["id"] for item in written if item["kind"] != "split"}
    surveyed = [row for row in reference_rows("establishments") if row["in_survey_frame"] == "true"]
    groups = {row["peer_group_id"] for row in reference_rows("peer_groups")} - {"all"}
    regions = {row["rss_code"] for row in surveyed}
    assert len(WORDS.entries("place", "fr")) == 1 + len(groups) + len(regions) + len(surveyed)
    milestones = {item["id"] for file in catalogue_files() for item in file["milestones"]}
    assert set(WORDS.entries("milestone", "fr")) == milestones
    assert set(WORDS.entries("period", "fr")) == {item.wave_id for item in waves.ALL}


def test_the_same_decisions_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_targets(tmp_path / name, DECISIONS, kind="fictif")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_labels_are_locked_answers_are_not_and_lists_drop_down(tmp_path):
    write_targets(tmp_path / "a.xlsx", kind="fictif")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Cibles", "Jalons", "Recalages", "_listes", "_observatoire"]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["hidden"] * 2
    for sheet, plan in zip(book.worksheets, SHEETS, strict=False):
        assert sheet.protection.sheet
        assert sheet["A6"].protection.locked
        assert not sheet["A7"].protection.locked
        lists = [item for item in sheet.data_validations.dataValidation if item.type == "list"]
        assert len(lists) == sum(column.kind == "list" for column in plan.columns)
        assert "Données fictives" in sheet["A3"].value


def test_english_has_every_text_of_the_workbook_and_of_its_findings():
    texts = [*findings.SENTENCES.values(), *TARGETS.sentences.values()]
    for plan in SHEETS:
        texts += [plan.name, plan.title, *plan.legends, *(column.head for column in plan.columns)]
    assert [text for text in texts if text not in english()] == []


def test_ids_codes_names_and_typed_texts_are_read(bench, tmp_path):
    path = filled(
        tmp_path / "a.xlsx",
        targets=(
            ("R06-8", "Montréal n’existe pas", None, "15 %", "Motif", "20 mai 2025", "Direction"),
            ("Team turnover", "CHUM", None, 15, "Motif", DAY, "Direction"),
        ),
    )
    receipt = receive_targets(bench, path, by="Ada", received_at=AT)
    assert [(item.cell, item.code) for item in receipt.problems] == [
        ("B7", "unknown_place"),
        ("A8", "unknown_indicator"),
    ]
    path = filled(
        tmp_path / "b.xlsx",
        targets=(
            (
                "R06-8",
                "cisss et  centre régional",
                None,
                "15 %",
                " Motif\u00a0 long ",
                "20 mai 2025",
                "Direction",
            ),
            (
                "partnership_budget",
                WORDS.facts.establishment["chum"].name_fr,
                "350 000 $",
                None,
                "M",
                DAY,
                "D",
            ),
        ),
    )
    receipt = receive_targets(bench, path, by="Ada", received_at=AT)
    assert [item.code for item in receipt.problems] == []
    first, second = held(bench).targets
    assert (first.place_id, first.high, first.reason) == ("territorial-cisss", 15.0, "Motif long")
    assert first.decided_on == DAY
    assert (second.place_id, second.low) == ("chum", 350_000.0)


# -- versions -------------------------------------------------------------------------------------------------------
def test_each_accepted_workbook_is_a_version_and_the_older_ones_stay(bench, tmp_path):
    first = filled(tmp_path / "a.xlsx", targets=(TARGET,))
    receipt = receive_targets(bench, first, by="Ada", received_at=AT)
    assert (receipt.status, receipt.version) == ("accepted", 1)
    second = filled(tmp_path / "b.xlsx", milestones=(STATUS,), rebases=(REBASE,), based_on=1)
    receipt = receive_targets(bench, second, by="Grace", received_at=datetime(2026, 8, 1))
    assert (receipt.status, receipt.version) == ("accepted", 2)
    assert decision_versions(bench).select("version", "file_label", "received_by").rows() == [
        (1, "a.xlsx", "Ada"),
        (2, "b.xlsx", "Grace"),
    ]
    now = held(bench)
    assert now.targets == ()
    assert [item.milestone_id for item in now.milestone_statuses] == ["R01-M1"]
    before = decisions_of(decisions_in_force(bench, 1)[1])
    assert [item.subject_id for item in before.targets] == ["local_plan_aligned"]
    for path in (first, second):
        kept = {item.read_bytes() for item in (bench.var / "received").iterdir()}
        assert path.read_bytes() in kept


def test_the_same_workbook_or_the_same_decisions_twice_change_nothing(bench, tmp_path):
    path = filled(tmp_path / "a.xlsx", targets=(TARGET,))
    receive_targets(bench, path, by="Ada", received_at=AT)
    assert receive_targets(bench, path, by="Ada", received_at=AT).status == "already"
    write_targets(tmp_path / "b.xlsx", held(bench), kind="fictif", based_on=1)
    assert receive_targets(bench, tmp_path / "b.xlsx", by="Ada", received_at=AT).status == "already"
    assert decision_versions(bench).height == 1


def test_the_workbench_holds_nothing_by_default(bench):
    assert decisions_in_force(bench)[0] == 0
    assert held(bench) == Decisions()


# -- the commands ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_two_commands_write_then_receive(language, var, tmp_path, capsys):
    path = tmp_path / "out" / "mine.xlsx"
    assert main(["targets", str(path), "--fictif", "--lang", language]) == 0
    assert main(["targets", str(path), "--lang", language]) == 1
    filled(path, targets=(TARGET,), language=language)
    assert main(["receive-targets", str(path), "--by", "Ada", "--lang", language]) == 0
    assert "mine.xlsx" in capsys.readouterr().out
    assert main(["targets", str(tmp_path), "--lang", language]) == 0
    book = openpyxl.load_workbook(tmp_path / ("cibles.xlsx" if language == "fr" else "targets.xlsx"))
    assert book.worksheets[0]["A7"].value == WORDS.entries("indicator", language)["local_plan_aligned"]
    assert book.worksheets[0]["C7"].value == 60


# -- in a release ---------------------------------------------------------------------------------------------------
def answered(bench: Workbench, folder: Path, place: str, consent: str | None) -> None:
    wave = waves.wave("2025-2026")
    answers = {"months_covered_count": 12, "reference_date": wave.end, "has_office": False}
    if consent:
        answers["publication_consent_choice"] = consent
    write_template(folder / f"{place}.xlsx", wave, "fr", place, answers=answers, kind="fictif")
    receive_files(bench, [folder / f"{place}.xlsx"], Delivery("Ada", at=AT))
    check(bench, wave.wave_id)
    accept(bench, wave.wave_id, place, by="Ada", reason="essai", at=AT)


@pytest.fixture
def release(bench, var, tmp_path):
    answered(bench, tmp_path, "cisss-laval", "consent_named")
    answered(bench, tmp_path, "chum", "consent_aggregate")
    path = filled(
        tmp_path / "a.xlsx",
        targets=(
            TARGET,
            ("partners_trained", "cisss-laval", 70, None, "Fictif", DAY, "Direction"),
            ("partners_trained", "chum", 70, None, "Fictif", DAY, "Direction"),
        ),
        milestones=(
            STATUS,
            ("R12-M2", "cisss-laval", "milestone_under_way", "Projet", DAY, "Direction"),
            ("R12-M2", "chum", "milestone_done", "Entente", DAY, "Direction"),
        ),
        rebases=(REBASE, ("registered_partners", "quebec", "2024-2025-T1", "Fictif", DAY, "Direction")),
    )
    assert receive_targets(bench, path, by="Ada", received_at=AT).status == "accepted"
    assert publish(bench, var, reason="target", by="Ada", published_at=AT).created
    return serve(var).release


def test_a_release_repeats_what_is_decided_and_hides_who_is_not_named(release):
    assert {(item.subject_id, item.place_id) for item in published_decisions(release).targets} == {
        ("local_plan_aligned", "quebec"),
        ("partners_trained", "cisss-laval"),
    }
    assert [item.place_id for item in published_decisions(release).rebases] == ["quebec"]
    statuses = {
        (item.milestone_id, item.place_id): item.status for item in published_decisions(release).milestone_statuses
    }
    assert statuses["R01-M1", ""] == "milestone_done"
    assert statuses["R12-M2", "cisss-laval"] == "milestone_under_way"
    assert not {("R12-M2", "chum"), ("R02-M1", "")} & set(statuses)
    texts = "".join(
        release.definitions.filter(pl.col("name").is_in(["targets", "milestone_statuses", "rebases"]))["json"]
    )
    assert "chum" not in texts


def test_targets_reach_the_verdicts_and_the_reading(release):
    reader = ReleaseReader(release)
    assert reader.has_targets
    assert set(reader.milestone_statuses) == {"R01-M1", "R12-M2"}
    verdict = reader.verdict("indicator", "local_plan_aligned", "2025-2026")
    assert verdict is not None
    assert (verdict.target_low, verdict.target_high) == (60.0, None)
    other = reader.verdict("indicator", "office_share", "2025-2026")
    assert other is not None
    assert other.target_state == "none"


def test_targets_as_columns(release):
    columns = ["subject_id", "place_kind", "place_id", "low", "high", "decided_on"]
    frame = targets_frame(published_decisions(release).targets)
    assert frame.columns == columns
    assert frame.height == 2
    assert targets_frame(()).columns == columns
    assert (
        targets_frame(Decisions.model_validate({"targets": json.loads(DECISIONS.definitions()["targets"])}).targets)
        .sort(columns)
        .equals(targets_frame(DECISIONS.targets).sort(columns))
    )
    assert rebases_frame(DECISIONS.rebases).rows() == [("registered_partners", "province", "quebec", "2022-2023-T4")]


def test_a_target_alone_makes_a_new_release(bench, var, tmp_path):
    answered(bench, tmp_path, "cisss-laval", "consent_named")
    first = publish(bench, var, reason="wave", by="Ada", published_at=AT)
    receive_targets(bench, filled(tmp_path / "a.xlsx", targets=(TARGET,)), by="Ada", received_at=AT)
    second = publish(bench, var, reason="target", by="Ada", published_at=AT)
    assert second.created
    assert second.release_id != first.release_id
    assert published_decisions(serve(var, release_id=first.release_id).release).targets == ()


# -- the demonstration ----------------------------------------------------------------------------------------------
def test_the_demonstration_is_marked_and_enters_by_the_same_door(bench):
    bench.set_kind("fictif")
    receipt = enter(bench, by="démonstration", received_at=AT)
    assert receipt.status == "accepted", (receipt.sentence, receipt.problems)
    assert held(bench) == DECISIONS
    assert enter(bench, by="démonstration", received_at=AT).status == "already"
    texts = [item.reason for item in (*DECISIONS.targets, *DECISIONS.rebases)]
    texts += [item.evidence for item in DECISIONS.milestone_statuses]
    assert all("ficti" in text.lower() for text in texts)
    assert all(item.dated_on and item.dated_on < date(2026, 7, 3) for item in DECISIONS.milestone_statuses)
