"""Whatever the tool that wrote it, a file loads to the same answers as the workbooks of the template."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.workbench.mappings import Declared
from etl.extract import CELLS, Extracted, extract
from etl.forms.survey import write_template
from etl.validate import validate
from tests.unit.survey_tools import consolidated, tables
from tests.unit.survey_tools.answers import PLACES, WAVE, answers, as_typed

COMPARED = ["establishment_id", "question_id", "state", "value_text", "value_number"]


def answered(extracted: list[Extracted]) -> pl.DataFrame:
    """Every answer, sorted by establishment and question."""
    cells = pl.concat([item.cells for item in extracted], how="diagonal")
    named = cells.with_columns(submission_id=pl.format("{}/{}", "wave_id", "establishment_id"))
    return validate(named, load_facts()).answers.select(COMPARED).sort("establishment_id", "question_id")


@pytest.fixture(scope="module")
def by_template(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("template")
    read = []
    for place, own in answers().items():
        typed = {name: as_typed(value) for name, value in own.items()}
        write_template(folder / f"{place}.xlsx", WAVE, "fr", place, typed, "fictif")
        read.append(extract(folder / f"{place}.xlsx"))
    return answered(read)


CODES = {WAVE.wave_id: Declared(codes=tables.redcap_codes())}
EXPORTS: dict[str, tuple[str, Callable[[Path], None], dict[str, Declared]]] = {
    "limesurvey-codes": ("results-survey12.csv", partial(tables.limesurvey, labels=False), {}),
    "limesurvey-labels": ("results-survey12.csv", partial(tables.limesurvey, labels=True), {}),
    "redcap-raw": ("Vague_DATA.csv", partial(tables.redcap, labels=False), CODES),
    "redcap-labels": ("Vague_DATA_LABELS.csv", partial(tables.redcap, labels=True), {}),
    "forms": ("Portrait(1-4).xlsx", tables.forms, {}),
    "kobo": ("Portrait_-_toutes_versions.csv", partial(tables.kobo, labels=False), {}),
    "kobo labels": ("Portrait_-_libellés.csv", partial(tables.kobo, labels=True), {}),
    "consolidated": ("regroupé.xlsx", consolidated.consolidated_workbook, {}),
    "consolidated csv": ("regroupé.csv", consolidated.consolidated_csv, {}),
}


@pytest.fixture(scope="module", params=EXPORTS)
def export(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Extracted]:
    name, make, declared = EXPORTS[request.param]
    path = tmp_path_factory.mktemp("export") / name
    make(path)
    return request.param, path, extract(path, declared=declared)


def test_an_export_gives_the_answers_of_the_template(
    export: tuple[str, Path, Extracted], by_template: pl.DataFrame
) -> None:
    _, _, found = export
    read = answered([found])
    assert read.height == by_template.height == len(PLACES) * len(tables.questions())
    both = by_template.join(read, on=COMPARED[:2], how="full", coalesce=True, suffix="_read")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_read")) for name in COMPARED[2:])
    assert both.filter(differs).rows(named=True) == []


def test_an_export_is_told_for_what_it_is(export: tuple[str, Path, Extracted]) -> None:
    kind, _, found = export
    assert found.format == kind.split(" ")[0]
    assert found.submissions == [(place, WAVE.wave_id) for place in PLACES]
    assert [note.severity for note in found.notes if note.code == "layout_read"] == ["warning"]
    assert "error" not in {note.severity for note in found.notes}
    assert list(CELLS) == [name for name in found.cells.columns if name != "read_as"]
