"""What Territoire promises: eighteen regions by their codes, every establishment in its own, none of 17 and 18
compared."""

import re
from html import unescape

import pytest

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.value import value_text
from tests.pages.conftest import Opened, markup


def rows(text: str) -> list[str]:
    """The rows of the table of regions."""
    return re.findall(r'<tr role="row"><th scope="row".*?</tr>', text, re.S)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", ["office_share", "R02", "strategic_bodies_with_partner", "mandate_level_split"])
def test_the_regions_are_in_the_order_of_their_codes(opened: Opened, language: Language, chosen: str) -> None:
    found = rows(unescape(markup(opened("territory", language, id=chosen))))
    codes = [re.search(r'o-code">(\d\d)', row) for row in found]
    assert [code.group(1) for code in codes if code] == [f"{number:02d}" for number in range(1, 19)]


def test_every_establishment_stands_in_its_region(opened: Opened, reader: ReleaseReader) -> None:
    found = rows(unescape(markup(opened("territory"))))
    for region, row in zip(sorted(load_facts().regions, key=lambda item: item.code), found, strict=True):
        held = [item for item in load_facts().frame if item.rss_code == region.code]
        assert row.count("etablissement?id=") == len(held)


def test_a_region_says_what_its_verdict_says(opened: Opened, reader: ReleaseReader) -> None:
    found = rows(unescape(markup(opened("territory", id="R02"))))
    told = {item.place_id: item for item in reader.by_region("headline", "R02", reader.periods[-1])}
    assert any(item.state == "suppressed" for item in told.values())
    for row in found:
        code = re.search(r'o-code">(\d\d)', row)
        assert code
        if code.group(1) in told:
            assert value_text(told[code.group(1)], "fr") in row


def test_the_regions_outside_the_frame_have_no_value(opened: Opened) -> None:
    found = rows(unescape(markup(opened("territory"))))
    for row in found[-2:]:
        assert "hors cadre" in row
        assert "o-strong" not in row
        assert "etablissement?id=" not in row


def test_the_map_has_one_sentence(opened: Opened) -> None:
    page = opened("territory", id="R02")
    charts = page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    assert len(charts) == 1
    assert 20 < len(charts[0].proto.alt) <= 250
