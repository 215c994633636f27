"""What the Recommandation page promises for each of the twelve."""

from html import unescape

import pytest

from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.change import change_sentence
from indicators.wording.finding import finding
from indicators.wording.value import interval_text, value_text
from pages.ui.wording import short_name
from tests.pages.conftest import Opened, markup

IDS = [f"R{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", IDS)
def test_the_page_says_what_the_verdicts_say(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    period = reader.periods[-1]
    text = unescape(markup(opened("recommendation", language, id=chosen)))
    headline = reader.verdict("headline", chosen, period)
    assert headline is not None
    assert f'<h1 class="o-h1">{finding(headline, language)}</h1>' in text
    item = reader.catalogue.recommendation[chosen]
    assert item.words(language).summary.replace(" : ", "\u00a0: ") in text or item.words(language).summary in text
    for milestone in item.milestones:
        assert milestone.words(language).label in text
    for indicator in reader.catalogue.followed_by(chosen):
        for segment in indicator.segments:
            verdict = reader.verdict("indicator", indicator.id, period, segment=segment)
            assert verdict is not None
            assert value_text(verdict, language) in text
            assert interval_text(verdict, language) in text
            assert change_sentence(verdict, language) in text


def test_who_has_and_who_has_not_names_only_those_the_release_shows(opened: Opened, reader: ReleaseReader) -> None:
    text = unescape(markup(opened("recommendation", id="R02")))
    found = reader.distribution("headline", "R02", reader.periods[-1])
    hidden = [item for item in found if item.state == "suppressed"]
    assert hidden
    for item in found:
        assert (f">{short_name(item.place_id, 'fr')}</a>" in text) == item.valued
    assert f"Répondants non nommés : {len(hidden)}." in text.replace("\u00a0", " ")


def test_the_choice_is_in_the_address_by_id(opened: Opened) -> None:
    page = opened("recommendation")
    page.segmented_control[0].set_value("R05").run()
    assert page.query_params["id"] == "R05"


def test_an_unknown_id_gives_the_first_one_and_says_so(opened: Opened) -> None:
    text = markup(opened("recommendation", id="R99"))
    assert "R99" in text
    assert "qui n’existe pas ici" in text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", IDS)
def test_its_shares_are_drawn_wave_by_wave_on_one_axis(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    page = opened("recommendation", language, id=chosen)
    charts = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    said = [item.proto.alt for item in charts]
    period = reader.periods[-1]
    sign = {"fr": "Signe de la recommandation", "en": "Sign of the recommendation"}[language]
    shares = [(sign, reader.series("headline", chosen))]
    sign_id = reader.catalogue.recommendation[chosen].headline.indicator
    for indicator in reader.catalogue.followed_by(chosen):
        for segment in indicator.segments:
            told = reader.verdict("indicator", indicator.id, period, segment=segment)
            if told is not None and told.unit_fr.startswith("%") and indicator.id != sign_id:
                title = f"{indicator.code} · {told.label(language)}"
                shares.append((title, reader.series("indicator", indicator.id, segment=segment)))
    known = [pair for pair in shares if any(item.valued and item.value is not None for item in pair[1])]
    for title, held in known if len(known) > 1 else []:
        [view] = [words for words in said if words.startswith(f"{title}; ")]
        last = next(item for item in reversed(held) if item.valued)
        assert value_text(last, language) in view
    # The sign that is one of the indicators counts once: no second view of it.
    if sign_id is not None:
        code = reader.catalogue.indicator[sign_id].code
        assert not [words for words in said if words.startswith(f"{code} · ")]
