"""The parts of Dépôt as a steward meets them: whole, in both languages, without a fault that axe can see."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from data.model.roles import local_actor
from etl.steward.service import StewardService
from tests.browser.conftest import PHONE, free_port, start_dashboard, stop
from tests.browser.visits import LANGUAGES, address, settled, visit
from tests.pages.steward_house import PLACE, WAVE, faulty_workbook

pytestmark = pytest.mark.browser
PARTS = ("suivi", "classeur", "publier", "textes", "signalements", "cibles", "journal", "acces")


@pytest.fixture(scope="module")
def house(demo_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard in local mode whose workbench holds something of everything."""
    var = tmp_path_factory.mktemp("steward") / "var"
    shutil.copytree(demo_var, var)
    desk = StewardService(var, local_actor("tests"))
    path, _ = faulty_workbook(var, var.parent)
    desk.receive([path])
    desk.check(WAVE, PLACE)
    desk.contest("/indicateur?id=R01-1", "Un bureau manque.", "lecteur@exemple.ca")
    desk.delegate("ines@ex.ca", [PLACE])
    port = free_port()
    process = start_dashboard(var, port)
    yield f"http://127.0.0.1:{port}"
    stop(process)


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, context: BrowserContext, house: str) -> Iterator[Page]:
    """A part of the page, opened once for both tests below."""
    part, language = request.param
    page = context.new_page()
    # One part of each two in the dark: each colour is met in both.
    page.emulate_media(color_scheme="dark" if PARTS.index(part) % 2 == LANGUAGES.index(language) else "light")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    visit(page, address(house, "depot", language, partie=part, id=PLACE))
    yield page
    assert faults == []
    page.close()


EVERY_PART = [pytest.param((part, language), id=f"{part}-{language}") for part in PARTS for language in LANGUAGES]


@pytest.mark.parametrize("opened", EVERY_PART, indirect=True)
def test_axe_finds_nothing(opened: Page) -> None:
    assert opened.locator("h1").count() == 1
    result = Axe().run(opened, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("opened", EVERY_PART, indirect=True)
def test_a_phone_shows_it_without_scrolling_sideways(opened: Page) -> None:
    opened.set_viewport_size(PHONE)
    settled(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
