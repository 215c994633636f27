"""What the Initiatives views promise: every published fact as printed, nothing real mixed with fictitious values."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.facts import load_facts
from data.store.releases.pointer import history
from data.store.releases.release import serve
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.charts.theme import Spec
from indicators.initiatives.collected import Collected
from indicators.initiatives.training_words import lineage_sentence, result_sentence
from indicators.initiatives.views import load_views
from indicators.release_reader.portrait import messages_of
from indicators.release_reader.reader import ReleaseReader
from indicators.search import documents_of
from indicators.wording.language import pick, say
from indicators.wording.portrait import status_word
from indicators.wording.published_facts import fact_value
from pages.parts.initiatives.choice import view_ids
from pages.ui import chart as chart_component
from tests.pages.conftest import Opened, markup

LANGUAGES: tuple[Language, Language] = ("fr", "en")
INITIATIVES = tuple(item.initiative_id for item in load_facts().initiatives)
#: Kind of section → the kind of the values of each of its charts.
CHARTS = {
    "counts": ["published"],
    "shares": ["published"],
    "member_map": ["published"],
    "training": ["fictif", "fictif"],
    "qualitative_log": ["fictif"],
    "project_log": ["fictif"],
}
#: Reference marks that hold no value: the usual length of the model behind a project, and the day of the release.
GUIDES = {"guide", "today"}


def opened_view(opened: Opened, view: str, language: Language, **more: str) -> str:
    choices = more | ({"id": view} if view else {})
    return unescape(markup(opened("initiatives", language, **choices)))


def row_of(text: str, fact_id: str) -> str:
    """The row of the table that holds a fact's anchor."""
    rows = [part for part in text.split("<tr") if f'id="{fact_id}"' in part]
    assert len(rows) == 1, fact_id
    return rows[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_stands_in_its_view_with_value_status_source_and_locator(opened: Opened, language: Language) -> None:
    facts = load_facts()
    statuses = {item.choice_id: pick(item, "label", language) for item in facts.choice_lists["fact_status"]}
    sources = {item.source_id: item for item in facts.sources}
    seen = 0
    for view in INITIATIVES:
        text = opened_view(opened, view, language)
        for fact in (item for item in facts.published_facts if item.initiative_id == view):
            row = row_of(text, fact.fact_id)
            source = sources[fact.source_id]
            for words in (
                pick(fact, "metric", language),
                fact_value(fact, language),
                pick(fact, "period_label", language),
                pick(fact, "scope", language),
                statuses[fact.status],
                fact.locator,
                str(source.year or ""),
            ):
                assert words in row, (fact.fact_id, words)
            assert source.title in text
            assert source.authors_or_body in text
            seen += 1
    assert seen == len(facts.published_facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_and_practice_is_where_the_search_says(opened: Opened, demo: Path, language: Language) -> None:
    practices = Collected(serve(demo).release).practices()
    assert practices
    documents = [item for item in documents_of(load_catalogue(), {}, practices) if item.kind in ("fact", "practice")]
    assert {item.page for item in documents} == {"initiatives"}
    texts = {view: opened_view(opened, view, language) for view in {item.choices["id"] for item in documents}}
    for document in documents:
        assert texts[document.choices["id"]].count(f'id="{document.anchor}"') == 1, document.id
    assert len(documents) == len(load_facts().published_facts) + len(practices)


@pytest.mark.parametrize("view", INITIATIVES)
def test_every_component_and_text_is_in_its_view(opened: Opened, view: str) -> None:
    facts = load_facts()
    for language in LANGUAGES:
        text = opened_view(opened, view, language)
        for component in facts.components:
            if component.initiative_id == view:
                assert pick(component, "label", language) in text
        for item in facts.texts:
            if item.initiative_id == view:
                assert pick(item, "text", language) in text
                assert item.locator in text


@pytest.mark.parametrize("view", view_ids())
def test_a_chart_holds_published_or_collected_values_never_both(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    charts: list[tuple[Spec, Mapping[str, pl.DataFrame]]] = []
    before = chart_component.with_data

    def record(spec: Spec, datasets: Mapping[str, pl.DataFrame], height: int | None = None) -> dict[str, Any]:
        charts.append((spec, datasets))
        return before(spec, datasets, height)

    monkeypatch.setattr(chart_component, "with_data", record)
    opened_view(opened, view, "fr")
    kinds = [
        {kind for name, frame in sets.items() if name not in GUIDES for kind in frame["kind"].to_list()}
        for _, sets in charts
    ]
    assert all(len(found) == 1 for found in kinds)
    assert ["Données fictives" in str(spec) for spec, _ in charts] == ["fictif" in found for found in kinds]
    sections = load_views()[view].sections if view in INITIATIVES else ()
    expected = [{kind} for section in sections for kind in CHARTS.get(section.kind, ())]
    assert kinds == ([{"published"}] * 2 if view == "" else expected)


@pytest.mark.parametrize("view", view_ids())
def test_what_was_collected_stands_under_its_own_band(opened: Opened, view: str) -> None:
    """Whatever the release generated is written after a band that says so, and no fact's row is."""
    text = opened_view(opened, view, "fr")
    band = "exemple généré pour montrer l’outil"
    generated = [found.start() for found in re.finditer("fictive? : |Exemple fictif[.—:]", text)]
    for place in generated:
        assert band in text[:place]
    if view in INITIATIVES and band in text:
        last_band, first_row = text.rindex(band), text.index("Tous les chiffres publiés")
        assert last_band < first_row


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_names_the_gap_and_the_unnamed_territories(opened: Opened, language: Language) -> None:
    text = opened_view(opened, "", language)
    tied = {
        name
        for item in load_facts().initiatives
        for name in (*item.recommendations_primary, *item.recommendations_secondary)
    }
    bare = [f"R{number:02d}" for number in range(1, 13) if f"R{number:02d}" not in tied]
    assert len(bare) > 1
    title = say(
        "{names} n’ont aucune initiative liée",
        language,
        names=say("{first} et {last}", language, first=", ".join(bare[:-1]), last=bare[-1]),
    )
    assert title in text
    for item in load_facts().initiatives:
        assert pick(item, "name", language) in text
        assert f"id={item.initiative_id}" in text
    unnamed = say(
        "{names} : territoires pilotes non nommés par la source, absents de la carte.",
        language,
        names=next(pick(item, "name", language) for item in load_facts().initiatives if "itss" in item.initiative_id),
    )
    assert unnamed in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_training_block_says_what_the_release_holds(opened: Opened, demo: Path, language: Language) -> None:
    collected = Collected(serve(demo).release)
    shown = 0
    for module in collected.modules():
        month = collected.latest_follow_up(module.id)
        text = opened_view(opened, "gmf-oc", language, module=module.id)
        if month is None:
            assert say("à venir", language) in text
            continue
        whole = collected.result(module.id, month=month)
        assert result_sentence(whole, language) in text
        assert lineage_sentence(whole, language) in text
        shown += 1
    assert shown == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portrait_says_what_its_signs_say(opened: Opened, reader: ReleaseReader, language: Language) -> None:
    for period in reader.periods:
        text = opened_view(opened, "portrait", language, vague=period)
        for message in messages_of(reader, period):
            row = row_of(text, message.message.id)
            assert status_word(message.status, language) in row
            assert say("exemple fictif", language) in row
            for sign in message.signs:
                assert f"id={sign.expected.indicator_id}" in row


def test_before_anything_was_collected_each_block_is_to_come(opened: Opened, demo: Path) -> None:
    releases = [item.release_id for item in history(demo, "visitor")]
    empty = [name for name in releases if Collected(serve(demo, "visitor", name).release).is_empty]
    assert empty
    for view in ("gmf-oc", "communaute-soignante", "inters4", "communaute-strategique-itss", "pratiques"):
        text = opened_view(opened, view, "fr", version=empty[0])
        assert "<strong>À venir</strong>" in text
        assert "exemple généré pour montrer l’outil" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_practices_are_filtered_and_stand_on_the_pages_of_what_they_are_about(
    opened: Opened, demo: Path, language: Language
) -> None:
    practices = Collected(serve(demo).release).practices()
    for item in practices:
        text = opened_view(opened, "pratiques", language, recommandation=item.recommendation_id)
        others = [one for one in practices if one.recommendation_id != item.recommendation_id]
        assert item.title in text
        assert item.done in text
        assert all(one.title not in text for one in others)
        assert item.title in unescape(markup(opened("recommendation", language, id=item.recommendation_id)))
        if item.indicator_ids:
            name = item.indicator_ids[0]
            assert item.title in unescape(markup(opened("indicator", language, id=name)))
            assert item.title in unescape(markup(opened("compare", language, id=name)))
        if item.establishment_id:
            assert item.title in unescape(markup(opened("establishment", language, id=item.establishment_id)))


def test_an_agreed_contact_alone_is_shown(opened: Opened, demo: Path) -> None:
    practices = Collected(serve(demo).release).practices()
    text = opened_view(opened, "pratiques", "fr")
    assert any(item.contact for item in practices)
    for item in practices:
        note = text[text.index(f'id="{item.practice_id}"') :].split("</div>")[0]
        assert (item.contact or "non publiée") in note


def test_an_establishment_reads_what_others_share_where_its_peers_do_more(
    opened: Opened, demo: Path, reader: ReleaseReader
) -> None:
    practices = Collected(serve(demo).release).practices()
    period = reader.periods[-1]
    behind = {
        verdict.place_id: item
        for item in practices
        for name in item.indicator_ids
        for verdict in reader.distribution("indicator", name, period)
        if verdict.comparison == "worse" and verdict.place_id != item.establishment_id
    }
    assert behind
    place, item = next(iter(behind.items()))
    text = unescape(markup(opened("establishment", id=place)))
    assert "Où les pairs font plus, ce que d’autres partagent" in text
    assert item.title in text
