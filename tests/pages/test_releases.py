"""Versions: the list, what changed in words, the way back to how it was; and every page read as of an older release."""

import re
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.paths import releases_folder
from data.store.releases.pointer import Pointed, clock, history, point_to, releases_of, roll_back
from data.store.releases.release import serve
from indicators.catalogue.model import Language
from indicators.release_diff.differences import differences
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.releases import counted
from indicators.wording.value import value_text
from pages.menu import PAGES
from pages.ui.login import session_user
from pages.ui.login.session_user import SessionUser
from tests.builders.earlier_release import earlier_house
from tests.pages.conftest import Opened, markup, open_page

READ = sorted(set(PAGES) - {"overview", "intake", "search"})


def words(page: AppTest) -> str:
    """What is written on the page, without its style sheets and tags."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", markup(page), flags=re.DOTALL))


@pytest.fixture
def copied(demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The releases of the demonstration in a folder of one's own."""
    releases_folder(tmp_path).mkdir()
    for path in releases_folder(demo_var).glob("*[!k]"):
        (releases_folder(tmp_path) / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "5 versions publiées; l’actuelle est celle du 12 octobre 2026"),
        ("en", "5 releases published; the current one is of October 12, 2026"),
    ],
)
def test_the_list_says_when_why_and_how_much(opened: Opened, demo: Path, language: Language, title: str) -> None:
    text = words(opened("releases", language))
    assert title in text
    releases = [serve(demo, release_id=item.release_id).release for item in history(demo, "visitor")]
    for after, before in pairwise(releases):
        assert counted(differences(before, after), language) in text
    assert ("réponse tardive" if language == "fr" else "late answer") in text


def test_the_newest_is_compared_with_the_one_before_in_words(opened: Opened) -> None:
    text = words(opened("releases"))
    assert "Du 14 septembre 2026 au 12 octobre 2026\u00a0: 26 résultats changés" in text
    assert "CISSS de Laval\u00a0: correction (2025-2026)" in text
    assert "CISSS de Laval, 2025-2026\u00a0: 7,7\u00a0% (744 sur 9\u00a0610) → 3,0\u00a0%" in text


def test_any_two_are_compared_whatever_their_order(opened: Opened, demo: Path) -> None:
    ids = [item.release_id for item in history(demo, "visitor")]
    pages = [words(opened("releases", apres=ids[one], avant=ids[other])) for one, other in ((1, 3), (3, 1))]
    title = "Du 3 juillet 2025 au 14 septembre 2026\u00a0: "
    assert all(title in text for text in pages)
    assert all("Jalons" in text and "Nouvelle vague" in text for text in pages)
    assert "C’est deux fois la même version" in words(opened("releases", apres=ids[0], avant=ids[0]))


def test_the_choice_of_releases_is_an_address(opened: Opened, demo: Path) -> None:
    ids = [item.release_id for item in history(demo, "visitor")]
    page = opened("releases")
    page.selectbox(key="choice-apres").set_value(ids[1]).run()
    assert page.query_params["apres"] == ids[1]
    assert "Du 6 juillet 2026 au 14 septembre 2026" in words(page)


def test_an_old_link_keeps_its_numbers_and_leads_to_the_current_release(opened: Opened, demo: Path) -> None:
    old = history(demo, "visitor")[1]
    verdict = ReleaseReader(serve(demo, release_id=old.release_id).release).verdict(
        "indicator", "staff_trained", "2025-2026", ("establishment", "cisss-laval")
    )
    assert verdict is not None
    shown = value_text(verdict, "fr")
    assert shown == "7,7\u00a0%"
    text = words(opened("establishment", version=old.release_id, id="cisss-laval"))
    assert "Vous lisez la version du 14 septembre 2026." in text
    assert "Voir la version actuelle" in text
    assert shown in text
    assert shown not in words(opened("establishment", id="cisss-laval"))


@pytest.mark.parametrize("file", ["overview", *READ])
def test_every_page_reads_a_release_of_earlier_code(
    demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    old_id = earlier_house(demo_var, tmp_path)
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path))
    text = words(open_page(file, version=old_id))
    assert "Vous lisez la version du 3 juillet 2025." in text
    assert "2025-2026" not in text or file in ("releases", "initiatives", "method", "territory")


def test_a_rollback_changes_what_is_current_and_keeps_the_list(copied: Path) -> None:
    ids = [item.release_id for item in history(copied, "visitor")]
    roll_back(copied, "visitor", ids[2])
    text = words(open_page("releases"))
    assert "5 versions publiées; l’actuelle est celle du 6 juillet 2026" in text
    assert "Vous lisez la version" not in text
    assert "Vous lisez la version du 12 octobre 2026." in words(open_page("overview", version=ids[0]))


def published_again(var: Path, releases: list[Pointed], until: datetime) -> None:
    """The house as if the newest of its releases had just come, under an embargo."""
    (releases_folder(var) / "pointer.json").unlink()
    for item in reversed(releases[1:]):
        point_to(var, "visitor", item)
    point_to(var, "visitor", releases[0].model_copy(update={"public_from": until}))


def test_an_embargo_hides_a_release_from_readers_and_ends_by_itself(copied: Path) -> None:
    releases = list(releases_of(copied, "visitor").releases)
    published_again(copied, releases, clock() + timedelta(days=1))
    text = words(open_page("overview", version=releases[0].release_id))
    assert "Version du 14 septembre 2026" in text
    assert "12 octobre 2026" not in text
    assert "4 versions publiées; l’actuelle est celle du 14 septembre 2026" in words(open_page("releases"))
    published_again(copied, releases, clock() - timedelta(seconds=1))
    assert "5 versions publiées; l’actuelle est celle du 12 octobre 2026" in words(open_page("releases"))


def test_what_is_under_embargo_is_listed_for_those_who_publish_alone(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases = list(releases_of(copied, "visitor").releases)
    published_again(copied, releases, clock() + timedelta(days=1))
    hidden = releases[0].release_id[:8]
    for roles, seen in ((session_user.EVERY_ROLE, True), (session_user.VISITOR_ROLES, False)):
        monkeypatch.setattr(session_user, "present", lambda roles=roles: SessionUser("x", roles, standing="local"))
        text = words(open_page("releases"))
        assert (hidden in text) == seen
        assert ("sous embargo" in text) == seen
