"""The one grammar: its rules, the names it knows, what a compiled expression is and how a faulty one is refused.

data/expressions/compile.py alone parses and compiles.
"""

from dataclasses import dataclass
from typing import Literal, cast

import polars as pl

from data.model.survey import NUMBER_KINDS, Question

ValueType = Literal["number", "boolean", "date", "text", "choice", "multichoice", "choice_id"]

GRAMMAR = r"""
?start: expression
?expression: "if" either "then" expression -> implication
    | either
?either: both
    | either "or" both -> disjunction
?both: denial
    | both "and" denial -> conjunction
?denial: relation
    | "not" denial -> negation
?relation: sum
    | sum COMPARISON sum -> comparison
    | sum "includes" NAME -> includes
?sum: product
    | sum (PLUS | MINUS) product -> arithmetic
?product: signed
    | product (TIMES | OVER) signed -> arithmetic
?signed: atom
    | MINUS signed -> opposite
?atom: NUMBER -> number
    | (TRUE | FALSE) -> truth
    | POPULATION -> population
    | NAME -> name
    | "prev" "(" NAME ")" -> previous
    | "answered" "(" NAME ")" -> answered
    | "n_selected" "(" NAME ")" -> n_selected
    | "abs" "(" sum ")" -> absolute
    | "in_survey_frame" "(" NAME ")" -> in_survey_frame
    | "(" expression ")"

COMPARISON: "=" | "!=" | "<=" | "<" | ">=" | ">"
TRUE: "true"
FALSE: "false"
PLUS: "+"
MINUS: "-"
TIMES: "*"
OVER: "/"
POPULATION.2: /reference\.population\b/
NUMBER: /\d+(\.\d+)?/
NAME: /[a-z][a-z0-9_]*/
%ignore /\s+/
"""

#: Names that a wave gives, beside its questions.
WAVE_NAMES: dict[str, ValueType] = {"fiscal_year_start": "date", "fiscal_year_end": "date", "fiscal_year_label": "text"}
RESPONDENTS = "respondents"
#: The grammar does not tell counts, FTE and amounts apart.
NUMBERS: dict[str, ValueType] = dict.fromkeys(NUMBER_KINDS, "number")
#: How an error names what it expected, where the terminal's own name is no word of the grammar.
WORDS = {
    "NAME": "a name",
    "NUMBER": "a number",
    "COMPARISON": "a comparison",
    "POPULATION": "'reference.population'",
    "PLUS": "'+'",
    "MINUS": "'-'",
    "TIMES": "'*'",
    "OVER": "'/'",
    "LPAR": "'('",
    "RPAR": "')'",
    "$END": "the end",
}


class ExpressionError(Exception):
    """An expression cannot be compiled: `position` (1 = first character), what was read, what was `expected`."""

    def __init__(self, expression: str, position: int, read: str, expected: tuple[str, ...]) -> None:
        self.expression, self.position, self.read, self.expected = expression, position, read, expected
        wanted = f"; expected {' or '.join(expected)}" if expected else ""
        super().__init__(f"{expression!r}, position {position}: read {read}{wanted}")


@dataclass(frozen=True)
class Compiled:
    """An expression ready to be evaluated over all submissions at once.

    Attributes:
        column: reads the columns of data/expressions/wide.py.
        names: the questions read in the wave itself.
        previous: the questions read through `prev`.
        kind: what the result is.
    """

    text: str
    column: pl.Expr
    names: tuple[str, ...]
    previous: tuple[str, ...]
    kind: ValueType
    uses_population: bool

    @property
    def is_condition(self) -> bool:
        return self.kind == "boolean"


def kind_of(question: Question) -> ValueType:
    """What an expression sees in the answer to a question."""
    return NUMBERS.get(question.kind) or cast(ValueType, question.kind)
