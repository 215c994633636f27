"""Pages as a visitor meets them: through the frame, in either language, on the demonstration release."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.releases.release import serve
from indicators.release_reader.reader import ReleaseReader

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
TIMEOUT_SECONDS = 60
Opened = Callable[..., AppTest]


@pytest.fixture
def opened(demo: Path) -> Opened:
    """Open a page by its file name: `opened("recommendation", language="en", id="R02")`."""

    def open_page(file: str = "overview", language: str = "fr", **choices: str) -> AppTest:
        page = AppTest.from_file(str(FRAME), default_timeout=TIMEOUT_SECONDS)
        page.query_params.update(choices | ({"lang": "en"} if language == "en" else {}))
        page.run()
        if file != "overview":
            # A page change drops the query, as a menu click does; a direct link keeps it.
            page.switch_page(f"{file}.py")
            page.query_params.update(choices | ({"lang": "en"} if language == "en" else {}))
            page.run()
        assert not page.exception, [error.message for error in page.exception]
        return page

    return open_page


@pytest.fixture
def reader(demo: Path) -> ReleaseReader:
    """The release that the pages show."""
    return ReleaseReader(serve(demo).release)


def markup(page: AppTest) -> str:
    """Every HTML block of a page, one after the other."""
    return "\n".join(block.proto.body for block in page.get("html"))
