"""What pages say of decisions: milestones with their evidence, targets, amounts in constant dollars."""

from html import unescape
from pathlib import Path

import pytest

from data.store.releases.pointer import history
from indicators.catalogue.model import Language
from indicators.release_reader.dollars import amounts_text, method_text
from indicators.release_reader.dollars import constant_dollars as in_constant
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.numbers import day, money
from indicators.wording.signal import target_bounds_text
from pages.ui.milestones import state_words
from pages.ui.wording import short_name
from tests.pages.conftest import Opened, markup

LANGUAGES: list[Language] = ["fr", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", ["R01", "R02", "R08", "R10", "R12"])
def test_the_track_shows_each_status_with_its_evidence_and_date(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    text = unescape(markup(opened("recommendation", language, id=chosen))).replace("\u00a0", " ")
    shown = [item.id for item in reader.catalogue.recommendation[chosen].milestones]
    recorded = [item for name in shown for item in reader.milestone_statuses.get(name, ())]
    assert recorded
    for item in recorded:
        assert item.evidence in text
        assert item.dated_on is not None
        assert day(item.dated_on, language).replace("\u00a0", " ") in text
        assert state_words(item.status, language) in text
        if item.place_id:
            assert short_name(item.place_id, language) in text


def test_a_step_of_each_establishment_counts_them_and_leaves_the_others_unknown(opened: Opened) -> None:
    text = unescape(markup(opened("recommendation", id="R12"))).replace("\u00a0", " ")
    assert "Établissements : Information non disponible : 27, En cours : 1, Réalisé et vérifié : 2" in text


def test_a_step_without_a_record_says_what_is_expected(opened: Opened, demo: Path) -> None:
    older = history(demo, "visitor")[-1].release_id
    text = unescape(markup(opened("recommendation", id="R01", version=older))).replace("\u00a0", " ")
    assert text.count("Preuve attendue : ") == 3
    assert "Preuve : " not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "chosen", ["local_plan_aligned", "partners_trained", "active_partners_per_fte", "team_turnover"]
)
def test_the_table_of_indicators_shows_the_target(
    opened: Opened, reader: ReleaseReader, chosen: str, language: Language
) -> None:
    indicator = reader.catalogue.indicator[chosen]
    target = reader.targets[chosen, "province", "quebec"]
    words = target_bounds_text(target.low, target.high, indicator.decimals, indicator.words(language).unit, language)
    text = unescape(markup(opened("recommendation", language, id=indicator.recommendation)))
    assert words in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_budget_is_shown_in_both_dollars(opened: Opened, reader: ReleaseReader, language: Language) -> None:
    text = unescape(markup(opened("indicator", language, id="partnership_budget")))
    waves = reader.series("indicator", "partnership_budget")
    assert [item.period for item in waves] == list(reader.periods)
    for verdict in waves:
        assert verdict.value is not None
        amount = in_constant(verdict.value, verdict.period)
        for dollars in (amount.nominal, amount.value):
            assert dollars is None or money(dollars, language) in text
    assert amounts_text(waves[-1].value, waves[-1].period, language) in text
    assert method_text(language) in text


def test_an_indicator_without_dollars_has_no_such_part(opened: Opened) -> None:
    assert "En dollars courants" not in markup(opened("indicator", id="office_share"))
