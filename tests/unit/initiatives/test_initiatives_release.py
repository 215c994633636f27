"""What a release holds of the initiatives, what pages read of it, and the destruction of questionnaires on their
day."""

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.journal import log
from data.store.releases.initiative_tables import INITIATIVE_TABLES, empty_tables
from data.store.releases.release import Release, ReleaseMeta, release_of
from data.store.workbench.initiatives import entries_in_force
from data.store.workbench.submissions import Workbench
from demo import initiative_workbooks as invented
from etl.forms.initiatives import purge, receive_initiatives, write_initiatives
from etl.forms.initiatives.assemble import record, tables_by_audience
from indicators.initiatives.collected import Collected
from indicators.initiatives.projects import project_sentence, span_of, whole_months
from indicators.initiatives.training_words import (
    completers_note,
    effect_sentence,
    lineage_sentence,
    result_sentence,
)
from indicators.initiatives.tree import tree, trees
from tests.builders.initiatives_workbook import answer, training, typed
from tests.builders.initiatives_workbook import later as after_a_month

STEPS = (("late_answer", datetime(2026, 9, 11, 10)), ("correction", datetime(2026, 10, 9, 10)))
META = ReleaseMeta("fictif", "visitor", "essai", datetime(2026, 10, 12), "wave", "", "", None)
PLACE = {"territory": "chicoutimi", "setting": "gmf"}


def released(bench: Workbench, audience="visitor") -> Release:
    """The release that publishing now would give, of the initiatives alone."""
    names = ("verdicts", "answers", "submissions", "waves", "definitions", "comments")
    nothing = {name: pl.DataFrame({"nothing": []}, schema={"nothing": pl.String}) for name in names}
    found = tables_by_audience(bench, (audience,), bench.kind or "reel")[audience]
    return release_of(nothing | found.tables, META)


@pytest.fixture(scope="module")
def bench(tmp_path_factory) -> Workbench:
    """A workbench with the invented workbooks of both steps."""
    bench = Workbench(tmp_path_factory.mktemp("var"))
    for reason, at in STEPS:
        for receipt in invented.enter(reason, bench, by="essai", received_at=at):
            assert receipt.status == "accepted", receipt
    return bench


@pytest.fixture(scope="module")
def collected(bench) -> Collected:
    return Collected(released(bench))


def test_every_row_says_that_it_is_fictitious_and_none_holds_a_participant(bench):
    release = released(bench)
    codes = {
        json.loads(text)["participant_code"]
        for text in entries_in_force(bench).filter(pl.col("sheet") == "training_answers")["cells"]
    }
    assert len(codes) == 100
    for name in INITIATIVE_TABLES:
        frame: pl.DataFrame = getattr(release, name)
        assert not frame.is_empty()
        assert set(frame["kind"]) == {"fictif"}
        text = frame.write_csv()
        assert not [code for code in codes if f"{code}," in text or f'"{code}' in text]
        assert "Commentaire fictif" not in text
        assert "Résumé fictif" not in text
    assert {"training_answers", "training_enrolment", "retention"}.isdisjoint(release.initiative_rows["sheet"])


def test_a_contact_is_named_only_where_they_agreed_and_members_read_more(bench):
    visitor, member = Collected(released(bench)), Collected(released(bench, "member"))
    assert len(member.practices()) == len(visitor.practices()) + 1
    contacts = [item.contact for item in member.practices() if item.contact]
    assert contacts == ["Bureau fictif du partenariat, bureau@exemple.org"]
    assert "Conseillère fictive" not in released(bench, "member").practices.write_csv()
    (found,) = visitor.practices(indicator_id="partner_seats_voting")
    assert (found.establishment_id, found.recommendation_id) == ("chum", "R05")
    assert visitor.practices(initiative_id="gmf-oc")[0].establishment_id is None


