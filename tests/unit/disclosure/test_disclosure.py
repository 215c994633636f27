"""What may be shown: a table small enough to check by hand for each rule of the policy."""

from dataclasses import replace

import polars as pl
import pytest

from data.facts import load_facts
from indicators.disclosure import BOUND_BY_RULES, POLICY, protect
from indicators.disclosure.cells import fte_band
from tests.builders.small_survey import (
    CISSS,
    CIUSSS,
    FRAME,
    HOSPITALS,
    hidden_of,
    pair_of,
    shown,
    survey,
)

STAFF = {"staff_headcount_count": 5000, "team_headcount_count": 8}


def with_active(values: dict[str, int], **others) -> dict:
    """Establishments with so many active partners, and nothing else that could be hidden."""
    return {name: {**STAFF, **others, "partners_active_count": value} for name, value in values.items()}


def spread(names: list[str], *values: int) -> dict[str, int]:
    """The first values as given, then 40, 41, 42 …: no two alike."""
    rest = range(40, 40 + len(names))
    return dict(zip(names, [*values, *rest], strict=False))


# --- primary ------------------------------------------------------------------------------------------------------


def test_a_visitor_sees_only_those_who_agreed_to_be_named_and_a_member_the_network_too() -> None:
    consents = {CISSS[0]: "consent_aggregate", CISSS[1]: "consent_network", CISSS[2]: "consent_unheard_of"}
    asked = survey(with_active(spread(CISSS)), consents)
    assert {CISSS[0], CISSS[1], CISSS[2]} <= hidden_of(asked.protected(), "staff_headcount_count")
    member = asked.protected("member")
    assert CISSS[1] not in hidden_of(member, "staff_headcount_count")
    assert {CISSS[0], CISSS[2]} <= hidden_of(member, "staff_headcount_count")


def test_of_an_unnamed_establishment_every_answer_and_every_pair_is_hidden_even_a_blank() -> None:
    table = with_active(spread(CISSS), has_office=None, publication_consent_choice="consent_aggregate")
    protected = survey(table, {CISSS[0]: "consent_aggregate"}).protected()
    mine = protected.hidden_answers.filter(pl.col("establishment_id") == CISSS[0])
    assert set(mine["question_id"]) == set(table[CISSS[0]])
    assert not protected.pairs.filter(pl.col("establishment_id") == CISSS[0])["visible"].any()


def test_who_sent_nothing_is_told_to_have_sent_nothing() -> None:
    protected = survey(with_active(spread(CISSS[1:]))).protected()
    assert pair_of(protected, "active_partners_per_1000_staff", CISSS[0])["visible"]


