"""What Dépôt promises: the whole loop for those who have the right, a sentence for the others."""

import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from data.model.roles import local_actor
from data.store.connection import open_database
from data.store.releases.pointer import current, history
from data.store.workbench.delegations import add_delegation
from data.store.workbench.submissions import Workbench
from etl.steward.actions import utc_now
from etl.steward.permissions import NotAllowed
from etl.steward.service import StewardService
from indicators.wording.language import typeset
from pages.ui.login import session_user
from pages.ui.wording import short_name
from tests.pages.conftest import markup
from tests.pages.steward_house import OTHER, PEOPLE, PLACE, WAVE, faulty_workbook, open_depot, press

PARTS = (
    "suivi",
    "classeur",
    "publier",
    "textes",
    "signalements",
    "cibles",
    "initiatives",
    "journal",
    "acces",
)
Come = Callable[[str], None]


@pytest.fixture
def house(demo_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration of one's own."""
    var = tmp_path / "var"
    shutil.copytree(demo_var, var)
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(var))
    return var


@pytest.fixture
def come(monkeypatch: pytest.MonkeyPatch) -> Come:
    """Make somebody be the one who reads."""
    return lambda name: monkeypatch.setattr(session_user, "present", lambda: PEOPLE[name])


@pytest.fixture
def faulty(house: Path, tmp_path: Path) -> str:
    """The place of a cell that cannot be read, in a workbook just received for `PLACE`."""
    path, cell = faulty_workbook(house, tmp_path)
    desk = StewardService(house, local_actor("moi"))
    (receipt,) = desk.receive([path])
    assert not receipt.refused, receipt.sentence
    desk.check(WAVE, PLACE)
    return cell


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("person", ["local", "steward", "one", "publisher"])
def test_every_part_opens_for_those_who_handle_files(
    demo: Path, come: Come, person: str, part: str, language: str
) -> None:
    come(person)
    page = open_depot(language, partie=part)
    text = markup(page)
    assert text.count("<h1") == 1
    assert ("Submissions" if language == "en" else "Dépôt") in text
    assert "réservée" not in text


