"""The application: `streamlit run dashboard.py` serves the pages inside their frame.

The main script is pages/frame.py, so that a link to any page opens inside the frame, also as the first visit.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.intake.upload_route import receive_upload
from pages.ui.error_page import error_page
from pages.ui.warm_up import warm_up

#: Streamlit's own collection after every run is switched off in config.toml; this one keeps memory in bounds.
COLLECT_EVERY_SECONDS = 60
#: What Streamlit's document says before any script runs, and what it says here, by language.
DOCUMENT = {
    b'<html lang="en">': {"fr": b'<html lang="fr-CA">', "en": b'<html lang="en-CA">'},
    b"<title>Streamlit</title>": dict.fromkeys(("fr", "en"), b"<title>Observatoire du partenariat</title>"),
    b"You need to enable JavaScript to run this app.": {
        "fr": "Cette page a besoin de JavaScript pour s’afficher.".encode(),
        "en": b"This page needs JavaScript to be displayed.",
    },
}


class DocumentLanguage:
    """The language of the HTML document, told when it loads: screen readers choose their voice then."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang")
        language = "en" if asked == ["en"] else "fr"
        # What comes from inside must be readable here; the outer layer compresses it afterwards.
        plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        start: Message | None = None
        body = b""

        async def translated(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                if not _is_document(message):
                    await send(message)
                return
            if start is None or not _is_document(start):
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            for found, words in DOCUMENT.items():
                body = body.replace(found, words[language])
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app({**scope, "headers": plain}, receive, translated)


def _is_document(start: Message) -> bool:
    """Whether a response is a whole HTML document (a 304 has no body to translate)."""
    kind = MutableHeaders(scope=start).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


async def receive_file(request: Request) -> Response:
    """One file that a steward's page sends; the page itself hands it to the desk."""
    peer = request.client.host if request.client else None
    try:
        answer = await receive_upload(request.headers, request.cookies, peer, request.stream())
    except ClientDisconnect:
        # Whoever sent it has left; nobody reads this answer.
        return Response(status_code=400)
    return JSONResponse({"sentence": answer.sentence}, answer.status, {"Cache-Control": "no-store"})


async def collect_regularly() -> None:
    """Free cyclic garbage on a schedule, off the path of any visitor's run."""
    while True:
        await asyncio.sleep(COLLECT_EVERY_SECONDS)
        await asyncio.to_thread(gc.collect)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up before the first visitor, then collect on a schedule until the end."""
    await asyncio.to_thread(warm_up)
    # What warming up has loaded lives as long as the process: no collection needs to walk through it again.
    gc.collect()
    gc.freeze()
    collecting = asyncio.create_task(collect_regularly())
    yield
    collecting.cancel()
    with suppress(asyncio.CancelledError):
        await collecting


app = st.App(
    "pages/frame.py",
    routes=[Route("/depot/fichiers", receive_file, methods=["POST"])],
    middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5), Middleware(DocumentLanguage)],
    lifespan=lifespan,
    on_script_error=error_page,
)
