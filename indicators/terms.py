"""The small table of terms: every numerator and denominator of the catalogue and of the network totals, by version."""

from collections.abc import Iterator

import polars as pl

from data.expressions import RESPONDENTS, Compiled, compile_expression
from data.facts import Facts
from data.grammar import ExpressionError
from data.model import Version
from indicators.indicator import Catalogue, Split

VERSIONS: tuple[Version, ...] = ("v1", "v2")
#: The term of a subject that a version does not ask.
NOT_ASKED = ""
SCHEMA: dict[str, pl.DataType] = {
    "subject_kind": pl.String(),
    "subject_id": pl.String(),
    "segment": pl.String(),
    "version": pl.String(),
    "role": pl.String(),
    "term": pl.String(),
    "is_condition": pl.Boolean(),
    "questions": pl.List(pl.String()),
}
Declared = tuple[str, str, str, str, str]


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

    Raises:
        ExpressionError: a declared term cannot be used; a note names the declaration.
    """
    rows = []
    for version in VERSIONS:
        for kind, subject, segment, numerator, denominator in _declared(catalogue, facts, version):
            for role, term in (("numerator", numerator), ("denominator", denominator)):
                try:
                    compiled = compiled_term(term, facts, version)
                    if kind == "headline" and role == "numerator" and compiled and not compiled.is_condition:
                        raise ExpressionError(term, 1, f"a {compiled.kind}", ("a condition",))
                except ExpressionError as error:
                    error.add_note(f"{kind} {subject!r}, {role}, {version}")
                    raise
                questions = [*compiled.names, *compiled.previous] if compiled else []
                condition = compiled.is_condition if compiled else False
                rows.append((kind, subject, segment, version, role, term, condition, questions))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
