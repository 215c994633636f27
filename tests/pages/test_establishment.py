"""What the Établissement page promises for each of the thirty."""

from html import unescape

import polars as pl
import pytest

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.value import value_text
from tests.pages.conftest import Opened, markup

FRAME = [item.establishment_id for item in load_facts().frame]
CLOSED = "Réponses publiées seulement dans des regroupements, au choix de l’établissement"


def statuses(reader: ReleaseReader, period: str) -> dict[str, tuple[str, bool]]:
    rows = reader.release.submissions.filter(pl.col("wave_id") == period)
    return {row[0]: (row[1], row[2]) for row in rows.select("establishment_id", "status", "named").iter_rows()}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("chosen", FRAME)
def test_each_establishment_shows_what_its_consent_allows(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    period = reader.periods[-1]
    text = unescape(markup(opened("establishment", language, id=chosen)))
    assert f'<h1 class="o-h1">{load_facts().establishment[chosen].name_2026_fr}</h1>' in text
    status, named = statuses(reader, period)[chosen]
    is_open = status == "accepted" and named
    assert ('class="o-figure"' in text) == is_open
    if language == "fr":
        assert (CLOSED in text) == (status == "accepted" and not named)
    if not is_open:
        return
    for indicator in reader.catalogue.indicator.values():
        for segment in indicator.segments:
            verdict = reader.verdict("indicator", indicator.id, period, ("establishment", chosen), segment)
            assert verdict is not None
            if verdict.valued:
                assert value_text(verdict, language) in text


@pytest.mark.parametrize("period", ["2023-2024", "2024-2025"])
def test_earlier_waves_can_be_read(opened: Opened, reader: ReleaseReader, period: str) -> None:
    for status in (True, False):
        chosen = next(name for name, (_, named) in statuses(reader, period).items() if named == status)
        opened("establishment", id=chosen, vague=period)


def test_the_verdict_says_how_many_would_stand_out_by_chance(opened: Opened, reader: ReleaseReader) -> None:
    rows = statuses(reader, reader.periods[-1])
    chosen = next(name for name, (status, named) in rows.items() if status == "accepted" and named)
    assert "par hasard" in markup(opened("establishment", id=chosen))
