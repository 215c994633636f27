"""The menu is the only list of pages: every script is in it, with an address, words and a warm-up that exist."""

from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from indicators.catalogue.model import Language
from indicators.wording.language import english, typeset
from pages.menu import PAGES, MenuPage

FOLDER = Path(__file__).parents[3] / "pages"


def test_every_script_is_in_the_menu_under_its_own_address() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} - {"frame", "menu"} == set(PAGES)
    assert len({page.path for page in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize("language", get_args(Language))
def test_every_page_has_a_title_of_its_own_and_says_what_it_answers(language: Language) -> None:
    titles = [page.title(language) for page in PAGES.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(page.document.words(language).line.endswith(".") for page in PAGES.values())


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.file)
def test_words_of_the_menu_are_those_of_other_places(page: MenuPage) -> None:
    for french, translation in ((page.fr.title, page.en.title), (page.fr.line, page.en.line)):
        assert french == typeset(french)
        assert english().get(french, translation) == translation


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.file)
def test_what_a_page_warms_up_exists(page: MenuPage) -> None:
    assert all(find_spec(module) for module in page.warm_up)
