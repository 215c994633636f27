"""The report: every problem with where, what was read, what was expected and an example, the same in every form."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store.workbench.submissions import Workbench
from etl.__main__ import main
from etl.feedback.corrected import corrected_of, write_corrected
from etl.feedback.report import JSON_SCHEMA, Finding, Report, SheetFindings, SubmissionReport, report_json, report_of
from etl.feedback.report_xlsx import report_xlsx
from etl.receive.receive import Delivery, receive_files
from etl.steward.not_possible import NotPossible
from etl.validate.check import check
from indicators.catalogue.model import Language
from indicators.exports.harmless import harmless
from tests.builders.defects import PLACE, WAVE, plant, whole_workbook


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    return Workbench(tmp_path / "var")


def faulty(bench: Workbench, tmp_path: Path) -> str:
    path = plant(whole_workbook(tmp_path / "w.xlsx"), tmp_path / "laval.xlsx")
    (receipt,) = receive_files(bench, [path], Delivery("Ada"))
    check(bench)
    return receipt.submission_id or ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_finding_says_where_what_and_how(bench: Workbench, tmp_path: Path, language: Language) -> None:
    report = report_of(bench, [faulty(bench, tmp_path)], language)
    (entry,) = report.submissions
    assert (entry.establishment_id, entry.wave_id, entry.file_label) == (PLACE, WAVE.wave_id, "laval.xlsx")
    assert entry.errors == report.errors == sum(item.is_error for item in entry.problems)
    assert entry.warnings == len(entry.problems) - entry.errors > 0
    for sheet in entry.sheets:
        errors = [item.is_error for item in sheet.problems]
        assert errors == sorted(errors, reverse=True)
        assert {item.sheet for item in sheet.problems} == {sheet.sheet}
    budget = next(item for item in entry.problems if item.cell == "D Budget!D7")
    assert (budget.read, budget.rule, budget.severity, budget.code) == (
        "24,5 k",
        "not_a_number",
        "error",
        "D030",
    )
    if language == "en":
        assert (budget.expected, budget.example) == ("an amount in dollars", "24,500")
        assert "24.5" not in budget.message
    else:
        assert budget.example == "24\xa0500"
    # A rule compares several cells: its place is the first, and what was read in each is said.
    rule = next(item for item in entry.problems if item.rule == "mandates_sum")
    assert "F Mandats!D16" in (rule.read or "")
    assert rule.expected


def test_the_json_and_the_workbook_say_the_same(bench: Workbench, tmp_path: Path) -> None:
    report = report_of(bench, [faulty(bench, tmp_path)], "fr")
    held = json.loads(report_json(report))
    assert (held["schema"], held["kind"], held["errors"]) == (JSON_SCHEMA, "fictif", report.errors)
    told = [item for sheet in held["submissions"][0]["sheets"] for item in sheet["problems"]]
    buffer = BytesIO()
    report_xlsx(report, buffer)
    sheet = openpyxl.load_workbook(buffer)["Rapport"]
    rows = list(sheet.iter_rows(values_only=True))
    assert "Données fictives" in [row[0] for row in rows]
    top = next(at for at, row in enumerate(rows) if row[0] == "Établissement")
    lines = [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]
    assert [(line["Cellule"], line["Règle"]) for line in lines] == [(item["cell"], item["rule"]) for item in told]
    assert sheet.freeze_panes == f"A{top + 2}"
    assert sheet.auto_filter.ref == f"A{top + 1}:L{len(rows)}"
    assert all(cell.data_type == "s" for row in sheet.iter_rows(min_row=top + 2) for cell in row if cell.value)


def test_nothing_to_say_is_an_empty_table(bench: Workbench, tmp_path: Path) -> None:
    (receipt,) = receive_files(bench, [whole_workbook(tmp_path / "w.xlsx")], Delivery("Ada"))
    check(bench)
    report = report_of(bench, [receipt.submission_id or ""], "en")
    assert [entry.sheets for entry in report.submissions] == [()]
    report_xlsx(report, tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["Report"]


texts = st.one_of(st.text(max_size=20), st.builds(str.__add__, st.sampled_from("=+-@\t\r\n"), st.text(max_size=20)))


@given(read=texts, message=texts, label=texts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_of_a_report_or_of_a_list_can_run(tmp_path: Path, read: str, message: str, label: str) -> None:
    item = Finding(
        *("error", "not_a_number", "D Budget!D7", "D Budget", "D7", "budget_total_cad", "D020"),
        *("Budget", read, read, None, message),
    )
    entry = SubmissionReport(
        *("s", PLACE, label, WAVE.wave_id, label, "returned", 0, 1, 0), (SheetFindings("D Budget", (item,)),)
    )
    buffer = BytesIO()
    report_xlsx(Report("fr", "fictif", (entry,)), buffer)
    whole = tmp_path / "w.xlsx"
    if not whole.exists():
        whole_workbook(whole)
    write_corrected(whole, [item], tmp_path / "c.xlsx", "fr")
    for book, name in ((buffer, "Rapport"), (tmp_path / "c.xlsx", "À corriger")):
        sheet = openpyxl.load_workbook(book)[name]
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type == "s"
            assert harmless(cell.value) == cell.value


def test_the_commands_write_report_workbook_and_page(bench: Workbench, tmp_path: Path, capsys) -> None:
    faulty(bench, tmp_path)
    assert main(["report", "--xlsx", str(tmp_path / "out" / "r.xlsx")]) == 1
    assert main(["report", "--json", "--lang", "en"]) == 1
    capsys.readouterr()
    assert main(["report", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["schema"] == JSON_SCHEMA
    assert main(["corrected", "--out", str(tmp_path / "out")]) == 0
    assert main(["profile", "--establishment", PLACE, "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{PLACE}-{WAVE.wave_id}-a-corriger.xlsx",
        f"{PLACE}-{WAVE.wave_id}-profil.pdf",
        "r.xlsx",
    ]
    assert (tmp_path / "out" / f"{PLACE}-{WAVE.wave_id}-profil.pdf").read_bytes().startswith(b"%PDF")
    assert main(["profile", "--establishment", "chum", "--out", str(tmp_path / "out")]) == 1


def test_a_workbook_that_cannot_be_marked_is_told(bench: Workbench, tmp_path: Path, capsys) -> None:
    faulty(bench, tmp_path)
    (stored,) = (bench.var / "received").glob("*.xlsx")
    with zipfile.ZipFile(stored) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = b"<styleSheet>"
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert main(["corrected", "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "ne se laisse pas annoter" in told
    assert "Traceback" not in told


def test_a_file_of_several_establishments_is_never_given_back_to_one(bench: Workbench, tmp_path: Path, capsys) -> None:
    path = tmp_path / "tous.csv"
    lines = ["établissement;période;question;valeur"]
    lines += [f"{place};{WAVE.wave_id};offices_count;beaucoup" for place in ("cisss-laval", "chum")]
    path.write_text("\n".join(lines), encoding="utf-8")
    receipts = receive_files(bench, [path], Delivery("Ada", kind="fictif"))
    check(bench)
    with pytest.raises(NotPossible) as refused:
        corrected_of(bench, receipts[0].submission_id or "", tmp_path / "c.xlsx", "fr")
    assert "tous.csv" in refused.value.sentence("fr")
    assert "tous.csv" in refused.value.sentence("en")
    assert not (tmp_path / "c.xlsx").exists()
    assert main(["corrected", "--out", str(tmp_path / "out")]) == 0
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == "tous-a-corriger.xlsx"
    sheet = openpyxl.load_workbook(made)["tous"]
    assert [sheet[place].comment is not None for place in ("D2", "D3")] == [True, True]
