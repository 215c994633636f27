"""A survey tool is one file: a made-up one is told, read and named without a line of code."""

import csv
from pathlib import Path

import pytest

from data.facts import REFERENCE, FactsError, load_facts
from etl.extract import extract
from etl.extract.table import headers
from etl.extract.table.survey_tools import layouts, read_layouts
from etl.forms.survey.plan import code_of
from tests.unit.survey_tools.answers import WAVE

TOOL = """
tool = "Sondeur"
signs = ["fiche", "rempli le"]
box = ["{q} # {c}"]
ticked = ["coché"]
unticked = ["libre"]
ignored = ['fiche|rempli le']

[[layouts]]
layout_id = "sondeur"
"""


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sondeur.toml").write_text(TOOL, "utf-8")
    known = (*layouts(), *read_layouts(tmp_path))
    monkeypatch.setattr(headers, "layouts", lambda: known)


@pytest.mark.usefixtures("made_up")
def test_a_made_up_tool_is_read_by_its_file_alone(tmp_path: Path) -> None:
    facts = load_facts()
    question = next(item for item in facts.questionnaire(WAVE.version) if item.kind == "multichoice")
    first, second = question.choices[:2]
    path = tmp_path / "sondage.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        name = code_of(question)
        rows.writerow(["Fiche", "Rempli le", "Établissement", "has_office", f"{name} # {first}", f"{name} # {second}"])
        rows.writerow(["1", "2026-05-04", "chum", "oui", "coché", "libre"])
    found = extract(path, wave_id=WAVE.wave_id)
    assert found.format == "sondeur"
    told = [note.message("fr") for note in found.notes if note.code == "layout_read"]
    assert told == ["Lu comme un export de Sondeur."]
    boxes = found.cells.filter(found.cells["question_id"] == question.question_id)
    assert dict(boxes.select("choice_id", "raw").iter_rows()) == {first: "coché", second: "libre"}


def test_a_slip_in_a_layout_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "sondeur.toml").write_text(TOOL.replace("ticked", "tiked"), "utf-8")
    with pytest.raises(FactsError, match=r"sondeur\.toml: tiked"):
        read_layouts(tmp_path)


def test_each_layout_has_its_own_name() -> None:
    names = [item.layout_id for item in layouts()]
    assert len(names) == len(set(names))
    files = {path.stem for path in (REFERENCE / "survey_tools").glob("*.toml")}
    assert len({item.tool for item in layouts()}) == len(files)
