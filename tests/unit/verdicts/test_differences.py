"""What changed between two releases, why, and in which words: on the demonstration, and on releases changed by hand."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from data.store.releases.pointer import history
from data.store.releases.release import Release, read_release
from indicators.exports.difference_table import counted_table, difference_table
from indicators.release_diff.causes import CAUSES
from indicators.release_diff.differences import ASPECTS, WORDS, differences
from indicators.verdicts.model import KEY, SCHEMA
from indicators.wording.language import say
from indicators.wording.release_changes import changes_by_cause
from indicators.wording.releases import (
    ASPECT_WORDS,
    CAUSE_WORDS,
    before_after,
    counted,
    counted_by_cause,
    headline_lines,
    line,
    place_line,
)
from pages.menu import PAGES

LAVAL = (pl.col("place_id") == "cisss-laval") & (pl.col("subject_id") == "staff_trained")
OWN = (pl.col("subject_id") == "office_share") & (pl.col("place_id") == "quebec")


@pytest.fixture(scope="module")
def releases(demo_var: Path) -> list[Release]:
    """The five releases of the demonstration, oldest first."""
    return [read_release(demo_var, item) for item in reversed(history(demo_var, "visitor"))]


def test_every_column_of_a_verdict_is_in_one_aspect() -> None:
    named = [name for names in ASPECTS.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) < set(SCHEMA)
    assert not set(named) & set(KEY)
    assert set(ASPECT_WORDS) == {*ASPECTS, WORDS}
    assert tuple(CAUSE_WORDS) == CAUSES


def test_a_release_does_not_differ_from_itself(releases: list[Release]) -> None:
    found = differences(releases[-1], releases[-1])
    assert found.is_empty
    assert found.by_cause == {}
    assert found.pages.is_empty()
    assert counted(found, "fr") == "aucun résultat changé"


def test_the_steps_of_the_demonstration_carry_their_labels(releases: list[Release]) -> None:
    causes = [set(differences(*pair).by_cause) for pair in pairwise(releases)]
    assert causes == [{"wave"}, {"wave", "target"}, {"late_answer"}, {"correction"}]
    late, corrected = (differences(releases[at], releases[at + 1]) for at in (2, 3))
    assert set(late.submissions["establishment_id"]) == {"ciusss-csmtl"}
    assert corrected.submissions.rows() == [("cisss-laval", "2025-2026", "correction")]


def test_what_is_listed_is_what_differs_and_nothing_else(releases: list[Release]) -> None:
    before, after = releases[2:4]
    found = differences(before, after)
    listed = set(found.changed.select(KEY).iter_rows())
    old = {row[: len(KEY)]: row for row in before.verdicts.select(*KEY, pl.exclude(KEY)).iter_rows()}
    new = {row[: len(KEY)]: row for row in after.verdicts.select(*KEY, pl.exclude(KEY)).iter_rows()}
    assert listed == {key for key in old | new if old.get(key) != new.get(key)}
    assert found.changed["cause"].null_count() == 0
    assert (found.changed["aspects"].list.len() > 0).all()
    for side, release in ((found.before, before), (found.after, after)):
        assert side.select(KEY).rows() == found.changed.select(KEY).rows()
        assert set(side.rows()) <= set(release.verdicts.rows())


def test_a_correction_in_words(releases: list[Release]) -> None:
    found = differences(*releases[3:])
    change = next(found.where(LAVAL))
    assert place_line(change, "fr") == (
        "CISSS de Laval, 2025-2026\u00a0: 7,7\u00a0% (744 sur 9\u00a0610) → 3,0\u00a0% (286 sur 9\u00a0610)"
    )
    assert line(change, "en") == (
        "Laval CISSS — Staff trained, 2025-2026: 7.7% (744 of 9,610) → 3.0% (286 of 9,610) (correction)"
    )
    assert counted(found, "fr") == "26 résultats changés"
    assert counted_by_cause(found, "fr") == "correction\u00a0: 26"


def test_headlines_that_read_otherwise_come_in_order(releases: list[Release]) -> None:
    lines = headline_lines(differences(*releases[2:4]), "fr")
    assert [text[:3] for text in lines] == [f"R{number:02}" for number in range(1, 13)]
    assert "(20 sur 27) → " in lines[0]
    assert "réponse tardive" in lines[0]


def test_every_change_is_gathered_once_under_its_label(releases: list[Release]) -> None:
    for pair in ((1, 2), (2, 3), (3, 4)):
        found = differences(*(releases[at] for at in pair))
        groups = changes_by_cause(found, "en")
        assert {item.cause: item.count for item in groups} == found.by_cause
        for item in groups:
            alone = sum(count for _, count in item.alone)
            assert sum(subject.count for subject in item.subjects) + alone == item.count
            assert all(0 <= len(subject.lines) <= subject.count for subject in item.subjects)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_has_a_row_a_change(releases: list[Release], language) -> None:
    found = differences(*releases[2:4])
    table = difference_table(found, language)
    assert table.height == found.count
    assert table[say("étiquette", language)].unique().to_list() == [say("réponse tardive", language)]
    assert counted_table(found, language)[say("résultats changés", language)].sum() == found.count


def test_pages_are_those_that_draw_a_changed_verdict(releases: list[Release]) -> None:
    found = differences(*releases[3:])
    pages = dict.fromkeys(found.pages["page"])
    assert list(pages) == ["recommendation", "indicator", "establishment", "territory"]
    assert list(pages) == [page for page in PAGES if page in pages]
    assert found.pages.filter(page="indicator")["id"].to_list() == ["staff_trained"]
    assert "cisss-laval" in found.pages.filter(page="establishment")["id"].to_list()


def redefined(release: Release, name: str, change) -> Release:
    """The release with one definition changed."""
    held = dict(release.definitions.iter_rows())
    content = json.loads(held[name])
    change(content)
    held[name] = json.dumps(content, ensure_ascii=False)
    return replace(release, id="other", definitions=pl.DataFrame({"name": list(held), "json": list(held.values())}))


def otherwise(release: Release, where: pl.Expr, **columns: pl.Expr) -> Release:
    """The release with some verdicts changed."""
    changed = [pl.when(where).then(value).otherwise(pl.col(name)).alias(name) for name, value in columns.items()]
    return replace(release, id="other", verdicts=release.verdicts.with_columns(changed))


def causes(before: Release, after: Release) -> set[tuple[str, ...]]:
    return {tuple(item) for item in differences(before, after).changed["causes"].to_list()}


def test_another_method_is_the_cause_of_what_nothing_else_explains(releases: list[Release]) -> None:
    before = releases[-1]
    after = replace(otherwise(before, OWN, interval_low=pl.lit(1.0)), method_version="autre")
    assert causes(before, after) == {("method",)}


def test_a_declaration_a_question_and_a_population_are_definitions(releases: list[Release]) -> None:
    before = otherwise(releases[-1], pl.lit(False))
    moved = otherwise(before, OWN, value=pl.col("value") + 1)

    def of_indicator(content) -> None:
        for item in content["recommendations"]:
            for indicator in item["indicators"]:
                if indicator["id"] == "office_share":
                    indicator["fr"]["caveat"] = "Autre réserve."

    def of_question(content) -> None:
        next(item for item in content if item["question_id"] == "has_office")["label_fr"] = "Autrement dit"

    def of_population(content) -> None:
        next(item for item in content if item["establishment_id"] == "chum")["population_2024"] = 12

    for name, change in (
        ("catalogue", of_indicator),
        ("questionnaire", of_question),
        ("establishments", of_population),
    ):
        assert causes(before, redefined(moved, name, change)) == {("definition",)}, name


def test_an_unrelated_definition_explains_nothing(releases: list[Release]) -> None:
    def unrelated(content) -> None:
        next(item for item in content if item["question_id"] == "partners_active_count")["label_fr"] = "X"

    moved = otherwise(releases[-1], OWN, value=pl.col("value") + 1)
    # Nothing published shows why: an answer that stays hidden was corrected.
    assert causes(releases[-1], redefined(moved, "questionnaire", unrelated)) == {("correction",)}


def test_a_hidden_answer_is_corrected_only_if_its_submission_came_anew(releases: list[Release]) -> None:
    before = releases[-1]
    answers = before.answers
    whose = (
        answers.filter(wave_id="2025-2026")
        .group_by("establishment_id")
        .agg(hidden=(pl.col("state") == "suppressed").all())
        .filter("hidden")
        .sort("establishment_id")["establishment_id"]
    )
    name = whose[0]
    theirs = (pl.col("establishment_id") == name) & (pl.col("wave_id") == "2025-2026")
    again = before.submissions.with_columns(
        pl.when(theirs).then(date(2026, 10, 30)).otherwise(pl.col("received_on")).alias("received_on")
    )
    moved = otherwise(before, OWN & (pl.col("period") == "2025-2026"), value=pl.col("value") + 1)
    anew = replace(moved, submissions=again)
    found = differences(before, anew)
    assert found.submissions.rows() == [(name, "2025-2026", "correction")]
    assert causes(before, anew) == {("correction",)}
    # Of the answers that are hidden, nothing but that is ever told.
    assert found.changed.height == 1


def test_a_newer_file_that_waits_is_no_change(releases: list[Release]) -> None:
    before = releases[-1]
    theirs = (pl.col("establishment_id") == "cisss-laval") & (pl.col("wave_id") == "2025-2026")
    waiting = before.submissions.with_columns(
        pl.when(theirs).then(pl.lit("open")).otherwise(pl.col("status")).alias("status"),
        pl.when(theirs).then(date(2026, 10, 30)).otherwise(pl.col("received_on")).alias("received_on"),
    )
    assert differences(before, replace(before, id="other", submissions=waiting)).is_empty


def test_an_answer_hidden_for_another_s_sake_was_not_corrected(releases: list[Release]) -> None:
    before = releases[-1]
    shown = before.answers.filter(wave_id="2025-2026", question_id="dedicated_team_fte", state="value")
    name = shown["establishment_id"][0]
    theirs = (
        (pl.col("establishment_id") == name)
        & (pl.col("wave_id") == "2025-2026")
        & (pl.col("question_id") == "dedicated_team_fte")
    )
    hidden = ("value_text", "value_number", "file_label", "sheet", "cell", "received_on")
    answers = before.answers.with_columns(
        pl.when(theirs).then(pl.lit("suppressed")).otherwise(pl.col("state")).alias("state"),
        *(pl.when(theirs).then(None).otherwise(pl.col(column)).alias(column) for column in hidden),
    )
    assert differences(before, replace(before, id="other", answers=answers)).is_empty


def test_nothing_that_reads_the_same_is_said_to_change(releases: list[Release]) -> None:
    before = releases[-1]
    change = next(differences(before, otherwise(before, OWN, interval_low=pl.col("interval_low") + 1e-9)).where())
    assert before_after(change, "fr") == "rien de ce qui s’affiche ne change"
    assert before_after(change, "en") == "nothing that is displayed changes"
