"""No group of fewer than five can be worked out from the results, judged by another method: linear programmes."""

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from indicators.initiatives.audit import DisclosureAudit
from indicators.initiatives.training import LEAST_PAIRS, Participant, ShownTraining, places_of, visible_keys

TERRITORIES, SETTINGS = ("alma", "chicoutimi"), ("gmf", "gmf_u", "oc")
CELLS = tuple(product(TERRITORIES, SETTINGS))


def cohort(pairs: tuple[int, ...], started: tuple[int, ...], first: int = 0) -> tuple[Participant, ...]:
    """So many complete pairs and so many more who only started, a cell each."""
    people = []
    for (territory, setting), both, alone in zip(CELLS, pairs, started, strict=True):
        for number in range(both + alone):
            start = {0: (3.0, 2.0, 3.0, 4.0, 1.0 + (number + first) % 5)}
            after = {1: (4.0, 2.0, 3.0, 4.0, 5.0)} if number < both else {}
            people.append(Participant(f"{territory}{setting}{first}-{number}", territory, setting, start | after))
    return tuple(people)


def sets_of(territory: str, setting: str) -> np.ndarray:
    return np.array([territory in ("", here) and setting in ("", there) for here, there in CELLS], dtype=float)


few = st.tuples(*[st.integers(0, 9) for _ in CELLS])


@given(few, st.tuples(*[st.integers(0, 3) for _ in CELLS]))
@settings(max_examples=30)
def test_every_hidden_small_count_keeps_three_possible_values(pairs, alone):
    places = places_of("m", cohort(pairs, alone))
    visible = visible_keys(places)
    shown = {key[1:3] for key in visible if key[3] == 1}
    rows = np.array([sets_of(*place) for place in shown]).reshape(-1, len(CELLS))
    totals = rows @ np.array(pairs, dtype=float)
    for at, count in enumerate(pairs):
        if not 0 < count < LEAST_PAIRS:
            continue
        assert CELLS[at] not in shown
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(CELLS))
            goal[at] = sign
            constraints = {"A_eq": rows, "b_eq": totals} if len(rows) else {}
            ends.append(linprog(goal, bounds=(0, 40), **constraints).fun * sign)
        assert ends[1] - ends[0] >= 2 - 1e-6
    for many in (1, 2, 3):
        for chosen in combinations(range(len(CELLS)), many):
            total = sum(pairs[at] for at in chosen)
            if 0 < total < LEAST_PAIRS and len(rows):
                vector = np.isin(np.arange(len(CELLS)), chosen).astype(float)
                solved = np.linalg.lstsq(rows.T, vector, rcond=None)[0]
                # The sum of the group is no combination of what is shown, unless its other cells are empty for all.
                nobody = [at for at in range(len(CELLS)) if pairs[at] + alone[at] == 0]
                left = np.delete(rows.T @ solved - vector, nobody)
                assert np.abs(left).max() > 1e-9 or total == 0


@given(few, st.integers(1, 4), st.integers(0, len(CELLS) - 1))
@settings(max_examples=15)
def test_a_few_who_come_later_are_not_the_difference_of_two_releases(pairs, more, at):
    before = cohort(pairs, (0,) * len(CELLS))
    places = {item.key: item for item in places_of("m", before)}
    first = [ShownTraining(key, places[key].sets) for key in visible_keys(list(places.values()))]
    late = cohort(tuple(more if number == at else 0 for number in range(len(CELLS))), (0,) * len(CELLS), first=50)
    now = {item.key: item for item in places_of("m", before + late)}
    visible = visible_keys(list(now.values()), first)
    shown = [now[key].sets for key in visible]
    audit = DisclosureAudit({key: now[key].sets for key in visible}, [item.sets for item in first], LEAST_PAIRS)
    assert audit.disclosed_groups(visible) == []
    for item in first:
        for sets in shown:
            new = sets.get("change_1", frozenset()) - item.sets.get("change_1", frozenset())
            if item.sets.get("change_1") and item.sets["change_1"] <= sets.get("change_1", frozenset()):
                assert not 0 < len(new) < LEAST_PAIRS


def test_publishing_the_same_again_shows_the_same():
    places = places_of("m", cohort((18, 9, 0, 10, 3, 0), (6, 3, 0, 4, 1, 0)))
    first = visible_keys(places)
    again = visible_keys(places, [ShownTraining(item.key, item.sets) for item in places if item.key in first])
    assert again == first
    assert ("m", "alma", "gmf", 1) in first


def test_a_small_setting_takes_with_it_what_would_give_it_back():
    # 3 pairs in one cell: with every total shown, the total minus the others would be those 3.
    places = places_of("m", cohort((10, 3, 0, 18, 9, 0), (0,) * 6))
    visible = {key[1:3] for key in visible_keys(places) if key[3] == 1}
    assert ("alma", "gmf_u") not in visible
    assert ("", "") in visible
    rows = np.array([sets_of(*place) for place in visible])
    small = sets_of("alma", "gmf_u")
    # Cells where nobody is are known to be empty.
    kept = [0, 1, 3, 4]
    solved = np.linalg.lstsq(rows.T[kept], small[kept], rcond=None)[0]
    assert np.abs(rows.T[kept] @ solved - small[kept]).max() > 1e-6


def test_a_difference_of_two_sets_is_found():
    whole, part = frozenset("abcdefgh"), frozenset("abcdef")
    audit = DisclosureAudit({"whole": {"x": whole}, "part": {"x": part}}, [], 5)
    assert audit.disclosed_groups(["whole", "part"]) == [frozenset("gh")]
    assert audit.disclosed_groups(["whole"]) == []
    assert DisclosureAudit({"whole": {"x": whole}}, [{"x": part}], 5).disclosed_groups(["whole"]) == [frozenset("gh")]
    # Another family is another sum.
    assert DisclosureAudit({"whole": {"x": whole}}, [{"y": part}], 5).disclosed_groups(["whole"]) == []
    # What is out already is no reason to hide more.
    assert DisclosureAudit({"whole": {"x": whole}}, [{"x": part}, {"x": whole}], 5).disclosed_groups(["whole"]) == []


def test_a_corrected_answer_is_another_member_and_a_start_alone_makes_no_pair():
    here = Participant("a", "alma", "gmf", {0: (1.0,) * 5, 1: (2.0,) * 5})
    corrected = Participant("a", "alma", "gmf", {0: (1.0,) * 5, 1: (3.0,) * 5})
    assert here.digest(0) == corrected.digest(0)
    assert here.digest(0, 1) != corrected.digest(0, 1)
    assert not Participant("b", "alma", "gmf", {0: (1.0, float("nan"), 1.0, 1.0, 1.0)}).complete(0)
