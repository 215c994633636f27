"""The whole round: forty defects found at their cells, marked, mended in the marked file, sent again, published,
given back."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.cell.cell import MergedCell

from data.store.releases.release import serve
from data.store.workbench.submissions import Workbench
from etl.extract import extract
from etl.feedback.corrected import corrected_of
from etl.feedback.report import report_of
from etl.feedback.value_back import sheet_of
from etl.publish.publish import publish
from etl.receive.receive import Delivery, receive_files
from etl.receive.resubmission import before_of, changes_between
from etl.review.accept import accept
from etl.validate.check import check
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.value import value_text
from tests.builders.defects import DEFECTS, PLACE, WAVE, mend, places, plant, whole_workbook

OFFICE = shutil.which("soffice")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    (tmp_path / "var").mkdir()
    return Workbench(tmp_path / "var")


def received(bench: Workbench, path: Path) -> str:
    (receipt,) = receive_files(bench, [path], Delivery("Ada"))
    assert receipt.submission_id is not None, receipt.sentence
    check(bench)
    return receipt.submission_id


def marked(bench: Workbench, tmp_path: Path) -> tuple[Path, Path, str, Path]:
    """The whole workbook, the faulty one, its submission, and the marked one."""
    whole = whole_workbook(tmp_path / "juste.xlsx")
    faulty = plant(whole, tmp_path / "laval.xlsx")
    submission_id = received(bench, faulty)
    annotated = tmp_path / "laval-a-corriger.xlsx"
    corrected_of(bench, submission_id, annotated, "fr")
    return whole, faulty, submission_id, annotated


def open_in_office(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice opens and saves it."""
    if OFFICE is None:
        pytest.skip("soffice is not on this machine: the round trip through LibreOffice was NOT tried")
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / path.name


def mended_is_published(bench: Workbench, tmp_path: Path, first: str, faulty: Path, mended: Path) -> None:
    """The mended file is received, accepted and published, and its values are what everyone reads."""
    second = received(bench, mended)
    assert bench.problems([second]).to_dicts() == []
    changes = changes_between(bench, before_of(bench, second) or "", second)
    assert before_of(bench, second) == first
    assert set(changes["question_id"]) == {item.question_id for item in DEFECTS}
    assert not changes["now_problem"].any()
    (done,) = accept(bench, by="Ada")
    assert done.outcome == "accepted"
    publish(bench, bench.var, by="Ada")
    reader = ReleaseReader(serve(bench.var).release)
    partners = reader.verdict("indicator", "registered_partners", WAVE.wave_id, ("establishment", PLACE))
    assert partners is not None
    assert partners.value == 111
    sheet = sheet_of(bench, second, "fr")
    shown = {card.label: card.figure for card in sheet.cards}
    assert shown[partners.label("fr")] == value_text(partners, "fr") == "111"
    assert not [line for line in sheet.missing if "à corriger" in line]
    kept = {path.stem: path.read_bytes() for path in (bench.var / "received").iterdir()}
    for path in (faulty, mended):
        assert kept[hashlib.sha256(path.read_bytes()).hexdigest()] == path.read_bytes()


def test_every_defect_is_found_at_its_cell_and_nothing_else(bench: Workbench, tmp_path: Path) -> None:
    whole, _, submission_id, _ = marked(bench, tmp_path)
    where = places(whole)
    found: dict[str, set[str]] = {}
    for item in report_of(bench, [submission_id], "fr").submissions[0].problems:
        found.setdefault(item.cell, set()).add(item.rule)
    planted = {"!".join(where[item.question_id, item.choice_id]): item.code for item in DEFECTS}
    assert len(planted) == len(DEFECTS)
    assert set(found) == set(planted)
    assert {cell: code for cell, code in planted.items() if code not in found[cell]} == {}


