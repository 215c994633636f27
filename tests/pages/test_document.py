"""The HTML document says its language and name when it loads, before any script runs."""

import asyncio
import gzip
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from dashboard import DOCUMENT, DocumentLanguage
from tests.awaited import awaited

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
ROUTES = [
    Route("/donnees.txt", lambda _: PlainTextResponse('<html lang="en">' * 200)),
    Route("/{page:path}", lambda _: FileResponse(INDEX)),
]
#: Streamlit's own document behind the middleware, compressed on both sides of it as in the application.
APP = Starlette(
    routes=ROUTES,
    middleware=[Middleware(GZipMiddleware), Middleware(DocumentLanguage), Middleware(GZipMiddleware)],
)


class Answer(NamedTuple):
    headers: dict[bytes, bytes]
    text: str


def get(path: str, query: str = "") -> Answer:
    """The answer that a browser which reads gzip would get."""
    sent: list[Message] = []

    async def receive() -> Message:
        # A browser that stays: the answer is cancelled when it leaves.
        return await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", b"gzip")],
    }
    awaited(APP(scope, receive, send))
    headers = dict(sent[0]["headers"])
    body = b"".join(message.get("body", b"") for message in sent[1:])
    assert headers[b"content-encoding"] == b"gzip"
    return Answer(headers, gzip.decompress(body).decode())


def test_streamlit_still_writes_what_is_replaced() -> None:
    document = INDEX.read_bytes()
    for found in DOCUMENT:
        assert found in document


@pytest.mark.parametrize(("path", "query"), [("/", ""), ("/recommandation", "id=R02"), ("/", "lang=xx")])
def test_french_is_the_default(path: str, query: str) -> None:
    answer = get(path, query)
    assert '<html lang="fr-CA">' in answer.text
    assert "<title>Observatoire du partenariat</title>" in answer.text
    assert "a besoin de JavaScript" in answer.text


def test_english_is_asked_for_in_the_address() -> None:
    assert '<html lang="en-CA">' in get("/", "lang=en").text


def test_what_is_no_document_passes_untouched() -> None:
    assert get("/donnees.txt").text.count('<html lang="en">') == 200
