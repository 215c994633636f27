"""Who reads which release: the members' is for those who logged in, and for a local reader who asks for it."""

from html import unescape
from pathlib import Path

import pytest

from data.store.releases.pointer import current
from pages.ui.login import session_user
from tests.pages.conftest import Opened, markup
from tests.pages.steward_house import PEOPLE


@pytest.mark.parametrize(
    ("person", "lecture", "audience"),
    [
        ("local", "", "visitor"),
        ("local", "membres", "member"),
        ("member", "", "member"),
        ("member", "public", "visitor"),
        ("visitor", "", "visitor"),
        ("visitor", "membres", "visitor"),
    ],
)
def test_each_reads_the_release_meant_for_them(
    opened: Opened, demo: Path, monkeypatch: pytest.MonkeyPatch, person: str, lecture: str, audience: str
) -> None:
    monkeypatch.setattr(session_user, "present", lambda: PEOPLE[person])
    page = opened("overview", **({"lecture": lecture} if lecture else {}))
    newest = {name: current(demo, name) for name in ("visitor", "member")}
    assert newest["visitor"] is not None
    assert newest["member"] is not None
    shown = unescape(markup(page))
    assert newest[audience].release_id in shown
    assert newest["member" if audience == "visitor" else "visitor"].release_id not in shown
