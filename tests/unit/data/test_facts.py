"""The reference tables load whole, and a broken cell is named by file, line and column."""

import shutil
from pathlib import Path

import pytest

from data.facts import REFERENCE, TABLES, FactsError, load_facts, read_facts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, _ in TABLES.values():
        shutil.copy(REFERENCE / file, tmp_path / file)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_reference_holds_what_the_readme_says() -> None:
    facts = load_facts()
    assert (len(facts.questions), len(facts.questionnaire("v1")), len(facts.questionnaire("v2"))) == (
        91,
        32,
        83,
    )
    assert len(facts.rules) == 65
    assert len(facts.frame) == 30
    assert len(facts.published_facts) == 70
    assert [len(facts.members(group.peer_group_id)) for group in facts.peer_groups] == [14, 9, 7, 30]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "questionnaire.csv",
            ",boolean,",
            ",maybe,",
            "questionnaire.csv, line 8, column 'kind': read 'maybe'",
        ),
        ("regions.csv", "code,name_fr", "kode,name_fr", "regions.csv, line 1, column 'kode': unknown column"),
        ("establishments.csv", "199097", "many", "establishments.csv, line 2, column 'population_2021'"),
        ("published_facts.csv", ",src-portrait,", ",src-nowhere,", "unknown id 'src-nowhere'"),
    ],
)
def test_a_broken_cell_is_named(folder: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(folder / file, old, new)
    with pytest.raises(FactsError) as error:
        read_facts(folder)
    assert expected in str(error.value)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "rules.csv").unlink()
    with pytest.raises(FactsError, match=r"rules\.csv: file not found"):
        read_facts(folder)