def test_the_marked_workbook_colours_and_comments_each_cell_and_links_to_it(bench: Workbench, tmp_path: Path) -> None:
    _, faulty, submission_id, annotated = marked(bench, tmp_path)
    book, before = openpyxl.load_workbook(annotated), openpyxl.load_workbook(faulty)
    assert book.sheetnames == ["À corriger", *before.sheetnames]
    problems = report_of(bench, [submission_id], "fr").submissions[0].problems
    listed = book["À corriger"]
    links = {cell.value: cell.hyperlink.location for row in listed.iter_rows() for cell in row if cell.hyperlink}
    assert set(links) == {item.cell for item in problems}
    for item in problems:
        assert links[item.cell] == f"'{item.sheet}'!{item.address}"
        shown = book[item.sheet][item.address]
        if isinstance(shown, MergedCell):
            shown = book[item.sheet][f"C{item.address[1:]}"]
        assert shown.fill.fgColor.rgb in ("FFFBE9DC", "FFFFF1CC")
        assert item.message in shown.comment.text
    # Read again as it stands, it says exactly what the file said.
    assert extract(annotated).cells.equals(extract(faulty).cells)


def test_mended_in_the_marked_file_and_sent_again_it_is_published(bench: Workbench, tmp_path: Path) -> None:
    whole, faulty, first, annotated = marked(bench, tmp_path)
    mended = mend(whole, annotated, tmp_path / "laval-corrige.xlsx")
    mended_is_published(bench, tmp_path, first, faulty, mended)


def test_marked_again_after_a_partial_mending_only_what_remains_is_marked(bench: Workbench, tmp_path: Path) -> None:
    whole, _, _, annotated = marked(bench, tmp_path)
    mended = mend(whole, annotated, tmp_path / "presque.xlsx")
    sheet, cell = places(whole)["partners_registered_count", None]
    book = openpyxl.load_workbook(mended)
    book[sheet][cell] = "cent onze"
    book.save(mended)
    second = received(bench, mended)
    again = tmp_path / "encore.xlsx"
    assert corrected_of(bench, second, again, "fr") == 1
    book = openpyxl.load_workbook(again)
    assert book.sheetnames.count("À corriger") == 1
    worn = {
        (name.title, found.coordinate)
        for name in book.worksheets
        if name.title != "À corriger"
        for row in name.iter_rows()
        for found in row
        if found.comment or found.border.left.style in ("medium", "mediumDashed")
    }
    assert worn == {(sheet, cell)}
    assert "cent onze" in book[sheet][cell].comment.text
    assert "111 partenaires" not in book[sheet][cell].comment.text
    assert extract(again).cells.equals(extract(mended).cells)


@pytest.mark.long
def test_the_round_goes_through_libreoffice(bench: Workbench, tmp_path: Path) -> None:
    whole, faulty, first, annotated = marked(bench, tmp_path)
    opened = open_in_office(annotated, tmp_path / "ouvert")
    book = openpyxl.load_workbook(opened)
    assert book.sheetnames[0] == "À corriger"
    where = places(whole)
    for item in DEFECTS:
        sheet, cell = where[item.question_id, item.choice_id]
        shown = book[sheet][cell if item.typed != "MERGED" else f"C{cell[1:]}"]
        assert shown.comment is not None, (sheet, cell)
        assert shown.fill.fgColor.rgb in ("FFFBE9DC", "FFFFF1CC"), (sheet, cell)
    mended = open_in_office(mend(whole, opened, tmp_path / "laval.2.xlsx"), tmp_path / "enregistre")
    mended_is_published(bench, tmp_path, first, faulty, mended)


def test_a_withdrawn_answer_is_said_as_such(bench: Workbench, tmp_path: Path) -> None:
    first = received(bench, whole_workbook(tmp_path / "a.xlsx"))
    second = received(bench, whole_workbook(tmp_path / "b.xlsx", partners_registered_count=None))
    (change,) = changes_between(bench, first, second).to_dicts()
    assert (change["old"], change["new"], change["now_problem"]) == ("111", None, True)
    assert bench.submissions().filter(pl.col("submission_id") == second)["state"].item() == "returned"
