"""The demonstration holds the invented initiatives: in its last two releases alone, as planted, beside no published
fact."""

import json
import re
import tomllib
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.releases.initiative_tables import INITIATIVE_TABLES
from data.store.releases.pointer import releases_of
from data.store.releases.release import Release, read_release, serve
from data.store.workbench.submissions import Workbench
from demo import training_cohort
from etl.publish.preview import preview
from indicators.initiatives.collected import Collected

TRUTHS = Path(training_cohort.__file__).parent / "planted_truths.toml"
PLANTED = tomllib.loads(TRUTHS.read_text("utf-8"))["initiatives"]


def releases(var: Path) -> list[Release]:
    """The releases of the demonstration, oldest first."""
    held = sorted(releases_of(var, "visitor").releases, key=lambda item: item.published_at)
    return [read_release(var, item) for item in held]


@pytest.mark.parametrize("truth", PLANTED, ids=[truth["id"] for truth in PLANTED])
def test_what_is_planted_is_what_the_last_release_says(demo, truth):
    collected = Collected(serve(demo).release)
    place = {"territory": truth["territory_id"], "setting": truth["setting_id"]}
    result = collected.result(truth["module_id"], month=truth["month"], **place)
    found = {name: getattr(result, name) for name in truth["expect"]}
    assert found == truth["expect"]
    if result.change_state == "up":
        assert result.change_low > 0
        assert result.effect_low > 0


def test_only_the_last_two_releases_hold_any_and_all_of_it_is_fictitious(demo):
    held = [Collected(item) for item in releases(demo)]
    assert [item.is_empty for item in held] == [True, True, True, False, False]
    for item in held[3:]:
        for name in INITIATIVE_TABLES:
            assert set(getattr(item.release, name)["kind"]) == {"fictif"}
    modules = [set(item.release.initiative_results["module_id"]) for item in held[3:]]
    assert modules[1] - modules[0] == {"gmf-oc-m3"}


def test_every_invented_line_says_so_in_its_own_words_and_repeats_no_published_fact(demo):
    release = serve(demo).release
    text = "".join(getattr(release, name).write_csv() for name in INITIATIVE_TABLES)
    assert not [fact.fact_id for fact in load_facts().published_facts if f"{fact.fact_id}," in text]
    invented = re.compile("fictif|fictive", re.IGNORECASE)
    spoken = {"text", "service", "project", "aim", "idea", "evidence", "effect", "note"}
    rows = release.initiative_rows.filter(~pl.col("sheet").is_in(["qualitative", "evaluation_grid"]))
    for sheet, cells in rows.select("sheet", "cells").iter_rows():
        told = [value for name, value in json.loads(cells).items() if name in spoken]
        assert told, sheet
        assert all(invented.search(value) for value in told), cells
    for name in ("title", "done", "conditions"):
        assert all(invented.search(value) for value in release.practices[name])


def test_publishing_again_would_change_nothing(demo):
    assert preview(Workbench(demo)).changes_nothing


def test_the_invented_project_and_its_grid_do_not_contradict_themselves(demo):
    """No phase is only planned once begun, no idea lasts before « making it last » began, no method speaks unlisted."""
    release = serve(demo).release
    collected = Collected(release)
    on = release.published_at.date()
    project = collected.projects()[0]
    for phase in project.phases:
        assert (phase.cells["state"] == "planned") == (phase.day("started_on") > on), phase.cells
    lasting = next(phase for phase in project.phases if phase.cells["phase"] == "lasting")
    permanent = [idea.dated_on for idea in project.ideas if idea.cells["stage"] == "permanent"]
    assert permanent
    assert all(day >= lasting.day("started_on") for day in permanent)
    assert max(phase.day("ended_on") for phase in project.phases) == project.row.day("planned_end")
    grid = {
        (row.cells["question_id"], row.cells["method"]): row.cells["status"]
        for row in collected.rows("evaluation_grid", initiative_id="communaute-soignante")
    }
    for row in collected.rows("observations", initiative_id="communaute-soignante"):
        assert grid[row.cells["question_id"], row.cells["method"]] in ("under_way", "done")
