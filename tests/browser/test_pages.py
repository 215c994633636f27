"""Every page, in both languages and at two widths, as a visitor meets it on a direct link."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE, free_port, start_dashboard, stop
from tests.browser.visits import LANGUAGES, PAGES, address, settled, visit

pytestmark = pytest.mark.browser
BAND = {"fr": "Données fictives", "en": "Fictitious data"}
#: French words that an English page has no reason to hold outside names and quoted labels.
FRENCH_LEFTOVERS = (
    "établissements sur",
    "sans réponse",
    "pas de changement",
    "Télécharger",
    "Tableau des valeurs",
)
ENGLISH_LEFTOVERS = ("Upload", "Download", "No results", "Search", "Choose an option", "Page not found")
EVERY_PAGE = [
    pytest.param((path, language), id=f"{path or 'sommaire'}-{language}") for path in PAGES for language in LANGUAGES
]
IN_FRENCH = EVERY_PAGE[:: len(LANGUAGES)]


@dataclass
class Visit:
    """A page opened by its link, and the faults of its scripts."""

    page: Page
    language: str
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, context: BrowserContext, dashboard: str) -> Iterator[Visit]:
    """A page, opened once for all the tests below that look at it."""
    path, language = request.param
    seen = Visit(context.new_page(), language)
    seen.page.on("pageerror", lambda error: seen.faults.append(str(error)))
    visit(seen.page, address(dashboard, path, language))
    yield seen
    seen.page.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: the rule, and up to three elements."""
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]


@pytest.mark.parametrize("opened", EVERY_PAGE, indirect=True)
def test_a_direct_link_gives_the_whole_page(opened: Visit) -> None:
    page = opened.page
    text = page.inner_text("body")
    assert page.locator("h1").count() == 1
    assert page.get_attribute("html", "lang") == ("fr-CA" if opened.language == "fr" else "en-CA")
    assert BAND[opened.language] in text
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "Traceback" not in text
    for word in FRENCH_LEFTOVERS if opened.language == "en" else ENGLISH_LEFTOVERS:
        assert word not in text, word
    assert opened.faults == []


@pytest.mark.parametrize("opened", IN_FRENCH, indirect=True)
def test_axe_finds_nothing(opened: Visit) -> None:
    assert violations(opened.page) == []


@pytest.mark.parametrize("opened", EVERY_PAGE, indirect=True)
def test_a_phone_shows_it_without_scrolling_sideways(opened: Visit) -> None:
    page = opened.page
    page.set_viewport_size(PHONE)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => e.getBoundingClientRect().right > 392 && e.offsetParent !== null
                         && !e.closest('[data-testid="stDataFrame"], .o-scroll, thead'))
            .map(e => e.className || e.tagName).slice(0, 5)"""
    )
    assert wide == []


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "sommaire")
def test_axe_finds_nothing_at_any_width_and_in_the_dark(
    context: BrowserContext, dashboard: str, path: str, size: ViewportSize, theme: Literal["light", "dark"]
) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    visit(page, address(dashboard, path, "fr"))
    assert violations(page) == []
    page.close()


def test_a_dashboard_without_a_release_says_how_to_make_one(context: BrowserContext, tmp_path: Path) -> None:
    port = free_port()
    process = start_dashboard(tmp_path, port)
    try:
        page = context.new_page()
        visit(page, f"http://127.0.0.1:{port}")
        assert "make demo" in page.inner_text("body") or "-m demo" in page.inner_text("body")
        page.close()
    finally:
        stop(process)
