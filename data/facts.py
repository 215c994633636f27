"""Read the reference facts (`data/reference/*.csv`) once, each row checked against its contract.

A load error names the file, the line and the column, since these tables are edited by hand.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from data.model import initiatives as initiatives_model
from data.model import survey
from data.model.survey import Choice, Establishment, PeerGroup, Question, Row, Rule, Version, Wave
from data.model.survey_frame import FrameEvent, exists_on

RowT = TypeVar("RowT", bound=Row)
REFERENCE = Path(__file__).parent / "reference"


class FactsError(Exception):
    """A reference table cannot be used; the message names file, line and column."""


def fault_of(error: Exception) -> str:
    """What is wrong with a reference file of TOML, and where in it."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def read_table(path: Path, contract: type[RowT]) -> tuple[RowT, ...]:
    """The rows of a reference CSV as `contract` objects, in file order.

    Raises:
        FactsError: the file is missing, a column is missing or unknown, or a cell breaks the contract.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header = reader.fieldnames or []
            expected = list(contract.model_fields)
            for name in header:
                if name not in expected and not (contract.more_columns and contract.more_columns.fullmatch(name)):
                    raise FactsError(f"{path.name}, line 1, column {name!r}: unknown column")
            for name in expected:
                if name not in header:
                    raise FactsError(f"{path.name}, line 1, column {name!r}: missing column")
            rows = []
            for record in reader:
                line = reader.line_num
                if None in record or None in record.values():
                    raise FactsError(f"{path.name}, line {line}: {len(header)} cells expected, another number read")
                try:
                    rows.append(contract.model_validate(record))
                except ValidationError as error:
                    first = error.errors()[0]
                    column = ".".join(str(part) for part in first["loc"])
                    raise FactsError(
                        f"{path.name}, line {line}, column {column!r}: read {first['input']!r}; {first['msg']}"
                    ) from None
    except FileNotFoundError:
        raise FactsError(f"{path.name}: file not found in {path.parent}") from None
    except UnicodeDecodeError as error:
        raise FactsError(f"{path.name}: not UTF-8 at byte {error.start}") from None
    return tuple(rows)


# Compared by identity: caches key on the object, and hashing every row would cost more than they save.
@dataclass(frozen=True, eq=False)
class Facts:
    """The reference tables, joined by their ids. Build it with `load_facts`."""

    questions: tuple[Question, ...]
    choices: tuple[Choice, ...]
    changes: tuple[survey.QuestionnaireChange, ...]
    rules: tuple[Rule, ...]
    marks: tuple[survey.AnswerMark, ...]
    establishments: tuple[Establishment, ...]
    frame_events: tuple[FrameEvent, ...]
    regions: tuple[survey.Region, ...]
    peer_groups: tuple[PeerGroup, ...]
    totals: tuple[survey.NetworkTotal, ...]
    glossary: tuple[survey.GlossaryTerm, ...]
    sources: tuple[initiatives_model.Source, ...]
    initiatives: tuple[initiatives_model.Initiative, ...]
    components: tuple[initiatives_model.InitiativeComponent, ...]
    texts: tuple[initiatives_model.InitiativeText, ...]
    published_facts: tuple[initiatives_model.PublishedFact, ...]
    key_messages: tuple[survey.KeyMessage, ...]
    key_message_signs: tuple[initiatives_model.KeyMessageSign, ...]
    price_index: tuple[survey.PriceIndex, ...]
    quarterly_questions: tuple[survey.QuarterlyQuestion, ...]
    quarterly_indicators: tuple[survey.QuarterlyIndicator, ...]

    @cached_property
    def question(self) -> dict[str, Question]:
        """Every question by id, both versions."""
        return {question.question_id: question for question in self.questions}

    @cached_property
    def free_text_questions(self) -> tuple[str, ...]:
        """The questions answered in free words; those of section A only say who answers."""
        return tuple(item.question_id for item in self.questions if item.kind == "text" and item.section != "A")

    @cached_property
    def establishment(self) -> dict[str, Establishment]:
        return {item.establishment_id: item for item in self.establishments}

    @cached_property
    def frame(self) -> tuple[Establishment, ...]:
        """The establishments that the survey asks or has asked, in reference order; those of one wave: `frame_of`."""
        return tuple(item for item in self.establishments if item.in_survey_frame)

    @cached_property
    def _frames(self) -> dict[date, tuple[Establishment, ...]]:
        return {}

    def population_year(self, day: date) -> int | None:
        """The newest year whose population, as of July 1, is known by `day`; None before the first."""
        return max((year for year in self.establishments[0].population if date(year, 7, 1) <= day), default=None)

    def frame_of(self, wave: Wave) -> tuple[Establishment, ...]:
        """The establishments that a wave or a period asks: those of the frame that exist on its last day."""
        if wave.end not in self._frames:
            events = self.frame_events
            self._frames[wave.end] = tuple(
                item for item in self.frame if exists_on(item.establishment_id, wave.end, events)
            )
        return self._frames[wave.end]

    @cached_property
    def choice_lists(self) -> dict[str, tuple[Choice, ...]]:
        """The entries of each list in their declared order."""
        lists: dict[str, list[Choice]] = {}
        for choice in self.choices:
            lists.setdefault(choice.choice_list, []).append(choice)
        return {name: tuple(sorted(items, key=lambda item: item.order)) for name, items in lists.items()}

    @cached_property
    def answer_choice(self) -> dict[str, Choice]:
        """The choices of the answer lists by id; an id is unique among them."""
        lists = {question.choice_list for question in self.questions if question.choice_list}
        return {choice.choice_id: choice for choice in self.choices if choice.choice_list in lists}

    def questionnaire(self, version: Version) -> tuple[Question, ...]:
        """The questions that `version` asks, in section and order."""
        asked = [question for question in self.questions if question.asked_in(version)]
        return tuple(sorted(asked, key=lambda question: (question.section, question.order)))

    def asked(self, wave: Wave) -> tuple[Question, ...]:
        """The questions that a wave asks: its version's questionnaire, or the few that its kind of period follows."""
        if wave.collection == "yearly":
            return self.questionnaire(wave.version)
        followed = [item for item in self.quarterly_questions if wave.period_kind in item.period_kind]
        ordered = sorted(followed, key=lambda item: item.order)
        return tuple(self.question[item.question_id] for item in ordered)

    def peers_of(self, establishment_id: str) -> PeerGroup:
        """The narrowest declared peer group of an establishment (never « all »)."""
        kind = self.establishment[establishment_id].type
        return next(group for group in self.peer_groups if kind in group.types and group.peer_group_id != "all")

    def members(self, peer_group_id: str, wave: Wave | None = None) -> tuple[str, ...]:
        """The ids of the establishments in a peer group: those of the frame, or those that a wave or a period asks."""
        group = next(group for group in self.peer_groups if group.peer_group_id == peer_group_id)
        frame = self.frame_of(wave) if wave else self.frame
        return tuple(item.establishment_id for item in frame if item.type in group.types)


