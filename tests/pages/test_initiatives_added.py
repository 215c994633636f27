"""A fifth initiative is its rows in the reference and one view file: no code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import streamlit as st

from data import facts as reference
from data.facts import Facts
from indicators.catalogue.model import Language
from indicators.initiatives import views
from indicators.initiatives.views.model import AnySection
from indicators.wording.language import pick
from pages.parts.initiatives.view import DRAW
from tests.builders.invented_initiative import NAME, invented_reference, invented_views
from tests.pages.conftest import Opened
from tests.pages.test_initiatives import LANGUAGES, opened_view, row_of


def forget() -> None:
    reference.load_facts.cache_clear()
    views.load_views.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """The reference that the pages read, with the invented initiative."""
    facts = invented_reference(tmp_path / "reference")
    held = views.read_views(invented_views(tmp_path / "views"), facts)
    with monkeypatch.context() as patched:
        patched.setattr(reference, "read_facts", lambda: facts)
        patched.setattr(views, "read_views", lambda: held)
        forget()
        yield facts
    forget()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_added_initiative_has_its_view(opened: Opened, added: Facts, language: Language) -> None:
    text = opened_view(opened, NAME, language)
    for fact in (item for item in added.published_facts if item.initiative_id == NAME):
        assert pick(fact, "metric", language) in row_of(text, fact.fact_id)
    for component in (item for item in added.components if item.initiative_id == NAME):
        assert pick(component, "label", language) in text
    for item in (item for item in added.texts if item.initiative_id == NAME):
        assert text.count(pick(item, "text", language)) == 2
    headings = re.findall("<h[12][^>]*>(.*?)</h[12]>", text)
    told = {
        "fr": ["7 places en 2021", "Buts et partenaires", "10 places en tout", "Une part", "1 séance"],
        "en": ["7 places in 2021", "Aims and partners", "10 places in all", "One share", "1 session"],
    }
    assert [words for words in headings if words in told[language]] == told[language]
    unknown = {"fr": ("La suite.", "Rien."), "en": ("What followed.", "Nothing.")}[language]
    assert [words in text for words in unknown] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_added_initiative_is_in_the_index(opened: Opened, added: Facts, language: Language) -> None:
    text = opened_view(opened, "", language)
    for words in {"fr": ("Atelier inventé", "Tout reste à venir."), "en": ("Invented workshop", "Everything is")}[
        language
    ]:
        assert words in text
    assert f"id={NAME}" in text
    assert {"fr": "R02 et R06", "en": "R02 and R06"}[language] in text
    assert {"fr": "Atelier", "en": "Workshop"}[language] in re.findall("<th[^>]*>(.*?)</th>", text)


def test_every_kind_of_section_is_drawn() -> None:
    kinds = {
        name for model in get_args(get_args(AnySection)[0]) for name in get_args(model.model_fields["kind"].annotation)
    }
    assert kinds == set(DRAW)
