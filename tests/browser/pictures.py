"""Take a picture of every page: two widths, two languages. `python -m tests.browser.pictures [folder]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from data.store.paths import var_folder
from tests.browser.conftest import FLAGS, chromium, free_port, start_dashboard, stop
from tests.browser.visits import LANGUAGES, PAGES, WIDTHS, address, visit


def main(folder: Path, themes: tuple[str, ...] = ("light",)) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    process = start_dashboard(var_folder(), port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for theme in themes:
                for width in WIDTHS:
                    for language in LANGUAGES:
                        for path, name in PAGES.items():
                            page = browser.new_page(
                                viewport={"width": width, "height": 1000}, color_scheme=theme, locale="fr-CA"
                            )
                            visit(page, address(f"http://127.0.0.1:{port}", path, language))
                            height = page.evaluate(
                                "document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight || 1000"
                            )
                            page.set_viewport_size({"width": width, "height": min(int(height) + 80, 9000)})
                            page.wait_for_timeout(400)
                            page.screenshot(path=folder / f"{name}-{language}-{width}-{theme}.png")
                            page.close()
            browser.close()
    finally:
        stop(process)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
