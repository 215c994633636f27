"""Who may do what: every method of the desk, every role, refused at the action."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from data.model.roles import ROLES, Actor, local_actor
from data.store.journal import log
from data.store.workbench import delegations
from data.store.workbench.mappings import Declared
from data.store.workbench.submissions import Workbench
from etl.publish.publish import NothingToPublish
from etl.steward.not_possible import NotPossible
from etl.steward.permissions import RIGHTS, NotAllowed, action_word
from etl.steward.service import StewardService
from indicators.wording.roles import role_word

WAVE = "2025-2026"
OWN, OTHER = "chum", "cusm"
AT = datetime(2026, 6, 1, 12)
#: The roles as people hold them; a steward of everything and one of given establishments.
ACTORS: dict[str, Actor] = {
    "nobody": Actor("nobody", frozenset()),
    "visitor": Actor("visitor", frozenset({"visitor"})),
    "member": Actor("member", frozenset({"visitor", "member"})),
    "steward": Actor("steward", frozenset({"steward"})),
    "steward of one": Actor("steward of one", frozenset({"steward"}), frozenset({OWN})),
    "steward of none": Actor("steward of none", frozenset({"steward"}), frozenset()),
    "publisher": Actor("publisher", frozenset({"publisher"})),
    "local": local_actor("local"),
}
ALL_STEWARDS = {"steward", "steward of one", "local"}
WHOLE_STEWARDS = {"steward", "local"}
PUBLISHERS = {"publisher", "local"}
CALLS: dict[str, tuple[Callable[[StewardService], object], set[str]]] = {
    "receive": (lambda desk: desk.receive([]), ALL_STEWARDS),
    "check": (lambda desk: desk.check(WAVE), ALL_STEWARDS),
    "check of one": (lambda desk: desk.check(WAVE, OWN), ALL_STEWARDS),
    "check of another": (lambda desk: desk.check(WAVE, OTHER), WHOLE_STEWARDS),
    "return_": (lambda desk: desk.return_(WAVE, OWN, "note"), ALL_STEWARDS),
    "return_ another": (lambda desk: desk.return_(WAVE, OTHER, "note"), WHOLE_STEWARDS),
    "accept": (lambda desk: desk.accept(WAVE), ALL_STEWARDS),
    "accept another": (lambda desk: desk.accept(WAVE, OTHER), WHOLE_STEWARDS),
    "withdraw": (lambda desk: desk.withdraw(WAVE, OWN, "why"), ALL_STEWARDS),
    "withdraw another": (lambda desk: desk.withdraw(WAVE, OTHER, "why"), WHOLE_STEWARDS),
    "explain": (lambda desk: desk.explain(f"{WAVE}/{OWN}/0", "has_office", "x"), ALL_STEWARDS),
    "explain another": (lambda desk: desk.explain(f"{WAVE}/{OTHER}/0", "has_office", "x"), WHOLE_STEWARDS),
    "explain nothing": (lambda desk: desk.explain("x", "has_office", "x"), WHOLE_STEWARDS),
    "wave_status": (lambda desk: desk.wave_status(WAVE), ALL_STEWARDS | PUBLISHERS),
    "reminders": (lambda desk: desk.reminders(WAVE), ALL_STEWARDS),
    "history": (lambda desk: desk.history(), ALL_STEWARDS | PUBLISHERS),
    "history of another": (lambda desk: desk.history(WAVE, OTHER), WHOLE_STEWARDS | PUBLISHERS),
    "texts": (lambda desk: desk.texts(), ALL_STEWARDS | PUBLISHERS),
    "review": (lambda desk: desk.review("0", "publish"), ALL_STEWARDS),
    "contest": (
        lambda desk: desk.contest("/indicateur", "faux"),
        set(ACTORS) - {"nobody", "steward of none"},
    ),
    "contested": (lambda desk: desk.contested(), WHOLE_STEWARDS | PUBLISHERS),
    "answer_contest": (lambda desk: desk.answer_contest("0", "oui"), WHOLE_STEWARDS),
    "delegate": (lambda desk: desk.delegate("Ada", [OWN]), WHOLE_STEWARDS),
    "delegations": (lambda desk: desk.delegations(), WHOLE_STEWARDS),
    "receive_targets": (lambda desk: desk.receive_targets(Path("none.xlsx")), WHOLE_STEWARDS),
    "receive_initiatives": (lambda desk: desk.receive_initiatives(Path("none.xlsx")), WHOLE_STEWARDS),
    "purge_initiatives": (lambda desk: desk.purge_initiatives(), WHOLE_STEWARDS),
    "confirm_mapping": (lambda desk: desk.confirm_mapping(WAVE, Declared()), WHOLE_STEWARDS),
    "preview": (lambda desk: desk.preview(), WHOLE_STEWARDS | PUBLISHERS),
    "publish": (lambda desk: desk.publish(), PUBLISHERS),
    "roll_back": (lambda desk: desk.roll_back("visitor", "0", ""), PUBLISHERS),
}


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


def test_every_method_of_the_desk_is_in_the_matrix() -> None:
    inner = {"workbench", "authorised_action", "signed", "now"}
    public = {name for name in dir(StewardService) if not name.startswith("_")} - inner
    assert {name.split(" ")[0] for name in CALLS} == public


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("call", CALLS)
def test_an_action_is_refused_where_it_happens(call: str, who: str, var: Path) -> None:
    act, permitted = CALLS[call]
    desk = StewardService(var, ACTORS[who], now=lambda: AT)
    entries = log.head(desk.workbench)[0]
    try:
        act(desk)
        was_allowed = True
    except (NotPossible, NothingToPublish):
        was_allowed = True
    except NotAllowed as error:
        was_allowed = False
        for language in ("fr", "en"):
            sentence = error.sentence(language)
            assert who in sentence
            assert sentence.endswith(("Rien n’a été fait.", "Nothing was done."))
        assert log.head(desk.workbench)[0] == entries
    assert was_allowed == (who in permitted)


def test_every_action_and_role_has_its_words_in_both_languages() -> None:
    for language in ("fr", "en"):
        words = [action_word(action, language) for action in RIGHTS]
        assert len(set(words)) == len(RIGHTS)
        assert len({role_word(role, language) for role in ROLES}) == len(ROLES)


def test_a_delegation_holds_for_its_establishments_and_days_and_can_be_taken_back(tmp_path: Path) -> None:
    chief = StewardService(tmp_path, ACTORS["steward"], now=lambda: AT)
    ada = StewardService(tmp_path, Actor("Ada", frozenset({"member"})), now=lambda: AT)
    with pytest.raises(NotAllowed):
        ada.check(WAVE, OWN)
    chief.delegate("Ada", [OWN], until=date(2026, 6, 30))
    ada.check(WAVE, OWN)
    assert ada.wave_status(WAVE)["establishment_id"].to_list() == [OWN]
    for refused in (
        lambda: ada.check(WAVE, OTHER),
        lambda: ada.delegate("Bob", [OWN]),
        lambda: ada.publish(),
    ):
        with pytest.raises(NotAllowed):
            refused()
    later = StewardService(tmp_path, Actor("Ada", frozenset({"member"})), now=lambda: datetime(2026, 7, 2))
    with pytest.raises(NotAllowed):
        later.check(WAVE, OWN)
    chief.delegate("Ada", [])
    with pytest.raises(NotAllowed):
        ada.check(WAVE, OWN)
    assert delegations.delegations(Workbench(tmp_path)).is_empty()
    assert chief.history()["action"].to_list() == ["delegate", "delegate"]


@pytest.mark.parametrize(
    ("name", "establishments", "until"),
    [(" ", [OWN], None), ("Ada", ["cisss-lune"], None), ("Ada", [OWN], date(2020, 1, 1))],
)
def test_a_delegation_that_says_nothing_sensible_is_told(name, establishments, until, tmp_path: Path) -> None:
    chief = StewardService(tmp_path, local_actor("chief"), now=lambda: AT)
    with pytest.raises(NotPossible) as told:
        chief.delegate(name, establishments, until=until)
    for language in ("fr", "en"):
        assert "{" not in told.value.sentence(language)
    assert chief.delegations().is_empty()
