"""Resemblance: four criteria told in words, from what the release shows and nothing else."""

from pathlib import Path

import polars as pl
import pytest

from data.facts import Facts
from data.store.releases.release import serve
from indicators.release_reader.facts import facts_of
from indicators.release_reader.reader import ReleaseReader
from indicators.release_reader.similarity import (
    Likeness,
    likeness_text,
    populations,
    similar_establishments,
    visible_staff,
)

NEAR = Likeness("x", True, True, False, 1.05, 1.4, True)


@pytest.fixture
def reader(demo: Path) -> ReleaseReader:
    return ReleaseReader(serve(demo).release)


@pytest.fixture
def facts(reader: ReleaseReader) -> Facts:
    return facts_of(reader.release)


def test_every_criterion_is_told_in_both_languages() -> None:
    told = "même type; personnel comparable; population 1,4 fois la sienne; autre région"
    assert likeness_text(NEAR, "fr") == told
    assert likeness_text(NEAR, "en") == "same type; similar staff; population 1.4 times its own; other region"


def test_what_is_not_published_is_said_and_sets_neither_near_nor_far() -> None:
    hidden = Likeness("x", True, True, True, None, 1.0, True)
    assert "personnel non publié" in likeness_text(hidden, "fr")
    assert Likeness("x", True, True, True, 1.0, 1.0, True).distance == 0
    assert hidden.distance == pytest.approx(0.125)
    assert Likeness("x", True, True, True, 4.0, 1.0, True).distance == pytest.approx(0.25)


def test_two_establishments_without_a_territory_are_alike_in_that() -> None:
    assert Likeness("x", True, True, True, 1.0, None, False).distance == 0
    assert "aucun des deux" in likeness_text(Likeness("x", True, True, True, 1.0, None, False), "fr")


def test_larger_and_smaller_by_the_same_factor_are_as_far() -> None:
    double = Likeness("x", True, True, True, 2.0, 1.0, True)
    half = Likeness("x", True, True, True, 0.5, 1.0, True)
    assert double.distance == pytest.approx(half.distance)


def test_the_most_alike_come_first_and_no_one_resembles_itself(reader: ReleaseReader, facts: Facts) -> None:
    found = similar_establishments(reader, facts, "ciusss-slsj", reader.periods[-1])
    assert len(found) == len(facts.frame) - 1
    assert "ciusss-slsj" not in {item.establishment_id for item in found}
    assert [item.distance for item in found] == sorted(item.distance for item in found)
    assert found[0].same_type


def test_hidden_staff_is_never_read(reader: ReleaseReader, facts: Facts) -> None:
    period = reader.periods[-1]
    hidden = set(
        reader.release.answers.filter(
            pl.col("question_id") == "staff_headcount_count",
            pl.col("wave_id") == period,
            pl.col("state") == "suppressed",
        )["establishment_id"]
    )
    assert hidden
    assert not hidden & set(visible_staff(reader, period))
    for item in similar_establishments(reader, facts, "ciusss-slsj", period):
        assert (item.staff is None) == (item.establishment_id not in visible_staff(reader, period))


def test_hospitals_have_no_population(reader: ReleaseReader, facts: Facts) -> None:
    held = populations(reader, facts, reader.periods[-1])
    assert "chum" not in held
    assert held["cisss-iles"] < held["ciusss-cn"]
