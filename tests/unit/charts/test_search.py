"""What the search promises: everything is found by its own words, in both languages, despite accents and slips."""

import random
import unicodedata

import pytest

from data.facts import load_facts
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.search import Document, Finder, documents_of
from indicators.search.words import query_words
from indicators.wording.language import pick
from pages.parts.search.results import FINDABLE

FACTS = load_facts()
BOTH: tuple[Language, Language] = ("fr", "en")


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(documents_of(load_catalogue(), FINDABLE))


def found(finder: Finder, query: str, language: Language = "fr", limit: int = 10) -> list[tuple[str, str]]:
    return [(hit.document.kind, hit.document.id) for hit in finder.find(query, language, limit)]


def without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


@pytest.mark.parametrize("language", BOTH)
def test_everything_is_found_by_its_own_title(finder: Finder, language: Language) -> None:
    for document in finder.documents:
        if document.kind == "text":
            continue  # its title is its kind, shared by many; see the next test
        title = document.words(language).title
        assert (document.kind, document.id) in found(finder, title, language, 12), title


@pytest.mark.parametrize("language", BOTH)
def test_every_text_is_found_by_its_first_words(finder: Finder, language: Language) -> None:
    for document in finder.documents:
        if document.kind == "text":
            words = " ".join(document.words(language).line.split()[:12])
            assert (document.kind, document.id) in found(finder, words, language), words


def test_every_published_fact_is_found_by_its_id_first(finder: Finder) -> None:
    for fact in FACTS.published_facts:
        assert found(finder, fact.fact_id)[0] == ("fact", fact.fact_id)


@pytest.mark.parametrize("language", BOTH)
def test_every_published_fact_is_found_by_what_it_measures(finder: Finder, language: Language) -> None:
    for fact in FACTS.published_facts:
        assert ("fact", fact.fact_id) in found(finder, pick(fact, "metric", language), language, 30)


def test_establishments_are_found_under_old_and_new_names(finder: Finder) -> None:
    for item in FACTS.establishments:
        for name in (item.name_fr, item.name_2026_fr, item.short_name_fr, item.short_name_en):
            if name:
                assert ("establishment", item.establishment_id) in found(finder, name)[:3], name


def test_terms_are_found_under_any_synonym_in_either_language(finder: Finder) -> None:
    for term in FACTS.glossary:
        for name in (term.fr, term.en, *term.synonyms_fr, *term.synonyms_en):
            assert ("term", term.term_id) in found(finder, name, "fr", 30), name


def test_a_synonym_finds_what_never_uses_it(finder: Finder) -> None:
    # The portrait speaks of usagères et usagers partenaires; hospitals and researchers of patients partenaires.
    hits = found(finder, "patiente partenaire", "fr", 60)
    assert any(kind == "indicator" for kind, _ in hits)


def test_accents_change_nothing(finder: Finder) -> None:
    for document in finder.documents:
        title = document.fr.title
        if document.kind in ("indicator", "recommendation", "establishment", "initiative"):
            assert (document.kind, document.id) in found(finder, without_accents(title), "fr", 12), title


def test_one_slip_in_a_long_word_is_forgiven(finder: Finder) -> None:
    chance = random.Random(20261122)
    tried = 0
    for document in finder.documents:
        if document.kind not in ("indicator", "recommendation", "initiative"):
            continue
        words = [word for word in query_words(document.fr.title) if len(word) >= 6]
        if not words:
            continue
        tried += 1
        spoiled = _spoiled(max(words, key=len), chance)
        rest = [word for word in words if word != max(words, key=len)]
        assert (document.kind, document.id) in found(finder, " ".join([spoiled, *rest]), "fr", 12), spoiled
    assert tried > 50


def _spoiled(word: str, chance: random.Random) -> str:
    """The word with one letter lost, doubled, swapped with the next or mistaken."""
    place = chance.randrange(1, len(word) - 2)
    return chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + ("a" if word[place] != "a" else "e") + word[place + 1 :],
        ]
    )


@pytest.mark.parametrize(
    ("query", "language", "kind", "identity"),
    [
        ("budjet", "fr", "indicator", "partnership_budget"),
        ("rémunérés", "fr", "recommendation", "R08"),
        ("remuneration", "fr", "recommendation", "R08"),
        ("laval", "en", "establishment", "cisss-laval"),
        ("ETC", "fr", "term", "fte"),
        ("satisfaction 95", "fr", "fact", "inters4-12"),
        ("courtage de connaissances", "fr", "initiative", "inters4"),
        ("knowledge brokering", "en", "initiative", "inters4"),
        ("qui a répondu", "fr", "page", "completeness"),
        ("dépôt", "fr", "page", "intake"),
        ("versions", "fr", "page", "releases"),
        ("submissions", "en", "page", "intake"),
    ],
)
def test_what_people_type_is_answered_within_three(
    finder: Finder, query: str, language: Language, kind: str, identity: str
) -> None:
    assert (kind, identity) in found(finder, query, language)[:3]


@pytest.mark.parametrize("query", ["", " ", "…", "zzzzzzzz", "'\"()[]{}:*?~^\\/", "a" * 5_000, "\x00", "🙂"])
def test_any_words_are_taken_without_a_fault(finder: Finder, query: str) -> None:
    assert finder.find(query, "fr") == []


def test_a_document_says_where_it_stands() -> None:
    documents = documents_of(load_catalogue(), FINDABLE)
    assert len({(item.kind, item.id) for item in documents}) == len(documents)
    assert all(isinstance(item, Document) and item.page for item in documents)
