"""The five steps of the demonstration: interrupted, taken up again, and never played twice. Publishing is tested
elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.store.journal import log
from data.store.workbench import contests
from data.store.workbench.submissions import Workbench
from demo import build, sent_tables
from demo.build import STEPS, BesideRealWorkbench, Outcome, arrived, run, write_workbooks
from demo.sent_workbooks import CORRECTED_LATER, REASONS, RETURNED_KEYS, Sent, sent
from demo.steward_actions import CONTESTED, NOTES, WITHDRAWN
from demo.traits import ALWAYS_LATE, WAVES
from etl.publish.publish import Publication
from etl.review.texts import texts
from etl.steward import service
from tests.builders.last_sent import last_sent


class Interrupted(Exception):
    """The machine stops during the third publication."""


def note_publication(workbench: Workbench, var: Path, **words: Any) -> list[Publication]:
    """A publication for each audience that only writes itself down."""
    release_id = f"release-{workbench.publications('visitor').height + 1}"
    accepted = workbench.accepted()["submission_id"].to_list()
    words["published_by"] = words.pop("by")
    words.pop("public_from")
    audiences = words.pop("audiences")
    for audience in audiences:
        workbench.record_publication(
            release_id=release_id, audience=audience, submission_ids=accepted, ledger="[]", **words
        )
    return [Publication(release_id, True, audience) for audience in audiences]


def interrupted_publication(workbench: Workbench, var: Path, **words: Any) -> list[Publication]:
    if workbench.publications("visitor").height == 2:
        raise Interrupted
    return note_publication(workbench, var, **words)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, demo_var: Path) -> Iterator[tuple[Path, Outcome]]:
    """A var folder after a first run that stopped at the third publication and a second one that went on.

    The workbooks are those of the demonstration, which writes the same bytes.
    """
    var = tmp_path_factory.mktemp("var")

    def workbooks_of_demonstration(_: Path, workbooks: Sequence[Sent], **options: Any) -> dict[Sent, Path]:
        return {item: demo_var / "fictitious" / item.wave_id / item.file_name for item in workbooks}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "write_workbooks", workbooks_of_demonstration)
        patch.setattr(service, "publish_together", interrupted_publication)
        with pytest.raises(Interrupted):
            run(var)
        patch.setattr(service, "publish_together", note_publication)
        yield var, run(var)


def test_every_workbook_arrives_in_one_step() -> None:
    names = [item.file_name for step in STEPS for item in arrived(step)]
    assert sorted(names) == sorted(item.file_name for wave_id in WAVES for item in sent(wave_id))
    assert [item.establishment_id for item in arrived(STEPS[3])] == [ALWAYS_LATE]
    assert [(item.establishment_id, item.wave_id) for item in arrived(STEPS[4])] == [CORRECTED_LATER]


def test_a_run_takes_up_where_the_one_before_stopped(played: tuple[Path, Outcome]) -> None:
    var, outcome = played
    assert outcome.releases == ("release-3", "release-4", "release-5")
    published = Workbench(var).publications("visitor")
    assert published["published_at"].to_list() == [step.published_at for step in STEPS]
    assert published["reason"].to_list() == ["wave", "wave", "wave", "late_answer", "correction"]
    # The quarterly table comes with the third wave, its late quarter with the late workbook.
    on_time, late = (len(table.submissions) for table in sent_tables.sent())
    yearly = [27, 54, 81, 82, 82]
    quarterly = [0, 0, on_time, on_time + late, on_time + late]
    assert [len(ids) for ids in published["submission_ids"]] == [*map(sum, zip(yearly, quarterly, strict=True))]


def test_the_last_version_of_each_workbook_is_accepted_and_the_first_superseded(
    played: tuple[Path, Outcome],
) -> None:
    submissions = Workbench(played[0]).submissions()
    accepted = submissions.filter(pl.col("state") == "accepted")
    wanted = {item.file_name for wave_id in WAVES for item in last_sent(wave_id).values()}
    wanted |= {table.file_name for table in sent_tables.sent()}
    assert set(accepted["file_label"]) == wanted
    replaced = submissions.filter(pl.col("state") == "superseded")
    assert set(replaced.select("establishment_id", "wave_id").iter_rows()) == {
        *RETURNED_KEYS,
        CORRECTED_LATER,
    }
    reasons = accepted.drop_nulls("reason").select("establishment_id", "wave_id", "reason").iter_rows()
    assert {(name, wave_id): reason for name, wave_id, reason in reasons} == REASONS


def test_only_the_planted_slips_are_returned(played: tuple[Path, Outcome]) -> None:
    changes = Workbench(played[0]).state_changes().filter(pl.col("state") == "returned")
    returned = {tuple(submission_id.split("/")[1::-1]) for submission_id in changes["submission_id"]}
    # A workbook barely begun is returned by the check, before its establishment withdraws it.
    assert returned - {*WITHDRAWN} == {*RETURNED_KEYS, *REASONS}


def test_the_desk_s_work_is_played_once(played: tuple[Path, Outcome]) -> None:
    bench = Workbench(played[0])
    withdrawn = bench.submissions().filter(pl.col("state") == "withdrawn")
    assert {*withdrawn.select("establishment_id", "wave_id").iter_rows()} == {*WITHDRAWN}
    notes = bench.state_changes().filter(pl.col("state") == "returned").drop_nulls("reason")
    assert sorted(notes["reason"]) == sorted(NOTES.values())
    assert contests.contests(bench)["message"].to_list() == [item[2] for item in CONTESTED]
    states = {item.state for item in texts(bench)}
    assert states == {"published", "redacted", "kept", "waiting"}
    assert all(item.versions <= 1 for item in texts(bench))
    assert log.verify(bench) is None


def test_a_further_run_adds_nothing_and_says_so(played: tuple[Path, Outcome]) -> None:
    before = Workbench(played[0]).submissions()
    outcome = run(played[0])
    assert outcome == Outcome(0, ())
    assert outcome.sentence("fr").startswith("Rien de nouveau : les 5 versions".replace(" :", "\u00a0:"))
    assert outcome.sentence("en").startswith("Nothing new: the 5 releases")
    assert Workbench(played[0]).submissions().equals(before)


def test_workbooks_are_written_with_the_same_bytes(tmp_path: Path, demo_var: Path) -> None:
    some = [*sent(WAVES[0])[:2], *arrived(STEPS[4])]
    for item, path in write_workbooks(tmp_path, some).items():
        assert path.read_bytes() == (demo_var / "fictitious" / item.wave_id / item.file_name).read_bytes()


def test_nothing_is_generated_beside_real_answers(tmp_path: Path) -> None:
    Workbench(tmp_path).set_kind("reel")
    with pytest.raises(BesideRealWorkbench) as refused:
        run(tmp_path)
    assert "vraies réponses" in refused.value.sentence("fr")
    assert "real answers" in refused.value.sentence("en")
    assert not (tmp_path / "fictitious").exists()


def test_each_publication_comes_after_the_workbooks_of_its_wave_are_due() -> None:
    assert [step.published_at for step in STEPS] == sorted(step.published_at for step in STEPS)
    assert all(
        datetime.combine(item.received_on, datetime.min.time()) < step.published_at
        for step in STEPS
        for item in arrived(step)
    )