@pytest.mark.parametrize(("persons", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_persons_are_hidden_and_nobody_is_not(persons: int, is_hidden: bool) -> None:
    protected = survey(with_active(spread(CISSS, persons, 2, 3))).protected()
    assert (CISSS[0] in hidden_of(protected, "partners_active_count")) is is_hidden
    assert pair_of(protected, "active_partners_per_1000_staff", CISSS[0])["visible"] is not is_hidden


def test_the_few_persons_left_out_of_a_share_are_hidden_too() -> None:
    table = {name: {**STAFF, "partners_registered_count": 30, "partners_trained_count": 10} for name in CISSS}
    table[CISSS[0]]["partners_trained_count"] = 28
    table[CISSS[1]]["partners_trained_count"] = 30
    table[CISSS[2]]["partners_trained_count"] = 0
    hidden = hidden_of(survey(table).protected(), "partners_trained_count")
    assert CISSS[0] in hidden
    assert not {CISSS[1], CISSS[2]} & hidden, "nobody left out, or nobody in, is nobody to find"


@pytest.mark.parametrize(("fte", "band"), [(0, "0"), (0.2, "0-1"), (0.99, "0-1"), (1, "1-2"), (2, "1-2"), (2.1, "")])
def test_fte_of_a_small_team_falls_in_a_band(fte: float, band: str) -> None:
    assert fte_band(fte, POLICY)[0] == band


@pytest.mark.parametrize(("headcount", "is_small"), [(0, False), (1, True), (2, True), (3, False), (None, True)])
def test_a_team_of_one_or_two_or_of_unknown_size_tells_neither_fte_nor_budget(headcount, is_small: bool) -> None:
    money = {"budget_total_cad": 90_000, "budget_recurring_cad": 50_000, "budget_nonrecurring_cad": 40_000}
    table = {
        name: {**STAFF, **money, "dedicated_team_fte": 3.0 + position, "team_left_count": 0}
        for position, name in enumerate(FRAME)
    }
    for name in (CISSS[0], CIUSSS[0], HOSPITALS[0]):
        table[name] |= {"team_headcount_count": headcount, "dedicated_team_fte": 0.8}
    protected = survey(table).protected()
    for question in ("dedicated_team_fte", "budget_total_cad", "budget_recurring_cad", "team_left_count"):
        assert (CISSS[0] in hidden_of(protected, question)) is is_small, question
    assert CISSS[0] not in hidden_of(protected, "team_headcount_count")
    fte = pair_of(protected, "dedicated_fte", CISSS[0])
    assert (fte["visible"], fte["band"]) == ((False, "0-1") if is_small else (True, ""))
    assert pair_of(protected, "dedicated_fte_per_1000_staff", CISSS[0])["visible"] is not is_small
    assert pair_of(protected, "dedicated_fte_per_1000_staff", CISSS[0])["band"] == ""


def test_no_fte_at_all_is_told_but_not_the_ratios_of_a_small_team() -> None:
    table = {name: {**STAFF, "dedicated_team_fte": 4.5} for name in CISSS}
    table[CISSS[0]] |= {"team_headcount_count": 1, "dedicated_team_fte": 0}
    protected = survey(table).protected()
    assert pair_of(protected, "dedicated_fte", CISSS[0])["visible"]
    assert pair_of(protected, "dedicated_fte", CISSS[0])["band"] == "0"
    assert not pair_of(protected, "dedicated_fte_per_1000_staff", CISSS[0])["visible"]


def test_a_province_only_answer_is_never_shown_for_an_establishment() -> None:
    table = {name: {**STAFF, "partners_under_35_count": 12, "budget_recognition_cad": 500} for name in CISSS}
    protected = survey(table).protected()
    assert hidden_of(protected, "partners_under_35_count") == set(CISSS)
    assert hidden_of(protected, "budget_recognition_cad") == set(CISSS)


def test_answers_that_give_a_hidden_one_back_are_hidden_with_it() -> None:
    mandates = {"mandates_active_count": 12, "mandates_micro_count": 5, "mandates_meso_count": 7}
    table = {name: {**STAFF, "has_office": name != CISSS[0], "offices_count": 1, **mandates} for name in CISSS}
    table[CISSS[0]]["offices_count"] = None
    protected = survey(table, {CISSS[1]: "consent_aggregate"}).protected()
    # The only « no » is hidden beside the unnamed « yes »; that no number of offices is asked would tell it.
    assert CISSS[0] in hidden_of(protected, "has_office")
    assert CISSS[0] in hidden_of(protected, "offices_count")
    assert not pair_of(protected, "office_share", CISSS[0])["visible"]


def test_the_rules_that_bind_answers_exist() -> None:
    assert set(BOUND_BY_RULES) <= {rule.rule_id for rule in load_facts().rules}


# --- secondary ----------------------------------------------------------------------------------------------------


def test_the_next_smallest_is_hidden_beside_the_only_hidden_count() -> None:
    values = spread(CISSS, 3, 9, 12)
    protected = survey(with_active(values)).protected()
    assert hidden_of(protected, "partners_active_count") == {CISSS[0], CISSS[1]}
    assert shown(protected, "indicator", "active_partners_per_1000_staff", "territorial-cisss")


def test_all_counts_equal_to_the_next_smallest_are_hidden_together() -> None:
    protected = survey(with_active(spread(CISSS, 3, 9, 9, 9, 12))).protected()
    assert hidden_of(protected, "partners_active_count") == set(CISSS[:4])


def test_two_hidden_counts_that_keep_three_values_need_no_other() -> None:
    protected = survey(with_active(spread(CISSS, 2, 3))).protected()
    assert hidden_of(protected, "partners_active_count") == {CISSS[0], CISSS[1]}


def test_two_hidden_counts_that_their_sum_betrays_need_another() -> None:
    protected = survey(with_active(spread(CISSS, 4, 4, 20))).protected()
    assert hidden_of(protected, "partners_active_count") == {CISSS[0], CISSS[1], CISSS[2]}


def test_a_groups_total_with_a_hidden_member_is_hidden_and_the_provinces_is_shown() -> None:
    protected = survey(with_active(spread(CISSS, 2, 3) | spread(CIUSSS))).protected()
    assert not shown(protected, "total", "partners_active", "territorial-cisss")
    assert shown(protected, "total", "partners_active", "territorial-ciusss")
    assert shown(protected, "total", "partners_active", "quebec")


def test_a_group_with_one_to_four_persons_is_not_shown_nor_the_smallest_other_group() -> None:
    values = dict.fromkeys(HOSPITALS, 0) | {HOSPITALS[0]: 1, HOSPITALS[1]: 3} | spread(CIUSSS) | spread(CISSS)
    protected = survey(with_active(values)).protected()
    subject = ("indicator", "active_partners_per_1000_staff")
    assert not shown(protected, *subject, "hospital-institute")
    assert not shown(protected, *subject, "territorial-ciusss")
    assert shown(protected, *subject, "territorial-cisss")
    assert shown(protected, *subject, "quebec")


def test_a_hidden_yes_has_a_no_beside_it() -> None:
    table = {name: {**STAFF, "has_partnership_lead": position > 2} for position, name in enumerate(CISSS)}
    protected = survey(table, {CISSS[9]: "consent_aggregate"}).protected()
    hidden = hidden_of(protected, "has_partnership_lead")
    assert len(hidden) == 2
    assert len(hidden & set(CISSS[:3])) == 1
    assert shown(protected, "indicator", "partnership_lead_share", "territorial-cisss")


def test_a_unanimous_group_is_not_shown_nor_a_second_one_and_the_province_is() -> None:
    lead = dict.fromkeys(FRAME, True) | dict.fromkeys(CIUSSS[:4], False)
    table = {name: {**STAFF, "has_partnership_lead": answer} for name, answer in lead.items()}
    protected = survey(table, {HOSPITALS[0]: "consent_aggregate"}).protected()
    for subject in (("indicator", "partnership_lead_share"), ("headline", "R01")):
        assert not shown(protected, *subject, "hospital-institute")
        assert not shown(protected, *subject, "territorial-ciusss")
        assert shown(protected, *subject, "territorial-cisss")
        assert shown(protected, *subject, "quebec")


def test_a_unanimous_province_with_an_unnamed_member_is_not_shown() -> None:
    table = {name: {**STAFF, "has_partnership_lead": True} for name in FRAME}
    protected = survey(table, {HOSPITALS[0]: "consent_aggregate"}).protected()
    assert not shown(protected, "headline", "R01", "quebec")


def test_a_province_with_nothing_hidden_shows_everything() -> None:
    protected = survey(with_active(dict(zip(FRAME, range(40, 80), strict=False)))).protected()
    assert protected.hidden_answers.is_empty()
    assert protected.groups["visible"].all()
    assert protected.pairs["visible"].all()


# --- two releases -------------------------------------------------------------------------------------------------


def test_a_late_hidden_answer_cannot_be_had_by_difference_with_the_release_before() -> None:
    values = spread(CISSS, 2, 3)
    late = CISSS[5]
    first = survey(with_active({name: value for name, value in values.items() if name != late})).protected()
    assert shown(first, "total", "partners_active", "quebec")
    second = survey(with_active(values | {late: 1}))
    assert shown(second.protected(), "total", "partners_active", "quebec")
    assert not shown(second.protected(earlier=(first.ledger,)), "total", "partners_active", "quebec")


def test_a_visible_correction_takes_nothing_back() -> None:
    values = spread(CISSS, 2, 3)
    first = survey(with_active(values)).protected()
    second = survey(with_active(values | {CISSS[5]: 77})).protected(earlier=(first.ledger,))
    assert second.groups["visible"].to_list() == first.groups["visible"].to_list()


def test_what_an_earlier_release_showed_hides_nobody() -> None:
    values = spread(CISSS, 20, 12)
    first = survey(with_active(values)).protected()
    second = survey(with_active(values | {CISSS[0]: 3})).protected(earlier=(first.ledger,))
    # All others were shown: no partner is left for the corrected count, so the sums go.
    assert hidden_of(second, "partners_active_count") == {CISSS[0]}
    assert not shown(second, "total", "partners_active", "quebec")


def test_publishing_again_changes_nothing() -> None:
    asked = survey(with_active(spread(CISSS, 3, 9, 12) | spread(HOSPITALS, 1)))
    first = asked.protected()
    kept = pl.read_json(first.ledger.write_json().encode())
    again = asked.protected(earlier=(kept,))
    for name in ("hidden_answers", "pairs", "groups", "ledger"):
        assert getattr(first, name).equals(getattr(again, name)), name


def test_the_order_of_rows_does_not_matter() -> None:
    asked = survey(with_active(spread(FRAME, 1, 4, 4, 3)), {CISSS[5]: "consent_network"})
    there = asked.protected()
    turned = replace(
        asked.unprotected,
        pairs=asked.pairs.reverse(),
        groups=asked.groups.reverse(),
        answers=asked.answers.reverse(),
    )
    back = protect(turned, asked.consents.reverse(), "visitor")
    assert there.hidden_answers.equals(back.hidden_answers)
    assert there.ledger.equals(back.ledger)
    assert there.groups.equals(back.groups.reverse())
    assert there.pairs.equals(back.pairs.reverse())
