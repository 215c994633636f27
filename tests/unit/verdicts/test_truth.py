"""Three-valued truth: whatever is missing stays missing unless the other operand decides alone."""

import itertools

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.long_answers import results

#: Three yes/no questions that both versions ask.
LETTERS = {"a": "has_office", "b": "has_partnership_lead", "c": "has_dedicated_budget"}
TRUTHS = (True, False, None)
ALL_TRUTHS = pl.DataFrame(
    list(itertools.product(TRUTHS, repeat=3)),
    schema=dict.fromkeys(LETTERS.values(), pl.Boolean),
    orient="row",
)


Node = tuple
NODES = st.recursive(
    st.sampled_from([*LETTERS, "true", "false"]).map(lambda letter: (letter,)),
    lambda child: (
        st.tuples(st.just("not"), child)
        | st.tuples(st.sampled_from(["and", "or", "if"]), child, child)
        | st.tuples(st.sampled_from(["=", "!="]), child, child)
    ),
    max_leaves=8,
)


def written(node: Node) -> str:
    match node:
        case (letter,):
            return LETTERS.get(letter, letter)
        case ("not", inner):
            return f"(not {written(inner)})"
        case ("if", condition, consequence):
            return f"(if {written(condition)} then {written(consequence)})"
        case (word, left, right):
            return f"({written(left)} {word} {written(right)})"
    raise AssertionError(node)


def worked_out(node: Node, row: dict[str, bool | None]) -> bool | None:
    """Kleene's tables by the definition: a result stands when every completion of what is missing agrees."""
    match node:
        case (letter,):
            return row[LETTERS[letter]] if letter in LETTERS else letter == "true"
        case ("not", inner):
            operands, law = [worked_out(inner, row)], lambda a: not a
        case ("and", left, right):
            operands, law = [worked_out(left, row), worked_out(right, row)], lambda a, b: a and b
        case ("or", left, right):
            operands, law = [worked_out(left, row), worked_out(right, row)], lambda a, b: a or b
        case ("if", left, right):
            operands, law = [worked_out(left, row), worked_out(right, row)], lambda a, b: not a or b
        case (sign, left, right):
            operands = [worked_out(left, row), worked_out(right, row)]
            law = (lambda a, b: a == b) if sign == "=" else (lambda a, b: a != b)
    completions = itertools.product(*([True, False] if item is None else [item] for item in operands))
    outcomes = {law(*items) for items in completions}
    return outcomes.pop() if len(outcomes) == 1 else None


@given(NODES)
def test_any_combination_follows_kleenes_tables(node):
    expected = [worked_out(node, row) for row in ALL_TRUTHS.iter_rows(named=True)]
    found = results(written(node), ALL_TRUTHS)
    assert (found * 27 if len(found) == 1 else found) == expected


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("not a = true and b = true", "(not (a = true)) and (b = true)"),
        ("a = true or b = true and c = true", "(a = true) or ((b = true) and (c = true))"),
        ("if a = true then b = true or c = true", "if (a = true) then ((b = true) or (c = true))"),
        ("if a = true and b = true then c = true", "if ((a = true) and (b = true)) then (c = true)"),
        ("if a = true then b = true", "(not a = true) or b = true"),
        ("not a or b", "(not a) or b"),
    ],
)
def test_precedence_is_that_of_the_rules(text, same_as):
    def spelled(expression: str) -> str:
        return " ".join(LETTERS.get(word, word) for word in expression.replace("(", "( ").replace(")", " )").split())

    assert results(spelled(text), ALL_TRUTHS) == results(spelled(same_as), ALL_TRUTHS)


def test_not_before_includes_denies_the_whole_membership():
    text = "not challenges_choices includes no_challenge"
    ticked = pl.DataFrame(
        {"challenges_choices": [["no_challenge"], ["challenge_other"], None]},
        schema={"challenges_choices": pl.List(pl.String)},
    )
    assert results(text, ticked) == [False, True, None]


NUMBERS = st.none() | st.integers(-50, 50).map(float)


@given(NUMBERS, NUMBERS)
def test_arithmetic_and_comparison_with_a_missing_operand_are_missing(x, y):
    row = pl.DataFrame(
        {"offices_count": [x], "team_headcount_count": [y]},
        schema={"offices_count": pl.Float64, "team_headcount_count": pl.Float64},
    )
    a, b = "offices_count", "team_headcount_count"
    laws = {
        f"{a} + {b}": lambda: x + y,
        f"{a} - {b}": lambda: x - y,
        f"{a} * {b}": lambda: x * y,
        f"{a} / {b}": lambda: x / y if y else None,
        f"abs({a} - {b})": lambda: abs(x - y),
        f"-{a} + {b}": lambda: -x + y,
        f"{a} = {b}": lambda: x == y,
        f"{a} != {b}": lambda: x != y,
        f"{a} < {b}": lambda: x < y,
        f"{a} <= {b}": lambda: x <= y,
        f"{a} > {b}": lambda: x > y,
        f"{a} >= {b}": lambda: x >= y,
    }
    for text, law in laws.items():
        assert results(text, row) == [None if x is None or y is None else law()], text
