"""« Signaler un nombre » : open to anyone, limited, confirmed, and read by stewards alone."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.releases.pointer import current
from data.store.workbench.contests import contests
from data.store.workbench.submissions import Workbench
from tests.pages.conftest import Opened, markup


@pytest.fixture
def house(demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration of one's own."""
    shutil.copytree(demo_var, tmp_path / "var")
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def send(page: AppTest, message: str, label: str = "Envoyer") -> str:
    """What the page says once a message is sent."""
    box = page.text_area[0]
    box.input(message)
    (button,) = [item for item in page.button if item.label == label]
    button.click()
    page.run()
    assert not page.exception, [error.message for error in page.exception]
    return markup(page)


@pytest.mark.parametrize(
    ("file", "path", "subject"),
    [("indicator", "indicateur", "R01-1"), ("establishment", "etablissement", "cisss-laval")],
)
def test_a_message_is_kept_with_the_permanent_link_of_its_page(
    opened: Opened, house: Path, file: str, path: str, subject: str
) -> None:
    page = opened(file, id=subject)
    assert "Merci. Votre message est reçu" in send(page, "Il en manque un.")
    row = contests(Workbench(house)).row(-1, named=True)
    assert row["message"] == "Il en manque un."
    now = current(house, "visitor")
    assert now is not None
    link = row["permalink"]
    assert link.startswith(f"/{path}?")
    assert f"id={subject}" in link
    assert f"version={now.release_id}" in link


def test_an_empty_message_is_refused_with_a_sentence(opened: Opened, house: Path) -> None:
    page = opened("indicator", "en", id="R01-1")
    before = contests(Workbench(house)).height
    assert "Nothing was sent." in send(page, " ", "Send")
    assert contests(Workbench(house)).height == before


def test_too_many_messages_from_one_reader_wait(opened: Opened, house: Path) -> None:
    page = opened("indicator", id="R01-1")
    before = contests(Workbench(house)).height
    told = [send(page, f"Message {number}") for number in range(6)]
    assert all("Merci." in text for text in told[:5])
    assert "Trop de signalements" in told[5]
    assert contests(Workbench(house)).height == before + 5
