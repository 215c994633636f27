"""Where a visitor may go, and when a page is complete."""

from playwright.sync_api import Page

#: url path → the file of the page.
PAGES = {
    "": "overview",
    "recommandation": "recommendation",
    "indicateur": "indicator",
    "comparer": "compare",
    "etablissement": "establishment",
    "territoire": "territory",
    "initiatives": "initiatives",
    "completude": "completeness",
    "methode": "method",
}
LANGUAGES = ("fr", "en")
WIDTHS = (1440, 390)


def address(base: str, path: str, language: str, **choices: str) -> str:
    query = "&".join(
        [*(f"{name}={value}" for name, value in choices.items()), *(["lang=en"] if language == "en" else [])]
    )
    return f"{base}/{path}" + (f"?{query}" if query else "")


def visit(page: Page, url: str) -> None:
    """Open a page and wait until its script has ended and its charts are drawn."""
    page.goto(url)
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
