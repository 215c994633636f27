"""Pages as a visitor meets them: through the frame, in either language, on the demonstration release."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import html5lib
import pytest
import streamlit as st
from html5lib.html5parser import ParseError
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from data.store.releases.release import serve
from indicators.release_reader.reader import ReleaseReader
from pages.menu import PAGES

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
TIMEOUT_SECONDS = 60
Opened = Callable[..., AppTest]
#: A tag of the pages or an entity that a visitor would read as text; `b` and `script` are what tests type themselves.
ESCAPED_TWICE = re.compile(
    r"&lt;/?(?:a|br|code|d[dlt]|details|div|h[1-6]|i|input|li|ol|p|span|strong|summary|t[dhr]|table|ul)\b"
    r"|&amp;(?:amp|gt|lt|quot|#\d+);"
)


@pytest.fixture(autouse=True)
def valid_html(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Parse every HTML block that pages make during a test: each is valid, and none shows a tag as text."""
    html = st.html
    blocks: list[str] = []

    def collect(body: str, **options: bool) -> object:
        blocks.append(body)
        return html(body, **options)

    monkeypatch.setattr(st, "html", collect)
    yield
    for body in blocks:
        parse_strictly(body)
        assert not (found := ESCAPED_TWICE.search(body)), body[max(0, found.start() - 80) : found.end() + 40]


@cache
def parse_strictly(body: str) -> None:
    """Parse a fragment of HTML.

    Raises:
        ParseError: it is not valid, and where.
    """
    parser = html5lib.HTMLParser(strict=True)
    try:
        parser.parseFragment(body)
    except ParseError as error:
        line, column = parser.tokenizer.stream.position()
        near = body.splitlines()[line - 1][max(0, column - 80) : column + 40]
        raise ParseError(f"{error} near {near}") from None


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """AppTest reads the metadata of every installed package at each page, for components: they do not change."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


def open_page(file: str = "overview", language: str = "fr", **choices: str) -> AppTest:
    """A page as a direct link opens it, through the frame."""
    page = AppTest.from_file(str(FRAME), default_timeout=TIMEOUT_SECONDS)
    page.query_params.update(choices | ({"lang": "en"} if language == "en" else {}))
    if file != "overview":
        # AppTest opens the first page, then changes page; a link does without the first.
        page._page_hash = calc_hash(PAGES[file].path)
    page.run()
    assert not page._page_hash or page._page_hash in page._registered_pages
    assert not page.exception, [error.message for error in page.exception]
    return page


@pytest.fixture
def opened(demo: Path) -> Opened:
    """Open a page of the demonstration by its file name: `opened("recommendation", language="en", id="R02")`."""
    return open_page


@pytest.fixture
def reader(demo: Path) -> ReleaseReader:
    """The release that the pages show."""
    return ReleaseReader(serve(demo).release)


def markup(page: AppTest) -> str:
    """Every HTML block of a page, one after the other."""
    return "\n".join(block.proto.body for block in page.get("html"))
