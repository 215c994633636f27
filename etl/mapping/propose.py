"""Propose what the columns of a table hold where their headers do not say it exactly; a steward confirms.

A proposal is never used by itself: only what was confirmed for the wave is read.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from data.facts import Facts, load_facts
from data.model.survey import Question
from data.store.workbench.mappings import EVERY_QUESTION, Declared, declared, keep_declared
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.extract.grid import column_letter
from etl.extract.table.head import Head, head_of_file
from etl.extract.table.headers import Headers, bare
from etl.forms.survey.plan import choices_of, code_of

#: Words by which headers differ from the questions that they mean: `short`, `same`, `empty`, and `units` in brackets.
WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
#: Below this score nothing is worth proposing.
LEAST = 0.55
#: The states of value that a code declared at import may stand for.
MISSING = ("does_not_know", "not_applicable", "not_answered")


class Proposal(NamedTuple):
    """What a column may hold: `score` is from 0 to 1, and 1 only where the header says it or it was confirmed.

    `question_id` is empty where nothing comes near, or where it was confirmed that the column holds no answer.
    """

    header: str
    column: str
    question_id: str
    choice_id: str | None
    score: float


def propose(
    path: str | Path,
    wave_id: str,
    known: Declared | None = None,
    facts: Facts | None = None,
    label: str | None = None,
) -> list[Proposal]:
    """One proposal a column of the table whose header does not say what it holds, in the order of the columns.

    Args:
        known: what is already confirmed for the wave; its columns are told with a score of 1.

    Raises:
        UnreadableFile: the file is no table of establishments.
    """
    facts = facts or load_facts()
    head = head_of_file(Path(path), label or Path(path).name, facts)
    questions = facts.asked(waves.wave(wave_id))
    exact = Headers(questions, facts, head.layouts[0])
    confirmed = {bare(header): goal for header, goal in known.headers.items()} if known else {}
    found = []
    for place, header in sorted(head.headers.items()):
        column = column_letter(place)
        if bare(header) in confirmed:
            question_id, choice_id = confirmed[bare(header)]
            found.append(Proposal(header, column, question_id, choice_id, 1.0))
        elif exact.target(header) is None and place not in head.targets:
            found.append(Proposal(header, column, *nearest(header, questions, facts)))
    return _once(found, _answered(head))


def nearest(header: str, questions: Sequence[Question], facts: Facts) -> tuple[str, str | None, float]:
    """The question, the box and the score of what comes nearest to a header; ('', None, 0) where nothing does."""
    best: tuple[str, str | None, float] = ("", None, 0.0)
    units = Counter(question.unit for question in questions)
    for question in questions:
        agrees = _unit_weight(header, question, units)
        score = max(agrees(_score(header, name)) for name in _names(question))
        if score > best[2]:
            best = (question.question_id, None, score)
        if question.kind != "multichoice":
            continue
        for choice in choices_of(question, facts):
            # A box is named by its question and its choice, or by its choice alone.
            for label in (choice.label_fr, choice.label_en):
                alone = _score(header, label) * 0.97
                both = max(_score(header, f"{name} {label}") for name in _names(question))
                if max(alone, both) > best[2]:
                    best = (question.question_id, choice.choice_id, max(alone, both))
    if best[2] < LEAST:
        return "", None, 0.0
    return best[0], best[1], round(min(best[2], 0.99), 2)


def confirm(
    workbench: Workbench,
    wave_id: str,
    headers: Mapping[str, str],
    by: str,
    *,
    codes: Mapping[str, Mapping[str, str]] | None = None,
    at: datetime | None = None,
) -> None:
    """Keep for a wave what a steward says of headers and codes; the next file of the wave is read with it.

    Args:
        headers: header → question id, « question/choice » for a box, or '' for a column that holds no answer.
        codes: question id (or « * ») → code → choice id, or a state of value for a code of missing.

    Raises:
        UnknownGoal: a question, choice or state that the wave does not have.
    """
    moment = at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    keep_declared(workbench, wave_id, checked_mapping(wave_id, headers, codes or {}), by=by, at=moment)


def checked_mapping(
    wave_id: str,
    headers: Mapping[str, str],
    codes: Mapping[str, Mapping[str, str]],
    facts: Facts | None = None,
) -> Declared:
    """The same as `Declared`, once every goal is known.

    Raises:
        UnknownGoal: one is not.
    """
    asked = {item.question_id: item for item in (facts or load_facts()).asked(waves.wave(wave_id))}
    goals = {header: _goal(goal, asked) for header, goal in headers.items()}
    for question_id, meanings in codes.items():
        if question_id != EVERY_QUESTION and question_id not in asked:
            raise UnknownGoal(question_id)
        choices = ("true", "false") if question_id == EVERY_QUESTION else _choices(asked[question_id])
        for meaning in meanings.values():
            if meaning not in (*choices, *MISSING):
                raise UnknownGoal(f"{question_id}:{meaning}")
    return Declared(goals, {name: dict(meanings) for name, meanings in codes.items()})


class UnknownGoal(KeyError):
    """What a header or a code was said to mean is no question, choice or state of the wave."""


def confirmed_mapping(workbench: Workbench, wave_id: str) -> Declared:
    """What was confirmed for a wave so far."""
    return declared(workbench).get(wave_id, Declared())


def _goal(goal: str, asked: Mapping[str, Question]) -> tuple[str, str | None]:
    if not goal:
        return "", None
    question_id, _, choice_id = goal.partition("/")
    if question_id not in asked or (choice_id and choice_id not in asked[question_id].choices):
        raise UnknownGoal(goal)
    return question_id, choice_id or None


def _choices(question: Question) -> tuple[str, ...]:
    return ("true", "false") if question.kind == "boolean" else question.choices


def _names(question: Question) -> tuple[str, ...]:
    return (question.label_fr, question.label_en, question.question_id.replace("_", " "), code_of(question))


def _answered(head: Head) -> set[tuple[str, str | None]]:
    return {(item.question_id, item.choice_id) for item in head.targets.values() if item.question_id}


def _once(found: list[Proposal], taken: set[tuple[str, str | None]]) -> list[Proposal]:
    """Each answer is proposed to one column only: the nearest; another keeps its header and proposes nothing."""
    best: dict[tuple[str, str | None], Proposal] = {}
    for item in found:
        key = (item.question_id, item.choice_id)
        if item.question_id and (key not in best or item.score > best[key].score):
            best[key] = item
    return [
        item
        if item.score == 1.0
        or not item.question_id
        or (best[(item.question_id, item.choice_id)] is item and (item.question_id, item.choice_id) not in taken)
        else item._replace(question_id="", choice_id=None, score=0.0)
        for item in found
    ]


def _score(header: str, name: str) -> float:
    """How near a header is to a name, from 0 to 1: words in any order."""
    words, wanted = _words(header), _words(name)
    if not words or not wanted:
        return 0.0
    return (0.55 * fuzz.token_set_ratio(words, wanted) + 0.45 * fuzz.token_sort_ratio(words, wanted)) / 100


def _unit_weight(header: str, question: Question, units: Mapping[str | None, int]) -> Callable[[float], float]:
    """What the unit between brackets makes of a score: one that a single question has tells nearly all."""
    unit = _unit(header)
    if unit is None or not question.unit:
        return lambda near: near
    if unit != question.unit:
        return lambda near: near * 0.8
    told = 0.6 if units[question.unit] == 1 else 0.3
    return lambda near: near * (1 - told) + told


def _unit(header: str) -> str | None:
    found = re.search(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$", bare(header))
    return WORDS["units"].get(found[1]) if found else None


def _words(text: str) -> str:
    """The words that weigh, long and of the questionnaire."""
    parts = re.findall(r"[#$]|[^\W_]+", re.sub(r"['’]", " ", bare(text)))
    long = " ".join(WORDS["same"].get(word) or WORDS["short"].get(word) or str(word) for word in parts).split()
    return " ".join(word for word in long if word not in WORDS["empty"])
