"""What Comparer promises: bands in words, every choice in the address, no rank, no order by value."""

import re
from html import unescape

import pytest

from indicators.catalogue.model import Language
from indicators.release_reader.custom import custom_group
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.comparison import bands
from indicators.wording.finding import finding
from indicators.wording.signal import outlier_words
from indicators.wording.value import value_text
from tests.pages.conftest import Opened, markup

INDICATOR = "strategic_bodies_with_partner"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", [INDICATOR, "R02", "partnership_budget", "mandate_level_split", "office_share"])
@pytest.mark.parametrize("among", ["", "territorial-ciusss", "ciusss-slsj", "ciusss-slsj.cisss-laval.chum"])
def test_every_kind_of_choice_opens(opened: Opened, language: Language, chosen: str, among: str) -> None:
    text = unescape(markup(opened("compare", language, id=chosen, avec=among)))
    assert text.count("<h1") == 1


def test_the_bands_hold_everyone_compared_in_the_order_of_the_reference(opened: Opened, reader: ReleaseReader) -> None:
    places = reader.distribution("indicator", INDICATOR, reader.periods[-1])
    held = bands(places)
    text = unescape(markup(opened("compare", id=INDICATOR))).replace("\u00a0", " ")
    assert f"Au-dessus de leurs pairs : {len(held.above)}" in text
    assert f"Semblables : {len(held.similar)}" in text
    assert f"Au-dessous de leurs pairs : {len(held.below)}" in text
    assert held.compared == sum(item.comparison not in ("", "not_compared") for item in places)
    order = [item.place_id for item in places]
    for group in (held.above, held.similar, held.below):
        assert [item.place_id for item in group] == [name for name in order if name in {i.place_id for i in group}]


def test_no_rank_is_ever_given(opened: Opened) -> None:
    for language in ("fr", "en"):
        text = unescape(markup(opened("compare", language, id=INDICATOR)))
        assert not re.search(r"\b\d+(er|e|st|nd|rd|th)\b (rang|place)|\brank \d", text)


def test_an_outlier_says_by_how_many_methods(opened: Opened, reader: ReleaseReader) -> None:
    text = unescape(markup(opened("compare", id=INDICATOR)))
    apart = [item for item in reader.distribution("indicator", INDICATOR, reader.periods[-1]) if item.outlier_methods]
    assert apart
    for item in apart:
        assert outlier_words(item, "fr") in text
        assert value_text(item, "fr") in text


def test_the_readers_own_group_is_told_by_the_same_functions(opened: Opened, reader: ReleaseReader) -> None:
    members = ["ciusss-slsj", "cisss-laval"]
    told = custom_group(reader.release, ("indicator", INDICATOR, ""), members, reader.periods[-1])
    text = unescape(markup(opened("compare", id=INDICATOR, avec=".".join(members))))
    assert finding(told, "fr") in text


def test_the_choices_are_in_the_address_by_id(opened: Opened) -> None:
    page = opened("compare")
    page.multiselect[0].set_value(["territorial-ciusss", "cisss-laval"]).run()
    assert page.query_params["avec"] == "territorial-ciusss.cisss-laval"
    page.multiselect[0].set_value([]).run()
    assert "avec" not in page.query_params


def test_resemblance_is_told_of_the_first_establishment_chosen(opened: Opened) -> None:
    text = unescape(markup(opened("compare", id=INDICATOR, avec="ciusss-slsj"))).replace("\u00a0", " ")
    assert "Qui ressemble à CIUSSS du Saguenay–Lac-Saint-Jean" in text
    assert "même type" in text


def test_a_hidden_establishment_keeps_its_value(opened: Opened, reader: ReleaseReader) -> None:
    places = reader.distribution("indicator", INDICATOR, reader.periods[-1])
    hidden = next(item for item in places if item.state == "suppressed")
    text = unescape(markup(opened("compare", id=INDICATOR, avec=f"{hidden.place_id}.ciusss-slsj")))
    assert "Valeur supprimée" in text
