"""Regions cut across the peer groups: what their sums may show, on tables small enough to check by hand."""

from dataclasses import replace

import polars as pl
import pytest

from tests.builders.disclosure_auditor import exposed
from tests.builders.small_survey import CISSS, CIUSSS, FRAME, HOSPITALS, REGION, hidden_of, pair_of, survey
from tests.unit.disclosure.test_disclosure import STAFF, spread, with_active
from tests.unit.disclosure.test_disclosure_promises import TERMS, invented

SUBJECT = "active_partners_per_1000_staff"
ALONE = [name for name in FRAME if list(REGION.values()).count(REGION[name]) == 1]
MONTREAL = [name for name in FRAME if REGION[name] == "06"]


def apart() -> dict[str, dict]:
    """Everyone with active partners in numbers far from each other: one of them is company enough for a small count."""
    return with_active({name: 40 + 10 * position for position, name in enumerate(FRAME)})


def regions_of(protected, subject: str = SUBJECT) -> set[str]:
    """The regions whose sum of a subject is shown."""
    rows = protected.groups.filter(place_kind="region", subject_id=subject, visible=True)
    return set(rows["place_id"])


def test_with_nothing_hidden_every_region_is_shown() -> None:
    protected = survey(with_active(dict(zip(FRAME, range(40, 80), strict=False)))).protected()
    assert regions_of(protected) == set(REGION.values())


def test_a_region_of_one_establishment_is_shown_exactly_where_the_establishment_is() -> None:
    table = with_active(spread(FRAME, 3, 9, 12, 2))
    protected = survey(table, {CISSS[5]: "consent_aggregate"}).protected()
    for name in ALONE:
        shown = pair_of(protected, SUBJECT, name)["visible"]
        assert not (REGION[name] in regions_of(protected) and not shown), name


def test_a_hidden_answer_withholds_its_region_and_takes_no_group_away() -> None:
    table = apart()
    asked = survey(table | {CISSS[0]: {**STAFF, "partners_active_count": 3}})
    protected = asked.protected()
    hidden = hidden_of(protected, "partners_active_count")
    # The next smallest is hidden beside it, as without regions; both their regions give way.
    assert len(hidden) == 2
    assert regions_of(protected) == set(REGION.values()) - {REGION[name] for name in hidden}
    groups = protected.groups.filter(pl.col("place_kind") != "region", pl.col("subject_kind") != "total")
    assert groups["visible"].all()


def test_a_region_that_holds_all_that_is_hidden_together_may_be_shown() -> None:
    together = [name for name in HOSPITALS if name in MONTREAL][:2]
    table = apart() | {name: {**STAFF, "partners_active_count": 3} for name in together}
    protected = survey(table).protected()
    assert hidden_of(protected, "partners_active_count") == set(together)
    assert "06" in regions_of(protected)


def test_regions_hide_no_answer_more_than_groups_alone_do() -> None:
    for seed in range(6):
        asked = survey(*invented(seed))
        without = survey(*invented(seed))
        bare = without.groups.filter(pl.col("place_kind") != "region")
        alone = replace(without, unprotected=replace(without.unprotected, groups=bare)).protected()
        both = asked.protected()
        assert both.hidden_answers.equals(alone.hidden_answers)
        kept = both.groups.filter(pl.col("place_kind") != "region")
        assert kept["visible"].to_list() == alone.groups["visible"].to_list()


def test_a_regions_small_sum_is_not_shown_nor_had_by_difference() -> None:
    values = dict(zip(FRAME, range(40, 80), strict=False)) | dict.fromkeys(MONTREAL, 0)
    values[MONTREAL[0]], values[MONTREAL[1]] = 1, 2
    protected = survey(with_active(values)).protected()
    assert "06" not in regions_of(protected)
    # Without Montréal's, the province less all other regions would be Montréal's sum.
    assert len(regions_of(protected)) < len(set(REGION.values())) - 1


def test_a_network_total_of_a_region_with_a_hidden_member_is_hidden() -> None:
    together = [name for name in HOSPITALS if name in MONTREAL][:2]
    table = apart() | {name: {**STAFF, "partners_active_count": 3} for name in together}
    protected = survey(table).protected()
    assert "06" not in regions_of(protected, "partners_active")


def test_why_an_unnamed_establishment_has_no_value_is_not_told_by_its_region() -> None:
    table = apart()
    silent = ALONE[0]
    table[silent]["partners_active_count"] = None
    protected = survey(table, {silent: "consent_aggregate"}).protected()
    assert REGION[silent] not in regions_of(protected)


@pytest.mark.parametrize("place", [CIUSSS[0], HOSPITALS[0]])
def test_a_late_hidden_answer_is_not_the_difference_of_two_releases_of_its_region(place: str) -> None:
    table = apart()
    late = {**table, place: {**STAFF, "partners_active_count": 3}}
    first = survey({name: given for name, given in table.items() if name != place}).protected()
    second = survey(late)
    releases = [
        (survey({name: given for name, given in table.items() if name != place}), first),
        (second, second.protected(earlier=(first.ledger,))),
    ]
    assert exposed(releases, ("partners_active_count",)) == []


def test_the_auditor_finds_what_showing_every_region_would_give_away() -> None:
    found = 0
    for seed in range(3):
        asked = survey(*invented(seed))
        protected = asked.protected()
        regions = pl.col("place_kind") == "region"
        opened = protected.groups.with_columns(visible=pl.col("visible") | regions)
        found += len(
            exposed(
                [
                    (
                        asked,
                        type(protected)(protected.hidden_answers, protected.pairs, opened, protected.ledger),
                    )
                ],
                TERMS,
            )
        )
    assert found > 10
