"""What the Indicateur page promises for each of the 44."""

from html import unescape

import pytest

from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.change import change_sentence
from indicators.wording.finding import detail, finding
from indicators.wording.note import rung_sentence
from tests.pages.conftest import Opened, markup

IDS = list(load_catalogue().indicator)
SPLIT = "mandate_level_split"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", IDS)
def test_the_page_says_what_the_verdict_says(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    page = opened("indicator", language, id=chosen)
    text = unescape(markup(page))
    indicator = reader.catalogue.indicator[chosen]
    verdict = reader.verdict("indicator", chosen, reader.periods[-1], segment=indicator.segments[0])
    assert verdict is not None
    if chosen != SPLIT:
        assert f'<h1 class="o-h1">{finding(verdict, language)}</h1>' in text
        assert detail(verdict, language) in text
    assert change_sentence(verdict, language) in text
    assert rung_sentence(verdict, language) in text
    assert text.count('class="o-sign o-sign-') >= 8


@pytest.mark.parametrize("chosen", [SPLIT, "office_share", "partnership_budget", "staff_trained"])
@pytest.mark.parametrize("period", ["2023-2024", "2024-2025", "2025-2026"])
def test_every_wave_can_be_read(opened: Opened, chosen: str, period: str) -> None:
    opened("indicator", id=chosen, vague=period, e="cisss-laval")


def test_a_chart_has_one_sentence_in_the_readers_language(opened: Opened) -> None:
    page = opened("indicator", id="strategic_bodies_with_partner", e="ciusss-slsj")
    charts = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    assert len(charts) == 4
    for chart in charts:
        assert 20 < len(chart.proto.alt) <= 250
        assert "fictives" in chart.proto.spec


def test_a_hidden_establishment_shows_neither_value_nor_cell(opened: Opened, reader: ReleaseReader) -> None:
    found = reader.distribution("indicator", "strategic_bodies_with_partner", reader.periods[-1])
    hidden = next(item for item in found if item.state == "suppressed")
    text = markup(opened("indicator", id="strategic_bodies_with_partner", e=hidden.place_id))
    cells = text[text.index('class="o-cells"') :]
    assert 'o-cell">' not in cells
    assert "o-sign-suppressed" in cells


def test_an_unknown_indicator_gives_the_first_and_says_so(opened: Opened) -> None:
    text = markup(opened("indicator", id="nowhere"))
    assert "nowhere" in text
    assert "qui n’existe pas ici" in text
