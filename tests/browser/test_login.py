"""Logins by the real redirects of a real OpenID provider, and what each person may then do."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.model.roles import local_actor
from data.store.releases.pointer import current
from etl.steward.service import StewardService
from pages.ui.wording import short_name
from tests.browser.conftest import START_PATIENCE_SECONDS, free_port, start_dashboard, stop
from tests.browser.visits import address, visit
from tests.pages.steward_house import OTHER, PLACE, WAVE, faulty_workbook

pytestmark = pytest.mark.browser
OIDC = Path(__file__).parent / "oidc"
COOKIE_SECRET = "a cookie secret of the tests, long enough"
COOKIE = "_streamlit_user"
PEOPLE = {
    "zoe": {"email": "zoe@ex.ca", "groups": ["patients"]},
    "max": {"email": "max@ex.ca", "groups": ["obs-membre"]},
    "ines": {"email": "ines@ex.ca", "groups": ["obs-donnees"], "places": [PLACE]},
    "paul": {"email": "paul@ex.ca", "groups": ["obs-publication", "obs-donnees"], "places": ["*"]},
}


@dataclass(frozen=True)
class House:
    """A dashboard behind a login, and its folder."""

    base: str
    var: Path


@pytest.fixture(scope="module")
def house(demo_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A demonstration with a members' release, behind a provider on 127.0.0.1."""
    folder = tmp_path_factory.mktemp("login")
    shutil.copytree(demo_var, folder / "var")
    StewardService(folder / "var", local_actor("tests")).publish("Membres", "Members", audiences=("member",))
    port, provider_port = free_port(), free_port()
    base = f"http://127.0.0.1:{port}"
    (folder / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "{base}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "observatoire"
client_secret = "a secret of the tests"
server_metadata_url = "http://127.0.0.1:{provider_port}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email profile", prompt = "login" }}
[roles]
claim = "groups"
establishments_claim = "places"
[roles.values]
obs-membre = "member"
obs-donnees = "steward"
obs-publication = "publisher"
""",
        "utf-8",
    )
    provider = start_provider(provider_port, base)
    process = start_dashboard(folder / "var", port, "--secrets.files", str(folder / "secrets.toml"))
    yield House(base, folder / "var")
    stop(process)
    stop(provider)


def start_provider(port: int, base: str) -> subprocess.Popen[bytes]:
    """The provider, answering when this returns."""
    assert (OIDC / "node_modules").exists(), "the provider is not installed: make oidc"
    # The one of requirements-dev.txt, beside this interpreter, before any other.
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    node = shutil.which("node", path=places)
    assert node, "Node.js is not installed: make oidc"
    command = [node, "provider.js", str(port), f"{base}/oauth2callback", base, json.dumps(PEOPLE)]
    process = subprocess.Popen(command, cwd=OIDC, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/.well-known/openid-configuration", timeout=1):
                return process
        except OSError:
            assert process.poll() is None, "the provider stopped while starting"
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the provider did not answer")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without any cookie."""
    opened = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="fr-CA")
    yield opened
    opened.close()


def log_in(context: BrowserContext, house: House, name: str) -> Page:
    """The page that somebody gets back to after the provider's form and consent."""
    page = context.new_page()
    visit(page, house.base)
    page.get_by_role("link", name="Se connecter").click()
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("anything")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]", has_text="Continue").click()
    page.wait_for_url(f"{house.base}/**")
    expect(page.get_by_text(f"{PEOPLE[name]['email']} ·")).to_be_visible(timeout=30_000)
    return page


def body(page: Page) -> str:
    return page.inner_text("body")


def test_without_a_login_one_reads_as_anyone(context: BrowserContext, house: House) -> None:
    page = context.new_page()
    visit(page, house.base)
    assert "Vous lisez comme tout le monde." in body(page)
    assert "Mode local" not in body(page)
    assert page.get_by_role("link", name="Dépôt").count() == 0
    visit(page, address(house.base, "depot", "fr", partie="journal"))
    assert "Cette page est réservée aux responsables des données" in body(page)
    assert "Vérifier le journal" not in body(page)


def test_the_members_release_is_never_shown_to_a_visitor(context: BrowserContext, house: House) -> None:
    members, public = current(house.var, "member"), current(house.var, "visitor")
    assert members is not None
    assert public is not None
    assert members.release_id != public.release_id
    page = context.new_page()
    visit(page, address(house.base, "", "fr", version=members.release_id))
    told = body(page)
    assert "n’existe pas ou n’est pas publique" in told
    visit(page, address(house.base, "", "fr", version="0" * 16))
    assert body(page) == told


