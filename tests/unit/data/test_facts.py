"""The reference tables load whole, and a broken cell is named by file, line and column."""

import shutil
from pathlib import Path

import pytest

from data.facts import REFERENCE, TABLES, FactsError, load_facts, read_facts
from tests.builders.reference_rows import reference_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, _ in TABLES.values():
        shutil.copy(REFERENCE / file, tmp_path / file)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_row_of_the_reference_is_read() -> None:
    facts = load_facts()
    questions, surveyed = reference_rows("questionnaire"), reference_rows("establishments")
    surveyed = [row for row in surveyed if row["in_survey_frame"] == "true"]
    assert {item.question_id for item in facts.questions} == {row["question_id"] for row in questions}
    first = {row["question_id"] for row in questions if row["since_version"] == "v1"}
    second = {row["question_id"] for row in questions if row["until_version"] != "v1"}
    assert {item.question_id for item in facts.questionnaire("v1")} == first
    assert {item.question_id for item in facts.questionnaire("v2")} == second
    assert [item.rule_id for item in facts.rules] == [row["rule_id"] for row in reference_rows("rules")]
    assert {item.establishment_id for item in facts.frame} == {row["establishment_id"] for row in surveyed}
    assert [item.fact_id for item in facts.published_facts] == [
        row["fact_id"] for row in reference_rows("published_facts")
    ]


def test_each_establishment_has_one_peer_group_beside_the_whole_frame() -> None:
    facts = load_facts()
    groups = [group.peer_group_id for group in facts.peer_groups if group.peer_group_id != "all"]
    members = [name for group in groups for name in facts.members(group)]
    everyone = sorted(item.establishment_id for item in facts.frame)
    assert sorted(members) == sorted(facts.members("all")) == everyone


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
