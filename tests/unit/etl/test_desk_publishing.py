"""What of the desk is published: reviewed texts, contested numbers kept apart, one publication at a time, embargoes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.model.roles import Actor
from data.store.releases.release import serve
from etl.publish.publish import NothingToPublish, PublishingUnderWay, publishing
from etl.steward.not_possible import NotPossible
from etl.steward.service import StewardService
from tests.builders.steward import WHERE, Clock, other, service_in, told
from tests.unit.etl.test_commands import workbook


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> StewardService:
    return service_in(tmp_path, clock)


def answered(desk: StewardService, folder: Path, **changed: object) -> str:
    """A submission of Laval with a comment, accepted with a reason."""
    text = {"challenges_comment_text": "Le Dr Untel est parti.", "joint_meetings_count": None}
    (receipt,) = desk.receive([workbook(folder, f"laval-{len(changed)}.xlsx", **(text | changed))])
    desk.check()
    desk.accept(*WHERE, "Registre détruit")
    return receipt.submission_id or ""


def shown(desk: StewardService, audience: str = "visitor") -> tuple[list[str], dict[str, str], list[str]]:
    """What a publication shows: comments, explanations by question, reasons of submissions."""
    desk.publish()
    release = serve(desk.var, "visitor" if audience == "visitor" else "member").release
    explained = release.answers.drop_nulls("explanation").select("question_id", "explanation").rows()
    whole = release.submissions["explanation"].drop_nulls().to_list()
    return release.comments["comment"].to_list(), dict(explained), whole


def test_nothing_free_is_published_unreviewed(desk, clock, tmp_path) -> None:
    submission_id = answered(desk, tmp_path)
    desk.explain(submission_id, "offices_count", "Un bureau fermé en mars")
    queue = {item.kind: item for item in desk.texts()}
    assert {item.state for item in queue.values()} == {"waiting"}
    assert shown(desk) == ([], {}, [])
    desk.review(queue["comment"].text_id, "redact", "[…] est parti.")
    desk.review(queue["reason"].text_id, "publish")
    desk.review(queue["explanation"].text_id, "publish")
    clock.moment += timedelta(days=1)
    reason = "Registre détruit"
    explained = {"offices_count": "Un bureau fermé en mars", "joint_meetings_count": reason}
    assert shown(desk) == (["[…] est parti."], explained, [reason])
    desk.review(queue["comment"].text_id, "keep")
    desk.explain(submission_id, "offices_count", "")
    clock.moment += timedelta(days=1)
    assert shown(desk) == ([], {"joint_meetings_count": reason}, [reason])
    assert [item.versions for item in desk.texts() if item.kind == "comment"] == [2]
    # The journal says what was decided and never repeats the text.
    log = desk.history()
    assert log["action"].to_list().count("review") == 4
    assert "Untel" not in str(log.to_dicts())


def test_another_text_waits_again_and_the_same_one_does_not(desk, clock, tmp_path) -> None:
    answered(desk, tmp_path)
    for item in desk.texts():
        desk.review(item.text_id, "publish")
    clock.moment += timedelta(days=1)
    answered(desk, tmp_path, offices_count=2)
    assert {item.state for item in desk.texts()} == {"published"}
    clock.moment += timedelta(days=1)
    answered(desk, tmp_path, offices_count=3, challenges_comment_text="Autre chose", team_headcount_count=7)
    assert {item.kind: item.state for item in desk.texts()} == {"comment": "waiting", "reason": "published"}


@pytest.mark.parametrize("consent", ["consent_aggregate", "consent_network"])
def test_only_those_who_may_be_named_are_quoted(desk, tmp_path, consent) -> None:
    answered(desk, tmp_path, publication_consent_choice=consent)
    for item in desk.texts():
        desk.review(item.text_id, "publish")
    assert shown(desk) == ([], {}, [])
    quoted, explained, _ = shown(desk, "member")
    assert bool(quoted) == bool(explained) == (consent == "consent_network")


@pytest.mark.parametrize(
    ("decision", "text"), [("redact", None), ("redact", " "), ("redact", "x" * 601), ("burn", None)]
)
def test_a_decision_that_says_nothing_is_refused(desk, tmp_path, decision, text) -> None:
    answered(desk, tmp_path)
    (comment,) = [item for item in desk.texts() if item.kind == "comment"]
    with pytest.raises(NotPossible) as refused:
        desk.review(comment.text_id, decision, text)
    told(refused)
    with pytest.raises(NotPossible):
        desk.review(comment.text_id, "redact", comment.text)
    assert desk.texts() == [item for item in desk.texts() if item.state == "waiting"]


def test_a_visitor_contests_a_number_and_a_steward_answers_once(desk) -> None:
    visitor = StewardService(desk.var, Actor("visiteur", frozenset({"visitor"})), now=desk.now)
    sent = visitor.contest("/indicateur?id=x&version=y", "Ce nombre\nparaît\x07 faux", "a@b.c", sender="session")
    (row,) = desk.contested().to_dicts()
    assert (row["contest_id"], row["message"], row["answer"]) == (sent, "Ce nombre\nparaît  faux", None)
    desk.answer_contest(sent, "Merci, corrigé")
    with pytest.raises(NotPossible) as refused:
        other(desk).answer_contest(sent, "Moi aussi")
    assert "Ada" in told(refused)[0]
    # What a reader wrote stays out of the journal, which nobody can mend.
    assert "a@b.c" not in str(desk.history().to_dicts())
    assert "paraît" not in str(desk.history().to_dicts())


@pytest.mark.parametrize(
    ("permalink", "message", "contact"),
    [
        ("/a", " ", ""),
        ("/a", "x" * 2001, ""),
        ("/a", "x", "y" * 201),
        ("javascript:alert(1)", "x", ""),
        ("/a<script>", "x", ""),
        ("/" + "a" * 500, "x", ""),
        ("", "x", ""),
    ],
)
def test_a_report_that_cannot_be_kept_is_told(desk, permalink, message, contact) -> None:
    with pytest.raises(NotPossible) as refused:
        desk.contest(permalink, message, contact)
    told(refused)
    assert desk.contested().is_empty()


def test_reports_are_limited_by_sender_and_altogether(desk, clock) -> None:
    for _ in range(5):
        desk.contest("/a", "x", sender="one")
    with pytest.raises(NotPossible):
        desk.contest("/a", "x", sender="one")
    for number in range(55):
        desk.contest("/a", "x", sender=f"other {number}")
    with pytest.raises(NotPossible) as refused:
        desk.contest("/a", "x", sender="new")
    told(refused)
    clock.moment += timedelta(hours=2)
    desk.contest("/a", "x", sender="one")


def test_two_publications_never_run_together(desk, tmp_path) -> None:
    with pytest.raises(NothingToPublish):
        desk.publish()
    desk.receive([workbook(tmp_path)])
    desk.check()
    desk.accept()
    with publishing(desk.var), ThreadPoolExecutor(1) as other_session:
        late = other_session.submit(desk.publish)
        with pytest.raises(PublishingUnderWay) as refused:
            late.result()
    assert refused.value.sentence("fr").startswith("Une publication est en cours")
    assert not (desk.var / "releases" / "pointer.json").exists()
    desk.publish()
    assert serve(desk.var).release.id


def test_an_embargo_hides_a_release_until_its_day(desk, clock, tmp_path) -> None:
    desk.receive([workbook(tmp_path)])
    desk.check()
    desk.accept()
    (first, _) = desk.publish()
    desk.receive([workbook(tmp_path, "laval-2.xlsx", offices_count=2)])
    desk.check()
    desk.accept()
    clock.moment += timedelta(days=1)
    (second, _) = desk.publish(public_from=date(2999, 1, 1))
    assert second.created
    assert serve(desk.var).release.id == first.release_id
    assert serve(desk.var, now=datetime(2999, 1, 1, 6)).release.id == second.release_id
