"""What the Complétude page promises: who has answered, and nothing of what is hidden."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from data.store.workbench.submissions import Workbench
from etl.local_time import local_day
from etl.waves import wave
from indicators.catalogue.model import Language
from indicators.release_reader.completeness import corrections, missing_kinds, wave_rates
from indicators.release_reader.reader import ReleaseReader
from pages.ui.wording import short_name
from tests.pages.conftest import Opened, markup


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", ["2023-2024", "2024-2025", "2025-2026"])
def test_every_wave_says_how_many_answered(
    opened: Opened, reader: ReleaseReader, period: str, language: Language
) -> None:
    text = unescape(markup(opened("completeness", language, vague=period)))
    seen = reader.respondents(period)
    words = {
        "fr": f"{seen.received} établissements sur {seen.frame}",
        "en": f"{seen.received} of {seen.frame}",
    }
    assert words[language] in text


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "1 établissement sur 30 a répondu pour"), ("en", "1 of 30 establishments answered for")],
)
def test_the_title_is_singular_when_one_has_answered(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, language: Language, title: str
) -> None:
    respondents = ReleaseReader.respondents
    monkeypatch.setattr(ReleaseReader, "respondents", lambda *args: replace(respondents(*args), received=1, frame=30))
    assert title in markup(opened("completeness", language))


def test_a_hidden_establishment_has_no_count(opened: Opened, reader: ReleaseReader) -> None:
    text = unescape(markup(opened("completeness")))
    hidden = reader.release.submissions.filter(
        (pl.col("wave_id") == reader.periods[-1]) & (pl.col("status") == "accepted") & ~pl.col("named")
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


def test_the_rates_of_a_wave_are_those_of_its_files(demo: Path, reader: ReleaseReader) -> None:
    period = reader.periods[-1]
    due_on = wave(period).due_on
    sent = (
        Workbench(demo)
        .submissions()
        .filter(pl.col("wave_id") == period, pl.col("state") != "withdrawn")
        .with_columns(day=local_day("received_at"))
    )
    first = sent.group_by("establishment_id").agg(pl.col("day").min())
    rates = wave_rates(reader.release, period)
    assert rates.received == first.height
    assert rates.on_time == first.filter(pl.col("day") <= due_on).height
    assert 0 < rates.on_time < rates.received


@pytest.mark.parametrize("language", ["fr", "en"])
def test_timeliness_corrections_and_missing_kinds_are_told(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    text = unescape(markup(opened("completeness", language)))
    rates = wave_rates(reader.release, reader.periods[-1])
    assert rates.on_time is not None
    on_time = {"fr": f"{rates.on_time} sur {rates.asked}", "en": f"{rates.on_time} of {rates.asked}"}
    assert on_time[language] in text
    for state, count in missing_kinds(reader.release, reader.periods[-1]).items():
        assert f"o-sign-{state}" in text
        assert count > 0


def test_a_file_that_waits_shows_for_how_many_days(reader: ReleaseReader) -> None:
    release = reader.release
    period = reader.periods[-1]
    one = release.submissions.filter((pl.col("wave_id") == period) & (pl.col("status") == "accepted"))[0]
    waits = one.with_columns(
        status=pl.lit("returned"), received_on=pl.lit(release.published_at.date() - timedelta(days=12))
    )
    (found,) = corrections(replace(release, submissions=waits), period)
    assert (found.status, found.days) == ("returned", 12)
    assert found.establishment_id == one["establishment_id"][0]
