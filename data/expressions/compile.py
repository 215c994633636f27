"""The one grammar of rules, conditions and terms: each expression compiled once to a column expression.

Truth is three-valued: a missing operand gives a missing result unless the other operand decides alone.
Polars' nullable booleans follow exactly that logic, so nothing here fills a gap with a value.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import cast

import polars as pl
from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.visitors import Interpreter

from data.expressions.columns import POPULATION, column_name, previous_name, state_name
from data.expressions.grammar import (
    GRAMMAR,
    RESPONDENTS,
    WAVE_NAMES,
    WORDS,
    Compiled,
    ExpressionError,
    ValueType,
    kind_of,
)
from data.facts import Facts
from data.model.survey import VALUED_STATES, Question, Version

#: Far beyond any sensible declaration, and well within the interpreter's own limit.
DEEPEST = 60


def _word(tree: Tree, index: int) -> Token:
    """A leaf of the tree, where the grammar puts a word."""
    return cast(Token, tree.children[index])


def _position(token: Token) -> int:
    return (token.start_pos or 0) + 1


@dataclass(frozen=True)
class _Operand:
    column: pl.Expr
    kind: ValueType
    label: str
    position: int
    question: Question | None = None
    choice: str = ""


class _Compiler(Interpreter):
    """Walks one parsed expression, checks the kind of every operand and builds the column expression."""

    def __init__(self, text: str, facts: Facts, version: Version | None) -> None:
        self.text, self.facts = text, facts
        self.version: Version | None = version
        self.names: dict[str, None] = {}
        self.previous_names: dict[str, None] = {}
        self.uses_population = False
        self.depth = 0

    def fail(self, position: int, read: str, *expected: str) -> ExpressionError:
        return ExpressionError(self.text, position, read, expected)

    def operand(self, branch: object, *kinds: ValueType) -> _Operand:
        """The compiled branch, of one of `kinds`."""
        tree = cast(Tree, branch)
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(tree.meta.start_pos + 1, f"more than {DEEPEST} nested operations", "a simpler expression")
        found: _Operand = self.visit(tree)
        self.depth -= 1
        if kinds and found.kind not in kinds:
            raise self.fail(found.position, f"{found.label} ({found.kind})", *(f"a {kind}" for kind in kinds))
        return found

    def result(self, tree: Tree, column: pl.Expr, kind: ValueType) -> _Operand:
        start, end = tree.meta.start_pos, tree.meta.end_pos
        return _Operand(column, kind, repr(self.text[start:end]), start + 1)

    def question(self, token: Token, *kinds: ValueType) -> Question:
        """The question of that name, asked in the version and of one of `kinds`."""
        position = _position(token)
        question = self.facts.question.get(token)
        known = [q.question_id for q in self.facts.questions if not self.version or q.asked_in(self.version)]
        if question is None:
            raise self.fail(position, f"unknown name {str(token)!r}", *map(repr, get_close_matches(token, known)))
        if self.version and not question.asked_in(self.version):
            raise self.fail(position, f"{str(token)!r}, which {self.version} does not ask")
        kind = kind_of(question)
        if kinds and kind not in kinds:
            raise self.fail(position, f"{str(token)!r} ({kind})", *(f"a {item} question" for item in kinds))
        return question

    def number(self, tree: Tree) -> _Operand:
        return self.result(tree, pl.lit(float(_word(tree, 0))), "number")

    def truth(self, tree: Tree) -> _Operand:
        return self.result(tree, pl.lit(_word(tree, 0) == "true"), "boolean")

    def population(self, tree: Tree) -> _Operand:
        self.uses_population = True
        return self.result(tree, pl.col(POPULATION), "number")

    def name(self, tree: Tree) -> _Operand:
        token = _word(tree, 0)
        position = _position(token)
        if token == RESPONDENTS:
            raise self.fail(position, f"{RESPONDENTS!r}, which stands alone as a denominator")
        if token in WAVE_NAMES:
            return self.result(tree, pl.col(token), WAVE_NAMES[token])
        if token in self.facts.answer_choice and token not in self.facts.question:
            return _Operand(pl.lit(str(token)), "choice_id", repr(str(token)), position, choice=str(token))
        question = self.question(token)
        self.names[question.question_id] = None
        column = pl.col(column_name(question.question_id))
        return _Operand(column, kind_of(question), repr(str(token)), position, question)

    def previous(self, tree: Tree) -> _Operand:
        question = self.question(_word(tree, 0))
        self.previous_names[question.question_id] = None
        column = pl.col(previous_name(question.question_id))
        start = tree.meta.start_pos
        return _Operand(column, kind_of(question), repr(self.text[start : tree.meta.end_pos]), start + 1, question)

    def answered(self, tree: Tree) -> _Operand:
        question = self.question(_word(tree, 0))
        self.names[question.question_id] = None
        state = pl.col(state_name(question.question_id))
        # Never missing: an establishment without the row has not answered.
        return self.result(tree, state.is_in(VALUED_STATES).fill_null(False), "boolean")

    def n_selected(self, tree: Tree) -> _Operand:
        question = self.question(_word(tree, 0), "multichoice")
        self.names[question.question_id] = None
        column = pl.col(column_name(question.question_id))
        return self.result(tree, column.list.len().cast(pl.Float64), "number")

    def in_survey_frame(self, tree: Tree) -> _Operand:
        question = self.question(_word(tree, 0), "text")
        self.names[question.question_id] = None
        frame = [item.establishment_id for item in self.facts.frame]
        return self.result(tree, pl.col(column_name(question.question_id)).is_in(frame), "boolean")

    def absolute(self, tree: Tree) -> _Operand:
        return self.result(tree, self.operand(tree.children[0], "number").column.abs(), "number")

    def opposite(self, tree: Tree) -> _Operand:
        return self.result(tree, -self.operand(tree.children[1], "number").column, "number")

    def arithmetic(self, tree: Tree) -> _Operand:
        left, right = (self.operand(tree.children[side], "number").column for side in (0, 2))
        sign = _word(tree, 1)
        if sign == "/":
            # A division by 0 is not evaluated; it is neither infinite nor 0.
            return self.result(tree, pl.when(right != 0).then(left / right), "number")
        return self.result(tree, {"+": left + right, "-": left - right, "*": left * right}[sign], "number")

    def negation(self, tree: Tree) -> _Operand:
        return self.result(tree, ~self.operand(tree.children[0], "boolean").column, "boolean")

    def conjunction(self, tree: Tree) -> _Operand:
        left, right = (self.operand(child, "boolean").column for child in tree.children)
        return self.result(tree, left & right, "boolean")

    def disjunction(self, tree: Tree) -> _Operand:
        left, right = (self.operand(child, "boolean").column for child in tree.children)
        return self.result(tree, left | right, "boolean")

    def implication(self, tree: Tree) -> _Operand:
        condition, consequence = (self.operand(child, "boolean").column for child in tree.children)
        return self.result(tree, ~condition | consequence, "boolean")

    def includes(self, tree: Tree) -> _Operand:
        several = self.operand(tree.children[0], "multichoice")
        token = _word(tree, 1)
        self.check_choice(str(token), several, _position(token))
        return self.result(tree, several.column.list.contains(str(token)), "boolean")

    def check_choice(self, choice: str, among: _Operand, position: int) -> None:
        """A choice must be an answer of the question beside it."""
        choices = among.question.choices if among.question else ()
        if choice not in choices:
            raise self.fail(position, f"{choice!r}, not an answer of {among.label}", *choices)

    def comparison(self, tree: Tree) -> _Operand:
        left, right = self.operand(tree.children[0]), self.operand(tree.children[2])
        sign = _word(tree, 1)
        for one, other in ((left, right), (right, left)):
            if one.kind == "choice_id":
                if other.kind != "choice":
                    raise self.fail(other.position, f"{other.label} ({other.kind})", "a choice question")
                self.check_choice(one.choice, other, one.position)
        kinds = {"choice" if side.kind == "choice_id" else side.kind for side in (left, right)}
        lists = {side.question.choice_list for side in (left, right) if side.question and side.kind == "choice"}
        if len(kinds) > 1 or len(lists) > 1 or "multichoice" in kinds:
            raise self.fail(right.position, f"{right.label} ({right.kind})", f"what compares with {left.label}")
        a, b = left.column, right.column
        if sign not in ("=", "!="):
            if kinds & {"boolean", "text"}:
                raise self.fail(_position(sign), repr(str(sign)), "'='", "'!='")
            if kinds == {"choice"}:
                a, b = (self.order(side, sign) for side in (left, right))
        column = {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]
        return self.result(tree, column, "boolean")

    def order(self, side: _Operand, sign: Token) -> pl.Expr:
        """The rank of a choice on its scale; only a `_state` question has one."""
        if side.question is None:
            return pl.lit(self.facts.answer_choice[side.choice].order)
        if not side.question.question_id.endswith("_state"):
            raise self.fail(_position(sign), f"{str(sign)!r} on {side.label}, which has no order", "'='", "'!='")
        ranks = {choice: self.facts.answer_choice[choice].order for choice in side.question.choices}
        return side.column.replace_strict(ranks, default=None, return_dtype=pl.Int64)


_PARSER = Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def parse(text: str) -> Tree:
    """The tree of an expression, each branch with its place in the text.

    Raises:
        ExpressionError: the text breaks the grammar.
    """
    try:
        return _PARSER.parse(text)
    except UnexpectedInput as error:
        position, read, expected = len(text) + 1, "the end", set[str]()
        if isinstance(error, UnexpectedCharacters):
            position, read, expected = error.pos_in_stream + 1, repr(error.char), set(error.allowed or ())
        elif isinstance(error, UnexpectedToken):
            expected = set(error.accepts or error.expected)
            if error.token.type != "$END":
                position, read = (error.token.start_pos or 0) + 1, repr(str(error.token))
        elif isinstance(error, UnexpectedEOF):
            expected = set(error.expected)
        wanted = sorted(WORDS.get(name, f"'{name.lower()}'") for name in expected)
        raise ExpressionError(text, position, read, tuple(wanted)) from None


class _ByIdentity:
    """Facts as a cache key: hashing every reference row at each call would cost more than compiling."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.facts is self.facts


@lru_cache(maxsize=2048)
def _compile(text: str, key: _ByIdentity, version: Version | None) -> Compiled:
    compiler = _Compiler(text, key.facts, version)
    found = compiler.operand(parse(text))
    if found.kind == "choice_id":
        raise compiler.fail(found.position, f"{found.label}, an answer alone", "a question", "a condition")
    names, previous = tuple(compiler.names), tuple(compiler.previous_names)
    return Compiled(text, found.column, names, previous, found.kind, compiler.uses_population)


def compile_expression(text: str, facts: Facts, version: Version | None = None) -> Compiled:
    """The compiled form of an expression, built once per process for these facts.

    Args:
        version: when given, only the questions that this version asks are known names.

    Raises:
        ExpressionError: the text breaks the grammar, names something unknown, or compares unlike things.
    """
    return _compile(text, _ByIdentity(facts), version)
