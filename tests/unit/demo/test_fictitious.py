"""The invented waves: coherent where they should be, wrong where it was decided, the same at every run."""

from collections import Counter

import pytest

from data.expressions.compile import compile_expression
from data.facts import load_facts
from demo import answers as fictitious_answers
from demo import partners as fictitious_partners
from demo import traits as fictitious_traits
from demo.answers import answers_of
from demo.sent_workbooks import ADDED, IN_THOUSANDS, LATE_BY_DAYS, REASONS, RETURNED_KEYS, sent
from demo.traits import ALWAYS_LATE, NON_RESPONDENTS, WAVES, ids
from etl.waves import wave as wave_of
from tests.builders.invented_tables import FACTS, attempted, careful, side_by_side
from tests.builders.last_sent import last_sent


def findings(wave_id: str, severity: str, attempt: int | None = None) -> set[tuple[str, str]]:
    """(rule, establishment) for each rule of a severity that is false."""
    before = WAVES[max(WAVES.index(wave_id) - 1, 0)]
    given = careful(wave_id) if attempt is None else attempted(wave_id, attempt)
    wide, version = side_by_side(wave_id, given, careful(before)), wave_of(wave_id).version
    found = set()
    for rule in FACTS.rules:
        if rule.severity == severity and version in rule.versions:
            rule_broken = ~compile_expression(rule.expression, FACTS, version).column
            found |= {(rule.rule_id, name) for name in wide.filter(rule_broken)["establishment_id"]}
    return found


@pytest.mark.parametrize("wave_id", WAVES)
def test_careful_answers_break_no_rule_of_severity_error(wave_id: str) -> None:
    assert findings(wave_id, "error") == set()


@pytest.mark.parametrize("wave_id", WAVES)
def test_corrected_workbooks_break_no_rule_of_severity_error(wave_id: str) -> None:
    assert findings(wave_id, "error", attempt=2) == set()


def test_the_slips_of_first_versions_are_the_declared_ones() -> None:
    broken = {(name, wave_id) for wave_id in WAVES for _, name in findings(wave_id, "error", attempt=1)}
    assert broken == {*ADDED, *IN_THOUSANDS}
    assert ("budget_in_thousands", "cisss-laurentides") in findings(WAVES[1], "error", attempt=1)
    assert ("operating_in_thousands", "ciusss-cn") in findings(WAVES[2], "error", attempt=1)


def test_warnings_stay_few_and_those_that_reality_plants_are_there() -> None:
    found = {(rule, name) for wave_id in WAVES for rule, name in findings(wave_id, "warning")}
    assert {
        ("partial_year", "iucpq"),
        ("reference_date_not_march31", "cisss-bsl"),
        ("office_without_fte", "cisss-outaouais"),
        ("register_balance", fictitious_partners.PURGED),
        ("jump_partners_registered_count", fictitious_partners.PURGED),
    } <= found
    assert len(found) < 60


@pytest.mark.parametrize("wave_id", WAVES)
def test_every_answer_is_a_permitted_one_and_follows_its_condition(wave_id: str) -> None:
    version = wave_of(wave_id).version
    wide = side_by_side(wave_id, careful(wave_id))
    for question in FACTS.questionnaire(version):
        given = {name: answers_of(name, wave_id)[question.question_id] for name in ids()}
        for answer in given.values():
            chosen = answer if isinstance(answer, list) else [answer] if question.kind == "choice" and answer else []
            assert set(chosen) <= set(question.choices), question.question_id
            if question.kind in ("count", "fte", "amount") and answer is not None:
                assert (question.min or 0) <= answer <= (question.max or 0), question.question_id
        if question.applies_if:
            asked = wide.filter(compile_expression(question.applies_if, FACTS, version).column)["establishment_id"]
            answered = {name for name, answer in given.items() if answer is not None}
            assert answered == set(asked), question.question_id


def test_every_wave_has_two_to_four_missing_and_one_establishment_is_always_late() -> None:
    for wave_id in WAVES:
        due = wave_of(wave_id).due_on
        on_time = {item.establishment_id for item in sent(wave_id) if item.received_on <= due}
        late = {name for name, own_wave in LATE_BY_DAYS if own_wave == wave_id}
        assert set(ids()) - on_time == {*NON_RESPONDENTS[wave_id], ALWAYS_LATE, *late}
    missing = [name for names in NON_RESPONDENTS.values() for name in names]
    assert len(missing) == len(set(missing))


def test_corrected_workbooks_come_after_the_first_and_differ_from_it() -> None:
    for wave_id in WAVES:
        attempts = Counter(item.establishment_id for item in sent(wave_id))
        again = {name for name, count in attempts.items() if count > 1}
        assert again >= {name for name, year in RETURNED_KEYS if year == wave_id}
        for name in again:
            one, two = (item for item in sent(wave_id) if item.establishment_id == name)
            assert one.received_on < two.received_on
            assert one.answers != two.answers
            assert two.file_name == f"{name}_{wave_id}_v2.xlsx"


def test_what_reality_holds_is_there() -> None:
    cells = [item.answers for wave_id in WAVES for item in last_sent(wave_id).values()]
    words = {answer for given in cells for answer in given.values() if isinstance(answer, str)}
    assert {"ne sait pas", "NSP", "s.o.", "sans objet", "unknown", "une vingtaine"} <= words
    assert any("\u00a0$" in word for word in words)
    assert any("\u202f" in word for word in words)
    last = {name: item.answers for name, item in last_sent(WAVES[-1]).items()}
    teams = [given.get("team_headcount_count") for given in last.values()]
    assert teams.count(1) + teams.count(2) >= 5
    assert last["cisss-mo"]["team_headcount_count"] == "ne sait pas"
    assert last["cisss-outaouais"]["has_office"] is True
    assert last["cisss-outaouais"]["dedicated_team_fte"] == 0
    assert last["cisss-at"]["has_office"] is False
    consents = Counter(given["publication_consent_choice"] for given in last.values())
    assert set(consents) == {item.choice_id for item in load_facts().choice_lists["publication_consent"]}
    assert consents.most_common(1)[0][0] == "consent_named"
    assert all(reason.strip() for reason in REASONS.values())
    for name in ("staff_trained_count", "partners_recruited_count", "partners_left_count", "team_left_count"):
        assert any(given.get(name) in (1, 2, 3, 4) for given in last.values()), name


def test_a_group_never_holds_a_single_establishment_that_is_not_to_be_named() -> None:
    for wave_id in WAVES:
        for nameable in ({"consent_named"}, {"consent_named", "consent_network"}):
            hidden = Counter(
                FACTS.peers_of(name).peer_group_id
                for name, item in last_sent(wave_id).items()
                if item.answers["publication_consent_choice"] not in nameable
            )
            assert 1 not in hidden.values()


def test_generating_three_waves_again_gives_the_same_answers() -> None:
    for cached in (
        fictitious_answers.figures,
        fictitious_partners.register,
        fictitious_partners.active,
        fictitious_traits.staff,
        fictitious_traits.maturity,
        sent,
    ):
        cached.cache_clear()
    first = {wave_id: sent(wave_id) for wave_id in WAVES}
    fictitious_answers.figures.cache_clear()
    sent.cache_clear()
    assert {wave_id: sent(wave_id) for wave_id in WAVES} == first
