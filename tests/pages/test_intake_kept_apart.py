"""Dépôt where one file holds several establishments' answers, and where the initiatives' workbooks come in."""

import shutil
from collections.abc import AsyncIterator, Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from data.model.roles import local_actor
from data.store.journal import log
from data.store.workbench.initiatives import initiative_versions
from data.store.workbench.submissions import Workbench
from etl.forms.initiatives import write_initiatives
from etl.steward.service import StewardService
from pages.parts.intake.upload import PASS_KEY
from pages.parts.intake.upload_route import receive_upload
from pages.ui.login import session_user
from tests.awaited import awaited
from tests.pages.conftest import markup
from tests.pages.steward_house import OTHER, PEOPLE, PLACE, WAVE, open_depot, press

Come = Callable[[str], None]
SECRET = "quarante-deux mille chez les autres"


@pytest.fixture
def house(demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration of one's own."""
    var = tmp_path / "var"
    shutil.copytree(demo_var, var)
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(var))
    return var


@pytest.fixture
def come(monkeypatch: pytest.MonkeyPatch) -> Come:
    return lambda name: monkeypatch.setattr(session_user, "present", lambda: PEOPLE[name])


@pytest.mark.parametrize("first", [PLACE, OTHER])
@pytest.mark.parametrize("shape", ["consolidated", "tidy"])
def test_the_cells_around_a_fault_are_never_those_of_others(
    house: Path, come: Come, tmp_path: Path, first: str, shape: str
) -> None:
    own, others = "beaucoup trop, à vue d’œil", SECRET
    places = sorted((PLACE, OTHER), key=lambda place: place != first)
    read = {PLACE: own, OTHER: others}
    if shape == "consolidated":
        lines = ["establishment_id;wave;has_office;offices_count"]
        lines += [f"{place};{WAVE};oui;{read[place]}" for place in places]
    else:
        lines = ["établissement;période;question;valeur"]
        lines += [f"{place};{WAVE};offices_count;{read[place]}" for place in places]
    path = tmp_path / "regroupé.csv"
    path.write_text("\n".join(lines), "utf-8")
    desk = StewardService(house, local_actor("moi"))
    assert not any(receipt.refused for receipt in desk.receive([path]))
    desk.check(WAVE)
    come("one")
    text = unescape(markup(open_depot(partie="classeur", id=PLACE)))
    extract = text[text.index('class="o-sheet"') :]
    assert own in extract
    assert others not in text
    assert "Classeur annoté, en français" not in text


def test_the_initiatives_workbook_comes_in_by_the_page_and_is_logged(house: Path, come: Come, tmp_path: Path) -> None:
    come("steward")
    path = tmp_path / "pratiques.xlsx"
    row = {
        "shared_by": f"establishment/{PLACE}",
        "title": "Un accueil par les pairs",
        "recommendation_id": "R05",
        "done": "Deux partenaires accueillent chaque nouveau membre.",
        "sharing": "everyone",
        "dated_on": date(2026, 3, 2),
    }
    write_initiatives(path, {"practices": [row]}, parts=("practices",), sender="essai", kind="fictif")
    before = initiative_versions(Workbench(house)).height
    page = open_depot(partie="initiatives")

    async def chunks() -> AsyncIterator[bytes]:
        yield path.read_bytes()

    headers = {"x-depot-pass": page.session_state[PASS_KEY], "x-depot-name": "pratiques.xlsx"}
    assert awaited(receive_upload(headers, {}, "127.0.0.1", chunks())).status == 200
    page.run()
    assert not page.exception
    assert "pratiques.xlsx" in markup(page)
    assert initiative_versions(Workbench(house)).height == before + 1
    last = log.entries(Workbench(house)).row(-1, named=True)
    assert (last["who"], last["action"]) == ("s@ex.ca", "initiatives_received")
    press(page, "Détruire ce qui est dû")
    assert "détruire" in markup(page)
    assert "Rien à détruire" in markup(page) or "Détruits" in markup(page)


@pytest.mark.parametrize(
    ("language", "refusal"), [("fr", "la charge de tous les établissements"), ("en", "every establishment")]
)
def test_a_steward_of_one_receives_no_workbook_of_the_initiatives(
    demo: Path, come: Come, language: str, refusal: str
) -> None:
    come("one")
    page = open_depot(language, partie="initiatives")
    assert refusal in markup(page)
    assert PASS_KEY not in page.session_state
