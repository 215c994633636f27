"""The catalogue holds the twelve recommendations whole, and a broken file is named with its key."""

import shutil
from pathlib import Path

import pytest

from indicators.catalogue import FOLDER, CatalogueError, load_catalogue, load_featured, read_catalogue, read_featured
from tests.builders.reference_rows import catalogue_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_the_twelve_recommendations_hold_all_that_their_files_declare() -> None:
    catalogue, written = load_catalogue(), catalogue_files()
    assert [item.id for item in catalogue.recommendations] == [f"R{number:02d}" for number in range(1, 13)]
    for recommendation, file in zip(catalogue.recommendations, written, strict=True):
        assert recommendation.id == file["id"]
        assert [item.id for item in recommendation.indicators] == [item["id"] for item in file["indicators"]]
        assert [item.id for item in recommendation.milestones] == [item["id"] for item in file["milestones"]]
    assert list(catalogue.indicator) == [item["id"] for file in written for item in file["indicators"]]


def test_every_indicator_has_words_in_both_languages() -> None:
    for indicator in load_catalogue().indicator.values():
        for words in (indicator.fr, indicator.en):
            assert all(vars(words).values()), indicator.id


def test_an_indicator_also_follows_the_recommendations_it_names() -> None:
    followed = [item.id for item in load_catalogue().followed_by("R02")]
    assert followed == ["local_plan_aligned", "plan_actions_done", "shared_workstreams"]
    assert "shared_workstreams" in [item.id for item in load_catalogue().followed_by("R07")]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("r02.toml", 'kind = "ratio"', 'kind = "rattio"', "r02.toml, key 'indicators.1'"),
        ("r03.toml", "decimals = 0", "decimal = 0", "r03.toml, key"),
        ("r02.toml", 'indicator = "local_plan_aligned"', 'indicator = "unknown"', "unknown id 'unknown'"),
        ("r05.toml", 'also = ["R09"]', 'also = ["R99"]', "unknown recommendation 'R99'"),
        ("r01.toml", 'id = "R01"', "id = R01", "r01.toml: "),
    ],
)
def test_a_broken_declaration_is_named(folder: Path, file: str, old: str, new: str, expected: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    assert expected in str(error.value)


def test_an_indicator_declared_twice_is_refused(folder: Path) -> None:
    text = (folder / "r01.toml").read_text("utf-8")
    (folder / "r01.toml").write_text(
        text.replace('id = "office_levels_to_ceo"', 'id = "partnership_lead_share"'), "utf-8"
    )
    with pytest.raises(CatalogueError, match="declared twice"):
        read_catalogue(folder)


def test_a_featured_indicator_that_the_catalogue_lacks_is_named(folder: Path) -> None:
    assert load_featured().ids <= set(load_catalogue().indicator)
    path = folder / "featured.toml"
    path.write_text(path.read_text("utf-8").replace("dedicated_fte", "dedicated_ftes", 1), "utf-8")
    with pytest.raises(CatalogueError, match=r"featured.toml: unknown indicator 'dedicated_ftes'"):
        read_featured(folder, load_catalogue())
