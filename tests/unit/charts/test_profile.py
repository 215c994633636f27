"""The page given back: the establishment's own values, its peers as published, on one sheet that anyone can read."""

import os
import re
from pathlib import Path

import polars as pl
import pytest

from data.store.releases.release import serve
from data.store.workbench.submissions import Workbench
from etl.feedback.corrected import NoSubmission
from etl.feedback.value_back import NoProfile, profile_of, sheet_of
from etl.receive.receive import Delivery, receive_files
from etl.validate.check import check
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.exports.fonts import SHIPPED, fonts_folder
from indicators.exports.profile import profile_pdf
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.comparison import comparison_words, profile_finding
from indicators.wording.value import value_text
from tests.builders.defects import PLACE, WAVE, whole_workbook

LONG = bool(os.environ.get("OBSERVATOIRE_LONG"))


def submissions(var: Path) -> dict[str, str]:
    held = Workbench(var).accepted().filter(pl.col("wave_id") == WAVE.wave_id)
    return dict(held.select("establishment_id", "submission_id").iter_rows())


def test_what_is_published_reads_the_same_on_the_page(demo_var: Path) -> None:
    """Where an establishment is published whole, its page says what the dashboard says."""
    reader = ReleaseReader(serve(demo_var).release)
    sheet = sheet_of(Workbench(demo_var), submissions(demo_var)[PLACE], "fr")
    compared = 0
    for row in sheet.numbers:
        indicator = next(item for item in reader.catalogue.indicator.values() if item.code == row.code)
        published = reader.verdict("indicator", indicator.id, WAVE.wave_id, ("establishment", PLACE))
        assert published is not None
        if published.valued:
            compared += 1
            assert row.own == value_text(published, "fr")
            assert row.comparison == comparison_words(published, "fr")
            assert row.peers.endswith(f"({published.peer_n})")
    assert compared >= 15
    for row in sheet.signs:
        published = reader.verdict("headline", row.code, WAVE.wave_id, ("establishment", PLACE))
        assert published is not None
        if published.valued:
            assert row.own == value_text(published, "fr")


def test_its_own_suppressed_values_are_for_itself(demo_var: Path) -> None:
    reader = ReleaseReader(serve(demo_var).release)
    workbench, own, hidden = Workbench(demo_var), submissions(demo_var), 0
    for name in list(own)[:8]:
        codes = {row.code for row in sheet_of(workbench, own[name], "fr").numbers}
        for indicator in reader.catalogue.indicator.values():
            verdict = reader.verdict("indicator", indicator.id, WAVE.wave_id, ("establishment", name))
            hidden += verdict is not None and verdict.state == "suppressed" and indicator.code in codes
    assert hidden > 0


#: Every establishment at length; else one of four in French, and others in English.
SHEETS = {"fr": slice(None, None, 1 if LONG else 4), "en": slice(1, None, 2 if LONG else 8)}


@pytest.mark.parametrize("language", SHEETS)
def test_every_establishment_has_a_page_of_one_sheet(demo_var: Path, language: Language, tmp_path: Path) -> None:
    workbench = Workbench(demo_var)
    for submission_id in list(submissions(demo_var).values())[SHEETS[language]]:
        sheet = sheet_of(workbench, submission_id, language)
        # A second page would raise.
        assert profile_pdf(sheet, tmp_path).startswith(b"%PDF")
        assert sheet.fictitious
        assert [row.code for row in sheet.signs] == [item.id for item in load_catalogue().recommendations]


def test_the_pdf_is_tagged_dated_and_the_same_twice(demo_var: Path, tmp_path: Path) -> None:
    sheet = sheet_of(Workbench(demo_var), submissions(demo_var)[PLACE], "fr")
    first = profile_pdf(sheet, tmp_path)
    assert first == profile_pdf(sheet, tmp_path)
    assert b"/MarkInfo" in first
    assert re.search(rb"/Lang\s*\(fr-CA\)", first)
    assert b"pdfuaid" in first
    assert {path.stem for path in fonts_folder(tmp_path).iterdir()} == set(SHIPPED)


def test_before_any_release_and_any_check_there_is_a_page_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    bench = Workbench(tmp_path / "var")
    path = whole_workbook(tmp_path / "a.xlsx", partners_registered_count="environ 111", offices_count=None)
    (receipt,) = receive_files(bench, [path], Delivery("Ada"))
    assert receipt.submission_id is not None
    before = sheet_of(bench, receipt.submission_id, "fr")
    assert before.title == profile_finding([], "fr")
    assert "aucune version publiée" in before.subtitle
    assert any(line.startswith("E Partenaires!D6") and line.endswith("à corriger") for line in before.missing)
    assert "111" not in [card.figure for card in before.cards]
    assert bench.answers([receipt.submission_id]).is_empty()
    check(bench)
    assert sheet_of(bench, receipt.submission_id, "fr") == before
    assert profile_of(bench, receipt.submission_id, "en").startswith(b"%PDF")


def test_a_quarter_or_an_unknown_submission_has_no_page(demo_var: Path) -> None:
    bench = Workbench(demo_var)
    quarter = bench.submissions().filter(pl.col("wave_id").str.contains("-T"))["submission_id"][0]
    with pytest.raises(NoProfile) as refused:
        sheet_of(bench, quarter, "fr")
    assert "trimestres" in refused.value.sentence("fr")
    assert "quarters" in refused.value.sentence("en")
    with pytest.raises(NoSubmission):
        sheet_of(bench, "rien", "fr")
