"""Where a visitor may go, and when a page is complete."""

from playwright.sync_api import Page

from pages import menu

#: The views of pages that have several: address → the name of its picture.
VIEWS = {
    "initiatives?id=portrait": "initiatives-portrait",
    "initiatives?id=gmf-oc": "initiatives-gmf-oc",
    "initiatives?id=communaute-soignante": "initiatives-caring",
    "initiatives?id=inters4": "initiatives-inters4",
    "initiatives?id=communaute-strategique-itss": "initiatives-strategic",
    "initiatives?id=pratiques": "initiatives-practices",
    "recherche?q=budget": "search-budget",
}
#: Every page of the menu, then the views.
PAGES = {page.path: page.file for page in menu.PAGES.values()} | VIEWS
LANGUAGES = ("fr", "en")
WIDTHS = (1440, 390)


def address(base: str, path: str, language: str, **choices: str) -> str:
    query = "&".join(
        [*(f"{name}={value}" for name, value in choices.items()), *(["lang=en"] if language == "en" else [])]
    )
    joint = "&" if "?" in path else "?"
    return f"{base}/{path}" + (f"{joint}{query}" if query else "")


def visit(page: Page, url: str) -> None:
    """Open a page and wait until it is complete."""
    page.goto(url)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script of a page has ended and its charts are drawn."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid="stStatusWidget"]')
              && !document.querySelector('[data-stale="true"]')
              && !document.querySelector('[data-testid="stSkeleton"]')
              && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                 .every(c => c.offsetParent === null || c.querySelector('canvas, svg'))""",
        timeout=30_000,
    )
    page.wait_for_timeout(250)