TABLES: dict[str, tuple[str, type[Row]]] = {
    "questions": ("questionnaire.csv", Question),
    "choices": ("choices.csv", Choice),
    "changes": ("questionnaire_changes.csv", survey.QuestionnaireChange),
    "rules": ("rules.csv", Rule),
    "marks": ("answer_marks.csv", survey.AnswerMark),
    "establishments": ("establishments.csv", Establishment),
    "frame_events": ("frame_events.csv", FrameEvent),
    "regions": ("regions.csv", survey.Region),
    "peer_groups": ("peer_groups.csv", PeerGroup),
    "totals": ("network_totals.csv", survey.NetworkTotal),
    "glossary": ("glossary.csv", survey.GlossaryTerm),
    "sources": ("sources.csv", initiatives_model.Source),
    "initiatives": ("initiatives.csv", initiatives_model.Initiative),
    "components": ("initiative_components.csv", initiatives_model.InitiativeComponent),
    "texts": ("initiative_texts.csv", initiatives_model.InitiativeText),
    "published_facts": ("published_facts.csv", initiatives_model.PublishedFact),
    "key_messages": ("key_messages.csv", survey.KeyMessage),
    "key_message_signs": ("key_message_signs.csv", initiatives_model.KeyMessageSign),
    "price_index": ("price_index.csv", survey.PriceIndex),
    "quarterly_questions": ("quarterly_questions.csv", survey.QuarterlyQuestion),
    "quarterly_indicators": ("quarterly_indicators.csv", survey.QuarterlyIndicator),
}


def check_references(facts: Facts, table: str, key: str, known: Iterable[str], name: str) -> None:
    """Every id of `table.name` must be in `known`; the error names the file and the row's key."""
    known = set(known)
    for row in getattr(facts, table):
        value = getattr(row, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item and item not in known:
                file = TABLES[table][0]
                raise FactsError(f"{file}, {getattr(row, key)}, column {name!r}: unknown id {item!r}")


def read_facts(folder: Path = REFERENCE) -> Facts:
    """All reference tables of `folder`, checked one by one and against each other."""
    facts = Facts(**{name: read_table(folder / file, contract) for name, (file, contract) in TABLES.items()})  # type: ignore[arg-type]
    questions = [item.question_id for item in facts.questions]
    sources = [item.source_id for item in facts.sources]
    initiatives = [item.initiative_id for item in facts.initiatives]
    check_references(facts, "questions", "question_id", facts.choice_lists, "choice_list")
    check_references(facts, "questions", "question_id", facts.answer_choice, "choices")
    check_references(facts, "rules", "rule_id", questions, "fields")
    check_references(facts, "changes", "question_id_v2", questions, "question_id_v1")
    check_references(facts, "changes", "question_id_v1", questions, "question_id_v2")
    check_references(facts, "establishments", "establishment_id", [item.code for item in facts.regions], "rss_code")
    places = [item.establishment_id for item in facts.frame]
    check_references(facts, "frame_events", "establishment_id", places, "establishment_id")
    check_references(facts, "frame_events", "establishment_id", places, "into_id")
    check_references(facts, "frame_events", "establishment_id", sources, "source_id")
    check_references(facts, "totals", "total_id", questions, "question_id_v1")
    check_references(facts, "totals", "total_id", questions, "question_id_v2")
    check_references(facts, "published_facts", "fact_id", sources, "source_id")
    check_references(facts, "published_facts", "fact_id", initiatives, "initiative_id")
    check_references(facts, "published_facts", "fact_id", [item.component_id for item in facts.components], "component")
    check_references(facts, "texts", "order", sources, "source_id")
    check_references(facts, "components", "component_id", initiatives, "initiative_id")
    check_references(facts, "quarterly_questions", "question_id", questions, "question_id")
    return facts


@lru_cache(maxsize=1)
def load_facts() -> Facts:
    """The project's own reference facts, read once per process."""
    return read_facts()
