"""What the Complétude page promises: who has answered, and nothing of what is hidden."""

import re
from html import unescape

import polars as pl
import pytest

from indicators.indicator import Language
from indicators.reading import Reading
from pages.components.names import short_name
from tests.pages.conftest import Opened, markup


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", ["2023-2024", "2024-2025", "2025-2026"])
def test_every_wave_says_how_many_answered(
    opened: Opened, reading: Reading, period: str, language: Language
) -> None:
    text = unescape(markup(opened("completeness", language, vague=period)))
    seen = reading.respondents(period)
    words = {
        "fr": f"{seen.received} établissements sur {seen.frame}",
        "en": f"{seen.received} of {seen.frame}",
    }
    assert words[language] in text


def test_a_hidden_establishment_has_no_count(opened: Opened, reading: Reading) -> None:
    text = unescape(markup(opened("completeness")))
    hidden = reading.release.submissions.filter(
        (pl.col("wave_id") == reading.periods[-1]) & (pl.col("status") == "accepted") & ~pl.col("named")
    )
    assert hidden.height
    matrix = text[text.index('class="o-matrix') :]
    for name in hidden["establishment_id"]:
        start = matrix.index(f">{short_name(name, 'fr')}</a>")
        row = matrix[start : matrix.index("</tr>", start)]
        assert not re.search(r"\d+/\d+", row)
        assert "o-sign-suppressed" in row


def test_each_section_of_the_questionnaire_can_be_opened(opened: Opened) -> None:
    for letter in "ABCDEFGHIJKLM":
        assert f'<span class="o-code">{letter}0' in markup(opened("completeness", section=letter))
