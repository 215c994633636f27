"""What the Méthode page promises: every definition, term and question, found by any of its words."""

from html import unescape

import pytest

from data.facts import load_facts
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language
from indicators.wording.language import pick
from pages.parts.method.sections import PARTS
from tests.pages.conftest import Opened, markup


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("part", list(PARTS))
def test_each_part_can_be_read(opened: Opened, part: str, language: Language) -> None:
    opened("method", language, partie=part)


def test_all_definitions_are_there(opened: Opened) -> None:
    text = unescape(markup(opened("method", partie="indicateurs")))
    for indicator in load_catalogue().indicator.values():
        assert f'<span class="o-code">{indicator.code}</span>' in text
        assert f"<code>{indicator.numerator}</code>" in text


def test_all_questions_are_there_with_their_changes(opened: Opened) -> None:
    facts = load_facts()
    text = unescape(markup(opened("method", partie="questionnaire")))
    for question in facts.questions:
        assert f"<code>{question.question_id}</code>" in text
    for change in facts.changes:
        if change.kind_of_change not in ("added", "split"):
            assert pick(change, "note", "fr") in text


@pytest.mark.parametrize(("part", "query", "found"), [
    ("indicateurs", "remuneres", "Partenaires rémunérés"),
    ("glossaire", "PATIENT partenaire", "usagère ou usager partenaire"),
    ("questionnaire", "office_team_fte", "office_team_fte"),
])  # fmt: skip
def test_a_list_is_searched_without_accents(opened: Opened, part: str, query: str, found: str) -> None:
    page = opened("method", partie=part)
    before = len(markup(page))
    page.text_input[0].set_value(query).run()
    text = unescape(markup(page))
    assert found in text
    assert len(text) < 0.8 * before


def test_the_accessibility_statement_names_its_standard(opened: Opened) -> None:
    assert "SGQRI 008 3.0" in markup(opened("method", partie="accessibilite"))
