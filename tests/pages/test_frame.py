"""What the frame promises when things are missing or broken: a calm page that says what to do, never a traceback."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.paths import releases_folder
from data.store.releases.pointer import history
from indicators.wording.numbers import day
from tests.pages.conftest import TIMEOUT_SECONDS, markup, open_page


@pytest.fixture
def empty_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture
def damaged_house(demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration with its current release cut short, as after a copy that stopped."""
    shutil.copytree(releases_folder(demo_var), releases_folder(tmp_path))
    current = releases_folder(tmp_path) / f"{history(tmp_path, 'visitor')[0].release_id}.duckdb"
    current.write_bytes(current.read_bytes()[:20_000])
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Aucune version n’est encore publiée"), ("en", "No release is published yet")],
)
def test_without_a_release_the_page_says_how_to_make_one(empty_house: Path, language: str, title: str) -> None:
    page = open_page(language=language)
    assert title in markup(page)
    assert page.code[0].value == "python -m demo"


def test_a_damaged_release_gives_the_one_before_with_a_notice(damaged_house: Path) -> None:
    text = markup(open_page())
    before = history(damaged_house, "visitor")[1]
    assert "La version la plus récente n’a pas pu être lue." in text
    assert f"voici celle du {day(before.published_at, 'fr')}" in text
    assert "o-card" in text


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "La page n’a pas pu s’afficher"), ("en", "The page could not be displayed")],
)
def test_a_fault_of_ours_is_told_calmly(language: str, title: str) -> None:
    def script() -> None:
        from pages.ui.error_page import error_page

        assert error_page(ValueError("secret detail"))

    page = AppTest.from_function(script, default_timeout=TIMEOUT_SECONDS)
    if language == "en":
        page.query_params["lang"] = "en"
    page.run()
    text = markup(page)
    assert title in text
    assert "secret detail" not in text
