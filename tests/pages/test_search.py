"""What the search page promises: finds with their kind and a link, and a way on where there is none."""

from html import unescape

import pytest

from indicators.catalogue.model import Language
from indicators.wording.language import say
from tests.pages.conftest import Opened, markup


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_find_has_its_kind_and_a_link_in_the_readers_language(opened: Opened, language: Language) -> None:
    text = unescape(markup(opened("search", language, q="budjet")))
    assert say("{n} résultats pour « {asked} »", language, n=0, asked="budjet").partition(" ")[2] in text
    link = next(part for part in text.split("<a ") if "id=partnership_budget" in part)
    assert ("lang=en" in link) == (language == "en")
    assert say("Indicateur", language) in text


def test_a_published_fact_leads_to_its_initiative(opened: Opened) -> None:
    text = unescape(markup(opened("search", q="inters4-12")))
    assert "./initiatives?id=inters4#inters4-12" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_found_says_what_to_try(opened: Opened, language: Language) -> None:
    text = unescape(markup(opened("search", language, q="zzzzzz")))
    assert say("Rien ne correspond à « {asked} »", language, asked="zzzzzz") in text
    assert "q=" in text


def test_what_is_typed_is_never_read_as_markup(opened: Opened) -> None:
    assert "<script" not in markup(opened("search", q="<script>alert(1)</script>"))
