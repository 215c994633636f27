"""Files sent to the steward's page: only with a pass, from the page that got it, whole or not at all."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from pages.parts.intake import upload_route
from pages.parts.intake.upload_route import UploadAnswer, issue_pass, receive_upload, revoke_pass, waiting_files
from tests.awaited import awaited

COOKIES = {"_streamlit_user": "signed"}


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture
def token(var: Path) -> Iterator[str]:
    given = issue_pass(COOKIES, "fr", local=False)
    yield given
    revoke_pass(given)


def send(
    token: str,
    name: str = "a.xlsx",
    *parts: bytes,
    cookies: dict[str, str] | None = None,
    peer: str = "10.0.0.7",
    more: dict[str, str] | None = None,
) -> UploadAnswer:
    async def chunks() -> AsyncIterator[bytes]:
        for part in parts or (b"12", b"34"):
            yield part

    headers = {"x-depot-pass": token, "x-depot-name": quote(name), **(more or {})}
    return awaited(receive_upload(headers, COOKIES if cookies is None else cookies, peer, chunks()))


def test_a_file_arrives_whole_under_its_own_name(token: str) -> None:
    answer = send(token, "Réponses d’été.xlsx")
    assert (answer.status, answer.sentence) == (200, "Réponses d’été.xlsx\u00a0: arrivé.")
    (path,) = waiting_files(token)
    assert path.name == "Réponses d’été.xlsx"
    assert path.read_bytes() == b"1234"


@pytest.mark.parametrize(
    "refused",
    [
        {"token": "guess"},
        {"cookies": {}},
        {"cookies": {"_streamlit_user": "someone else"}},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_without_the_pass_of_this_very_session_nothing_is_taken(var: Path, token: str, refused: dict[str, Any]) -> None:
    asked: dict[str, Any] = dict(refused)
    cookies: dict[str, str] = asked.pop("cookies", COOKIES)
    answer = send(str(asked.pop("token", token)), cookies=cookies, more=asked)
    assert answer.status == 403
    assert "rouvrez la page" in answer.sentence
    assert waiting_files(token) == []
    assert not [path for path in var.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("peer", "headers"), [("10.0.0.7", {}), ("127.0.0.1", {"x-forwarded-for": "10.0.0.7"})], ids=str
)
def test_a_local_pass_is_refused_from_elsewhere(var: Path, peer: str, headers: dict[str, str]) -> None:
    local = issue_pass(COOKIES, "fr", local=True)
    assert send(local, peer=peer, more=headers).status == 403
    assert send(local, peer="127.0.0.1").status == 200
    revoke_pass(local)


def test_a_pass_ends(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    later = upload_route.time.monotonic() + upload_route.PASS_SECONDS + 1
    monkeypatch.setattr(upload_route.time, "monotonic", lambda: later)
    assert send(token).status == 403


def test_a_file_too_large_leaves_nothing(var: Path, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_route, "FILE_BYTES", 5)
    answer = send(token, "grand.csv", b"123", b"456")
    assert answer.status == 413
    assert "20 Mo" in answer.sentence
    assert not [path for path in var.rglob("*") if path.is_file()]


def test_a_full_disk_is_told_and_leaves_nothing(var: Path, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(path: Path, chunks: object, room: int) -> int:
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upload_route, "_write", full)
    answer = send(token)
    assert answer.status == 507
    assert "No space left" in answer.sentence
    assert not [path for path in var.rglob("*") if path.is_file()]


def test_a_browser_that_leaves_in_the_middle_leaves_nothing(var: Path, token: str) -> None:
    async def cut() -> AsyncIterator[bytes]:
        yield b"12"
        raise ConnectionResetError

    answer = awaited(receive_upload({"x-depot-pass": token, "x-depot-name": "a.csv"}, COOKIES, None, cut()))
    assert answer.status == 507
    assert not [path for path in var.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\a.xlsx", "a.xlsx"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("", "fichier"),
        ("..", "fichier"),
        ("x" * 400 + ".xlsx", "x" * 150 + ".xlsx"),
    ],
)
def test_a_name_is_made_fit_for_any_disk(written: str, kept: str) -> None:
    assert upload_route.file_name(quote(written)) == kept
