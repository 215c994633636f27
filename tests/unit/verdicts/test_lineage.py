"""What the lineage promises: every term down to its cell, and of a hidden answer only its state."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.facts import Facts, load_facts
from data.store.releases.release import serve
from indicators.release_reader.completeness import Tally, tally
from indicators.release_reader.facts import facts_of
from indicators.release_reader.lineage import Lineage, lineage
from indicators.release_reader.reader import ReleaseReader
from indicators.search.words import matches
from indicators.wording.formula import formula
from indicators.wording.published_facts import fact_value
from tests.builders.told_verdicts import ratio


@pytest.fixture
def reader(demo: Path) -> ReleaseReader:
    return ReleaseReader(serve(demo).release)


@pytest.fixture
def facts(reader: ReleaseReader) -> Facts:
    return facts_of(reader.release)


def of(reader: ReleaseReader, facts: Facts, indicator_id: str, establishment_id: str, period: str = "") -> Lineage:
    indicator = reader.catalogue.indicator[indicator_id]
    return lineage(reader, facts, indicator, establishment_id, period or reader.periods[-1], "fr")


def named(reader: ReleaseReader, *, is_named: bool) -> str:
    """An establishment whose accepted submission may, or may not, be shown."""
    rows = reader.release.submissions.filter(
        (pl.col("wave_id") == reader.periods[-1]) & (pl.col("status") == "accepted") & (pl.col("named") == is_named)
    )
    return rows["establishment_id"][0]


def test_every_indicator_and_wave_has_its_sources(reader: ReleaseReader, facts: Facts) -> None:
    establishment_id = named(reader, is_named=True)
    for indicator_id, indicator in reader.catalogue.indicator.items():
        for period in reader.periods:
            asked = indicator.terms(reader.wave(period)["version"])
            found = of(reader, facts, indicator_id, establishment_id, period)
            assert bool(found.sources) == (asked is not None), (indicator_id, period)


def test_the_cell_named_holds_the_answer_shown(demo: Path, reader: ReleaseReader, facts: Facts) -> None:
    establishment_id = named(reader, is_named=True)
    shown = [
        source
        for indicator_id in ("strategic_bodies_with_partner", "office_levels_to_ceo", "indicators_tracked")
        for source in of(reader, facts, indicator_id, establishment_id).sources
        if source.address and source.value
    ]
    assert shown
    for source in shown:
        sheet, cell = source.address.rsplit("!", 1)
        books = list(demo.rglob(source.file_label))
        assert books, source.file_label
        held = {openpyxl.load_workbook(book, data_only=True)[sheet][cell].value for book in books}
        assert source.value.replace("\u00a0", "") in {str(value) for value in held}


def test_of_a_hidden_establishment_only_states_are_told(reader: ReleaseReader, facts: Facts) -> None:
    establishment_id = named(reader, is_named=False)
    for indicator_id in reader.catalogue.indicator:
        for source in of(reader, facts, indicator_id, establishment_id).sources:
            if source.question_id:
                told = (source.value, source.file_label, source.address, source.received_on)
                assert told == ("", "", "", None)
                assert source.state == "suppressed"


def test_the_population_is_a_published_figure(reader: ReleaseReader, facts: Facts) -> None:
    found = of(reader, facts, "active_partners_per_100k_population", "cisss-laval")
    source = next(item for item in found.sources if not item.question_id)
    assert (source.role, source.state) == ("denominator", "value")
    assert "2024" in source.label
    assert of(reader, facts, "active_partners_per_100k_population", "chum").sources[-1].state == "not_applicable"


def test_an_old_release_brings_its_own_questionnaire(reader: ReleaseReader, facts: Facts) -> None:
    assert facts.questions == load_facts().questions
    assert [item.establishment_id for item in facts.frame] == [item.establishment_id for item in load_facts().frame]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 49.707602, "numerator": 85.0, "denominator": 171.0}, "85 ÷ 171 = 49,7 %"),
        ({"value": 50.0, "numerator": 5.0, "denominator": 10.0}, "5 ÷ 10 = 50 %"),
        ({"value": None, "state": "suppressed"}, ""),
    ],
)
def test_the_formula_shows_its_numbers(reader: ReleaseReader, fields: dict, text: str) -> None:
    indicator = reader.catalogue.indicator["strategic_bodies_with_partner"]
    assert formula(ratio(**fields), indicator, "fr").replace("\u00a0", " ") == text


def test_hidden_answers_enter_no_share() -> None:
    counts = tally(["value", "true_zero", "not_answered", "not_applicable", "suppressed", "not_asked"])
    assert counts == Tally(given=2, awaited={"not_answered": 1}, not_applicable=1, hidden=1)
    assert counts.share == pytest.approx(66.67, abs=0.01)
    assert tally(["suppressed"]).share is None
    assert tally(["value", "not_answered"]).is_low


@pytest.mark.parametrize(
    ("fact_id", "french", "english"),
    [
        ("portrait-07", "majorité (valeur non publiée)", "majority (value not published)"),
        ("portrait-08", "2025 à 2029", "2025 to 2029"),
        ("gmf-oc-18", "70 000 $", "$70,000"),
        ("gmf-oc-24", "3,5 heures", "3.5 hours"),
        ("inters4-06", "91 %", "91%"),
        ("communaute-strategique-itss-05", "environ 10 personnes", "about 10 persons"),
        ("communaute-strategique-itss-07", "environ 18 à 24 mois", "about 18 to 24 months"),
    ],
)
def test_published_facts_are_written_as_printed(fact_id: str, french: str, english: str) -> None:
    fact = next(item for item in load_facts().published_facts if item.fact_id == fact_id)
    assert fact_value(fact, "fr").replace("\u00a0", " ") == french
    assert fact_value(fact, "en") == english


def test_a_search_needs_no_accents() -> None:
    assert matches("etat declare", "Zéro déclaré, un état")
    assert matches("", "n’importe quoi")
    assert not matches("budget", "équipe")
