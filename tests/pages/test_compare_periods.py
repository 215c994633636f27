"""Comparer over time: quarters, the parts of a split, another earlier period, the reader's own group, and its hidden
member."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from indicators.catalogue.model import Language
from indicators.release_reader.custom import custom_change, custom_group
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.change import change_sentence
from indicators.wording.finding import detail, finding
from indicators.wording.periods import period_text
from indicators.wording.value import value_text
from tests.pages.conftest import Opened, markup

QUARTERLY, SPLIT, RATIO = (
    "active_partners_per_1000_staff",
    "mandate_level_split",
    "strategic_bodies_with_partner",
)
MEMBERS = ["ciusss-slsj", "cisss-laval", "cisss-outaouais"]


#: How the sentence of each chart begins.
SLOPES = {"fr": "Pentes, ", "en": "Slopes, "}
BARS = {"fr": "Barres empilées, ", "en": "Stacked bars, "}
PAIRS = {"fr": "Avant et après, ", "en": "Before and after, "}


def sentences(page: AppTest, begin: str = "") -> list[str]:
    """The sentences of the charts of a page that begin in some way."""
    charts = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    return [item.proto.alt for item in charts if item.proto.alt.startswith(begin)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quarter_can_be_read_and_compared(opened: Opened, reader: ReleaseReader, language: Language) -> None:
    quarter = reader.periods_of("quarter")[-2]
    page = opened("compare", language, id=QUARTERLY, cadence="trimestre", trimestre=quarter)
    text = unescape(markup(page))
    province = reader.verdict("indicator", QUARTERLY, quarter)
    assert province is not None
    assert detail(province, language) in text
    assert period_text(quarter, language) in text
    said = re.sub(r"<[^>]+>", "", text)
    assert quarter not in said, "a period is written in words, not as its id"


@pytest.mark.parametrize(
    "asked",
    [
        {"id": SPLIT, "part": "nowhere"},
        {"id": QUARTERLY, "cadence": "nowhere"},
        {"id": QUARTERLY, "cadence": "trimestre", "trimestre": "nowhere"},
        {"id": QUARTERLY, "depuis": "nowhere"},
        {"id": QUARTERLY, "vague": "nowhere"},
        {"id": QUARTERLY, "avec": "cisss-laval.nowhere"},
    ],
    ids=lambda asked: list(asked)[-1],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_choice_that_the_address_invents_is_said_calmly(
    opened: Opened, asked: dict[str, str], language: Language
) -> None:
    said = markup(opened("compare", language, **asked))
    sentence = {
        "fr": "L’adresse demande «\u00a0nowhere\u00a0», qui n’existe pas ici; voici le choix habituel.",
        "en": "The address asks for “nowhere”, which does not exist here; here is the usual choice.",
    }
    assert said.count(sentence[language]) == 1


def test_a_new_subject_forgets_the_part_of_the_one_before(opened: Opened) -> None:
    page = opened("compare", id=SPLIT, part="nowhere")
    page.selectbox(key="choice-id").select(QUARTERLY).run()
    assert "part" not in page.query_params


def test_a_subject_without_quarters_offers_waves_alone(opened: Opened) -> None:
    page = opened("compare", id="office_share", cadence="trimestre")
    assert [box.label for box in page.selectbox][1:3] == ["Vague", "Depuis"]
    assert "cadence" not in {item.key.removeprefix("choice-") for item in page.get("button_group") if item.key}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_part_of_a_split_can_be_compared(opened: Opened, reader: ReleaseReader, language: Language) -> None:
    period = reader.periods[-1]
    for part in reader.catalogue.indicator[SPLIT].segments:
        page = opened("compare", language, id=SPLIT, part=part)
        province = reader.verdict("indicator", SPLIT, period, segment=part)
        assert province is not None
        assert province.label(language) in unescape(markup(page))
        [bars] = sentences(page, BARS[language])
        assert all(name in bars for name in ("micro", "macro"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_own_group_is_told_since_the_period_asked_for(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    now, then = reader.periods_of("quarter")[-1], reader.periods_of("quarter")[-5]
    told = custom_group(reader.release, ("indicator", QUARTERLY, ""), MEMBERS, now, then)
    page = opened("compare", language, id=QUARTERLY, cadence="trimestre", depuis=then, avec=".".join(MEMBERS))
    text = unescape(markup(page))
    assert finding(told, language) in text
    assert change_sentence(told, language) in text
    shown = [
        custom_change(reader.release, ("indicator", QUARTERLY, ""), ("establishment", name), now, then)
        for name in MEMBERS
    ]
    for item in shown:
        if item.value is not None:
            assert change_sentence(item, language) in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_own_group_with_a_hidden_member_is_suppressed_and_says_so(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    places = reader.distribution("indicator", RATIO, reader.periods[-1])
    hidden = next(item for item in places if item.state == "suppressed")
    members = [hidden.place_id, "ciusss-slsj"]
    told = custom_group(reader.release, ("indicator", RATIO, ""), members, reader.periods[-1])
    assert told.state == "suppressed"
    assert told.value is None
    text = unescape(markup(opened("compare", language, id=RATIO, avec=".".join(members))))
    assert finding(told, language) in text
    reason = {
        "fr": "un des établissements choisis est masqué",
        "en": "one of the establishments chosen is hidden",
    }
    assert reason[language] in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_slopes_and_small_views_stand_for_the_establishments_chosen(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    page = opened("compare", language, id=QUARTERLY, cadence="trimestre", avec=".".join(MEMBERS))
    [slope] = sentences(page, SLOPES[language])
    assert 20 < len(slope) <= 250
    for name in MEMBERS:
        item = reader.verdict("indicator", QUARTERLY, reader.periods_of("quarter")[-1], ("establishment", name))
        assert item is not None
        [view] = sentences(page, f"{item.place(language)}; ")
        assert value_text(item, language) in view


def test_more_than_six_lines_are_drawn_as_pairs_alone(opened: Opened) -> None:
    page = opened("compare", id=RATIO, avec="territorial-cisss")
    assert sentences(page, PAIRS["fr"])
    assert not sentences(page, SLOPES["fr"])
