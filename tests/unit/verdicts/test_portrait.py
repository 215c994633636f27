"""What the portrait's messages promise: a sign reads one verdict, and a message says no more than its signs."""

from pathlib import Path

import pytest

from data.facts import load_facts
from data.store.releases.release import serve
from indicators.catalogue import load_catalogue
from indicators.release_reader import portrait
from indicators.release_reader.portrait import Sign, messages_of
from indicators.release_reader.reader import ReleaseReader

FACTS = load_facts()


def test_each_indicator_of_a_message_has_one_sign() -> None:
    for message in FACTS.key_messages:
        signs = [item.indicator_id for item in FACTS.key_message_signs if item.message_id == message.id]
        assert sorted(signs) == sorted(message.indicators)
        assert len(set(signs)) == len(signs)


def test_a_half_is_a_limit_of_percentages_alone() -> None:
    for sign in FACTS.key_message_signs:
        indicator = load_catalogue().indicator[sign.indicator_id]
        if sign.expectation in ("majority", "minority"):
            assert indicator.fr.unit.startswith("%"), sign.indicator_id
            assert indicator.multiplier == 100, sign.indicator_id
        if sign.expectation == "every_part":
            assert indicator.kind == "split"


@pytest.mark.parametrize(
    ("showings", "status"),
    [
        ((), "not_observable"),
        (("context", "not_observable"), "not_observable"),
        (("supports", "supports", "context"), "supported"),
        (("supports", "not_observable"), "supported"),
        (("supports", "unclear"), "qualified"),
        (("supports", "contradicts"), "qualified"),
        (("contradicts", "unclear"), "qualified"),
        (("unclear",), "not_observable"),
        (("unclear", "unclear", "low_coverage", "context"), "not_observable"),
        (("supports", "low_coverage"), "supported"),
        (("low_coverage",), "not_observable"),
        (("contradicts", "context"), "contradicted"),
    ],
)
def test_a_message_says_no_more_than_its_signs(showings: tuple[portrait.Showing, ...], status: str) -> None:
    expected = FACTS.key_message_signs[0]
    signs = tuple(Sign(expected, showing, ()) for showing in showings)
    assert portrait.status_of(signs) == status


def test_each_sign_of_the_demonstration_follows_its_interval(demo: Path) -> None:
    """Recomputed from the release's rows with nothing shared."""
    release = serve(demo).release
    reader = ReleaseReader(release)
    seen = set()
    for period in reader.periods:
        rows = {
            (row["subject_id"], row["segment"]): row
            for row in release.verdicts.filter(
                subject_kind="indicator", place_kind="province", period=period
            ).iter_rows(named=True)
        }
        for message in messages_of(reader, period):
            assert len(message.signs) == len(message.message.indicators)
            for sign in message.signs:
                name, expectation = sign.expected.indicator_id, sign.expected.expectation
                row = rows.get((name, ""))
                seen.add(sign.showing)
                if expectation in ("majority", "minority") and sign.showing in ("supports", "contradicts"):
                    assert row is not None
                    over = row["interval_low"] > 50
                    assert over or row["interval_high"] < 50
                    assert (sign.showing == "supports") == (over == (expectation == "majority"))
                if sign.showing == "unclear":
                    assert row is not None
                    assert row["interval_low"] <= 50 <= row["interval_high"]
                if sign.showing == "not_observable" and expectation != "every_part":
                    assert row is None or row["value"] is None
                if sign.showing == "low_coverage":
                    assert any(item.coverage_low for item in sign.verdicts)
                elif sign.showing != "not_observable":
                    assert not any(item.coverage_low for item in sign.verdicts)
    assert seen == {"supports", "contradicts", "unclear", "context", "low_coverage", "not_observable"}