def test_sentences_say_what_was_found_in_both_languages(collected):
    result = collected.result("gmf-oc-m1", month=1, **PLACE)
    said = result_sentence(result, "fr")
    assert said.startswith(
        "Module 1, Chicoutimi, GMF, à 1 mois\u00a0: 18 paires complètes sur 24 au départ; hausse de "
    )
    assert " point (de 0," in said
    assert result_sentence(result, "en").startswith(
        "Module 1, Chicoutimi, Family medicine group, at 1 month: 18 complete"
    )
    assert "Hedges" in effect_sentence(result, "en")
    assert "groupe témoin" in completers_note("fr")
    assert lineage_sentence(result, "fr").startswith("42 lignes de questionnaires")
    none = collected.result("gmf-oc-m2", month=1)
    assert "aucun changement net" in result_sentence(none, "fr")
    assert "would have shown" in result_sentence(none, "en")
    start = collected.result("gmf-oc-m1", month=0, **PLACE)
    assert "24 réponses pour 26 personnes inscrites (92\u00a0%)" in result_sentence(start, "fr")


def test_nothing_collected_is_to_come_and_a_hidden_place_tells_nothing(collected):
    to_come = collected.result("gmf-oc-m4", month=1)
    assert to_come.state == "to_come"
    assert "à venir" in result_sentence(to_come, "fr")
    hidden = collected.result("gmf-oc-m1", month=1, territory="alma", setting="gmf_u", measure="item_2")
    assert (hidden.state, hidden.pairs, hidden.started, hidden.change) == ("suppressed", None, None, None)
    assert "masqué" in result_sentence(hidden, "fr")
    assert [item.state for item in collected.item_profile("gmf-oc-m1", month=1, **PLACE)] == ["value"] * 5
    assert [item.month for item in collected.attendance("gmf-oc-m1", **PLACE)] == [0, 1, 3]
    assert collected.latest_follow_up("gmf-oc-m2") == 3
    assert collected.latest_follow_up("gmf-oc-m4") is None


def test_an_older_release_has_none_of_it():
    before = Collected(Release("x", *vars(META).values(), *(pl.DataFrame(),) * 6))
    assert before.is_empty
    assert before.result("gmf-oc-m1", month=0).state == "to_come"
    assert (before.projects(), before.practices(), before.outputs_by_year()) == ([], [], {})
    assert empty_tables().keys() == INITIATIVE_TABLES.keys()


def test_a_project_is_read_against_the_usual_length(collected):
    (project,) = collected.projects()
    span = span_of(project, date(2026, 10, 12))
    assert span is not None
    assert span.months == 19
    assert (project.people("action"), project.people("support")) == (10, 3)
    assert [project.ideas_at(name) for name in ("retained", "tried", "permanent", "set_aside")] == [4, 3, 1, 1]
    assert "18 à 24" in project_sentence(project, date(2026, 10, 12), (18, 24), "fr")
    assert "19 months since" in project_sentence(project, date(2026, 10, 12), (18, 24), "en")
    assert whole_months(date(2025, 3, 10), date(2025, 4, 9)) == 0


def test_one_to_four_persons_trained_are_not_told(collected):
    outputs = collected.outputs_by_year()["Service fictif de courtage"]
    assert outputs["persons_trained"] == {2023: 21, 2024: 34, 2025: None}
    assert outputs["cohorts"] == {2023: 2, 2024: 3, 2025: 1}


def test_the_tree_holds_the_seventy_facts_once_with_how_exact_each_is():
    held = [measure for item in trees(load_facts()).values() for measure in item.all_measures]
    assert sorted(item.fact.fact_id for item in held) == sorted(item.fact_id for item in load_facts().published_facts)
    gmf = tree("gmf-oc")
    assert [part.component.evaluation_points for part in gmf.of_type("module")] == [("0", "1", "3")] * 4
    by_id = {item.fact.fact_id: item for item in held}
    assert by_id["communaute-strategique-itss-07"].precision == "approximate_range"
    assert by_id["communaute-strategique-itss-07"].exact is None
    assert (by_id["inters4-06"].precision, by_id["inters4-06"].exact) == ("exact", 91)
    assert by_id["gmf-oc-22"].status == "planned"
    assert by_id["communaute-soignante-01"].status == "context"
    assert all(item.source.title and item.fact.locator and item.time_point("en") for item in held)


