"""The small table of terms: every numerator and denominator of the catalogue and of the network totals, by version."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

from data.expressions.compile import RESPONDENTS, Compiled, compile_expression
from data.expressions.grammar import ExpressionError
from data.facts import Facts
from data.model.survey import Version
from indicators.catalogue.model import Catalogue, Split

VERSIONS: tuple[Version, ...] = ("v1", "v2")
#: The term of a subject that a version does not ask.
NOT_ASKED = ""
#: Periods ask questions of this version (REFERENCE, « Quarterly collection »).
QUARTERLY_VERSION: Version = "v2"
SCHEMA: dict[str, pl.DataType] = {
    "subject_kind": pl.String(),
    "subject_id": pl.String(),
    "segment": pl.String(),
    "version": pl.String(),
    "role": pl.String(),
    "term": pl.String(),
    "is_condition": pl.Boolean(),
    "questions": pl.List(pl.String()),
    "previous": pl.List(pl.String()),
}
Declared = tuple[str, str, str, str, str]


class DeclarationError(Exception):
    """A declared term cannot be evaluated; the message names the file, the key and the reason."""


@contextmanager
def _declaring(kind: str, subject: str, role: str, version: str, catalogue: Catalogue | None) -> Iterator[None]:
    """Name the declaration of whatever cannot be compiled inside; without a catalogue, that of a period."""
    try:
        yield
    except ExpressionError as error:
        raise DeclarationError(f"{_where(kind, subject, role, version, catalogue)}: {error}") from error


def _where(kind: str, subject: str, role: str, version: str, catalogue: Catalogue | None) -> str:
    """File and key of a declaration, as a steward finds them."""
    if catalogue is None:
        file = "quarterly_indicators.csv" if kind == "indicator" else "quarterly_questions.csv"
        return f"{file}, {subject}, column {role!r}"
    if kind == "total":
        return f"network_totals.csv, {subject}, column 'question_id_{version}'"
    if kind == "headline" and not catalogue.recommendation[subject].headline.indicator:
        return f"{subject.lower()}.toml, key 'headline.condition'"
    own = catalogue.recommendation[subject].headline.indicator if kind == "headline" else subject
    declared = catalogue.indicator[own or subject]
    key = f"v1.{role}" if version == "v1" else role
    return f"{declared.recommendation.lower()}.toml, indicator {declared.id!r}, key {key!r}"


def _declared(catalogue: Catalogue, facts: Facts, version: Version) -> Iterator[Declared]:
    """Subject kind, subject id, segment, numerator and denominator of everything that a wave evaluates."""
    for indicator in catalogue.indicator.values():
        terms = indicator.terms(version)
        if terms is None:
            for segment in indicator.segments:
                yield "indicator", indicator.id, segment, NOT_ASKED, NOT_ASKED
        elif isinstance(indicator, Split):
            # A version's own terms are its segments: none is derived from another version's.
            for part in terms[0].split("+"):
                yield "indicator", indicator.id, part.strip(), part.strip(), terms[1]
        else:
            yield "indicator", indicator.id, "", terms[0], terms[1]
    for recommendation in catalogue.recommendations:
        terms = catalogue.headline_terms(recommendation.id, version) or (NOT_ASKED, NOT_ASKED)
        yield "headline", recommendation.id, "", terms[0], terms[1]
    for total in facts.totals:
        question = total.question_id_v1 if version == "v1" else total.question_id_v2
        yield "total", total.total_id, "", question, RESPONDENTS


def compiled_term(term: str, facts: Facts, version: Version) -> Compiled | None:
    """The compiled term, or None for the two that no column answers: `respondents` and « not asked ».

    Raises:
        ExpressionError: the term does not compile, or is neither a number nor a condition.
    """
    if term in (RESPONDENTS, NOT_ASKED):
        return None
    compiled = compile_expression(term, facts, version)
    if compiled.kind not in ("number", "boolean"):
        raise ExpressionError(term, 1, f"a {compiled.kind}", ("a number", "a condition"))
    return compiled


def terms_frame(catalogue: Catalogue, facts: Facts) -> pl.DataFrame:
    """One row per subject, segment, version and role (`numerator`, `denominator`), with the term and its questions.

    `previous` holds those of the questions that the term reads in the wave before.

    Raises:
        DeclarationError: a declared term cannot be used.
    """
    rows = [
        row
        for version in VERSIONS
        for declared in _declared(catalogue, facts, version)
        for row in _rows(declared, facts, version, catalogue)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def quarterly_terms_frame(facts: Facts) -> pl.DataFrame:
    """The same table for what is followed by period: the declared indicators, and counts that have no yearly one.

    Raises:
        DeclarationError: a declared term cannot be used, or reads a question that a period does not ask.
    """
    asked = {item.question_id for item in facts.quarterly_questions}
    rows = []
    for kind, subject, numerator, denominator in quarterly_subjects(facts):
        rows += _rows((kind, subject, "", numerator, denominator), facts, QUARTERLY_VERSION)
        for *_, role, term, _, questions, previous in rows[-2:]:
            for name in set(questions) - set(previous) - asked:
                with _declaring(kind, subject, role, QUARTERLY_VERSION, None):
                    raise ExpressionError(term, 1, f"{name!r}, which a period does not ask", ())
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def quarterly_subjects(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Subject kind, subject id, numerator and denominator of everything that a period evaluates.

    A question that no indicator reads is a count of its own.
    """
    read: set[str] = set()
    for item in facts.quarterly_indicators:
        for role, term in (("numerator", item.numerator), ("denominator", item.denominator)):
            with _declaring("indicator", item.indicator_id, role, QUARTERLY_VERSION, None):
                compiled = compiled_term(term, facts, QUARTERLY_VERSION)
            read |= set(compiled.names) if compiled else set()
        yield "indicator", item.indicator_id, item.numerator, item.denominator
    for question in facts.quarterly_questions:
        if question.question_id not in read:
            yield "count_of_period", question.question_id, question.question_id, RESPONDENTS


def _rows(
    declared: Declared, facts: Facts, version: Version, catalogue: Catalogue | None = None
) -> list[tuple[Any, ...]]:
    """The two rows of a declared subject: its numerator and its denominator."""
    kind, subject, segment, *terms = declared
    rows = []
    for role, term in zip(("numerator", "denominator"), terms, strict=True):
        with _declaring(kind, subject, role, version, catalogue):
            compiled = compiled_term(term, facts, version)
            if kind == "headline" and role == "numerator" and compiled and not compiled.is_condition:
                raise ExpressionError(term, 1, f"a {compiled.kind}", ("a condition",))
        previous = list(compiled.previous) if compiled else []
        questions = [*compiled.names, *previous] if compiled else []
        condition = compiled.is_condition if compiled else False
        rows.append((kind, subject, segment, version, role, term, condition, questions, previous))
    return rows
