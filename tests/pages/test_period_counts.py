"""A count by period without a yearly indicator has its own view among the indicators."""

from html import unescape

import pytest

from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.change import change_sentence
from indicators.wording.finding import detail, finding
from indicators.wording.series import run_finding, xmr_finding
from tests.pages.conftest import Opened, markup

COUNT = "partners_recruited_count"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_count_is_listed_and_told_as_its_verdict(opened: Opened, reader: ReleaseReader, language: Language) -> None:
    assert reader.period_counts == (COUNT,)
    quarter = reader.periods_of("quarter")[-1]
    page = opened("indicator", language, id=COUNT)
    told = reader.verdict("count_of_period", COUNT, quarter)
    assert told is not None
    text = unescape(markup(page))
    assert f'<h1 class="o-h1">{finding(told, language)}</h1>' in text
    assert detail(told, language) in text
    assert change_sentence(told, language) in text
    series = reader.series("count_of_period", COUNT, period_kind="quarter")
    assert xmr_finding(series, language) in text
    assert run_finding(series, language) in text
    words = {
        "fr": "compte par période, sans indicateur annuel",
        "en": "count by period, without a yearly indicator",
    }
    assert words[language] in text
    assert any(words[language] in option for option in page.selectbox[0].options)


def test_any_quarter_can_be_read_and_an_establishment_marked(opened: Opened, reader: ReleaseReader) -> None:
    for quarter in reader.periods_of("quarter")[::7]:
        told = reader.verdict("count_of_period", COUNT, quarter)
        assert told is not None
        text = unescape(markup(opened("indicator", id=COUNT, trimestre=quarter, e="ciusss-slsj")))
        assert finding(told, "fr") in text


def test_a_hidden_count_is_named_without_its_number(opened: Opened, reader: ReleaseReader) -> None:
    quarter = reader.periods_of("quarter")[-1]
    places = reader.distribution("count_of_period", COUNT, quarter)
    hidden = [item for item in places if item.state == "suppressed"]
    assert hidden
    text = unescape(markup(opened("indicator", id=COUNT, e=hidden[0].place_id)))
    assert "Valeur supprimée" in text
    assert all(item.place("fr") in text for item in hidden)
