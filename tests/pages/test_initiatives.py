"""What the Initiatives page promises: all published facts as printed, and no survey value beside them."""

from html import unescape

import pytest

from data.facts import load_facts
from indicators.indicator import Language
from indicators.language import pick
from indicators.published import fact_value
from tests.pages.conftest import Opened, markup


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fact_stands_with_its_value_status_and_locator(opened: Opened, language: Language) -> None:
    facts = load_facts()
    text = unescape(markup(opened("initiatives", language)))
    statuses = {item.choice_id: pick(item, "label", language) for item in facts.choice_lists["fact_status"]}
    assert len(facts.published_facts) == 70
    for fact in facts.published_facts:
        row = next(
            part
            for part in text.split("<tr")
            if f">{pick(fact, 'metric', language)}</th>" in part
            and pick(fact, "period_label", language) in part
            and fact_value(fact, language) in part
        )
        assert statuses[fact.status] in row
        assert fact.locator in row
    for source_id in {fact.source_id for fact in facts.published_facts}:
        source = next(item for item in facts.sources if item.source_id == source_id)
        assert source.title in text


def test_the_page_says_that_its_figures_are_real(opened: Opened) -> None:
    text = markup(opened("initiatives"))
    assert "des faits publiés, réels" in text
    assert "Données fictives" in text


def test_every_component_and_text_is_there(opened: Opened) -> None:
    facts = load_facts()
    text = unescape(markup(opened("initiatives")))
    for component in facts.components:
        assert pick(component, "label", "fr") in text
    for item in facts.texts:
        assert pick(item, "text", "fr") in text