def test_the_bytes_of_a_workbook_do_not_depend_on_the_day(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_initiatives(tmp_path / name, invented.TOOLS, kind="fictif")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# -- destruction ------------------------------------------------------------------------------------------------------
def bytes_under(var: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(var.rglob("*")) if path.is_file())


@pytest.fixture
def due(tmp_path) -> Workbench:
    """Six people who answered twice, one refused file, and another tool's row."""
    (tmp_path / "var").mkdir()
    bench = Workbench(tmp_path / "var")
    # A code that stands nowhere else in the files.
    rows = [answer(f"ZQX-7{n}1", item_1=2, item_2=1 + n % 5) for n in range(6)]
    rows += [after_a_month(f"ZQX-7{n}1", item_1=3 + n % 2, item_2=1 + n % 5) for n in range(6)]
    at = datetime(2026, 1, 15)
    for path in (
        training(tmp_path / "ok.xlsx", rows, {"destroy_on": date(2026, 6, 30), "author": "Comité"}),
        training(tmp_path / "bad.xlsx", [answer("ZQX-799"), answer("ZQX-799")]),
        typed(
            tmp_path / "tool.xlsx",
            {"outputs": [{"service": "X", "year": 2024, "output": "cohorts", "number": 2}]},
            parts=("outputs",),
        ),
    ):
        receive_initiatives(bench, path, by="essai", received_at=at)
    return bench


def test_on_their_day_questionnaires_go_and_only_results_stay(due):
    before = tables_by_audience(due, ("visitor",), "fictif")["visitor"]
    record(due, "release-1", before.shown)
    shown = before.tables["initiative_results"].filter(state="value")
    assert not shown.is_empty()
    assert purge(due, by="essai", today=date(2026, 4, 1)).rows == 0
    done = purge(due, by="essai", today=date(2026, 6, 30))
    assert (done.rows, done.files, done.results) == (12, ("bad.xlsx", "ok.xlsx"), shown.height)
    left = bytes_under(due.var)
    assert b"ZQX" not in left
    assert entries_in_force(due)["sheet"].to_list() == ["outputs", "retention"]
    after = tables_by_audience(due, ("visitor",), "fictif")["visitor"].tables["initiative_results"]
    assert set(after["destroyed_on"]) == {date(2026, 6, 30)}
    assert after.drop("destroyed_on").equals(shown.drop("destroyed_on"))
    result = Collected(released(due)).result("gmf-oc-m1", month=1)
    assert result.pairs == 6
    assert "détruites le 2026-06-30" in lineage_sentence(result, "fr")
    told = log.entries(due).filter(action="questionnaires_destroyed")
    assert json.loads(told["detail"][-1])["rows"] == 12
    assert log.verify(due) is None
    assert purge(due, by="essai", today=date(2026, 7, 1)) == type(done)(0, (), 0)


def test_a_refused_file_of_questionnaires_does_not_stay_for_ever(due):
    held = list((due.var / "received").iterdir())
    done = purge(due, by="essai", today=date(2026, 4, 20))
    assert done.files == ("bad.xlsx",)
    assert len(list((due.var / "received").iterdir())) == len(held) - 1


def test_the_destroyed_still_count_when_the_next_release_is_compared(due, tmp_path):
    record(due, "release-1", tables_by_audience(due, ("visitor",), "fictif")["visitor"].shown)
    purge(due, by="essai", today=date(2026, 6, 30))
    rows = [answer(f"ZQX-8{n}1", item_1=2) for n in range(5)] + [
        after_a_month(f"ZQX-8{n}1", item_1=3) for n in range(5)
    ]
    path = training(tmp_path / "new.xlsx", rows, {"destroy_on": date(2027, 6, 30), "author": "Comité"})
    receipt = receive_initiatives(due, path, by="essai", received_at=datetime(2026, 7, 15))
    assert receipt.status == "accepted", receipt
    live = tables_by_audience(due, ("visitor",), "fictif")["visitor"].tables["initiative_results"]
    found = live.filter(month=1, measure="score", territory_id="", setting_id="")
    assert sorted(found.select("pairs", "destroyed_on").rows(), key=str) == [
        (5, None),
        (6, date(2026, 6, 30)),
    ]
    # Pages read those at hand first.
    assert Collected(released(due)).result("gmf-oc-m1", month=1).pairs == 5
