"""Every page, in both languages and at two widths, as a visitor meets it on a direct link."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.visits import LANGUAGES, PAGES, WIDTHS, address, visit

pytestmark = pytest.mark.browser
LONG = bool(os.environ.get("OBSERVATOIRE_LONG"))
BAND = {"fr": "Données fictives", "en": "Fictitious data"}
THEMES = ("light", "dark") if LONG else ("light",)
#: French words that an English page has no reason to hold outside names and quoted labels.
FRENCH_LEFTOVERS = (
    "établissements sur",
    "sans réponse",
    "pas de changement",
    "Télécharger",
    "Tableau des valeurs",
)
ENGLISH_LEFTOVERS = ("Upload", "Download", "No results", "Search", "Choose an option", "Page not found")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "sommaire")
def test_a_direct_link_gives_the_whole_page(browser: Browser, dashboard: str, path: str, language: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="fr-CA")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    visit(page, address(dashboard, path, language))
    text = page.inner_text("body")
    assert page.locator("h1").count() == 1
    assert page.get_attribute("html", "lang") == ("fr-CA" if language == "fr" else "en-CA")
    assert BAND[language] in text
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "Traceback" not in text
    for word in FRENCH_LEFTOVERS if language == "en" else ENGLISH_LEFTOVERS:
        assert word not in text, word
    assert faults == []
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "sommaire")
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Browser, dashboard: str, path: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-CA")
    visit(page, address(dashboard, path, language))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => e.getBoundingClientRect().right > 392 && e.offsetParent !== null
                         && !e.closest('[data-testid="stDataFrame"], .o-scroll, thead'))
            .map(e => e.className || e.tagName).slice(0, 5)"""
    )
    assert wide == []
    page.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS if LONG else WIDTHS[:1])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "sommaire")
def test_axe_finds_nothing(browser: Browser, dashboard: str, path: str, width: int, theme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=theme, locale="fr-CA")
    visit(page, address(dashboard, path, "fr"))
    found = Axe().run(page).response["violations"]
    told = [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]
    assert told == []
    page.close()


def test_a_dashboard_without_a_release_says_how_to_make_one(browser: Browser, tmp_path: Path) -> None:
    from tests.browser.conftest import free_port, start_dashboard, stop

    port = free_port()
    process = start_dashboard(tmp_path, port)
    try:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        visit(page, f"http://127.0.0.1:{port}")
        assert "make demo" in page.inner_text("body") or "-m demo" in page.inner_text("body")
        page.close()
    finally:
        stop(process)
