"""What the Recommandation page promises for each of the twelve."""

from html import unescape

import pytest

from indicators.indicator import Language
from indicators.reading import Reading
from indicators.sentences import change_sentence, finding, interval_text, value_text
from pages.components.names import short_name
from tests.pages.conftest import Opened, markup

IDS = [f"R{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", IDS)
def test_the_page_says_what_the_verdicts_say(
    opened: Opened, reading: Reading, chosen: str, language: Language
) -> None:
    period = reading.periods[-1]
    text = unescape(markup(opened("recommendation", language, id=chosen)))
    headline = reading.verdict("headline", chosen, period)
    assert headline is not None
    assert f'<h1 class="o-h1">{finding(headline, language)}</h1>' in text
    item = reading.catalogue.recommendation[chosen]
    assert (
        item.words(language).summary.replace(" : ", "\u00a0: ") in text
        or item.words(language).summary in text
    )
    for milestone in item.milestones:
        assert milestone.words(language).label in text
    for indicator in reading.catalogue.followed_by(chosen):
        for segment in indicator.segments:
            verdict = reading.verdict("indicator", indicator.id, period, segment=segment)
            assert verdict is not None
            assert value_text(verdict, language) in text
            assert interval_text(verdict, language) in text
            assert change_sentence(verdict, language) in text


def test_who_has_and_who_has_not_names_only_those_the_release_shows(opened: Opened, reading: Reading) -> None:
    text = unescape(markup(opened("recommendation", id="R02")))
    found = reading.distribution("headline", "R02", reading.periods[-1])
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
    assert "absent de cette version" in text