@pytest.mark.parametrize(
    ("language", "refusal"),
    [
        ("fr", "Cette page est réservée aux responsables des données"),
        ("en", "This page is for data stewards"),
    ],
)
@pytest.mark.parametrize("person", ["visitor", "member"])
def test_others_read_why_the_page_is_closed(house: Path, come: Come, person: str, language: str, refusal: str) -> None:
    come(person)
    page = open_depot(language, partie="journal")
    assert refusal in markup(page)
    assert not page.button
    assert not page.selectbox
    desk = StewardService(house, PEOPLE[person])
    for act in (
        lambda: desk.receive([]),
        lambda: desk.accept(WAVE),
        lambda: desk.return_(WAVE, PLACE, "note"),
        lambda: desk.withdraw(WAVE, PLACE, "raison"),
        lambda: desk.publish("a", "b"),
        lambda: desk.roll_back("visitor", history(house, "visitor")[1].release_id, "raison"),
        lambda: desk.texts(),
        lambda: desk.contested(),
        lambda: desk.history(),
        lambda: desk.delegate("x", [PLACE]),
        lambda: desk.wave_status(WAVE),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_steward_of_one_sees_and_acts_on_that_one_alone(house: Path, come: Come, faulty: str) -> None:
    come("one")
    page = open_depot(partie="suivi")
    assert short_name(PLACE, "fr") in unescape(markup(page))
    assert short_name(OTHER, "fr") not in unescape(markup(page))
    page = open_depot(partie="classeur", id=OTHER)
    assert page.selectbox(key="choice-id").options == [short_name(PLACE, "fr")]
    desk = StewardService(house, PEOPLE["one"])
    with pytest.raises(NotAllowed) as refused:
        desk.withdraw(WAVE, OTHER, "pas à moi")
    assert "cet établissement ne lui est pas confié" in refused.value.sentence("fr")
    with pytest.raises(NotAllowed):
        desk.publish("a", "b")
    assert desk.withdraw(WAVE, PLACE, "à moi")


def test_what_is_entrusted_by_name_opens_the_page_and_reaches_no_further(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench = Workbench(house)
    add_delegation(workbench, "m@ex.ca", [OTHER], since=utc_now().date(), until=None, by="s@ex.ca", at=utc_now())
    person = session_user.replace(PEOPLE["member"], entrusted=frozenset({OTHER}))
    monkeypatch.setattr(session_user, "present", lambda: person)
    text = unescape(markup(open_depot(partie="suivi")))
    assert short_name(OTHER, "fr") in text
    assert short_name(PLACE, "fr") not in text


def test_a_problem_is_shown_with_its_cell_and_the_cells_around(house: Path, come: Come, faulty: str) -> None:
    come("steward")
    text = unescape(markup(open_depot(partie="classeur", id=PLACE)))
    assert faulty in text.replace("<wbr>", "")
    assert "vingt-quatre mille et quelques" in text
    extract = text[text.index('class="o-sheet"') :]
    marked = extract[extract.index('class="o-cell-bad"') :]
    assert marked.index("vingt-quatre") < marked.index("</td>")
    assert 'aria-current="step">3. Corriger' in text


def test_a_return_asks_for_a_note_then_is_told_and_logged(house: Path, come: Come, faulty: str) -> None:
    come("steward")
    page = open_depot(partie="classeur", id=PLACE)
    press(page, "Retourner à l’établissement")
    assert "Un retour demande une note" in markup(page)
    page.text_area(key="depot-return-words").input("La cellule A050 demande un nombre.")
    press(page, "Retourner à l’établissement")
    assert "retourné avec votre note" in markup(page)
    last = StewardService(house, local_actor("moi")).history().row(-1, named=True)
    assert (last["who"], last["action"], last["why"]) == (
        "s@ex.ca",
        "return",
        "La cellule A050 demande un nombre.",
    )


def test_a_workbook_is_accepted_with_an_explanation_and_the_reason_waits_for_review(
    house: Path, come: Come, faulty: str
) -> None:
    come("steward")
    page = open_depot(partie="classeur", id=PLACE)
    page.text_area(key="depot-explain-words").input("Le registre est en réfection.")
    press(page, "Accepter avec explication")
    assert "accepté avec explication" in markup(page)
    page = open_depot(partie="textes")
    assert "Le registre est en réfection." in markup(page)


def test_publication_shows_its_effect_then_happens_and_can_be_undone(house: Path, come: Come, faulty: str) -> None:
    come("local")
    StewardService(house, local_actor("moi")).accept(WAVE, PLACE, "Le registre est en réfection.")
    before = current(house, "visitor")
    page = open_depot(partie="publier")
    press(page, "Calculer l’effet")
    assert f"({typeset('correction')})" in unescape(markup(page))
    assert short_name(PLACE, "fr") in unescape(markup(page))
    press(page, "Publier")
    assert "la note manque" in markup(page)
    french, english = [box for box in page.text_area if "Note" in box.label]
    french.input("Correction de Laval.")
    english.input("Correction of Laval.")
    press(page, "Publier")
    now = current(house, "visitor")
    assert before is not None
    assert now is not None
    assert now.release_id != before.release_id
    assert now.note_en == "Correction of Laval."
    assert f"Version {now.release_id} publiée pour tout le monde." in markup(page)
    assert current(house, "member")
    page.text_area[-1].input("Publiée trop tôt.")
    press(page, "Revenir à cette version")
    assert current(house, "visitor") == before


def test_an_embargo_that_is_no_date_publishes_nothing(house: Path, come: Come) -> None:
    come("publisher")
    before = history(house, "visitor")
    page = open_depot("en", partie="publier")
    for box in [box for box in page.text_area if "Note" in box.label]:
        box.input("x")
    page.text_input[0].input("demain")
    press(page, "Publish")
    assert "read “demain” as the embargo date" in unescape(markup(page))
    assert history(house, "visitor") == before


def test_the_journal_is_verified_and_an_altered_entry_shows(house: Path, come: Come, faulty: str) -> None:
    come("steward")
    page = open_depot(partie="journal")
    press(page, "Vérifier le journal")
    assert "Le journal est intact" in markup(page)
    with open_database(house / "workbench.duckdb") as connection:
        connection.execute("UPDATE audit_log SET who = 'quelqu’un' WHERE entry = 1")
    press(page, "Vérifier le journal")
    assert "Le journal n’est pas intact, entrée 1" in unescape(markup(page)).replace("\u00a0", " ")


def test_a_contested_number_is_read_and_answered(house: Path, come: Come) -> None:
    StewardService(house, PEOPLE["visitor"]).contest(
        "http://127.0.0.1/indicateur?id=R01-1", "<b>7</b> et non 8", "a@ex.ca"
    )
    come("steward")
    page = open_depot(partie="signalements")
    assert "&lt;b&gt;7&lt;/b&gt; et non 8" in markup(page)
    page.text_area[-1].input("Corrigé dans la prochaine version.")
    press(page, "Garder la réponse")
    assert "Corrigé dans la prochaine version." in markup(page)


def test_the_board_counts_what_the_workbench_holds(house: Path, come: Come) -> None:
    come("steward")
    held = Workbench(house).submissions().filter(pl.col("wave_id") == WAVE, pl.col("state") == "accepted")
    assert f"{held.height} classeurs acceptés sur 30" in markup(open_depot())
