"""What readers may see follows from what stewards did and from the clock: embargoes, rollbacks, damage."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.paths import releases_folder
from data.store.releases.pointer import (
    AudienceReleases,
    NotRollable,
    Pointed,
    PointerDamaged,
    current,
    embargo_moment,
    history,
    point_to,
    read_pointer,
    releases_of,
    roll_back,
)
from data.store.releases.release import NoRelease, ReleaseMeta, pointed_at, serve, write_release

START = datetime(2026, 7, 6, 10)
HOUR = timedelta(hours=1)
NAMES = ("a", "b", "c", "d")


def pointed(name: str, public_from: datetime | None = None) -> Pointed:
    return Pointed(
        release_id=name,
        file_sha256="0" * 64,
        published_at=START,
        reason="wave",
        note_fr="",
        note_en="",
        public_from=public_from,
    )


#: An act: publish a name (with an embargo of so many hours, 0 for none), roll back to one, or let an hour pass.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(NAMES), st.integers(0, 5)),
        st.tuples(st.just("roll back"), st.sampled_from(NAMES), st.just(0)),
        st.tuples(st.just("wait"), st.just(""), st.integers(1, 4)),
    ),
    max_size=14,
)


@given(ACTS)
def test_nothing_shows_before_its_moment_and_the_last_act_decides(acts: list[tuple[str, str, int]]) -> None:
    held, now = AudienceReleases(), START
    first: list[str] = []
    #: The earliest moment at which each release may be seen, by what was published since it was last put aside.
    allowed: dict[str, datetime] = {}
    #: What was published or rolled back to, oldest first.
    told: list[str] = []
    for act, name, hours in acts:
        if act == "wait":
            now += hours * HOUR
        elif act == "publish":
            moment = now + hours * HOUR
            held = held.published(pointed(name, moment if hours else None), now)
            allowed[name] = min(allowed.get(name, moment), now) if allowed.get(name, moment) <= now else moment
            told.append(name)
            first += [name] if name not in first else []
        elif name in allowed and allowed[name] <= now:
            held = held.rolled_back(name, now)
            allowed = {other: since for other, since in allowed.items() if since <= now}
            told.append(name)
        else:
            with pytest.raises(NotRollable):
                held.rolled_back(name, now)
        for moment in (now, now + HOUR, now + 10 * HOUR):
            seen = {item.release_id for item in held.visible(moment)}
            assert seen == {other for other, since in allowed.items() if since <= moment}
            assert [item.release_id for item in held.releases] == first[::-1]
            read = held.current(moment)
            assert (read.release_id if read else None) == next(
                (other for other in reversed(told) if other in seen), None
            )
        if act == "roll back" and told and told[-1] == name and name in allowed:
            later = held.current(now + 1_000 * HOUR)
            assert later is not None
            assert later.release_id == name


@given(ACTS)
def test_a_shelf_is_read_as_it_was_written(acts: list[tuple[str, str, int]]) -> None:
    held = AudienceReleases()
    for number, (act, name, hours) in enumerate(acts):
        if act == "publish":
            moment = START + number * HOUR
            held = held.published(pointed(name, moment + hours * HOUR if hours else None), moment)
    assert AudienceReleases.model_validate_json(json.dumps(held.model_dump(mode="json"))) == held


TABLE = {"establishment_id": ["a", "b"]}


def published(var: Path, value: float, public_from: datetime | None = None, now: datetime | None = None) -> str:
    meta = ReleaseMeta("fictif", "visitor", "1", START, "wave", "note", "note", None)
    tables = {"verdicts": pl.DataFrame({**TABLE, "value": [value, None]})}
    tables |= {name: pl.DataFrame(TABLE) for name in ("answers", "submissions", "waves", "definitions", "comments")}
    release_id, _ = write_release(var, tables, meta)
    point_to(var, meta.audience, pointed_at(var, release_id, meta, public_from), now)
    return release_id


def current_id(var: Path) -> str | None:
    newest = current(var, "visitor")
    return newest.release_id if newest else None


def test_an_embargo_ends_by_itself(tmp_path: Path) -> None:
    first = published(tmp_path, 1.0, now=START)
    second = published(tmp_path, 2.0, public_from=START + 3 * HOUR, now=START + HOUR)
    before, after = START + 2 * HOUR, START + 3 * HOUR
    assert serve(tmp_path, now=before).release.id == first
    assert [item.release_id for item in history(tmp_path, "visitor", before)] == [first]
    # Asked for by its id, it is told by nothing from a release that never was.
    asked, unknown = (serve(tmp_path, release_id=name, now=before) for name in (second, "no-such-release"))
    assert (asked.release.id, asked.unreadable) == (first, second)
    assert (unknown.release.id, unknown.unreadable) == (first, "no-such-release")
    assert serve(tmp_path, now=after).release.id == second
    assert [item.release_id for item in history(tmp_path, "visitor", after)] == [second, first]
    assert [item.release_id for item in releases_of(tmp_path, "visitor").releases] == [second, first]


def test_a_first_release_under_embargo_is_no_release(tmp_path: Path) -> None:
    published(tmp_path, 1.0, public_from=START + HOUR, now=START)
    with pytest.raises(NoRelease):
        serve(tmp_path, now=START)
    assert serve(tmp_path, now=START + HOUR).release.verdicts.height == 2


def test_a_rollback_keeps_the_history_and_the_next_publication_works(tmp_path: Path) -> None:
    first, second = published(tmp_path, 1.0), published(tmp_path, 2.0)
    roll_back(tmp_path, "visitor", first)
    assert serve(tmp_path).release.id == first
    assert [item.release_id for item in history(tmp_path, "visitor")] == [second, first]
    assert serve(tmp_path, release_id=second).unreadable is None
    assert published(tmp_path, 2.0) == second
    assert serve(tmp_path).release.id == second
    third = published(tmp_path, 3.0)
    assert [item.release_id for item in history(tmp_path, "visitor")] == [third, second, first]


def test_a_release_put_aside_is_not_what_a_damaged_one_falls_back_to(tmp_path: Path) -> None:
    oldest, kept, aside = (published(tmp_path, value) for value in (1.0, 2.0, 3.0))
    roll_back(tmp_path, "visitor", kept)
    (releases_folder(tmp_path) / f"{kept}.duckdb").unlink()
    assert serve(tmp_path).release.id == oldest != aside


def test_nobody_rolls_back_to_what_readers_never_saw(tmp_path: Path) -> None:
    published(tmp_path, 1.0)
    waiting = published(tmp_path, 2.0, public_from=datetime(2999, 1, 1))
    for name in (waiting, "no-such-release"):
        with pytest.raises(NotRollable):
            roll_back(tmp_path, "visitor", name)


@pytest.mark.parametrize(
    "text", ["{half", "[]", '{"visitor": {"releases": [{}]}}', '{"visitor": 3}', '{"visitor": {"else": 1}}']
)
def test_a_damaged_pointer_serves_nothing_at_all(tmp_path: Path, text: str) -> None:
    published(tmp_path, 1.0)
    hidden = published(tmp_path, 2.0, public_from=datetime(2999, 1, 1))
    (releases_folder(tmp_path) / "pointer.json").write_text(text)
    for asked in (None, hidden):
        with pytest.raises(NoRelease):
            serve(tmp_path, release_id=asked)
    with pytest.raises(PointerDamaged):
        read_pointer(tmp_path)
    # Nobody publishes over a pointer that cannot be read: its embargoes would be lost.
    with pytest.raises(PointerDamaged):
        point_to(tmp_path, "visitor", pointed("c"))


def test_a_pointer_written_before_embargoes_is_read(tmp_path: Path) -> None:
    first, second = published(tmp_path, 1.0), published(tmp_path, 2.0)
    path = releases_folder(tmp_path) / "pointer.json"
    held = json.loads(path.read_text("utf-8"))["visitor"]["releases"]
    for place, item in enumerate(held):
        del item["public_from"], item["held_back"]
        item["published_at"] = (START - place * HOUR).isoformat()
    path.write_text(json.dumps({"visitor": held}))
    assert [item.release_id for item in history(tmp_path, "visitor")] == [second, first]
    assert current_id(tmp_path) == second
    # A rollback of that time had put the older one first.
    path.write_text(json.dumps({"visitor": held[::-1]}))
    assert [item.release_id for item in history(tmp_path, "visitor")] == [second, first]
    assert current_id(tmp_path) == first


def test_an_embargo_s_day_begins_in_québec() -> None:
    assert embargo_moment(date(2026, 7, 1)) == datetime(2026, 7, 1, 4)
    assert embargo_moment(date(2026, 12, 1)) == datetime(2026, 12, 1, 5)
