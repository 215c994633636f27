"""What can be found: every page, recommendation, indicator, establishment, initiative, fact, practice and term.

A document holds words that may be shown to everyone; nothing of an answer is ever in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.facts import Facts, load_facts
from indicators.catalogue.model import Catalogue, Language
from indicators.initiatives.collected import Practice
from indicators.wording.language import pick
from indicators.wording.published_facts import fact_value

DocumentKind = Literal[
    "page",
    "recommendation",
    "indicator",
    "establishment",
    "initiative",
    "practice",
    "fact",
    "text",
    "question",
    "term",
]
LANGUAGES: tuple[Language, Language] = ("fr", "en")


@dataclass(frozen=True)
class DocumentText:
    """What a document says in one language: its name, the other names of the same thing, and a line about it."""

    title: str
    line: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """Something that can be found, and where it stands: a page, its choices by id, and an anchor in it."""

    kind: DocumentKind
    id: str
    fr: DocumentText
    en: DocumentText
    page: str
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    anchor: str = ""

    def words(self, language: Language) -> DocumentText:
        return self.fr if language == "fr" else self.en


def documents_of(
    catalogue: Catalogue,
    pages: Iterable[Document],
    practices: Iterable[Practice] = (),
    facts: Facts | None = None,
) -> list[Document]:
    """Everything that can be found in a release, in the order in which kinds are shown.

    Args:
        catalogue: the recommendations and indicators of the release.
        pages: the pages of the dashboard.
        practices: the practice notes of the release.
    """
    facts = facts or load_facts()
    return [
        *pages,
        *_recommendations(catalogue),
        *_indicators(catalogue),
        *_establishments(facts),
        *_initiatives(facts),
        *_practices(practices),
        *_published(facts),
        *_texts(facts),
        *_questions(facts),
        *_terms(facts),
    ]


def _recommendations(catalogue: Catalogue) -> Iterator[Document]:
    for item in catalogue.recommendations:
        french, english = (
            DocumentText(item.words(language).title, item.words(language).summary, (item.id,)) for language in LANGUAGES
        )
        yield Document("recommendation", item.id, french, english, "recommendation", {"id": item.id})


def _indicators(catalogue: Catalogue) -> Iterator[Document]:
    for item in catalogue.indicator.values():
        french, english = (
            DocumentText(
                item.words(language).title,
                item.words(language).definition,
                (item.code, item.words(language).short_title),
            )
            for language in LANGUAGES
        )
        yield Document("indicator", item.id, french, english, "indicator", {"id": item.id})


def _establishments(facts: Facts) -> Iterator[Document]:
    for item in facts.establishments:
        names = (item.name_2026_fr, item.name_fr, item.short_name_fr, item.short_name_en)
        french, english = (
            DocumentText(
                pick(item, "short_name", language),
                f"{item.name_2026_fr} · {item.city} · {pick(item, 'rss_name', language)}",
                names,
            )
            for language in LANGUAGES
        )
        if item.in_survey_frame:
            choices = {"id": item.establishment_id}
            yield Document("establishment", item.establishment_id, french, english, "establishment", choices)
        else:
            yield Document("establishment", item.establishment_id, french, english, "territory")


def _initiatives(facts: Facts) -> Iterator[Document]:
    parts: dict[str, list[str]] = {}
    for part in facts.components:
        parts.setdefault(part.initiative_id, []).extend((part.label_fr, part.label_en))
    for item in facts.initiatives:
        french, english = (
            DocumentText(
                pick(item, "name", language),
                pick(item, "summary", language),
                (pick(item, "territory", language), *parts.get(item.initiative_id, ())),
            )
            for language in LANGUAGES
        )
        choices = {"id": item.initiative_id}
        yield Document("initiative", item.initiative_id, french, english, "initiatives", choices)


def _practices(practices: Iterable[Practice]) -> Iterator[Document]:
    for item in practices:
        words = DocumentText(item.title, item.done, tuple(part for part in (item.conditions,) if part))
        choices = {"id": "pratiques"}
        yield Document("practice", item.practice_id, words, words, "initiatives", choices, item.practice_id)


def _published(facts: Facts) -> Iterator[Document]:
    names = {item.initiative_id: item for item in facts.initiatives}
    for item in facts.published_facts:
        french, english = (
            DocumentText(
                f"{pick(item, 'metric', language)} : {fact_value(item, language)}"
                if language == "fr"
                else f"{pick(item, 'metric', language)}: {fact_value(item, language)}",
                " · ".join(
                    (
                        pick(names[item.initiative_id], "name", language),
                        pick(item, "period_label", language),
                        pick(item, "scope", language),
                        item.locator,
                    )
                ),
                (item.fact_id,),
            )
            for language in LANGUAGES
        )
        choices = {"id": item.initiative_id}
        yield Document("fact", item.fact_id, french, english, "initiatives", choices, item.fact_id)


def _texts(facts: Facts) -> Iterator[Document]:
    kinds = {item.choice_id: item for item in facts.choice_lists["initiative_text_kind"]}
    for item in facts.texts:
        french, english = (
            DocumentText(pick(kinds[item.kind], "label", language), pick(item, "text", language))
            for language in LANGUAGES
        )
        identity = f"{item.initiative_id}/{item.order}"
        yield Document("text", identity, french, english, "initiatives", {"id": item.initiative_id})


def _questions(facts: Facts) -> Iterator[Document]:
    for item in facts.questions:
        french, english = (
            DocumentText(pick(item, "label", language), pick(item, "help", language), (item.question_id,))
            for language in LANGUAGES
        )
        yield Document("question", item.question_id, french, english, "method", {"partie": "questionnaire"})


def _terms(facts: Facts) -> Iterator[Document]:
    for item in facts.glossary:
        yield Document(
            "term",
            item.term_id,
            DocumentText(item.fr, item.definition_fr, (*item.synonyms_fr, item.en, *item.synonyms_en)),
            DocumentText(item.en, item.definition_en, (*item.synonyms_en, item.fr, *item.synonyms_fr)),
            "method",
            {"partie": "glossaire"},
            f"terme-{item.term_id}",
        )
