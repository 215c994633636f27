"""What each column of a table answers, told by its header: exactly, or not at all."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from data.facts import Facts
from data.model.survey import Question
from data.store.workbench.mappings import Declared
from etl.extract.identity import simplified
from etl.extract.table.survey_tools import ESTABLISHMENT_HEADERS, WAVE_HEADERS, ExportLayout, layouts
from etl.forms.survey.plan import choices_of, code_of

OTHER_CHOICE = re.compile(r"^other_|_other$")


class ColumnTarget(NamedTuple):
    """What a column holds: the answer to a question, one box, the text beside « autre », a mark, or whose and when."""

    role: Literal["answer", "box", "other", "mark", "establishment", "wave", "ignored"]
    question_id: str = ""
    choice_id: str | None = None
    mark: str | None = None


def bare(text: str) -> str:
    """A header for comparison: simplified, without accents, mark-up, nor the star or colon at its end."""
    plain = unicodedata.normalize("NFKD", simplified(re.sub(r"<[^<>]*>", " ", text)))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", kept).rstrip(" *:").strip()


@lru_cache(maxsize=64)
def _names(questions: tuple[Question, ...], facts: Facts, layout_id: str) -> dict[str, ColumnTarget]:
    """Every header that the layout can give to a question or a box; one that would have two meanings has none."""
    layout = next(item for item in layouts() if item.layout_id == layout_id)
    found: dict[str, set[ColumnTarget]] = {}
    for name, target in _all_names(questions, facts, layout):
        found.setdefault(bare(name), set()).add(target)
    return {name: targets.copy().pop() for name, targets in found.items() if len(targets) == 1}


def _all_names(questions: Sequence[Question], facts: Facts, layout: ExportLayout) -> Iterator[tuple[str, ColumnTarget]]:
    # A box may stand for a mark: `c050___unk`, `C050[NSP]`.
    words = [item.mark for item in facts.marks if item.scope == "any" and item.state != "not_answered"]
    for question in questions:
        own = {question.question_id, code_of(question), question.label_fr, question.label_en}
        choices = choices_of(question, facts)
        for name in own:
            beside = {form.format(q=name) for form in layout.other}
            yield name, ColumnTarget("answer", question.question_id)
            if question.kind not in ("choice", "multichoice"):
                continue
            other = next((item.choice_id for item in choices if OTHER_CHOICE.search(item.choice_id)), None)
            if other is not None or question.kind == "multichoice":
                for form in beside:
                    yield form, ColumnTarget("other", question.question_id, other)
            if question.kind == "choice":
                continue
            for choice in choices:
                codes = [form.format(order=choice.order) for form in layout.box_codes]
                if choice.choice_id == other:
                    codes += layout.other_codes
                for word in {choice.choice_id, choice.label_fr, choice.label_en, *codes}:
                    # Where `[other]` heads the words typed, it heads no box.
                    for header in {form.format(q=name, c=word) for form in layout.box} - beside:
                        yield header, ColumnTarget("box", question.question_id, choice.choice_id)
            for word in words if layout.mark else ():
                for form in layout.mark:
                    yield form.format(q=name, m=word), ColumnTarget("mark", question.question_id, None, word)


class Headers:
    """The reader of headers of questions (those that a wave asks) in one layout, with what was confirmed of them."""

    def __init__(
        self,
        questions: tuple[Question, ...],
        facts: Facts,
        layout: ExportLayout,
        declared: Declared | None = None,
    ) -> None:
        self.layout, self.facts, self.questions = layout, facts, questions
        self.declared = declared or Declared()
        self._names = _names(self.questions, facts, layout.layout_id)
        self._ignored = [re.compile(pattern) for pattern in layout.ignored]
        self._confirmed = {bare(header): goal for header, goal in self.declared.headers.items()}
        self._boxes = self._declared_boxes()

    def target(self, header: str) -> ColumnTarget | None:
        """What a header says, or None where nothing tells."""
        name = bare(header)
        if name in self._confirmed:
            question_id, choice_id = self._confirmed[name]
            if not question_id:
                return ColumnTarget("ignored")
            return ColumnTarget("box" if choice_id else "answer", question_id, choice_id)
        for form in self._forms(name):
            found = self._boxes.get(form) or self._names.get(form)
            if found is not None:
                return found
        if name in (*ESTABLISHMENT_HEADERS, *self.layout.record):
            return ColumnTarget("establishment")
        if name in WAVE_HEADERS:
            return ColumnTarget("wave")
        if any(pattern.fullmatch(name) for pattern in self._ignored):
            return ColumnTarget("ignored")
        return None

    def _forms(self, name: str) -> Iterator[str]:
        """The header itself, its part before the text, and its parts without the names of groups."""
        yield name
        if self.layout.cut and self.layout.cut in name:
            yield name.split(self.layout.cut, 1)[0]
        if self.layout.group:
            rest = name
            while self.layout.group in rest:
                rest = rest.split(self.layout.group, 1)[1].strip()
                yield rest

    def _declared_boxes(self) -> dict[str, ColumnTarget]:
        """The headers of boxes whose choices have codes declared at import: « c050___3 »."""
        boxes: dict[str, ColumnTarget] = {}
        for question in self.questions:
            if question.kind != "multichoice":
                continue
            for code, meaning in self.declared.codes_of(question.question_id).items():
                is_choice = meaning in question.choices
                for form in self.layout.box:
                    for name in (
                        question.question_id,
                        code_of(question),
                        question.label_fr,
                        question.label_en,
                    ):
                        goal = ColumnTarget("box", question.question_id, meaning)
                        if not is_choice:
                            goal = ColumnTarget("mark", question.question_id, None, meaning)
                        boxes[bare(form.format(q=name, c=code))] = goal
        return boxes


def layouts_of_tool(headers: Sequence[str]) -> list[ExportLayout]:
    """The layouts of the tool that two headers tell, else that two headers of boxes tell, else the common table's."""
    names = frozenset(bare(header) for header in headers)
    return (
        [layout for layout in layouts() if layout.is_told_by(names)]
        or [layout for layout in layouts() if layout.boxes_told_by(names)]
        or [layout for layout in layouts() if not layout.tool]
    )
