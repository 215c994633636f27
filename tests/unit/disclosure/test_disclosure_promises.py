"""Promises that hold for any survey: no hidden count can be worked out, and hidden values may swap unseen."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indicators.disclosure import Protected
from tests.builders.disclosure_auditor import exposed
from tests.builders.small_survey import FRAME, GROUP, Survey, survey

TERMS = (
    "partners_active_count",
    "partners_trained_count",
    "partners_registered_count",
    "improvement_committees_with_partner_count",
    "has_partnership_lead = true",
)
CONSENTS = ("consent_named", "consent_network", "consent_aggregate")


def invented(seed: int, respondents: float = 0.93, blanks: float = 0.08, unnamed: float = 0.15) -> tuple[dict, dict]:
    """A survey of thirty establishments with many small counts, blanks here and there, and some unnamed."""
    draw = np.random.default_rng(seed)
    table, consents = {}, {}
    for name in FRAME:
        if draw.random() > respondents:
            continue
        registered = int(draw.choice([0, 2, 4, 6, 9, 15, 30, 60]))
        committees = int(draw.integers(1, 8))
        given_answers = {
            "staff_headcount_count": int(draw.integers(500, 9000)),
            "team_headcount_count": 6,
            "dedicated_team_fte": float(draw.choice([1.5, 3, 4.5])),
            "partners_registered_count": registered,
            "partners_active_count": min(registered, int(draw.choice([0, 1, 2, 3, 4, 7, 12, 40]))),
            "partners_trained_count": int(draw.integers(0, registered + 1)),
            "improvement_committees_count": committees,
            "improvement_committees_with_partner_count": int(draw.integers(0, committees + 1)),
            "has_partnership_lead": bool(draw.random() < 0.7),
        }
        for question in given_answers:
            if question != "team_headcount_count" and draw.random() < blanks:
                given_answers[question] = None
        table[name] = given_answers
        consents[name] = str(draw.choice(CONSENTS, p=[1 - unnamed, unnamed / 2, unnamed / 2]))
    return table, consents


def everything_shown(protected: Protected) -> Protected:
    """What would be published if nothing were protected."""
    return Protected(
        protected.hidden_answers,
        protected.pairs.with_columns(visible=pl.lit(True)),
        protected.groups.with_columns(visible=pl.lit(True)),
        protected.ledger,
    )


def primary_only(asked: Survey, protected: Protected) -> Protected:
    """What would be published by someone who hides small counts and unnamed answers, and forgets the totals."""
    named = asked.consents.filter(consent="consent_named")["establishment_id"].to_list()
    small = (
        (pl.col("value_number") > 0) & (pl.col("value_number") < 5) & pl.col("question_id").str.starts_with("partners")
    )
    keys = ["establishment_id", "wave_id", "question_id"]
    hidden = asked.answers.filter(small | ~pl.col("establishment_id").is_in(named)).select(keys)
    return everything_shown(Protected(hidden, protected.pairs, protected.groups, protected.ledger))


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_count_can_be_worked_out_from_a_release(seed: int) -> None:
    asked = survey(*invented(seed))
    assert exposed([(asked, asked.protected())], TERMS) == []


@pytest.mark.parametrize("seed", range(12, 20))
def test_nor_from_two_releases_with_late_answers_and_corrections_between(seed: int) -> None:
    draw = np.random.default_rng(seed + 1000)
    table, consents = invented(seed)
    late = set(draw.choice(sorted(table), 2, replace=False).tolist())
    corrected = str(draw.choice(sorted(set(table) - late)))
    first = survey({name: given for name, given in table.items() if name not in late}, consents)
    before = first.protected()
    new = table | {corrected: table[corrected] | {"partners_active_count": int(draw.integers(0, 9))}}
    if (registered := new[corrected]["partners_registered_count"]) is not None:
        new[corrected]["partners_active_count"] = min(new[corrected]["partners_active_count"], registered)
    second = survey(new, consents)
    after = second.protected(earlier=(before.ledger,))
    assert exposed([(first, before), (second, after)], TERMS) == []


def test_the_auditor_finds_what_forgetting_the_totals_would_give_away() -> None:
    found = 0
    for seed in range(4):
        asked = survey(*invented(seed))
        found += len(exposed([(asked, primary_only(asked, asked.protected()))], TERMS))
    assert found > 10


def test_the_auditor_finds_what_two_unconnected_releases_would_give_away() -> None:
    table, consents = invented(3)
    late = next(name for name in table if table[name]["partners_active_count"] in (1, 2, 3, 4))
    first = survey({name: given for name, given in table.items() if name != late}, consents)
    second = survey(table, consents)
    assert exposed([(first, first.protected()), (second, second.protected())], TERMS)


# --- swaps --------------------------------------------------------------------------------------------------------


def what_is_shown(asked: Survey, protected: Protected) -> dict[str, pl.DataFrame]:
    """Everything that a release may be made of, the hidden numbers taken out."""
    keys = ["establishment_id", "wave_id", "question_id"]
    numbers = ["numerator", "denominator"]
    return {
        "hidden": protected.hidden_answers,
        "answers": asked.answers.join(protected.hidden_answers, on=keys, how="anti"),
        "pairs": protected.pairs.with_columns(
            pl.when("visible").then(pl.col(name)).alias(name) for name in numbers
        ).drop("state"),
        "groups": protected.groups.with_columns(pl.when("visible").then(pl.col(name)).alias(name) for name in numbers),
    }


def counted_alike(asked: Survey, question: str, one: str, other: str) -> bool:
    """Whether the two are in the same sums of the question: same group, same complete pairs."""
    used = asked.pairs.filter(
        (pl.col("numerator_term") == question) | (pl.col("denominator_term") == question), pl.col("evaluated")
    )
    subjects = [used.filter(establishment_id=name)["subject_id"].sort().to_list() for name in (one, other)]
    return GROUP[one] == GROUP[other] and subjects[0] == subjects[1]


def swapped(table: dict, question: str, one: str, other: str) -> dict:
    return table | {
        one: table[one] | {question: table[other][question]},
        other: table[other] | {question: table[one][question]},
    }


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), data=st.data())
def test_hidden_values_of_the_same_kind_may_swap_unseen(seed: int, data: st.DataObject) -> None:
    """Two small counts of persons, or any two answers of unnamed establishments."""
    table, consents = invented(seed, blanks=0.04)
    asked = survey(table, consents)
    protected = asked.protected()
    choices = []
    for question in (
        "partners_active_count",
        "improvement_committees_with_partner_count",
        "has_partnership_lead",
    ):
        unnamed = [name for name in table if consents[name] != "consent_named" and table[name][question] is not None]
        small = [
            name for name in table
            if consents[name] == "consent_named"
        and question.startswith("partners")
        and table[name][question] in (1, 2, 3, 4)
        ]  # fmt: skip
        for kind in (unnamed, small):
            choices += [
                (question, one, other)
                for one, other in combinations(kind, 2)
                if table[one][question] != table[other][question] and counted_alike(asked, question, one, other)
            ]
    assume(choices)
    again = survey(swapped(table, *data.draw(st.sampled_from(choices))), consents)
    before, after = what_is_shown(asked, protected), what_is_shown(again, again.protected())
    for name, frame in before.items():
        assert frame.equals(after[name]), name


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    values=st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 12, 20]), min_size=30, max_size=30),
    data=st.data(),
)
def test_a_small_count_and_the_one_hidden_beside_it_may_swap_unseen(values: list[int], data: st.DataObject) -> None:
    """Nobody can tell which of the hidden counts was the small one."""
    table = {
        name: {"staff_headcount_count": 900, "team_headcount_count": 8, "partners_active_count": value}
        for name, value in zip(FRAME, values, strict=True)
    }
    asked = survey(table)
    protected = asked.protected()
    hidden = protected.hidden_answers.filter(question_id="partners_active_count")["establishment_id"].to_list()
    choices = [
        (one, other)
        for one, other in combinations(hidden, 2)
        if GROUP[one] == GROUP[other] and table[one]["partners_active_count"] != table[other]["partners_active_count"]
    ]
    assume(choices)
    again = survey(swapped(table, "partners_active_count", *data.draw(st.sampled_from(choices))))
    before, after = what_is_shown(asked, protected), what_is_shown(again, again.protected())
    for name, frame in before.items():
        assert frame.equals(after[name]), name


def test_without_protection_the_same_swap_shows() -> None:
    """The two tests above can fail."""
    table, consents = invented(1)
    small = [name for name in table if table[name]["partners_active_count"] in (1, 2, 3, 4)]
    one = small[0]
    other = next(name for name in small if table[name]["partners_active_count"] != table[one]["partners_active_count"])
    frames = []
    for answered in (table, swapped(table, "partners_active_count", one, other)):
        asked = survey(answered, consents)
        bare = everything_shown(asked.protected())
        frames.append(what_is_shown(asked, bare)["pairs"])
    assert not frames[0].equals(frames[1])
