"""Where a number comes from: each question behind an indicator, down to the workbook cell of an establishment.

Of a hidden answer, and of every answer of an establishment that is not named, only the state is told.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data.expressions.columns import POPULATION
from data.expressions.compile import RESPONDENTS, compile_expression
from data.expressions.wide import earlier_id, population_year
from data.facts import Facts
from data.model.survey import Wave
from indicators.catalogue.model import IndicatorBase, Language
from indicators.release_reader.reader import ReleaseReader, SourceCell, waves_of
from indicators.wording.answers import answer_text, question_code
from indicators.wording.language import pick, say
from indicators.wording.numbers import number

Role = Literal["numerator", "denominator"]


@dataclass(frozen=True)
class TermSource:
    """One answer that enters an indicator; texts are empty where the state lets nothing be shown.

    `address` is a workbook cell, « D Budget!D14 »; `question_id` is empty for a reference figure; `explanation` is why
    the answer was accepted as it stands.
    """

    role: Role
    question_id: str
    code: str
    label: str
    state: str
    value: str
    file_label: str
    address: str
    received_on: date | None
    explanation: str = ""


@dataclass(frozen=True)
class Lineage:
    """The sources of one indicator for one establishment and wave; empty where the wave does not ask it."""

    numerator: str
    denominator: str
    sources: tuple[TermSource, ...]

    @property
    def counts_establishments(self) -> bool:
        """Whether the denominator is the establishment itself."""
        return self.denominator == RESPONDENTS


def lineage(
    reader: ReleaseReader,
    facts: Facts,
    indicator: IndicatorBase,
    establishment_id: str,
    period: str,
    language: Language,
) -> Lineage:
    """Every term of `indicator` for an establishment and a wave or period, with what may be shown of its source."""
    wave = next(item for item in waves_of(reader.release) if item.wave_id == period)
    terms = _terms(indicator, wave, facts)
    if terms is None:
        return Lineage("", "", ())
    found: list[TermSource] = []
    roles: tuple[tuple[Role, str], ...] = (("numerator", terms[0]), ("denominator", terms[1]))
    for role, term in roles:
        if term == RESPONDENTS:
            continue
        compiled = compile_expression(term, facts, wave.version)
        cells = {cell.question_id: cell for cell in reader.cells(compiled.names, establishment_id, period)}
        found += [
            _answer_source(role, name, cells.get(name), facts, language)
            for name in compiled.names
            if all(name != source.question_id for source in found)
        ]
        for name in compiled.previous:
            found += _previous_answers(role, name, establishment_id, reader, wave, facts, language)
        if compiled.uses_population:
            found.append(_population_source(role, establishment_id, reader, facts, period, language))
    return Lineage(terms[0], terms[1], tuple(found))


def _terms(indicator: IndicatorBase, wave: Wave, facts: Facts) -> tuple[str, str] | None:
    """Numerator and denominator in a wave or a period, None where it does not follow the indicator."""
    if wave.collection == "yearly":
        return indicator.terms(wave.version)
    followed = {item.indicator_id: (item.numerator, item.denominator) for item in facts.quarterly_indicators}
    return followed.get(indicator.id)


def _previous_answers(
    role: Role,
    question_id: str,
    establishment_id: str,
    reader: ReleaseReader,
    period: Wave,
    facts: Facts,
    language: Language,
) -> list[TermSource]:
    """The yearly answer that `prev` reads in a period, its wave beside its label; none where no wave had ended."""
    accepted = reader.release.submissions.filter(establishment_id=establishment_id, status="accepted")[
        "wave_id"
    ].to_list()
    yearly = [wave for wave in waves_of(reader.release) if wave.collection == "yearly"]
    ended = [wave for wave in yearly if wave.end <= period.end and wave.wave_id in accepted]
    if not ended:
        return []
    held = {question.question_id for question in facts.asked(ended[-1])}
    asked = earlier_id(question_id, held, facts.changes)
    if asked is None:
        return []
    cells = {cell.question_id: cell for cell in reader.cells([asked], establishment_id, ended[-1].wave_id)}
    source = _answer_source(role, asked, cells.get(asked), facts, language)
    return [replace(source, label=f"{source.label} ({ended[-1].wave_id})")]


def _answer_source(
    role: Role, question_id: str, cell: SourceCell | None, facts: Facts, language: Language
) -> TermSource:
    question = facts.question[question_id]
    shown = cell is not None and cell.state != "suppressed"
    return TermSource(
        role=role,
        question_id=question_id,
        code=question_code(question),
        label=pick(question, "label", language),
        # An establishment that sent nothing has no answer at all.
        state=cell.state if cell else "not_answered",
        value=answer_text(question, cell, facts, language) if cell and shown else "",
        file_label=(cell.file_label or "") if cell and shown else "",
        address=f"{cell.sheet}!{cell.cell}" if cell and shown and cell.sheet and cell.cell else "",
        received_on=cell.received_on if cell and shown else None,
        explanation=(cell.explanation or "") if cell and shown else "",
    )


def _population_source(
    role: Role, establishment_id: str, reader: ReleaseReader, facts: Facts, period: str, language: Language
) -> TermSource:
    """The territory's population: a published figure, hence shown for every establishment."""
    wave = next(item for item in waves_of(reader.release) if item.wave_id == period)
    year = population_year(wave, facts)
    establishment = facts.establishment[establishment_id]
    people = establishment.population[year[0]] if year else None
    label = say("Population du territoire au 1er juillet {year}", language, year=year[0] if year else "")
    return TermSource(
        role=role,
        question_id="",
        code=POPULATION,
        label=label,
        state="value" if people is not None else "not_applicable",
        value="" if people is None else number(people, 0, language),
        file_label=pick(establishment, "source", language) if people is not None else "",
        address="",
        received_on=None,
    )
