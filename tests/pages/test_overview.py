"""What the Sommaire promises: the same numbers as the release, in words, in both languages."""

import re
from html import unescape
from pathlib import Path

import pytest

from data.store.releases.pointer import history
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.change import change_words
from indicators.wording.finding import finding
from indicators.wording.headlines import moves
from indicators.wording.value import coverage_text, missing_text, value_text
from tests.builders.reference_rows import reference_rows
from tests.pages.conftest import Opened, markup

BAND = {"fr": "Données fictives", "en": "Fictitious data"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_recommendation_has_a_row_that_says_what_its_verdict_says(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    text = unescape(markup(opened(language=language)))
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', text, re.S)
    headlines = reader.headlines(reader.periods[-1])
    assert [item.subject_id for item in headlines] == [item.id for item in reader.catalogue.recommendations]
    for row, verdict in zip(rows, headlines, strict=True):
        assert verdict.subject_id in row
        assert finding(verdict, language) in row
        assert value_text(verdict, language) in row
        assert change_words(verdict, language) in row
        assert missing_text(verdict, language) in row


def test_the_strip_gives_each_total_with_its_coverage(opened: Opened, reader: ReleaseReader) -> None:
    text = unescape(markup(opened()))
    assert [item.total_id for item in reader.totals] == [row["total_id"] for row in reference_rows("network_totals")]
    for total in reader.totals:
        verdict = reader.verdict("total", total.total_id, reader.periods[-1])
        assert verdict is not None
        assert value_text(verdict, "fr") in text
        assert f"{coverage_text(verdict, 'fr')} établissements" in text


def test_the_cards_count_respondents_offices_and_changes(opened: Opened, reader: ReleaseReader) -> None:
    period = reader.periods[-1]
    figures = re.findall(r'<span class="o-figure">([^<]*)</span>', markup(opened()))
    office = reader.verdict("indicator", "office_share", period)
    assert office is not None
    assert office.denominator is not None
    assert office.numerator is not None
    assert figures == [
        str(reader.respondents(period).received),
        str(int(office.denominator - office.numerator)),
        str(moves(reader.headlines(period)).count),
        # Three provincial steps of the demonstration are documented; a step of each establishment never is by one
        # alone.
        "3",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_fictitious_data_are_said_to_be_so(opened: Opened, language: str) -> None:
    assert BAND[language] in markup(opened(language=language))


def test_milestones_without_a_document_are_not_called_to_come(opened: Opened, demo: Path) -> None:
    # Nothing was decided yet when the first wave was published.
    text = markup(opened(version=history(demo, "visitor")[-1].release_id))
    assert "Information non disponible" in text
    assert "Non amorcé" not in text
    assert "À venir" not in text


def test_an_older_release_says_so_and_offers_the_latest(opened: Opened, demo: Path) -> None:
    older = history(demo, "visitor")[2].release_id
    text = markup(opened(version=older))
    assert "Vous lisez la version du" in text
    assert "Voir la version actuelle" in text


def test_an_unknown_release_gives_the_latest_with_a_notice(opened: Opened) -> None:
    text = markup(opened(version="zzz"))
    assert "La version demandée n’existe pas ou n’est pas publique" in text


def test_language_and_release_follow_from_page_to_page(opened: Opened, demo: Path) -> None:
    older = history(demo, "visitor")[1].release_id
    page = opened(language="en", version=older)
    page.query_params.clear()
    page.switch_page("recommendation.py").run()
    assert "Fictitious data" in markup(page)
    assert page.query_params["lang"] == "en"
    assert page.query_params["version"] == older