def test_a_login_without_a_role_gives_nothing_more(context: BrowserContext, house: House) -> None:
    page = log_in(context, house, "zoe")
    assert "zoe@ex.ca · visiteur" in body(page)
    assert "Version des membres" not in body(page)
    visit(page, address(house.base, "depot", "fr"))
    assert "Cette page est réservée" in body(page)


def test_a_member_reads_the_members_release_and_no_more(context: BrowserContext, house: House) -> None:
    page = log_in(context, house, "max")
    assert "Version des membres" in body(page)
    assert page.get_by_role("link", name="Dépôt").count() == 0
    visit(page, address(house.base, "depot", "fr"))
    assert "Vous êtes connecté comme max@ex.ca" in body(page)
    page.get_by_role("link", name="lire la version publique").click()
    expect(page.get_by_text("Revenir à la version des membres")).to_be_visible(timeout=30_000)


def test_a_steward_of_one_drops_files_and_reaches_no_other(
    context: BrowserContext, house: House, tmp_path: Path
) -> None:
    page = log_in(context, house, "ines")
    visit(page, address(house.base, "depot", "fr"))
    assert short_name(PLACE, "fr") in body(page)
    assert short_name(OTHER, "fr") not in body(page)
    own, cell = faulty_workbook(house.var, tmp_path, PLACE)
    other, _ = faulty_workbook(house.var, tmp_path, OTHER)
    note = tmp_path / "note.txt"
    note.write_text("rien à lire ici", "utf-8")
    page.set_input_files("#depot-files", [own, other, note])
    expect(page.get_by_text("Reçus\u00a0: 1. Refusés\u00a0: 2.")).to_be_visible(timeout=60_000)
    visit(page, address(house.base, "depot", "fr", partie="classeur", id=PLACE))
    assert "1 point à corriger avant d’accepter" in body(page)
    assert cell in body(page)
    visit(page, address(house.base, "depot", "fr", partie="publier"))
    assert "Publier et revenir en arrière demandent le rôle" in body(page)


def test_a_publisher_publishes_and_everyone_reads_it(context: BrowserContext, browser: Browser, house: House) -> None:
    StewardService(house.var, local_actor("tests")).withdraw(WAVE, OTHER, "Pour voir ce que change un retrait.")
    before = current(house.var, "visitor")
    page = log_in(context, house, "paul")
    visit(page, address(house.base, "depot", "fr", partie="publier"))
    page.get_by_role("button", name="Calculer l’effet").click()
    expect(page.get_by_text("Résultats qui changeraient").first).to_be_attached(timeout=60_000)
    page.get_by_label("Note en français, lue par tous").fill("Retrait d’un classeur.")
    page.get_by_label("Note en anglais, lue par tous").fill("A workbook is withdrawn.")
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_text("publiée pour tout le monde.")).to_be_visible(timeout=60_000)
    now = current(house.var, "visitor")
    assert before is not None
    assert now is not None
    assert now.release_id != before.release_id
    last = StewardService(house.var, local_actor("tests")).history().reverse().to_dicts()
    assert "paul@ex.ca" in {row["who"] for row in last[:6] if row["action"] == "publish"}


def test_a_logout_closes_every_right(context: BrowserContext, house: House) -> None:
    page = log_in(context, house, "paul")
    page.get_by_role("link", name="Se déconnecter").click()
    # The provider asks whether to end its own session too.
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_text("Vous lisez comme tout le monde.")).to_be_visible(timeout=30_000)
    visit(page, address(house.base, "depot", "fr"))
    assert "Cette page est réservée" in body(page)


def signed(base: str, secret: str, issued: float) -> str:
    """A login cookie of paul's, as the server itself would sign it with `secret`."""
    claims = {**PEOPLE["paul"], "sub": "paul", "iat": int(issued), "origin": base, "is_logged_in": True}
    return create_signed_value(secret, COOKIE, json.dumps(claims)).decode()


@pytest.mark.parametrize(
    ("secret", "age", "told"),
    [
        (COOKIE_SECRET, 0, "paul@ex.ca ·"),
        ("another secret, guessed and wrong, but long", 0, "Vous lisez comme tout le monde."),
        (COOKIE_SECRET, 13 * 3600, "Votre session a pris fin"),
    ],
    ids=["genuine", "forged", "expired"],
)
def test_only_a_genuine_and_recent_cookie_gives_rights(
    context: BrowserContext, house: House, secret: str, age: float, told: str
) -> None:
    cookie = signed(house.base, secret, time.time() - age)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": house.base}])
    page = context.new_page()
    visit(page, address(house.base, "depot", "fr"))
    assert told in body(page)
    assert ("Cette page est réservée" in body(page)) == (told != "paul@ex.ca ·")
