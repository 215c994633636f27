"""The table of terms: everything declared has its two terms, which read only what the version asks."""

import polars as pl
import pytest

from indicators.catalogue.terms import DeclarationError, terms_frame
from tests.builders.pairs import CATALOGUE, FACTS


def test_every_subject_has_its_two_terms_in_both_versions():
    terms = terms_frame(CATALOGUE, FACTS)
    subjects = terms.group_by("subject_kind", "version").agg(pl.col("subject_id").n_unique())
    assert {row[:2]: row[2] for row in subjects.iter_rows()} == {
        ("indicator", "v1"): len(CATALOGUE.indicator),
        ("indicator", "v2"): len(CATALOGUE.indicator),
        ("headline", "v1"): 12,
        ("headline", "v2"): 12,
        ("total", "v1"): len(FACTS.totals),
        ("total", "v2"): len(FACTS.totals),
    }
    keys = ["subject_kind", "subject_id", "segment", "version", "role"]
    assert not terms.select(keys).is_duplicated().any()
    assert terms.height == 2 * terms.select(keys[:-1]).unique().height


def test_a_term_reads_only_questions_of_its_version():
    for row in terms_frame(CATALOGUE, FACTS).iter_rows(named=True):
        for question in row["questions"]:
            assert FACTS.question[question].asked_in(row["version"]), row


@pytest.mark.parametrize("indicator", CATALOGUE.indicator.values(), ids=lambda item: item.id)
def test_a_declaration_reads_what_it_says(indicator):
    terms = terms_frame(CATALOGUE, FACTS).filter(subject_kind="indicator", subject_id=indicator.id)
    asked = indicator.terms("v1") is not None
    for version, is_asked in (("v1", asked), ("v2", True)):
        numerators = terms.filter(version=version, role="numerator")
        assert all(numerators["questions"].list.len() > 0) is is_asked
        assert all(numerators["term"] != "") is is_asked
    assert tuple(terms.filter(version="v2", role="numerator")["segment"]) == indicator.segments


def test_a_declaration_that_cannot_be_used_is_named():
    total = FACTS.totals[0].model_copy(update={"question_id_v2": "office_team_fte"})
    facts = type(FACTS)(**{**{name: getattr(FACTS, name) for name in FACTS.__dataclass_fields__}, "totals": (total,)})
    with pytest.raises(DeclarationError) as caught:
        terms_frame(CATALOGUE, facts)
    where = f"network_totals.csv, {total.total_id}, column 'question_id_v2': "
    assert str(caught.value).startswith(where + "'office_team_fte', position 1: read ")


def test_a_term_of_the_catalogue_that_cannot_be_used_names_its_file_and_key():
    wrong = [
        item.model_copy(update={"numerator": "partners_activ_count"}) if item.id == "registered_partners" else item
        for item in CATALOGUE.indicator.values()
    ]
    recommendations = [
        item.model_copy(update={"indicators": tuple(each for each in wrong if each.recommendation == item.id)})
        for item in CATALOGUE.recommendations
    ]
    catalogue = type(CATALOGUE)(recommendations=tuple(recommendations))
    own = CATALOGUE.indicator["registered_partners"].recommendation.lower()
    with pytest.raises(DeclarationError, match=rf"^{own}.toml, indicator 'registered_partners', key 'numerator': "):
        terms_frame(catalogue, FACTS)
