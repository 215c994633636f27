"""The route that receives uploaded files: each is kept aside until the page hands them all to `StewardService`.

A page that may receive files gives its session a pass. The pass is a secret that the browser sends in a header, which
no other site can do for it, with the very login cookie it was given under. It opens nothing else and soon ends.
"""

import hashlib
import re
import secrets
import shutil
import time
from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from urllib.parse import unquote

from data.store.paths import var_folder
from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.ui.login.session_user import LOOPBACK, PROXY_HEADERS

PASS_HEADER = "x-depot-pass"
NAME_HEADER = "x-depot-name"
#: Streamlit's cookie of a login; it changes at each one and is gone after a logout.
LOGIN_COOKIE = "_streamlit_user"
FILE_BYTES = 20 * 1024 * 1024
FILES_AT_ONCE = 100
BYTES_AT_ONCE = 200 * 1024 * 1024
PASS_SECONDS = 1800
LEFT_BEHIND_SECONDS = 86_400
#: What a file name may not hold on one system or another.
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
NAME_LENGTH = 150


@dataclass(frozen=True)
class UploadAnswer:
    """The answer to the browser: an HTTP status and a sentence."""

    status: int
    sentence: str


@dataclass
class UploadPass:
    """The right of one session to send files; `files` are those that wait to be read."""

    folder: Path
    cookie: str
    local: bool
    language: Language
    ends_at: float
    files: list[Path] = field(default_factory=list)
    taken_bytes: int = 0


_passes: dict[str, UploadPass] = {}
_lock = Lock()


def _digest(cookies: Mapping[str, str]) -> str:
    return hashlib.sha256(cookies.get(LOGIN_COOKIE, "").encode()).hexdigest()


def issue_pass(cookies: Mapping[str, str], language: Language, *, local: bool) -> str:
    """The token of a new pass, for a session whose person may receive files; the page checks that first."""
    token = secrets.token_urlsafe(32)
    arriving = var_folder() / "arriving"
    _sweep(arriving)
    with _lock:
        _passes[token] = UploadPass(
            arriving / secrets.token_hex(8),
            _digest(cookies),
            local,
            language,
            time.monotonic() + PASS_SECONDS,
        )
    return token


def renew_pass(token: str, language: Language) -> bool:
    """Whether the pass still holds; its time begins again."""
    with _lock:
        held = _passes.get(token)
        if held is None or held.ends_at < time.monotonic():
            return False
        held.ends_at, held.language = time.monotonic() + PASS_SECONDS, language
    return True


def waiting_files(token: str) -> list[Path]:
    """The files that have come under a pass, in the order in which they ended."""
    with _lock:
        held = _passes.get(token)
        return list(held.files) if held else []


def forget_files(token: str, files: list[Path]) -> None:
    """Remove files that the service has received; it keeps its own copies."""
    with _lock:
        held = _passes.get(token)
        if held is not None:
            held.files = [item for item in held.files if item not in files]
            held.taken_bytes = sum(item.stat().st_size for item in held.files)
    for item in files:
        shutil.rmtree(item.parent, ignore_errors=True)


def revoke_pass(token: str) -> None:
    """End a pass: its person may not receive files any more."""
    with _lock:
        held = _passes.pop(token, None)
    if held is not None:
        shutil.rmtree(held.folder, ignore_errors=True)


async def receive_upload(
    headers: Mapping[str, str], cookies: Mapping[str, str], peer: str | None, chunks: AsyncIterable[bytes]
) -> UploadAnswer:
    """The answer for one file sent by a browser: kept aside whole, or refused with nothing left of it.

    Args:
        headers: those of the request, names in lower case.
        peer: the address at the other end of the connection.
        chunks: the file itself.
    """
    language: Language = "en" if headers.get("accept-language", "").startswith("en") else "fr"
    with _lock:
        held = _passes.get(headers.get(PASS_HEADER, ""))
    if held is None or held.ends_at < time.monotonic() or not _same_reader(held, headers, cookies, peer):
        return UploadAnswer(403, say("Dépôt refusé : rouvrez la page Dépôt, et connectez-vous au besoin.", language))
    name = file_name(headers.get(NAME_HEADER, ""))
    room = min(FILE_BYTES, BYTES_AT_ONCE - held.taken_bytes)
    if len(held.files) >= FILES_AT_ONCE or room <= 0:
        words = "{file} : déjà {count} fichiers ou 200 Mo en attente; déposer la suite après la lecture."
        return UploadAnswer(413, say(words, held.language, file=name, count=len(held.files)))
    place = held.folder / secrets.token_hex(4)
    size = None
    try:
        size = await _write(place / name, chunks, room)
    except OSError as error:
        words = "{file} : le serveur n’a pas pu le garder ({why}). Rien n’en est resté; réessayer plus tard."
        return UploadAnswer(507, say(words, held.language, file=name, why=error.strerror))
    finally:
        # Also when the browser leaves in the middle: a file is there whole or not at all.
        if size is None:
            shutil.rmtree(place, ignore_errors=True)
    if size is None:
        return UploadAnswer(413, say("{file} : plus de 20 Mo; ce fichier n’est pas reçu.", held.language, file=name))
    with _lock:
        held.files.append(place / name)
        held.taken_bytes += size
    return UploadAnswer(200, say("{file} : arrivé.", held.language, file=name))


def _same_reader(held: UploadPass, headers: Mapping[str, str], cookies: Mapping[str, str], peer: str | None) -> bool:
    """Whether the request comes from the page that got the pass, under the same login."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    if held.local and (peer not in LOOPBACK or any(name in headers for name in PROXY_HEADERS)):
        return False
    return secrets.compare_digest(held.cookie, _digest(cookies))


def file_name(written: str) -> str:
    """The name of a file as its sender knows it, fit for any disk; « fichier » where it has none."""
    name = UNFIT.sub("_", Path(unquote(written).replace("\\", "/")).name).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:NAME_LENGTH]}{dot}{suffix[:10]}" if stem else name[:NAME_LENGTH] or "fichier"


async def _write(path: Path, chunks: AsyncIterable[bytes], room: int) -> int | None:
    """The size of the file once written whole, None as soon as it is larger than `room`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with path.open("wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > room:
                return None
            file.write(chunk)
    return size


def _sweep(arriving: Path) -> None:
    """Remove what sessions that ended left behind."""
    with _lock:
        over = [token for token, held in _passes.items() if held.ends_at < time.monotonic()]
    for token in over:
        revoke_pass(token)
    if arriving.exists():
        for folder in arriving.iterdir():
            if time.time() - folder.stat().st_mtime > LEFT_BEHIND_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
